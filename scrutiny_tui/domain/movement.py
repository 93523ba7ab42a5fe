"""How answers moved between two rounds of one item."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from scrutiny_tui.domain.results import RoundResult
from scrutiny_tui.domain.rounds import Round
from scrutiny_tui.domain.sentences import Words, standing
from scrutiny_tui.domain.session import Session

CAUTION: Final = "Agreement after talking is not proof of being right."
"""Told beside a later round in which the room agrees. Source: F. Woudenberg, "An evaluation of Delphi" (1991)."""

_TELLING: Final = 4
"""Up to this many people who are new or gone, movement could be worked out to be theirs."""


def turn(before: RoundResult, after: RoundResult, words: Words) -> str:
    """Return how the verdict went from one round to the next, such as "Two opposite views, then most at Strong."."""
    first, then = (standing(each.counts, each.verdict, words) for each in (before, after))
    return f"{first[0].upper()}{first[1:]}, then {'still ' if first == then else ''}{then}."


@dataclass(frozen=True, slots=True)
class Movement:
    """How many of those who chose a level both times moved up, moved down and stayed."""

    up: int
    down: int
    stayed: int

    def __str__(self) -> str:
        return f"{self.up} moved up, {self.down} moved down, {self.stayed} stayed"


def movement(before: Round, after: Round) -> Movement | None:
    """Compare two rounds person by person.

    None if it would tell too much or nothing: if a round holds totals that nothing joins to a person, if 1 to 4 people
    are new or gone, or if nobody rated both times.
    """
    if before.totals or after.totals:
        return None
    first = {voter: answer.level for voter, answer in before.ballots.items() if answer.level}
    second = {voter: answer.level for voter, answer in after.ballots.items() if answer.level}
    if 1 <= len(first.keys() ^ second.keys()) <= _TELLING:
        return None
    both = first.keys() & second.keys()
    if not both:
        return None
    steps = [(second[voter] or 0) - (first[voter] or 0) for voter in both]
    up = sum(step > 0 for step in steps)
    down = sum(step < 0 for step in steps)
    return Movement(up, down, len(both) - up - down)


def labels_kept(session: Session, before: Round, after: Round) -> bool:
    """Say whether people had the same labels in both rounds, so that they can be compared person by person."""
    later = (sitting for sitting in session.sittings.values() if before.sitting < sitting.id <= after.sitting)
    return all(sitting.labels_kept for sitting in later)


def why_no_movement(session: Session, before: Round, after: Round) -> str:
    """Return the sentence that says why movement between two rounds is not told; empty if it is."""
    if before.totals or after.totals:
        return "Totals do not say who moved, so movement is not shown."
    if not labels_kept(session, before, after):
        return "People had other labels, so movement is not shown."
    return "" if movement(before, after) else "Not the same people chose a level, so movement is not shown."
