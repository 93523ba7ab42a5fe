"""Times of day as people write them."""

from __future__ import annotations

from datetime import time

import pytest

from scrutiny_tui.domain.clock import read_minutes, read_time
from scrutiny_tui.domain.errors import InputError


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("16.30", time(16, 30)),
        ("16:30", time(16, 30)),
        ("1630", time(16, 30)),
        (" 9.05 ", time(9, 5)),
        ("905", time(9, 5)),
        ("4.30pm", time(16, 30)),
        ("4 pm", time(16)),
        ("4 P.M.", time(16)),
        ("12pm", time(12)),
        ("12.15am", time(0, 15)),
        ("11am", time(11)),
        ("0.00", time(0)),
    ],
)
def test_a_time_is_read_however_it_is_written(text: str, expected: time) -> None:
    assert read_time(text) == expected


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("10", 10),
        ("1000 min", 1000),
        ("905", 905),
        ("-5", -5),
        ("2400", 2400),
        ("1099", 1099),
        ("99999", 99999),
    ],
)
def test_a_number_is_minutes(text: str, minutes: int) -> None:
    assert read_minutes(text) == minutes


@pytest.mark.parametrize("text", ["1000", "1630", "0000", "16.30", "soon"])
def test_four_digits_that_are_a_time_of_day_are_no_minutes(text: str) -> None:
    assert read_minutes(text) is None


@pytest.mark.parametrize("text", ["", "4", "25.00", "16.75", "13pm", "0pm", "half four", "16.30.00", "1:2"])
def test_what_is_not_a_time_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(InputError, match=r"like 16\.30"):
        read_time(text)
