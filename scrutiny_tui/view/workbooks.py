"""Excel workbooks: text that stays text, and the same bytes for the same content."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, time
from math import ceil
from textwrap import wrap
from typing import Final, cast
from unicodedata import east_asian_width

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from scrutiny_tui.store.archives import packed_anew
from scrutiny_tui.view.blocks import LANGUAGE, harmless_line
from scrutiny_tui.view.export_sheets import Column, Sheet, Value

_TEXT: Final = "@"
"""The number format that keeps "2.10" from becoming 2.1."""

_DAY: Final = "d mmmm yyyy"
_LONGEST_DAY: Final = "30 September 2026"
_ARROW: Final = 3
"""Characters that the arrow of a filter takes of a head."""
_LINE: Final = 13.5
"""Height of a line, in points."""
_MOST_LINES: Final = 30
"""In a row: no spreadsheet has rows higher than 409 points."""
_PLAIN: Final = Font(name="Arial", size=10)
_BOLD: Final = Font(name="Arial", size=10, bold=True)
_WRAPPED: Final = Alignment(horizontal="left", vertical="top", wrap_text=True)
_ON_ONE_LINE: Final = Alignment(horizontal="left", vertical="top")


def new_workbook(title: str, made: date, sheets: Iterable[Sheet]) -> Workbook:
    """Return a workbook in British English that holds these sheets and names no author."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.title, book.properties.language, book.properties.creator = title, LANGUAGE, ""
    book.properties.created = book.properties.modified = datetime.combine(made, time())
    for sheet in sheets:
        _fill(book.create_sheet(sheet.title), sheet)
    return book


def workbook_bytes(book: Workbook) -> bytes:
    """Return the workbook's bytes, with one time for every part of the archive."""
    saved = io.BytesIO()
    # Not with `book.save`, which would write down the time at which it was called.
    ExcelWriter(book, zipfile.ZipFile(saved, "w")).save()
    return packed_anew(saved.getvalue())


def _fill(page: Worksheet, sheet: Sheet) -> None:
    page.freeze_panes = "A2"
    _set_up_print(page)
    columns = [each for each in sheet.columns if each.head]
    lines: Counter[int] = Counter()
    for place, column in enumerate(columns, start=1):
        values = [column.value(record) for record in sheet.records]
        width = _width(column, values)
        # No cell of these workbooks is merged.
        head = cast("Cell", page.cell(1, place))
        _put(head, column.head)
        head.font = _BOLD
        page.column_dimensions[head.column_letter].width = width
        lines[1] = max(lines[1], _lines(column.head, width))
        for row, value in enumerate(values, start=2):
            lines[row] = max(lines[row], _lines(value, width))
            if value not in {None, ""} or column.number_format:
                cell = cast("Cell", page.cell(row, place))
                _put(cell, value)
                cell.number_format = column.number_format or cell.number_format
    for row, number in lines.items():
        # Not every program finds the height for itself, and then lines lie over one another.
        page.row_dimensions[row].height = _LINE * min(number, _MOST_LINES)
    if not sheet.is_form:
        page.auto_filter.ref = page.dimensions


def _set_up_print(page: Worksheet) -> None:
    """Have the sheet printed as wide as the paper, with its heads on every page."""
    page.page_setup.orientation, page.page_setup.paperSize = page.ORIENTATION_LANDSCAPE, page.PAPERSIZE_A4
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.7, footer=0.3)
    cast("HeaderFooterItem", page.oddFooter).center.text = "&A, page &P of &N"
    page.print_title_rows = "1:1"


def _width(column: Column, values: Iterable[Value]) -> int:
    """Return a width in characters for what a column holds, up to its own; no day and no word of the head is cut."""
    longest = max(map(_length, values), default=0) + 1
    head = max(map(len, column.head.split())) + _ARROW
    day = len(_LONGEST_DAY) + 2 if any(isinstance(value, date) for value in values) else 0
    return max(min(column.width, longest), head, day)


def _length(value: Value) -> int:
    """Return how many columns of a fixed font a value takes."""
    text = "" if value is None else str(value)
    return len(text) + sum(east_asian_width(each) in "WF" for each in text)


def _lines(value: Value, width: int) -> int:
    """Return how many lines a value takes in a column, rather one too many than one too few."""
    if not isinstance(value, str):
        return 1
    # A word may leave up to its own length of a line empty.
    return max(1, ceil(_length(value) / width), len(wrap(value, width)))


_ESCAPE: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def _put(cell: Cell, value: Value) -> None:
    """Put a value into a cell; text as text even if it looks like a number or a formula."""
    cell.font = _PLAIN
    if isinstance(value, str):
        # Excel would read "_x0041_" as the letter A.
        cell.value, cell.data_type = _ESCAPE.sub("_x005F_", harmless_line(value)), "s"
        cell.number_format, cell.alignment = _TEXT, _WRAPPED
        return
    cell.value, cell.alignment = value, _ON_ONE_LINE
    if isinstance(value, date):
        cell.number_format = _DAY
