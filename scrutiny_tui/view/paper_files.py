"""Makes all the paper of a workshop, its forms for spreadsheets too, and puts it into a folder.

The columns are those that answers are imported from.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Final

from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from scrutiny_tui.domain.pack import Pack
from scrutiny_tui.domain.printable import safe
from scrutiny_tui.domain.session import Session
from scrutiny_tui.domain.wording import Item
from scrutiny_tui.store.progress import watched
from scrutiny_tui.store.tables import guarded
from scrutiny_tui.view import paper_pages
from scrutiny_tui.view.paper import Paper, PaperOptions, answering, chosen, draws_labels
from scrutiny_tui.view.paper_pages import Mark, answer_marks, level_marks, marks_for
from scrutiny_tui.view.workbooks import new_workbook, workbook_bytes, write_head, write_text
from scrutiny_tui.view.written_files import place_files, present_in

COLUMNS: Final = ("voter", "item", "answer")


def rows(session: Session) -> Iterator[tuple[str, Item]]:
    """Yield whoever answers with each step or prompt that is answered."""
    for voter in answering(session):
        for item in session.items:
            yield safe(voter.label), item


def form_csv(session: Session) -> bytes:
    """Return the form as CSV in UTF-8 with the mark at its start that lets spreadsheets recognise it."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    writer.writerows((guarded(voter), item.id, "") for voter, item in rows(session))
    return text.getvalue().encode("utf-8-sig")


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


def write_paper(session: Session, pack: Pack, folder: Path, options: PaperOptions) -> tuple[Path, ...]:
    """Write the paper that the workshop needs into the folder, all of it or none, and return the files.

    Raises `InputError` if nobody answers or a file is there already and is not to be replaced, and `MachineError`
    where the folder cannot be written to.
    """
    files = {paper.value: _content(paper, session, pack, options) for paper in watched(chosen(session))}
    return place_files(folder, files, replace=options.replace)


def paper_in(session: Session, folder: Path) -> tuple[str, ...]:
    """Return which files of the workshop's paper are in the folder already, those of an earlier time.

    Raises `InputError` if nobody answers.
    """
    return present_in(folder, (paper.value for paper in chosen(session)))


def _content(paper: Paper, session: Session, pack: Pack, options: PaperOptions) -> bytes:
    if paper is Paper.FORM_CSV:
        return form_csv(session)
    if paper is Paper.FORM_WORKBOOK:
        return form_workbook(session)
    return _document(paper, session, pack, options).encode()


def _document(paper: Paper, session: Session, pack: Pack, options: PaperOptions) -> str:
    if paper is Paper.CARDS:
        return paper_pages.cards(session, options)
    if paper is Paper.SLIPS:
        return paper_pages.slips(session, options)
    if paper is Paper.RUN_SHEET:
        return paper_pages.run_sheet(session, pack)
    plain = {
        Paper.LABELS: paper_pages.labels,
        Paper.TABLE_SHEETS: paper_pages.table_sheets,
        Paper.FORM: paper_pages.form,
    }
    return plain[paper](session)
