"""Whole workshops, from the start page to the overview, as the facilitator keys them."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.domain.secrecy import Secrecy, promise
from scrutiny_tui.domain.session import NoteKind
from scrutiny_tui.tui.widgets.marks import StandingList
from tests.support.screens import NORMAL, Driver, empty_desk, running
from tests.support.sessions import FixedClock, room_of

SIZE = NORMAL

ALIKE = "2 1 2 3 d 2 enter " * 12
APART = "2 3 2 1 2 2 enter " * 3
"""Fifteen slips: nearly everybody alike, three people of another view on two steps."""


def told_on_stairs(pilot: Driver) -> list[tuple[str, str]]:
    """Return the result in a few words and the agreed position of each step of the overview, from the first step on."""
    found = pilot.screen.query_one(StandingList)._block.standings
    return [(each.verdict, each.position) for each in found]


async def note(pilot: Driver, text: str) -> None:
    """Write down a note of the first kind."""
    await pilot.keys("n")
    await pilot.type(text)
    await pilot.keys("ctrl+s")


async def page_through(pilot: Driver, until: str) -> None:
    """Page on until a page of this name; fail where it does not come."""
    for _page in range(40):
        if pilot.page == until:
            return
        await pilot.keys("right")
    assert pilot.page == until


async def set_up(pilot: Driver) -> None:
    """Set up a workshop of fifteen people with everything that is asked, from the start page to the welcome."""
    await pilot.keys("enter")
    await pilot.fill(
        council="Exampleshire",
        committee="Children and Families Scrutiny Committee",
        people="1 chair, 1 vice-chair, 11 members, 2 co-optees",
        facilitator="Democratic services officer",
        sponsor="Lead member",
    )
    await pilot.keys("ctrl+s")
    assert "Is the chair one of the 11?" in pilot.said
    await pilot.keys("enter")
    assert pilot.page == "WelcomePage"


async def brief(pilot: Driver) -> None:
    """Go from the welcome through the briefing and the promise to the first step."""
    await pilot.keys("right")
    assert pilot.page == "BriefingPage"
    await page_through(pilot, "PromisePage")
    assert promise(Secrecy.LABELS) in pilot.said
    await page_through(pilot, "StepPage")


async def first_step(pilot: Driver) -> None:
    """Talk, key all slips for all steps, show the first result, write a note and the shared view."""
    await pilot.keys(f"down down m down enter {ALIKE} {APART} r")
    assert pilot.page == "ResultPage"
    assert "Everyone chose Developing." in pilot.said
    await note(pilot, "Minutes of the meeting in May")
    await pilot.keys("g 2 ctrl+s right")


async def second_step_twice(pilot: Driver) -> None:
    """Show the second result, on which views differ, talk, and answer again."""
    await pilot.keys("v r")
    assert pilot.page == "ResultPage"
    await note(pilot, "The terms of reference are being rewritten")

    await pilot.keys("v down enter")
    assert pilot.page == "AnswersPage"
    await pilot.keys("m enter " + "2 " * 14 + "3 r")
    assert "moved up" in pilot.said
    await pilot.keys("g 2 ctrl+s")


async def other_steps(pilot: Driver) -> None:
    """Show the four other results, each with its shared view, up to the overview."""
    for level in (2, 3, 2, 2):
        await pilot.keys("right v r")
        assert pilot.page == "ResultPage"
        await pilot.keys(f"g {level} ctrl+s")
    await pilot.keys("right")


async def test_a_hundred_and_fifty_minutes_with_everything(tmp_path: Path) -> None:
    desk = empty_desk(tmp_path)
    async with running(desk, SIZE) as pilot:
        assert pilot.page == "HomePage"
        await set_up(pilot)
        await brief(pilot)
        await first_step(pilot)
        await second_step_twice(pilot)
        await other_steps(pilot)

        assert pilot.page == "OverviewPage"
        stairs = told_on_stairs(pilot)
        assert [view for _told, view in stairs] == [*["Developing"] * 3, "Strong", *["Developing"] * 2]
        assert stairs[0][0] == "15 of 15 Developing"
        assert "TALK NEXT" in pilot.told("PointerList")
        await pilot.keys("e end enter")
        assert "6 agreed positions" in pilot.said
        await pilot.keys("space")
        assert pilot.page == "HomePage"

    session = desk.library.read(next(desk.library.places.sessions.glob("*.json")))
    assert [len(session.revealed(step)) for step in range(1, 7)] == [1, 2, 1, 1, 1, 1]
    assert [found.kind for found in session.notes.values()] == [NoteKind.EVIDENCE, NoteKind.EVIDENCE]
    assert session.sitting.ended is not None


async def test_forty_minutes_with_a_quick_start(tmp_path: Path) -> None:
    desk = empty_desk(tmp_path)
    async with running(desk, SIZE) as pilot:
        await pilot.keys("down enter")
        await pilot.fill(council="Exampleshire", people="8 members")
        await pilot.keys("ctrl+s")
        assert pilot.page == "PromisePage"

        await pilot.keys("enter m down down down enter 2 down 5 down 1 r right")
        for counted in ("0 down 8", "3 down 3 down 2", "4 down 0 down 4", "1 down 7", "0 down 2 down 6"):
            assert pilot.page == "StepPage"
            await pilot.keys(f"v {counted} r")
            assert pilot.page == "ResultPage"
            await pilot.keys("right")

        assert pilot.page == "OverviewPage"
        told_of = [told_then for told_then, _view in told_on_stairs(pilot)]
        assert told_of[3] == "Beginning or Strong"
    assert all(room_of(desk).session.revealed(step) for step in range(1, 7))


async def test_three_tables(tmp_path: Path) -> None:
    async with running(empty_desk(tmp_path), SIZE) as pilot:
        await pilot.keys("enter")
        await pilot.fill(council="Exampleshire", people="6; 5; 4 members and 2 co-optees")
        await pilot.keys("down down right ctrl+s s v")
        assert pilot.page == "PromisePage"
        assert "Your table gives one answer." in pilot.said

        await pilot.keys("enter 1 2 2 r")
        assert "3 of 3 tables chose a statement, 17 people" in pilot.said
        await pilot.ask_for("Table's reason")
        await pilot.keys("enter")
        await pilot.type("No training since the election")
        await pilot.keys("enter")
        assert "Beginning. Reason: No training since the election" in pilot.said
        await pilot.keys("g 2 ctrl+s")

        await pilot.keys("right v x 2 3 r")
        assert pilot.page == "ResultPage"
        await pilot.keys("g 3 ctrl+s o")
        assert pilot.page == "OverviewPage"
        assert [view for _told, view in told_on_stairs(pilot)][:2] == ["Developing", "Strong"]


async def first_sitting(desk: Desk) -> None:
    """Key all slips of six people, show the first result, leave a note, and quit."""
    async with running(desk, SIZE) as pilot:
        await pilot.keys("down enter")
        await pilot.fill(council="Exampleshire", people="6 members")
        await pilot.keys("ctrl+s enter m down enter " + "2 2 2 2 2 2 enter " * 6 + "r g 2 ctrl+s")
        await pilot.ask_for("Note to the next facilitator")
        await pilot.type("Begin with step 2, the slips are keyed.")
        await pilot.keys("ctrl+s right q q")
    desk.leave()


async def resume(pilot: Driver) -> None:
    """Begin a new sitting, in which people have their labels and one is away, up to the step and the promise."""
    await pilot.keys("enter")
    assert "Is this a new session?" in pilot.said
    await pilot.keys("enter down enter")
    assert pilot.page == "WhoDialog"

    await pilot.keys("down enter escape")
    assert "Where you got to" in pilot.said
    assert "Everyone chose Developing. Agreed: Developing." in pilot.told("#so-far")
    assert "Begin with step 2, the slips are keyed." in pilot.told("#so-far")

    await pilot.keys("enter")
    assert pilot.page == "PromisePage"
    await pilot.keys("enter")
    assert pilot.page == "StepPage"
    assert "Step 2 of 6" in pilot.said


async def test_somebody_else_goes_on_a_month_later(tmp_path: Path) -> None:
    clock = FixedClock()
    await first_sitting(empty_desk(tmp_path, clock=clock))

    clock.move_on(timedelta(days=30))
    desk = empty_desk(tmp_path, clock=clock)
    async with running(desk, SIZE) as pilot:
        await resume(pilot)
        await pilot.keys("m down enter " + "3 3 3 3 3 enter " * 5 + "r")
        assert "5 of 5 here chose a statement" in pilot.said
        await pilot.keys("right v r right v r right v r right v r right")

        assert pilot.page == "OverviewPage"
        assert sum(bool(told_then) for told_then, _view in told_on_stairs(pilot)) == 6
    session = room_of(desk).session
    assert [sitting.away for sitting in session.sittings.values()] == [frozenset(), {2}]
    assert [bool(sitting.promised) for sitting in session.sittings.values()] == [True, True]
    assert [len(session.revealed(step)) for step in range(1, 7)] == [1] * 6
