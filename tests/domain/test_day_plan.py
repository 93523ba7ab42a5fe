"""The plan of the day and where the room stands in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

import pytest

from scrutiny_tui.domain.day_plan import (
    MOST_PARTS,
    DayPlan,
    Part,
    PartKind,
    added_break,
    faults,
    fitted,
    moved,
    usual_plan,
    with_minutes,
)
from scrutiny_tui.domain.errors import RuleError
from scrutiny_tui.domain.secrecy import Mode
from scrutiny_tui.domain.session import AgreedLevel, How, PageName, Place
from scrutiny_tui.domain.standing import Stage, end_break, note_part, start_break
from tests.support.days import PLAN, day_of, ending, in_room, keys, minutes
from tests.support.sessions import NOW


def names(plan: DayPlan) -> list[str]:
    return [key for key, _part in plan.keyed]


def test_the_usual_day_takes_three_hours_with_a_break_in_the_middle_of_the_steps() -> None:
    assert PLAN.minutes == 180
    assert names(PLAN) == [
        "welcome", "briefing", "step 1", "step 2", "step 3", "break 1", "step 4", "step 5", "step 6", "plan",
        "read-back",
    ]  # fmt: skip


def test_one_step_needs_no_break_and_a_pack_without_pages_no_briefing() -> None:
    assert names(usual_plan([4], briefing=False)) == ["welcome", "step 4", "plan", "read-back"]


def test_a_plan_is_fitted_to_the_steps_that_there_are() -> None:
    assert fitted(PLAN, range(1, 7)) is PLAN
    assert names(fitted(PLAN, [1, 2, 8])) == [
        "welcome", "briefing", "step 1", "step 2", "step 8", "break 1", "plan", "read-back"
    ]  # fmt: skip


def test_a_part_gets_other_minutes_or_is_left_out_and_comes_back() -> None:
    out = with_minutes(PLAN, "break 1", 0)

    assert out.minutes == 170
    assert with_minutes(out, "break 1", 10) == PLAN
    with pytest.raises(RuleError, match="up to 240"):
        with_minutes(PLAN, "step 1", 241)
    with pytest.raises(RuleError, match="not in the plan"):
        with_minutes(PLAN, "step 7", 10)


def test_a_break_is_moved_as_far_as_the_day_goes_and_another_one_added() -> None:
    assert names(moved(PLAN, "break 1", -1))[4:6] == ["break 1", "step 3"]
    assert names(moved(PLAN, "break 1", 99))[-1] == "break 1"
    assert names(added_break(PLAN, "step 2"))[2:5] == ["step 1", "break 1", "step 2"]
    full = DayPlan((Part(PartKind.BREAK, 5),) * MOST_PARTS)
    with pytest.raises(RuleError, match="up to 50 parts"):
        added_break(full, "break 1")


def test_a_step_that_is_not_there_or_a_part_written_twice_is_a_fault() -> None:
    step, plan = Part(PartKind.STEP, 20, 1), Part(PartKind.PLAN, 10)
    rest = Part(PartKind.BREAK, 5)

    assert faults((step, rest, rest, plan), [1]) == ()
    assert [place for place, _reason in faults((step, step, replace(step, step=9), plan, plan), [1])] == [
        1, 2, 4
    ]  # fmt: skip


def test_what_is_left_is_counted_from_now() -> None:
    day = day_of(in_room(2), after=7)

    assert keys(day, Stage.DONE) == ["welcome", "briefing", "step 1", "step 2"]
    assert day.now is not None
    assert (day.now.key, day.now.begins) == ("step 3", NOW + minutes(7))
    assert [(each.key, f"{each.begins:%H.%M}") for each in day.left] == [
        ("break 1", "14.32"), ("step 4", "14.42"), ("step 5", "15.02"), ("step 6", "15.22"), ("plan", "15.42"),
        ("read-back", "15.57"),
    ]  # fmt: skip
    assert day.ends == NOW + minutes(7 + 115)


def test_what_is_on_counts_from_when_it_was_begun_and_never_less_than_nothing() -> None:
    begun = note_part(in_room(5), PLAN, NOW)

    assert day_of(begun, after=15).ends == NOW + minutes(20 + 25)
    assert day_of(begun, after=30).ends == NOW + minutes(30 + 25)
    assert note_part(begun, PLAN, NOW + minutes(15)) is begun


def test_a_clock_that_went_backwards_begins_nothing_in_the_future() -> None:
    begun = note_part(in_room(5), PLAN, NOW)

    assert day_of(begun, after=-60).ends == NOW - minutes(60) + minutes(20 + 25)


@pytest.mark.parametrize(
    ("done", "page", "on"),
    [
        (0, PageName.WELCOME, "welcome"),
        (0, PageName.BRIEFING, "briefing"),
        (0, PageName.PROMISE, "step 1"),
        (0, PageName.OVERVIEW, "briefing"),
        (2, PageName.ANSWERS, "step 3"),
        (6, PageName.RESULT, "step 6"),
        (6, PageName.OVERVIEW, "plan"),
        (5, PageName.PLAN, "plan"),
        (6, PageName.READ_BACK, "read-back"),
    ],
)
def test_what_is_on_is_what_the_page_is_about_or_the_first_that_is_not_done(
    done: int, page: PageName, on: str
) -> None:
    room = in_room(done, page)
    promised = room.with_sitting(replace(room.sitting, promised="We promise." if done else ""))
    now = day_of(promised).now

    assert now is not None
    assert now.key == on


def test_a_look_at_the_overview_begins_nothing() -> None:
    begun = note_part(in_room(2), PLAN, NOW)
    looked = replace(begun, place=Place(PageName.OVERVIEW, 3))

    assert note_part(looked, PLAN, NOW + minutes(10)) is looked


def test_a_collective_is_done_with_a_step_that_has_a_shared_view() -> None:
    now = in_room(item=2)
    agreed = replace(
        now, details=replace(now.details, mode=Mode.COLLECTIVE), agreed={1: AgreedLevel(1, 2, How.CLEAR)}
    )

    assert keys(day_of(agreed), Stage.DONE) == ["welcome", "briefing", "step 1"]


def test_a_break_is_on_until_it_is_over_and_then_counts_as_had() -> None:
    on = start_break(in_room(2), PLAN, NOW + minutes(25), NOW)
    day = day_of(on)

    assert day.now is not None
    assert (day.now.key, day.ends) == ("break 1", NOW + minutes(25 + 105))
    over = end_break(on, NOW + minutes(25))
    assert "break 1" in keys(day_of(over), Stage.DONE)
    assert over.sitting.today.back_at is None


def test_a_break_that_nobody_took_is_left_out_once_the_step_behind_it_is_done() -> None:
    assert "break 1" in keys(day_of(in_room(3)), Stage.NEXT)
    assert keys(day_of(in_room(4)), Stage.OUT) == ["break 1"]


def test_the_second_break_of_a_day_whose_first_is_left_out_counts_as_the_second() -> None:
    plan = with_minutes(added_break(PLAN, "step 2"), "break 1", 0)
    on = start_break(in_room(2), plan, NOW + minutes(10), NOW)

    assert on.sitting.today.part == "break 2"
    assert day_of(end_break(on, NOW + minutes(10)), plan).left[0].key == "step 4"


def test_before_anything_was_begun_the_times_count_from_the_start_that_was_said() -> None:
    plan = replace(PLAN, starts=time(14, 30))

    assert day_of(in_room(page=PageName.WELCOME), plan).ends == NOW + minutes(25 + 180)
    assert day_of(in_room(page=PageName.WELCOME), plan, after=120).ends == NOW + minutes(120 + 170)


@pytest.mark.parametrize(("after", "over"), [(45, 0), (60, -15), (31, 14)])
def test_how_far_the_plan_is_over_or_within_the_end_is_told_in_minutes(after: float, over: int) -> None:
    assert day_of(ending(in_room(5), after)).over == over


def test_a_part_of_a_minute_over_is_a_minute_over() -> None:
    assert day_of(ending(in_room(5), 44.5)).over == 1


def test_without_an_end_nothing_is_over() -> None:
    assert day_of(in_room(5)).over == 0


def test_when_all_is_done_nothing_is_on() -> None:
    plan = DayPlan((Part(PartKind.STEP, 20, 1),))
    day = day_of(in_room(1, PageName.OVERVIEW), plan)

    assert (day.now, day.left, day.ends) == (None, (), NOW)
