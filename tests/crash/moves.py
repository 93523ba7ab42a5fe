"""Draws the next thing that is done in a workshop: mostly answers, and any act that changes a session."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Final, TypeAlias

from scrutiny_tui.acts.answer_import import ImportedBallot, take_ballots
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.domain.session import PageName, Place, Session
from tests.support.any_act import any_act

Act: TypeAlias = Callable[[Workshop], object]

_STEP_ANSWERS: Final = (Answer.LEVEL_1, Answer.LEVEL_2, Answer.LEVEL_3, Answer.DONT_KNOW, Answer.ABSTAIN)
_OF_THE_CATALOGUE: Final = {
    "cast": 2, "clear": 4, "headcount": 3, "absent": 3, "here": 2, "add-people": 1, "reveal": 6, "correct": 5, "note": 3,
}  # fmt: skip
"""How often these acts come up; any other comes up as often as 1 says."""


@dataclass(frozen=True, slots=True)
class Draw:
    """Draws from the session as it is now; the same numbers give the same workshop."""

    chance: Random
    session: Session

    def item(self) -> int:
        """Return what is voted on just now where there is such a thing, else any item."""
        going_on = [item.number for item in self.session.items if self.session.open_round(item.number)]
        every = [item.number for item in self.session.items]
        return self.chance.choice(going_on if going_on and self.chance.random() < 0.8 else every)

    def voter(self) -> int:
        """Return the number of somebody on the list."""
        return self.chance.choice([*self.session.voters])

    def answer(self) -> Answer:
        """Return an answer that fits a step."""
        return self.chance.choice(_STEP_ANSWERS)


def _cast(draw: Draw) -> Act:
    item, voter, answer = draw.item(), draw.voter(), draw.answer()

    def act(room: Workshop) -> None:
        room.open_round(item)
        room.cast(item, voter, answer)

    return act


def _slip(draw: Draw) -> Act:
    voter, given = draw.voter(), {step.number: draw.answer() for step in draw.session.wording.items}
    return lambda room: room.cast_slip(voter, given)


def _undo(draw: Draw) -> Act:
    item = draw.item()
    return lambda room: room.undo(item)


def _place(draw: Draw) -> Act:
    place = Place(draw.chance.choice([*PageName]), draw.chance.choice(draw.session.wording.items).number)
    return lambda room: room.move_to(place)


def _import(draw: Draw) -> Act:
    """Answers on everything from everybody, as one change."""
    if draw.session.details.secrecy is Secrecy.TOTALS:
        return _cast(draw)
    given = [
        ImportedBallot(item.number, voter, draw.answer())
        for item in draw.session.items
        for voter in sorted(draw.session.electorate)
    ]
    return lambda room: room.save_for_good(take_ballots(room.session, given))


_BESIDE_IT: Final[tuple[tuple[Callable[[Draw], Act] | None, int], ...]] = (
    (None, 45), (_cast, 50), (_slip, 6), (_undo, 4), (_place, 3), (_import, 1),
)  # fmt: skip
"""What screens do without an act of the catalogue, with how often; nothing stands for an act of it."""


def next_move(chance: Random, room: Workshop) -> Act:
    """Draw what is done next; the rules may not allow it."""
    make = chance.choices([each for each, _ in _BESIDE_IT], [weight for _, weight in _BESIDE_IT])[0]
    if make is not None:
        return make(Draw(chance, room.session))
    drawn = any_act(chance, room, _OF_THE_CATALOGUE)
    if drawn is None:
        return lambda _room: None
    act, values = drawn
    return lambda room: act.do(room, values)
