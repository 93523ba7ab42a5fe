"""What every Excel workbook of the program shares: text that stays text, and the same bytes for the same content."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Final, cast

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from scrutiny_tui.view.blocks import harmless_line

_TEXT: Final = "@"
"""The number format that keeps "2.10" from becoming 2.1."""

_BOLD: Final = Font(bold=True)
_WRAPPED: Final = Alignment(wrap_text=True, vertical="top")
_ARCHIVED: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest time an archive can hold; one for all, so that the same workbook is the same file."""


def new_workbook(title: str, made: date, first_sheet: str) -> tuple[Workbook, Worksheet]:
    """Return a workbook in British English without an author, and its first sheet."""
    book = Workbook()
    sheet = book.active
    if not isinstance(sheet, Worksheet):
        raise TypeError("a new workbook begins with a worksheet")
    sheet.title = first_sheet
    book.properties.title = title
    book.properties.language = "en-GB"
    book.properties.creator = ""
    book.properties.created = book.properties.modified = datetime.combine(made, time())
    return book, sheet


def write_head(sheet: Worksheet, titles: Iterable[str], widths: Iterable[int]) -> None:
    """Write the header row, which stays in sight; widths are in characters."""
    for number, (title, width) in enumerate(zip(titles, widths, strict=True), start=1):
        cell = write_text(sheet, 1, number, title)
        cell.font = _BOLD
        sheet.column_dimensions[cell.column_letter].width = width
    sheet.freeze_panes = "A2"


def write_text(sheet: Worksheet, row: int, column: int, text: str) -> Cell:
    """Put text into a cell, as text even where it looks like a number or a formula, and return the cell."""
    cell = plain_cell(sheet, row, column)
    cell.value = harmless_line(text)
    cell.data_type = "s"
    cell.number_format = _TEXT
    cell.alignment = _WRAPPED
    return cell


def plain_cell(sheet: Worksheet, row: int, column: int) -> Cell:
    """Return a cell; no cell of these workbooks is merged."""
    return cast("Cell", sheet.cell(row, column))


def workbook_bytes(book: Workbook) -> bytes:
    """Return the workbook's bytes, with one time for every part of the archive."""
    saved, steady = io.BytesIO(), io.BytesIO()
    # Not with `book.save`, which would write down the time at which it was called.
    ExcelWriter(book, zipfile.ZipFile(saved, "w")).save()
    with zipfile.ZipFile(saved) as before, zipfile.ZipFile(steady, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            part = zipfile.ZipInfo(name, _ARCHIVED)
            part.compress_type = zipfile.ZIP_DEFLATED
            after.writestr(part, before.read(name))
    return steady.getvalue()
