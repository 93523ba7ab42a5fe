"""The blank form as an Excel workbook: a sheet to fill in, with a list to choose from, and a sheet that explains it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from scrutiny_tui.domain.session import Session
from scrutiny_tui.domain.wording import Item
from scrutiny_tui.view.paper.choosing import draws_labels
from scrutiny_tui.view.paper.forms import COLUMNS, rows
from scrutiny_tui.view.paper.marks import Mark, answer_marks, level_marks, marks_for
from scrutiny_tui.view.workbooks import new_workbook, workbook_bytes, write_head, write_text

ANSWERS: Final = "Answers"
HELP: Final = "How to fill in"


def form_workbook(session: Session) -> bytes:
    """Return the workbook's bytes, the same for the same list of people and the same wording."""
    book, sheet = new_workbook(f"{session.wording.title}: form", session.details.date, ANSWERS)
    _fill_answers(sheet, session)
    _fill_help(book.create_sheet(HELP), session)
    return workbook_bytes(book)


def _fill_answers(sheet: Worksheet, session: Session) -> None:
    write_head(sheet, COLUMNS, (30, 10, 12))
    every = list(enumerate(rows(session), start=2))
    for number, (voter, item) in every:
        write_text(sheet, number, 1, voter)
        write_text(sheet, number, 2, item.id)
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
    write_head(sheet, (HELP, "What it says"), (24, 90))
    for number, (left, right) in enumerate(_help(session), start=2):
        write_text(sheet, number, 1, left)
        write_text(sheet, number, 2, right)


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
