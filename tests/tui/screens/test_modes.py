from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest
from textual.widgets import OptionList

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.domain.moves import vote_on
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.domain.secrecy import Mode, Secrecy
from scrutiny_tui.domain.session import PageName, Place
from scrutiny_tui.domain.voting import NO_COUNT, keeps_apart, ways, why_not
from scrutiny_tui.store.card_reader import HOW_TO_INSTALL
from scrutiny_tui.tui.commands import available
from scrutiny_tui.tui.widgets.big import BigText
from scrutiny_tui.tui.widgets.forms import Choice
from scrutiny_tui.view.plain_text import results_text
from tests.support.files import holding
from tests.support.screens import (
    DETAILS,
    PEOPLE,
    SMALL,
    TABLES,
    Driver,
    at,
    at_vote,
    empty_desk,
    make_desk,
    running,
    write,
)
from tests.support.sessions import room_of

STEP: Final = Place(PageName.STEP)
TOTALS: Final = replace(DETAILS, secrecy=Secrecy.TOTALS)
TOGETHER: Final = replace(DETAILS, mode=Mode.COLLECTIVE)
LARGE_ENOUGH: Final = (120, 50)


def titles(pilot: Driver) -> list[str]:
    """Return the titles of what can be asked for now."""
    return [command.title for command in available(pilot.screen)]


# --- jumping to a person


async def test_part_of_a_label_finds_the_person_whose_label_ends_with_it_first(tmp_path: Path) -> None:
    async with running(at(make_desk(tmp_path, people="14 members"), STEP)) as pilot:
        await pilot.keys("v / 4")
        assert pilot.said.index("Member 4 ") < pilot.said.index("Member 14 ")
        for keys in ("escape", "/ n o b o d y enter escape"):
            await pilot.keys(keys)
            assert (pilot.page, pilot.whose) == ("AnswersPage", "Member 1")

        await pilot.keys("/ 4 enter")
        assert pilot.whose == "Member 4"

        await pilot.keys("/ 4 tab down enter")
        assert (pilot.page, pilot.whose) == ("AnswersPage", "Member 14")


# --- ways to answer


async def test_the_step_asks_how_the_room_answers_and_keeps_to_it(tmp_path: Path) -> None:
    async with running(at(make_desk(tmp_path), STEP)) as pilot:
        for down, page in enumerate(("AnswersPage", "AnswersPage", "AskDialog", "HeadcountPage")):
            await pilot.keys(f"m {'down ' * down} enter")
            assert pilot.page == page
            await pilot.keys("escape escape" if page == "AskDialog" else "escape")

        await pilot.keys("right v")
        assert pilot.page == "HeadcountPage"
        assert "Step 2 of 6" in pilot.said


WAYS: Final = {
    "Answer slips: this step": PageName.ANSWERS,
    "Answer slips: all steps": PageName.SLIPS,
    "Pass the laptop round": PageName.ALONE,
    "Show of hands or cards": PageName.COUNT,
    "Cards read by a camera": PageName.CARDS,
}


def offered_ways(pilot: Driver) -> list[PageName]:
    """Return the ways that the question on top offers."""
    listed = pilot.screen.query_one(OptionList).options
    return [WAYS[re.split(r", | \(", str(option.prompt))[0]] for option in listed]


COMBINATIONS: Final = [
    (mode, secrecy)
    for mode in Mode
    for secrecy in Secrecy
    if mode is not Mode.GROUPS or secrecy is Secrecy.LABELS
]


def made(folder: Path, mode: Mode, secrecy: Secrecy) -> Desk:
    """Return a desk with a workshop of this mode and secrecy."""
    people = "6; 5; 4" if mode is Mode.GROUPS else PEOPLE
    return at(make_desk(folder, replace(DETAILS, mode=mode, secrecy=secrecy), people), STEP)


@pytest.mark.parametrize(("mode", "secrecy"), COMBINATIONS)
async def test_only_ways_that_fit_are_offered(tmp_path: Path, mode: Mode, secrecy: Secrecy) -> None:
    desk = made(tmp_path, mode, secrecy)
    details = room_of(desk).session.details
    async with running(desk, LARGE_ENOUGH) as pilot:
        assert ("Ways to answer" in titles(pilot)) is bool(ways(details))
        assert ("What we answer" in titles(pilot)) is bool(ways(details))
        assert ("Import answers…" in titles(pilot)) is keeps_apart(details)
        if not ways(details):
            return

        await pilot.keys("m")
        assert offered_ways(pilot) == list(ways(details))
        await pilot.keys("f1")
        assert why_not(details) in pilot.told("Lines")

        await pilot.keys("escape escape v")
        assert ("Import answers…" in titles(pilot)) is keeps_apart(details)
        await pilot.keys("m")
        assert offered_ways(pilot) == [way for way in ways(details) if way is not PageName.ANSWERS]
        await pilot.keys("enter")
        assert pilot.page == "AnswersPage"


async def test_without_the_extra_cards_stand_as_not_installed_with_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scrutiny_tui.store.card_reader.find_spec", lambda _name: None)
    desk = made(tmp_path, Mode.INDIVIDUAL, Secrecy.LABELS)
    async with running(desk, LARGE_ENOUGH) as pilot:
        await pilot.keys("m")
        assert "Cards read by a camera (not installed)" in pilot.said
        await pilot.keys("up enter")
        assert pilot.page == "StepPage"
        assert HOW_TO_INSTALL in pilot.said

    desk = at_vote(made(tmp_path / "moved here", Mode.INDIVIDUAL, Secrecy.LABELS), PageName.CARDS)
    async with running(desk, LARGE_ENOUGH) as pilot:
        assert HOW_TO_INSTALL in pilot.said
        await pilot.keys("s 2")
        assert room_of(desk).open_round(1).given == 1


async def test_small_groups_left_on_a_headcount_come_back_to_the_step_and_its_slips(tmp_path: Path) -> None:
    desk = at_vote(make_desk(tmp_path, TABLES, "6; 5; 4"), PageName.COUNT)
    desk.way = PageName.COUNT
    async with running(desk) as pilot:
        assert pilot.page == "StepPage"

        await pilot.keys("v")
        assert pilot.page == "AnswersPage"


async def test_where_tables_answer_the_ways_speak_of_tables_and_help_of_no_headcount(tmp_path: Path) -> None:
    async with running(at(make_desk(tmp_path, TABLES, "6; 5; 4"), STEP), LARGE_ENOUGH) as pilot:
        await pilot.keys("m")
        assert "all steps, one table at a time" in pilot.said
        assert "(up to six tables)" in pilot.said
        assert "person" not in pilot.told("OptionList")

        await pilot.keys("escape")
        for keys in ("v", "m enter"):
            await pilot.keys(f"{keys} f1")
            assert NO_COUNT in pilot.told("Lines")
            await pilot.keys("escape")
        assert pilot.page == "AnswersPage"


async def test_ways_mixed_on_one_step_add_up(tmp_path: Path) -> None:
    desk = at(make_desk(tmp_path, people="10 members"), STEP)
    async with running(desk, LARGE_ENOUGH) as pilot:
        await pilot.keys("v 2 2 d")
        await pilot.keys("m enter down down down 1 1 1 1 1 1 enter")
        await pilot.keys("m down enter down enter space 3 enter")
        await pilot.keys("m down down enter 1 down 3 r")

        assert pilot.page == "AskDialog"
        assert "9 of 10 have answered. Show the result now?" in pilot.said
        await pilot.keys("down enter")
        assert "8 of 10 chose a statement" in pilot.said
        assert "don't know 1" in pilot.said
        assert "1 has not answered" in pilot.said
    assert room_of(desk).session.revealed(1)[0].counts == (2, 5, 1)


# --- small groups


async def test_each_table_is_shown_with_its_answer_and_reason_and_no_verdict(tmp_path: Path) -> None:
    desk = at(make_desk(tmp_path, TABLES, "6; 5; 4 members and 2 co-optees"), STEP)
    async with running(desk, LARGE_ENOUGH) as pilot:
        await pilot.keys("v")
        assert pilot.whose == "Table 1"

        await pilot.keys("3 2 2 r")
        shown = pilot.told(".result")
        assert "Table 1, 6 people: Strong. No reason noted." in shown
        assert "Table 2, 5 people: Developing" in shown
        assert "Table 3, 6 people: Developing" in shown
        assert "3 of 3 tables chose a statement, 17 people" in shown
        assert pilot.screen.query_one(BigText).text == "No single view"
        assert not any(word in shown for word in ("Clear agreement", "Most chose", "Everyone", "view"))

        await pilot.ask_for("Table's reason")
        await pilot.keys("down enter")
        await pilot.type("Too few visits")
        await pilot.keys("enter")
        assert "Table 2, 5 people: Developing. Reason: Too few visits" in pilot.told(".account")

        await pilot.keys("right v")
        assert "x not discussed" in pilot.said
        await pilot.keys("x 2 2 r")
        assert "Table 1, 6 people: did not discuss this step" in pilot.said
        assert "2 of 3 tables chose a statement, 11 people" in pilot.said


async def test_a_reason_asks_whose_it_is_and_is_in_no_file_once_it_is_changed(tmp_path: Path) -> None:
    desk = at(make_desk(tmp_path, TABLES, "6; 5"), STEP)
    async with running(desk, LARGE_ENOUGH) as pilot:
        await pilot.keys("v 3 2 r y enter")
        assert "Table's reason: Step 1, Table 1" in pilot.said
        await pilot.type("Said by mistake")
        await pilot.keys("enter y")
        assert "Table 1 (noted)" in pilot.said
        assert "Table 2 (noted)" not in pilot.said

        await pilot.keys(f"enter end {'backspace ' * len(' by mistake')} enter")
        assert "Table 1, 6 people: Strong. Reason: Said Table 2" in pilot.told(".account")
        # The room's file is written by a thread of its own, a moment after the page.
        await pilot.until(lambda: holding(tmp_path, "by mistake") == [])

        await pilot.keys("n")
        await pilot.type("Ask again in spring")
        await pilot.keys("ctrl+s")
    assert [(note.table, note.text) for note in room_of(desk).session.notes_of(1)] == [
        (1, "Said"),
        (0, "Ask again in spring"),
    ]


# --- as a collective


async def test_a_collective_records_its_shared_view_and_takes_no_answers(tmp_path: Path) -> None:
    desk = at(make_desk(tmp_path, TOGETHER), STEP)
    async with running(desk, LARGE_ENOUGH) as pilot:
        await pilot.ask_for("Details of this workshop")
        assert "The committee agrees together" in pilot.said
        assert "How answers are kept" not in pilot.said
        pilot.screen.query_one("#mode", Choice).focus()
        await pilot.keys("right")
        assert "How answers are kept" in pilot.said

        await pilot.keys("left escape v")
        assert "Agree a position: Step 1" in pilot.said
        assert "beside the answers" not in pilot.said
        await pilot.keys("f1")
        assert "beside the answers" not in pilot.said

        await pilot.keys("escape 2 ctrl+s o")
        standing = pilot.told("StandingList").replace("► ", "")
        assert "1 Knowledge of children's services Developing" in standing
        await pilot.keys("s")
        assert "Agreed together, after discussion." in pilot.said
        assert "agreed: Developing" in pilot.said
    session = room_of(desk).session
    assert session.agreed[1].level == 2
    assert session.rounds == {}
    assert "How this is worked out" not in results_text(session)


# --- prompts


async def test_what_is_answered_is_chosen_in_the_palette_and_what_has_answers_stays(tmp_path: Path) -> None:
    desk = at(make_desk(tmp_path), Place(PageName.STEP, 2))
    async with running(desk, LARGE_ENOUGH) as pilot:
        await pilot.keys("enter v")
        assert "Step 2 of 6" in pilot.said
        assert room_of(desk).session.open_round(2)
        await pilot.keys("escape")
        await pilot.ask_for("What we answer")
        assert "We answer the 6 steps only." in pilot.said
        await pilot.keys("a")
        assert len(room_of(desk).session.prompts) == 36
        assert "42 answers from each person, about 84 minutes." in pilot.said
        await pilot.keys("A")
        assert room_of(desk).session.prompts == frozenset()

        pilot.screen.query_one(OptionList).highlighted = 7
        await pilot.keys("enter")
        assert "7 answers from each person, about 14 minutes." in pilot.said

        room_of(desk).open_round(202)
        room_of(desk).cast(202, 1, Answer.LEVEL_2)
        await pilot.keys("enter")
        assert pilot.page == "PromptsDialog"
    assert room_of(desk).session.prompts == {202}


async def test_a_prompt_is_answered_beside_its_step_and_leads_back_to_it(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, people="5 members")
    write(desk, lambda session: vote_on(session, frozenset({202})))
    async with running(at(desk, Place(PageName.STEP, 2)), LARGE_ENOUGH) as pilot:
        await pilot.keys("enter down v")
        assert pilot.page == "AnswersPage"
        assert "Prompt 2.2" in pilot.said

        await pilot.keys("x 3 3 3 3 r")
        assert pilot.page == "ResultPage"
        assert "4 of 5 chose a statement" in pilot.said
        assert "Table's reason" not in titles(pilot)

        for key in ("left", "escape", "pageup", "right"):
            await pilot.keys(key)
            assert pilot.page == "StepPage"
            assert "Step 2 of 6" in pilot.said
            await pilot.keys("enter down r")
            assert pilot.page == "ResultPage"
    session = room_of(desk).session
    assert session.revealed(202)[0].tally()[Answer.NOT_APPLICABLE] == 1
    assert session.revealed(2) == ()


# --- totals only


def at_totals(folder: Path, people: str = "6 members") -> Desk:
    """Return a desk with a workshop that keeps totals only."""
    return at(make_desk(folder, TOTALS, people), STEP)


async def test_totals_are_kept_and_only_the_last_answer_can_be_taken_back(tmp_path: Path) -> None:
    desk = at_totals(tmp_path)
    async with running(desk) as pilot:
        await pilot.keys("v")
        assert "Slip of" not in pilot.said
        assert "Slips, in any order" in pilot.said

        await pilot.keys("2 1 u")
        assert pilot.told("#echo") == "Member 2: answer undone"
        await pilot.keys("u")
        assert pilot.told("#echo") == "There is nothing to undo."

        await pilot.keys("3 1")
        assert pilot.counted == "3 of 6 have answered"
        assert pilot.told("SlipList").count("■") == 3

        await pilot.keys("2 2 2 r")
        assert "6 of 6 chose a statement" in pilot.said
    (found,) = room_of(desk).session.revealed(1)
    assert (found.counts, found.ballots, found.answered) == ((1, 4, 1), {}, frozenset())


async def test_with_totals_whole_slips_are_added_up_and_a_second_one_is_refused_whole(tmp_path: Path) -> None:
    desk = at_totals(tmp_path)
    async with running(desk) as pilot:
        await pilot.keys("m down enter")
        assert "Slip of" not in pilot.said
        assert "Slips, in any order" in pilot.said

        await pilot.keys("1 2 3 d a i enter")
        assert pilot.counted == "1 of 6 slips entered"

        await pilot.keys("up 1 1 1 1 1 1 enter")
        assert "an answer already entered can't be changed" in pilot.said
    rounds = [room_of(desk).session.open_round(step) for step in range(1, 7)]
    assert all(found and found.given == 1 and not found.ballots for found in rounds)


async def test_with_totals_how_many_are_in_is_known_after_a_break_but_not_who(tmp_path: Path) -> None:
    desk = at_totals(tmp_path)
    async with running(desk) as pilot:
        await pilot.keys("v 2 3")
    desk.leave()

    async with running(empty_desk(tmp_path)) as pilot:
        await pilot.keys("enter")
        assert pilot.page == "AnswersPage"
        assert pilot.counted == "2 of 6 have answered"
        assert pilot.whose == "Member 1"

        await pilot.keys("u")
        assert pilot.told("#echo") == "There is nothing to undo."

        await pilot.keys("2 2 2 2 r")
        assert pilot.page == "ResultPage"


async def test_every_way_fits_a_small_screen(tmp_path: Path) -> None:
    async with running(at_totals(tmp_path, "30 members"), SMALL) as pilot:
        for keys in ("v 2 2 2", "m down enter 2 2 2", "m down down down enter 2 tab"):
            await pilot.keys(keys)
            assert pilot.told("#in") != ""
            assert pilot.screen.query_one("#echo").region.bottom <= SMALL[1] - 1
            await pilot.keys("escape down enter right")
            assert pilot.page == "StepPage"
