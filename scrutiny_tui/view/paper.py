"""All the paper of a workshop: what it needs, the pages to print and the forms for spreadsheets.

Nothing of any answer is on it: it is made from the wording, the details and the list of people alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import accumulate, groupby
from operator import itemgetter
from pathlib import Path
from typing import Final

from openpyxl.worksheet.datavalidation import DataValidation

from scrutiny_tui.acts.answer_import import ImportPlan
from scrutiny_tui.domain.day_plan import DayPlan, PartKind, squeezed
from scrutiny_tui.domain.errors import InputError
from scrutiny_tui.domain.own_words import INVITATION, KEPT_APART
from scrutiny_tui.domain.pack import SYMBOLS, Item, Pack
from scrutiny_tui.domain.people import Voter
from scrutiny_tui.domain.phrases import day, several, time_of_day
from scrutiny_tui.domain.records import record
from scrutiny_tui.domain.secrecy import Mode, Secrecy, promise
from scrutiny_tui.domain.session import Session
from scrutiny_tui.domain.standing import planned
from scrutiny_tui.domain.voting import may_skip
from scrutiny_tui.store.system import watched
from scrutiny_tui.store.tables import HELP_SHEET
from scrutiny_tui.view.export_sheets import Column, Sheet, csv_bytes
from scrutiny_tui.view.key_sheet import pages_for
from scrutiny_tui.view.result_words import part_name
from scrutiny_tui.view.text_writers import render
from scrutiny_tui.view.workbooks import new_workbook, workbook_bytes
from scrutiny_tui.view.written_files import place_files, present_in


class Paper(StrEnum):
    """The files, in the order in which they are told."""

    CARDS = "cards.html"
    SLIPS = "slips.html"
    LABELS = "labels.html"
    TABLE_SHEETS = "table-sheets.html"
    FORM = "form.html"
    FORM_CSV = "form.csv"
    FORM_WORKBOOK = "form.xlsx"
    BRING = "what-to-bring.html"
    RUN_SHEET = "run-sheet.html"


def answering(session: Session) -> tuple[Voter, ...]:
    """Return those who answer, in the order of the list."""
    return tuple(session.voters[number] for number in sorted(session.electorate))


def draws_labels(session: Session) -> bool:
    """Say whether people draw a label on the day, so that a form that is sent out beforehand may have none yet."""
    return session.details.secrecy is Secrecy.LABELS and session.details.mode is Mode.INDIVIDUAL


def chosen(session: Session) -> tuple[Paper, ...]:
    """Return the files that the workshop needs. Raises `InputError` if nobody on the list answers."""
    if session.details.mode is not Mode.COLLECTIVE and not session.electorate:
        raise InputError("Nobody on this workshop's list answers, so there is nothing to print yet.")
    unneeded = {paper for _why, papers in _left_out(session) for paper in papers}
    return tuple(paper for paper in Paper if paper not in unneeded)


def notices(session: Session) -> tuple[str, ...]:
    """Return a sentence about each kind of paper that is left out."""
    return tuple(why for why, _papers in _left_out(session))


def _left_out(session: Session) -> Iterator[tuple[str, Set[Paper]]]:
    """Yield each kind of paper that is not needed: a sentence that says why, and its files."""
    mode, secrecy = session.details.mode, session.details.secrecy
    if mode is Mode.COLLECTIVE:
        answered = {*Paper} - {Paper.TABLE_SHEETS, Paper.BRING, Paper.RUN_SHEET}
        yield (
            "The committee answers together, so you don't need cards, answer slips, labels or forms.",
            answered,
        )
        return
    if not draws_labels(session):
        kept = "you keep totals only" if secrecy is Secrecy.TOTALS else "answers are kept by name"
        why = "each table answers under its own name" if mode is Mode.GROUPS else kept
        yield f"You don't need labels: {why}.", {Paper.LABELS}
    if secrecy is Secrecy.TOTALS:
        yield (
            "form.csv and form.xlsx are left out: if you keep totals only, you can't import answers.",
            {Paper.FORM_CSV, Paper.FORM_WORKBOOK},
        )


def out_of_the_draw(session: Session, plan: ImportPlan) -> list[str]:
    """Return a sentence that names the labels of a file that was taken; none where no labels are drawn."""
    if not draws_labels(session):
        return []
    labels = [session.voters[voter].label for voter in sorted({ballot.voter for ballot in plan.ballots})]
    return [f"Take these labels out of the draw, because these people have answered: {', '.join(labels)}."]


def _page(paper: Paper, session: Session, pack: Pack, copies: int | None, *, blank: bool) -> str:
    """Return one of the printed pages; its template takes what it needs."""
    details, wording = session.details, session.wording
    people, plan = [voter.label for voter in answering(session)], planned(session, pack)
    sets = len(people) if copies is None else copies
    without_labels = blank or details.secrecy is Secrecy.TOTALS
    return render(
        paper.value,
        details=details,
        wording=wording,
        date=day(details.date),
        day_before=day(details.date - timedelta(days=1)),
        fortnight=day(details.date - timedelta(weeks=2)),
        shows={item.number: found.shows if (found := pack.step(item)) else () for item in wording.items},
        promise=promise(details.secrecy, details.mode),
        invitation=INVITATION,
        kept_apart=KEPT_APART,
        items=session.items,
        levels=level_marks(session),
        marks=answer_marks(session),
        choices={item.number: marks_for(session, item) for item in session.items},
        people=people,
        sets=sets,
        # The same card many times before the next, so that piles are easily made.
        cards=[mark for mark in answer_marks(session) if mark.has_card for _ in range(sets)],
        slips=[""] * sets if without_labels else people,
        who=("table", "") if details.mode is Mode.GROUPS else _WHO[details.secrecy],
        labels_are_drawn=draws_labels(session),
        answerers=_answerers(session),
        minutes=plan.minutes,
        short=SHORT,
        openers={step.opener for step in pack.steps if step.opener},
        running_order=_running_order(session, plan),
        keys=pages_for(details.mode),
        briefing=[(each, note_lines(each.notes)) for each in pack.pages],
        content_note=pack.content_note if details.quotations else "",
    )


_WHO: Final = {
    Secrecy.LABELS: ("label", ", for example Member 4"),
    Secrecy.BY_NAME: ("name", ""),
    Secrecy.TOTALS: ("", ""),
}
"""What people write at the top of a slip or form that has nothing printed there, with an example; nothing if only
totals are kept."""


def _answerers(session: Session) -> str:
    mode = session.details.mode
    if mode is Mode.COLLECTIVE:
        return mode.value
    one, many = ("table", "tables") if mode is Mode.GROUPS else ("person", "people")
    return f"{several(len(session.electorate), one, many)}, {mode.value}"


@record
class Mark:
    """One answer as paper shows it."""

    key: str
    """What is written, keyed and typed: "1", "2", "3" or a letter."""
    words: str
    """The answer in full, such as "Beginning its journey"."""
    short: str
    """The answer for narrow columns, such as "Beginning"."""
    shape: str = ""
    """A level as a shape, so that colour is never needed; empty for the answers that are not levels."""
    has_card: bool = True
    """Whether there is a card for it; an interest is declared aloud."""


_OTHERS: Final = (
    Mark("d", "Don't know", "don't know"),
    Mark("a", "Prefer not to say", "prefer not to say"),
    Mark("i", "Interest declared", "interest declared", has_card=False),
)
_SKIPPED: Final = Mark("x", "Not applicable", "not applicable")
_SKIPPED_BY_TABLE: Final = Mark("x", "We did not discuss it", "not discussed")


def level_marks(session: Session) -> tuple[Mark, ...]:
    """Return the three levels."""
    levels = zip(session.wording.levels, SYMBOLS, strict=True)
    return tuple(Mark(str(level.number), level.label, level.short, shape) for level, shape in levels)


def answer_marks(session: Session) -> tuple[Mark, ...]:
    """Return every answer that somebody may give in this workshop."""
    return max((marks_for(session, item) for item in session.items), key=len)


def marks_for(session: Session, item: Item) -> tuple[Mark, ...]:
    """Return the answers that may be given on this step or prompt."""
    skipped = _SKIPPED_BY_TABLE if session.details.mode is Mode.GROUPS else _SKIPPED
    last = (skipped,) if may_skip(session, item.number) else ()
    return (*level_marks(session), *_OTHERS, *last)


_NEXT: Final = re.compile(r"\n(?=\s*\n|\s*[-*+]\s)")
_MARKS: Final = re.compile(r"\*\*|__|`|^(?:[-*+] )?(?:(?:#+|>) ?)?")


def note_lines(markdown: str) -> tuple[str, ...]:
    """Return each list item or paragraph as one line without Markdown's signs for lists, headings and bold."""
    blocks = (" ".join(each.split()) for each in _NEXT.split(markdown))
    return tuple(_MARKS.sub("", each) for each in blocks if each)


_ABOUT: Final = {
    PartKind.WELCOME: "Who is here, the timetable, who the sponsor is.",
    PartKind.BRIEFING: "The short pages (m). The others can be shown at an earlier meeting.",
    PartKind.BREAK: "Press t and choose Break. The page shows when to be back.",
    PartKind.PLAN: "The overview (o), then the action plan (p): what to do, who (a role), by when.",
    PartKind.READ_BACK: "Agreed positions and actions: is this a fair record? Then e: finish and report.",
}
"""What happens in a part of the day; in every step the same."""


SHORT: Final = 40
"""Minutes of a short workshop, for which the run sheet has the timetable too."""


def _running_order(session: Session, plan: DayPlan) -> list[tuple[str, int, int, str, str]]:
    """Return the parts of the day: from when, minutes, minutes in a short workshop, what it is called, what happens."""
    parts = {key: part for key, part in plan.keyed if part.minutes}
    starts = accumulate((part.minutes for part in parts.values()), initial=0)
    short = dict(squeezed(plan, SHORT, parts).keyed)
    return [
        (
            _start(plan, start),
            part.minutes,
            short[key].minutes,
            part_name(session.wording, part),
            _ABOUT.get(part.kind, ""),
        )
        for start, (key, part) in zip(starts, parts.items(), strict=False)
    ]


def _start(plan: DayPlan, minutes: int) -> str:
    """Return when something begins so many minutes into the day; the minutes if nobody said when the day does."""
    if plan.starts is None:
        return str(minutes)
    return time_of_day(datetime.combine(date.min, plan.starts) + timedelta(minutes=minutes))


ANSWERS: Final = "Answers"


def write_paper(
    session: Session,
    pack: Pack,
    folder: Path,
    *,
    copies: int | None = None,
    blank: bool = False,
    replace: bool = False,
) -> tuple[Path, ...]:
    """Write the paper that the workshop needs into the folder, all of it or none, and return the files.

    `copies` is how many sets of cards and how many blank slips are made; None for as many as people answer. `blank`
    slips have a line to write on instead of a person's label. Raises `InputError` if nobody answers or a file is there already and is not to be replaced, and `MachineError`
    if the folder cannot be written to.
    """
    files: dict[str, bytes] = {}
    for paper in watched(chosen(session)):
        if paper is Paper.FORM_CSV:
            files[paper] = csv_bytes(_form(session))
        elif paper is Paper.FORM_WORKBOOK:
            files[paper] = _form_workbook(session)
        else:
            files[paper] = _page(paper, session, pack, copies, blank=blank).encode()
    return place_files(folder, files, replace=replace)


def paper_in(session: Session, folder: Path) -> tuple[str, ...]:
    """Return which files of the workshop's paper are in the folder already, those of an earlier time.

    Raises `InputError` if nobody answers.
    """
    return present_in(folder, (paper.value for paper in chosen(session)))


def _form(session: Session) -> Sheet:
    """Return the form as a table, with the columns that answers are imported from."""
    columns = (
        Column("voter", 30, lambda row: row[0].label, "voter"),
        Column("item", 10, lambda row: row[1].id, "item"),
        Column("answer", 12, lambda _row: "", "answer"),
        Column("words", 60, lambda _row: "", "words"),
    )
    rows = tuple((voter, item) for voter in answering(session) for item in session.items)
    return Sheet(ANSWERS, columns, rows, is_form=True)


def _form_workbook(session: Session) -> bytes:
    """Return the form as a workbook in which answers are chosen from lists, with a sheet that explains it."""
    form = _form(session)
    columns = (Column(HELP_SHEET, 24, itemgetter(0)), Column("What it says", 90, itemgetter(1)))
    about = Sheet(HELP_SHEET, columns, tuple(_help(session)), is_form=True)
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
    choice.error = f"Choose one of {', '.join(keys)}, or leave it empty."
    return choice


def _help(session: Session) -> Iterator[tuple[str, str]]:
    yield "What to do", f"On the sheet {ANSWERS}, choose or type an answer in each row."
    yield "words", f"{INVITATION} {KEPT_APART}"
    yield "What to leave", "Don't change anything else. You can leave an answer empty."
    yield "One person", "To send this to one person, keep that person's rows and delete the others."
    if draws_labels(session):
        labels = "If you send someone the rows of a label, that is their label on the day. They don't draw another."
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
