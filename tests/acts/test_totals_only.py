"""Where only totals are kept, no file joins a person to an answer, or says who has answered."""

from __future__ import annotations

from pathlib import Path

import pytest

from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.errors import RuleError
from scrutiny_tui.domain.moves import set_aside
from scrutiny_tui.domain.people import Role
from scrutiny_tui.domain.results import item_result
from scrutiny_tui.domain.rounds import Answer, RoundState
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.domain.voting import reveal
from tests.acts.rooms import after_a_crash
from tests.support.files import holding
from tests.support.sessions import FixedClock, as_kept, filled, library, workshop


@pytest.fixture
def room(tmp_path: Path, clock: FixedClock) -> Workshop:
    """A workshop of five members and an officer that keeps totals only."""
    return workshop(tmp_path, 5, Role.OFFICER, clock=clock, secrecy=Secrecy.TOTALS)


def test_an_answer_is_in_the_totals_of_both_copies_and_nowhere_else(room: Workshop, tmp_path: Path) -> None:
    filled(room, 1, "1 2 2")
    assert library(tmp_path).read(room.path) == as_kept(room.session)
    assert holding(tmp_path, '"totals":{"1":1,"2":2}') == ["session-1.json", room.path.name]
    assert holding(tmp_path, '"answered"') == holding(tmp_path, '"voter"') == []


def test_the_result_is_made_of_the_totals(room: Workshop, tmp_path: Path) -> None:
    filled(room, 1, "1 2 2 d")
    room.save(reveal(room.session, 1))
    shown = library(tmp_path).read(room.path).rounds[1001]
    assert (shown.state, shown.counts, shown.answered) == (RoundState.REVEALED, (1, 2, 0), frozenset())
    assert room.session.rounds[1001] == shown
    assert (
        item_result(room.session, 1).rounds[0].base_line
        == "3 of 5 chose a statement · 1 doesn't know · 1 has not answered"
    )


def test_a_vote_set_aside_unseen_leaves_no_totals_in_any_file(room: Workshop, tmp_path: Path) -> None:
    filled(room, 1, "1 2 3")
    room.keep_copy()
    assert len(holding(tmp_path, '"totals":{"1":1')) == 3
    room.save(set_aside(room.session, 1, "answers were said aloud"))
    room.keep_copy()
    assert holding(tmp_path, '"totals":{"1":1') == []
    left = room.session.rounds[1001]
    assert (left.given, left.is_in) == (0, frozenset())


def test_totals_survive_a_crash_and_who_answered_does_not(room: Workshop, tmp_path: Path) -> None:
    filled(room, 1, "1 2 d")
    again = after_a_crash(room, tmp_path / "after")
    assert again.session == as_kept(room.session)
    assert (again.open_round(1).unknown, again.waiting(1)) == (3, (1, 2, 3, 4, 5))
    assert again.undo(1) is None
    again.take_headcount(1, {Answer.LEVEL_3: 2})
    assert again.undo(1) is not None
    assert again.open_round(1).unknown == 3
    again.save(reveal(again.session, 1))
    assert item_result(again.session, 1).rounds[0].counts == (1, 1, 0)


def test_a_slip_over_several_steps_is_one_act_and_refused_whole(room: Workshop) -> None:
    room.cast_slip(1, {1: Answer.LEVEL_1, 2: Answer.LEVEL_2, 3: Answer.DONT_KNOW})
    assert [room.open_round(step).given for step in (1, 2, 3)] == [1, 1, 1]
    before = room.session
    with pytest.raises(RuleError):
        room.cast_slip(1, {4: Answer.LEVEL_1, 2: Answer.LEVEL_2})
    assert room.session is before
    room.undo(2)
    assert [room.open_round(step).is_in for step in (1, 2, 3)] == [frozenset()] * 3
    assert [room.open_round(step).given for step in (1, 2, 3)] == [0] * 3
