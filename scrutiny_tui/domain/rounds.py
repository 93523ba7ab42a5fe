"""A round: one vote on one item, open, then revealed or set aside. Never overwritten."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from scrutiny_tui.domain.agreement import Counts
from scrutiny_tui.domain.ballot import NOT_LEVELS, Answer
from scrutiny_tui.domain.fields import (
    APART,
    IN_MEMORY,
    ROUNDS_AN_ITEM,
    ItemNumber,
    PeopleCount,
    RoundNumber,
)


class RoundState(StrEnum):
    """How far a round is."""

    OPEN = "open"
    REVEALED = "revealed"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class Round:
    """One vote on one item."""

    item: ItemNumber
    """The item's number in the session's wording."""
    number: RoundNumber
    """1 for the first time the item is answered."""
    sitting: int
    """The sitting in which it was opened."""
    state: RoundState = RoundState.OPEN
    ballots: Mapping[int, Answer] = field(default_factory=dict, metadata=APART)
    """Voter id to answer. Keeps neither time nor order of casting."""
    totals: Mapping[Answer, PeopleCount] = field(default_factory=dict)
    """Answers that nothing joins to a person: from a headcount, or in a session that keeps totals only."""
    answered: frozenset[int] = field(default=frozenset(), metadata=IN_MEMORY)
    """Who is known to have answered if only totals are kept. No file says so: it is empty after an opening."""
    closed: bool = False
    """Whether a headcount has closed the list: everybody here who was not yet in counts as in it."""
    prepared: bool = False
    """Whether it holds only answers that came back before the day; a new sitting takes it over."""
    absent: frozenset[int] = frozenset()
    """Voters who had not answered and were away at the reveal, or when the list was closed; empty until then."""
    base: frozenset[int] = frozenset()
    """Voters with a ballot who were on the list at the reveal; empty while the round is open."""
    reason: str = ""
    """Why the round was set aside."""

    @property
    def id(self) -> int:
        """The round's id: item number times 1000 plus round number."""
        return round_id(self.item, self.number)

    @property
    def given(self) -> int:
        """How many answers are in."""
        return len(self.ballots) + sum(self.totals.values())

    @property
    def is_in(self) -> frozenset[int]:
        """The people known to have answered."""
        return self.answered | self.ballots.keys()

    @property
    def unknown(self) -> int:
        """How many answers are in of people who are not known, as in a session that keeps totals only and was reopened."""
        return self.given - len(self.is_in) if self.state is RoundState.OPEN and not self.closed else 0

    @property
    def counts(self) -> Counts:
        """How many chose each level."""
        told = self.tally()
        return told[Answer.LEVEL_1], told[Answer.LEVEL_2], told[Answer.LEVEL_3]

    def tally(self) -> Counter[Answer]:
        """Count every answer given, in one pass."""
        return Counter(self.ballots.values()) + Counter(self.totals)

    def not_rated(self) -> Mapping[str, int]:
        """Count those of the base who chose no level, by why.

        Keys are the answers that are not levels, then `absent` and `not_cast`.
        """
        given = self.tally()
        told = {answer.value: given[answer] for answer in NOT_LEVELS}
        missing = len(self.base) - self.given - len(self.absent)
        return told | {"absent": len(self.absent), "not_cast": missing}


@dataclass(frozen=True, slots=True)
class Turnout:
    """How far an open vote is. Nothing in it tells how anybody answered."""

    given: int
    """How many answers are in."""
    asked: int
    """How many people on the list cast a ballot."""
    absent: int
    """How many of them are not here and have not answered."""

    @property
    def missing(self) -> int:
        """How many who are here have not answered."""
        return self.asked - self.given - self.absent

    @property
    def everybody_absent(self) -> bool:
        """Whether there are people who answer and none of them is here."""
        return 0 < self.asked == self.absent


def round_id(item: int, number: int) -> int:
    """Return the id of an item's round."""
    return item * ROUNDS_AN_ITEM + number
