"""Workshops are chosen from the list and set side by side, from the start page and from an open workshop."""

from __future__ import annotations

from pathlib import Path

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.domain.session import PageName, Place
from tests.support.screens import (
    DETAILS,
    SMALL,
    a_result,
    at,
    keyed,
    make_desk,
    page_name,
    run_from_palette,
    running,
    said,
    screen_text,
    write,
)


def with_two(folder: Path) -> Desk:
    """Return a desk with an open workshop beside an earlier one, each with a result."""
    desk = make_desk(folder)
    write(desk, a_result(1, "1 2 2 2 2 2"))
    voters = tuple(desk.workshop.session.voters.values()) if desk.workshop else ()
    desk.create(DETAILS, voters)
    write(desk, a_result(1, "3 3 3 3 3 3"))
    return at(desk, Place(PageName.STEP))


async def test_two_are_chosen_with_space_and_shown_with_enter(tmp_path: Path) -> None:
    desk = with_two(tmp_path)
    desk.leave()
    async with running(desk) as pilot:
        await run_from_palette(pilot, "Compare workshops…")
        await keyed(pilot, "space enter")
        assert "Name at least two workshops to compare." in said(pilot)
        await keyed(pilot, "down space")
        assert screen_text(pilot).count("■ ") == 2
        await keyed(pilot, "enter")
        assert page_name(pilot) == "TellingDialog"
        assert "Strong 6 (n = 6)" in screen_text(pilot)
        await keyed(pilot, "escape escape")
        assert page_name(pilot) == "HomePage"


async def test_the_open_workshop_is_chosen_already_and_one_comes_back_to_it(tmp_path: Path) -> None:
    async with running(with_two(tmp_path), SMALL) as pilot:
        await run_from_palette(pilot, "Compare with an earlier one…")
        await keyed(pilot, "down space enter")
        assert page_name(pilot) == "TellingDialog"
        await keyed(pilot, "escape escape")
        assert page_name(pilot) == "StepPage"


async def test_a_click_chooses_and_a_second_one_leaves_out(tmp_path: Path) -> None:
    desk = with_two(tmp_path)
    desk.leave()
    async with running(desk) as pilot:
        await run_from_palette(pilot, "Compare workshops…")
        for chosen in (1, 0):
            await pilot.click("Choices", offset=(4, 1))
            assert screen_text(pilot).count("■ ") == chosen


async def test_a_third_is_not_taken_until_one_is_left_out(tmp_path: Path) -> None:
    desk = with_two(tmp_path)
    desk.create(DETAILS, tuple(desk.workshop.session.voters.values()) if desk.workshop else ())
    desk.leave()
    async with running(desk) as pilot:
        await run_from_palette(pilot, "Compare workshops…")
        await keyed(pilot, "space down space down space")
        assert screen_text(pilot).count("■ ") == 2
        assert "leave one of them out first" in said(pilot)

        await keyed(pilot, "up space down space")
        assert screen_text(pilot).count("■ ") == 2
