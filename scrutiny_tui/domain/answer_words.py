"""Reads answers as people write them, on a form or in a command."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from scrutiny_tui.domain.ballot import Answer
from scrutiny_tui.domain.pack import Level
from scrutiny_tui.domain.printable import plain
from scrutiny_tui.domain.secrecy import Mode
from scrutiny_tui.domain.session import Session
from scrutiny_tui.domain.voting import may_skip

ANSWERS: Final = (
    "1, 2, 3 or the name of a level, don't know (d), prefer not to say (a), interest declared (i), "
    "and for a prompt not applicable, for a table not discussed (x)"
)
"""The answers as they can be written."""

_NOT_LEVELS: Final = {
    Answer.DONT_KNOW: ("don't know", "dont know", "d"),
    Answer.ABSTAIN: ("prefer not to say", "abstain", "a"),
    Answer.INTEREST: ("interest declared", "interest", "i"),
    Answer.NOT_APPLICABLE: ("not applicable", "not discussed", "we did not discuss it", "x"),
}


def answers_by_name(levels: Iterable[Level]) -> Mapping[str, Answer]:
    """Return the answers by all that they may be called, such as "1", a level's label, or "don't know".

    The names are as `plain` writes them. A level's first word and its short word count where no other level has them.
    """
    named = {
        (plain(name), Answer(str(level.number)))
        for level in levels
        for name in (level.label, level.label.split()[0], level.short)
    }
    names = [name for name, _answer in named]
    found = {name: answer for name, answer in named if names.count(name) == 1}
    found |= {name: answer for answer, words in _NOT_LEVELS.items() for name in words}
    return found | {answer.value: answer for answer in Answer if answer.level}


def read_answer(text: str, levels: Iterable[Level]) -> Answer | None:
    """Return the answer that somebody wrote, in any letters; None if it is none."""
    return answers_by_name(levels).get(plain(text))


def skip_word(session: Session, item: int) -> str:
    """Return what leaving an item out is called, by a table or by anybody else; empty if it cannot be left out."""
    if not may_skip(session, item):
        return ""
    return "not discussed" if session.details.mode is Mode.GROUPS else "not applicable"
