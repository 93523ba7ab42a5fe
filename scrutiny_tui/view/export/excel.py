"""Writes the sheets as an Excel workbook: real dates and numbers, text that stays text, and no formula."""

from __future__ import annotations

from datetime import date
from typing import Final

from openpyxl.worksheet.worksheet import Worksheet

from scrutiny_tui.view.export.sheets import SCORE, Row, Sheet, Value, sheets
from scrutiny_tui.view.record.view import View
from scrutiny_tui.view.workbooks import new_workbook, plain_cell, workbook_bytes, write_head, write_text

_DAY: Final = "d mmmm yyyy"
_SIGNED: Final = "+0;-0;0"
"""Shows 47 as +47: a number with its sign, not text and not a formula."""


def export_workbook(view: View) -> bytes:
    """Return the workbook's bytes, the same for the same workshop on the same day."""
    every = tuple(sheets(view))
    book, page = new_workbook(f"{view.session.wording.title}: data", view.made, every[0].name)
    for found in every:
        _fill(page if found is every[0] else book.create_sheet(found.name), found)
    return workbook_bytes(book)


def _fill(page: Worksheet, found: Sheet) -> None:
    write_head(page, found.titles, found.widths)
    signed = found.titles.index(SCORE) + 1 if SCORE in found.titles else 0
    for number, row in enumerate(found.rows, start=2):
        _write(page, number, row)
        if signed:
            plain_cell(page, number, signed).number_format = _SIGNED


def _write(page: Worksheet, number: int, row: Row) -> None:
    for column, value in enumerate(row, start=1):
        _put(page, number, column, value)


def _put(page: Worksheet, row: int, column: int, value: Value) -> None:
    if value is None or value == "":
        return
    if isinstance(value, str):
        write_text(page, row, column, value)
        return
    cell = plain_cell(page, row, column)
    cell.value = value
    if isinstance(value, date):
        cell.number_format = _DAY
