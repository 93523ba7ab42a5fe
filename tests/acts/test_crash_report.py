"""A report tells where in the program it went wrong, and no value."""

from __future__ import annotations

import errno

import pytest

from scrutiny_tui.acts.crash_report import Doing, led_to, place_of, report_text
from tests.support.sessions import NOW

DOING = Doing("StepPage", 80, 24)


def failing(given: str = "SECRET") -> None:
    raise ValueError(given)


def without_end() -> None:
    without_end()


def failing_again() -> None:
    try:
        failing()
    except ValueError as error:
        raise KeyError("SECRET", error) from error


def test_it_tells_versions_and_moment_and_what_the_system_refused_without_the_file() -> None:
    told = report_text(ValueError("SECRET"), DOING, NOW)
    parts = ("Scrutiny TUI 0.", "Python 3.", "textual 8.", "Terminal: 80 x 24", "Doing: StepPage", "14:05")
    assert [part for part in parts if part not in told] == []
    told = report_text(OSError(errno.ENOSPC, "no space left", "SECRET.json"), DOING, NOW)
    assert "OSError ENOSPC" in told
    assert "SECRET" not in told


def test_it_tells_the_way_through_the_program_for_every_error_that_led_to_it() -> None:
    with pytest.raises(KeyError) as raised:
        failing_again()
    told = report_text(raised.value, DOING, NOW)
    assert "KeyError\n" in told
    assert "ValueError\n" in told
    assert "test_crash_report, line" in told
    assert "failing" in told
    assert "SECRET" not in told
    assert __file__ not in told
    assert "/" not in told.partition("Terminal")[2]


def test_errors_in_a_circle_or_a_group_or_without_end_are_cut() -> None:
    one, other = ValueError(), KeyError()
    assert led_to(ExceptionGroup("several", [one, other]))[1:] == (one, other)
    one.__cause__, other.__cause__ = other, one
    assert led_to(one) == (one, other)
    assert len(led_to(ExceptionGroup("many", [ValueError(number) for number in range(50)]))) == 5
    with pytest.raises(RecursionError) as raised:
        without_end()
    told = report_text(raised.value, DOING, NOW)
    assert "more" in told
    assert len(told.splitlines()) < 100
    assert place_of(ValueError("SECRET")) == "ValueError"
