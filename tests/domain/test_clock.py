"""The clock that the room sees."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrutiny_tui.domain.clock import ClockState, face, hold_clock, start_clock, stop_clock
from scrutiny_tui.domain.day_plan import LONGEST_CLOCK, RoomClock
from scrutiny_tui.domain.errors import RuleError
from scrutiny_tui.domain.moves import begin_sitting
from scrutiny_tui.domain.session import Session
from tests.support.sessions import NOW, session


def later(seconds: int) -> timedelta:
    return timedelta(seconds=seconds)


def shown(now: Session, seconds: int) -> str:
    """Return what the clock shows so many seconds after it was started."""
    found = face(now, NOW + later(seconds))
    assert found is not None
    return found.line


@pytest.mark.parametrize(
    ("seconds", "line"),
    [
        (0, "► 10:00 left"),
        (1, "► 9:59 left"),
        (479, "► 2:01 left"),
        (480, "▲ 2:00 2 minutes left"),
        (481, "▲ 1:59 Under 2 minutes left"),
        (540, "▲ 1:00 1 minute left"),
        (541, "▲ 0:59 Under 1 minute left"),
        (599, "▲ 0:01 Under 1 minute left"),
        (600, "■ 0:00 Time is up"),
        (4000, "■ 0:00 Time is up"),
    ],
)
def test_ten_minutes_are_counted_down_and_warned_of_in_words_and_shape(seconds: int, line: str) -> None:
    assert shown(start_clock(session(), 10, NOW), seconds) == line


@pytest.mark.parametrize(
    ("minutes", "seconds", "line"),
    [
        (2, 59, "► 1:01 left"),
        (2, 60, "▲ 1:00 1 minute left"),
        (1, 29, "► 0:31 left"),
        (1, 30, "▲ 0:30 Under 1 minute left"),
        (180, 0, "► 3:00:00 left"),
        (180, 3600, "► 2:00:00 left"),
    ],
)
def test_a_short_clock_warns_for_its_second_half_and_a_long_one_shows_hours(
    minutes: int, seconds: int, line: str
) -> None:
    assert shown(start_clock(session(), minutes, NOW), seconds) == line


def test_a_clock_counts_up_from_nothing() -> None:
    up = start_clock(session(), 0, NOW)

    assert [shown(up, seconds) for seconds in (0, 65, 3725)] == [
        "► 0:00 so far",
        "► 1:05 so far",
        "► 1:02:05 so far",
    ]


@given(st.integers(0, LONGEST_CLOCK), st.integers(-10_000_000, 10_000_000))
def test_whatever_the_machine_takes_for_the_time_the_clock_stays_within_what_it_was_set_to(
    minutes: int, seconds: int
) -> None:
    found = face(start_clock(session(), minutes, NOW), NOW + later(seconds))

    if found is None:
        assert seconds > timedelta(hours=12).total_seconds()
        return
    figures = [int(each) for each in found.text.split(":")]
    shown = sum(60**power * figure for power, figure in enumerate(reversed(figures)))
    assert 0 <= shown <= (minutes * 60 or max(seconds, 0))
    assert all(each < 60 for each in figures[1:])


def test_a_clock_that_was_set_back_stands_still_until_the_time_is_reached_again() -> None:
    assert shown(start_clock(session(), 10, NOW), -3600) == "► 10:00 left"


def test_a_clock_stands_still_and_goes_on_where_it_stood() -> None:
    held = hold_clock(start_clock(session(), 10, NOW), NOW + later(60))
    again = hold_clock(held, NOW + later(360))

    assert shown(held, 300) == "║ 9:00 left, stopped"
    assert shown(again, 361) == "► 8:59 left"


def test_a_clock_held_when_the_machines_own_was_set_back_loses_nothing() -> None:
    held = hold_clock(start_clock(session(), 10, NOW), NOW + later(60))

    assert shown(hold_clock(held, NOW - later(600)), 60) == "► 9:00 left"


def test_there_is_no_clock_before_one_is_started_and_after_it_was_taken_away() -> None:
    assert face(session(), NOW) is None
    assert face(stop_clock(start_clock(session(), 5, NOW)), NOW) is None
    with pytest.raises(RuleError, match="No clock"):
        hold_clock(session(), NOW)


@pytest.mark.parametrize("minutes", [-1, LONGEST_CLOCK + 1])
def test_a_clock_cannot_count_longer_than_a_part_of_a_meeting(minutes: int) -> None:
    with pytest.raises(RuleError, match="from 1 to 180"):
        start_clock(session(), minutes, NOW)


def test_a_new_sitting_begins_without_a_clock() -> None:
    assert face(begin_sitting(start_clock(session(), 5, NOW), NOW), NOW) is None


def test_a_clock_of_another_day_is_not_shown() -> None:
    now = start_clock(session(), 0, NOW)
    old = now.with_sitting(
        replace(now.sitting, today=replace(now.sitting.today, clock=RoomClock(NOW - timedelta(days=1))))
    )

    assert face(old, NOW) is None


def test_every_state_has_a_shape_of_its_own() -> None:
    now = start_clock(session(), 10, NOW)
    faces = [face(each, NOW + later(seconds)) for each, seconds in ((now, 1), (now, 500), (now, 600))]
    faces.append(face(hold_clock(now, NOW), NOW))

    assert {each.state for each in faces if each} == set(ClockState)
    assert len({each.shape for each in faces if each}) == len(ClockState)
