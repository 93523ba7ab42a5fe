"""Undo takes back the latest act of a vote that is open, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.corrections import remove_person, set_aside
from scrutiny_tui.domain.errors import RuleError
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.domain.session import Session
from scrutiny_tui.domain.voting import reveal, set_away
from tests.acts.moves import OFFICER, STEPS, room_in_memory
from tests.support.sessions import answers, library, workshop


def room_with_open_rounds() -> Workshop:
    """Return a workshop of six members and an officer in which two steps are being answered."""
    return room_in_memory(Secrecy.LABELS)


def test_an_undo_says_whom_it_was_about_and_what() -> None:
    room = room_with_open_rounds()
    room.set_absent(1, 3, absent=True)
    room.cast(1, 2, Answer.LEVEL_1)

    undone = [room.undo(1), room.undo(1), room.undo(1)]

    assert [(each.voter.label, each.answered) for each in undone if each and each.voter] == [
        ("Member 2", True),
        ("Member 3", False),
    ]
    assert undone[-1] is None


def test_an_answer_that_was_changed_goes_back_to_the_first_one() -> None:
    room = room_with_open_rounds()
    room.cast(1, 2, Answer.LEVEL_1)
    room.cast(1, 2, Answer.LEVEL_3)

    room.undo(1)

    assert room.open_round(1).ballots == {2: Answer.LEVEL_1}


def test_whoever_was_absent_before_answering_is_absent_again() -> None:
    room = room_with_open_rounds()
    room.set_absent(1, 2, absent=True)
    room.cast(1, 2, Answer.LEVEL_3)

    room.undo(1)

    assert room.session.sitting.away == {2}
    assert room.waiting(1) == (1, 3, 4, 5, 6)


def test_steps_are_undone_each_on_its_own() -> None:
    room = room_with_open_rounds()
    room.cast(1, 1, Answer.LEVEL_1)
    room.cast(2, 1, Answer.LEVEL_2)

    room.undo(1)

    assert (room.open_round(1).ballots, room.open_round(2).ballots) == ({}, {1: Answer.LEVEL_2})


def test_anybodys_answer_can_be_cleared_and_the_others_stay() -> None:
    room = room_with_open_rounds()
    for voter, answer in enumerate(answers("1 2 3"), start=1):
        room.cast(1, voter, answer)

    room.clear(1, 2)

    assert room.open_round(1).ballots == {1: Answer.LEVEL_1, 3: Answer.LEVEL_3}
    assert room.waiting(1) == (2, 4, 5, 6)


def test_undo_after_a_clearing_brings_back_what_was_cleared_then_goes_on_backwards() -> None:
    room = room_with_open_rounds()
    room.cast(1, 1, Answer.LEVEL_1)
    room.cast(1, 2, Answer.LEVEL_2)
    room.clear(1, 1)

    told = [room.undo(1), room.undo(1), room.undo(1)]

    assert [(each.voter.label, each.earlier_back) for each in told if each and each.voter] == [
        ("Member 1", True),
        ("Member 2", False),
        ("Member 1", False),
    ]
    assert room.open_round(1).ballots == {}


def test_undoing_a_whole_slip_says_so_and_takes_what_was_cleared_of_it_along() -> None:
    room = room_with_open_rounds()
    room.cast_slip(4, {1: Answer.LEVEL_1, 2: Answer.LEVEL_3})
    room.clear(2, 4)

    undone = room.undo(1)

    assert undone is not None
    assert undone.whole_slip
    assert [room.open_round(step).given for step in STEPS] == [0, 0]
    assert room.undo(2) is None


def test_clearing_leaves_alone_who_is_here() -> None:
    room = room_with_open_rounds()
    room.cast(1, 2, Answer.LEVEL_1)
    room.save(set_away(room.session, 2, away=True))

    room.clear(1, 2)

    assert room.session.sitting.away == {2}


@pytest.mark.parametrize("voter", [5, OFFICER])
def test_nothing_is_cleared_of_somebody_who_has_not_answered(voter: int) -> None:
    room = room_with_open_rounds()

    with pytest.raises(RuleError, match="has not answered, so there is nothing to clear"):
        room.clear(1, voter)
    assert room.undo(1) is None


def test_nothing_is_cleared_once_a_count_has_closed_the_list() -> None:
    room = room_with_open_rounds()
    room.cast(1, 1, Answer.LEVEL_1)
    room.take_headcount(1, {Answer.LEVEL_2: 5})

    with pytest.raises(RuleError, match="A count has closed the list"):
        room.clear(1, 1)


def test_a_cleared_answer_is_gone_from_the_disk(tmp_path: Path) -> None:
    room = workshop(tmp_path, 5)
    room.open_round(1)
    for voter, answer in enumerate(answers("1 2 3"), start=1):
        room.cast(1, voter, answer)
    room.clear(1, 2)
    room.close()

    assert set(library(tmp_path).read(room.path).rounds[1001].ballots) == {1, 3}


@pytest.mark.parametrize(
    "end",
    [
        lambda now: reveal(now, 1),
        lambda now: set_aside(now, 1, "the wrong slips"),
    ],
)
def test_nothing_is_undone_in_a_vote_that_is_over_or_in_the_next_one(
    end: Callable[[Session], Session],
) -> None:
    room = room_with_open_rounds()
    room.cast(1, 1, Answer.LEVEL_1)
    room.cast(2, 1, Answer.LEVEL_1)

    room.save(end(room.session))

    assert room.undo(1) is None
    room.open_round(1)
    assert room.undo(1) is None
    assert room.undo(2) is not None


def test_a_slip_is_not_undone_once_one_of_its_votes_is_over() -> None:
    room = room_with_open_rounds()
    room.cast_slip(1, {1: Answer.LEVEL_1, 2: Answer.LEVEL_2})

    room.save(reveal(room.session, 1))

    assert room.undo(2) is None
    assert room.open_round(2).ballots == {1: Answer.LEVEL_2}


def test_undo_goes_past_somebody_who_was_taken_off_the_list() -> None:
    room = room_with_open_rounds()
    room.cast(1, 1, Answer.LEVEL_1)
    room.set_absent(1, 5, absent=True)
    room.save(remove_person(room.session, 5))

    undone = room.undo(1)

    assert undone is not None
    assert undone.voter == room.session.voters[1]
    assert room.undo(1) is None


def test_an_undo_leaves_alone_who_left_meanwhile() -> None:
    room = room_with_open_rounds()
    room.cast(1, 1, Answer.LEVEL_1)
    room.save(set_away(room.session, 5, away=True))

    room.undo(1)

    assert room.session.sitting.away == {5}


def test_an_undo_leaves_alone_who_was_marked_absent_on_another_step() -> None:
    room = room_with_open_rounds()
    room.cast(1, 1, Answer.LEVEL_1)
    room.set_absent(2, 5, absent=True)

    room.undo(1)

    assert room.session.sitting.away == {5}


def test_an_undone_answer_is_gone_from_the_disk(tmp_path: Path) -> None:
    room = workshop(tmp_path, 5)
    room.open_round(1)
    for voter, answer in enumerate(answers("1 2 3"), start=1):
        room.cast(1, voter, answer)
    room.undo(1)
    room.close()

    assert '"ballots"' in room.path.read_text(encoding="utf-8")
    assert "1001003" not in room.path.read_text(encoding="utf-8")
