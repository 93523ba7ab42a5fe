"""Any sequence of acts on open rounds: nothing is lost, nothing is invented, and undo goes back exactly."""

from __future__ import annotations

from pathlib import Path
from typing import Final, TypeAlias, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrutiny_tui.domain.ballot import Answer
from scrutiny_tui.domain.errors import RuleError
from scrutiny_tui.domain.pack import Pack
from scrutiny_tui.domain.people import Role
from scrutiny_tui.domain.session import Session
from scrutiny_tui.services.workshop import Workshop
from scrutiny_tui.store.sessions import SessionFile
from tests.support.sessions import FixedClock, answers, library, session, workshop

MEMBERS: Final = 6
OFFICER: Final = 7
STEPS: Final = (1, 2)

Act: TypeAlias = tuple[str, int, int, Answer | bool]
"""What is done, on which step, to whom, and with what."""

steps = st.sampled_from(STEPS)
people = st.integers(1, OFFICER)
acts: st.SearchStrategy[Act] = st.one_of(
    st.tuples(st.just("cast"), steps, people, st.sampled_from(Answer)),
    st.tuples(st.just("absent"), steps, people, st.booleans()),
    st.tuples(st.just("clear"), steps, people, st.booleans()),
    st.tuples(st.just("undo"), steps, people, st.booleans()),
)


class MemoryFile:
    """A session file that is kept in memory, for thousands of acts."""

    def __init__(self, start: Session) -> None:
        self.session = start

    def save(self, after: Session) -> None:
        self.session = after


def room_with_open_rounds() -> Workshop:
    """Return a workshop of six members and an officer in which two steps are being answered."""
    file = MemoryFile(session(MEMBERS, Role.OFFICER))
    room = Workshop(cast(SessionFile, file), cast(Pack, None), FixedClock())
    for step in STEPS:
        room.open_round(step)
    return room


def answer_in(value: Answer | bool) -> Answer:
    assert isinstance(value, Answer)
    return value


def do(room: Workshop, act: Act) -> bool:
    """Carry out an act; return whether the rules allowed it."""
    what, step, person, value = act
    try:
        if what == "cast":
            room.cast(step, person, answer_in(value))
        elif what == "clear":
            room.clear(step, person)
        else:
            room.set_absent(step, person, absent=bool(value))
    except RuleError:
        return False
    return True


@given(st.lists(acts))
def test_undoing_everything_on_a_step_leads_back_to_where_it_began(done: list[Act]) -> None:
    room = room_with_open_rounds()
    before = room.session

    for what, _, person, value in done:
        if what == "undo":
            room.undo(1)
        else:
            do(room, (what, 1, person, value))
    while room.undo(1):
        pass

    assert room.session == before


@given(st.lists(acts))
def test_undoing_in_turn_leads_back_through_every_moment(done: list[Act]) -> None:
    room = room_with_open_rounds()
    moments: list[tuple[int, Session]] = []

    for act in done:
        before = room.session
        if act[0] != "undo" and do(room, act):
            moments.append((act[1], before))

    for step, before in reversed(moments):
        assert room.undo(step) is not None
        assert room.session == before


@given(st.lists(acts))
def test_no_act_loses_or_invents_a_ballot(done: list[Act]) -> None:
    room = room_with_open_rounds()
    kept: dict[int, dict[int, Answer]] = {step: {} for step in STEPS}
    earlier: dict[int, list[dict[int, Answer]]] = {step: [] for step in STEPS}

    for what, step, person, value in done:
        if what == "undo":
            undone = room.undo(step)
            assert (undone is None) == (not earlier[step])
            kept[step] = earlier[step].pop() if undone else kept[step]
        elif do(room, (what, step, person, value)):
            earlier[step].append(kept[step])
            if what == "cast":
                kept[step] = {**kept[step], person: answer_in(value)}
            if what == "clear":
                kept[step] = {voter: answer for voter, answer in kept[step].items() if voter != person}
        found = {each: room.open_round(each).ballots for each in STEPS}
        assert found == kept


@given(st.lists(acts))
def test_whoever_is_in_the_base_is_told_once_after_the_reveal(done: list[Act]) -> None:
    room = room_with_open_rounds()
    for act in done:
        if act[0] == "undo":
            room.undo(act[1])
        else:
            do(room, act)
    room.cast(1, 1, Answer.LEVEL_2)
    ballots = dict(room.open_round(1).ballots)

    room.reveal(1)

    found = room.result(1).latest
    assert found is not None
    assert found.ratings + sum(found.not_rated.values()) == found.base == MEMBERS
    assert dict(room.session.rounds[1001].ballots) == ballots


@given(st.lists(acts))
def test_whoever_is_here_and_has_not_answered_is_waited_for(done: list[Act]) -> None:
    room = room_with_open_rounds()

    for act in done:
        if act[0] == "undo":
            room.undo(act[1])
        else:
            do(room, act)
        for step in STEPS:
            waited, here = set(room.waiting(step)), set(range(1, MEMBERS + 1)) - room.session.sitting.away
            assert waited == here - room.open_round(step).ballots.keys()


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
    room.set_away(2, away=True)

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


def test_an_undo_leaves_alone_who_left_meanwhile() -> None:
    room = room_with_open_rounds()
    room.cast(1, 1, Answer.LEVEL_1)
    room.set_away(5, away=True)

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
