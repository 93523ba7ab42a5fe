"""Excel workbooks: text that stays text, and the same bytes for the same content."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Final, cast

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from scrutiny_tui.store.archives import packed_anew
from scrutiny_tui.view.blocks import LANGUAGE, harmless_line
from scrutiny_tui.view.export_sheets import Sheet, Value

_TEXT: Final = "@"
"""The number format that keeps "2.10" from becoming 2.1."""

_DAY: Final = "d mmmm yyyy"
_BOLD: Final = Font(bold=True)
_WRAPPED: Final = Alignment(wrap_text=True, vertical="top")


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
    columns = [each for each in sheet.columns if each.head]
    for place, column in enumerate(columns, start=1):
        # No cell of these workbooks is merged.
        head = cast("Cell", page.cell(1, place))
        _put(head, column.head)
        head.font = _BOLD
        page.column_dimensions[head.column_letter].width = column.width
        for row, record in enumerate(sheet.records, start=2):
            value = column.value(record)
            if value not in {None, ""} or column.number_format:
                cell = cast("Cell", page.cell(row, place))
                _put(cell, value)
                cell.number_format = column.number_format or cell.number_format


_ESCAPE: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def _put(cell: Cell, value: Value) -> None:
    """Put a value into a cell; text as text even if it looks like a number or a formula."""
    if isinstance(value, str):
        # Excel would read "_x0041_" as the letter A.
        cell.value, cell.data_type = _ESCAPE.sub("_x005F_", harmless_line(value)), "s"
        cell.number_format, cell.alignment = _TEXT, _WRAPPED
        return
    cell.value = value
    if isinstance(value, date):
        cell.number_format = _DAY
