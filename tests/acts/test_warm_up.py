"""A warm-up: the room practises answering once, and afterwards the workshop stands where it stood, in memory and on the disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from scrutiny_tui.acts.crash_report import safe_up_to
from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.acts.vote_acts import show_result
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.moves import add_note
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.domain.session import NoteKind, PageName, Place
from scrutiny_tui.domain.voting import turnout
from tests.acts.rooms import after_a_crash
from tests.support.files import everything_in
from tests.support.sessions import details, filled, library, people, room_of


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk with a workshop of five: step 2 has a result, and on step 1 two of four who are here have answered."""
    made = Desk(library(tmp_path))
    room = made.create(details(), people(5))
    filled(room, 2, "1 1 2 3 3")
    show_result(room, 2)
    filled(room, 1, "1 3")
    room.set_absent(1, 5, absent=True)
    room.move_to(Place(PageName.PROMISE))
    room.keep_copy()
    return made


def begun(desk: Desk) -> Workshop:
    """Begin a warm-up and return what stands in for the workshop."""
    twin = desk.begin_warm_up()
    assert twin is desk.workshop
    assert twin
    return twin


def practised(desk: Desk) -> Workshop:
    """Go through a warm-up up to its result, with a note and a second round, and return what stands in."""
    twin = begun(desk)
    filled(twin, 1, "1 2 2 3")
    show_result(twin, 1)
    twin.save(add_note(twin.session, 1, NoteKind.EVIDENCE, "The pot was full."))
    filled(twin, 1, "3")
    return twin


def test_it_leaves_no_byte_and_the_workshop_as_it_was(desk: Desk, tmp_path: Path) -> None:
    room = room_of(desk)
    before, files = room.session, everything_in(tmp_path)
    assert practised(desk).keep_copy() == ""
    assert everything_in(tmp_path) == files
    assert desk.end_warm_up() is room
    assert room.session is before
    assert room.keep_copy() == ""
    assert everything_in(tmp_path) == files
    desk.leave()


def test_what_was_done_before_it_can_still_be_taken_back_and_nothing_of_it(desk: Desk) -> None:
    room = room_of(desk)
    practised(desk)
    desk.end_warm_up()
    undone = room.undo(1)
    assert undone
    assert (undone.voter and undone.voter.label, undone.answered) == ("Member 5", False)
    undone = room.undo(1)
    assert (undone and undone.voter and undone.voter.label, turnout(room.session, 1).given) == ("Member 2", 1)
    desk.leave()


def test_undo_in_it_does_not_reach_behind_a_result(desk: Desk) -> None:
    twin = practised(desk)
    assert twin.undo(1)
    assert twin.undo(1) is None
    assert len(twin.session.revealed(1)) == 1
    desk.leave()


def test_the_people_who_are_here_answer_one_question_and_nothing_else_of_the_workshop_is_in_it(
    desk: Desk,
) -> None:
    room = room_of(desk)
    real = room.session
    twin = begun(desk)
    now = twin.session
    assert (now.voters, now.details) == (real.voters, real.details)
    assert [each.title for each in now.wording.items] == ["Tea at our meetings"]
    assert room.pack.warm_up
    assert now.wording.levels == room.pack.warm_up.levels
    assert (now.rounds, now.notes, now.agreed, now.trail) == ({}, {}, {}, {})
    twin.open_round(1)
    assert turnout(twin.session, 1).absent == 1
    assert now.is_practice
    desk.leave()


@pytest.mark.parametrize("secrecy", Secrecy)
def test_closing_in_the_middle_keeps_the_workshop_alone(tmp_path: Path, secrecy: Secrecy) -> None:
    told = []
    for warms_up in (False, True):
        folder = tmp_path / str(warms_up)
        desk = Desk(library(folder))
        room = desk.create(details(secrecy=secrecy), people(5))
        filled(room, 1, "1 3")
        if warms_up:
            filled(begun(desk), 1, "3 3 3")
        assert desk.leave() == ""
        told.append({Path(name).relative_to(folder): held for name, held in everything_in(folder).items()})
    assert told[0] == told[1]


def test_a_crash_in_the_middle_loses_the_warm_up_alone(desk: Desk, tmp_path: Path) -> None:
    room = room_of(desk)
    before = room.session
    practised(desk)
    assert safe_up_to(desk).startswith("Everything but the warm-up is safe.")
    assert "answered" not in safe_up_to(desk)
    again = after_a_crash(room, tmp_path / "other")
    assert again.session == before
    again.close()
    desk.leave()


def test_whoever_leaves_is_told_that_only_the_warm_up_is_not_saved(desk: Desk) -> None:
    assert desk.told_at_leaving == "Everything is saved."
    begun(desk)
    assert desk.told_at_leaving == "Everything but the warm-up is saved."
    desk.end_warm_up()
    assert desk.told_at_leaving == "Everything is saved."
    desk.leave()


def test_cards_that_were_read_before_it_do_not_count_twice_and_those_read_in_it_count_again(
    desk: Desk,
) -> None:
    real = room_of(desk)
    desk.cards.read_in(real, 1).update({1, 3})
    twin = begun(desk)
    twin.open_round(1)
    assert desk.cards.read_in(twin, 1) == set()
    desk.cards.read_in(twin, 1).add(2)
    desk.end_warm_up()
    assert desk.cards.read_in(real, 1) == {1, 3}
    desk.leave()


def test_a_count_of_hands_can_be_practised_too(desk: Desk) -> None:
    twin = begun(desk)
    twin.open_round(1)
    twin.take_headcount(1, {Answer.LEVEL_1: 1, Answer.LEVEL_3: 3})
    show_result(twin, 1)
    assert twin.session.revealed(1)[0].closed
    desk.leave()
