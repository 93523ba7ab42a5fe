"""The clock, the break and the plan of the day of an open workshop, kept on disk with the time that really passes."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from scrutiny_tui.acts.timekeeping import (
    add_break,
    change_part,
    end_break,
    start_break,
    starts_at,
)
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.clock import ClockFace, hold_clock, start_clock, stop_clock
from scrutiny_tui.domain.day_plan import PartKind, moved
from scrutiny_tui.domain.errors import InputError, RuleError
from scrutiny_tui.domain.session import PageName, Place
from scrutiny_tui.domain.standing import Stage
from scrutiny_tui.store.viewed_file import REFUSED
from tests.support.days import keys
from tests.support.sessions import FixedClock, library, workshop


@pytest.fixture
def clock() -> FixedClock:
    """The time in the room."""
    return FixedClock()


@pytest.fixture
def room(tmp_path: Path, clock: FixedClock) -> Workshop:
    """A workshop whose time is the room's."""
    return workshop(tmp_path, clock=clock)


def line(room: Workshop) -> str:
    face = room.face()
    assert isinstance(face, ClockFace)
    return face.line


def opened_again(tmp_path: Path, room: Workshop, clock: FixedClock) -> Workshop:
    """Close the workshop, and open it as the next start of the program does."""
    room.close()
    return library(tmp_path, clock=clock).open(room.path)


def test_a_clock_goes_on_while_the_program_is_closed(
    tmp_path: Path, room: Workshop, clock: FixedClock
) -> None:
    room.save(start_clock(room.session, 10, room.now()))
    clock.move_on(timedelta(minutes=3))
    again = opened_again(tmp_path, room, clock)
    assert line(again) == "► 7:00 left"

    clock.move_on(timedelta(minutes=8))
    assert line(again) == "■ 0:00 Time is up"
    again.close()


def test_a_clock_that_stands_still_does_so_while_the_program_is_closed(
    tmp_path: Path, room: Workshop, clock: FixedClock
) -> None:
    room.save(start_clock(room.session, 10, room.now()))
    clock.move_on(timedelta(seconds=90))
    room.save(hold_clock(room.session, room.now()))
    clock.move_on(timedelta(minutes=30))
    again = opened_again(tmp_path, room, clock)

    assert line(again) == "║ 8:30 left, stopped"
    again.save(hold_clock(again.session, again.now()))
    assert line(again) == "► 8:30 left"
    again.save(stop_clock(again.session))
    assert again.face() is None
    again.close()


@pytest.mark.parametrize(
    ("until", "back_at"),
    [
        ("10", "14.15"),
        ("120", "16.05"),
        ("10 minutes", "14.15"),
        ("15 min", "14.20"),
        ("1 hour", "15.05"),
        ("14.30", "14.30"),
        ("1430", "14.30"),
    ],
)
def test_a_break_lasts_so_many_minutes_or_until_a_time(room: Workshop, until: str, back_at: str) -> None:
    assert f"{start_break(room, until):%H.%M}" == back_at
    room.close()


def test_a_break_is_still_on_when_the_program_is_started_again(
    tmp_path: Path, room: Workshop, clock: FixedClock
) -> None:
    back_at = start_break(room, "15")
    again = opened_again(tmp_path, room, clock)
    assert again.session.sitting.today.back_at == back_at

    clock.move_on(timedelta(minutes=15))
    end_break(again)
    assert again.session.sitting.today.back_at is None
    assert again.session.sitting.today.breaks == 1
    end_break(again)
    assert again.session.sitting.today.breaks == 1
    again.close()


@pytest.mark.parametrize(
    ("until", "error", "why"),
    [
        ("0", RuleError, "from 1 minute to 12 hours"),
        ("-5", RuleError, "from 1 minute to 12 hours"),
        ("999", RuleError, "from 1 minute to 12 hours"),
        ("999999999", RuleError, "from 1 minute to 12 hours"),
        ("14.00", RuleError, "14.00 has passed"),
        ("soon", InputError, "not a time of day"),
    ],
)
def test_a_break_that_cannot_be_is_refused(
    room: Workshop, until: str, error: type[Exception], why: str
) -> None:
    with pytest.raises(error, match=why):
        start_break(room, until)
    assert room.session.sitting.today.back_at is None
    room.close()


def test_the_plan_is_the_packs_until_it_is_changed_and_the_change_is_kept(
    tmp_path: Path, room: Workshop, clock: FixedClock
) -> None:
    assert room.plan == room.pack.day
    change_part(room, "step 2", "35")
    room.change_plan(moved(room.plan, "break 1", 1))
    change_part(room, "briefing", "0")
    add_break(room, "plan")
    starts_at(room, "14.00")
    plan = room.plan

    again = opened_again(tmp_path, room, clock)
    assert again.plan == plan
    assert [f"{key} {part.minutes}" for key, part in plan.keyed][1:8] == [
        "briefing 0", "step 1 20", "step 2 35", "step 3 20", "step 4 20", "break 1 10", "step 5 20"
    ]  # fmt: skip
    again.begin_sitting()
    assert again.plan == plan
    again.close()


def test_minutes_beyond_all_measure_are_refused(room: Workshop) -> None:
    with pytest.raises(RuleError, match="takes up to"):
        change_part(room, "step 2", "9" * 5000)
    room.close()


def test_minutes_that_are_no_number_change_nothing(room: Workshop) -> None:
    with pytest.raises(InputError, match="not a number of minutes"):
        change_part(room, "step 2", "a while")
    assert room.session.plan is None
    room.close()


def test_a_pack_without_a_plan_gets_a_usual_one(room: Workshop) -> None:
    room.pack = replace(room.pack, day=None)

    assert room.plan.minutes == 180
    room.close()


def test_the_day_follows_the_room_with_the_time_each_part_was_begun(
    room: Workshop, clock: FixedClock
) -> None:
    room.move_to(Place(PageName.BRIEFING))
    clock.move_on(timedelta(minutes=12))
    room.move_to(Place(PageName.STEP, 1))
    clock.move_on(timedelta(minutes=5))
    room.move_to(Place(PageName.ANSWERS, 1))
    day = room.day()

    assert keys(day, Stage.DONE) == ["welcome", "briefing"]
    assert day.now is not None
    assert f"{day.now.key} {day.now.begins:%H.%M}" == "step 1 14.17"
    assert f"{day.left[0].key} {day.left[0].begins:%H.%M}" == "step 2 14.37"
    room.close()


def test_a_workshop_that_is_only_looked_at_moves_but_keeps_no_time(
    tmp_path: Path, room: Workshop, clock: FixedClock
) -> None:
    room.close()
    viewed = library(tmp_path, clock=clock).look(room.path)
    viewed.move_to(Place(PageName.STEP, 2))

    assert viewed.session.sitting.today.part == ""
    with pytest.raises(RuleError, match=REFUSED[:20]):
        viewed.save(start_clock(viewed.session, 5, viewed.now()))


def test_a_break_that_is_planned_after_one_that_nobody_planned_is_still_to_come(
    room: Workshop, clock: FixedClock
) -> None:
    planned = sum(part.kind is PartKind.BREAK for part in room.plan.parts)
    for _ in range(planned + 1):
        start_break(room, "15")
        clock.move_on(timedelta(minutes=15))
        end_break(room)
    add_break(room, "plan")

    assert f"break {planned + 1}" in [each.key for each in room.day().left]
    room.close()


def test_a_break_that_has_no_room_in_the_plan_changes_nothing(room: Workshop, clock: FixedClock) -> None:
    while True:
        before = room.session
        try:
            add_break(room, "plan")
        except RuleError:
            break
    assert room.session is before
    room.close()
