"""What to talk about next and why, and neutral questions to ask about it."""

from __future__ import annotations

from enum import IntEnum
from fractions import Fraction
from typing import Final

from scrutiny_tui.domain.agreement import Label, Reason
from scrutiny_tui.domain.pack import Item, Questions, about
from scrutiny_tui.domain.records import record
from scrutiny_tui.domain.results import ItemResult, RoundResult
from scrutiny_tui.domain.sentences import Words
from scrutiny_tui.domain.session import MarkKind

LAST: Final = 2
"""Where the furthest level stands in the counts."""

_TURN: Final = {MarkKind.PINNED: 0, None: 1, MarkKind.LATER: 2}


@record
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
        told = latest.standing(words)
        return f"{told}, and many don't know" if latest.finding else told
    return {
        _Kind.TABLES_DIFFER: "the tables differ",
        _Kind.LITTLE_KNOWN: "not enough known",
        _Kind.NOT_SETTLED: "no agreed position",
        _Kind.LOW: f"agreed at {words[0]}: what would move us on?",
        _Kind.NO_EVIDENCE: f"agreed at {words[LAST]}, no evidence noted",
    }.get(kind, "")


def _kind(each: ItemResult) -> _Kind:
    latest = each.latest
    if latest is None:
        return _Kind.NOTHING
    if latest.verdict.label in {Label.SPLIT, Label.MIXED}:
        return _Kind.DIVERGENT
    if _few_tables_differ(latest):
        return _Kind.TABLES_DIFFER
    if latest.flags.not_enough_known:
        return _Kind.NOTHING if latest.compares_tables else _Kind.LITTLE_KNOWN
    return _agreed_kind(each, _commonest(latest))


def _few_tables_differ(found: RoundResult) -> bool:
    """Say whether tables differ that are too few to sum up: they can still be compared."""
    return found.verdict.label is Label.TOO_FEW and bool(found.tables) and max(found.counts) < found.ratings


def _agreed_kind(each: ItemResult, level: int) -> _Kind:
    if each.agreed and not each.agreed.level:
        return _Kind.NOT_SETTLED
    if level == 0:
        return _Kind.LOW
    return _Kind.NO_EVIDENCE if level == LAST and not each.evidence else _Kind.NOTHING


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


def questions(
    found: RoundResult, words: Words, forms: Questions, *, has_evidence: bool = False
) -> tuple[str, ...]:
    """Return what to ask next, at most three questions, in the pack's forms with the levels' short words.

    `has_evidence` says whether evidence is noted on the item.
    """
    label = found.verdict.label
    if label in {Label.NO_VOTES, Label.TOO_FEW} and not _few_tables_differ(found):
        return (forms.too_few,)
    if found.finding:
        return forms.not_known, about(forms.lead, words[_commonest(found)])
    if label is Label.SPLIT:
        return forms.whom, about(forms.case, words[LAST]), about(forms.lead, words[0])
    at = _commonest(found)
    if found.verdict.agrees:
        # Nobody makes the case for the first statement.
        first = about(forms.case if at else forms.lead, words[at])
        return first, _after_agreement(found, words, forms, has_evidence)
    case, lead = (at, _other(found)) if at else (_other(found), at)
    apart = (forms.whom,) if found.counts[0] and found.counts[LAST] else ()
    return *apart, about(forms.case, words[case]), about(forms.lead, words[lead])


def _after_agreement(found: RoundResult, words: Words, forms: Questions, has_evidence: bool) -> str:
    at = _commonest(found)
    if not found.verdict.unanimous and found.counts[2 - at] and at in {0, LAST}:
        return about(forms.lead, words[2 - at])
    if at == 0:
        return forms.low
    if at == LAST and not has_evidence:
        return forms.evidence
    return forms.same if found.verdict.unanimous else about(forms.lead, words[_other(found)])


def _commonest(found: RoundResult) -> int:
    return found.counts.index(max(found.counts))


def _other(found: RoundResult) -> int:
    """Return the place of the level, other than the commonest, that a case is to be made for."""
    others = [place for place in (0, 2, 1) if place != _commonest(found) and found.counts[place]]
    if found.verdict.reason is Reason.BETWEEN:
        # The two levels that the sentence names, not a single answer at the far end.
        others.sort(key=lambda place: -found.counts[place])
    return others[0]
