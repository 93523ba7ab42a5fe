"""Draws the next thing that is done in a workshop: mostly answers, and everything else that changes a session."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Final, TypeAlias

from scrutiny_tui.acts.answer_import import ImportedBallot
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.actions import add_action, move_action
from scrutiny_tui.domain.corrections import correct, remove_person, set_aside
from scrutiny_tui.domain.moves import (
    add_note,
    agree,
    change_note,
    leave_note,
    remove_note,
    toggle_mark,
    vote_on,
)
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.domain.session import Action, AgreedLevel, How, MarkKind, NoteKind, PageName, Place, Session
from scrutiny_tui.domain.voting import reveal, reveal_headcount, set_away

Act: TypeAlias = Callable[[Workshop], object]

_MOST_PEOPLE: Final = 60
_STEP_ANSWERS: Final = (Answer.LEVEL_1, Answer.LEVEL_2, Answer.LEVEL_3, Answer.DONT_KNOW, Answer.ABSTAIN)
_LONG_NOTE: Final = 1500
"""Characters of a note, at most."""


@dataclass(frozen=True, slots=True)
class Draw:
    """Draws from the session as it is now; the same numbers give the same workshop."""

    chance: Random
    session: Session

    def step(self) -> int:
        """Return the number of a step."""
        return self.chance.choice(self.session.wording.items).number

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

    def text(self) -> str:
        """Return words, now and then many."""
        length = _LONG_NOTE if self.chance.random() < 0.05 else self.chance.randint(1, 60)
        return f"Words {self.chance.random():.6f} ".ljust(length, "é")[:_LONG_NOTE]


def _cast(draw: Draw) -> Act:
    item, voter, answer = draw.item(), draw.voter(), draw.answer()

    def act(room: Workshop) -> None:
        room.open_round(item)
        room.cast(item, voter, answer)

    return act


def _slip(draw: Draw) -> Act:
    voter = draw.voter()
    given = {step.number: draw.answer() for step in draw.session.wording.items}

    return lambda room: room.cast_slip(voter, given)


def _clear(draw: Draw) -> Act:
    item = draw.item()
    found = draw.session.open_round(item)
    voter = draw.chance.choice(sorted(found.ballots)) if found and found.ballots else draw.voter()
    return lambda room: room.clear(item, voter)


def _headcount(draw: Draw) -> Act:
    item = draw.item()
    counted = Counter(draw.answer() for _ in range(draw.chance.randint(1, 6)))
    shown = draw.chance.random() < 0.5
    return lambda room: (
        room.save(reveal_headcount(room.session, item, counted))
        if shown
        else room.take_headcount(item, counted)
    )


def _absent(draw: Draw) -> Act:
    item, voter, absent = draw.item(), draw.voter(), draw.chance.random() < 0.5
    return lambda room: room.set_absent(item, voter, absent=absent)


def _away(draw: Draw) -> Act:
    voter, away = draw.voter(), draw.chance.random() < 0.5
    return lambda room: room.save(set_away(room.session, voter, away=away))


def _people(draw: Draw) -> Act:
    if len(draw.session.voters) >= _MOST_PEOPLE or draw.chance.random() < 0.4:
        voter = draw.voter()
        return lambda room: room.save(remove_person(room.session, voter))
    return lambda room: room.add_people("1 member, 1 co-optee")


def _reveal(draw: Draw) -> Act:
    item = draw.item()
    return lambda room: room.save(reveal(room.session, item))


def _set_aside(draw: Draw) -> Act:
    item, reason = draw.item(), draw.text()
    return lambda room: room.save(set_aside(room.session, item, reason[:80]))


def _correct(draw: Draw) -> Act:
    shown = [item.number for item in draw.session.items if draw.session.revealed(item.number)]
    item = draw.chance.choice(shown) if shown else draw.item()
    voter, answer = draw.voter(), draw.answer()
    return lambda room: room.save(correct(room.session, item, voter, answer, "it was keyed wrongly"))


def _note(draw: Draw) -> Act:
    item, text, kind = draw.step(), draw.text(), draw.chance.choice([*NoteKind])
    known = sorted(draw.session.notes)
    chosen = draw.chance.choice(known) if known else 0
    what = draw.chance.random()
    if chosen and what < 0.2:
        return lambda room: room.save(change_note(room.session, chosen, text))
    if chosen and what < 0.4:
        return lambda room: room.save(remove_note(room.session, chosen))
    return lambda room: room.save(add_note(room.session, item, kind, text))


def _agree(draw: Draw) -> Act:
    view = AgreedLevel(
        draw.step(), draw.chance.choice((1, 2, 3, None)), draw.chance.choice([*How]), draw.text()[:90]
    )
    return lambda room: room.save(agree(room.session, view))


def _action(draw: Draw) -> Act:
    action = Action(0, draw.step(), draw.text(), owner="Chair")
    known = sorted(draw.session.actions)
    if known and draw.chance.random() < 0.3:
        number, by = draw.chance.choice(known), draw.chance.choice((-1, 1))
        return lambda room: room.save(move_action(room.session, number, by))
    return lambda room: room.save(add_action(room.session, action))


def _mark(draw: Draw) -> Act:
    item, kind = draw.step(), draw.chance.choice([*MarkKind])
    return lambda room: room.save(toggle_mark(room.session, item, kind))


def _undo(draw: Draw) -> Act:
    item = draw.item()
    return lambda room: room.undo(item)


def _place(draw: Draw) -> Act:
    place = Place(draw.chance.choice([*PageName]), draw.step())
    return lambda room: room.move_to(place)


def _prompts(draw: Draw) -> Act:
    step = draw.chance.choice(draw.session.wording.items)
    chosen = draw.session.prompts | {item.number for item in draw.session.wording.prompts_of(step)}
    return lambda room: room.save(vote_on(room.session, frozenset(chosen)))


def _import(draw: Draw) -> Act:
    """Answers on everything from everybody, as one change."""
    if draw.session.details.secrecy is Secrecy.TOTALS:
        return _cast(draw)
    given = [
        ImportedBallot(item.number, voter, draw.answer())
        for item in draw.session.items
        for voter in sorted(draw.session.electorate)
    ]
    return lambda room: room.import_ballots(given)


def _hand_over(draw: Draw) -> Act:
    text = draw.text()
    return lambda room: room.save(leave_note(room.session, text))


_WEIGHTS: Final[tuple[tuple[Callable[[Draw], Act], int], ...]] = (
    (_cast, 50), (_slip, 6), (_clear, 4), (_headcount, 3), (_absent, 3), (_away, 2), (_people, 2), (_reveal, 6),
    (_set_aside, 1), (_correct, 5), (_note, 5), (_agree, 2), (_action, 2), (_mark, 2), (_undo, 4), (_place, 3),
    (_prompts, 1), (_import, 1), (_hand_over, 1),
)  # fmt: skip


def next_move(chance: Random, session: Session) -> Act:
    """Draw what is done next; the rules may not allow it."""
    makers = [make for make, _weight in _WEIGHTS]
    weights = [weight for _make, weight in _WEIGHTS]
    return chance.choices(makers, weights)[0](Draw(chance, session))
