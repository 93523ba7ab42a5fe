"""The bars of the staircase never say more or less than the counts."""

from __future__ import annotations

from itertools import product

from scrutiny_tui.tui.text import FILLS
from scrutiny_tui.tui.widgets.drawn_blocks import LONGEST_BAR, distribution, numbers


def marks(text: str) -> tuple[int, ...]:
    return tuple(text.count(fill) for fill in FILLS)


def test_each_answer_of_a_committee_has_as_many_marks_as_the_others() -> None:
    for room, counts in product((0, LONGEST_BAR), product(range(0, 31, 3), repeat=3)):
        if not 0 < sum(counts) <= 30:
            continue
        low, middle, high = counts
        drawn = marks(distribution((low, middle, high), room).plain)
        each = sum(drawn) // sum(counts)
        assert drawn == (low * each, middle * each, high * each)


def test_more_answers_than_a_committee_has_are_drawn_to_scale() -> None:
    assert marks(distribution((100, 50, 0), 0).plain) == (20, 10, 0)


def test_where_there_is_no_room_for_marks_the_counts_are_numbers() -> None:
    assert numbers((7, 4, 0)).plain == "░ 7  ▒ 4  █ 0"


def test_no_answers_have_no_bar() -> None:
    assert distribution(None, 9).plain == distribution((0, 0, 0), 9).plain == ""
