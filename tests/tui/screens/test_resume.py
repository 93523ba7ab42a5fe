from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from socket import gethostname
from textwrap import dedent

import pytest

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.domain.actions import add_action
from scrutiny_tui.domain.moves import leave_note
from scrutiny_tui.domain.phrases import day
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.domain.secrecy import Secrecy, promise
from scrutiny_tui.domain.session import Action, Details, PageName, Place
from scrutiny_tui.domain.voting import open_round, reveal, set_away, take_headcount
from scrutiny_tui.tui.commands import available
from scrutiny_tui.tui.widgets.slips import SlipList
from tests.support.screens import (
    DETAILS,
    NORMAL,
    PEOPLE,
    SMALL,
    TABLES,
    Size,
    a_result,
    at,
    empty_desk,
    make_desk,
    running,
    some_answers,
    write,
)
from tests.support.sessions import NOW, FixedClock, library, room_of
from tests.tui.scenes import full_desk

ROOT = Path(__file__).parents[3]

SAME = "down enter"
NEW = "enter"
"""The choices on a later day, when a new sitting is the first; it asks about the labels too."""

A_DAY_LATER = timedelta(hours=22)
NOTE = "Begin with step 2."

CUT_OFF = """
    import asyncio, os, sys
    from pathlib import Path
    from scrutiny_tui.domain.session import Details, PageName, Place
    from tests.support.screens import at, make_desk, running

    async def answer():
        desk = at(make_desk(Path(sys.argv[1])), Place(PageName.STEP, 2))
        async with running(desk) as pilot:
            await pilot.keys("v 2 2 1 - d")
            os._exit(9)

    asyncio.run(answer())
"""


def cut_off(folder: Path) -> None:
    """Answer on step 2 in a program of its own that ends as in a power cut."""
    ended = subprocess.run([sys.executable, "-c", dedent(CUT_OFF), str(folder)], cwd=ROOT, check=False)
    assert ended.returncode == 9
    for path in (folder / "sessions").iterdir():
        # The machine's own clock says when a session was last used; the room's stands still.
        os.utime(path, (NOW.timestamp(), NOW.timestamp()))


def later(folder: Path, by: timedelta = A_DAY_LATER) -> Desk:
    """Return a desk at a later time with the workshop of these folders open, as the program opens it."""
    clock = FixedClock()
    clock.move_on(by)
    desk = empty_desk(folder, clock=clock)
    found = desk.library.last()
    assert found is not None
    desk.open(found)
    return desk


def put_away(folder: Path, details: Details = DETAILS, people: str = PEOPLE) -> Desk:
    """Return the desk of a workshop that was closed at step 4, with its note to the next facilitator."""
    desk = at(make_desk(folder, details, people), Place(PageName.STEP, 4))
    write(desk, lambda session: leave_note(session, NOTE))
    desk.leave()
    return desk


def cut_short(folder: Path) -> Desk:
    """Return a desk on the next day, on which three people had answered step 4 when the workshop was closed."""
    desk = make_desk(folder)
    write(desk, some_answers(4, "2 2 3"))
    at(desk, Place(PageName.ANSWERS, 4)).leave()
    return later(folder)


async def test_a_workshop_that_was_cut_off_opens_at_the_same_step_and_person(tmp_path: Path) -> None:
    cut_off(tmp_path)
    desk = empty_desk(tmp_path)

    async with running(desk) as pilot:
        await pilot.keys("enter")

        assert pilot.page == "AnswersPage"
        assert "Step 2 of 6" in pilot.said
        slips = pilot.screen.query_one(SlipList)
        assert slips.slips[slips.cursor].label == "Member 4"
        assert "1 absent" in pilot.said
    found = room_of(desk).session.open_round(2)
    assert found is not None
    assert found.ballots == {1: Answer.LEVEL_2, 2: Answer.LEVEL_2, 3: Answer.LEVEL_1, 5: Answer.DONT_KNOW}
    assert room_of(desk).session.sitting.away == {4}


@pytest.mark.parametrize("page", [PageName.BRIEFING, PageName.SLIPS, PageName.RESULT, PageName.PLAN])
async def test_every_page_is_opened_again_where_it_was_left(tmp_path: Path, page: PageName) -> None:
    desk = make_desk(tmp_path)
    write(desk, some_answers(3, "2 2"))
    if page is PageName.RESULT:
        room_of(desk).save(reveal(room_of(desk).session, 3))
    at(desk, Place(page, 3, 2))
    async with running(desk) as pilot:
        before = pilot.text
    desk.leave()

    async with running(empty_desk(tmp_path)) as pilot:
        await pilot.keys("enter")

        assert pilot.text == before


@pytest.mark.parametrize(
    ("pause", "first", "second"),
    [
        (timedelta(hours=4), "Same session", "New session"),
        (timedelta(days=30), "New session", "Same session"),
    ],
)
async def test_after_four_hours_it_asks(tmp_path: Path, pause: timedelta, first: str, second: str) -> None:
    put_away(tmp_path)
    again = later(tmp_path, pause)

    async with running(again) as pilot:
        assert "Is this a new session?" in pilot.said
        offered = pilot.told("#box OptionList")
        assert offered.index(first) < offered.index(second)
        assert f"Last used on {day(NOW)}." in pilot.said

        await pilot.keys("escape")
        assert pilot.page == "HomePage"
        await pilot.keys(f"enter {'enter' if first.startswith('Same') else 'down enter'} enter")
        assert pilot.page == "StepPage"
        assert len(room_of(again).session.sittings) == 1


async def test_after_a_pause_only_a_note_to_the_next_facilitator_is_shown(tmp_path: Path) -> None:
    put_away(tmp_path)

    async with running(later(tmp_path, timedelta(hours=3, minutes=59))) as pilot:
        assert pilot.page == "ResumePage"
        assert NOTE in pilot.told("#so-far")

        await pilot.keys("enter")
        assert pilot.page == "StepPage"


async def test_a_new_sitting_sets_the_unfinished_vote_aside_and_goes_on_with_the_step(tmp_path: Path) -> None:
    again = cut_short(tmp_path)
    room_of(again).save(set_away(room_of(again).session, 3, away=True))

    async with running(again) as pilot:
        await pilot.keys(f"{NEW} enter")
        assert pilot.page == "WhoDialog"
        assert "away" not in pilot.told("OptionList")

        await pilot.keys("escape")
        assert pilot.page == "ResumePage"
        assert "Step 4, Round 1 cancelled: a new session began" in pilot.said
        assert room_of(again).session.open_round(4) is None
        assert len(room_of(again).session.sittings) == 2

        await pilot.keys("enter enter v")
        assert pilot.page == "AnswersPage"
        assert not room_of(again).session.open_round(4).given  # type: ignore[union-attr]


async def test_where_you_got_to_tells_what_is_needed_and_the_promise_comes_next(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    write(desk, a_result(1, "2 " * 15), lambda session: leave_note(session, NOTE))
    at(desk, Place(PageName.STEP, 2)).leave()
    again = later(tmp_path)

    async with running(again, (100, 40)) as pilot:
        await pilot.keys(f"{NEW} enter escape")
        shown = pilot.told("#so-far")

        assert "1 Knowledge of children's services: Everyone chose Developing." in shown
        assert "Not yet answered." in shown
        assert "15 people here" in shown
        assert NOTE in shown
        assert promise(Secrecy.LABELS) in shown

        await pilot.keys("enter")
        assert pilot.page == "PromisePage"
        await pilot.keys("enter")
        assert pilot.page == "StepPage"
        assert "Step 2 of 6" in pilot.said
    assert room_of(again).session.sitting.promised == promise(Secrecy.LABELS)


async def test_the_day_on_which_the_workshop_was_only_set_up_is_no_session(tmp_path: Path) -> None:
    make_desk(tmp_path).leave()

    async with running(later(tmp_path), (100, 40)) as pilot:
        await pilot.keys(f"{NEW} escape")
        shown = pilot.told("#so-far")

        assert f"Opened on {day(NOW)}" in shown
        assert "Session 1" in shown
        assert "Session 2" not in shown


def a_result_of_slips(folder: Path) -> None:
    """Put a workshop away in which everybody answered step 1 by a slip."""
    desk = make_desk(folder)
    write(desk, a_result(1, "2 " * 15))
    at(desk, Place(PageName.STEP)).leave()


async def test_tables_are_asked_about_as_tables_and_hands_about_no_label(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    write(desk, lambda session: take_headcount(open_round(session, 1), 1, {Answer.LEVEL_2: 15}))
    desk.leave()

    async with running(later(tmp_path)) as pilot:
        await pilot.keys("enter")
        assert pilot.page == "WhoDialog"
    desk = make_desk(tmp_path, TABLES, "6; 5; 4")
    write(desk, a_result(1, "1 2 3"))
    at(desk, Place(PageName.STEP)).leave()

    async with running(later(tmp_path)) as pilot:
        await pilot.keys("enter")
        assert "Are the same people at each table as last time?" in pilot.said
        assert "label" not in pilot.told("#box")


@pytest.mark.parametrize(("choice", "kept"), [("enter", False), ("down enter", True)])
async def test_only_people_with_the_same_labels_are_compared(tmp_path: Path, choice: str, kept: bool) -> None:
    a_result_of_slips(tmp_path)
    again = later(tmp_path)

    async with running(again, (120, 40)) as pilot:
        await pilot.keys("enter")
        assert "Does everyone have the same label as last time?" in pilot.said
        assert pilot.said.index("Labels may have changed") < pilot.said.index("Everyone has the same label")

        await pilot.keys("escape")
        assert pilot.page == "HomePage"
        assert list(room_of(later(tmp_path)).session.sittings) == [1]
        await pilot.keys(f"enter enter {choice}")
        assert pilot.page == "WhoDialog"
        assert room_of(again).session.sitting.labels_kept is kept

        await pilot.keys("escape enter enter v down enter " + "2 " * 15 + "r")
        assert ("0 moved up, 0 moved down, 15 stayed." in pilot.said) is kept


@pytest.mark.parametrize("secrecy", [Secrecy.BY_NAME, Secrecy.TOTALS])
async def test_without_numbered_labels_nothing_is_asked_of_them(tmp_path: Path, secrecy: Secrecy) -> None:
    details = replace(DETAILS, secrecy=secrecy, facilitator="")
    make_desk(tmp_path, details, "Ann Example, Bob Sample").leave()

    async with running(later(tmp_path)) as pilot:
        await pilot.keys(NEW)
        assert pilot.page == "WhoDialog"
        await pilot.keys("escape")
        assert "No facilitator is recorded (press f to add one)" in pilot.said


async def test_a_new_sitting_is_led_by_whoever_led_before_until_changed(tmp_path: Path) -> None:
    make_desk(tmp_path).leave()
    again = later(tmp_path)

    async with running(again) as pilot:
        await pilot.keys(f"{NEW} escape")
        assert "Facilitator today: Democratic services officer" in pilot.said

        await pilot.keys("f")
        await pilot.fill(name="The vice-chair")
        await pilot.keys("enter")
        assert "Facilitator today: The vice-chair" in pilot.said
    session = room_of(again).session
    assert [each.facilitator for each in session.sittings.values()] == [
        "Democratic services officer",
        "The vice-chair",
    ]


CHANGING = {
    "Answer", "Answer again", "Correct an answer", "Details of this workshop", "Facilitator", "Note", "Pin",
    "Note to the next facilitator", "Cancel this result", "Agree a position", "Import answers",
    "Ways to answer", "What we answer", "Who is here", "Finish time", "Table's reason", "Finished with this step",
}  # fmt: skip


@pytest.fixture
def opened(tmp_path: Path) -> Desk:
    """A desk on which a workshop is open."""
    return full_desk(tmp_path)


@pytest.fixture
def other(opened: Desk, tmp_path: Path) -> Desk:
    """Another copy of the program on the same laptop."""
    return Desk(library(tmp_path), held_key_seconds=0.0)


def looking(other: Desk, opened: Desk, place: Place) -> Desk:
    """Return the other desk looking at the open workshop, at this place."""
    other.look(room_of(opened).path).move_to(place)
    return other


@pytest.mark.parametrize("size", [SMALL, NORMAL])
async def test_a_second_copy_is_refused_and_offers_to_look(opened: Desk, other: Desk, size: Size) -> None:
    before = room_of(opened).session
    async with running(other, size) as pilot:
        await pilot.keys("enter")
        explained = pilot.told(".explanation")
        assert f"already open on {gethostname()} (since" in explained
        assert "Close it there, or open it here read-only." in explained
        await pilot.keys("enter")
        assert (pilot.page, other.workshop) == ("HomePage", None)

        await pilot.keys("enter down enter")
        assert pilot.page == "OverviewPage"
        assert "Read only · " in pilot.said
    assert room_of(opened).session is before
    assert opened.leave() == ""


async def test_a_step_that_is_only_looked_at_says_so_like_the_one_before(opened: Desk, other: Desk) -> None:
    async with running(looking(other, opened, Place(PageName.STEP, 1))) as pilot:
        await pilot.keys("1 down enter escape")
        assert "Read only · Step 6 of 6" in pilot.said
        await pilot.keys("pageup")
        assert "Read only · Step 5 of 6" in pilot.said
    opened.leave()


async def test_a_workshop_opened_half_a_year_later_can_go_on_with_what_became_of_its_actions(
    tmp_path: Path,
) -> None:
    desk = make_desk(tmp_path)
    write(desk, lambda session: add_action(session, Action(0, 1, "Ask.")))
    desk.leave()
    desk = later(tmp_path, timedelta(days=182))
    async with running(desk) as pilot:
        assert "Six months on: what became of the actions" in pilot.said
        await pilot.keys("end enter")
        assert "CF 26/27 01 · Step 1 · 1 of 1" in pilot.said
    assert room_of(desk).session.sitting.is_follow_up


async def test_pages_can_be_gone_through_and_nothing_can_be_changed(opened: Desk, other: Desk) -> None:
    desk = looking(other, opened, Place(PageName.STEP, 1))
    path = room_of(opened).path
    before = {each: each.read_bytes() for each in path.parent.iterdir()}
    async with running(desk) as pilot:
        for keys, name in (("1 down enter", "ResultPage"), ("escape", "StepPage")):
            await pilot.keys(keys)
            assert pilot.page == name
            assert "Read only" in pilot.said
            assert not CHANGING & {command.title for command in available(pilot.screen)}
            await pilot.keys("a g w m v n asterisk c")
            assert pilot.page == name
        await pilot.ask_for("Close this workshop")
        assert pilot.page == "HomePage"
    assert desk.workshop is None
    assert {each: each.read_bytes() for each in path.parent.iterdir()} == before
    opened.leave()


async def test_what_was_done_meanwhile_is_shown_when_it_is_read_again(opened: Desk, other: Desk) -> None:
    async with running(looking(other, opened, Place(PageName.STEP, 5))) as pilot:
        write(opened, lambda session: reveal(session, 5))
        assert not room_of(other).session.revealed(5)
        await pilot.ask_for("Read it again")
        assert "It is read again." in pilot.said
        assert room_of(other).session.revealed(5)
        assert pilot.page == "StepPage"
    opened.leave()
