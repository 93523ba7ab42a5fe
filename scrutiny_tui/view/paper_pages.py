"""The printed pages of a workshop, each an HTML document from a template, with everything filled in made harmless."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import accumulate
from typing import Final

from scrutiny_tui.domain.day_plan import DayPlan, PartKind
from scrutiny_tui.domain.pack import Item, Pack
from scrutiny_tui.domain.phrases import day, several
from scrutiny_tui.domain.secrecy import Mode, Secrecy, promise
from scrutiny_tui.domain.session import Session
from scrutiny_tui.domain.standing import planned
from scrutiny_tui.domain.voting import may_skip
from scrutiny_tui.view.key_sheet import pages_for
from scrutiny_tui.view.markup import render
from scrutiny_tui.view.paper import Paper, PaperOptions, answering, draws_labels
from scrutiny_tui.view.phrases import part_name


def page(paper: Paper, session: Session, pack: Pack, options: PaperOptions) -> str:
    """Return one of the printed pages; its template takes what it needs."""
    details, wording = session.details, session.wording
    people, plan = [voter.label for voter in answering(session)], planned(session, pack)
    sets = len(people) if options.copies is None else options.copies
    without_labels = options.blank or details.secrecy is Secrecy.TOTALS
    return render(
        paper.value,
        details=details,
        wording=wording,
        date=day(details.date),
        promise=promise(details.secrecy, details.mode),
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
        running_order=_running_order(session, plan),
        keys=pages_for(details.mode),
        briefing=[(each, note_lines(each.notes)) for each in pack.pages],
        content_note=pack.content_note if details.quotations else "",
    )


_WHO: Final = {
    Secrecy.LABELS: ("label", ", such as Member 4"),
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


@dataclass(frozen=True, slots=True)
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
_NOT_APPLICABLE: Final = Mark("x", "Not applicable", "not applicable")
_NOT_DISCUSSED: Final = Mark("x", "We did not discuss it", "not discussed")
"""What a table says instead of that something does not apply."""


def level_marks(session: Session) -> tuple[Mark, ...]:
    """Return the three levels."""
    shapes = ("■□□", "■■□", "■■■")
    levels = zip(session.wording.levels, shapes, strict=True)
    return tuple(Mark(str(level.number), level.label, level.short, shape) for level, shape in levels)


def answer_marks(session: Session) -> tuple[Mark, ...]:
    """Return every answer that somebody may give in this workshop."""
    return max((marks_for(session, item) for item in session.items), key=len)


def marks_for(session: Session, item: Item) -> tuple[Mark, ...]:
    """Return the answers that may be given on this step or prompt."""
    skipped = _NOT_DISCUSSED if session.details.mode is Mode.GROUPS else _NOT_APPLICABLE
    last = (skipped,) if may_skip(session, item.number) else ()
    return (*level_marks(session), *_OTHERS, *last)


_BULLET: Final = re.compile(r"^\s*[-*+]\s+")
_MARKS: Final = re.compile(r"\*\*|__|`|^\s*(?:#+|>)\s*")


def note_lines(markdown: str) -> tuple[str, ...]:
    """Return each list item or paragraph as one line without Markdown's signs for lists, headings and bold."""
    return tuple(_MARKS.sub("", " ".join(lines)) for lines in _blocks(markdown))


def _blocks(markdown: str) -> Iterator[list[str]]:
    block: list[str] = []
    for line in (*markdown.splitlines(), ""):
        if block and (not line.strip() or _BULLET.match(line)):
            yield block
            block = []
        if line.strip():
            block.append(_BULLET.sub("", line, count=1).strip())


_ABOUT: Final = {
    PartKind.WELCOME: "Who is here, how the time is used, who the sponsor is.",
    PartKind.BRIEFING: "The short pages. The others were sent out beforehand.",
    PartKind.BREAK: "Blank the screen with b.",
    PartKind.PLAN: "All steps together, then the plan (p): what to do, which role, by when.",
    PartKind.READ_BACK: "Shared views and the plan: is this a fair record? Then e: close and report.",
}
"""What happens in a part of the day; in every step the same."""


def _running_order(session: Session, plan: DayPlan) -> list[tuple[str, int, str, str]]:
    """Return the parts of the day: from when, how many minutes, what it is called, and what happens in it."""
    parts = [part for part in plan.parts if part.minutes]
    starts = accumulate((part.minutes for part in parts), initial=0)
    return [
        (_start(plan, start), part.minutes, part_name(session.wording, part), _ABOUT.get(part.kind, ""))
        for start, part in zip(starts, parts, strict=False)
    ]


def _start(plan: DayPlan, minutes: int) -> str:
    """Return when something begins so many minutes into the day; the minutes if nobody said when the day does."""
    if plan.starts is None:
        return str(minutes)
    return f"{datetime.combine(date.min, plan.starts) + timedelta(minutes=minutes):%H.%M}"
