"""Counts and ballots in long form: one line for each number. Only results are told, never a vote that is open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from scrutiny_tui.domain.rounds import Answer, Round
from scrutiny_tui.view.record.sections.wordings import NOT_RATED
from scrutiny_tui.view.record.view import View

TOGETHER: Final = "counted together"
"""Stands in place of a person where answers were counted and nothing joins them to anybody."""

TAKEN_OFF: Final = "taken off the list"
"""Stands in place of a person who is not on the list any more."""

NO_BALLOTS: Final = "Nothing in the workshop's file joins a person to an answer, so no line is one person's."
"""Said where a full export is asked for of a workshop that keeps only totals, or in which nobody answers alone."""

NO_COUNTS: Final = (
    "Nobody answered alone in this workshop, so the CSV file has no counts. "
    "The shared views are in the Excel and JSON files."
)

_NO_LEVEL: Final = dict(NOT_RATED)


@dataclass(frozen=True, slots=True)
class CountLine:
    """How many gave one answer in one result."""

    item: str
    title: str
    round: int
    answer: str
    """The level's number, or why no level was chosen, such as "dont_know"."""
    words: str
    """The same for people, such as "Developing"."""
    count: int


@dataclass(frozen=True, slots=True)
class BallotLine:
    """One person's answer in one result, or how many gave it where they were counted together."""

    item: str
    round: int
    voter: str
    role: str
    """Empty where nobody in particular is meant."""
    answer: str
    words: str
    count: int
    """1 for a person."""


def count_lines(view: View) -> Iterator[CountLine]:
    """Yield every number of every result, noughts too: levels first, then why no level was chosen."""
    for each in view.found:
        for found in each.rounds:
            told = {str(level): count for level, count in enumerate(found.counts, start=1)}
            for answer, count in (told | {key: found.not_rated[key] for key in _NO_LEVEL}).items():
                words = _in_words(view, answer)
                yield CountLine(each.item.id, each.item.title, found.number, answer, words, count)


def ballot_lines(view: View) -> Iterator[BallotLine]:
    """Yield who gave which answer to every result, by person's number; then what was counted together.

    The lines of a result add up to its counts. Nothing is told of a person where the view does not name people.
    """
    for each in view.found:
        for found in view.session.revealed(each.item.number):
            if view.names_people:
                yield from _persons(view, each.item.id, found)
                yield from _together(view, each.item.id, found, Counter(found.totals))
            else:
                yield from _together(view, each.item.id, found, found.tally())


def _persons(view: View, item: str, found: Round) -> Iterator[BallotLine]:
    for number, answer in sorted(found.ballots.items()):
        voter = view.session.voters.get(number)
        label, role = (voter.label, voter.role.value) if voter else (TAKEN_OFF, "")
        words = _in_words(view, answer.value)
        yield BallotLine(item, found.number, label, role, answer.value, words, 1)


def _together(view: View, item: str, found: Round, totals: Counter[Answer]) -> Iterator[BallotLine]:
    for answer in Answer:
        if totals[answer]:
            words = _in_words(view, answer.value)
            yield BallotLine(item, found.number, TOGETHER, "", answer.value, words, totals[answer])


def _in_words(view: View, answer: str) -> str:
    return _NO_LEVEL[answer] if answer in _NO_LEVEL else view.words[int(answer) - 1]
