"""Levels and thresholds that make no sense together."""

from __future__ import annotations

from pathlib import Path

import pytest

from scrutiny_tui.domain.agreement import Thresholds
from scrutiny_tui.store.content.read import check_pack, read_pack
from tests.store.content.breaking import Case, replace

CASES = (
    Case(
        "levels out of order",
        replace("pack.toml", "number = 2", "number = 3"),
        "pack.toml",
        "levels[2].number",
        "Levels are numbered 1, 2, 3 in this order; this one should be 2.",
    ),
    Case(
        "two levels",
        replace("pack.toml", '[[levels]]\nnumber = 3\nlabel = "Strong and embedded"\nshort = "Strong"\n', ""),
        "pack.toml",
        "levels",
        "This has 2 entries; write exactly 3.",
    ),
    Case(
        "threshold over a hundred",
        replace("pack.toml", "hollow_percent = 50", "hollow_percent = 101"),
        "pack.toml",
        "thresholds.hollow_percent",
        "This is out of bounds; write a whole number from 0 to 100.",
    ),
    Case(
        "result of no rating",
        replace("pack.toml", "fewest_ratings = 5", "fewest_ratings = 0"),
        "pack.toml",
        "thresholds.fewest_ratings",
        "Write at least 1; nothing can be summed up of no rating.",
    ),
    Case(
        "consensus easier than broad agreement",
        replace("pack.toml", "consensus_percent = 75", "consensus_percent = 55"),
        "pack.toml",
        "thresholds.consensus_percent",
        "Clear agreement asks for at least as much as broad agreement; write broad_percent or more.",
    ),
    Case(
        "broad agreement that two levels can have",
        replace("pack.toml", "broad_percent = 60", "broad_percent = 50"),
        "pack.toml",
        "thresholds.broad_percent",
        "Write more than 50, so that only one level can hold that share.",
    ),
    Case(
        "split that cannot happen",
        replace("pack.toml", "split_percent = 30", "split_percent = 51"),
        "pack.toml",
        "thresholds.split_percent",
        "Write at most 50; two ends cannot each hold more than half.",
    ),
    Case(
        "agreement that overlaps a split",
        replace("pack.toml", "minority_percent = 15", "minority_percent = 31"),
        "pack.toml",
        "thresholds.minority_percent",
        "An end small enough for agreement cannot be large enough for a split; write split_percent or less.",
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_it_is_told_with_file_key_and_reason(case: Case, pack: Path) -> None:
    case.change(pack)

    assert case.problem in check_pack(pack)


def test_thresholds_left_out_are_the_usual_ones(pack: Path) -> None:
    replace("pack.toml", "consensus_percent = 75", "")(pack)

    assert read_pack(pack).thresholds == Thresholds()
