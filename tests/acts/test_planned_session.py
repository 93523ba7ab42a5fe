"""The plan of an open workshop: when an action is due, and that erased words leave every file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeAlias

import pytest

from scrutiny_tui.acts import upkeep
from scrutiny_tui.acts.library import Library
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.actions import (
    add_action,
    change_action,
    due_day,
    gone_through,
    move_action,
    record_hands,
    remove_action,
    set_status,
    with_next_meeting,
)
from scrutiny_tui.domain.errors import InputError
from scrutiny_tui.domain.moves import add_note, change_note, remove_note
from scrutiny_tui.domain.session import Action, ActionStatus, NoteKind, Session
from tests.support.files import holding
from tests.support.sessions import FixedClock, library, workshop

WORDS = "A name by mistake"

Move: TypeAlias = Callable[[Session], Session]


def write_down(now: Session) -> Session:
    """Write a note down that has to go."""
    return add_note(now, 1, NoteKind.EVIDENCE, WORDS)


def plan(now: Session) -> Session:
    """Plan an action of which some words have to go."""
    return add_action(now, Action(0, 1, "Ask.", evidence=WORDS))


@pytest.fixture
def room(tmp_path: Path) -> Workshop:
    return workshop(tmp_path)


@pytest.mark.parametrize(
    ("written", "due"),
    [
        ("", None),
        ("3 months", date(2027, 2, 21)),
        ("in  6 Months", date(2027, 5, 21)),
        ("12 January 2027", date(2027, 1, 12)),
        ("12/1/27", date(2027, 1, 12)),
    ],
)
def test_a_due_date_is_picked_or_typed(room: Workshop, written: str, due: date | None) -> None:
    assert due_day(room.session, written, room.now().date()) == due


def test_the_day_of_the_next_meeting_is_kept_for_every_action(room: Workshop) -> None:
    with pytest.raises(InputError, match="next meeting is not known yet"):
        due_day(room.session, "next meeting", room.now().date())

    room.save(with_next_meeting(room.session, "12 January 2027", room.now().date()))

    assert due_day(room.session, "Next meeting", room.now().date()) == date(2027, 1, 12)
    room.save(with_next_meeting(room.session, "", room.now().date()))
    assert room.session.next_meeting is None


def test_the_plan_and_the_hands_are_there_after_opening_again(tmp_path: Path, room: Workshop) -> None:
    for text in ("A", "B"):
        room.save(add_action(room.session, Action(0, 1, text)))
    room.save(move_action(room.session, 2, -1))
    room.save(set_status(room.session, 1, ActionStatus.DONE, "Minute 14."))
    room.save(record_hands(room.session, {2: 7}))
    room.close()

    found = library(tmp_path).read(room.path)
    assert [(each.text, each.status) for each in found.actions.values()] == [
        ("B", ActionStatus.OPEN),
        ("A", ActionStatus.DONE),
    ]
    assert found.priorities[2] == 7


@pytest.mark.parametrize(
    ("put", "take_back"),
    [
        (write_down, lambda now: remove_note(now, 1)),
        (write_down, lambda now: change_note(now, 1, "Other words")),
        (plan, lambda now: remove_action(now, 1)),
        (plan, lambda now: change_action(now, replace(now.actions[1], text="Ask.", evidence=""))),
        (plan, lambda now: set_status(now, 1, ActionStatus.DONE, "Minute 14.")),
    ],
    ids=["note withdrawn", "note changed", "action taken out", "action changed", "evidence changed"],
)
def test_words_that_are_taken_back_leave_every_file_while_the_workshop_goes_on(
    tmp_path: Path, room: Workshop, put: Move, take_back: Move
) -> None:
    room.save(put(room.session))
    room.keep_copy()
    assert len(holding(tmp_path, WORDS)) == 3  # the file, the second copy and a dated copy

    room.save(take_back(room.session))

    assert room.keep_copy() == ""
    assert holding(tmp_path, WORDS) == []


def test_bytes_that_were_set_aside_are_named_if_they_may_hold_erased_words(room: Workshop) -> None:
    room.save(write_down(room.session))
    aside = room.path.with_name(f"{room.path.name}.damaged-20261121T140500")
    aside.write_text(WORDS, encoding="utf-8")
    room.save(remove_note(room.session, 1))

    told = room.keep_copy()

    assert told.startswith(f"{aside} was set aside earlier and may still hold what was taken out")


def test_words_leave_the_usual_folder_too_if_another_one_is_in_use(tmp_path: Path, room: Workshop) -> None:
    room.save(write_down(room.session))
    room.close()
    stick = tmp_path / "stick"
    stick.mkdir()
    usual = library(tmp_path).places
    shelf = Library(replace(usual, mirror=stick, usual_mirror=usual.mirror), FixedClock())
    assert len(holding(usual.mirror, WORDS)) == 2

    again = shelf.open(room.path)
    again.save(remove_note(again.session, 1))
    assert again.keep_copy() == ""
    again.close()

    assert holding(tmp_path, WORDS) == []


def test_closing_names_what_may_still_hold_erased_words(room: Workshop) -> None:
    room.save(write_down(room.session))
    aside = room.path.with_name(f"{room.path.name}.damaged-20261121T140500")
    aside.write_text(WORDS, encoding="utf-8")
    room.save(remove_note(room.session, 1))
    room.close()

    assert [str(aside) in told for told in room.notices] == [True]


def test_what_follows_is_gone_through_once(tmp_path: Path, room: Workshop) -> None:
    room.save(add_action(room.session, Action(0, 2, "Ask.")))
    room.close()
    shelf = library(tmp_path)

    later = shelf.open(upkeep.duplicate(shelf, room.path))
    assert [each.text for each in later.to_go_through] == ["Ask."]
    later.save(gone_through(later.session))
    later.close()

    again = shelf.open(later.path)
    assert again.to_go_through == ()
    assert [each.carried for each in again.session.actions.values()] == [True]
    again.close()
