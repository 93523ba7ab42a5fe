"""What the room would work on first: two hands each over the steps, kept as how many hands a step got and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from scrutiny_tui.domain.errors import RuleError
from scrutiny_tui.domain.limits import HIGHEST_VOTER
from scrutiny_tui.domain.session import Session

HANDS_EACH: Final = 2
MOST_HANDS: Final = HANDS_EACH * HIGHEST_VOTER
"""More hands than any list of people has."""

BEYOND: Final = f"A step gets from 0 to {MOST_HANDS} hands."
"""Why a number is no count."""


def record_hands(session: Session, hands: Mapping[int, int]) -> Session:
    """Return the session with so many hands for each step, in place of an earlier count; no hand at all takes it away.

    Raises `RuleError` if there is no such step or the number cannot be a count.
    """
    steps = {item.number for item in session.wording.items}
    if hands.keys() - steps:
        raise RuleError("Hands are counted for steps only.")
    if any(not 0 <= number <= MOST_HANDS for number in hands.values()):
        raise RuleError(BEYOND)
    counted = {step: hands.get(step, 0) for step in sorted(steps)}
    return replace(session, priorities=counted if any(counted.values()) else {})


def hands_here(session: Session) -> int:
    """Return how many hands there can be: two for each person who is here; 0 where that is not known."""
    here = session.electorate - session.sitting.away
    return HANDS_EACH * sum(session.voters[voter].size for voter in here)


def too_many(session: Session, hands: Mapping[int, int]) -> str:
    """Return the sentence about more hands than the people here have; empty if they fit, or nobody is listed."""
    counted, most = sum(hands.values()), hands_here(session)
    if not most or counted <= most:
        return ""
    people = most // HANDS_EACH
    here = "1 person is here and has" if people == 1 else f"{people} people are here and have"
    return f"That makes {counted} hands; {here} {most}."


def first_of(session: Session) -> tuple[int, ...]:
    """Return the numbers of the steps that got hands, the most first, then in the order of the steps."""
    found = (pair for pair in session.priorities.items() if pair[1])
    return tuple(step for step, _number in sorted(found, key=lambda pair: (-pair[1], pair[0])))
