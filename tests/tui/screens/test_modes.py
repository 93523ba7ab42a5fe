from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest
from textual.widgets import OptionList

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.domain.moves import vote_on
from scrutiny_tui.domain.people_list import read_tables
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.domain.secrecy import Mode, Secrecy
from scrutiny_tui.domain.session import PageName, Place
from scrutiny_tui.domain.voting import NO_COUNT, keeps_apart, ways, why_not
from scrutiny_tui.tui.commands import available
from scrutiny_tui.tui.widgets.big import BigText
from scrutiny_tui.tui.widgets.forms import Choice
from scrutiny_tui.view.plain_text import results_text
from tests.support.files import holding
from tests.support.screens import (
    DETAILS,
    SMALL,
    Driver,
    at,
    counted,
    empty_desk,
    keyed,
    make_desk,
    page_name,
    run_from_palette,
    running,
    said,
    told,
    typed,
    until,
    whose,
    workshop_of,
)

STEP: Final = Place(PageName.STEP)
TOTALS: Final = replace(DETAILS, secrecy=Secrecy.TOTALS)
TOGETHER: Final = replace(DETAILS, mode=Mode.COLLECTIVE)
LARGE_ENOUGH: Final = (120, 50)


def titles(pilot: Driver) -> list[str]:
    """Return the titles of what can be asked for now."""
    return [command.title for command in available(pilot.app.screen)]


# --- jumping to a person


async def test_part_of_a_label_finds_the_person_whose_label_ends_with_it_first(tmp_path: Path) -> None:
    async with running(at(make_desk(tmp_path, people="14 members"), STEP)) as pilot:
        await keyed(pilot, "v /")
        await typed(pilot, "4")
        assert said(pilot).index("Member 4 ") < said(pilot).index("Member 14 ")

        await keyed(pilot, "enter")
        assert whose(pilot) == "Member 4"


async def test_another_of_those_found_can_be_chosen(tmp_path: Path) -> None:
    async with running(at(make_desk(tmp_path, people="14 members"), STEP)) as pilot:
        await keyed(pilot, "v /")
        await typed(pilot, "4")
        await keyed(pilot, "tab down enter")

        assert page_name(pilot) == "AnswersPage"
        assert whose(pilot) == "Member 14"


@pytest.mark.parametrize(("text", "key"), [("4", "escape"), ("nobody", "enter escape")])
async def test_leaving_the_jump_leaves_the_cursor(tmp_path: Path, text: str, key: str) -> None:
    async with running(at(make_desk(tmp_path, people="14 members"), STEP)) as pilot:
        await keyed(pilot, "v /")
        await typed(pilot, text)
        await keyed(pilot, key)

        assert page_name(pilot) == "AnswersPage"
        assert whose(pilot) == "Member 1"


# --- ways to answer


@pytest.mark.parametrize(
    ("choice", "page"),
    [
        ("enter", "AnswersPage"),
        ("down enter", "AnswersPage"),
        ("down down enter", "AskDialog"),
        ("down down down enter", "HeadcountPage"),
    ],
)
async def test_the_step_asks_how_the_room_answers(tmp_path: Path, choice: str, page: str) -> None:
    async with running(at(make_desk(tmp_path), STEP)) as pilot:
        await keyed(pilot, f"m {choice}")

        assert page_name(pilot) == page


WAYS: Final = {
    "Answer slips: this step": PageName.ANSWERS,
    "Answer slips: all steps": PageName.SLIPS,
    "Pass the laptop round": PageName.ALONE,
    "Show of hands or cards": PageName.COUNT,
}


def offered_ways(pilot: Driver) -> list[PageName]:
    """Return the ways that the question on top offers."""
    listed = pilot.app.screen.query_one(OptionList).options
    return [WAYS[re.split(r", | \(", str(option.prompt))[0]] for option in listed]


COMBINATIONS: Final = [
    (mode, secrecy)
    for mode in Mode
    for secrecy in Secrecy
    if mode is not Mode.GROUPS or secrecy is Secrecy.LABELS
]


def made(folder: Path, mode: Mode, secrecy: Secrecy) -> Desk:
    """Return a desk with a workshop of this mode and secrecy."""
    if mode is Mode.GROUPS:
        return at_tables(folder, "6; 5; 4")
    return at(make_desk(folder, replace(DETAILS, mode=mode, secrecy=secrecy)), STEP)


@pytest.mark.parametrize(("mode", "secrecy"), COMBINATIONS)
async def test_only_ways_that_the_workshop_takes_are_offered(
    tmp_path: Path, mode: Mode, secrecy: Secrecy
) -> None:
    desk = made(tmp_path, mode, secrecy)
    details = workshop_of(desk).session.details
    async with running(desk, LARGE_ENOUGH) as pilot:
        assert ("Ways to answer" in titles(pilot)) is bool(ways(details))
        assert ("What we answer" in titles(pilot)) is bool(ways(details))
        assert ("Import answers…" in titles(pilot)) is keeps_apart(details)
        if not ways(details):
            return

        await keyed(pilot, "m")
        assert offered_ways(pilot) == list(ways(details))
        await keyed(pilot, "f1")
        assert why_not(details) in told(pilot, "Hanging")

        await keyed(pilot, "escape escape v")
        assert ("Import answers…" in titles(pilot)) is keeps_apart(details)
        await keyed(pilot, "m")
        assert offered_ways(pilot) == [way for way in ways(details) if way is not PageName.ANSWERS]
        await keyed(pilot, "enter")
        assert page_name(pilot) == "AnswersPage"


async def test_a_way_that_no_longer_suits_is_not_the_way_of_the_next_step(tmp_path: Path) -> None:
    desk = at_tables(tmp_path, "6; 5; 4")
    desk.way = PageName.COUNT
    async with running(desk) as pilot:
        await keyed(pilot, "v")

        assert page_name(pilot) == "AnswersPage"


async def test_small_groups_left_on_a_headcount_come_back_to_the_step(tmp_path: Path) -> None:
    desk = at_tables(tmp_path, "6; 5; 4")
    workshop_of(desk).open_round(1)
    async with running(at(desk, Place(PageName.COUNT))) as pilot:
        assert page_name(pilot) == "StepPage"


@pytest.mark.parametrize("keys", ["v", "m down enter"])
async def test_the_help_where_tables_answer_says_why_there_is_no_headcount(tmp_path: Path, keys: str) -> None:
    async with running(at_tables(tmp_path, "6; 5; 4"), LARGE_ENOUGH) as pilot:
        await keyed(pilot, f"{keys} f1")

        assert NO_COUNT in told(pilot, "Hanging")


async def test_where_tables_answer_the_ways_speak_of_tables(tmp_path: Path) -> None:
    async with running(at_tables(tmp_path, "6; 5; 4"), LARGE_ENOUGH) as pilot:
        await keyed(pilot, "m")

        assert "all steps, one table at a time" in said(pilot)
        assert "(up to six tables)" in said(pilot)
        assert "person" not in told(pilot, "OptionList")


async def test_the_way_that_was_used_last_is_the_way_of_the_next_step(tmp_path: Path) -> None:
    async with running(at(make_desk(tmp_path), STEP)) as pilot:
        await keyed(pilot, "m down down down enter escape right v")

        assert page_name(pilot) == "HeadcountPage"
        assert "Step 2 of 6" in said(pilot)


async def test_ways_mixed_on_one_step_add_up(tmp_path: Path) -> None:
    desk = at(make_desk(tmp_path, people="10 members"), STEP)
    async with running(desk, LARGE_ENOUGH) as pilot:
        await keyed(pilot, "v 2 2 d")
        await keyed(pilot, "m enter down down down 1 1 1 1 1 1 enter")
        await keyed(pilot, "m down enter down enter space 3 enter")
        await keyed(pilot, "m down down enter 1 down 3 r")

        assert page_name(pilot) == "AskDialog"
        assert "9 of 10 have answered. Show the result now?" in said(pilot)
        await keyed(pilot, "down enter")
        assert "8 of 10 chose a statement" in said(pilot)
        assert "don't know 1" in said(pilot)
        assert "1 has not answered" in said(pilot)
    assert workshop_of(desk).session.revealed(1)[0].counts == (2, 5, 1)


# --- small groups


def at_tables(folder: Path, tables: str, place: Place = STEP) -> Desk:
    """Return a desk with a workshop in small groups."""
    desk = empty_desk(folder)
    desk.create(replace(DETAILS, mode=Mode.GROUPS), read_tables(tables).voters)
    return at(desk, place)


async def test_each_table_is_shown_with_its_answer_and_its_reason_and_there_is_no_verdict(
    tmp_path: Path,
) -> None:
    desk = at_tables(tmp_path, "6; 5; 4 members and 2 co-optees")
    async with running(desk, LARGE_ENOUGH) as pilot:
        await keyed(pilot, "v")
        assert whose(pilot) == "Table 1"

        await keyed(pilot, "3 2 2 r")
        shown = told(pilot, ".result")
        assert "Table 1, 6 people: Strong. No reason noted." in shown
        assert "Table 2, 5 people: Developing" in shown
        assert "Table 3, 6 people: Developing" in shown
        assert "3 of 3 tables chose a statement, 17 people" in shown
        assert pilot.app.screen.query_one(BigText).text == "No single view"
        assert not any(word in shown for word in ("Clear agreement", "Most chose", "Everyone", "view"))

        await run_from_palette(pilot, "Table's reason")
        await keyed(pilot, "down enter")
        await typed(pilot, "Too few visits")
        await keyed(pilot, "enter")
        assert "Table 2, 5 people: Developing. Reason: Too few visits" in told(pilot, ".account")


async def test_a_reason_asks_whose_it_is_and_tells_which_are_there_and_a_note_is_nobodys(
    tmp_path: Path,
) -> None:
    desk = at_tables(tmp_path, "6; 5")
    async with running(desk, LARGE_ENOUGH) as pilot:
        await keyed(pilot, "v 3 2 r y enter")
        assert "Table's reason: Step 1, Table 1" in said(pilot)
        await typed(pilot, "We see every visit")
        await keyed(pilot, "enter y")
        assert "Table 1 (noted)" in said(pilot)
        assert "Table 2 (noted)" not in said(pilot)

        await keyed(pilot, "escape n")
        await typed(pilot, "Ask again in spring")
        await keyed(pilot, "ctrl+s")
    assert [(note.table, note.text) for note in workshop_of(desk).session.notes_of(1)] == [
        (1, "We see every visit"),
        (0, "Ask again in spring"),
    ]


async def test_what_a_reason_said_before_is_in_no_file_once_it_is_changed(tmp_path: Path) -> None:
    desk = at_tables(tmp_path, "6; 5")
    async with running(desk, LARGE_ENOUGH) as pilot:
        await keyed(pilot, "v 3 2 r y enter")
        await typed(pilot, "Said by mistake")
        await keyed(pilot, "enter y enter end")
        for _letter in " by mistake":
            await keyed(pilot, "backspace")
        await keyed(pilot, "enter")
        assert "Table 1, 6 people: Strong. Reason: Said Table 2" in told(pilot, ".account")
        # The room's file is written by a thread of its own, a moment after the page.
        await until(pilot, lambda: holding(tmp_path, "by mistake") == [])


async def test_a_table_may_not_have_discussed_a_step(tmp_path: Path) -> None:
    desk = at_tables(tmp_path, "6; 5; 4")
    async with running(desk, LARGE_ENOUGH) as pilot:
        await keyed(pilot, "v")
        assert "x not discussed" in said(pilot)

        await keyed(pilot, "x 2 2 r")
        assert "Table 1, 6 people: did not discuss this step" in said(pilot)
        assert "2 of 3 tables chose a statement, 9 people" in said(pilot)


async def test_the_reason_of_a_table_is_asked_for_only_where_there_are_tables(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, people="5 members")
    async with running(at(desk, STEP)) as pilot:
        await keyed(pilot, "v 2 2 2 2 2 r")

        assert "Table's reason" not in titles(pilot)


# --- as a collective


async def test_a_collective_records_its_shared_view_and_takes_no_ballots(tmp_path: Path) -> None:
    desk = at(make_desk(tmp_path, TOGETHER), STEP)
    async with running(desk, LARGE_ENOUGH) as pilot:
        assert "Ways to answer" not in titles(pilot)

        await keyed(pilot, "v")
        assert "Agree a position: Step 1" in said(pilot)
        assert "beside the answers" not in said(pilot)
        await keyed(pilot, "f1")
        assert "beside the answers" not in said(pilot)
        await keyed(pilot, "escape")

        await keyed(pilot, "2 ctrl+s o")
        assert "1 Knowledge of children's services Developing" in told(pilot, "StandingList").replace(
            "► ", ""
        )
        await keyed(pilot, "s")
        assert "Agreed together, after discussion." in said(pilot)
        assert "agreed: Developing" in said(pilot)
    session = workshop_of(desk).session
    assert session.agreed[1].level == 2
    assert session.rounds == {}
    assert "How this is worked out" not in results_text(session)


# --- prompts

TO_PROMPTS: Final = "enter"
"""From the step's page, where there is room, to its side with all prompts."""


async def test_a_prompt_is_chosen_in_the_palette_and_answered_from_the_side_of_the_prompts(
    tmp_path: Path,
) -> None:
    desk = at(make_desk(tmp_path, people="5 members"), Place(PageName.STEP, 2))
    async with running(desk, LARGE_ENOUGH) as pilot:
        await run_from_palette(pilot, "What we answer")
        assert "We answer the 6 steps only." in said(pilot)
        pilot.app.screen.query_one(OptionList).highlighted = 7
        await keyed(pilot, "enter")
        assert "7 answers from each person, about 14 minutes." in said(pilot)

        await keyed(pilot, f"escape {TO_PROMPTS} down v")
        assert page_name(pilot) == "AnswersPage"
        assert "Prompt 2.2" in said(pilot)

        await keyed(pilot, "x 3 3 3 3 r")
        assert page_name(pilot) == "ResultPage"
        assert "All 4 who chose a statement chose Strong." in said(
            pilot
        ) or "4 of 5 chose a statement" in said(pilot)

        await keyed(pilot, "right")
        assert page_name(pilot) == "StepPage"
        assert "Step 2 of 6" in said(pilot)
    assert workshop_of(desk).session.revealed(202)[0].tally()[Answer.NOT_APPLICABLE] == 1
    assert workshop_of(desk).session.revealed(2) == ()


async def test_a_prompt_that_is_not_voted_on_leaves_the_step_to_be_answered(tmp_path: Path) -> None:
    desk = at(make_desk(tmp_path, people="5 members"), Place(PageName.STEP, 2))
    async with running(desk) as pilot:
        await keyed(pilot, f"{TO_PROMPTS} v")

        assert "Step 2 of 6" in said(pilot)
    assert workshop_of(desk).session.open_round(2)


@pytest.mark.parametrize("page", ["left", "escape", "pageup"])
async def test_the_result_of_a_prompt_goes_back_to_its_step(tmp_path: Path, page: str) -> None:
    desk = make_desk(tmp_path, people="5 members")
    workshop_of(desk).save(vote_on(workshop_of(desk).session, frozenset({202})))
    async with running(at(desk, Place(PageName.STEP, 2))) as pilot:
        await keyed(pilot, f"{TO_PROMPTS} down v 3 3 3 3 3 r {page}")

        assert page_name(pilot) == "StepPage"
        assert "Step 2 of 6" in said(pilot)


async def test_all_prompts_are_chosen_with_one_key_and_left_out_again_with_the_same(tmp_path: Path) -> None:
    desk = at(make_desk(tmp_path), STEP)
    async with running(desk) as pilot:
        await run_from_palette(pilot, "What we answer")
        await keyed(pilot, "a")
        assert len(workshop_of(desk).session.prompts) == 36
        assert "42 answers from each person, about 84 minutes." in said(pilot)

        await keyed(pilot, "A")
        assert workshop_of(desk).session.prompts == frozenset()


async def test_a_prompt_that_has_answers_stays(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    workshop_of(desk).save(vote_on(workshop_of(desk).session, frozenset({101})))
    workshop_of(desk).open_round(101)
    workshop_of(desk).cast(101, 1, Answer.LEVEL_2)
    async with running(at(desk, STEP)) as pilot:
        await run_from_palette(pilot, "What we answer")
        await keyed(pilot, "enter")

        assert page_name(pilot) == "PromptsDialog"
    assert workshop_of(desk).session.prompts == {101}


# --- totals only


def at_totals(folder: Path, people: str = "6 members") -> Desk:
    """Return a desk with a workshop that keeps totals only."""
    return at(make_desk(folder, TOTALS, people), STEP)


async def test_totals_are_kept_and_the_list_shows_only_who_is_in(tmp_path: Path) -> None:
    desk = at_totals(tmp_path)
    async with running(desk) as pilot:
        await keyed(pilot, "v 2 3 1")
        assert counted(pilot) == "3 of 6 have answered"
        assert told(pilot, "SlipList").count("■") == 3

        await keyed(pilot, "2 2 2 r")
        assert "6 of 6 chose a statement" in said(pilot)
    (found,) = workshop_of(desk).session.revealed(1)
    assert (found.counts, found.ballots, found.answered) == ((1, 4, 1), {}, frozenset())


async def test_with_totals_only_the_last_answer_can_be_taken_back(tmp_path: Path) -> None:
    desk = at_totals(tmp_path)
    async with running(desk) as pilot:
        await keyed(pilot, "v 2 3 u")
        assert told(pilot, "#echo") == "Member 2: answer undone"

        await keyed(pilot, "u")
        assert told(pilot, "#echo") == "There is nothing to undo."
    found = workshop_of(desk).session.open_round(1)
    assert found is not None
    assert found.answered == {1}


@pytest.mark.parametrize("keys", ["v", "m down enter"])
async def test_with_totals_no_slip_is_said_to_be_anybodys(tmp_path: Path, keys: str) -> None:
    async with running(at_totals(tmp_path)) as pilot:
        await keyed(pilot, keys)
        assert "Slip of" not in said(pilot)
        assert "Slips, in any order" in said(pilot)


async def test_with_totals_whole_slips_are_added_up(tmp_path: Path) -> None:
    desk = at_totals(tmp_path)
    async with running(desk) as pilot:
        await keyed(pilot, "m down enter 1 2 3 d a i enter")
        assert counted(pilot) == "1 of 6 slips entered"
    rounds = [workshop_of(desk).session.open_round(step) for step in range(1, 7)]
    assert all(found and found.given == 1 and not found.ballots for found in rounds)


async def test_with_totals_a_second_slip_of_somebody_is_refused_whole(tmp_path: Path) -> None:
    desk = at_totals(tmp_path)
    async with running(desk) as pilot:
        await keyed(pilot, "m down enter 1 2 3 d a i enter up 1 1 1 1 1 1 enter")

        assert "an answer already entered can't be changed" in said(pilot)
    rounds = [workshop_of(desk).session.open_round(step) for step in range(1, 7)]
    assert all(found and found.given == 1 for found in rounds)


async def test_with_totals_how_many_are_in_is_known_after_a_break_but_not_who(tmp_path: Path) -> None:
    desk = at_totals(tmp_path)
    async with running(desk) as pilot:
        await keyed(pilot, "v 2 3")
    desk.leave()

    async with running(empty_desk(tmp_path)) as pilot:
        await keyed(pilot, "enter")
        assert page_name(pilot) == "AnswersPage"
        assert counted(pilot) == "2 of 6 have answered"
        assert whose(pilot) == "Member 1"

        await keyed(pilot, "u")
        assert told(pilot, "#echo") == "There is nothing to undo."

        await keyed(pilot, "2 2 2 2 r")
        assert page_name(pilot) == "ResultPage"


async def test_with_totals_movement_is_not_known(tmp_path: Path) -> None:
    async with running(at_totals(tmp_path), LARGE_ENOUGH) as pilot:
        await keyed(pilot, "v 2 2 2 2 2 2 r v down enter 3 3 3 3 3 3 r")
        assert "moved up" not in said(pilot)

        await run_from_palette(pilot, "Compare two rounds")
        await keyed(pilot, "enter")
        assert "Totals do not show who moved." in said(pilot)


@pytest.mark.parametrize("keys", ["v 2 2 2", "m down enter 2 2 2", "m down down down enter 2 tab"])
async def test_every_way_fits_a_small_screen(tmp_path: Path, keys: str) -> None:
    async with running(at_totals(tmp_path, "30 members"), SMALL) as pilot:
        await keyed(pilot, keys)

        assert told(pilot, "#in") != ""
        assert pilot.app.screen.query_one("#echo").region.bottom <= SMALL[1] - 1


async def test_a_collective_is_not_asked_what_is_kept_of_answers(tmp_path: Path) -> None:
    async with running(at(make_desk(tmp_path, TOGETHER), STEP), LARGE_ENOUGH) as pilot:
        await run_from_palette(pilot, "Details of this workshop")
        assert "The committee agrees together" in said(pilot)
        assert "How answers are kept" not in said(pilot)

        pilot.app.screen.query_one("#mode", Choice).focus()
        await keyed(pilot, "right")
        assert "How answers are kept" in said(pilot)
