"""The list of people beside the slips: what it remembers of a row is what it would draw."""

from __future__ import annotations

from pathlib import Path

import pytest

from scrutiny_tui.domain.session import PageName, Place
from scrutiny_tui.tui.app import ScrutinyApp
from scrutiny_tui.tui.widgets.slip_list import SlipList
from tests.support.screens import NORMAL, SMALL, Driver, Size, at, keyed, make_desk, resized, running, settled
from tests.support.screens import picture as picture_of

WALK = ("1", "minus", "down down", "d", "u", "up up", "2 3 1 2", "delete", "1 1 1 1 1 1 1 1 1 1 1 1")
"""Everything that moves the list, marks a person in it, or takes the mark away again."""


async def drawn_anew(pilot: Driver) -> str:
    """Return the picture of the page with every row of the list drawn again."""
    slips = pilot.app.screen.query_one(SlipList)
    slips._drawn.clear()
    slips.refresh()
    await settled(pilot)
    return picture_of(pilot)


@pytest.mark.parametrize("size", [SMALL, NORMAL])
async def test_a_row_is_remembered_as_it_would_be_drawn(tmp_path: Path, size: Size) -> None:
    desk = at(make_desk(tmp_path), Place(PageName.STEP))
    async with running(desk, size) as pilot:
        await keyed(pilot, "v")
        for keys in WALK:
            await keyed(pilot, keys)

            assert picture_of(pilot) == await drawn_anew(pilot)


async def test_other_colours_and_another_width_draw_every_row_anew(tmp_path: Path) -> None:
    desk = at(make_desk(tmp_path), Place(PageName.STEP))
    async with running(desk, NORMAL) as pilot:
        await keyed(pilot, "v 1 2")
        assert isinstance(pilot.app, ScrutinyApp)
        pilot.app.action_next_theme()
        await settled(pilot)
        assert picture_of(pilot) == await drawn_anew(pilot)

        await resized(pilot, SMALL)
        assert picture_of(pilot) == await drawn_anew(pilot)
