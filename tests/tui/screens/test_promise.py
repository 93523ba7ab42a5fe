from __future__ import annotations

from pathlib import Path

import pytest

from scrutiny_tui.domain.secrecy import promise
from scrutiny_tui.domain.session import Details, PageName, Place
from tests.support.screens import DETAILS, by_name, keyed, make_desk, page_name, running, said, workshop_of


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
        assert f"Answers are kept: {details.secrecy.value}" in said(pilot)
        assert "Nobody needs to say what they chose." in said(pilot)
    assert workshop_of(desk).session.sitting.promised == promise(details.secrecy)


async def test_the_welcome_and_the_briefing_do_not_count_as_read_out(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)

    async with running(desk) as pilot:
        await keyed(pilot, "right right left")

    assert workshop_of(desk).session.sitting.promised == ""
