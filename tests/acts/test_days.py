"""Days as people in Britain write them."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrutiny_tui.domain.actions import doubt_about, read_day, written_day
from scrutiny_tui.domain.errors import InputError

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    "text",
    [
        "27/11/2026",
        " 27/11/2026 ",
        "27.11.2026",
        "27-11-2026",
        "27 11 2026",
        "27 / 11 / 2026",
        "27/11/26",
        "27.11.26",
        "27-11-26",
        "27 November 2026",
        "27 nov 2026",
        "27 Nov. 26",
        "27 Nov '26",
        "27-Nov-26",
        "27th November, 2026",
        "27th of November 2026",
        "Friday 27 November 2026",
        "Fri, 27 Nov 2026",
        "2026-11-27",
    ],
)
def test_a_day_is_read_as_it_is_written(text: str) -> None:
    assert read_day(text) == date(2026, 11, 27)


def test_the_day_comes_before_the_month() -> None:
    assert read_day("3/4/26") == date(2026, 4, 3)


def test_september_has_two_short_forms() -> None:
    assert read_day("1 Sep 26") == read_day("1 Sept 26") == date(2026, 9, 1)


def test_today_is_read_where_it_is_known() -> None:
    assert read_day(" Today ", TODAY) == TODAY
    with pytest.raises(InputError, match="is not a date"):
        read_day("today")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "21/11",
        "November 2026",
        "21/11/2026 14:05",
        "21/11.26",
        "21/11/126",
        "21 Ma 2026",
        "soon 21 May",
    ],
)
def test_anything_else_is_told_with_an_example(text: str) -> None:
    with pytest.raises(InputError, match=r"is not a date\. Write it like 21/11/2026 or 21 November 2026"):
        read_day(text)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("31/02/2026", "February 2026 has no day 31"),
        ("29 Feb 27", "February 2027 has no day 29"),
        ("0/1/2026", "January 2026 has no day 0"),
        ("11/21/2026", "there is no month 21, and the day comes first"),
        ("Monday 27 November 2026", "27 November 2026 is a Friday"),
        ("Soon 27 November 2026", "27 November 2026 is a Friday"),
    ],
)
def test_a_day_that_the_calendar_does_not_have_is_told_with_why(text: str, why: str) -> None:
    with pytest.raises(InputError) as caught:
        read_day(text)
    assert str(caught.value) == (
        f'"{text}" is not a date: {why}. Write it like 21/11/2026 or 21 November 2026.'
    )


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2999, 12, 31)))
def test_a_written_day_is_read_again(day: date) -> None:
    assert read_day(written_day(day)) == day


@pytest.mark.parametrize("text", ["31/12/1899", "1/1/3000"])
def test_a_year_that_no_workshop_has_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="the year has to be from 1900 to 2999"):
        read_day(text)


@given(st.text(alphabet="0123456789 /.-novemberth'", max_size=24))
def test_any_text_is_a_day_or_refused(text: str) -> None:
    with suppress(InputError):
        assert isinstance(read_day(text, TODAY), date)


@pytest.mark.parametrize(
    ("day", "question"),
    [
        (date(1990, 1, 1), "1 January 1990 is 36 years ago. Is the year right?"),
        (date(2025, 11, 20), "20 November 2025 is more than a year ago. Is the year right?"),
        (date(2028, 11, 22), "22 November 2028 is more than 2 years ahead. Is the year right?"),
        (date(2062, 11, 21), "21 November 2062 is 36 years ahead. Is the year right?"),
    ],
)
def test_a_day_far_away_is_questioned(day: date, question: str) -> None:
    assert doubt_about(day, TODAY) == question


@pytest.mark.parametrize("day", [date(2025, 11, 21), date(2026, 11, 20), TODAY, date(2028, 11, 21)])
def test_a_day_within_reach_is_not_questioned(day: date) -> None:
    assert doubt_about(day, TODAY) == ""
