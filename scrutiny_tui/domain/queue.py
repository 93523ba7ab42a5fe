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
    told = [(each, each.latest) for each in found if each.latest]
    divergent = sorted(
        (
            (each, latest)
            for each, latest in told
            if latest and latest.verdict.label in {Label.SPLIT, Label.MIXED}
        ),
        key=lambda pair: _order(pair[1]),
    )
    topics = [Topic(each.item, _divergence(latest)) for each, latest in divergent]
    seen = {topic.item.number for topic in topics}
    for each, latest in told:
        reason = _quiet_reason(each, latest, words) if latest and each.item.number not in seen else ""
        if reason:
            topics.append(Topic(each.item, reason))
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


def _quiet_reason(each: ItemResult, latest: RoundResult, words: Words) -> str:
    dont_know = latest.not_rated["dont_know"]
    if (
        latest.verdict.label in {Label.NO_VOTES, Label.TOO_FEW}
        or 3 * dont_know >= latest.ratings + dont_know > 0
    ):
        return "not enough known"
    if latest.verdict.label not in AGREED:
        return ""
    commonest = latest.counts.index(max(latest.counts))
    if commonest == 0:
        return "agreed but low"
    no_evidence = all(note.kind is not NoteKind.EVIDENCE for note in each.notes)
    return f"agreed {words[LAST]}, no evidence noted" if commonest == LAST and no_evidence else ""
