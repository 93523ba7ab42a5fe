"""What every way of answering does in the same manner."""

from __future__ import annotations

from pathlib import Path

import pytest

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.domain.session import PageName, Place
from tests.support.screens import (
    A_LONG_TIME,
    at,
    keyed,
    make_desk,
    page_name,
    running,
    said,
    settled,
    told,
    workshop_of,
)


def answering_by(folder: Path, way: PageName, held_key_seconds: float = 0.0) -> Desk:
    """Return a desk of six people at a way of answering, the vote on step 1 open."""
    desk = make_desk(folder, people="1 chair, 5 members", held_key_seconds=held_key_seconds)
    workshop_of(desk).open_round(1)
    return at(desk, Place(way))


@pytest.mark.parametrize(
    ("way", "keys", "warning"),
    [
        (PageName.ANSWERS, "2", "Leave answering? 1 answer is in, and kept."),
        (PageName.COUNT, "2", "The numbers that were keyed are not taken yet."),
    ],
)
async def test_a_click_on_another_step_asks_before_it_leaves(
    tmp_path: Path, way: PageName, keys: str, warning: str
) -> None:
    async with running(answering_by(tmp_path, way)) as pilot:
        await keyed(pilot, keys)
        await pilot.click("StepBar", offset=(20, 0))
        await settled(pilot)

        assert page_name(pilot) == "AskDialog"
        assert warning in said(pilot)


@pytest.mark.parametrize(
    ("way", "keys", "told_at", "told_what"),
    [
        (PageName.ANSWERS, "2 2 2 2", "#in", "1 of 6 in"),
        (PageName.SLIPS, "2 2 2 3 enter", "#echo", "4 still to key."),
        (PageName.COUNT, "1 1 1 tab", "#rows", "journey 1 "),
        (PageName.ALONE, "down enter 2 2 2 enter", "#echo", "Choose first: 1, 2 or 3."),
    ],
)
async def test_a_key_that_is_held_counts_once(
    tmp_path: Path, way: PageName, keys: str, told_at: str, told_what: str
) -> None:
    async with running(answering_by(tmp_path, way, A_LONG_TIME)) as pilot:
        await keyed(pilot, keys)

        assert told_what in told(pilot, told_at)
        assert "11" not in told(pilot, told_at)
