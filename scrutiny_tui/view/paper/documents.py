"""The printed pages of a workshop, one HTML document a function."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, TypeVar

from scrutiny_tui.domain.pack import Pack
from scrutiny_tui.domain.phrases import day, several
from scrutiny_tui.domain.secrecy import Mode, Secrecy, promise
from scrutiny_tui.domain.session import Session
from scrutiny_tui.view.paper.choosing import Paper, answering, draws_labels
from scrutiny_tui.view.paper.course import long_course, short_course
from scrutiny_tui.view.paper.keys import pages_for
from scrutiny_tui.view.paper.marks import Mark, answer_marks, card_marks, level_marks, marks_for
from scrutiny_tui.view.paper.notes import note_lines
from scrutiny_tui.view.paper.options import PaperOptions
from scrutiny_tui.view.paper.rendering import render

Each = TypeVar("Each")

CARDS_A_PAGE: Final = 4
"""Cards are A6."""

LABELS_A_PAGE: Final = 8
"""Labels are A7."""

_WHO: Final = {
    Secrecy.LABELS: ("label", ", such as Member 4"),
    Secrecy.BY_NAME: ("name", ""),
    Secrecy.TOTALS: ("", ""),
}
"""What people write at the top of a slip or form that has nothing printed there, with an example; nothing if only
totals are kept."""


def cards(session: Session, options: PaperOptions) -> str:
    """Return the choice cards, the same card many times before the next, so that piles are easily made."""
    sets = _copies(session, options)
    every = [mark for mark in card_marks(session) for _ in range(sets)]
    return _page(session, Paper.CARDS, "Choice cards", sheets=_sheets(every, CARDS_A_PAGE), sets=sets)


def slips(session: Session, options: PaperOptions) -> str:
    """Return a slip for each person; without anybody's label where that was asked for or only totals are kept."""
    without = options.blank or session.details.secrecy is Secrecy.TOTALS
    people = [""] * _copies(session, options) if without else [voter.label for voter in answering(session)]
    return _page(
        session,
        Paper.SLIPS,
        "Answer slips",
        people=people,
        items=session.items,
        marks=answer_marks(session),
        choices=_choices(session),
        who=_who(session),
    )


def labels(session: Session) -> str:
    """Return the labels that people draw and keep."""
    people = [voter.label for voter in answering(session)]
    return _page(session, Paper.LABELS, "Labels to draw", sheets=_sheets(people, LABELS_A_PAGE))


def table_sheets(session: Session) -> str:
    """Return one page a step for small groups."""
    return _page(
        session,
        Paper.TABLE_SHEETS,
        "Table sheets",
        levels=level_marks(session),
        choices={item.number: marks_for(session, item) for item in session.wording.items},
    )


def form(session: Session) -> str:
    """Return the form that one person fills in beforehand."""
    return _page(
        session,
        Paper.FORM,
        "Form to fill in beforehand",
        items=session.items,
        choices=_choices(session),
        who=_who(session),
        labels_are_drawn=draws_labels(session),
    )


def run_sheet(session: Session, pack: Pack) -> str:
    """Return what the facilitator has in the hand."""
    steps = session.wording.items
    return _page(
        session,
        Paper.RUN_SHEET,
        "Run sheet for the facilitator",
        courses=(long_course(steps), short_course(steps)),
        keys=pages_for(session.details.mode),
        briefing=[(page, note_lines(page.notes)) for page in pack.pages],
        content_note=pack.content_note if session.details.quotations else "",
        answerers=_answerers(session),
    )


def _page(session: Session, template: Paper, title: str, **values: object) -> str:
    details = session.details
    return render(
        template.value,
        title=title,
        details=details,
        wording=session.wording,
        date=day(details.date),
        promise=promise(details.secrecy, details.mode),
        **values,
    )


def _answerers(session: Session) -> str:
    mode = session.details.mode
    if mode is Mode.COLLECTIVE:
        return mode.value
    one, many = ("table", "tables") if mode is Mode.GROUPS else ("person", "people")
    return f"{several(len(session.electorate), one, many)}, {mode.value}"


def _choices(session: Session) -> dict[int, tuple[Mark, ...]]:
    return {item.number: marks_for(session, item) for item in session.items}


def _copies(session: Session, options: PaperOptions) -> int:
    return len(session.electorate) if options.copies is None else options.copies


def _who(session: Session) -> tuple[str, str]:
    return ("table", "") if session.details.mode is Mode.GROUPS else _WHO[session.details.secrecy]


def _sheets(every: Sequence[Each], size: int) -> list[Sequence[Each]]:
    """Return the sequence in pages of this many; the last may have fewer."""
    return [every[start : start + size] for start in range(0, len(every), size)]
