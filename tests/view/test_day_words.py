"""The plan of the day in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scrutiny_tui.domain.day_plan import DayPlan, Part, PartKind
from scrutiny_tui.view.day_words import over_words, part_name
from tests.support.days import PLAN, day_of, ending, in_room


@pytest.mark.parametrize(
    ("end", "words"),
    [
        (0, "As it stands, the plan ends at 15.40. Nobody said when we have to end."),
        (95, "The plan fits: it ends at 15.40, just in time."),
        (96, "The plan fits: it ends at 15.40, 1 minute before we have to."),
        (110, "The plan fits: it ends at 15.40, 15 minutes before we have to."),
        (94, "The plan is 1 minute over: it ends at 15.40, and we have to end at 15.39."),
        (81, "The plan is 14 minutes over: it ends at 15.40, and we have to end at 15.26."),
    ],
)
def test_whether_the_plan_fits_is_told_with_its_times(end: int, words: str) -> None:
    now = in_room(3)

    assert over_words(day_of(ending(now, end) if end else now)) == words


def test_a_part_is_called_by_its_own_title_where_it_has_one() -> None:
    wording = in_room().wording
    lunch = Part(PartKind.BREAK, 45, title="Lunch")
    plan = DayPlan((*PLAN.parts[:3], lunch, replace(PLAN.parts[3], minutes=5)))

    assert [part_name(wording, part) for part in plan.parts] == [
        "Welcome", "Briefing", "Step 1 Step 1", "Lunch", "Step 2 Step 2"
    ]  # fmt: skip
