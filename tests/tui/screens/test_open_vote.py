from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

import pytest
from textual.events import Key

from scrutiny_tui.acts.desk import MACHINE_SECONDS
from scrutiny_tui.domain.moves import vote_on
from scrutiny_tui.domain.phrases import have_answered
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.domain.session import PageName, Place
from scrutiny_tui.tui.app import ScrutinyApp
from scrutiny_tui.tui.screens.open_vote import HELD_ONCE
from scrutiny_tui.tui.widgets.bars import MessageLine
from scrutiny_tui.tui.widgets.texts import Gap, Rest
from scrutiny_tui.view.pack_fit import STEP_ROWS, step_rows
from tests.support.screens import A_LONG_TIME, Driver, at, at_vote, make_desk, running, write
from tests.support.sessions import answers, room_of
from tests.tui.test_sizes import cut_off


@asynccontextmanager
async def answering(
    folder: Path, way: PageName = PageName.ANSWERS, held_key_seconds: float = MACHINE_SECONDS
) -> AsyncIterator[Driver]:
    """Run the program for six people at a way of answering, the vote on step 1 open."""
    desk = make_desk(folder, people="1 chair, 5 members", held_key_seconds=held_key_seconds)
    async with running(at_vote(desk, way)) as pilot:
        yield pilot


@pytest.mark.parametrize(
    ("way", "warning"),
    [
        (PageName.ANSWERS, "Leave this page? 1 answer is saved."),
        (PageName.COUNT, "The numbers you have entered are not saved yet."),
    ],
)
async def test_a_click_on_another_step_asks_first(tmp_path: Path, way: PageName, warning: str) -> None:
    async with answering(tmp_path, way) as pilot:
        await pilot.keys("2")
        await pilot.click("StepBar", offset=(20, 0))
        await pilot.settle()

        assert pilot.page == "AskDialog"
        assert warning in pilot.said


@pytest.mark.parametrize(
    ("way", "keys", "told_at", "told_what"),
    [
        (PageName.ANSWERS, "2 2 2 2", "#whose", "Next slip: Member 1"),
        (PageName.SLIPS, "2 2 2 3 enter", "#echo", "4 answers missing."),
        (PageName.COUNT, "1 1 1 tab", "#rows", "journey 1 "),
        (PageName.ALONE, "down enter 2 2 2 enter", "#echo", "Choose first: 1, 2 or 3."),
    ],
)
async def test_a_key_that_is_held_counts_once(
    tmp_path: Path, way: PageName, keys: str, told_at: str, told_what: str
) -> None:
    async with answering(tmp_path, way, A_LONG_TIME) as pilot:
        await pilot.keys(keys)

        assert told_what in pilot.told(told_at)
        assert "11" not in pilot.told(told_at)


async def test_the_page_of_a_step_takes_the_rows_that_are_reckoned(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    desk.noted = True
    pack = room_of(desk).pack
    taken = []
    async with running(at(desk, Place(PageName.STEP))) as pilot:
        for _step in pack.steps:
            talk = pilot.screen.query_one("#talk")
            parts = [part for part in talk.children if part.display and not isinstance(part, Gap | Rest)]
            taken.append(sum(part.outer_size.height for part in parts) + _ABOVE_THE_LESSON)
            assert talk.size.height == STEP_ROWS
            assert (cut_off(pilot), talk.max_scroll_y) == ([], 0)
            await pilot.keys("right")
            pilot.screen.query_one(MessageLine).clear()
            await pilot.settle()

    assert taken == [step_rows(pack, step, step.prompts[0].text) for step in pack.steps]


_ABOVE_THE_LESSON: Final = 1
"""Rows between the statement and the lesson, which are no part's."""


HELD: Final = (0.0, 0.5, 0.533, 0.566, 0.6)
"""When a key comes that is held down for a moment."""
HELD_ON_A_MAC: Final = (0.0, 0.375, 0.465, 0.555)


async def pressed(pilot: Driver, key: str, moments: Iterable[float], start: float = 1000.0) -> None:
    """Let a key come at these moments, however long the program takes for each."""
    await all_pressed(pilot, ((key, start + moment) for moment in moments))


async def all_pressed(pilot: Driver, keys: Iterable[tuple[str, float]]) -> None:
    """Let keys come at their moments while the program is busy with something else."""
    for key, moment in keys:
        event = Key(key, key if len(key) == 1 else None)
        event.time = moment
        event.set_sender(pilot.app)
        pilot.app.post_message(event)
    await pilot.settle()


async def shows(pilot: Driver, text: str) -> None:
    await pilot.until(lambda: pilot.counted == text)


@pytest.mark.parametrize("moments", [HELD, HELD_ON_A_MAC, HELD[:3], (0.0, 0.03, 0.06), (0.0, 0.0)])
async def test_a_held_answer_is_one_and_that_is_said(tmp_path: Path, moments: tuple[float, ...]) -> None:
    async with answering(tmp_path) as pilot:
        await pressed(pilot, "2", moments)
        assert "1 of 6 has answered" in pilot.counted
        assert pilot.told("#echo") == HELD_ONCE

        await pressed(pilot, "2", (5.0, 5.09))
        assert "3 of 6 have answered" in pilot.counted
        assert "Member 2: entered" in pilot.told("#echo")

        await pressed(pilot, "u", HELD, start=2000.0)
        assert "2 of 6 have answered" in pilot.counted
        assert pilot.told("#echo") == HELD_ONCE


async def test_a_held_arrow_moves_on_and_slips_alike_all_count(tmp_path: Path) -> None:
    async with answering(tmp_path) as pilot:
        await pressed(pilot, "down", HELD)
        await pressed(pilot, "2", (5.0,))

        assert pilot.told("#echo") == "Member 5: entered"
        assert pilot.page == "AnswersPage"
    async with answering(tmp_path) as pilot:
        for turn, apart in enumerate((0.07, 0.12, 0.19, 0.25, 0.4, 0.7, 1.0, 3.0), start=1):
            for number in range(3):
                await pressed(pilot, "2", (number * apart,), start=turn * 1000.0)
                await shows(pilot, have_answered(number + 1, 6))
            await pressed(pilot, "u", (100.0, 110.0, 120.0), start=turn * 1000.0)
            await shows(pilot, "0 of 6 have answered")


@pytest.mark.parametrize(
    ("key", "shown", "echo"),
    [("1", "3 of 6 have answered", "entered"), ("u", "1 of 6 has answered", "undone")],
)
async def test_another_key_comes_after_an_unsure_one(tmp_path: Path, key: str, shown: str, echo: str) -> None:
    async with answering(tmp_path) as pilot:
        await pressed(pilot, "2", (0.0, 0.4))
        await pressed(pilot, key, (0.41,))

        assert shown in pilot.counted
        assert echo in pilot.told("#echo")


async def test_keys_that_wait_for_the_program_keep_their_order_and_rows(tmp_path: Path) -> None:
    async with answering(tmp_path) as pilot:
        await all_pressed(pilot, [("3", 1.0), ("2", 1.3), ("2", 1.7), ("1", 1.75), ("d", 2.1), ("d", 2.4)])
        await shows(pilot, "6 of 6 have answered")
        assert isinstance(pilot.app, ScrutinyApp)
        (vote,) = room_of(pilot.app.desk).session.rounds.values()
    assert [vote.ballots[voter] for voter in sorted(vote.ballots)] == [*answers("3 2 2 1 d d")]
    async with answering(tmp_path, PageName.COUNT) as pilot:
        await all_pressed(pilot, [("2", 1.0), ("enter", 1.2), ("3", 1.4), ("up", 1.6), ("tab", 1.8)])
        await pilot.until(lambda: "journey 2 " in pilot.told("#rows"))

        assert "practice 3" in pilot.told("#rows")


async def test_a_held_answer_of_a_slip_is_one_and_a_held_enter_confirms_one_person(tmp_path: Path) -> None:
    async with answering(tmp_path, PageName.SLIPS) as pilot:
        await pressed(pilot, "2", HELD)
        assert pilot.told("#echo") == HELD_ONCE
        await pilot.keys("enter")

        assert pilot.told("#echo") == "5 answers missing. Use a for a blank answer."
    async with answering(tmp_path, PageName.ALONE) as pilot:
        await pilot.keys("down enter space 2")
        await pressed(pilot, "enter", HELD, start=10**6)

        assert pilot.told("#asked") == "Please pass the laptop to"


@pytest.mark.parametrize(("moments", "echo", "number"), [(HELD, HELD_ONCE, "1"), ((0.0, 0.3), "", "11")])
async def test_a_held_digit_of_a_count_is_one_and_eleven_is_eleven(
    tmp_path: Path, moments: tuple[float, ...], echo: str, number: str
) -> None:
    async with answering(tmp_path, PageName.COUNT) as pilot:
        await pressed(pilot, "1", moments)
        assert pilot.told("#echo") == echo
        await pilot.keys("tab")

        assert f"journey {number} " in pilot.told("#rows")


OFF: Final = "down enter"
"""The projector is off, before the laptop is passed round."""


@pytest.mark.parametrize(
    ("way", "before", "keys"),
    [
        (PageName.ANSWERS, "", "x"),
        (PageName.SLIPS, "", "x 2 2 2 2 2 2 enter"),
        (PageName.COUNT, "1 down down down down down down", "1 r"),
        (PageName.ALONE, f"{OFF} space", "x enter"),
    ],
)
async def test_a_prompt_may_not_apply(tmp_path: Path, way: PageName, before: str, keys: str) -> None:
    desk = make_desk(tmp_path, people="2 members")
    write(desk, lambda session: vote_on(session, frozenset({102})))
    async with running(at_vote(desk, way, 102)) as pilot:
        await pilot.keys(before)
        assert "not applicable" in pilot.said.lower() or way is PageName.SLIPS
        await pilot.keys(keys)
    [found] = room_of(desk).session.rounds_of(102)
    assert found.tally()[Answer.NOT_APPLICABLE] == 1


async def test_a_step_always_applies(tmp_path: Path) -> None:
    async with answering(tmp_path, PageName.ALONE) as pilot:
        await pilot.keys(f"{OFF} space")
        before = pilot.text
        assert "not applicable" not in before
        await pilot.keys("x")
        assert pilot.text == before


@pytest.mark.parametrize("way", [PageName.ANSWERS, PageName.SLIPS, PageName.COUNT, PageName.ALONE])
async def test_if_everybody_is_absent_the_page_says_what_to_do(tmp_path: Path, way: PageName) -> None:
    desk = at_vote(make_desk(tmp_path, people="2 members"), way)
    for voter in (1, 2):
        room_of(desk).set_absent(1, voter, absent=True)
    async with running(desk) as pilot:
        await pilot.keys(OFF if way is PageName.ALONE else "down r")
        assert "Everyone is marked absent. Press w to mark who is here." in pilot.said
        assert pilot.page in {"AnswersPage", "HeadcountPage", "PassPage"}
