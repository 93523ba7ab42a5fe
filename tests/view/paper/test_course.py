"""The course of a workshop fills its time."""

from __future__ import annotations

from itertools import pairwise

import pytest

from scrutiny_tui.view.paper.course import Course, long_course, short_course
from tests.support.sessions import wording


def titles(course: Course) -> list[str]:
    return [each.part.title for each in course.parts]


def test_the_long_course_takes_150_minutes_with_18_for_each_step() -> None:
    course = long_course(wording().items)
    assert course.minutes == 150
    assert {each.part.minutes for each in course.parts if each.part.title.startswith("Step")} == {18}


def test_the_short_course_takes_40_minutes() -> None:
    assert short_course(wording().items).minutes == 40


def test_the_long_course_has_its_break_in_the_middle_of_the_steps() -> None:
    assert titles(long_course(wording().items))[3:10] == [
        "Step 1: Step number 1",
        "Step 2: Step number 2",
        "Step 3: Step number 3",
        "Break",
        "Step 4: Step number 4",
        "Step 5: Step number 5",
        "Step 6: Step number 6",
    ]


def test_the_short_course_has_no_break() -> None:
    assert "Break" not in titles(short_course(wording().items))


@pytest.mark.parametrize("steps", [1, 5, 7, 12])
def test_another_number_of_steps_takes_the_same_time(steps: int) -> None:
    items = wording(steps).items
    assert (long_course(items).minutes, short_course(items).minutes) == (150, 40)


def test_very_many_steps_take_longer_rather_than_no_time() -> None:
    course = short_course(wording(50).items)
    assert course.minutes == 60
    assert min(each.part.minutes for each in course.parts) == 1


def test_each_part_begins_when_the_one_before_ends() -> None:
    for before, after in pairwise(long_course(wording().items).parts):
        assert after.start == before.start + before.part.minutes
