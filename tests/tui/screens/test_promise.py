from __future__ import annotations

from pathlib import Path

import pytest

from scrutiny_tui.domain.secrecy import promise
from scrutiny_tui.domain.session import Details, PageName, Place
from tests.support.screens import (
    DETAILS,
    a_result,
    at,
    by_name,
    keyed,
    make_desk,
    page_name,
    run_from_palette,
    running,
    said,
    some_answers,
    workshop_of,
    write,
)


async def test_the_promise_comes_before_the_first_answer_of_a_sitting(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    workshop_of(desk).move_to(Place(PageName.STEP, 3))

    async with running(desk) as pilot:
        await keyed(pilot, "v")
        assert page_name(pilot) == "PromisePage"

        await keyed(pilot, "enter")
        assert page_name(pilot) == "AnswersPage"
        assert "Step 3 of 6" in said(pilot)


async def test_the_promise_is_shown_once_a_sitting(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    workshop_of(desk).move_to(Place(PageName.STEP))

    async with running(desk) as pilot:
        await keyed(pilot, "v enter escape right v")

        assert page_name(pilot) == "AnswersPage"


@pytest.mark.parametrize("details", [DETAILS, by_name()], ids=["labels", "by name"])
async def test_its_text_is_shown_whole_and_kept(tmp_path: Path, details: Details) -> None:
    desk = make_desk(tmp_path, details)
    workshop_of(desk).move_to(Place(PageName.PROMISE))

    async with running(desk) as pilot:
        assert promise(details.secrecy) in said(pilot)
        assert f"Answers are kept {details.secrecy.manner}." in said(pilot)
        assert "Nobody needs to say what they chose." in said(pilot)
    assert workshop_of(desk).session.sitting.promised == promise(details.secrecy)


async def test_the_welcome_and_the_briefing_do_not_count_as_read_out(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)

    async with running(desk) as pilot:
        await keyed(pilot, "right right left")

    assert workshop_of(desk).session.sitting.promised == ""


async def test_back_leads_to_the_page_that_the_briefing_was_left_on(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    pages = len(workshop_of(desk).pack.pages)

    async with running(desk) as pilot:
        await keyed(pilot, "right " * (pages + 2))
        for key in ("left", "pageup", "escape"):
            assert page_name(pilot) == "PromisePage"
            await keyed(pilot, key)
            assert page_name(pilot) == "BriefingPage"
            assert f"Briefing {pages} of {pages}" in said(pilot)
            await keyed(pilot, "right")


async def test_back_leads_to_the_last_page_of_the_short_briefing(tmp_path: Path) -> None:
    async with running(make_desk(tmp_path)) as pilot:
        await keyed(pilot, "right")
        await run_from_palette(pilot, "Short briefing")
        while page_name(pilot) == "BriefingPage":
            await keyed(pilot, "right")
        await keyed(pilot, "left")

        assert "Briefing 4 of 4" in said(pilot)


async def test_where_the_briefing_was_not_shown_back_leads_to_the_welcome_page(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    workshop_of(desk).move_to(Place(PageName.PROMISE))

    async with running(desk) as pilot:
        await keyed(pilot, "left")

        assert page_name(pilot) == "WelcomePage"


@pytest.mark.parametrize("page", [PageName.STEP, PageName.RESULT])
async def test_answering_again_in_a_new_sitting_goes_by_the_promise(tmp_path: Path, page: PageName) -> None:
    desk = make_desk(tmp_path, people="3 members")
    write(desk, a_result(1, "2 2 2"))
    at(desk, Place(page, 1))
    workshop_of(desk).begin_sitting()
    async with running(desk) as pilot:
        await keyed(pilot, "v down enter")
        assert page_name(pilot) == "PromisePage"

        await keyed(pilot, "enter")
        assert page_name(pilot) == "AnswersPage"
        await keyed(pilot, "3 3 3 r")
    assert workshop_of(desk).session.sitting.promised
    assert len(workshop_of(desk).session.revealed(1)) == 2


async def test_a_vote_from_a_file_is_not_opened_before_the_promise(tmp_path: Path) -> None:
    desk = at(make_desk(tmp_path, people="3 members"), Place(PageName.ANSWERS, 1))
    workshop_of(desk).begin_sitting()
    write(desk, some_answers(1, "2 2"))
    async with running(desk) as pilot:
        assert page_name(pilot) == "StepPage"

        await keyed(pilot, "v")
        assert page_name(pilot) == "PromisePage"
