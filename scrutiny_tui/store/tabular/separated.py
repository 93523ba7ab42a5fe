"""Reads text with separators: commas, semicolons or tabs, whichever the header is written with."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import suppress
from io import StringIO
from itertools import takewhile
from typing import Final

from scrutiny_tui.domain.errors import InputError
from scrutiny_tui.store.tabular.table import HEADER_LINES, MOST_COLUMNS, MOST_LINES, IsHeader, Row, filled_row

_SEPARATORS: Final = (",", ";", "\t")

_WITHOUT_HEADER: Final = "\t"
"""Splits lines without a header: names and lists hold commas, and what is copied from a spreadsheet holds tabs."""


def read_separated(text: str, name: str, is_header: IsHeader) -> tuple[Row | None, tuple[Row, ...]]:
    """Return the header, None if there is none, and the filled lines after it.

    Raises `InputError` if quotation marks do not match, or there are too many lines.
    """
    separator = next((each for each in _SEPARATORS if _has_header(text, each, is_header)), _WITHOUT_HEADER)
    header: Row | None = None
    rows: list[Row] = []
    for row in _rows(text, separator, name):
        if header is None and row.number <= HEADER_LINES and is_header(row.cells):
            header, rows = row, []
            continue
        rows.append(row)
        if len(rows) > MOST_LINES:
            raise InputError(f"{name} has more than {MOST_LINES:,} lines. Split it.")
    return header, tuple(rows)


def _rows(text: str, separator: str, name: str = "") -> Iterator[Row]:
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    while True:
        number = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise InputError(
                f"{name}, line {number}: the quotation marks around a cell do not match."
            ) from error
        row = filled_row(number, cells[:MOST_COLUMNS], {})
        if row:
            yield row


def _has_header(text: str, separator: str, is_header: IsHeader) -> bool:
    with suppress(InputError):
        first = takewhile(lambda row: row.number <= HEADER_LINES, _rows(text, separator))
        return any(is_header(row.cells) for row in first)
    return False
