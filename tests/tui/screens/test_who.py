"""The list of people: who is here, and who is on it."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import OptionList

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.domain.session import PageName, Place
from tests.support.screens import NORMAL, SMALL, TABLES, Driver, at, make_desk, running, some_answers, write
from tests.support.sessions import room_of


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk with a workshop of a chair and three members, on its first step."""
    return at(make_desk(tmp_path, people="1 chair, 3 members"), Place(PageName.STEP))


def listed(desk: Desk) -> list[str]:
    """Return the labels on the list."""
    return [voter.label for voter in room_of(desk).session.voters.values()]


def marked(pilot: Driver) -> str:
    """Return the line of the list that is marked."""
    option = pilot.screen.query_one(OptionList).highlighted_option
    assert option is not None
    return str(option.prompt)


async def test_a_person_is_taken_off_after_asking_once_and_the_number_is_not_given_again(desk: Desk) -> None:
    async with running(desk) as pilot:
        await pilot.keys("w down down delete")
        assert "Remove Member 2 from the list?" in pilot.said
        await pilot.keys("enter")
        assert len(listed(desk)) == 4

        await pilot.keys("backspace down enter")
        assert pilot.page == "WhoDialog"
        assert marked(pilot) == "■ Member 3  here"
        assert listed(desk) == ["Chair", "Member 1", "Member 3"]

        await pilot.keys("tab tab enter down enter")
        assert listed(desk) == ["Chair", "Member 1"]

        await pilot.keys("shift+tab")
        await pilot.type("1 member")
        await pilot.keys("enter")
        assert marked(pilot) == "■ Member 4  here"
    assert listed(desk) == ["Chair", "Member 1", "Member 4"]


async def test_whoever_has_answered_stays_and_it_is_said_why(desk: Desk) -> None:
    write(desk, some_answers(1, "2 1"))
    async with running(desk) as pilot:
        await pilot.keys("w down delete")

        assert pilot.page == "WhoDialog"
        why = "Member 1 has answered step 1, so can't be removed. Mark them absent instead."
        assert pilot.told("MessageLine") == why
    assert len(listed(desk)) == 4


async def test_every_way_is_on_the_screen_and_an_arrow_leads_back_into_the_list(desk: Desk) -> None:
    async with running(desk) as pilot:
        await pilot.keys("w down tab up enter")
        assert room_of(desk).session.sitting.away == {2}

        await pilot.keys("tab enter enter")
        assert pilot.page == "WhoDialog"
        assert room_of(desk).session.sitting.away == frozenset()

        await pilot.keys("tab 1 space m e m b e r backspace home delete")
        assert pilot.page == "WhoDialog"
    assert len(listed(desk)) == 4
    async with running(desk) as pilot:
        await pilot.keys("w")
        for size in (SMALL, NORMAL):
            await pilot.resize(size)
            assert "[ Remove the marked person ]" in pilot.said
            assert "Enter Here or absent Tab Add" in pilot.said


@pytest.mark.parametrize("way", [PageName.ANSWERS, PageName.SLIPS, PageName.COUNT])
async def test_a_vote_that_is_open_goes_on_without_them(desk: Desk, way: PageName) -> None:
    write(desk, some_answers(1, "2 1"))
    at(desk, Place(way))
    async with running(desk) as pilot:
        await pilot.keys("w end delete down enter escape")

        assert pilot.page in {"AnswersPage", "HeadcountPage"}
        assert "Member 3" not in pilot.said
    found = room_of(desk).session
    assert len(found.electorate) == 3


async def test_where_tables_answer_one_member_more_is_said_to_be_one_more_table(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, TABLES, "6; 5; 4")
    async with running(at(desk, Place(PageName.STEP)), (120, 40)) as pilot:
        await pilot.keys("w")
        assert "for example 5 members: one more table" in pilot.said

        await pilot.keys("tab")
        await pilot.type("1 member")
        await pilot.keys("enter")
        assert "Table 4 added, with 1 person." in pilot.said
