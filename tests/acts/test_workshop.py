"""A workshop that is going on: every act is saved whole or not at all, and everything comes back, sitting after sitting."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from scrutiny_tui.acts.history import Undone
from scrutiny_tui.acts.vote_acts import show_result
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.errors import InputError, MachineError, RuleError
from scrutiny_tui.domain.moves import NEW_SITTING, add_note, leave_note, show_promise
from scrutiny_tui.domain.results import item_result
from scrutiny_tui.domain.rounds import Answer, RoundState
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.domain.session import NoteKind, PageName, Place
from scrutiny_tui.domain.voting import reveal, reveal_headcount, set_away
from tests.acts.rooms import after_a_crash, times_saved
from tests.support.any_act import any_act
from tests.support.sessions import NOW, FixedClock, as_kept, filled, library, workshop

ODD = "[/x] [red] \\ 中文 🙂"
MANY = 60
USUAL = {"cast": 12, "reveal": 4, "again": 3, "headcount": 4, "add-action": 3, "note": 3}


def test_whatever_was_done_is_on_the_disk_at_once(room: Workshop, tmp_path: Path, clock: FixedClock) -> None:
    chance = Random(1)  # noqa: S311  nothing secret hangs on it
    for _ in range(MANY):
        drawn = any_act(chance, room, USUAL)
        with suppress(InputError, RuleError):
            if drawn:
                drawn[0].do(room, drawn[1])
    room.save(add_note(room.session, 1, NoteKind.REASON, f"{ODD}\n{ODD}\ttab"))
    assert library(tmp_path).read(room.path) == room.session
    assert after_a_crash(room, tmp_path / "after", clock).session == room.session
    room.close()
    again = library(tmp_path, clock=clock).open(room.path)
    assert again.session == room.session
    assert again.session.sitting.ended == NOW
    assert ODD in [*again.session.notes.values()][-1].text
    again.close()


def test_an_act_that_the_rules_forbid_leaves_everything_as_it_was(room: Workshop, tmp_path: Path) -> None:
    filled(room, 1, "1 2")
    before, data = room.session, room.path.read_bytes()
    forbidden: list[Callable[[], object]] = [
        lambda: room.cast(1, 6, Answer.LEVEL_1),
        lambda: room.cast(2, 1, Answer.LEVEL_1),
        lambda: room.set_absent(1, 1, absent=True),
        lambda: room.set_absent(1, 99, absent=True),
        lambda: room.open_round(99),
        lambda: room.move_to(Place(PageName.STEP, 99)),
        lambda: room.add_people("3 mayors"),
        lambda: room.add_people("150 members, 100 partners"),
    ]
    for act in forbidden:
        with pytest.raises((InputError, RuleError)):
            act()
    assert room.session is before
    assert room.path.read_bytes() == data
    assert room.undo(1) == Undone(before.voters[2], answered=True)


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


def test_a_round_is_opened_once_and_a_count_and_its_result_are_one_change(room: Workshop) -> None:
    first = room.open_round(2)
    assert room.open_round(2) is first
    assert (room.waiting(2), room.waiting(3)) == ((1, 2, 3, 4, 5), ())
    before = times_saved(room)
    room.save(reveal_headcount(room.session, 2, {Answer.LEVEL_1: 5}))
    room.save(room.session)
    assert times_saved(room) == before + 1


@pytest.mark.parametrize("counted", [None, {Answer.LEVEL_2: 5}], ids=["slips", "cards"])
def test_a_result_and_its_page_are_one_change(room: Workshop, counted: dict[Answer, int] | None) -> None:
    room.open_round(2)
    if counted is None:
        room.cast(2, 1, Answer.LEVEL_3)
    before = times_saved(room)
    show_result(room, 2, counted)

    assert times_saved(room) == before + 1
    assert room.session.revealed(2)
    assert room.session.place == Place(PageName.RESULT, 2)


def test_people_who_join_count_in_open_votes_while_a_file_has_room(room: Workshop, tmp_path: Path) -> None:
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
    for _ in range(4):
        room.add_people("200 members")
    with pytest.raises(RuleError, match="up to 999"):
        room.add_people("200 members")
    assert library(tmp_path).read(room.path) == room.session


# Several acts as one change


@pytest.mark.parametrize("secrecy", Secrecy)
def test_one_change_is_on_the_disk_when_its_block_ends(tmp_path: Path, secrecy: Secrecy) -> None:
    room = workshop(tmp_path, secrecy=secrecy)
    with room.as_one_change():
        room.save(show_promise(room.session))
        filled(room, 1, "2 3")
        seen = room.session
        assert not library(tmp_path).read(room.path).rounds
    assert room.session == seen
    kept = library(tmp_path).read(room.path)
    assert kept == as_kept(seen)
    assert (kept.rounds[1001].given, bool(kept.sitting.promised)) == (2, True)


def answered_twice(room: Workshop) -> None:
    """Go on with the sitting and take two answers as one change, the second from nobody."""
    with room.as_one_change():
        room.continue_sitting()
        filled(room, 1, "2")
        room.cast(1, 99, Answer.LEVEL_2)


def test_if_one_of_several_acts_is_refused_nothing_was_done(tmp_path: Path) -> None:
    workshop(tmp_path).close()
    shelf = library(tmp_path)
    room = shelf.open(shelf.find("last"))
    before = room.session
    with pytest.raises(RuleError):
        answered_twice(room)
    assert room.session == before
    assert room.undo(1) is None
    room.close()
    assert shelf.read(room.path).sitting.ended == before.sitting.ended


# Sittings

HOURS = timedelta(hours=1)


def test_a_new_sitting_sets_a_half_filled_round_aside(room: Workshop, clock: FixedClock) -> None:
    filled(room, 1, "1 2")
    room.save(set_away(room.session, 4, away=True))
    clock.move_on(24 * HOURS)
    room.begin_sitting("B. Facilitator")
    found, sitting = room.session.rounds[1001], room.session.sitting
    assert (found.state, found.reason) == (RoundState.VOID, NEW_SITTING)
    assert (sitting.id, sitting.started) == (2, NOW + 24 * HOURS)
    assert (sitting.facilitator, sitting.away) == ("B. Facilitator", frozenset())
    assert room.undo(1) is None


@pytest.mark.parametrize("is_cut_off", [False, True])
@pytest.mark.parametrize(("away", "asked"), [(timedelta(hours=3, minutes=59), False), (4 * HOURS, True)])
def test_a_workshop_asks_about_the_sitting_after_four_hours_however_it_ended(
    room: Workshop, tmp_path: Path, clock: FixedClock, *, is_cut_off: bool, away: timedelta, asked: bool
) -> None:
    filled(room, 1, "1")
    if not is_cut_off:
        room.close()
    clock.move_on(away)
    if is_cut_off:
        again = after_a_crash(room, tmp_path / "after", clock)
        assert again.saved_by == NOW
    else:
        again = library(tmp_path, clock=clock).open(room.path)
    assert again.asks_about_sitting is asked
    again.close()


def test_a_look_makes_no_new_sitting(room: Workshop, tmp_path: Path, clock: FixedClock) -> None:
    clock.move_on(24 * HOURS)
    assert (room.asks_about_sitting, room.saved_by) == (False, None)
    room.close()
    for _ in range(2):
        clock.move_on(24 * HOURS)
        again = library(tmp_path, clock=clock).open(room.path)
        assert again.asks_about_sitting
        again.close()


def test_a_sitting_that_goes_on_is_open_again_with_its_note(room: Workshop, tmp_path: Path) -> None:
    filled(room, 1, "1 2")
    room.save(leave_note(room.session, "Begin with step 4."))
    assert room.session.sitting.ended is None
    room.close()
    again = library(tmp_path).open(room.path)
    again.continue_sitting()
    assert (again.session.sitting.ended, again.session.sitting.handover) == (None, "Begin with step 4.")
    assert again.waiting(1) == (3, 4, 5)
    again.close()
