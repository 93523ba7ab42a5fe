"""How many topics fit before the sitting has to end."""

from __future__ import annotations

from datetime import timedelta

import pytest

from scrutiny_tui.domain.errors import RuleError
from scrutiny_tui.domain.moves import begin_sitting
from scrutiny_tui.domain.standing import Pace, finish_at, pace
from tests.support.sessions import NOW, answered, answers, counted, revealed, session


def later(minutes: int) -> timedelta:
    return timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("left", "each", "fit"), [(60, 15, 4), (60, 25, 2), (10, 15, 0), (0, 15, 0), (500, 15, 6)]
)
def test_as_many_topics_fit_as_the_minutes_left_hold(left: int, each: int, fit: int) -> None:
    assert Pace(left, each).fits(6) == fit


def test_the_pace_is_the_time_so_far_for_each_step_answered() -> None:
    now = session()
    for step in (1, 2, 3):
        now = revealed(now, step, counted((0, 12, 0)))
    until = finish_at(now, NOW + later(120), NOW)

    assert pace(until, NOW + later(50)) == Pace(minutes_left=70, minutes_each=17)


def test_without_an_end_or_without_a_result_there_is_no_pace() -> None:
    once = revealed(session(), 1, counted((0, 12, 0)))

    assert pace(once, NOW + later(20)) is None
    assert pace(finish_at(session(), NOW + later(60), NOW), NOW + later(20)) is None


def test_an_open_vote_and_another_sitting_are_no_part_of_the_pace() -> None:
    before = revealed(session(), 1, counted((0, 12, 0)))
    now = finish_at(begin_sitting(before, NOW), NOW + later(60), NOW)

    assert pace(answered(now, 2, answers("1 2 3")), NOW + later(20)) is None


def test_a_step_answered_twice_counts_once() -> None:
    now = revealed(revealed(session(), 1, counted((6, 0, 6))), 1, counted((0, 12, 0)))

    assert pace(finish_at(now, NOW + later(60), NOW), NOW + later(30)) == Pace(30, 30)


def test_after_the_end_nothing_fits() -> None:
    now = finish_at(revealed(session(), 1, counted((0, 12, 0))), NOW + later(30), NOW)
    found = pace(now, NOW + later(45))

    assert found is not None
    assert (found.minutes_left, found.fits(6)) == (0, 0)


def test_a_clock_that_went_backwards_does_no_harm() -> None:
    now = finish_at(revealed(session(), 1, counted((0, 12, 0))), NOW + later(30), NOW)

    assert pace(now, NOW - later(5)) == Pace(35, 1)


def test_a_sitting_cannot_end_in_the_past() -> None:
    with pytest.raises(RuleError, match=r"14\.05 has passed"):
        finish_at(session(), NOW, NOW)


def test_the_end_can_be_taken_away() -> None:
    assert finish_at(finish_at(session(), NOW + later(30), NOW), None, NOW).sitting.finish is None


def test_a_sitting_that_is_gone_on_with_on_another_day_has_no_pace() -> None:
    tomorrow = NOW + timedelta(days=1)
    once = revealed(session(), 1, counted((0, 12, 0)))
    now = finish_at(once, tomorrow + later(60), tomorrow)

    assert pace(now, tomorrow + later(20)) is None
