"""What to talk about next, and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from fractions import Fraction
from typing import Final

from scrutiny_tui.domain.agreement import Label
from scrutiny_tui.domain.flags import many_do_not_know
from scrutiny_tui.domain.results import ItemResult, RoundResult
from scrutiny_tui.domain.sentences import Words, called
from scrutiny_tui.domain.session import MarkKind, NoteKind
from scrutiny_tui.domain.wording import Item

LAST: Final = 2
"""Where the furthest level stands in the counts."""

_TURN: Final = {MarkKind.PINNED: 0, None: 1, MarkKind.LATER: 2}


@dataclass(frozen=True, slots=True)
class Topic:
    """An item worth the room's time, and the reason in words."""

    item: Item
    reason: str
    mark: MarkKind | None = None
    """How it is marked: pinned ones come first, those to come back to last."""


def talk_next(found: tuple[ItemResult, ...], words: Words) -> tuple[Topic, ...]:
    """Return what to talk about next, most divergent first.

    After the divergent items come those where too little is known, those where the answers agree and the room settled on
    no shared view, those agreed at the first level, and those agreed at the last level with no evidence noted. Pinned items go before all others and those to come back to behind, in
    the same order among themselves; done ones are left out, and so are those not yet answered unless they are marked.
    """
    ordered = sorted(found, key=_place)
    told = [_topic(each, words) for each in ordered if each.mark is not MarkKind.DONE]
    topics = [topic for topic in told if topic.reason]
    return tuple(sorted(topics, key=lambda topic: _TURN[topic.mark]))


class _Kind(IntEnum):
    """Why an item is worth talking about, in the order in which items are told."""

    DIVERGENT = 0
    TABLES_DIFFER = 1
    LITTLE_KNOWN = 2
    NOT_SETTLED = 3
    LOW = 4
    NO_EVIDENCE = 5
    NOTHING = 6


def _topic(each: ItemResult, words: Words) -> Topic:
    reason = _why(each, words)
    if each.mark:
        what = reason or ("" if each.latest else "not yet answered")
        reason = f"{each.mark.value}; {what}" if what else each.mark.value
    return Topic(each.item, reason, each.mark)


def _why(each: ItemResult, words: Words) -> str:
    kind, latest = _kind(each), each.latest
    if latest and kind is _Kind.DIVERGENT:
        return f"{called(latest.verdict)}{', and many do not know' * _many_do_not_know(latest)}"
    return {
        _Kind.TABLES_DIFFER: "the tables differ",
        _Kind.LITTLE_KNOWN: "not enough known",
        _Kind.NOT_SETTLED: "shared view not agreed",
        _Kind.LOW: "agreed but low",
        _Kind.NO_EVIDENCE: f"agreed {words[LAST]}, no evidence noted",
    }.get(kind, "")


def _kind(each: ItemResult) -> _Kind:
    latest = each.latest
    if latest is None:
        return _Kind.NOTHING
    if latest.verdict.label in {Label.SPLIT, Label.MIXED}:
        return _Kind.DIVERGENT
    if latest.tables and latest.verdict.label is Label.TOO_FEW and latest.ratings > 1:
        # Three tables are never summed up, but they can be compared.
        return _Kind.TABLES_DIFFER if max(latest.counts) < latest.ratings else _Kind.NOTHING
    if latest.flags.not_enough_known:
        return _Kind.LITTLE_KNOWN
    return _agreed_kind(each, latest.counts.index(max(latest.counts)))


def _agreed_kind(each: ItemResult, level: int) -> _Kind:
    if each.agreed and not each.agreed.level:
        return _Kind.NOT_SETTLED
    if level == 0:
        return _Kind.LOW
    without = all(note.kind is not NoteKind.EVIDENCE for note in each.notes)
    return _Kind.NO_EVIDENCE if level == LAST and without else _Kind.NOTHING


def _place(each: ItemResult) -> tuple[int, Fraction, Fraction, Fraction]:
    """Return what an item is sorted by; the sort keeps items of the same place in their order.

    Divergent items are sorted by agreement, then by the share at the smaller end, then by that of don't knows.
    """
    kind, latest, nothing = _kind(each), each.latest, Fraction(0)
    if latest is None or kind not in {_Kind.DIVERGENT, _Kind.TABLES_DIFFER}:
        return kind, nothing, nothing, nothing
    dont_know = latest.not_rated["dont_know"]
    smaller_end = Fraction(min(latest.counts[0], latest.counts[2]), latest.ratings)
    return kind, latest.score or nothing, -smaller_end, -Fraction(dont_know, latest.ratings + dont_know)


def _many_do_not_know(latest: RoundResult) -> bool:
    return many_do_not_know(latest.not_rated["dont_know"], latest.ratings)
