"""A round: one vote on one item, open, then revealed or set aside. Never overwritten."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from scrutiny_tui.domain.agreement import Counts
from scrutiny_tui.domain.ballot import NOT_LEVELS, Answer

ROUNDS_AN_ITEM = 1000
"""Round numbers of an item stay below this, so that a round's id can be worked out from item and number."""


class RoundState(StrEnum):
    """How far a round is."""

    OPEN = "open"
    REVEALED = "revealed"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class Round:
    """One vote on one item."""

    item: int
    """The item's number in the session's wording."""
    number: int
    """1 for the first time the item is answered."""
    sitting: int
    """The sitting in which it was opened."""
    state: RoundState = RoundState.OPEN
    ballots: Mapping[int, Answer] = field(default_factory=dict)
    """Voter id to answer. Keeps neither time nor order of casting."""
    absent: frozenset[int] = frozenset()
    """Voters who were away at the reveal and had not answered; empty while the round is open."""
    base: frozenset[int] = frozenset()
    """Voters with a ballot who were on the list at the reveal; empty while the round is open."""
    reason: str = ""
    """Why the round was set aside."""

    @property
    def id(self) -> int:
        """The round's id: item number times 1000 plus round number."""
        return round_id(self.item, self.number)

    @property
    def counts(self) -> Counts:
        """How many chose each level."""
        levels = [answer.level for answer in self.ballots.values()]
        return levels.count(1), levels.count(2), levels.count(3)

    def not_rated(self, base: frozenset[int]) -> Mapping[str, int]:
        """Count those of the base who chose no level, by why.

        Keys are the answers that are not levels, then `absent` and `not_cast`.
        """
        answers = list(self.ballots.values())
        missing = base - self.ballots.keys()
        absent = missing & self.absent
        told = {answer.value: answers.count(answer) for answer in NOT_LEVELS}
        return told | {"absent": len(absent), "not_cast": len(missing) - len(absent)}


def round_id(item: int, number: int) -> int:
    """Return the id of an item's round."""
    return item * ROUNDS_AN_ITEM + number
