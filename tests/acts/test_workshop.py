"""A workshop that is going on: every act is saved, and everything comes back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from scrutiny_tui.acts.history import Undone
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.actions import add_action
from scrutiny_tui.domain.corrections import set_aside
from scrutiny_tui.domain.errors import InputError, MachineError, RuleError
from scrutiny_tui.domain.moves import (
    add_note,
    agree,
    change_note,
    leave_note,
    remove_note,
    show_promise,
    show_quotations,
)
from scrutiny_tui.domain.results import item_result, level_words, results
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.domain.session import Action, AgreedLevel, How, NoteKind, PageName, Place
from scrutiny_tui.domain.topics import talk_next
from scrutiny_tui.domain.voting import reveal, set_away
from tests.acts.rooms import after_a_crash, filled
from tests.support.sessions import NOW, FixedClock, details, library, people

ODD = "[/x] [red] \\ 中文 🙂"


def everything_done(room: Workshop) -> None:
    """Use every act that writes."""
    room.save(show_promise(room.session))
    room.save(show_quotations(room.session, shown=False))
    room.move_to(Place(PageName.ANSWERS, 2))
    filled(room, 1, "1 2 3 d")
    room.set_absent(1, 5, absent=True)
    room.save(reveal(room.session, 1))
    filled(room, 1, "2 2 2 2")
    room.save(reveal(room.session, 1))
    filled(room, 2, "1 a i")
    room.undo(2)
    filled(room, 3, "1")
    room.save(set_aside(room.session, 3, ODD))
    room.save(add_note(room.session, 1, NoteKind.EVIDENCE, ODD))
    room.save(add_note(room.session, 1, NoteKind.REASON, "To be taken out."))
    room.save(change_note(room.session, 1, f"{ODD} {ODD}"))
    room.save(remove_note(room.session, 2))
    room.save(agree(room.session, AgreedLevel(1, 2, How.DISCUSSION, ODD)))
    room.save(add_action(room.session, Action(0, 1, ODD, owner=ODD, due=date(2027, 1, 31), evidence=ODD)))
    room.save(set_away(room.session, 4, away=True))
    room.add_people("1 co-optee")
    room.save(leave_note(room.session, ODD))


def test_everything_is_on_the_disk_before_the_workshop_is_closed(room: Workshop, tmp_path: Path) -> None:
    everything_done(room)

    assert library(tmp_path).read(room.path) == room.session
    room.close()


def test_everything_survives_closing_and_opening_again(
    room: Workshop, tmp_path: Path, clock: FixedClock
) -> None:
    everything_done(room)
    room.close()

    again = library(tmp_path, clock=clock).open(room.path)

    assert again.session == room.session
    assert again.session.sitting.ended == NOW
    again.close()


def test_everything_survives_not_being_closed(room: Workshop, tmp_path: Path, clock: FixedClock) -> None:
    everything_done(room)

    again = after_a_crash(room, tmp_path / "after", clock)

    assert again.session == room.session
    assert again.waiting(2) == room.waiting(2) == (3, 7)
    again.close()
    room.close()


def test_typed_text_is_kept_as_it_was_typed(tmp_path: Path) -> None:
    shelf = library(tmp_path)
    made = shelf.create(details(ODD), people(5))
    made.save(add_note(made.session, 1, NoteKind.REASON, f"{ODD}\n{ODD}\ttab"))
    made.close()

    session = shelf.read(made.path)

    assert session.details.council == ODD
    assert session.notes[1].text == f"{ODD}\n{ODD}\ttab"


def test_a_round_is_opened_once_and_then_found(room: Workshop) -> None:
    first = room.open_round(2)

    assert room.open_round(2) is first
    assert room.waiting(2) == (1, 2, 3, 4, 5)
    assert room.waiting(3) == ()
    room.close()


def test_an_act_that_the_rules_forbid_leaves_everything_as_it_was(room: Workshop) -> None:
    filled(room, 1, "1 2")
    before = room.session
    forbidden: list[Callable[[], object]] = [
        lambda: room.cast(1, 6, Answer.LEVEL_1),
        lambda: room.cast(1, 1, Answer.NOT_APPLICABLE),
        lambda: room.cast(2, 1, Answer.LEVEL_1),
        lambda: room.set_absent(1, 1, absent=True),
        lambda: room.save(reveal(room.session, 2)),
        lambda: room.save(set_aside(room.session, 2, "a reason")),
        lambda: room.save(add_note(room.session, 1, NoteKind.REASON, " ")),
        lambda: room.save(add_action(room.session, Action(0, 1, ""))),
    ]

    for act in forbidden:
        with pytest.raises(RuleError):
            act()

    assert room.session is before
    assert room.undo(1) == Undone(before.voters[2], answered=True)
    room.close()


def test_an_answer_that_cannot_be_saved_is_not_taken(room: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise MachineError("The disk is full.")

    filled(room, 1, "1")
    before = room.session
    with monkeypatch.context() as patched:
        patched.setattr(room._file, "save", refuse)
        with pytest.raises(MachineError):
            room.cast(1, 2, Answer.LEVEL_2)
        with pytest.raises(MachineError):
            room.undo(1)

    assert room.session is before
    assert room.undo(1) == Undone(before.voters[1], answered=True)
    room.close()


def test_a_second_time_keeps_the_first(room: Workshop) -> None:
    filled(room, 1, "1 1 1 1 1")
    room.save(reveal(room.session, 1))
    filled(room, 1, "3 3 3 3 3")
    room.save(reveal(room.session, 1))

    assert [each.counts for each in item_result(room.session, 1).rounds] == [(5, 0, 0), (0, 0, 5)]
    room.close()


def test_the_room_sees_results_and_what_to_talk_about(room: Workshop) -> None:
    filled(room, 2, "1 1 3 3 1")
    assert item_result(room.session, 2).latest is None
    assert talk_next(results(room.session), level_words(room.session)) == ()

    room.save(reveal(room.session, 2))

    found = results(room.session)[1].latest
    assert found is not None
    assert found.sentence == "Two opposite views: 3 Beginning, 2 Strong, nobody between."
    assert [
        (topic.item.number, topic.reason)
        for topic in talk_next(results(room.session), level_words(room.session))
    ] == [(2, "two opposite views")]
    room.close()


def test_what_was_last_is_not_kept_on_the_disk(room: Workshop, tmp_path: Path) -> None:
    filled(room, 1, "1 2")
    room.close()

    again = library(tmp_path).open(room.path)

    assert again.undo(1) is None
    again.close()


def test_people_who_join_count_in_open_votes_and_not_in_earlier_results(room: Workshop) -> None:
    filled(room, 1, "2 2 2 2 2")
    room.save(reveal(room.session, 1))
    room.open_round(2)

    assert room.add_people("2 members, 1 observer") == ()

    assert [voter.label for voter in room.session.voters.values()][-3:] == [
        "Member 6",
        "Member 7",
        "Observer",
    ]
    assert room.waiting(2) == (1, 2, 3, 4, 5, 7, 8)
    found = item_result(room.session, 1).latest
    assert found is not None
    assert (found.base, found.sentence) == (5, "Everyone chose Developing.")
    room.close()


def test_people_that_cannot_be_read_change_nothing(room: Workshop) -> None:
    before = room.session

    with pytest.raises(InputError):
        room.add_people("3 mayors")
    assert room.session is before
    room.close()


def test_a_list_that_nobody_can_take_in_is_refused(room: Workshop) -> None:
    with pytest.raises(InputError, match="takes up to"):
        room.add_people("150 members, 100 partners")
    room.close()
