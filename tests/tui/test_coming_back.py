"""Whatever every page of a workshop offers leads back to where one was."""

from __future__ import annotations

from pathlib import Path

import pytest

from scrutiny_tui.domain.session import PageName, Place
from tests.support.screens import at, make_desk, running, some_answers, write
from tests.support.sessions import room_of
from tests.tui.scenes import full_desk

OVER_A_PAGE = (
    "Who is here",
    "Note to the next facilitator",
    "Import answers",
    "Print slips and forms",
    "Details of this workshop",
)
"""What opens over a page and is left with Escape."""

PAGES = (PageName.ANSWERS, PageName.SLIPS, PageName.COUNT, PageName.RESULT, PageName.STEP)


@pytest.mark.parametrize("page", PAGES)
async def test_escape_leads_back_to_the_page_as_it_was_left(tmp_path: Path, page: PageName) -> None:
    item = 1 if page is PageName.RESULT else 5
    async with running(at(full_desk(tmp_path), Place(page, item))) as pilot:
        await pilot.keys("down down")
        before = pilot.lines
        for title in OVER_A_PAGE:
            await pilot.ask_for(title)
            assert pilot.lines != before

            await pilot.keys("escape")
            assert pilot.lines == before


async def test_the_lesson_and_details_lead_back_to_where_the_room_was(tmp_path: Path) -> None:
    async with running(at(make_desk(tmp_path), Place(PageName.STEP))) as pilot:
        await pilot.keys("down down")
        assert "To talk about (3 of 6)" in pilot.said
        await pilot.keys("l enter escape n escape")

        assert "To talk about (3 of 6)" in pilot.said
    desk = make_desk(tmp_path)
    async with running(at(desk, Place(PageName.BRIEFING, leaf=2))) as pilot:
        await pilot.keys("right")
        await pilot.ask_for("Details of this workshop")
        await pilot.fill(council="Elsewhere")
        await pilot.keys("ctrl+s")

        assert pilot.page == "BriefingPage"
        assert "4/17" in pilot.said
        assert "Details saved." in pilot.told("MessageLine")
    assert room_of(desk).session.details.council == "Elsewhere"


async def test_the_overview_leads_back_to_a_vote_until_it_is_set_aside(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    write(desk, some_answers(2, "2 1"))
    async with running(at(desk, Place(PageName.ANSWERS, 2))) as pilot:
        await pilot.keys("o down enter")
        assert pilot.page == "OverviewPage"

        await pilot.keys("left")
        assert pilot.page == "AnswersPage"
        assert "Step 2 of 6" in pilot.said

        await pilot.keys("o down enter")
        room_of(desk).begin_sitting()
        await pilot.keys("left")
        assert pilot.page == "StepPage"


async def test_a_page_looks_the_same_whichever_page_was_first(tmp_path: Path) -> None:
    looks = []
    for first in (PageName.STEP, PageName.READ_BACK):
        async with running(at(full_desk(tmp_path / first), Place(first)), (100, 30)) as pilot:
            await pilot.ask_for("Finish and report")
            assert pilot.page == "ClosePage"
            looks.append(pilot.lines)

    assert looks[0] == looks[1]
