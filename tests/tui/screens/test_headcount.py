from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.domain.session import PageName
from tests.support.screens import Driver, at_vote, empty_desk, make_desk, running, vote
from tests.support.sessions import FixedClock, room_of

COUNTED = "2 down 9 down 4"
"""Two cards say 1, nine say 2, four say 3: everybody of fifteen."""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A workshop of fifteen people at the headcount on step 1."""
    return at_vote(make_desk(tmp_path), PageName.COUNT)


def of_two(folder: Path) -> Desk:
    """Return the desk of a workshop of two people at the headcount on step 1."""
    return at_vote(make_desk(folder, people="2 members"), PageName.COUNT)


def rows(pilot: Driver) -> str:
    """Return the numbers as they are shown."""
    return pilot.told("#rows")


def masked(pilot: Driver) -> int:
    """Return how many of the three statements have a number that is masked."""
    return sum(bool(re.search(rf"\b{level} [^–•\d]*••", rows(pilot))) for level in (1, 2, 3))


async def test_a_step_of_fifteen_people_takes_at_most_twelve_keys(desk: Desk, tmp_path: Path) -> None:
    presses = f"v {COUNTED} r"
    assert len(presses.split()) <= 12

    async with running(desk) as pilot:
        assert pilot.counted == "15 to count"

        await pilot.keys(f"{COUNTED} r")
        assert pilot.page == "ResultPage"
        assert "15 of 15 chose a statement" in pilot.said
        (found,) = room_of(desk).session.revealed(1)
        assert (found.counts, found.ballots) == ((2, 9, 4), {})

        await pilot.keys(f"right {presses}")
        assert pilot.page == "ResultPage"
        assert "Step 2 of 6" in pilot.said
    desk.leave()

    async with running(empty_desk(tmp_path)) as pilot:
        await pilot.keys("enter right v")
        assert pilot.page == "HeadcountPage"


async def test_those_who_chose_no_level_are_counted_too(desk: Desk) -> None:
    async with running(desk) as pilot:
        await pilot.keys("1 enter 9 enter 2 enter 1 enter 1 enter 1 r")

        assert pilot.page == "ResultPage"
    (found,) = room_of(desk).session.revealed(1)
    answers = (Answer.DONT_KNOW, Answer.ABSTAIN, Answer.INTEREST)
    assert [found.tally()[answer] for answer in answers] == [1, 1, 1]
    assert found.counts == (1, 9, 2)


async def test_numbers_stay_masked_until_tab_shows_them_all_and_stays(desk: Desk) -> None:
    async with running(desk) as pilot:
        await pilot.keys("9 down 4")
        assert not {"9", "4"} & {*rows(pilot)}

        await pilot.keys("tab")
        assert "journey 9 ► 2 ■■□ Developing its practice 4 " in rows(pilot)

        await pilot.keys("tab")
        assert "9" not in rows(pilot)


async def test_digits_make_a_number_that_is_changed_and_rows_end_at_the_first_and_last(desk: Desk) -> None:
    async with running(desk) as pilot:
        await pilot.keys("1 2 tab")
        assert "journey 12 2" in rows(pilot)

        await pilot.keys("down up 3")
        assert "journey 3 2" in rows(pilot)
        assert "12" not in rows(pilot)

        for undo in ("u", "backspace"):
            await pilot.keys(f"+ {undo}")
            assert "journey – " in rows(pilot)

        await pilot.keys("+ + + -")
        assert "journey 2 " in rows(pilot)
        await pilot.keys("down - - +")
        assert "practice 1 " in rows(pilot)
    assert room_of(desk).session.sitting.away == frozenset()
    async with running(desk) as pilot:
        await pilot.keys("up 7 down down down down down down down 8 tab")
        assert "Interest declared 8" in rows(pilot)

        await pilot.keys("up up up up up up up")
        assert "journey 7 " in rows(pilot)


async def test_how_many_are_counted_is_said_once_no_number_can_be_told_from_it(desk: Desk) -> None:
    async with running(desk) as pilot:
        await pilot.keys("2 down 9 down")
        assert pilot.counted == "15 to count"

        await pilot.keys("3")
        assert pilot.counted == "14 of 15 counted"

        await pilot.keys("down 2")
        assert pilot.counted == "16 of 15 counted, 1 too many"

        await pilot.keys("r down enter")
        assert pilot.page == "ResultPage"
        assert "14 of 16 chose a statement" in pilot.said
    assert room_of(desk).session.voters[16].label == "Member 12"


async def test_too_many_asks_with_count_again_first(desk: Desk) -> None:
    for voter in (1, 2, 3):
        room_of(desk).set_absent(1, voter, absent=True)

    async with running(desk) as pilot:
        await pilot.keys("3 down 6 down 4 r")
        assert "You counted 13, but 12 are marked as here." in pilot.said
        assert pilot.said.index("Count again") < pilot.said.index("Add 1 person")

        await pilot.keys("enter")
        assert pilot.page == "HeadcountPage"
        assert "journey 3 2 ■■□ Developing its practice 6 ► 3 ■■■ Strong and embedded 4" in rows(pilot)
        assert len(room_of(desk).session.voters) == 15
        assert not vote(desk).closed

        await pilot.keys("up 5 r")
        assert pilot.page == "ResultPage"


async def test_somebody_who_came_back_is_marked_as_here_instead_of_added_to_the_list(desk: Desk) -> None:
    room_of(desk).set_absent(1, 1, absent=True)

    async with running(desk) as pilot:
        await pilot.keys("3 down 7 down 5 r")
        assert "You counted 15, but 14 are marked as here." in pilot.said

        await pilot.keys("down enter")
        assert "Who is here" in pilot.said
        await pilot.keys("enter escape r")
        assert pilot.page == "ResultPage"
        assert "15 of 15 chose a statement" in pilot.said
    assert len(room_of(desk).session.voters) == 15


async def test_fewer_than_are_here_asks_and_nothing_is_kept_before_the_result(desk: Desk) -> None:
    before = room_of(desk).session
    async with running(desk) as pilot:
        await pilot.keys("2 down 9 down 2 r enter")
        assert pilot.page == "HeadcountPage"
        assert masked(pilot) == 3
        assert pilot.counted == "13 of 15 counted"

        await pilot.keys("3 r")
        assert "14 of 15 have answered" in pilot.said
        assert room_of(desk).session == before

        await pilot.keys("down enter")
        assert pilot.page == "ResultPage"
        assert "14 of 15 chose a statement" in pilot.said
    assert room_of(desk).session.revealed(1)[0].counts == (2, 9, 3)


@pytest.mark.parametrize("leaving", ["escape", "m enter"])
async def test_leaving_the_page_asks_before_it_drops_numbers_that_are_keyed(desk: Desk, leaving: str) -> None:
    async with running(desk) as pilot:
        for nothing in ("2 u", "0"):
            await pilot.keys(f"{nothing} escape")
            assert pilot.page == "StepPage"
            await pilot.keys("m down down down enter")

        await pilot.keys("2 down 9 w enter escape")
        assert masked(pilot) == 2
        assert pilot.counted == "14 to count · 1 absent: Chair"

        await pilot.keys(leaving)
        assert "The numbers you have entered are not saved yet." in pilot.said
        await pilot.keys("enter")
        assert pilot.page == "HeadcountPage"
        assert masked(pilot) == 2

        await pilot.keys(f"{leaving} down enter")
        assert pilot.page in {"StepPage", "AnswersPage"}


async def test_a_count_closes_the_list_and_undo_opens_it_again(desk: Desk) -> None:
    room_of(desk).take_headcount(1, {Answer.LEVEL_2: 14})
    async with running(desk) as pilot:
        assert pilot.counted == "14 of 15 counted"

        await pilot.keys("1")
        assert pilot.told("#echo") == "The count is saved. Press u to undo it."

        await pilot.keys("u")
        assert pilot.told("#echo") == "Count undone. Count again."
        assert pilot.counted == "15 to count"
    assert (vote(desk).closed, vote(desk).given) == (False, 0)


async def test_a_count_that_can_no_longer_be_taken_back_is_not_said_to_be(desk: Desk, tmp_path: Path) -> None:
    room_of(desk).take_headcount(1, {Answer.LEVEL_2: 14})
    desk.leave()

    clock = FixedClock()
    clock.move_on(timedelta(minutes=10))
    again = empty_desk(tmp_path, clock=clock)
    async with running(again) as pilot:
        await pilot.keys("enter u")

        assert pilot.page == "HeadcountPage"
        assert "no longer" in pilot.told("#echo")
    assert vote(again).closed


async def test_a_count_mixes_with_slips(desk: Desk) -> None:
    for voter in (1, 2, 3):
        room_of(desk).cast(1, voter, Answer.LEVEL_1)

    async with running(desk) as pilot:
        assert pilot.counted == "12 to count · 3 answered before"
        await pilot.keys("0 down 8 down 4 r")

        assert "15 of 15 chose a statement" in pilot.said
    assert room_of(desk).session.revealed(1)[0].counts == (3, 8, 4)


async def test_too_many_beside_slips_are_told_apart_from_those_who_are_in(desk: Desk) -> None:
    for voter in range(1, 14):
        room_of(desk).cast(1, voter, Answer.LEVEL_1)

    async with running(desk) as pilot:
        assert pilot.counted == "2 to count · 13 answered before"

        await pilot.keys("8 r")
        assert "You counted 8, but 2 are here and have not answered." in pilot.said
        assert "Add 6 people" in pilot.said


async def test_where_all_are_in_or_absent_it_asks_whom_to_count(tmp_path: Path) -> None:
    desk = of_two(tmp_path)
    room_of(desk).cast(1, 1, Answer.LEVEL_1)
    room_of(desk).set_absent(1, 2, absent=True)

    async with running(desk) as pilot:
        assert pilot.counted == "0 to count · 1 answered before · 1 absent: Member 2"
    desk = of_two(tmp_path)
    for voter in (1, 2):
        room_of(desk).set_absent(1, voter, absent=True)

    async with running(desk) as pilot:
        await pilot.keys("r")
        assert pilot.told("#echo") == "Everyone is marked absent. Press w to mark who is here."

        await pilot.keys("down")
        assert pilot.told("#echo") == ""

        await pilot.keys("2 r")
        assert "You counted 2, but nobody is marked as here." in pilot.said
