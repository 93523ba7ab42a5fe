"""Undo takes back the latest act of a vote that is open, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from scrutiny_tui.acts.history import Undone
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.errors import RuleError
from scrutiny_tui.domain.moves import correct, remove_person, set_aside, vote_on
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.domain.session import Session
from scrutiny_tui.domain.voting import reveal, reveal_headcount, set_away
from tests.acts.moves import OFFICER, STEPS, room_in_memory
from tests.support.sessions import filled, library, workshop

ONE, TWO, THREE = Answer.LEVEL_1, Answer.LEVEL_2, Answer.LEVEL_3


@pytest.fixture
def room() -> Workshop:
    """A workshop of six members and an officer in which two steps are being answered."""
    return room_in_memory(Secrecy.LABELS)


def test_an_undo_says_whom_it_was_about_and_what(room: Workshop) -> None:
    member = room.session.voters
    room.set_absent(1, 3, absent=True)
    room.cast(1, 2, ONE)
    room.cast(1, 2, THREE)
    room.take_headcount(1, {TWO: 4})
    assert [room.undo(1) for _ in range(5)] == [
        Undone(None, answered=True),
        Undone(member[2], answered=True, earlier_back=True),
        Undone(member[2], answered=True),
        Undone(member[3], answered=False),
        None,
    ]


def test_what_is_only_tried_undone_or_cleared_is_gone(tmp_path: Path) -> None:
    room = workshop(tmp_path)
    room.open_round(1)
    room.rehearsed().cast(1, 1, ONE)
    assert (room.open_round(1).given, room.undo(1)) == (0, None)
    room = workshop(tmp_path)
    filled(room, 1, "1 2 3")
    room.clear(1, 1)
    room.undo(1)
    room.undo(1)
    room.close()
    text = room.path.read_text(encoding="utf-8")
    assert ("1001001" in text, "1001003" in text) == (True, False)
    again = library(tmp_path).open(room.path)
    assert again.open_round(1).ballots == {1: ONE, 2: TWO}
    assert again.undo(1) is None
    again.close()


def test_anybodys_answer_can_be_cleared_and_the_others_and_who_is_here_stay(room: Workshop) -> None:
    for voter, answer in enumerate((ONE, TWO, THREE), start=1):
        room.cast(1, voter, answer)
    room.save(set_away(room.session, 2, away=True))
    room.clear(1, 2)
    assert room.open_round(1).ballots == {1: ONE, 3: THREE}
    assert (set(room.session.sitting.away), room.waiting(1)) == ({2}, (4, 5, 6))
    for voter in (5, OFFICER):
        with pytest.raises(RuleError, match="has not answered, so there is nothing to clear"):
            room.clear(1, voter)


def test_undoing_a_whole_slip_says_so_and_takes_what_was_cleared_of_it_along(room: Workshop) -> None:
    room.cast_slip(4, {1: ONE, 2: THREE})
    room.clear(2, 4)
    undone = room.undo(1)
    assert undone is not None
    assert undone.whole_slip
    assert [room.open_round(step).given for step in STEPS] == [0, 0]
    assert room.undo(2) is None


@pytest.mark.parametrize(
    "end", [lambda now: reveal(now, 1), lambda now: set_aside(now, 1, "the wrong slips")]
)
def test_nothing_is_undone_in_a_vote_that_is_over(room: Workshop, end: Callable[[Session], Session]) -> None:
    room.cast(2, 1, ONE)
    room.cast_slip(2, {1: ONE, 2: TWO})
    room.save(end(room.session))
    assert room.undo(1) is None
    room.open_round(1)
    assert room.undo(1) is None
    undone = room.undo(2)
    assert undone is not None
    assert undone.voter == room.session.voters[1]
    assert room.open_round(2).ballots == {2: TWO}


def test_a_shown_count_a_correction_and_a_prompt_that_was_left_out_are_not_undone(room: Workshop) -> None:
    room.cast(1, 1, ONE)
    room.save(reveal_headcount(room.session, 1, {TWO: 5}))
    room.save(correct(room.session, 1, 1, TWO, "it was entered wrongly"))
    assert room.undo(1) is None
    room.save(vote_on(room.session, frozenset({201})))
    filled(room, 201, "1")
    room.clear(201, 1)
    room.save(vote_on(room.session, frozenset()))
    room.save(vote_on(room.session, frozenset({201})))
    assert room.open_round(201).given == 0
    assert room.undo(201) is None


def test_undo_goes_past_somebody_who_was_taken_off_the_list(room: Workshop) -> None:
    room.cast(1, 1, ONE)
    room.set_absent(1, 5, absent=True)
    room.save(remove_person(room.session, 5))
    undone = room.undo(1)
    assert undone is not None
    assert undone.voter == room.session.voters[1]
    assert room.undo(1) is None


def test_an_undo_leaves_alone_who_left_meanwhile(room: Workshop) -> None:
    room.cast(1, 1, ONE)
    room.save(set_away(room.session, 5, away=True))
    room.set_absent(2, 4, absent=True)
    room.undo(1)
    assert room.session.sitting.away == {4, 5}
