"""Days as people in Britain write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrutiny_tui.domain.errors import InputError
from scrutiny_tui.services.days import read_day, written_day


@pytest.mark.parametrize(
    "text",
    [
        "21/11/2026",
        " 21/11/2026 ",
        "21.11.2026",
        "21-11-2026",
        "21 November 2026",
        "21 nov 2026",
        "2026-11-21",
    ],
)
def test_a_day_is_read_as_it_is_written(text: str) -> None:
    assert read_day(text) == date(2026, 11, 21)


def test_the_day_comes_before_the_month() -> None:
    assert read_day("3/4/2026") == date(2026, 4, 3)


@pytest.mark.parametrize(
    "text", ["", "soon", "31/02/2026", "11/21/2026", "21/11", "21/11/26", "21/11/2026 14:05"]
)
def test_anything_else_is_told(text: str) -> None:
    with pytest.raises(InputError, match=r"is not a date. Write it like 21/11/2026 or 21 November 2026"):
        read_day(text)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_a_written_day_is_read_again(day: date) -> None:
    assert read_day(written_day(day)) == day
