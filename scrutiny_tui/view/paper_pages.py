"""The printed pages of a workshop, one HTML document a function, with everything filled in made harmless."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, Final, TypeVar

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from scrutiny_tui.domain.pack import Level, Pack
from scrutiny_tui.domain.phrases import day, several
from scrutiny_tui.domain.printable import printable
from scrutiny_tui.domain.secrecy import Mode, Secrecy, promise
from scrutiny_tui.domain.session import Session
from scrutiny_tui.domain.voting import may_skip
from scrutiny_tui.domain.wording import Item
from scrutiny_tui.view.key_sheet import pages_for
from scrutiny_tui.view.paper import Paper, PaperOptions, answering, draws_labels


def render(template: str, **values: Any) -> str:
    """Return a template filled in with these values, ending with a line break."""
    return environment().get_template(template).render(values).rstrip() + "\n"


def environment() -> Environment:
    """Return what fills in the templates, with everything filled in escaped and without controls."""
    return Environment(
        loader=PackageLoader(__package__ or ""),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _shown(value: Any) -> Any:
    """Return what may be put on a page: other people's text without control characters, still to be escaped."""
    return value if isinstance(value, Markup) else printable(str(value))


SHAPES: Final = ("■□□", "■■□", "■■■")
"""Level 1, 2 and 3 as a shape, so that colour is never needed."""


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
    """A level's shape; empty for the answers that are not levels."""


DONT_KNOW: Final = Mark("d", "Don't know", "don't know")
PREFER_NOT: Final = Mark("a", "Prefer not to say", "prefer not to say")
INTEREST: Final = Mark("i", "Interest declared", "interest declared")
NOT_APPLICABLE: Final = Mark("x", "Not applicable", "not applicable")
NOT_DISCUSSED: Final = Mark("x", "We did not discuss it", "not discussed")
"""What a table says instead of that something does not apply."""


def level_marks(session: Session) -> tuple[Mark, ...]:
    """Return the three levels."""
    return tuple(_level(level) for level in session.wording.levels)


def card_marks(session: Session) -> tuple[Mark, ...]:
    """Return what there is a card for; an interest is declared aloud, so it has none."""
    return tuple(mark for mark in answer_marks(session) if mark is not INTEREST)


def answer_marks(session: Session) -> tuple[Mark, ...]:
    """Return every answer that somebody may give in this workshop."""
    return max((marks_for(session, item) for item in session.items), key=len)


def marks_for(session: Session, item: Item) -> tuple[Mark, ...]:
    """Return the answers that may be given on this step or prompt."""
    skipped = NOT_DISCUSSED if session.details.mode is Mode.GROUPS else NOT_APPLICABLE
    last = (skipped,) if may_skip(session, item.number) else ()
    return (*level_marks(session), DONT_KNOW, PREFER_NOT, INTEREST, *last)


def _level(level: Level) -> Mark:
    return Mark(str(level.number), level.label, level.short, SHAPES[level.number - 1])


_BULLET: Final = re.compile(r"^\s*[-*+]\s+")
_MARKS: Final = re.compile(r"\*\*|__|`|^\s*(?:#+|>)\s*")


def note_lines(markdown: str) -> tuple[str, ...]:
    """Return each list item or paragraph as one line without Markdown's signs for lists, headings and bold."""
    return tuple(_MARKS.sub("", " ".join(lines)) for lines in _blocks(markdown))


def _blocks(markdown: str) -> Iterator[list[str]]:
    block: list[str] = []
    for line in markdown.splitlines():
        if block and (not line.strip() or _BULLET.match(line)):
            yield block
            block = []
        if line.strip():
            block.append(_BULLET.sub("", line, count=1).strip())
    if block:
        yield block


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the workshop."""

    title: str
    about: str
    """What happens, in a short sentence; empty for a step, because the same happens in each."""
    minutes: int


@dataclass(frozen=True, slots=True)
class Timed:
    """A part with the minute at which it begins."""

    part: Part
    start: int
    """Minutes from the beginning of the workshop."""


@dataclass(frozen=True, slots=True)
class Course:
    """All parts of a workshop, one after another."""

    parts: tuple[Timed, ...]
    about_steps: str
    """What happens in each step, in a short sentence."""

    @property
    def minutes(self) -> int:
        """How long the workshop is."""
        return self.parts[-1].start + self.parts[-1].part.minutes


_WELCOME: Final = Part("Welcome", "Who is here, how the time is used, who the sponsor is.", 5)
_BRIEFING: Final = Part("Briefing", "The short pages. The others were sent out beforehand.", 10)
_PROMISE: Final = Part("Promise", "Read out what is kept of the answers.", 2)
_BREAK: Final = Part("Break", "Blank the screen with b.", 10)
_OVERVIEW: Final = Part(
    "Overview", "All steps together, then the plan (p): what to do, which role, by when.", 9
)
_READ_BACK: Final = Part(
    "Read-back", "Shared views and the plan: is this a fair record? Then e: close and report.", 6
)

_SHORT_WELCOME: Final = Part("Welcome", "Who is here. The briefing was sent out beforehand.", 2)
_SHORT_PROMISE: Final = Part("Promise", "Read out what is kept of the answers.", 1)
_SHORT_OVERVIEW: Final = Part("Overview", "The two or three steps that matter most, then the plan (p).", 4)
_SHORT_READ_BACK: Final = Part("Read-back", "Shared views and the plan: is this a fair record? Then e.", 3)

_LONG_STEP: Final = "prompts, answers, result, notes, shared view."
_SHORT_STEP: Final = "one prompt, answers, result, shared view."


def long_course(steps: tuple[Item, ...]) -> Course:
    """Return the course of 150 minutes; longer only where a pack has very many steps."""
    step = _share(150, (_WELCOME, _BRIEFING, _PROMISE, _BREAK, _OVERVIEW, _READ_BACK), len(steps))
    parts = [_step(each, step) for each in steps]
    parts.insert((len(parts) + 1) // 2, _BREAK)
    return _course(150, [_WELCOME, _BRIEFING, _PROMISE, *parts, _OVERVIEW, _READ_BACK], _LONG_STEP)


def short_course(steps: tuple[Item, ...]) -> Course:
    """Return the course of 40 minutes, without briefing and break; longer only where a pack has very many steps."""
    step = _share(40, (_SHORT_WELCOME, _SHORT_PROMISE, _SHORT_OVERVIEW, _SHORT_READ_BACK), len(steps))
    parts = [_step(each, step) for each in steps]
    return _course(
        40, [_SHORT_WELCOME, _SHORT_PROMISE, *parts, _SHORT_OVERVIEW, _SHORT_READ_BACK], _SHORT_STEP
    )


def _share(total: int, others: tuple[Part, ...], steps: int) -> int:
    return max(1, (total - sum(part.minutes for part in others)) // steps)


def _step(item: Item, minutes: int) -> Part:
    return Part(f"Step {item.id}: {item.title}", "", minutes)


def _course(total: int, parts: list[Part], about_steps: str) -> Course:
    """Put the parts one after another; the overview, last but one, gets the minutes that are left."""
    spare = max(0, total - sum(part.minutes for part in parts))
    overview = parts[-2]
    parts[-2] = Part(overview.title, overview.about, overview.minutes + spare)
    starts = accumulate((part.minutes for part in parts), initial=0)
    return Course(tuple(Timed(part, start) for part, start in zip(parts, starts, strict=False)), about_steps)


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
