"""Which paper a workshop needs, why some of it is left out, and what can be asked for when it is made.

Nothing of any answer is on it: it is made from the wording, the details and the list of people alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass
from enum import StrEnum

from scrutiny_tui.domain.errors import InputError
from scrutiny_tui.domain.people import Voter
from scrutiny_tui.domain.secrecy import Mode, Secrecy
from scrutiny_tui.domain.session import Session


@dataclass(frozen=True, slots=True)
class PaperOptions:
    """How much paper, and for whom."""

    copies: int | None = None
    """How many sets of cards, and how many blank slips; None for as many as people answer."""
    blank: bool = False
    """Whether slips have a line to write on instead of a person's label."""
    replace: bool = False
    """Whether files of an earlier time are replaced."""


class Paper(StrEnum):
    """The files, in the order in which they are told."""

    CARDS = "cards.html"
    SLIPS = "slips.html"
    LABELS = "labels.html"
    TABLE_SHEETS = "table-sheets.html"
    FORM = "form.html"
    FORM_CSV = "form.csv"
    FORM_WORKBOOK = "form.xlsx"
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
        raise InputError("Nobody on this workshop's list answers, so there is no paper to print yet.")
    unneeded = {paper for _why, papers in _left_out(session) for paper in papers}
    return tuple(paper for paper in Paper if paper not in unneeded)


def notices(session: Session) -> tuple[str, ...]:
    """Return a sentence about each kind of paper that is left out."""
    return tuple(why for why, _papers in _left_out(session))


def _left_out(session: Session) -> Iterator[tuple[str, Set[Paper]]]:
    """Yield each kind of paper that is not needed: a sentence that says why, and its files."""
    mode, secrecy = session.details.mode, session.details.secrecy
    if mode is Mode.COLLECTIVE:
        answered = {*Paper} - {Paper.TABLE_SHEETS, Paper.RUN_SHEET}
        yield "Nobody answers alone, so cards, slips, labels and forms are not needed.", answered
        return
    if not draws_labels(session):
        kept = "only totals are kept" if secrecy is Secrecy.TOTALS else "answers are kept by name"
        why = "each table answers under its own name" if mode is Mode.GROUPS else kept
        yield f"Labels are not needed: {why}.", {Paper.LABELS}
    if secrecy is Secrecy.TOTALS:
        yield (
            "form.csv and form.xlsx are left out: where only totals are kept, answers cannot be imported.",
            {Paper.FORM_CSV, Paper.FORM_WORKBOOK},
        )
