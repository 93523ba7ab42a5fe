"""The clock that the room sees, the plan of the day and where the room stands in it, and how many topics still fit."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrutiny_tui.domain.clock import face, hold_clock, read_minutes, read_time, start_clock, stop_clock
from scrutiny_tui.domain.day_plan import (
    LONGEST_CLOCK,
    MOST_PARTS,
    DayPlan,
    Part,
    PartKind,
    RoomClock,
    added_break,
    faults,
    fitted,
    moved,
    squeezed,
    usual_plan,
    with_minutes,
)
from scrutiny_tui.domain.errors import InputError, RuleError
from scrutiny_tui.domain.moves import begin_sitting
from scrutiny_tui.domain.secrecy import Mode
from scrutiny_tui.domain.session import AgreedLevel, How, PageName, Place, Session
from scrutiny_tui.domain.standing import Pace, Stage, end_break, finish_at, note_part, pace, start_break
from tests.support.days import PLAN, day_of, ending, in_room, keys, minutes
from tests.support.sessions import NOW, answered, answers, counted, revealed, session

# The clock


def later(seconds: int) -> timedelta:
    return timedelta(seconds=seconds)


def shown(now: Session, seconds: int) -> str:
    """Return what the clock shows so many seconds after it was started."""
    found = face(now, NOW + later(seconds))
    assert found is not None
    return found.line


@pytest.mark.parametrize(
    ("set_to", "seconds", "line"),
    [
        (10, -3600, "► 10:00 left"), (10, 0, "► 10:00 left"), (10, 1, "► 9:59 left"), (10, 479, "► 2:01 left"),
        (10, 480, "▲ 2:00 2 minutes left"), (10, 481, "▲ 1:59 Under 2 minutes left"),
        (10, 540, "▲ 1:00 1 minute left"), (10, 541, "▲ 0:59 Under 1 minute left"),
        (10, 599, "▲ 0:01 Under 1 minute left"), (10, 600, "■ 0:00 Time is up"), (10, 4000, "■ 0:00 Time is up"),
        (2, 59, "► 1:01 left"), (2, 60, "▲ 1:00 1 minute left"), (1, 29, "► 0:31 left"),
        (1, 30, "▲ 0:30 Under 1 minute left"), (180, 0, "► 3:00:00 left"), (180, 3600, "► 2:00:00 left"),
        (0, 0, "► 0:00 so far"), (0, 65, "► 1:05 so far"), (0, 3725, "► 1:02:05 so far"),
    ],
)  # fmt: skip
def test_a_clock_counts_down_with_warnings_or_up_from_nothing(set_to: int, seconds: int, line: str) -> None:
    assert shown(start_clock(session(), set_to, NOW), seconds) == line


@given(st.integers(0, LONGEST_CLOCK), st.integers(-10_000_000, 10_000_000))
def test_whatever_the_time_a_clock_stays_within_what_it_was_set_to(minutes: int, seconds: int) -> None:
    found = face(start_clock(session(), minutes, NOW), NOW + later(seconds))
    if found is None:
        assert seconds > timedelta(hours=12).total_seconds()
        return
    figures = [int(each) for each in found.text.split(":")]
    shown = sum(60**power * figure for power, figure in enumerate(reversed(figures)))
    assert 0 <= shown <= (minutes * 60 or max(seconds, 0))
    assert all(each < 60 for each in figures[1:])


def test_a_clock_stands_still_goes_on_where_it_stood_and_loses_nothing_to_a_machine_set_back() -> None:
    held = hold_clock(start_clock(session(), 10, NOW), NOW + later(60))
    assert shown(held, 300) == "║ 9:00 left, paused"
    assert shown(hold_clock(held, NOW + later(360)), 361) == "► 8:59 left"
    assert shown(hold_clock(held, NOW - later(600)), 60) == "► 9:00 left"


def test_there_is_no_clock_before_one_is_started_after_it_was_taken_away_or_on_another_day() -> None:
    now = start_clock(session(), 0, NOW)
    yesterday = replace(now.sitting.today, clock=RoomClock(NOW - timedelta(days=1)))
    old = now.with_sitting(replace(now.sitting, today=yesterday))
    for without in (session(), stop_clock(now), begin_sitting(now, NOW), old):
        assert face(without, NOW) is None
    with pytest.raises(RuleError, match="No timer"):
        hold_clock(session(), NOW)


@pytest.mark.parametrize("minutes", [-1, LONGEST_CLOCK + 1])
def test_a_clock_cannot_count_longer_than_a_part_of_a_meeting(minutes: int) -> None:
    with pytest.raises(RuleError, match="for 1 to 180"):
        start_clock(session(), minutes, NOW)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("16.30", time(16, 30)), ("16:30", time(16, 30)), ("1630", time(16, 30)), (" 9.05 ", time(9, 5)),
        ("905", time(9, 5)), ("4.30pm", time(16, 30)), ("4 pm", time(16)), ("4 P.M.", time(16)), ("12pm", time(12)),
        ("12.15am", time(0, 15)), ("11am", time(11)), ("0.00", time(0)),
    ],
)  # fmt: skip
def test_a_time_is_read_however_it_is_written(text: str, expected: time) -> None:
    assert read_time(text) == expected


@pytest.mark.parametrize("text", ["", "4", "25.00", "16.75", "13pm", "0pm", "half four", "16.30.00", "1:2"])
def test_what_is_not_a_time_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(InputError, match=r"like this: 4:30pm"):
        read_time(text)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("10", 10), ("1000 min", 1000), ("905", 905), ("-5", -5), ("2400", 2400), ("1099", 1099), ("99999", 99999),
        ("1000", None), ("1630", None), ("0000", None), ("16.30", None), ("soon", None),
    ],
)  # fmt: skip
def test_a_number_is_minutes_unless_its_four_digits_are_a_time_of_day(text: str, minutes: int | None) -> None:
    assert read_minutes(text) == minutes


# The plan of the day


def names(plan: DayPlan) -> list[str]:
    return [key for key, _part in plan.keyed]


def test_the_usual_day_has_a_break_in_the_middle_of_the_steps_that_there_are() -> None:
    assert PLAN.minutes == 150
    assert names(PLAN) == [
        "welcome", "briefing", "step 1", "step 2", "step 3", "break 1", "step 4", "step 5", "step 6", "plan",
        "read-back",
    ]  # fmt: skip
    assert names(usual_plan([4], briefing=False)) == ["welcome", "step 4", "plan", "read-back"]
    assert fitted(PLAN, range(1, 7)) is PLAN
    assert names(fitted(PLAN, [1, 2, 8])) == [
        "welcome", "briefing", "step 1", "step 2", "step 8", "break 1", "plan", "read-back"
    ]  # fmt: skip


def test_a_plan_can_be_changed_part_by_part() -> None:
    out = with_minutes(PLAN, "break 1", 0)
    assert out.minutes == 140
    assert with_minutes(out, "break 1", 10) == PLAN
    for key, number, told in (("step 1", 241, "up to 240"), ("step 7", 10, "no longer in the")):
        with pytest.raises(RuleError, match=told):
            with_minutes(PLAN, key, number)
    assert names(moved(PLAN, "break 1", -1))[4:6] == ["break 1", "step 3"]
    assert names(moved(PLAN, "break 1", 99))[-1] == "break 1"
    assert names(added_break(PLAN, "step 2"))[2:5] == ["step 1", "break 1", "step 2"]
    with pytest.raises(RuleError, match="up to 50 parts"):
        added_break(DayPlan((Part(PartKind.BREAK, 5),) * MOST_PARTS), "break 1")
    step, plan, rest = Part(PartKind.STEP, 20, 1), Part(PartKind.PLAN, 10), Part(PartKind.BREAK, 5)
    assert faults((step, rest, rest, plan), [1]) == ()
    wrong = faults((step, step, replace(step, step=9), plan, plan), [1])
    assert [place for place, _reason in wrong] == [1, 2, 4]


# Where the room stands


def test_what_is_left_is_counted_from_now_and_what_is_on_from_its_beginning() -> None:
    day = day_of(in_room(2), after=7)
    assert keys(day, Stage.DONE) == ["welcome", "briefing", "step 1", "step 2"]
    assert day.now is not None
    assert (day.now.key, day.now.begins) == ("step 3", NOW + minutes(7))
    assert [(each.key, f"{each.begins:%H.%M}") for each in day.left] == [
        ("break 1", "14.27"), ("step 4", "14.37"), ("step 5", "14.52"), ("step 6", "15.07"), ("plan", "15.22"),
        ("read-back", "15.42"),
    ]  # fmt: skip
    assert day.ends == NOW + minutes(7 + 100)
    begun = note_part(in_room(5), PLAN, NOW)
    assert day_of(begun, after=15).ends == NOW + minutes(15 + 30)
    assert day_of(begun, after=30).ends == NOW + minutes(30 + 30)
    assert day_of(begun, after=-60).ends == NOW - minutes(60) + minutes(15 + 30)
    assert note_part(begun, PLAN, NOW + minutes(15)) is begun
    plan, room = replace(PLAN, starts=time(14, 30)), in_room(page=PageName.WELCOME)
    assert day_of(room, plan).ends == NOW + minutes(25 + 150)
    assert day_of(room, plan, after=120).ends == NOW + minutes(120 + 140)
    day = day_of(in_room(1, PageName.OVERVIEW), DayPlan((Part(PartKind.STEP, 20, 1),)))
    assert (day.now, day.left, day.ends) == (None, (), NOW)


@pytest.mark.parametrize(
    ("done", "page", "on"),
    [
        (0, PageName.WELCOME, "welcome"), (0, PageName.BRIEFING, "briefing"), (0, PageName.PROMISE, "step 1"),
        (0, PageName.OVERVIEW, "briefing"), (2, PageName.ANSWERS, "step 3"), (6, PageName.RESULT, "step 6"),
        (6, PageName.OVERVIEW, "plan"), (5, PageName.PLAN, "plan"), (6, PageName.READ_BACK, "read-back"),
    ],
)  # fmt: skip
def test_what_is_on_is_the_pages_part_or_the_first_not_done(done: int, page: PageName, on: str) -> None:
    room = in_room(done, page)
    now = day_of(room.with_sitting(replace(room.sitting, promised="We promise." if done else ""))).now
    assert now is not None
    assert now.key == on


def test_a_look_at_the_overview_begins_nothing_and_a_shared_view_ends_a_step() -> None:
    looked = replace(note_part(in_room(2), PLAN, NOW), place=Place(PageName.OVERVIEW, 3))
    assert note_part(looked, PLAN, NOW + minutes(10)) is looked
    now = in_room(item=2)
    together = replace(now.details, mode=Mode.COLLECTIVE)
    agreed = replace(now, details=together, agreed={1: AgreedLevel(1, 2, How.CLEAR)})
    assert keys(day_of(agreed), Stage.DONE) == ["welcome", "briefing", "step 1"]


def test_a_break_counts_once_it_was_had_or_the_step_behind_it_is_done() -> None:
    on = start_break(in_room(2), PLAN, NOW + minutes(25), NOW)
    day = day_of(on)
    assert day.now is not None
    assert (day.now.key, day.ends) == ("break 1", NOW + minutes(25 + 90))
    over = end_break(on, NOW + minutes(25))
    assert "break 1" in keys(day_of(over), Stage.DONE)
    assert over.sitting.today.back_at is None
    assert "break 1" in keys(day_of(in_room(3)), Stage.NEXT)
    assert keys(day_of(in_room(4)), Stage.OUT) == ["break 1"]
    plan = with_minutes(added_break(PLAN, "step 2"), "break 1", 0)
    on = start_break(in_room(2), plan, NOW + minutes(10), NOW)
    assert on.sitting.today.part == "break 2"
    assert day_of(end_break(on, NOW + minutes(10)), plan).left[0].key == "step 4"


@pytest.mark.parametrize(("after", "over"), [(45, 0), (60, -15), (31, 14), (44.5, 1), (None, 0)])
def test_how_far_the_plan_is_over_the_end_is_told_in_begun_minutes(after: float | None, over: int) -> None:
    assert day_of(in_room(5) if after is None else ending(in_room(5), after)).over == over


# How many topics still fit


@pytest.mark.parametrize(
    ("left", "each", "fit"), [(60, 15, 4), (60, 25, 2), (10, 15, 0), (0, 15, 0), (500, 15, 6)]
)
def test_as_many_topics_fit_as_the_minutes_left_hold(left: int, each: int, fit: int) -> None:
    assert Pace(left, each).fits(6) == fit


ONCE = revealed(session(), 1, counted((0, 12, 0)))
TWICE = revealed(revealed(session(), 1, counted((6, 0, 6))), 1, counted((0, 12, 0)))


@pytest.mark.parametrize(
    ("now", "finish", "at", "told"),
    [
        pytest.param(in_room(3), 120, 50, Pace(minutes_left=70, minutes_each=17), id="the time so far for each step"),
        pytest.param(TWICE, 60, 30, Pace(30, 30), id="answered twice counts once"),
        pytest.param(ONCE, 30, 45, Pace(0, 45), id="after the end"),
        pytest.param(ONCE, 30, -5, Pace(35, 1), id="a clock that went backwards"),
        pytest.param(ONCE, None, 20, None, id="without an end"),
        pytest.param(session(), 60, 20, None, id="without a result"),
        pytest.param(begin_sitting(ONCE, NOW), 60, 20, None, id="results of another sitting"),
        pytest.param(answered(session(), 2, answers("1 2 3")), 60, 20, None, id="an open vote"),
        pytest.param(ONCE, 25 * 60, 24 * 60 + 20, None, id="gone on with on another day"),
    ],
)  # fmt: skip
def test_a_pace_needs_end_and_result(now: Session, finish: int | None, at: int, told: Pace | None) -> None:
    until = finish_at(now, None if finish is None else NOW + minutes(finish), NOW)
    assert pace(until, NOW + minutes(at)) == told


def test_a_sitting_cannot_end_in_the_past_and_the_end_can_be_taken_away() -> None:
    with pytest.raises(RuleError, match=r"2:05pm has passed"):
        finish_at(session(), NOW, NOW)
    assert finish_at(finish_at(session(), NOW + minutes(30), NOW), None, NOW).sitting.finish is None


def test_an_even_squeeze_keeps_every_step_and_leaves_a_break_out() -> None:
    plan = usual_plan([1, 2, 3, 4, 5, 6])
    assert plan.minutes == 150
    short = squeezed(plan, 40, [key for key, _part in plan.keyed])
    assert [part.minutes for part in short.parts] == [2, 2, 5, 5, 5, 0, 5, 5, 5, 4, 2]
    assert short.minutes == 40
    plan = usual_plan([1, 2])
    keys = [key for key, _part in plan.keyed]
    assert [part.minutes for part in squeezed(plan, 500, keys).parts] == [10, 10, 15, 0, 15, 20, 10]
    assert [part.minutes for part in squeezed(plan, 500, ["read-back"]).parts] == [10, 10, 15, 10, 15, 20, 10]


def test_a_squeeze_takes_nothing_of_what_is_done_and_leaves_a_minute_a_step() -> None:
    plan = usual_plan([1, 2])
    short = squeezed(plan, 20, ["step 2", "plan", "read-back"])
    assert [part.minutes for part in short.parts] == [10, 10, 15, 10, 7, 9, 4]
    plan = usual_plan([1, 2])
    assert squeezed(plan, -30, ["plan", "read-back"]).minutes == 60
    with pytest.raises(RuleError, match="not a minute left"):
        squeezed(plan, -30, ["step 1", "step 2", "plan"])
    with pytest.raises(RuleError, match="not a minute left"):
        squeezed(usual_plan([1, 2, 3]), 2, ["step 1", "step 2", "step 3"])
