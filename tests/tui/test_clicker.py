"""A presenter's clicker goes on and back; its other keys do no harm."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from scrutiny_tui.domain.session import PageName, Place
from tests.support.screens import at, running
from tests.support.sessions import room_of
from tests.tui.scenes import Scene, full_desk, shown

OTHER_KEYS: Final = "f5 shift+f5 full_stop f5"
"""What clickers send to begin a show and to blank it, beside `b` and Escape."""

HALF_KEYED: Final = (
    Scene("answers", "2 1 f5", page=PageName.ANSWERS, item=5),
    Scene("whole-slips", "2 1 f5", page=PageName.SLIPS, item=5),
    Scene("headcount", "2 tab 3 f5", page=PageName.COUNT, item=5),
    Scene("pass-choosing", "down enter space 2 f5", page=PageName.ALONE, item=5),
    Scene("result", page=PageName.RESULT),
)
"""Pages with something on them; the last key only takes away what was said about the one before."""

GOING_ON: Final = (
    (PageName.PROMISE, ("pagedown StepPage", "pageup PromisePage")),
    (PageName.RESULT, ("pagedown StepPage",)),
    (PageName.RESULT, ("pageup StepPage",)),
    (
        PageName.OVERVIEW,
        ("pagedown PlanPage", "pagedown ReadBackPage", "pageup PlanPage", "pageup OverviewPage"),
    ),
)
"""A page, and where each key leads to one after another from there."""


@pytest.mark.parametrize("scene", HALF_KEYED, ids=str)
async def test_no_key_of_it_loses_what_was_keyed(tmp_path: Path, scene: Scene) -> None:
    desk = full_desk(tmp_path)
    async with shown(scene, desk) as pilot:
        before, session, page = pilot.lines, room_of(desk).session, pilot.page
        await pilot.keys(f"{OTHER_KEYS} b enter")
        assert pilot.lines == before
        if scene.page is not PageName.RESULT:
            await pilot.keys("escape")
            assert pilot.page == "AskDialog"
            await pilot.keys("escape")
            assert (pilot.page, pilot.lines) == (page, before)

            await pilot.keys("pagedown pageup")
            await pilot.keys("" if pilot.page == page else "escape")
            assert (pilot.page, pilot.lines) == (page, before)
        assert room_of(desk).session is session


@pytest.mark.parametrize(("page", "leads"), GOING_ON)
async def test_page_up_and_page_down_go_through_the_workshop(
    tmp_path: Path, page: PageName, leads: tuple[str, ...]
) -> None:
    async with running(at(full_desk(tmp_path), Place(page))) as pilot:
        for key, led in map(str.split, leads):
            await pilot.keys(key)
            assert pilot.page == led


async def test_nothing_that_is_pasted_or_clicked_while_it_is_blank_arrives(tmp_path: Path) -> None:
    async with shown(Scene("set-up", "home down enter E x"), full_desk(tmp_path)) as pilot:
        before = pilot.lines
        await pilot.keys("f9")
        await pilot.paste("pasted")
        for place in ((4, 23), (30, 5), (4, 10)):
            await pilot.click(offset=place)
        await pilot.settle()
        assert pilot.text.strip() == ""

        await pilot.keys("f9")
        assert pilot.lines == before
