"""What the room sees can be read: every page at every size, each in all of our colours."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from scrutiny_tui.tui.audience import MORE_BELOW
from scrutiny_tui.tui.themes import themes
from scrutiny_tui.tui.widgets.drawn_blocks import BlockView
from tests.support.screens import LARGE, NORMAL, SMALL, WIDE, Driver
from tests.tui.audience.windows import VIEWS, seen
from tests.tui.scenes import Scene
from tests.tui.test_sizes import look_faults

SIZES: Final = (SMALL, (68, 19), NORMAL, WIDE, LARGE, (200, 60))
THEMES: Final = [theme.name for theme in themes()]
NAMED: Final = {scene.name: scene for scene in VIEWS}


def faults(pilot: Driver) -> list[str]:
    """Return what is wrong with the looks of the screen, and what is below unsaid."""
    found = look_faults(pilot)
    is_longer = pilot.screen.query_one(BlockView).max_scroll_y > 0
    if (MORE_BELOW in pilot.said) != is_longer:
        found.append("it says wrongly whether there is more")
    return found


async def faults_at_sizes(pilot: Driver) -> dict[tuple[int, int], list[str]]:
    """Return the faults at every size that has some, in each theme at two of them."""
    found = {}
    for size, theme in zip(SIZES, THEMES * 2, strict=True):
        pilot.app.theme = theme
        await pilot.resize(size)
        found[size] = faults(pilot)
    return {size: wrong for size, wrong in found.items() if wrong}


@pytest.mark.parametrize("scene", VIEWS, ids=str)
async def test_the_room_can_read_every_page_at_every_size(tmp_path: Path, scene: Scene) -> None:
    async with seen(scene, tmp_path, SMALL) as audience:
        assert await faults_at_sizes(audience) == {}


async def test_the_end_of_a_break_is_in_the_middle_and_the_latest_round_has_the_marks(tmp_path: Path) -> None:
    async with seen(NAMED["break"], tmp_path) as audience:
        for size in (SMALL, NORMAL, LARGE):
            await audience.resize(size)
            rows = [row.rstrip() for row in audience.lines[1:]]
            drawn = [row for row in rows if row]
            above, below = rows.index(drawn[0]), [*reversed(rows)].index(drawn[-1])
            left = (len(row) - len(row.lstrip()) for row in drawn)
            right = (size[0] - len(row) for row in drawn)

            assert any("██" in row for row in drawn), "in big letters"
            assert abs(above - below) <= 1
            assert abs(min(left) - min(right)) <= 2
    async with seen(NAMED["result"], tmp_path / "once", LARGE) as audience:
        assert "in brackets" not in audience.said
    async with seen(NAMED["result-twice"], tmp_path / "twice", LARGE) as audience:
        assert "Round 1 in brackets" in audience.said
        assert "2 ■■□ Developing 7 (5) 2 2 2 2 2 2 2 3 ■■■" in audience.said


async def test_what_stands_out_of_a_lesson_stands_out_in_the_room(tmp_path: Path) -> None:
    async with seen(NAMED["lesson"], tmp_path, LARGE) as audience:
        bold = {
            segment.text.strip()
            for row in audience.segments
            for segment in row
            if segment.style and segment.style.bold
        }

    assert {
        "The right knowledge and information to effectively challenge",
        "Signs that scrutiny works",
    } <= bold
    assert not any("Senior Members" in text or "**" in text for text in bold)
