"""Reads the Excel workbooks that people send, which are zip files from outside and looked at before they are used."""

from __future__ import annotations

import warnings
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from io import BytesIO
from itertools import islice
from typing import IO, Final, Protocol, cast
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from openpyxl.reader.excel import ExcelReader
from openpyxl.utils.cell import coordinate_to_tuple, get_column_letter, range_boundaries
from openpyxl.xml.functions import iterparse

from scrutiny_tui.domain.errors import InputError
from scrutiny_tui.store.archives import UNREADABLE, defines_words, is_plainly_packed, is_too_much
from scrutiny_tui.store.tables import (
    HEADER_LINES,
    MOST_COLUMNS,
    MOST_LINES,
    IsHeader,
    Row,
    filled_row,
    not_a_table,
)

MOST_UNPACKED: Final = 50 * 1024 * 1024
"""Bytes that everything in a workbook may come to once unpacked."""

MOST_PARTS: Final = 1_000
"""How many files a workbook may consist of."""


def _check_archive(archive: ZipFile, name: str) -> None:
    """Raise `InputError` for a zip file that is no workbook, or one that would unpack to too much."""
    parts = archive.infolist()
    if is_too_much(parts, MOST_PARTS, MOST_UNPACKED):
        raise InputError(f"{name} is too large. Save the sheet you need as CSV.")
    if not any(part.filename == "[Content_Types].xml" for part in parts):
        raise not_a_table(name)
    if not all(map(is_plainly_packed, parts)):
        raise InputError(f"{name} was not saved by Excel. Open it in Excel and save it again.")
    if defines_words(archive):
        raise InputError(f"{name} was not saved by Excel. Open it in Excel and save it again, or as CSV.")


LAST_ROW: Final = 1_048_576
"""Excel's last row."""

_MOST_MERGED: Final = 200_000
"""Lines of merged ranges, counted range by range: far more than anybody merges, soon gone through."""


@dataclass(frozen=True, slots=True)
class Range:
    """Merged cells; rows and columns count from 1 and include both ends."""

    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True, slots=True)
class Marks:
    """The cells of a sheet that need care."""

    formulas: frozenset[tuple[int, int]]
    """Row and column of each formula whose value was not stored."""
    merged: tuple[Range, ...]


def read_marks(sheet: IO[bytes]) -> Marks:
    """Return the marks of a sheet's XML. Raises `ValueError` if its rows do not follow one another."""
    formulas: set[tuple[int, int]] = set()
    merged: list[Range] = []
    number = 0
    for _event, element in iterparse(sheet):
        tag = _name(element)
        if tag == "row":
            number = _next_row(element, number)
            formulas.update((number, column) for column in _unstored(element))
            element.clear()
        elif tag == "mergeCell":
            merged.append(_range(element.get("ref", "")))
    return Marks(frozenset(formulas), tuple(merged))


def merged_rests(merged: Iterable[Range], rows: Iterable[int], name: str) -> Mapping[tuple[int, int], str]:
    """Return, for these rows, each merged cell that is not the first of its range, and which cell is.

    Raises `InputError` if more is merged than anybody does by hand.
    """
    ordered = sorted(rows)
    rests: dict[tuple[int, int], str] = {}
    seen = 0
    for each in merged:
        inside = ordered[bisect_left(ordered, each.top) : bisect_right(ordered, each.bottom)]
        seen += 1 + len(inside) * (each.right - each.left + 1)
        if seen > _MOST_MERGED:
            raise InputError(f"{name} has too many merged cells. Save the sheet you need as CSV.")
        first = coordinate(each.top, each.left)
        cells = ((row, column) for row in inside for column in range(each.left, each.right + 1))
        rests.update((cell, first) for cell in cells if cell != (each.top, each.left))
    return rests


def coordinate(row: int, column: int) -> str:
    """Return how Excel calls a cell, such as "B7"."""
    return f"{get_column_letter(column)}{row}"


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _next_row(row: Element, before: int) -> int:
    number = int(row.get("r", before + 1))
    if not before < number <= LAST_ROW:
        raise ValueError(f"row {number} after row {before}")
    return number


def _unstored(row: Element) -> Iterable[int]:
    """Yield the columns of a row's formulas whose value was not stored."""
    column = 0
    for cell in row:
        place = cell.get("r")
        column = coordinate_to_tuple(place)[1] if place else column + 1
        inside = {_name(part): part for part in cell}
        if "f" in inside and not _stores(cell, inside.get("v")):
            yield column


def _stores(cell: Element, value: Element | None) -> bool:
    """Whether a formula's value is there; an empty text is a value too."""
    return value is not None and (bool(value.text) or cell.get("t") == "str")


def _range(reference: str) -> Range:
    left, top, right, bottom = range_boundaries(reference)
    return Range(left or 1, top or 1, min(right or MOST_COLUMNS, MOST_COLUMNS), bottom or LAST_ROW)


_DAMAGED: Final = (
    *UNREADABLE, ArithmeticError, AssertionError, AttributeError, LookupError, SyntaxError, TypeError
)  # fmt: skip
"""What openpyxl raises on damaged workbooks: it takes the XML's shape for granted. A `ParseError` is a `SyntaxError`."""

_NO_VALUE: Final = "is a formula without a value. Open the file in Excel, save it and try again"


class _Sheet(Protocol):
    """A sheet that openpyxl only reads."""

    def reset_dimensions(self) -> None:
        """Forget how big the file says that the sheet is."""

    def iter_rows(self, *, max_col: int, values_only: bool) -> Iterator[tuple[object, ...]]:
        """Yield the values of every row from the first, empty ones too."""


def read_workbook(data: bytes, name: str, is_header: IsHeader) -> tuple[Row | None, tuple[Row, ...]]:
    """Return the header and the filled rows after it; where no sheet has one, None and the first sheet's rows.

    Raises `InputError` if the workbook is damaged, too big or no workbook.
    """
    try:
        with ZipFile(BytesIO(data)) as archive:
            _check_archive(archive, name)
    except UNREADABLE as error:
        raise not_a_table(name) from error
    try:
        with warnings.catch_warnings():
            # openpyxl warns of drawings and drop-down lists that it leaves out; nobody asked for those.
            warnings.simplefilter("ignore")
            return _read(data, name, is_header)
    except _DAMAGED as error:
        raise InputError(
            f"{name} can't be read and may be damaged. Open it in Excel and save it again, or as CSV."
        ) from error


def _read(data: bytes, name: str, is_header: IsHeader) -> tuple[Row | None, tuple[Row, ...]]:
    reader = ExcelReader(BytesIO(data), read_only=True, data_only=True, keep_links=False)
    reader.read()
    sheets = _sheets(reader)
    if not sheets:
        raise InputError(f"{name} has no sheet with text.")
    headed = ((path, sheet, _header(sheet, is_header)) for path, sheet in sheets)
    path, sheet, header = next((found for found in headed if found[2]), (*sheets[0], None))
    with reader.archive.open(path) as source:
        marks = read_marks(source)
    return header, _rows(sheet, marks, header.number if header else 0, name)


def _sheets(reader: ExcelReader) -> list[tuple[str, _Sheet]]:
    """Return where each sheet lies in the archive, and the sheet."""
    paths = {str(sheet.name): str(rel.target) for sheet, rel in reader.parser.find_sheets()}
    sheets = [(paths[sheet.title], cast("_Sheet", sheet)) for sheet in reader.wb.worksheets]
    for _path, sheet in sheets:
        # Some programs write a wrong size of the sheet, and cells outside it would be lost.
        sheet.reset_dimensions()
    return sheets


def _header(sheet: _Sheet, is_header: IsHeader) -> Row | None:
    for number, values in enumerate(islice(_values(sheet), HEADER_LINES), start=1):
        row = filled_row(number, [_text(value) for value in values], {})
        if row and is_header(row.cells):
            return row
    return None


def _rows(sheet: _Sheet, marks: Marks, header: int, name: str) -> tuple[Row, ...]:
    found = _filled(sheet, {row for row, _column in marks.formulas}, header, name)
    faults: dict[int, dict[int, str]] = {}
    for row, column in marks.formulas:
        faults.setdefault(row, {})[column - 1] = _NO_VALUE
    for (row, column), first in merged_rests(marks.merged, found, name).items():
        faults.setdefault(row, {})[column - 1] = (
            f"is empty: cell {coordinate(row, column)} is merged with {first}. Type the value in every line"
        )
    rows = (_row(number, values, faults.get(number, {})) for number, values in found.items())
    return tuple(row for row in rows if row)


def _filled(sheet: _Sheet, with_formulas: set[int], header: int, name: str) -> dict[int, tuple[object, ...]]:
    """Return the values of the rows after the header in which anything is, by number."""
    found: dict[int, tuple[object, ...]] = {}
    for number, values in enumerate(_values(sheet), start=1):
        if number > header and (number in with_formulas or any(_text(value).strip() for value in values)):
            found[number] = values
            if len(found) > MOST_LINES:
                raise InputError(f"{name} has more than {MOST_LINES:,} lines. Split it into several files.")
    return found


def _row(number: int, values: tuple[object, ...], faults: dict[int, str]) -> Row | None:
    dates = {
        column: "is a date"
        for column, value in enumerate(values)
        if isinstance(value, date | time | timedelta)
    }
    return filled_row(number, [_text(value) for value in values], {**dates, **faults})


def _values(sheet: _Sheet) -> Iterator[tuple[object, ...]]:
    return sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True)


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
