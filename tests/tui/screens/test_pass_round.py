from __future__ import annotations

from pathlib import Path

import pytest

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.domain.moves import vote_on
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.domain.session import Details, PageName
from scrutiny_tui.tui.widgets.big import BigText
from tests.support.screens import DETAILS, Driver, at_vote, ballots, by_name, make_desk, running, write
from tests.support.sessions import room_of

ON = "enter"
OFF = "down enter"
"""The answers to whether the projector is off, the safe one first."""

WAKE = "space"


def at_pass(folder: Path, people: str = "6 members", details: Details = DETAILS) -> Desk:
    """Return a desk at the page that is passed round, with the vote on step 1 open."""
    return at_vote(make_desk(folder, details, people), PageName.ALONE)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A workshop of six people at the page that is passed round."""
    return at_pass(tmp_path)


def following(pilot: Driver) -> str:
    """Return whose turn it is, as the resting page says it."""
    return pilot.screen.query_one("#next", BigText).text


async def test_it_asks_about_the_projector_first_and_once_off_shows_the_choice(desk: Desk) -> None:
    async with running(desk) as pilot:
        assert pilot.page == "AskDialog"
        assert "Is the projector showing this screen?" in pilot.said

        await pilot.keys(ON)
        assert pilot.told("#asked") == "Please pass the laptop to"
        assert following(pilot) == "Member 1"
        assert "Space Begin" in pilot.told("KeyBar")
        assert "any key" not in pilot.said
    async with running(desk) as pilot:
        await pilot.keys(f"{OFF} {WAKE} 2")
        assert "► 2 " in pilot.told("#page")

        await pilot.keys("d")
        assert "► d don't know" in pilot.told("#page")
        assert "► 2 " not in pilot.told("#page")


@pytest.mark.parametrize("key", ["1", "d", "minus", "space", "x", "up"])
async def test_the_key_that_wakes_the_page_does_nothing_else(desk: Desk, key: str) -> None:
    async with running(desk) as pilot:
        await pilot.keys(f"{OFF} {key}")
        assert "□ Not chosen yet" in pilot.said
        assert "►" not in pilot.told("#page")

        await pilot.keys("enter")
        assert pilot.told("#echo") == "Choose first: 1, 2 or 3."
        await pilot.keys("2")
        assert pilot.told("#echo") == ""
    assert ballots(desk) == {}
    assert room_of(desk).session.sitting.away == frozenset()


@pytest.mark.parametrize("asked", [ON, "escape"])
async def test_while_it_is_on_every_choice_gives_the_same_picture(desk: Desk, asked: str) -> None:
    async with running(desk) as pilot:
        await pilot.keys(f"{asked} {WAKE}")
        before = pilot.picture
        pictures = set()
        for key in ["1", "2", "3", "d", "a", "i"]:
            await pilot.keys(key)
            pictures.add(pilot.picture)

    assert len(pictures) == 1
    assert before not in pictures


async def test_enter_takes_the_last_choice_and_rests_for_the_next_person_who_is_here(desk: Desk) -> None:
    async with running(desk) as pilot:
        await pilot.keys(f"{OFF} {WAKE} -")
        assert following(pilot) == "Member 2"
        assert room_of(desk).session.sitting.away == {1}

        await pilot.keys(f"{WAKE} 1 3 enter enter enter")
        assert following(pilot) == "Member 3"
        assert "Press Space to begin." in pilot.told("#page")

        await pilot.keys("2 enter")
    assert ballots(desk) == {2: Answer.LEVEL_3}


async def test_what_is_had_on_every_page_is_had_on_the_resting_page(desk: Desk) -> None:
    async with running(desk) as pilot:
        await pilot.keys(OFF)
        for key in ("b", "f9"):
            await pilot.keys(key)
            assert pilot.text.strip() == ""
            await pilot.keys(key)
            assert "Press Space to begin." in pilot.told("#page")

        await pilot.keys("t")
        assert pilot.page == "TypedOrChosen"
        await pilot.keys("escape P")
        assert pilot.page == "PlanPage"


async def test_everybody_after_one_another_until_all_are_in_and_no_key_takes_an_answer(desk: Desk) -> None:
    async with running(desk) as pilot:
        await pilot.keys(f"{OFF} " + f"{WAKE} 2 enter " * 6 + "3 enter 3 enter")
        assert "Everyone who is here has answered." in pilot.told("#page")
        assert ballots(desk) == dict.fromkeys(range(1, 7), Answer.LEVEL_2)

        await pilot.keys("r")
        assert pilot.page == "ResultPage"
        assert "Everyone chose Developing." in pilot.said


async def test_escape_asks_before_it_leaves(desk: Desk) -> None:
    room_of(desk).cast(1, 6, Answer.LEVEL_1)

    async with running(desk) as pilot:
        await pilot.keys(OFF)
        for keys in ("", WAKE, "3"):
            await pilot.keys(f"{keys} escape")
            assert "Leave this page? 1 answer is saved." in pilot.said
            assert ("The choice on this page is not saved yet." in pilot.said) is (keys == "3")

            await pilot.keys("enter")
            assert pilot.page == "PassPage"
    assert ballots(desk) == {6: Answer.LEVEL_1}


async def test_the_name_is_called_and_a_prompt_asked_by_its_own_words(tmp_path: Path) -> None:
    desk = at_pass(tmp_path, "Ann Example, Bob Sample", by_name())
    async with running(desk) as pilot:
        await pilot.keys(OFF)
        assert following(pilot) == "Ann Example"

        await pilot.keys(WAKE)
        assert pilot.told("#page").startswith("Ann Example: step 1")
    desk = make_desk(tmp_path, people="2 members")
    write(desk, lambda session: vote_on(session, frozenset({102})))
    async with running(at_vote(desk, PageName.ALONE, 102)) as pilot:
        await pilot.keys(f"{OFF} {WAKE}")
        shown = pilot.told("#page")
        assert shown.startswith("Member 1: prompt 1.2 ")
        assert shown.count(room_of(desk).session.wording.item(102).title) == 1


async def test_another_way_may_take_the_rest(desk: Desk) -> None:
    async with running(desk) as pilot:
        await pilot.keys(f"{OFF} {WAKE} 2 enter m enter")

        assert pilot.page == "AnswersPage"
        assert pilot.counted == "1 of 6 has answered"


async def test_the_resting_page_offers_the_result_and_the_other_does_not(desk: Desk) -> None:
    room_of(desk).cast(1, 6, Answer.LEVEL_1)
    async with running(desk) as pilot:
        await pilot.keys(OFF)
        assert "r Result" in pilot.told("KeyBar")
        await pilot.keys("r")
        assert "1 of 6 has answered" in pilot.said

        await pilot.keys(f"escape {WAKE} 2")
        assert "Result" not in pilot.told("KeyBar")
        for key in ("r", "m"):
            await pilot.keys(key)
            assert pilot.page == "PassPage"
