"""What to talk about next, and why."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from scrutiny_tui.domain.agreement import Label, Reason
from scrutiny_tui.domain.results import ItemResult, RoundResult
from scrutiny_tui.domain.sentences import Words
from scrutiny_tui.domain.session import NoteKind
from scrutiny_tui.domain.wording import Item

AGREED: Final = frozenset({Label.CONSENSUS, Label.BROAD})
"""The labels under which a room agrees."""

LAST: Final = 2
"""Where the furthest level stands in the counts."""


@dataclass(frozen=True, slots=True)
class Topic:
    """An item worth the room's time, and the reason in words."""

    item: Item
    reason: str


def talk_next(found: tuple[ItemResult, ...], words: Words) -> tuple[Topic, ...]:
    """Return what to talk about next, most divergent first.

    After the divergent items come those where too little is known, those agreed at the first level, and those
    agreed at the last level with no evidence noted. Items not yet answered are left out.
    """
    told = [(each, latest) for each in found if (latest := each.latest)]
    divergent = [pair for pair in told if pair[1].verdict.label in {Label.SPLIT, Label.MIXED}]
    divergent.sort(key=lambda pair: _order(pair[1]))
    topics = [Topic(each.item, _divergence(latest)) for each, latest in divergent]
    quiet = [(each, latest) for each, latest in told if (each, latest) not in divergent]
    for reason, holds in (
        ("not enough known", _is_little_known),
        ("agreed but low", _is_agreed_but_low),
        (f"agreed {words[LAST]}, no evidence noted", _is_without_evidence),
    ):
        topics += [Topic(each.item, reason) for each, latest in quiet if holds(each, latest)]
    return tuple(topics)


def _order(latest: RoundResult) -> tuple[Fraction, Fraction, Fraction]:
    """Sort by agreement, then by the share at the smaller end, then by the share of don't knows, largest first."""
    dont_know = latest.not_rated["dont_know"]
    smaller_end = Fraction(min(latest.counts[0], latest.counts[2]), latest.ratings)
    return latest.score or Fraction(0), -smaller_end, -Fraction(dont_know, latest.ratings + dont_know)


def _divergence(latest: RoundResult) -> str:
    if latest.verdict.label is Label.SPLIT:
        return "two opposite views"
    return {
        Reason.OPPOSING: "most agree, but some at the other end",
        Reason.BETWEEN: "between two neighbouring levels",
        Reason.SPREAD: "no single view",
    }[latest.verdict.reason]


def _is_little_known(_each: ItemResult, latest: RoundResult) -> bool:
    dont_know = latest.not_rated["dont_know"]
    many = dont_know > 0 and 3 * dont_know >= latest.ratings + dont_know
    return many or latest.verdict.label in {Label.NO_VOTES, Label.TOO_FEW}


def _is_agreed_but_low(each: ItemResult, latest: RoundResult) -> bool:
    return _is_agreed_at(0, each, latest)


def _is_without_evidence(each: ItemResult, latest: RoundResult) -> bool:
    return _is_agreed_at(LAST, each, latest) and all(
        note.kind is not NoteKind.EVIDENCE for note in each.notes
    )


def _is_agreed_at(level: int, each: ItemResult, latest: RoundResult) -> bool:
    agreed = latest.verdict.label in AGREED and latest.counts.index(max(latest.counts)) == level
    return agreed and not _is_little_known(each, latest)
