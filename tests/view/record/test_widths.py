"""The columns of a Word table fill the page, and words stay whole where they fit."""

from __future__ import annotations

import pytest

from scrutiny_tui.view.record.blocks import Table, table
from scrutiny_tui.view.record.word.widths import column_widths

A4 = 9638

GLANCE = table(
    "Counts",
    ("Step", "1 Beginning", "2 Developing", "3 Strong"),
    [("Step 5: Demonstrating value and influence", "3", "2", "10")],
)


@pytest.mark.parametrize("width", [A4, 5000])
@pytest.mark.parametrize(
    "found", [GLANCE, Table("One", ("Word",), (("x" * 300,),)), Table("Two", ("A", "B"), (("a", "b"),))]
)
def test_the_columns_fill_the_width(found: Table, width: int) -> None:
    widths = column_widths(found, width)
    assert sum(widths) == width
    assert min(widths) > 0


def test_a_column_of_numbers_is_as_wide_as_its_head_needs_and_text_gets_the_rest() -> None:
    step, *numbers = column_widths(GLANCE, A4)
    assert all(1000 < each < 2400 for each in numbers)
    assert step > max(numbers) * 1.5


def test_a_short_cell_is_not_broken() -> None:
    found = table("Plan", ("Step", "What"), [("Step 5", "word " * 60)])
    assert column_widths(found, A4)[0] > 118 * len("Step 5")
