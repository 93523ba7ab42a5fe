"""What is said of a result beside its label: how much of the room it rests on, and whether one answer stands alone.

Source of the rules: this project; "provisional" and "not enough known" are choices, not literature.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from scrutiny_tui.domain.agreement import Counts, Label, Verdict

_MIDDLE = 1


@dataclass(frozen=True, slots=True)
class Flags:
    """What is said of a result beside its label."""

    provisional: bool
    """Fewer than half of those entitled chose a level."""
    not_enough_known: bool
    """A third or more of the answers are don't know, or there are too few to sum up."""
    one_apart: bool
    """The room agrees at one end, and exactly one answer is at the other."""


def entitled(base: int, not_rated: Mapping[str, int]) -> int:
    """Return how many of the base could have chosen a level: less those it does not apply to or who have an interest."""
    return base - not_rated["not_applicable"] - not_rated["interest"]


def many_do_not_know(dont_know: int, ratings: int) -> bool:
    """Say whether a third or more of the answers are don't know."""
    return dont_know > 0 and 3 * dont_know >= ratings + dont_know


def flags(counts: Counts, found: Verdict, base: int, not_rated: Mapping[str, int]) -> Flags:
    """Return the flags of a result; `base` is how many were on the list, `not_rated` how many chose no level, by why."""
    ratings = sum(counts)
    too_few = found.label in {Label.NO_VOTES, Label.TOO_FEW}
    return Flags(
        provisional=2 * ratings < entitled(base, not_rated),
        not_enough_known=too_few or many_do_not_know(not_rated["dont_know"], ratings),
        one_apart=found.agrees and _far_from_most(counts) == 1,
    )


def _far_from_most(counts: Counts) -> int:
    """Return how many are two levels from the commonest; 0 where that is the middle."""
    at = counts.index(max(counts))
    return 0 if at == _MIDDLE else counts[2 - at]
