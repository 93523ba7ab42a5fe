"""What can be crossed, held up or typed as an answer: each with its mark, its words and its shape."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from scrutiny_tui.domain.pack import Level
from scrutiny_tui.domain.secrecy import Mode
from scrutiny_tui.domain.session import Session
from scrutiny_tui.domain.voting import may_skip
from scrutiny_tui.domain.wording import Item

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
