"""The blank form as an Excel workbook: a sheet to fill in, with a list to choose from, and a sheet that explains it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime, time
from itertools import groupby
from typing import Final, cast

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from scrutiny_tui.domain.session import Session
from scrutiny_tui.domain.wording import Item
from scrutiny_tui.report.paper.choosing import draws_labels
from scrutiny_tui.report.paper.forms import COLUMNS, rows
from scrutiny_tui.report.paper.marks import Mark, answer_marks, level_marks, marks_for
from scrutiny_tui.report.safe import safe

ANSWERS: Final = "Answers"
HELP: Final = "How to fill in"

_TEXT: Final = "@"
"""The number format that keeps "2.10" from becoming 2.1."""

_BOLD: Final = Font(bold=True)
_WRAPPED: Final = Alignment(wrap_text=True, vertical="top")
_ARCHIVED: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest time an archive can hold; one for all, so that the same form is the same file."""


def form_workbook(session: Session) -> bytes:
    """Return the workbook's bytes, the same for the same list of people and the same wording."""
    book = Workbook()
    sheet = book.active
    if not isinstance(sheet, Worksheet):
        raise TypeError("a new workbook begins with a worksheet")
    sheet.title = ANSWERS
    _fill_answers(sheet, session)
    _fill_help(book.create_sheet(HELP), session)
    book.properties.title = f"{session.wording.title}: form"
    book.properties.language = "en-GB"
    book.properties.creator = ""
    book.properties.created = book.properties.modified = datetime.combine(session.details.date, time())
    return _steady(_saved(book))


def _fill_answers(sheet: Worksheet, session: Session) -> None:
    _head(sheet, COLUMNS, (30, 10, 12))
    every = list(enumerate(rows(session), start=2))
    for number, (voter, item) in every:
        _write(sheet, number, 1, voter)
        _write(sheet, number, 2, item.id)
    choices: dict[tuple[Mark, ...], DataValidation] = {}
    for marks, run in groupby(every, key=lambda each: marks_for(session, each[1][1])):
        numbers = [number for number, _row in run]
        choices.setdefault(marks, _choice(marks)).add(f"C{numbers[0]}:C{numbers[-1]}")
    for choice in choices.values():
        sheet.add_data_validation(choice)


def _choice(marks: Iterable[Mark]) -> DataValidation:
    keys = [mark.key for mark in marks]
    choice = DataValidation("list", formula1=f'"{",".join(keys)}"', allow_blank=True, showErrorMessage=True)
    choice.errorTitle = "Not an answer"
    choice.error = f"Choose one of: {', '.join(keys)}; or leave it empty."
    return choice


def _fill_help(sheet: Worksheet, session: Session) -> None:
    _head(sheet, (HELP, "What it says"), (24, 90))
    for number, (left, right) in enumerate(_help(session), start=2):
        _write(sheet, number, 1, left)
        _write(sheet, number, 2, right)


def _help(session: Session) -> Iterator[tuple[str, str]]:
    yield "What to do", f"On the sheet {ANSWERS}, choose or type an answer in each row of the last column."
    yield "What to leave", "Change nothing else. An answer may stay empty."
    yield "One person", "To send this to one person, keep that person's rows and delete the others."
    if draws_labels(session):
        yield (
            "Labels",
            "Whoever is sent the rows of a label has that label on the day, and does not draw another.",
        )
    for mark in answer_marks(session):
        yield mark.key, f"{mark.shape} {mark.words}".strip()
    for item in session.items:
        yield from _about(session, item)
    yield "Whose words", session.wording.prompts_label


def _about(session: Session, item: Item) -> Iterator[tuple[str, str]]:
    if item.step:
        yield f"Prompt {item.id}", item.statement
        return
    yield f"Step {item.id}", f"{item.title}. {item.statement}"
    for mark, sentence in zip(level_marks(session), item.sentences, strict=True):
        yield f"Step {item.id}, {mark.key}", f"{mark.words}: {sentence}"


def _head(sheet: Worksheet, titles: Iterable[str], widths: Iterable[int]) -> None:
    for number, (title, width) in enumerate(zip(titles, widths, strict=True), start=1):
        cell = _write(sheet, 1, number, title)
        cell.font = _BOLD
        sheet.column_dimensions[cell.column_letter].width = width
    sheet.freeze_panes = "A2"


def _write(sheet: Worksheet, row: int, column: int, text: str) -> Cell:
    """Put text into a cell, as text even where it looks like a number or a formula, and return the cell."""
    cell = cast("Cell", sheet.cell(row, column))  # no cell of these sheets is merged
    cell.value = safe(text)
    cell.data_type = "s"
    cell.number_format = _TEXT
    cell.alignment = _WRAPPED
    return cell


def _saved(book: Workbook) -> io.BytesIO:
    saved = io.BytesIO()
    # Not with `book.save`, which would write down the time at which it was called.
    ExcelWriter(book, zipfile.ZipFile(saved, "w")).save()
    return saved


def _steady(saved: io.BytesIO) -> bytes:
    """Return the archive with one time for every part."""
    steady = io.BytesIO()
    with zipfile.ZipFile(saved) as before, zipfile.ZipFile(steady, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            part = zipfile.ZipInfo(name, _ARCHIVED)
            part.compress_type = zipfile.ZIP_DEFLATED
            after.writestr(part, before.read(name))
    return steady.getvalue()
