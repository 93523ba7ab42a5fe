"""Whatever every page of a workshop offers leads back to where one was."""

from __future__ import annotations

from pathlib import Path

import pytest

from scrutiny_tui.domain.session import PageName, Place
from tests.support.screens import (
    at,
    filled,
    keyed,
    make_desk,
    page_name,
    run_from_palette,
    running,
    said,
    screen_lines,
    some_answers,
    told,
    workshop_of,
    write,
)
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
        await keyed(pilot, "down down")
        before = screen_lines(pilot)
        for title in OVER_A_PAGE:
            await run_from_palette(pilot, title)
            assert screen_lines(pilot) != before

            await keyed(pilot, "escape")
            assert screen_lines(pilot) == before


async def test_the_lesson_leads_back_to_the_prompt_that_was_talked_about(tmp_path: Path) -> None:
    async with running(at(make_desk(tmp_path), Place(PageName.STEP))) as pilot:
        await keyed(pilot, "down down")
        assert "To talk about (3 of 6)" in said(pilot)
        await keyed(pilot, "l enter escape n escape")

        assert "To talk about (3 of 6)" in said(pilot)


async def test_from_the_overview_back_to_a_vote_that_goes_on(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    write(desk, some_answers(2, "2 1"))
    async with running(at(desk, Place(PageName.ANSWERS, 2))) as pilot:
        await keyed(pilot, "o down enter")
        assert page_name(pilot) == "OverviewPage"

        await keyed(pilot, "left")
        assert page_name(pilot) == "AnswersPage"
        assert "Step 2 of 6" in said(pilot)


async def test_from_the_overview_back_to_a_vote_whose_result_was_set_aside_leads_to_the_step(
    tmp_path: Path,
) -> None:
    desk = make_desk(tmp_path)
    async with running(at(desk, Place(PageName.ANSWERS, 2))) as pilot:
        await keyed(pilot, "o")
        workshop_of(desk).begin_sitting()
        await keyed(pilot, "left")

        assert page_name(pilot) == "StepPage"


async def test_after_details_were_kept_the_page_shows_them_where_the_room_was(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    async with running(at(desk, Place(PageName.BRIEFING, leaf=2))) as pilot:
        await keyed(pilot, "right")
        await run_from_palette(pilot, "Details of this workshop")
        await filled(pilot, council="Elsewhere")
        await keyed(pilot, "ctrl+s")

        assert page_name(pilot) == "BriefingPage"
        assert "4/17" in said(pilot)
        assert "Details saved." in told(pilot, "MessageLine")
    assert workshop_of(desk).session.details.council == "Elsewhere"
