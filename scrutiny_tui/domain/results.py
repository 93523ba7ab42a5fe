"""What a session's revealed rounds say, item by item. Nothing here looks into a round that is open or set aside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from scrutiny_tui.domain.agreement import Counts, Verdict, shown_score, van_der_eijk_a, verdict
from scrutiny_tui.domain.rounds import Round, RoundState
from scrutiny_tui.domain.sentences import Words, base_line, many_do_not_know, sentence
from scrutiny_tui.domain.session import AgreedLevel, Note, Session
from scrutiny_tui.domain.thresholds import Thresholds
from scrutiny_tui.domain.wording import Item


@dataclass(frozen=True, slots=True)
class RoundResult:
    """What one revealed round says."""

    number: int
    counts: Counts
    base: int
    """People with a ballot who were on the list at the reveal."""
    not_rated: Mapping[str, int]
    """How many of the base chose no level, by why."""
    verdict: Verdict
    sentence: str
    """The one sentence about the counts."""
    finding: str
    """The sentence about many don't knows; empty where there are few."""
    base_line: str
    score: Fraction | None
    """Van der Eijk's A; None where nobody rated."""
    shown_score: str | None
    """A times 100 as shown; None where there are too few ratings."""

    @property
    def ratings(self) -> int:
        """How many chose a level."""
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class ItemResult:
    """What is known of one item."""

    item: Item
    rounds: tuple[RoundResult, ...]
    """Revealed rounds, oldest first."""
    agreed: AgreedLevel | None
    notes: tuple[Note, ...]

    @property
    def latest(self) -> RoundResult | None:
        """The round that counts; None before any reveal."""
        return self.rounds[-1] if self.rounds else None


def level_words(session: Session) -> Words:
    """Return the short words of the session's levels."""
    first, second, third = session.wording.levels
    return first.short, second.short, third.short


def round_result(found: Round, words: Words, thresholds: Thresholds) -> RoundResult:
    """Sum up a revealed round. Raises `ValueError` for any other: an open round leaks nothing."""
    if found.state is not RoundState.REVEALED:
        raise ValueError(f"round {found.id} is not revealed")
    counts = found.counts
    not_rated = found.not_rated(found.base)
    label = verdict(counts, thresholds)
    ratings = sum(counts)
    return RoundResult(
        number=found.number,
        counts=counts,
        base=len(found.base),
        not_rated=not_rated,
        verdict=label,
        sentence=sentence(counts, label, words, everyone=ratings == len(found.base)),
        finding=many_do_not_know(not_rated["dont_know"], ratings),
        base_line=base_line(ratings, len(found.base), not_rated),
        score=van_der_eijk_a(counts),
        shown_score=shown_score(counts, thresholds),
    )


def item_result(session: Session, item: Item) -> ItemResult:
    """Return what is known of one item."""
    words = level_words(session)
    thresholds = session.wording.thresholds
    rounds = tuple(round_result(each, words, thresholds) for each in session.revealed(item.number))
    notes = tuple(note for note in session.notes.values() if note.item == item.number)
    return ItemResult(item, rounds, session.agreed.get(item.number), notes)


def results(session: Session) -> tuple[ItemResult, ...]:
    """Return what is known of every item, in the order of the steps."""
    return tuple(item_result(session, item) for item in session.wording.items)
