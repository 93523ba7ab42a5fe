"""Sittings: going on, beginning anew, and what is left for whoever comes next."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.corrections import NEW_SITTING
from scrutiny_tui.domain.moves import leave_note
from scrutiny_tui.domain.rounds import RoundState
from scrutiny_tui.domain.voting import set_away
from tests.acts.rooms import after_a_crash, filled
from tests.support.sessions import NOW, FixedClock, library

HOURS = timedelta(hours=1)


def test_a_new_sitting_sets_a_half_filled_round_aside_with_a_fixed_reason(
    room: Workshop, clock: FixedClock
) -> None:
    filled(room, 1, "1 2")
    room.save(set_away(room.session, 4, away=True))
    clock.move_on(24 * HOURS)

    room.begin_sitting("B. Facilitator")

    session = room.session
    assert (session.rounds[1001].state, session.rounds[1001].reason) == (RoundState.VOID, NEW_SITTING)
    assert [entry.text for entry in session.trail.values()] == [f"Step 1, time 1: set aside: {NEW_SITTING}."]
    assert (session.sitting.id, session.sitting.started) == (2, NOW + 24 * HOURS)
    assert (session.sitting.facilitator, session.sitting.away) == ("B. Facilitator", frozenset())
    assert room.undo(1) is None
    room.close()


@pytest.mark.parametrize(("away", "asked"), [(timedelta(hours=3, minutes=59), False), (4 * HOURS, True)])
def test_a_workshop_that_was_closed_asks_about_the_sitting_after_four_hours(
    room: Workshop, tmp_path: Path, clock: FixedClock, away: timedelta, asked: bool
) -> None:
    room.close()
    clock.move_on(away)

    again = library(tmp_path, clock=clock).open(room.path)

    assert again.asks_about_sitting is asked
    again.close()


@pytest.mark.parametrize(("away", "asked"), [(timedelta(hours=3, minutes=59), False), (4 * HOURS, True)])
def test_a_workshop_that_was_cut_off_asks_about_the_sitting_after_four_hours(
    room: Workshop, tmp_path: Path, clock: FixedClock, away: timedelta, asked: bool
) -> None:
    filled(room, 1, "1")
    clock.move_on(away)

    again = after_a_crash(room, tmp_path / "after", clock)

    assert again.asks_about_sitting is asked
    assert again.saved_by == NOW
    again.close()
    room.close()


def test_a_new_workshop_asks_nothing(room: Workshop, clock: FixedClock) -> None:
    clock.move_on(12 * HOURS)

    assert not room.asks_about_sitting
    assert room.saved_by is None
    room.close()


def test_a_sitting_that_goes_on_is_open_again(room: Workshop, tmp_path: Path, clock: FixedClock) -> None:
    filled(room, 1, "1 2")
    room.close()
    again = library(tmp_path, clock=clock).open(room.path)

    again.continue_sitting()

    assert again.session.sitting.ended is None
    assert again.waiting(1) == (3, 4, 5)
    again.close()


def test_a_note_for_the_next_facilitator_is_kept(room: Workshop, tmp_path: Path) -> None:
    room.save(leave_note(room.session, "Begin with step 4."))
    room.close()

    assert library(tmp_path).read(room.path).sitting.handover == "Begin with step 4."


def test_a_note_for_the_next_facilitator_does_not_end_the_sitting(room: Workshop) -> None:
    room.save(leave_note(room.session, "Begin with step 4."))
    ended = room.session.sitting.ended
    room.close()

    assert ended is None


def test_a_look_does_not_make_an_old_sitting_a_new_one(
    room: Workshop, tmp_path: Path, clock: FixedClock
) -> None:
    room.close()
    clock.move_on(24 * HOURS)
    library(tmp_path, clock=clock).open(room.path).close()

    again = library(tmp_path, clock=clock).open(room.path)
    asked = again.asks_about_sitting
    again.close()

    assert asked
