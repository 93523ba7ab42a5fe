"""Makes all the paper of a workshop, its forms for spreadsheets too, and puts it into a folder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Final

from openpyxl.worksheet.datavalidation import DataValidation

from scrutiny_tui.domain.pack import Item, Pack
from scrutiny_tui.domain.session import Session
from scrutiny_tui.store.system import watched
from scrutiny_tui.view.paper import Paper, PaperOptions, answering, chosen, draws_labels
from scrutiny_tui.view.paper_pages import Mark, answer_marks, level_marks, marks_for, page
from scrutiny_tui.view.sheets import Column, Sheet, csv_bytes
from scrutiny_tui.view.workbooks import new_workbook, workbook_bytes
from scrutiny_tui.view.written_files import place_files, present_in

ANSWERS: Final = "Answers"
HELP: Final = "How to fill in"


def write_paper(session: Session, pack: Pack, folder: Path, options: PaperOptions) -> tuple[Path, ...]:
    """Write the paper that the workshop needs into the folder, all of it or none, and return the files.

    Raises `InputError` if nobody answers or a file is there already and is not to be replaced, and `MachineError`
    if the folder cannot be written to.
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
        return csv_bytes(_form(session))
    if paper is Paper.FORM_WORKBOOK:
        return form_workbook(session)
    return page(paper, session, pack, options).encode()


def _form(session: Session) -> Sheet:
    """Return the form as a table, with the columns that answers are imported from."""
    columns = (
        Column("voter", 30, lambda row: row[0].label, "voter"),
        Column("item", 10, lambda row: row[1].id, "item"),
        Column("answer", 12, lambda _row: "", "answer"),
    )
    rows = tuple((voter, item) for voter in answering(session) for item in session.items)
    return Sheet(ANSWERS, columns, rows)


def form_workbook(session: Session) -> bytes:
    """Return the form as a workbook in which answers are chosen from lists, with a sheet that explains it."""
    form = _form(session)
    columns = (Column(HELP, 24, itemgetter(0)), Column("What it says", 90, itemgetter(1)))
    about = Sheet(HELP, columns, tuple(_help(session)))
    book = new_workbook(f"{session.wording.title}: form", session.details.date, (form, about))
    choices: dict[tuple[Mark, ...], DataValidation] = {}
    rows = enumerate(form.records, start=2)
    for marks, run in groupby(rows, key=lambda row: marks_for(session, row[1][1])):
        numbers = [number for number, _row in run]
        choices.setdefault(marks, _choice(marks)).add(f"C{numbers[0]}:C{numbers[-1]}")
    for choice in choices.values():
        book[ANSWERS].add_data_validation(choice)
    return workbook_bytes(book)


def _choice(marks: Iterable[Mark]) -> DataValidation:
    keys = [mark.key for mark in marks]
    choice = DataValidation("list", formula1=f'"{",".join(keys)}"', allow_blank=True, showErrorMessage=True)
    choice.errorTitle = "Not an answer"
    choice.error = f"Choose one of: {', '.join(keys)}; or leave it empty."
    return choice


def _help(session: Session) -> Iterator[tuple[str, str]]:
    yield "What to do", f"On the sheet {ANSWERS}, choose or type an answer in each row of the last column."
    yield "What to leave", "Change nothing else. An answer may stay empty."
    yield "One person", "To send this to one person, keep that person's rows and delete the others."
    if draws_labels(session):
        labels = "Whoever is sent the rows of a label has that label on the day, and does not draw another."
        yield "Labels", labels
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
