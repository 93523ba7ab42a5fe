"""The plan of the day in a pack."""

from __future__ import annotations

from pathlib import Path

import pytest

from scrutiny_tui.store.content.read import check_pack, read_pack
from tests.store.content.breaking import SHIPPED, replace

LAST = '[[day]]\npart = "read-back"\nminutes = 10\n'


def test_the_shipped_day_has_every_step_a_break_and_comes_to_three_hours() -> None:
    day = read_pack(SHIPPED).day

    assert day is not None
    assert day.minutes == 180
    assert [key for key, _part in day.keyed] == [
        "welcome", "briefing", "step 1", "step 2", "step 3", "break 1", "step 4", "step 5", "step 6", "plan",
        "read-back",
    ]  # fmt: skip


def test_a_pack_may_have_no_plan(pack: Path) -> None:
    file = pack / "pack.toml"
    text = file.read_text(encoding="utf-8")
    begin, end = text.index("[[day]]"), text.index("# The briefing, in the order")
    file.write_text(text[:begin] + text[end:], encoding="utf-8")

    assert read_pack(pack).day is None


def test_a_part_may_have_a_title_of_its_own(pack: Path) -> None:
    replace("pack.toml", 'part = "break"', 'part = "break"\ntitle = "Lunch"')(pack)

    day = read_pack(pack).day
    assert day is not None
    assert dict(day.keyed)["break 1"].title == "Lunch"


@pytest.mark.parametrize(
    ("old", "new", "key", "reason"),
    [
        (
            'part = "break"',
            'part = "brake"',
            "day[6].part",
            'This is none of the words for it; did you mean "break"?',
        ),
        (
            'part = "break"',
            "part = 3",
            "day[6].part",
            "This is a whole number; write one of: welcome, briefing,",
        ),
        ('part = "break"', 'part = "plan"', "day[10].part", '"plan" is in the plan already; write it once.'),
        ('part = "break"\n', "", "day[6].part", "This key is missing"),
        ("step = 3\n", "", "day[5].step", "This key is missing"),
        ('part = "break"\n', 'part = "break"\nstep = 3\n', "day[6].step", "Only a step has a number"),
        ("step = 3\n", "step = 2\n", "day[5].step", "Step 2 is in the plan already; write it once."),
        ("step = 3\n", "step = 7\n", "day[5].step", "There is no step 7."),
        ("step = 3\n", "step = 7\n", "day", "Step 3 has no minutes"),
        (LAST, LAST.replace("10", "0"), "day[11].minutes", "write a whole number from 1 to 240"),
        (LAST, LAST + "length = 3\n", "day[11].length", "There is no such key"),
    ],
)
def test_what_is_wrong_with_a_plan_is_told_with_its_key(
    pack: Path, old: str, new: str, key: str, reason: str
) -> None:
    replace("pack.toml", old, new)(pack)

    told = [problem.reason for problem in check_pack(pack) if problem.key == key]
    assert any(reason in each for each in told), check_pack(pack)
