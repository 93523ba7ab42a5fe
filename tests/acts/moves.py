"""Any sequence of moves in a workshop, for property tests."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final, cast

from hypothesis import strategies as st

from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.errors import InputError, RuleError
from scrutiny_tui.domain.moves import correct, set_aside
from scrutiny_tui.domain.pack import Pack
from scrutiny_tui.domain.people import Role
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.domain.session import Session
from scrutiny_tui.domain.voting import reveal, set_away, turnout
from scrutiny_tui.store.session_file import SessionFile
from tests.support.sessions import FixedClock, as_kept, details, session

MEMBERS: Final = 6
OFFICER: Final = 7
STEPS: Final = (1, 2)
VOTING: Final = ("cast", "slip", "clear", "headcount", "absent")
"""The moves that an undo takes back."""
OTHERS: Final = ("open", "reveal", "set aside", "correct", "away", "add people", "undo")
REOPEN: Final = "reopen"
"""The move after which it is not known any more who has answered where only totals are kept."""
SLIPS: Final = 3
"""So many have answered at the beginning, so that most moves are allowed."""


@dataclass(frozen=True)
class Move:
    """What is done: on which step, to whom, and with what."""

    what: str
    step: int
    person: int
    answer: Answer
    counted: Mapping[Answer, int]
    yes: bool


def moves(*kinds: str) -> st.SearchStrategy[list[Move]]:
    """Return sequences of moves of these kinds, on two steps, with answers that do not always fit."""
    numbers = st.dictionaries(st.sampled_from(list(Answer)[:4]), st.integers(0, 3), max_size=3)
    people = st.integers(1, OFFICER)
    move = st.builds(
        Move, st.sampled_from(kinds), st.sampled_from(STEPS), people, st.sampled_from(Answer), numbers, st.booleans()
    )  # fmt: skip
    return st.lists(move, min_size=5, max_size=30)


class MemoryFile:
    """A session file that is kept in memory, for thousands of moves."""

    def __init__(self, start: Session) -> None:
        self.session = start

    def save(self, after: Session) -> None:
        self.session = after


def room_in_memory(secrecy: Secrecy, slips: int = 0) -> Workshop:
    """Return a workshop of six members and an officer in which two steps are being answered.

    The first members have handed in their slips.
    """
    room = _opened(replace(session(MEMBERS, Role.OFFICER), details=details(secrecy=secrecy)))
    for step in STEPS:
        room.open_round(step)
    for voter in range(1, slips + 1):
        room.cast_slip(voter, dict.fromkeys(STEPS, Answer.LEVEL_1))
    return room


def opened_again(room: Workshop) -> Workshop:
    """Return a workshop that is kept in memory as the next start of the program finds it."""
    return _opened(as_kept(room.session))


def _opened(start: Session) -> Workshop:
    return Workshop(cast(SessionFile, MemoryFile(start)), cast(Pack, None), FixedClock())


def counted(now: Session, move: Move) -> Mapping[Answer, int]:
    """Return what a headcount comes to: everybody who is waited for, or any numbers."""
    found = now.open_round(move.step)
    if found and move.yes:
        return {Answer.LEVEL_2: turnout(now, move.step).missing}
    return move.counted


def do(room: Workshop, move: Move) -> bool:
    """Carry out a move; return whether the rules allowed it."""
    acts: dict[str, Callable[[], object]] = {
        "cast": lambda: room.cast(move.step, move.person, move.answer),
        "slip": lambda: room.cast_slip(move.person, dict.fromkeys(STEPS, move.answer)),
        "clear": lambda: room.clear(move.step, move.person),
        "headcount": lambda: room.take_headcount(move.step, counted(room.session, move)),
        "absent": lambda: room.set_absent(move.step, move.person, absent=move.yes),
        "away": lambda: room.save(set_away(room.session, move.person, away=move.yes)),
        "add people": lambda: room.add_people("1 member") if len(room.session.voters) < MEMBERS + 4 else None,
        "open": lambda: room.open_round(move.step),
        "reveal": lambda: room.save(reveal(room.session, move.step)),
        "set aside": lambda: room.save(set_aside(room.session, move.step, "the committee asked for it")),
        "correct": lambda: room.save(
            correct(room.session, move.step, move.person, move.answer, "it was entered wrongly")
        ),
        "undo": lambda: room.undo(move.step),
    }
    try:
        acts[move.what]()
    except (InputError, RuleError):
        return False
    return True


def answers_in(now: Session) -> dict[int, Counter[Answer]]:
    """Return how often each answer was given in each round."""
    return {key: each.tally() for key, each in now.rounds.items()}
