from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.acts.time_acts import end_at
from scrutiny_tui.domain.moves import add_note, park, vote_on
from scrutiny_tui.domain.session import NoteKind, PageName, Place
from tests.support.screens import NORMAL, SMALL, WIDE, a_result, at, make_desk, running, some_answers, write
from tests.support.sessions import FixedClock, room_of

ROUNDS = {
    1: "3 3 3 3 3 3 3 3 3 3 3 3 3 3 1",
    2: "1 1 1 1 1 1 1 3 3 3 3 3 3 3 2",
    3: "1 1 1 1 1 1 1 1 1 1 1 1 1 1 1",
    4: "2 2 2 2 2 2 2 2 d d d d d d d",
}
"""Agreed Strong, two opposite views, agreed at Beginning: what would move us on?, not enough known; steps 5 and 6 have no result."""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A workshop of which four steps have a result, at the overview."""
    desk = make_desk(tmp_path, people="15 members")
    for step, given in ROUNDS.items():
        write(desk, a_result(step, given))
    return at(desk, Place(PageName.OVERVIEW))


async def test_the_staircase_is_one_key_away_with_the_first_step_at_its_base(desk: Desk) -> None:
    write(desk, some_answers(5, "1 2"))
    async with running(desk, WIDE) as pilot:
        await pilot.keys("s")
        lines = pilot.lines
        items = room_of(desk).session.wording.items
        heads = [
            next(row for row, line in enumerate(lines) if f"{item.id} {item.title}" in line) for item in items
        ]
        bars = {found.start() for line in lines if (found := re.search(r"[123]{8,}", line))}
        assert heads == sorted(heads, reverse=True)
        assert len(bars) == 1
        shown = pilot.told("Staircase")
        assert "Clear agreement: 14 chose Strong, 1 Beginning." in shown
        assert "2 of 15 have answered, no result yet." in shown
        assert shown.count("Not yet answered.") == 1

        await pilot.keys("up enter")
        assert "Step 2 of 6" in pilot.said


async def test_the_cursor_goes_line_by_line_and_enter_opens_the_result_or_the_step(desk: Desk) -> None:
    async with running(desk) as pilot:
        assert "► 1 Knowledge" in pilot.said
        await pilot.keys("up up down enter")
        assert pilot.page == "ResultPage"
        assert "Step 3 of 6" in pilot.said

        await pilot.keys("o down down down down down down enter")
        assert pilot.page == "StepPage"
        assert "Step 6 of 6" in pilot.said

        await pilot.keys("o")
        await pilot.ask_for("Where you got to")
        assert pilot.page == "TellingDialog"
        assert "Two opposite views: 7 Beginning, 7 Strong, 1 Developing." in pilot.said.replace("│ │ ", "")


async def test_a_click_on_a_line_opens_that_step_at_every_size(desk: Desk) -> None:
    async with running(desk) as pilot:
        for size in (SMALL, NORMAL, WIDE):
            await pilot.resize(size)
            found = ((row, line.find("4 Engagement")) for row, line in enumerate(pilot.lines))
            row, column = next((row, column) for row, column in found if column >= 0)
            await pilot.click(offset=(column + 2, row))
            await pilot.settle()

            assert "Step 4 of 6" in pilot.said
            await pilot.keys("o")


async def test_where_there_is_no_room_for_everything_the_rest_is_one_key_below(desk: Desk) -> None:
    write(desk, *(lambda now, step=step: park(now, step, f"Question {step}?") for step in range(1, 7)))
    async with running(at(desk, Place(PageName.OVERVIEW, 6)), SMALL) as pilot:
        assert "Question 6?" not in pilot.said
        assert pilot.told("KeyBar").startswith("↓ More")

        await pilot.keys("down down down")
        assert "Question 6?" in pilot.said
        await pilot.keys("up")
        assert "WE AGREE" in pilot.said


async def test_a_step_of_which_prompts_were_answered_shows_their_tally(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, people="15 members")
    write(
        desk,
        lambda session: replace(session, prompts=frozenset({101, 102, 103})),
        a_result(101, SPLIT),
        a_result(102, "2 " * 15),
    )
    async with running(at(desk, Place(PageName.OVERVIEW))) as pilot:
        assert "Prompt 1.1: two opposite views" in pilot.told("PointerList")
        await pilot.keys("s")
        assert "Its prompts: we agree 1, we diverge 1. Furthest apart: Prompt 1.1." in pilot.said


async def test_what_to_talk_about_next_has_its_reasons_and_the_cursor_its_place(desk: Desk) -> None:
    async with running(desk, WIDE) as pilot:
        assert pilot.told("PointerList") == (
            "TALK NEXT 2 Role: two opposite views · 4 Engagement: not enough known · "
            "3 Planning: agreed at Beginning: what would move us on? · 1 Knowledge: agreed at Strong, no evidence noted"
        )

        await pilot.keys("enter g 3 ctrl+s o")
        assert "14 of 15 Strong Strong" in pilot.told("StandingList")
    room_of(desk).save(vote_on(room_of(desk).session, frozenset({201})))
    write(desk, a_result(201, "2 " * 15))
    async with running(at(desk, Place(PageName.RESULT, 201))) as pilot:
        await pilot.keys("o enter")

        assert "Step 2 of 6" in pilot.said


async def test_it_says_to_answer_first_and_how_much_evidence_each_step_has(tmp_path: Path) -> None:
    async with running(at(make_desk(tmp_path), Place(PageName.OVERVIEW))) as pilot:
        assert pilot.told("PointerList") == "TALK NEXT answer a step first."
    desk = at(make_desk(tmp_path), Place(PageName.OVERVIEW))
    for step in (1, 3, 3):
        room_of(desk).save(add_note(room_of(desk).session, step, NoteKind.EVIDENCE, "Minutes."))
    told = "EVIDENCE 1 Knowledge 1 · 3 Planning 2 · none on 2, 4, 5, 6"
    async with running(desk) as pilot:
        assert told in pilot.said.replace("\N{NO-BREAK SPACE}", " ")
        await pilot.resize(SMALL)
        assert "EVIDENCE" not in pilot.said
        await pilot.resize(NORMAL)
        assert told in pilot.said.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        (Place(PageName.STEP, 3), "StepPage"),
        (Place(PageName.RESULT, 2), "ResultPage"),
        (Place(PageName.BRIEFING, 1, 3), "BriefingPage"),
        (Place(PageName.SLIPS, 5), "AnswersPage"),
    ],
    ids=str,
)
async def test_the_overview_leads_back_to_where_one_was(desk: Desk, place: Place, shown: str) -> None:
    room_of(desk).open_round(5)
    async with running(at(desk, place)) as pilot:
        assert pilot.page == shown
        await pilot.keys("o")
        assert pilot.page == "OverviewPage"

        await pilot.keys("left")
        assert pilot.page == shown
    assert room_of(desk).session.place == place


SPLIT = "1 1 1 1 1 1 1 3 3 3 3 3 3 3 2"
SPREAD = "1 1 1 1 1 2 2 2 2 2 3 3 3 3 3"


def desk_at(tmp_path: Path, page: PageName, item: int = 1, clock: FixedClock | None = None) -> Desk:
    desk = make_desk(tmp_path, people="15 members", clock=clock)
    write(desk, a_result(1, SPREAD), a_result(2, SPLIT))
    return at(desk, Place(page, item))


async def test_a_step_is_pinned_or_finished_with_from_the_overview(tmp_path: Path) -> None:
    async with running(desk_at(tmp_path, PageName.OVERVIEW)) as pilot:
        assert pilot.told("PointerList").startswith("TALK NEXT 2")
        for size in (SMALL, NORMAL):
            await pilot.resize(size)
            await pilot.keys("asterisk")
            told = pilot.told("PointerList")
            assert told.startswith("TALK NEXT 1 Knowledge: discuss first; no single view")
            assert told.count("discuss first") == 1

            await pilot.keys("asterisk")
            assert pilot.told("PointerList").startswith("TALK NEXT 2")
            assert "discuss first" not in pilot.told("PointerList")

        await pilot.ask_for("Finished with this step")
        assert pilot.told("PointerList") == "TALK NEXT 2 Role: two opposite views FINISHED 1 Knowledge"


async def test_what_to_come_back_to_goes_last_over_a_restart(tmp_path: Path) -> None:
    desk = desk_at(tmp_path, PageName.RESULT, item=2)
    async with running(desk) as pilot:
        await pilot.keys("c o")
    path = room_of(desk).path
    desk.leave()
    desk.open(path)

    async with running(desk) as pilot:
        assert pilot.told("PointerList").endswith("2 Role: come back to later; two opposite views")


async def test_how_much_fits_before_the_end_is_told_once_an_end_is_set(tmp_path: Path) -> None:
    clock = FixedClock()
    desk = desk_at(tmp_path, PageName.OVERVIEW, clock=clock)
    clock.move_on(timedelta(minutes=40))
    async with running(desk) as pilot:
        assert "there is time" not in pilot.told("PointerList")
        await pilot.keys("t 1 3 . 0 0 enter")
        assert "1:00pm has passed." in pilot.said
        await pilot.keys("ctrl+u x enter")
        assert "is not a time of day" in pilot.said

        await pilot.keys("ctrl+u 1 5 . 1 5 enter")
        assert "We finish at 3:15pm." in pilot.said
        assert pilot.told("PointerList").endswith(
            "At 20 minutes a step, there is time for about 1 of these 2 before 3:15pm."
        )


@pytest.mark.parametrize(
    ("minutes", "ends"),
    [
        (2, "At 1 minute a step, there is time for about 2 of these 2 before 3:15pm."),
        (58, "At 29 minutes a step, there is not enough time for any of these before 3:15pm."),
        (90, "no single view"),
    ],
)
async def test_the_time_left_is_told_in_numbers(tmp_path: Path, minutes: int, ends: str) -> None:
    clock = FixedClock()
    desk = desk_at(tmp_path, PageName.OVERVIEW, clock=clock)
    end_at.run(room_of(desk), "15.15")
    clock.move_on(timedelta(minutes=minutes))

    async with running(desk) as pilot:
        assert pilot.told("PointerList").endswith(ends)


async def test_a_question_is_parked_and_listed_and_taken_off_again(desk: Desk) -> None:
    async with running(desk) as pilot:
        await pilot.keys("down u")
        await pilot.type("Who knows?")
        await pilot.keys("ctrl+s")
        assert "FOR LATER Who knows? (Step 3)" in pilot.said

        await pilot.ask_for("Remove a parked question")
        await pilot.keys("enter down enter")
        assert "Who knows?" not in pilot.said
