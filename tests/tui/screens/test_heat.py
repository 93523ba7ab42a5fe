"""The heat map and a result by groups: groups when asked for, people by name only after two questions."""

from __future__ import annotations

from pathlib import Path

import pytest

from scrutiny_tui.domain.session import PageName, Place
from scrutiny_tui.services.desk import Desk
from scrutiny_tui.tui.commands import available
from tests.support.screens import (
    DETAILS,
    NORMAL,
    SIZES,
    SMALL,
    Size,
    a_result,
    at,
    by_name,
    keyed,
    make_desk,
    page_name,
    run_from_palette,
    running,
    said,
    told,
    write,
)

GROUPS = "8 members, 1 chair, 6 co-optees"


def desk_of(tmp_path: Path, people: str = GROUPS, *, names: bool = False) -> Desk:
    """Return a workshop in which two steps have a result; members are on the first step further on than the others."""
    desk = make_desk(tmp_path, by_name() if names else DETAILS, people)
    write(desk, a_result(1, "3 3 3 3 3 3 3 3 3 1 1 1 1 1 1"), a_result(2, "2 " * 15))
    return at(desk, Place(PageName.OVERVIEW))


@pytest.mark.parametrize("size", SIZES)
async def test_groups_are_shown_when_they_are_asked_for(tmp_path: Path, size: Size) -> None:
    async with running(desk_of(tmp_path), size) as pilot:
        await run_from_palette(pilot, "Heat map of groups")
        told = said(pilot)

        assert "Members and chairs" in told or "Members and …" in told
        assert "Co-optees" in told
        assert told.index("Step 2") < told.index("Step 1")
        assert "3 ████" in told
        assert "1 ░░░░" in told
        await keyed(pilot, "escape")
        assert page_name(pilot) == "OverviewPage"


async def test_where_somebody_could_be_picked_out_it_says_so(tmp_path: Path) -> None:
    async with running(desk_of(tmp_path, "13 members, 1 chair, 1 co-optee")) as pilot:
        await run_from_palette(pilot, "Heat map of groups")

        assert "so that nobody can be picked out" in said(pilot)
        await keyed(pilot, "down right pagedown")
        assert "so that nobody can be picked out" in said(pilot)


async def test_people_are_shown_by_name_only_after_two_questions(tmp_path: Path) -> None:
    people = "\n".join(f"{letter}. Councillor" for letter in "ABCDEFGHIJKLMNO")
    async with running(desk_of(tmp_path, people, names=True)) as pilot:
        await run_from_palette(pilot, "Heat map of people")
        assert "Show each person's answers?" in said(pilot)
        assert "A. Councillor" not in said(pilot)
        await keyed(pilot, "down enter")
        assert "Has everybody in the room agreed to it?" in said(pilot)
        assert "A. Councillor" not in said(pilot)
        await keyed(pilot, "down enter")

        assert page_name(pilot) == "HeatPage"
        assert "A. Councillor" in said(pilot)


@pytest.mark.parametrize("keys", ["enter", "escape", "down enter enter", "down enter escape"])
async def test_people_are_not_shown_where_either_question_is_not_answered_with_yes(
    tmp_path: Path, keys: str
) -> None:
    people = "\n".join(f"{letter}. Councillor" for letter in "ABCDEFGHIJKLMNO")
    async with running(desk_of(tmp_path, people, names=True)) as pilot:
        await run_from_palette(pilot, "Heat map of people")
        await keyed(pilot, keys)

        assert page_name(pilot) == "OverviewPage"
        assert "A. Councillor" not in said(pilot)


async def test_people_are_not_offered_where_answers_are_not_kept_by_name(tmp_path: Path) -> None:
    async with running(desk_of(tmp_path)) as pilot:
        titles = {command.title for command in available(pilot.app.screen)}

    assert "Heat map of groups" in titles
    assert "Heat map of people" not in titles


async def test_thirty_people_can_be_read_through_page_by_page(tmp_path: Path) -> None:
    people = "\n".join(f"{first}{second}. Councillor" for first in "ABCDEF" for second in "abcde")
    desk = make_desk(tmp_path, by_name(), people)
    write(desk, *(a_result(step, "1 2 3 " * 10) for step in range(1, 7)))
    async with running(at(desk, Place(PageName.OVERVIEW)), NORMAL) as pilot:
        await run_from_palette(pilot, "Heat map of people")
        await keyed(pilot, "down enter down enter")
        seen = set(said(pilot).split())
        await keyed(pilot, "pagedown pagedown")
        seen |= set(said(pilot).split())

        assert {f"{first}{second}." for first in "ABCDEF" for second in "abcde"} <= seen
        await keyed(pilot, "pageup pageup")
        assert "rows 1 to" in said(pilot)


async def test_a_result_is_compared_by_groups_from_its_page(tmp_path: Path) -> None:
    desk = desk_of(tmp_path)
    async with running(at(desk, Place(PageName.RESULT)), SMALL) as pilot:
        await run_from_palette(pilot, "Compare groups")
        told = said(pilot).replace("║ ║ ", "")

        assert "Members and chairs: Beginning 0, Developing 0, Strong 9." in told
        await keyed(pilot, "end")
        assert "These groups differ" in said(pilot)


async def test_only_keys_that_lead_somewhere_are_offered(tmp_path: Path) -> None:
    async with running(desk_of(tmp_path), SMALL) as pilot:
        await run_from_palette(pilot, "Heat map of groups")
        assert "Further" not in told(pilot, "KeyBar")


async def test_what_does_not_fit_is_offered_until_it_is_reached(tmp_path: Path) -> None:
    people = "\n".join(f"{letter}. Councillor" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    desk = make_desk(tmp_path, by_name(), people)
    write(desk, a_result(1, "1 " * 26))
    async with running(at(desk, Place(PageName.OVERVIEW)), SMALL) as pilot:
        await run_from_palette(pilot, "Heat map of people")
        await keyed(pilot, "down enter down enter")
        assert "↓ Further down" in told(pilot, "KeyBar")
        await keyed(pilot, "pagedown pagedown pagedown")
        assert "Further down" not in told(pilot, "KeyBar")
