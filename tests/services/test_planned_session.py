"""The plan of an open workshop: when an action is due, and that erased words leave every file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from scrutiny_tui.domain.action import Action, ActionStatus
from scrutiny_tui.domain.errors import InputError
from scrutiny_tui.domain.session import NoteKind
from scrutiny_tui.services import upkeep
from scrutiny_tui.services.library import Library
from scrutiny_tui.services.workshop import Workshop
from tests.support.files import holding
from tests.support.sessions import FixedClock, library, workshop

WORDS = "A name by mistake"


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
    assert room.due_day(written) == due


def test_the_day_of_the_next_meeting_is_kept_for_every_action(room: Workshop) -> None:
    with pytest.raises(InputError, match="next meeting is not known yet"):
        room.due_day("next meeting")

    room.set_next_meeting("12 January 2027")

    assert room.due_day("Next meeting") == date(2027, 1, 12)
    room.set_next_meeting("")
    assert room.session.next_meeting is None


def test_the_plan_and_the_hands_are_there_after_opening_again(tmp_path: Path, room: Workshop) -> None:
    for text in ("A", "B"):
        room.add_action(Action(0, 1, text))
    room.move_action(2, -1)
    room.set_status(1, ActionStatus.DONE, "Minute 14.")
    room.record_hands({2: 7})
    room.close()

    found = library(tmp_path).read(room.path)
    assert [(each.text, each.status) for each in found.actions.values()] == [
        ("B", ActionStatus.OPEN),
        ("A", ActionStatus.DONE),
    ]
    assert found.priorities[2] == 7


@pytest.mark.parametrize(
    "take_back",
    [
        lambda room: room.remove_note(1),
        lambda room: room.change_note(1, "Other words"),
        lambda room: room.remove_action(1),
        lambda room: room.change_action(replace(room.session.actions[1], text="Ask.", evidence="")),
        lambda room: room.set_status(1, ActionStatus.DONE, "Minute 14."),
    ],
    ids=["note withdrawn", "note changed", "action taken out", "action changed", "evidence changed"],
)
def test_words_that_are_taken_back_leave_every_file_while_the_workshop_goes_on(
    tmp_path: Path, room: Workshop, take_back: Callable[[Workshop], None]
) -> None:
    if take_back.__code__.co_names[0].endswith("note"):
        room.add_note(1, NoteKind.EVIDENCE, WORDS)
    else:
        room.add_action(Action(0, 1, "Ask.", evidence=WORDS))
    room.keep_copy()
    assert len(holding(tmp_path, WORDS)) == 3  # two journals and a dated copy

    take_back(room)

    assert room.keep_copy() == ""
    assert holding(tmp_path, WORDS) == []


def test_bytes_that_were_set_aside_are_named_where_they_may_hold_erased_words(room: Workshop) -> None:
    room.add_note(1, NoteKind.EVIDENCE, WORDS)
    aside = room.path.with_name(f"{room.path.name}.damaged-20261121T140500")
    aside.write_text(WORDS, encoding="utf-8")
    room.remove_note(1)

    told = room.keep_copy()

    assert str(aside) in told
    assert "may still hold the words" in told


def test_a_folder_with_earlier_copies_is_named_where_another_one_is_in_use(tmp_path: Path) -> None:
    room = workshop(tmp_path)
    room.add_note(1, NoteKind.EVIDENCE, WORDS)
    room.close()
    stick = tmp_path / "stick"
    stick.mkdir()
    usual = library(tmp_path).places
    shelf = Library(replace(usual, mirror=stick, usual_mirror=usual.mirror), FixedClock())

    again = shelf.open(room.path)
    again.remove_note(1)
    told = again.keep_copy()
    again.close()

    assert told == (
        f"{usual.mirror} has earlier copies of this workshop, which may still hold the words; "
        "delete them by hand if they do."
    )
    assert holding(usual.mirror, WORDS)
    assert holding(stick, WORDS) == holding(usual.sessions, WORDS) == []


def test_closing_names_what_may_still_hold_erased_words(room: Workshop) -> None:
    room.add_note(1, NoteKind.EVIDENCE, WORDS)
    aside = room.path.with_name(f"{room.path.name}.damaged-20261121T140500")
    aside.write_text(WORDS, encoding="utf-8")
    room.remove_note(1)
    room.close()

    assert [str(aside) in told for told in room.notices] == [True]


def test_what_follows_is_gone_through_once(tmp_path: Path, room: Workshop) -> None:
    room.add_action(Action(0, 2, "Ask."))
    room.close()
    shelf = library(tmp_path)

    later = shelf.open(upkeep.duplicate(shelf, room.path))
    assert [each.text for each in later.to_go_through] == ["Ask."]
    later.gone_through()
    later.close()

    again = shelf.open(later.path)
    assert again.to_go_through == ()
    assert [each.carried for each in again.session.actions.values()] == [True]
    again.close()
