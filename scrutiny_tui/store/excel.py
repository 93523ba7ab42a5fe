"""Reads the Excel workbooks that people send, which are zip files from outside and looked at before they are used."""

from __future__ import annotations

import re
import warnings
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, time, timedelta
from io import BytesIO
from itertools import takewhile
from typing import IO, Any, Final, TypeAlias, cast
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from openpyxl.reader.excel import ExcelReader
from openpyxl.utils.cell import get_column_letter
from openpyxl.utils.escape import unescape
from openpyxl.worksheet._read_only import ReadOnlyWorksheet
from openpyxl.worksheet._reader import FORMULA_TAG, VALUE_TAG, WorkSheetParser
from openpyxl.worksheet.cell_range import CellRange

from scrutiny_tui.domain.errors import InputError
from scrutiny_tui.domain.phrases import listed
from scrutiny_tui.domain.printable import printable
from scrutiny_tui.store import archives
from scrutiny_tui.store.tables import (
    HEADER_LINES,
    HELP_SHEET,
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
    if archives.is_too_much(archive, MOST_PARTS, MOST_UNPACKED):
        raise InputError(f"{name} is too large. Save the sheet you need as CSV.")
    if not any(part.filename == "[Content_Types].xml" for part in parts):
        raise not_a_table(name)
    if not all(map(archives.is_plainly_packed, parts)):
        raise InputError(f"{name} was not saved by Excel. Open it in Excel and save it again.")
    if archives.has_too_many_tags(archive):
        raise InputError(f"{name} is too large. Save the sheet you need as CSV.")
    if archives.defines_words(archive):
        raise InputError(f"{name} was not saved by Excel. Open it in Excel and save it again, or as CSV.")


LAST_ROW: Final = 1_048_576
"""Excel's last row."""

_MOST_MERGED: Final = 200_000
"""Lines of merged ranges, counted range by range: far more than anybody merges, soon gone through."""

_Cell: TypeAlias = tuple[int, int]
"""Row and column of a cell, from 1."""


class _SheetParser(WorkSheetParser):
    """Reads a sheet as openpyxl does, and notes the formulas whose value was not stored."""

    def __init__(self, reader: ExcelReader, source: IO[bytes]) -> None:
        book: Any = reader.wb
        super().__init__(
            source,
            reader.shared_strings,
            data_only=True,
            epoch=book.epoch,
            date_formats=book._date_formats,  # noqa: SLF001
            timedelta_formats=book._timedelta_formats,  # noqa: SLF001
        )
        self.unstored: dict[int, set[int]] = {}
        """Row to the columns of such formulas."""

    def parse_row(self, row: Any) -> Any:
        """Return a row's number and cells. Raises `ValueError` if it does not come after the row before."""
        before = self.row_counter
        number, cells = super().parse_row(row)
        if not before < number <= LAST_ROW:
            raise ValueError(f"row {number} after row {before}")
        return number, cells

    def parse_cell(self, element: Element) -> dict[str, Any]:
        """Return a cell; an empty text is a value too."""
        cell: dict[str, Any] = super().parse_cell(element)
        value = element.find(VALUE_TAG)
        is_stored = value is not None and (bool(value.text) or element.get("t") == "str")
        if element.find(FORMULA_TAG) is not None and not is_stored:
            self.unstored.setdefault(self.row_counter, set()).add(self.col_counter)
        return cell


def _is_hidden(about: Mapping[str, str]) -> bool:
    flat = about.get("ht", about.get("width", ""))
    return about.get("hidden") in {"1", "true"} or flat.strip("0.") == "" != flat


def _merged_rests(merged: Iterable[CellRange], rows: Iterable[int], name: str) -> Mapping[_Cell, str]:
    """Return, for these rows, each merged cell that is not the first of its range, and which cell is.

    Raises `InputError` if more is merged than anybody does by hand.
    """
    ordered = sorted(rows)
    rests: dict[_Cell, str] = {}
    seen = 0
    for each in merged:
        inside = ordered[bisect_left(ordered, each.min_row) : bisect_right(ordered, each.max_row)]
        columns = range(each.min_col, min(each.max_col, MOST_COLUMNS) + 1)
        seen += 1 + len(inside) * len(columns)
        if seen > _MOST_MERGED:
            raise InputError(f"{name} has too many merged cells. Save the sheet you need as CSV.")
        first = _coordinate(each.min_row, each.min_col)
        cells = ((row, column) for row in inside for column in columns)
        rests.update((cell, first) for cell in cells if cell != (each.min_row, each.min_col))
    return rests


def _coordinate(row: int, column: int) -> str:
    return f"{get_column_letter(column)}{row}"


_DAMAGED: Final = (
    *archives.UNREADABLE, ArithmeticError, AssertionError, AttributeError, LookupError, SyntaxError, TypeError
)  # fmt: skip
"""What openpyxl raises on damaged workbooks: it takes the XML's shape for granted. A `ParseError` is a `SyntaxError`."""

_NO_VALUE: Final = "is a formula without a value. Open the file in Excel, save it and try again"


_Values: TypeAlias = Mapping[int, object]
"""The values of a row, by column from 0."""

_Read: TypeAlias = tuple[Row | None, tuple[Row, ...], tuple[str, ...]]


def read_workbook(data: bytes, name: str, is_header: IsHeader) -> _Read:
    """Return the header, the filled rows after it, and sentences about what is hidden or was not read.

    Where no sheet has the header, it is None, and the rows are those of the first sheet. Raises `InputError` if the
    workbook is damaged, too big or no workbook.
    """
    try:
        with ZipFile(BytesIO(data)) as archive:
            _check_archive(archive, name)
    except archives.UNREADABLE as error:
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


def _read(data: bytes, name: str, is_header: IsHeader) -> _Read:
    reader = ExcelReader(BytesIO(data), read_only=True, data_only=True, keep_links=False)
    reader.read()
    sheets = [cast("ReadOnlyWorksheet", sheet) for sheet in reader.wb.worksheets]
    if not sheets:
        raise InputError(f"{name} has no sheet with text.")
    headed = ((sheet, _header(reader, sheet, is_header)) for sheet in sheets)
    sheet, header = next((found for found in headed if found[1]), (sheets[0], None))
    with _source(sheet) as source:
        parser = _SheetParser(reader, source)
        rows = _rows(parser, header.number if header else 0, name)
    others = [each for each in sheets if each is not sheet and each.title != HELP_SHEET and _is_filled(each)]
    return header, rows, (*_hidden_told(parser, header, rows), *_sheets_told(sheet, others))


def _source(sheet: Any) -> IO[bytes]:
    source: IO[bytes] = sheet._get_source()  # noqa: SLF001
    return source


def _is_filled(sheet: ReadOnlyWorksheet) -> bool:
    with _source(sheet) as source:
        return _FILLED.search(source.read()) is not None


_FILLED: Final = re.compile(rb"<(?:\w+:)?[vt](?: [^>]*)?>[^<]")
"""A cell with a value, in a sheet's XML."""

_MOST_NAMED: Final = 10


def _hidden_told(parser: _SheetParser, header: Row | None, rows: tuple[Row, ...]) -> Iterator[str]:
    told = parser.row_dimensions
    lines = [number for row in rows if _is_hidden(told.get(number := str(row.number), {}))]
    if lines:
        yield f"{_named('Line', lines)} hidden in the sheet, and read like the others."
    widest = max((len(row.cells) for row in (*rows, *filter(None, [header]))), default=0)
    hidden = [about for about in parser.column_dimensions.values() if _is_hidden(about)]
    areas = [range(int(about["min"]), int(about.get("max", MOST_COLUMNS)) + 1) for about in hidden]
    columns = [
        get_column_letter(column) for column in range(1, widest + 1) if any(column in area for area in areas)
    ]
    if columns:
        yield f"{_named('Column', columns)} hidden in the sheet, and looked at like the others."


def _sheets_told(read: ReadOnlyWorksheet, others: list[ReadOnlyWorksheet]) -> Iterator[str]:
    if read.sheet_state != "visible":
        yield f'The sheet "{_title(read)}" is hidden, and was read.'
    if others:
        titles = [f'"{_title(sheet)}"' for sheet in others]
        was = "was not read, only" if len(titles) == 1 else "were not read, only"
        yield f'{_listed("The sheet", titles)} {was} "{_title(read)}". Put everything on one sheet.'


def _title(sheet: ReadOnlyWorksheet) -> str:
    return printable(" ".join(sheet.title.split()))


def _named(what: str, names: list[str]) -> str:
    return f"{_listed(what, names)} {'is' if len(names) == 1 else 'are'}"


def _listed(what: str, names: list[str]) -> str:
    return f"{what}{'' if len(names) == 1 else 's'} {listed(names, _MOST_NAMED)}"


def _header(reader: ExcelReader, sheet: ReadOnlyWorksheet, is_header: IsHeader) -> Row | None:
    with _source(sheet) as source:
        lines = _lines(_SheetParser(reader, source))
        first = (_row(*line, {}) for line in takewhile(lambda line: line[0] <= HEADER_LINES, lines))
        return next((row for row in first if row and is_header(row.cells)), None)


def _rows(parser: _SheetParser, header: int, name: str) -> tuple[Row, ...]:
    found = _filled(parser, header, name)
    faults = {row: {column - 1: _NO_VALUE for column in columns} for row, columns in parser.unstored.items()}
    merged = parser.merged_cells.mergeCell if parser.merged_cells else ()
    for (row, column), first in _merged_rests(merged, found, name).items():
        faults.setdefault(row, {})[column - 1] = (
            f"is empty: cell {_coordinate(row, column)} is merged with {first}. Type the value in every line"
        )
    rows = (_row(number, values, faults.get(number, {})) for number, values in found.items())
    return tuple(row for row in rows if row)


def _filled(parser: _SheetParser, header: int, name: str) -> dict[int, _Values]:
    """Return the values of the rows after the header in which anything is, by number."""
    found: dict[int, _Values] = {}
    for number, values in _lines(parser):
        is_filled = any(_text(value).strip() for value in values.values())
        if number > header and (is_filled or number in parser.unstored):
            found[number] = values
            if len(found) > MOST_LINES:
                raise InputError(f"{name} has more than {MOST_LINES:,} lines. Split it into several files.")
    return found


def _row(number: int, values: _Values, faults: Mapping[int, str]) -> Row | None:
    dates = {
        column: "is a date" for column, value in values.items() if isinstance(value, date | time | timedelta)
    }
    as_typed = frozenset(column for column, value in values.items() if isinstance(value, str))
    width = max((column for column in (*values, *faults)), default=-1) + 1
    return filled_row(
        number, [_text(values.get(column)) for column in range(width)], {**dates, **faults}, as_typed
    )


def _lines(parser: _SheetParser) -> Iterator[tuple[int, _Values]]:
    """Yield the rows that stand in the sheet's XML; openpyxl's own way makes every empty one up to the last."""
    for number, cells in parser.parse():
        places = ((cell["column"] - 1, cell["value"]) for cell in cells)
        yield number, {at: value for at, value in places if value is not None and 0 <= at < MOST_COLUMNS}


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    # Excel writes some characters as numbers, such as "_x000D_", and those beyond 16 bits as two.
    return unescape(str(value)).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
