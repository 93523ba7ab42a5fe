"""Reads the Excel workbooks that people send, which are zip files from outside and looked at before they are used."""

from __future__ import annotations

import re
import warnings
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from io import BytesIO
from itertools import takewhile
from typing import IO, Any, Final, TypeAlias, cast
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from openpyxl.reader.excel import ExcelReader
from openpyxl.utils.cell import coordinate_to_tuple, get_column_letter, range_boundaries
from openpyxl.worksheet._read_only import ReadOnlyWorksheet
from openpyxl.worksheet._reader import WorkSheetParser
from openpyxl.xml.functions import iterparse

from scrutiny_tui.domain.errors import InputError
from scrutiny_tui.domain.printable import printable
from scrutiny_tui.store.archives import (
    UNREADABLE,
    defines_words,
    has_too_many_tags,
    is_plainly_packed,
    is_too_much,
)
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
    if is_too_much(archive, MOST_PARTS, MOST_UNPACKED):
        raise InputError(f"{name} is too large. Save the sheet you need as CSV.")
    if not any(part.filename == "[Content_Types].xml" for part in parts):
        raise not_a_table(name)
    if not all(map(is_plainly_packed, parts)):
        raise InputError(f"{name} was not saved by Excel. Open it in Excel and save it again.")
    if has_too_many_tags(archive):
        raise InputError(f"{name} is too large. Save the sheet you need as CSV.")
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
    hidden: frozenset[int]
    """The numbers of the rows that nobody sees."""
    hidden_columns: tuple[tuple[int, int], ...]
    """The first and the last of the columns that nobody sees."""


def read_marks(sheet: IO[bytes]) -> Marks:
    """Return the marks of a sheet's XML. Raises `ValueError` if its rows do not follow one another."""
    formulas: set[tuple[int, int]] = set()
    merged: list[Range] = []
    hidden: set[int] = set()
    columns: list[tuple[int, int]] = []
    number = 0
    for _event, element in iterparse(sheet):
        tag = _name(element)
        if tag == "row":
            number = _next_row(element, number)
            formulas.update((number, column) for column in _unstored(element))
            if _is_hidden(element):
                hidden.add(number)
            element.clear()
        elif tag == "mergeCell":
            merged.append(_range(element.get("ref", "")))
        elif tag == "col" and _is_hidden(element):
            columns.append((int(element.get("min", 1)), int(element.get("max", MOST_COLUMNS))))
    return Marks(frozenset(formulas), tuple(merged), frozenset(hidden), tuple(columns))


def _is_hidden(element: Element) -> bool:
    flat = element.get("ht", element.get("width", ""))
    return element.get("hidden") in {"1", "true"} or flat.strip("0.") == "" != flat


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


_Values: TypeAlias = Mapping[int, object]
"""The values of a row, by column from 0."""

_Lines: TypeAlias = Iterator[tuple[int, _Values]]
"""Rows by number, those that the sheet does not hold left out."""

_Read: TypeAlias = tuple[Row | None, tuple[Row, ...], tuple[str, ...]]


def read_workbook(data: bytes, name: str, is_header: IsHeader) -> _Read:
    """Return the header, the filled rows after it, and sentences about what is hidden or was not read.

    Where no sheet has the header, it is None, and the rows are those of the first sheet. Raises `InputError` if the
    workbook is damaged, too big or no workbook.
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


def _read(data: bytes, name: str, is_header: IsHeader) -> _Read:
    reader = ExcelReader(BytesIO(data), read_only=True, data_only=True, keep_links=False)
    reader.read()
    sheets = [cast("ReadOnlyWorksheet", sheet) for sheet in reader.wb.worksheets]
    if not sheets:
        raise InputError(f"{name} has no sheet with text.")
    headed = ((sheet, _header(_values(reader, sheet), is_header)) for sheet in sheets)
    sheet, header = next((found for found in headed if found[1]), (sheets[0], None))
    with _source(reader, sheet) as source:
        marks = read_marks(source)
    rows = _rows(_values(reader, sheet), marks, header.number if header else 0, name)
    others = [each for each in sheets if each is not sheet and _is_filled(reader, each)]
    return header, rows, (*_hidden_told(marks, header, rows), *_sheets_told(sheet, others))


def _source(reader: ExcelReader, sheet: ReadOnlyWorksheet) -> IO[bytes]:
    path = next(rel.target for found, rel in reader.parser.find_sheets() if found.name == sheet.title)
    return reader.archive.open(str(path))


def _is_filled(reader: ExcelReader, sheet: ReadOnlyWorksheet) -> bool:
    with _source(reader, sheet) as source:
        return _FILLED.search(source.read()) is not None


_FILLED: Final = re.compile(rb"<(?:\w+:)?[vt](?: [^>]*)?>[^<]")
"""A cell with a value, in a sheet's XML."""

_MOST_NAMED: Final = 10


def _hidden_told(marks: Marks, header: Row | None, rows: tuple[Row, ...]) -> Iterator[str]:
    lines = [str(row.number) for row in rows if row.number in marks.hidden]
    if lines:
        yield f"{_named('Line', lines)} hidden in the sheet, and read like the others."
    widest = max((len(row.cells) for row in (*rows, *filter(None, [header]))), default=0)
    columns = [
        get_column_letter(column)
        for column in range(1, widest + 1)
        if any(first <= column <= last for first, last in marks.hidden_columns)
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
    if len(names) == 1:
        return f"{what} {names[0]}"
    most = names[:_MOST_NAMED]
    rest = len(names) - len(most)
    last = f"{rest} more" if rest else most.pop()
    return f"{what}s {', '.join(most)} and {last}"


def _header(lines: _Lines, is_header: IsHeader) -> Row | None:
    for number, values in takewhile(lambda row: row[0] <= HEADER_LINES, lines):
        row = _row(number, values, {})
        if row and is_header(row.cells):
            return row
    return None


def _rows(lines: _Lines, marks: Marks, header: int, name: str) -> tuple[Row, ...]:
    found = _filled(lines, {row for row, _column in marks.formulas}, header, name)
    faults: dict[int, dict[int, str]] = {}
    for row, column in marks.formulas:
        faults.setdefault(row, {})[column - 1] = _NO_VALUE
    for (row, column), first in merged_rests(marks.merged, found, name).items():
        faults.setdefault(row, {})[column - 1] = (
            f"is empty: cell {coordinate(row, column)} is merged with {first}. Type the value in every line"
        )
    rows = (_row(number, values, faults.get(number, {})) for number, values in found.items())
    return tuple(row for row in rows if row)


def _filled(lines: _Lines, with_formulas: set[int], header: int, name: str) -> dict[int, _Values]:
    """Return the values of the rows after the header in which anything is, by number."""
    found: dict[int, _Values] = {}
    for number, values in lines:
        if number > header and (
            number in with_formulas or any(_text(value).strip() for value in values.values())
        ):
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


def _values(reader: ExcelReader, sheet: ReadOnlyWorksheet) -> _Lines:
    """Yield the rows that stand in the sheet's XML; openpyxl's own way makes every empty one up to the last."""
    book: Any = reader.wb
    with _source(reader, sheet) as source:
        parser = WorkSheetParser(
            source,
            reader.shared_strings,
            data_only=True,
            epoch=book.epoch,
            date_formats=book._date_formats,  # noqa: SLF001
            timedelta_formats=book._timedelta_formats,  # noqa: SLF001
        )
        for number, cells in parser.parse():
            places = ((cell["column"] - 1, cell["value"]) for cell in cells)
            values = {
                column: value for column, value in places if value is not None and 0 <= column < MOST_COLUMNS
            }
            yield number, values


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return _unescaped(str(value))


_ESCAPED: Final = re.compile(r"(?:_x[0-9A-Fa-f]{4}_)+")


def _unescaped(text: str) -> str:
    """Return the text with Excel's way to write characters, such as "_x000D_" for the end of a line, undone."""
    return _ESCAPED.sub(_characters, text) if "_x" in text else text


def _characters(match: re.Match[str]) -> str:
    codes = bytes.fromhex("".join(part for part in match[0].split("_") if part).replace("x", ""))
    return codes.decode("utf-16-be", "replace")
