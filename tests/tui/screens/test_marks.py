"""Pins, things to come back to, what is done, and how much fits before the end."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.acts.time_acts import finish_at
from scrutiny_tui.domain.session import PageName, Place
from tests.support.screens import (
    SIZES,
    Size,
    a_result,
    at,
    keyed,
    make_desk,
    run_from_palette,
    running,
    said,
    told,
    workshop_of,
    write,
)
from tests.support.sessions import FixedClock

SPLIT = "1 1 1 1 1 1 1 3 3 3 3 3 3 3 2"
SPREAD = "1 1 1 1 1 2 2 2 2 2 3 3 3 3 3"


def desk_at(tmp_path: Path, page: PageName, item: int = 1, clock: FixedClock | None = None) -> Desk:
    desk = make_desk(tmp_path, people="15 members", clock=clock)
    write(desk, a_result(1, SPREAD), a_result(2, SPLIT))
    return at(desk, Place(page, item))


@pytest.mark.parametrize("size", SIZES)
async def test_a_step_is_pinned_from_the_overview(tmp_path: Path, size: Size) -> None:
    async with running(desk_at(tmp_path, PageName.OVERVIEW), size) as pilot:
        assert told(pilot, "TopicLine").startswith("Talk about next: 2")
        await keyed(pilot, "asterisk")

        assert told(pilot, "TopicLine").startswith("Talk about next: 1 Knowledge: pinned; no single view")
        assert "(pinned)" in said(pilot)
        assert "Step 1 is pinned" in said(pilot)


async def test_a_pin_is_taken_away_by_the_same_key(tmp_path: Path) -> None:
    async with running(desk_at(tmp_path, PageName.OVERVIEW)) as pilot:
        await keyed(pilot, "asterisk asterisk")

        assert told(pilot, "TopicLine").startswith("Talk about next: 2")
        assert "(pinned)" not in said(pilot)
        assert "Step 1 is not pinned any more." in said(pilot)


async def test_what_to_come_back_to_goes_last_and_stays_there_over_a_restart(tmp_path: Path) -> None:
    desk = desk_at(tmp_path, PageName.OVERVIEW, item=2)
    async with running(desk) as pilot:
        await keyed(pilot, "c")
        assert "Step 2 is one to come back to." in said(pilot)
    path = workshop_of(desk).path
    desk.leave()
    desk.open(path)

    async with running(desk) as pilot:
        assert told(pilot, "TopicLine").endswith("2 Role: to come back to; two opposite views")


async def test_what_is_done_is_left_out(tmp_path: Path) -> None:
    async with running(desk_at(tmp_path, PageName.OVERVIEW)) as pilot:
        await run_from_palette(pilot, "Done with this")

        assert "Knowledge" not in told(pilot, "TopicLine")
        assert "(done)" in said(pilot)


async def test_a_result_can_be_marked_on_its_own_page(tmp_path: Path) -> None:
    async with running(desk_at(tmp_path, PageName.RESULT, item=2)) as pilot:
        await keyed(pilot, "c")
        assert "Step 2 is one to come back to." in said(pilot)
        await keyed(pilot, "o")

        assert told(pilot, "TopicLine").endswith("to come back to; two opposite views")


async def test_how_much_fits_before_the_end_is_told_once_an_end_is_set(tmp_path: Path) -> None:
    clock = FixedClock()
    desk = desk_at(tmp_path, PageName.OVERVIEW, clock=clock)
    clock.move_on(timedelta(minutes=40))
    async with running(desk) as pilot:
        assert "Before" not in told(pilot, "TopicLine")
        await keyed(pilot, "t")
        assert "A number counts down so many minutes." in said(pilot)
        await keyed(pilot, "1 5 . 1 5 enter")

        assert "We have to end at 15.15." in said(pilot)
        assert told(pilot, "TopicLine").endswith(
            "Before 15.15 about 1 of 2 fits, at 20 minutes a step so far."
        )


@pytest.mark.parametrize(
    ("minutes", "ends"),
    [
        (2, "about 2 of 2 fit, at 1 minute a step so far."),
        (20, "about 2 of 2 fit, at 10 minutes a step so far."),
        (58, "about 0 of 2 fit, at 29 minutes a step so far."),
        (90, "no single view"),
    ],
)
async def test_the_time_left_is_told_in_numbers_and_nothing_is_said_of_being_over(
    tmp_path: Path, minutes: int, ends: str
) -> None:
    clock = FixedClock()
    desk = desk_at(tmp_path, PageName.OVERVIEW, clock=clock)
    finish_at(workshop_of(desk), "15.15")
    clock.move_on(timedelta(minutes=minutes))

    async with running(desk) as pilot:
        assert told(pilot, "TopicLine").endswith(ends)


async def test_a_time_that_has_passed_or_is_none_is_refused_in_words(tmp_path: Path) -> None:
    async with running(desk_at(tmp_path, PageName.OVERVIEW)) as pilot:
        await keyed(pilot, "t 1 3 . 0 0 enter")
        assert "13.00 has passed." in said(pilot)
        await keyed(pilot, "t x enter")
        assert "is not a time of day" in said(pilot)


async def test_the_whole_list_can_be_read(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, people="15 members")
    write(desk, *(a_result(step, SPREAD) for step in range(1, 7)))
    async with running(at(desk, Place(PageName.OVERVIEW))) as pilot:
        assert "and 2 more" in told(pilot, "TopicLine")
        await run_from_palette(pilot, "All there is to talk about")

        assert said(pilot).count("no single view") >= 6


async def test_a_step_of_which_prompts_were_answered_shows_their_tally(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, people="15 members")
    write(
        desk,
        lambda session: replace(session, prompts=frozenset({101, 102, 103})),
        a_result(101, SPLIT),
        a_result(102, "2 " * 15),
    )
    async with running(at(desk, Place(PageName.OVERVIEW))) as pilot:
        assert "Its prompts: clear agreement 1, two opposite views 1. Furthest apart: Prompt 1.1." in said(
            pilot
        )
        assert "Prompt 1.1: two opposite views" in told(pilot, "TopicLine")
        await keyed(pilot, "enter enter")
        together = told(pilot, "#talk")

        assert "Its prompts: clear agreement 1, two opposite views 1." in together
        assert "— two opposite views" in together
        assert "— all at Developing" in together
        assert "— to be answered" in together
