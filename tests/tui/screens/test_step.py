from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.domain.moves import vote_on
from scrutiny_tui.domain.phrases import FEW_ANSWERS
from scrutiny_tui.domain.secrecy import Mode
from scrutiny_tui.domain.session import PageName, Place
from scrutiny_tui.store.packs import read_pack
from scrutiny_tui.tui.widgets.bars import KeyBar
from scrutiny_tui.view.answering_pages import QUESTION
from scrutiny_tui.view.pages import NOTE_FIRST
from tests.support.screens import (
    DETAILS,
    NORMAL,
    SIZES,
    SMALL,
    WIDE,
    Size,
    a_result,
    at,
    empty_desk,
    make_desk,
    running,
    some_answers,
    write,
)
from tests.support.sessions import SHIPPED, FixedClock, room_of
from tests.tui.test_sizes import cut_off

PACK = read_pack(SHIPPED / "six-steps")
NOTE = " ".join(PACK.content_note.split())
QUOTATION = PACK.lesson(PACK.steps[0].lessons[0].lesson).quotation
"""What the lessons of step 1 begin with."""


def waiting(folder: Path, given: str, step: int = 1) -> Desk:
    """Return a desk with answers on a step that came in elsewhere, at the page of the step."""
    desk = make_desk(folder)
    write(desk, some_answers(step, given))
    return at(desk, Place(PageName.STEP, step))


# --- answers that wait


async def test_the_result_is_named_once_everybody_who_is_here_is_in(tmp_path: Path) -> None:
    desk = waiting(tmp_path, "2")
    async with running(desk) as pilot:
        assert "1 of 15 has answered. v goes on." in pilot.said
        assert "r Result" in pilot.told("KeyBar")

        await pilot.keys("v " + "2 " * 13 + "escape down enter")
        assert "14 of 15 have answered. v goes on." in pilot.said
        assert "r shows the result." not in pilot.said

        await pilot.keys("w end enter escape")
        assert "14 of 14 have answered · 1 absent. r shows the result." in pilot.said
        await pilot.keys("w end enter escape v 2 escape down enter")
        assert "15 of 15 have answered. r shows the result." in pilot.said

        await pilot.keys("r")
        assert pilot.page == "ResultPage"
    assert len(room_of(desk).session.revealed(1)) == 1


async def test_a_result_of_few_answers_says_that_they_may_be_worked_out(tmp_path: Path) -> None:
    async with running(waiting(tmp_path, "2")) as pilot:
        await pilot.keys("r")

        assert "1 of 15 has answered. Show the result now?" in pilot.said
        assert pilot.told("Reading") == FEW_ANSWERS


async def test_r_asks_before_the_result_where_somebody_has_not_answered(tmp_path: Path) -> None:
    desk = waiting(tmp_path, "2 2 2 2 2")
    async with running(desk) as pilot:
        await pilot.keys("r")
        assert "5 of 15 have answered. Show the result now?" in pilot.said
        assert "With so few answers" not in pilot.said
        await pilot.keys("enter")
        assert pilot.page == "StepPage"
        assert room_of(desk).session.revealed(1) == ()

        await pilot.keys("r down enter")
        assert pilot.page == "ResultPage"


async def test_without_answers_it_asks_the_question_and_going_on_is_said(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    write(desk, some_answers(2, "2"))
    async with running(at(desk, Place(PageName.STEP))) as pilot:
        assert QUESTION in pilot.said
        assert "Result" not in pilot.told("KeyBar")

        await pilot.keys("right")
        assert pilot.told("MessageLine") == "Step 1 has no answers yet."
        await pilot.keys("right")
        assert pilot.told("MessageLine") == ""

        await pilot.keys("left")
        assert "Step 2 of 6" in pilot.said


@pytest.mark.parametrize("step", [2, 5])
async def test_the_line_about_answers_pushes_nothing_off_any_screen(tmp_path: Path, step: int) -> None:
    async with running(waiting(tmp_path, "2 " * 14, step)) as pilot:
        for size in SIZES:
            await pilot.resize(size)
            assert "14 of 15 have answered." in pilot.said
            assert cut_off(pilot) == []


async def test_where_one_result_was_shown_and_answers_wait_r_asks_which(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    write(desk, a_result(1, "2 " * 15), some_answers(1, "3 " * 15))
    async with running(at(desk, Place(PageName.STEP))) as pilot:
        await pilot.keys("r")
        assert "Which result?" in pilot.said
        await pilot.keys("enter")
        assert "Everyone chose Developing." in pilot.said
        assert len(room_of(desk).session.revealed(1)) == 1

        await pilot.keys("left r down enter")
        assert "Everyone chose Strong." in pilot.said
    assert len(room_of(desk).session.revealed(1)) == 2


async def test_r_shows_the_result_of_the_prompt_whose_answers_wait(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    room_of(desk).save(vote_on(room_of(desk).session, frozenset({102})))
    write(desk, some_answers(102, "2 " * 15))
    async with running(at(desk, Place(PageName.STEP))) as pilot:
        assert "have answered" not in pilot.said
        await pilot.keys("enter down")
        assert "15 of 15 have answered. r shows the result." in pilot.said

        await pilot.keys("r")
        assert pilot.page == "ResultPage"
    assert room_of(desk).session.place == Place(PageName.RESULT, 102)


async def test_a_collective_reads_its_shared_view_in_the_same_place(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, replace(DETAILS, mode=Mode.COLLECTIVE))
    async with running(at(desk, Place(PageName.STEP))) as pilot:
        await pilot.keys("g 2 ctrl+s")

        assert "Agreed position: Developing (after discussion)" in pilot.said


# --- the content note before the lessons


@pytest.mark.parametrize("size", [SMALL, NORMAL, WIDE])
async def test_the_content_note_comes_before_the_lessons(tmp_path: Path, size: Size) -> None:
    async with running(at(make_desk(tmp_path), Place(PageName.STEP)), size) as pilot:
        assert QUOTATION not in pilot.said
        for keys in ("l", "escape l"):
            await pilot.keys(keys)
            assert NOTE in pilot.told("BlockView")
            assert QUOTATION not in pilot.told("BlockView")

        for keys in ("enter", "escape l"):
            await pilot.keys(keys)
            assert QUOTATION in pilot.told("BlockView")


async def test_whoever_went_past_it_in_the_briefing_need_not_read_it_again(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    noted = next(place for place, page in enumerate(PACK.pages) if page.quotes)
    async with running(at(desk, Place(PageName.BRIEFING, leaf=noted))) as pilot:
        await pilot.keys("right o enter l")

        assert pilot.page == "LessonPage"
        assert QUOTATION in pilot.told("BlockView")


async def test_beside_the_step_the_lessons_are_quoted_only_after_the_note(tmp_path: Path) -> None:
    async with running(at(make_desk(tmp_path), Place(PageName.STEP)), WIDE) as pilot:
        assert NOTE_FIRST in pilot.told("#side")
        assert QUOTATION not in pilot.told("#side")

        await pilot.keys("l enter escape")
        assert QUOTATION in pilot.told("#side")
        assert NOTE_FIRST not in pilot.told("#side")


@pytest.mark.parametrize(
    ("later", "is_new_sitting", "is_quoted"),
    [(timedelta(hours=1), False, True), (timedelta(hours=1), True, False), (timedelta(days=1), False, False)],
    ids=["a restart", "another sitting", "another day"],
)
async def test_the_note_is_not_shown_twice_on_one_occasion(
    tmp_path: Path, later: timedelta, is_new_sitting: bool, is_quoted: bool
) -> None:
    clock = FixedClock()
    desk = make_desk(tmp_path, clock=clock)
    async with running(at(desk, Place(PageName.STEP)), WIDE) as pilot:
        await pilot.keys("l enter escape")
        assert QUOTATION in pilot.told("#side")
    path = room_of(desk).path
    desk.leave()

    clock.move_on(later)
    again = empty_desk(tmp_path, clock=clock)
    again.open(path)
    if is_new_sitting:
        room_of(again).begin_sitting()
    else:
        room_of(again).continue_sitting()
    async with running(at(again, Place(PageName.STEP)), WIDE) as pilot:
        assert (QUOTATION in pilot.told("#side")) is is_quoted
        assert (NOTE_FIRST in pilot.told("#side")) is not is_quoted


async def test_where_quotations_are_left_out_no_note_comes(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, replace(DETAILS, quotations=False))
    async with running(at(desk, Place(PageName.STEP)), WIDE) as pilot:
        assert NOTE_FIRST not in pilot.said
        await pilot.keys("l")

        assert NOTE not in pilot.said
        assert "The quotation is left out" in pilot.told("BlockView")


async def test_on_the_note_the_quotations_can_be_left_out(tmp_path: Path) -> None:
    async with running(at(make_desk(tmp_path), Place(PageName.STEP)), WIDE) as pilot:
        await pilot.keys("l")
        await pilot.ask_for("Hide quotations")
        assert "The quotation is left out" in pilot.told("BlockView")

        await pilot.keys("escape")
        assert "The quotation is left out" in pilot.told("#side")


async def test_in_a_small_window_the_key_bar_says_what_enter_shows_next(tmp_path: Path) -> None:
    async with running(at(make_desk(tmp_path), Place(PageName.STEP)), SMALL) as pilot:
        for title in ("Statements", "All questions", "One question"):
            keys = {key.action: key.title for key in pilot.screen.query_one(KeyBar).keys}
            assert keys["turn"] == title
            await pilot.keys("enter")


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_beside_all_questions_the_three_statements_are_named(tmp_path: Path, size: Size) -> None:
    async with running(at(make_desk(tmp_path), Place(PageName.STEP)), size) as pilot:
        for step in range(1, 7):
            await pilot.keys("enter enter" if size == SMALL else "enter")
            if size == SMALL:
                pilot.screen.query_one("#talk").scroll_end(animate=False)
                await pilot.settle()

            assert f"Step {step} of 6" in pilot.said
            assert all(level.label in pilot.said for level in PACK.levels)
            await pilot.keys("right")


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_the_question_to_begin_with_is_marked(tmp_path: Path, size: Size) -> None:
    async with running(at(make_desk(tmp_path), Place(PageName.STEP, 2)), size) as pilot:
        assert "To talk about (1 of 6): start here" in pilot.said
        await pilot.keys("down")
        assert "start here" not in pilot.said
        await pilot.keys("enter enter" if size == SMALL else "enter")
        assert pilot.said.count("start here") == 1


# --- evidence


async def test_evidence_is_noted_where_it_is_shown_and_counted_on_the_step(tmp_path: Path) -> None:
    desk = at(make_desk(tmp_path), Place(PageName.STEP))
    async with running(desk) as pilot:
        assert "Evidence: none noted" in pilot.said
        await pilot.keys("j n")
        await pilot.type("Members prepare well.")
        await pilot.keys("tab")
        await pilot.type("Peer review")
        await pilot.keys("tab")
        await pilot.type("July 2025")
        await pilot.keys("ctrl+s")
        assert pilot.page == "EvidencePage"
        assert "Evidence: 1 noted • Members prepare well. (Peer review, July 2025)" in pilot.said

        await pilot.keys("j")
        assert pilot.page == "StepPage"
        assert "Evidence: 1 noted" in pilot.said


async def test_only_evidence_is_asked_for_its_source(tmp_path: Path) -> None:
    async with running(at(make_desk(tmp_path), Place(PageName.STEP))) as pilot:
        await pilot.keys("n")
        assert "Source" in pilot.said
        await pilot.keys("shift+tab right")
        assert "a reason for a view" in pilot.said
        assert "Source" not in pilot.said
