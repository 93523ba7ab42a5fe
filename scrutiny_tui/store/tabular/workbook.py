"""Reads an Excel workbook: the first sheet that has the header."""

from __future__ import annotations

import warnings
import zlib
from collections.abc import Iterator
from datetime import date, time, timedelta
from io import BytesIO
from itertools import islice
from typing import Final, Protocol, cast
from zipfile import BadZipFile

from openpyxl.reader.excel import ExcelReader

from scrutiny_tui.domain.errors import InputError
from scrutiny_tui.store.tabular.archive import check_archive
from scrutiny_tui.store.tabular.marks import Marks, coordinate, merged_rests, read_marks
from scrutiny_tui.store.tabular.table import HEADER_LINES, MOST_COLUMNS, MOST_LINES, IsHeader, Row, filled_row

_DAMAGED: Final = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    BadZipFile,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    zlib.error,
)
"""What openpyxl raises on damaged workbooks: it takes the XML's shape for granted. A `ParseError` is a `SyntaxError`."""

_NO_VALUE: Final = "is a formula without a stored value. Open the file in Excel, save it and try again"


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
    check_archive(data, name)
    try:
        with warnings.catch_warnings():
            # openpyxl warns of drawings and drop-down lists that it leaves out; nobody asked for those.
            warnings.simplefilter("ignore")
            return _read(data, name, is_header)
    except _DAMAGED as error:
        raise InputError(
            f"{name} cannot be read as an Excel workbook; it may be damaged. Save it from Excel again, or as CSV."
        ) from error


def _read(data: bytes, name: str, is_header: IsHeader) -> tuple[Row | None, tuple[Row, ...]]:
    reader = ExcelReader(BytesIO(data), read_only=True, data_only=True, keep_links=False)
    reader.read()
    sheets = _sheets(reader)
    if not sheets:
        raise InputError(f"{name} has no sheet with cells.")
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
            f"is empty: cell {coordinate(row, column)} is merged with {first}. Write the value in every line"
        )
    rows = (_row(number, values, faults.get(number, {})) for number, values in found.items())
    return tuple(row for row in rows if row)


def _filled(sheet: _Sheet, with_formulas: set[int], header: int, name: str) -> dict[int, tuple[object, ...]]:
    """Return the values of the rows after the header in which anything is, by number."""
    found: dict[int, tuple[object, ...]] = {}
    for number, values in enumerate(_values(sheet), start=1):
        if number > header and (number in with_formulas or any(not _is_blank(value) for value in values)):
            found[number] = values
            if len(found) > MOST_LINES:
                raise InputError(f"{name} has more than {MOST_LINES:,} lines. Split it.")
    return found


def _row(number: int, values: tuple[object, ...], faults: dict[int, str]) -> Row | None:
    dates = {column: "is a date" for column, value in enumerate(values) if _is_date(value)}
    return filled_row(number, [_text(value) for value in values], {**dates, **faults})


def _values(sheet: _Sheet) -> Iterator[tuple[object, ...]]:
    return sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True)


def _is_blank(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _is_date(value: object) -> bool:
    return isinstance(value, date | time | timedelta)


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
