from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.domain.deletion import forget_ballots
from scrutiny_tui.domain.moves import ASIDE_REASONS, CORRECTION_REASONS
from scrutiny_tui.domain.rounds import Answer, RoundState
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.domain.session import Details, PageName, Place
from scrutiny_tui.tui.commands import available
from tests.support.screens import (
    DETAILS,
    LARGE,
    NORMAL,
    Driver,
    a_result,
    asking,
    at,
    by_name,
    make_desk,
    running,
    write,
)
from tests.support.sessions import room_of


def at_result(folder: Path, details: Details = DETAILS, people: str = "6 members") -> Desk:
    """Return a desk at the result of step 2, on which everybody chose Developing."""
    desk = make_desk(folder, details, people)
    write(desk, a_result(2, "2 2 2 2 2 2"))
    return at(desk, Place(PageName.RESULT, 2))


def trail(desk: Desk) -> list[str]:
    """Return the lines of the workshop's trail."""
    return [entry.text for entry in room_of(desk).session.trail.values()]


async def where_you_got_to(pilot: Driver) -> str:
    """Return what "Where you got to" says."""
    await pilot.keys("o")
    await pilot.ask_for("Where you got to")
    return pilot.told("VerticalScroll")


# --- setting aside


SET_ASIDE = "Cancel this result"


async def test_setting_aside_asks_for_a_reason_and_twice_and_leaves_no_result(tmp_path: Path) -> None:
    desk = at_result(tmp_path)
    async with asking(desk, SET_ASIDE, size=NORMAL) as pilot:
        assert all(reason[1:] in pilot.said for reason in ASIDE_REASONS)
        await pilot.keys("down enter")
        assert "Cancel this result?" in pilot.said
        assert "Reason: answers were said aloud." in pilot.told(".explanation")
        for keys in ("enter", "escape", "enter escape"):
            await pilot.keys(keys)
            assert pilot.page == "ResultPage"
            await pilot.ask_for(SET_ASIDE)
        assert room_of(desk).session.revealed(2)
        assert trail(desk) == []

        await pilot.keys("down enter down enter")
        assert pilot.page == "StepPage"
        assert "Step 2 of 6" in pilot.said
        told = "Step 2, Round 1 cancelled: answers were said aloud."
        assert told in pilot.said
        assert told in await where_you_got_to(pilot)
        assert "Everyone chose Developing" not in pilot.text
    (found,) = room_of(desk).session.rounds_of(2)
    assert found.state is RoundState.VOID


# --- correcting

CORRECT = "Correct an answer"
STRONG_FOR_THE_SECOND = "down enter down enter 1 d 3 down right enter"
"""The projector is off, the second person's slip says 3 at last, and the first of the reasons; then it asks once more."""
LEFT = "Nothing is changed. The projector can go on again."


async def test_it_asks_whether_the_projector_is_off_and_waits_for_the_slip(tmp_path: Path) -> None:
    async with asking(at_result(tmp_path), CORRECT) as pilot:
        assert "Is the projector off?" in pilot.said
        assert "Blank is not enough" in pilot.told(".explanation")
        assert "Member 2" not in pilot.said
        await pilot.keys("enter")
        assert pilot.page == "ResultPage"

        await pilot.ask_for(CORRECT)
        await pilot.keys("down enter enter z down right enter")
        assert "Answer: please fill this in." in pilot.told("#answer-note")
        await pilot.keys("x ctrl+s")
        assert '"Not applicable" can\'t be used for a step.' in pilot.told("#about")
        assert "please fill this in" not in pilot.said


async def test_a_correction_is_asked_for_twice_and_left_with_nothing_changed(tmp_path: Path) -> None:
    desk = at_result(tmp_path)
    async with asking(desk, CORRECT, "down enter") as pilot:
        assert "Member 2" in pilot.told("OptionList")
        await pilot.keys("down enter")
        assert "Correct an answer: Step 2, Member 2" in pilot.said
        await pilot.keys("3 down right enter")
        assert "Correct this answer?" in pilot.said
        await pilot.keys("enter")
        assert LEFT in pilot.said

        for keys in ("escape", "enter escape", "enter 3 escape down down enter"):
            await pilot.keys("left r")
            assert LEFT not in pilot.said
            await pilot.ask_for(CORRECT)
            await pilot.keys(f"down enter {keys}")
            assert pilot.page == "ResultPage"
            assert LEFT in pilot.said
    assert room_of(desk).session.revealed(2)[0].counts == (0, 6, 0)
    assert trail(desk) == []


async def test_what_the_slip_says_is_masked_and_ends_alike_if_it_is_the_same(tmp_path: Path) -> None:
    pictures = []
    desk = at_result(tmp_path)
    async with running(desk, LARGE) as pilot:
        for key in ("1", "3", "d", "I", "2"):
            await pilot.ask_for(CORRECT)
            await pilot.keys(f"down enter down enter {key}")
            pictures.append([pilot.text, pilot.picture])
            for keys in ("down right enter", "enter"):
                await pilot.keys(keys)
                pictures[-1].append(pilot.picture)
        assert "■ entered" in pictures[0][0]
        assert all(each == pictures[0] for each in pictures)

        await pilot.ask_for(CORRECT)
        await pilot.keys("down enter down enter 2 down right enter down enter")
        assert pilot.page == "ResultPage"
    assert room_of(desk).session.revealed(2)[0].counts == (0, 6, 0)
    line = f"Step 2, Round 1: one answer was corrected after the result: {CORRECTION_REASONS[0]}."
    assert trail(desk) == [line]


async def test_a_corrected_answer_counts_and_the_trail_names_nobody(tmp_path: Path) -> None:
    desk = at_result(tmp_path)
    async with asking(desk, CORRECT, f"{STRONG_FOR_THE_SECOND} down enter") as pilot:
        assert "The projector can go on again." in pilot.said
        assert "Clear agreement: 5 chose Developing, 1 Strong." in pilot.said
        told_then = await where_you_got_to(pilot)
        line = f"Step 2, Round 1: one answer was corrected after the result: {CORRECTION_REASONS[0]}."
        assert line in told_then
        assert "Member 2" not in told_then
    (found,) = room_of(desk).session.revealed(2)
    assert found.counts == (0, 5, 1)
    assert found.ballots[2] is Answer.LEVEL_3


async def test_where_answers_are_kept_by_name_the_trail_names_who_was_corrected(tmp_path: Path) -> None:
    people = "Ann Example, Bob Sample, Cat Third, Dan Fourth, Eve Fifth, Fay Sixth"
    desk = at_result(tmp_path, by_name(), people)
    async with asking(desk, CORRECT, STRONG_FOR_THE_SECOND) as pilot:
        assert "The record will say that the answer of Bob Sample was corrected" in pilot.told(".explanation")

        await pilot.keys("down enter")

    assert "the answer of Bob Sample was corrected" in trail(desk)[0]


async def test_where_only_totals_are_kept_correcting_is_not_offered(tmp_path: Path) -> None:
    desk = at_result(tmp_path, replace(DETAILS, secrecy=Secrecy.TOTALS))
    async with running(desk) as pilot:
        assert CORRECT not in [each.title for each in available(pilot.screen)]


# --- what was judged beforehand


async def test_an_earlier_judgement_is_hidden_until_the_result(tmp_path: Path) -> None:
    desk = at(make_desk(tmp_path, people="6 members"), Place(PageName.STEP))
    async with asking(desk, "Add a rating made beforehand", "enter escape") as pilot:
        assert pilot.page == "StepPage"
        assert not room_of(desk).session.earlier

        await pilot.ask_for("Add a rating made beforehand")
        await pilot.keys("3 down ctrl+u")
        await pilot.type("the heads of service")
        await pilot.keys("enter")
        assert "Rating saved. It is hidden until the result." in pilot.said

        pages = []
        for keys in ("escape", "enter", "v", "2 2 2 2 2"):
            await pilot.keys(keys)
            pages.append(pilot.said)
        await pilot.keys("escape down enter")
        pages.append(await where_you_got_to(pilot))
        assert not any("heads of service" in page for page in pages)

        await pilot.keys("escape left v 2 r")
        line = "Rated beforehand by the heads of service: Strong. Not an answer."
        assert line in pilot.told(".settled")
    (found,) = room_of(desk).session.revealed(1)
    assert found.counts == (0, 6, 0)


# --- comparing


async def test_two_times_are_compared_without_movement_once_answers_are_deleted(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, people="6 members")
    write(desk, a_result(2, "1 1 1 2 2 2"), a_result(2, "2 2 2 2 2 2"), a_result(2, "3 3 2 2 2 2"))
    async with asking(at(desk, Place(PageName.RESULT, 2)), "Compare two rounds") as pilot:
        assert "Round 1 and Round 3" in pilot.said
        await pilot.keys("down enter")

        compared = pilot.told("VerticalScroll")
        assert "Round 1: Beginning 3, Developing 3, Strong 0." in compared
        assert "Round 3: Beginning 0, Developing 4, Strong 2." in compared
        assert "3 moved up, 0 moved down, 3 stayed." in compared

        write(desk, lambda session: forget_ballots(session, DETAILS.date))
        await pilot.keys("escape")
        await pilot.ask_for("Compare two rounds")
        await pilot.keys("down enter")
        compared = pilot.told("VerticalScroll")
        assert "Totals do not show who moved." in compared
        assert "moved down" not in compared
