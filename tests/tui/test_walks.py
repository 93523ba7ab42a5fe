"""Whole workshops, from the start page to the overview, as the facilitator keys them."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.domain.secrecy import Secrecy, promise
from scrutiny_tui.domain.session import NoteKind
from scrutiny_tui.tui.widgets.marks import StandingList
from tests.support.screens import (
    NORMAL,
    Driver,
    empty_desk,
    filled,
    keyed,
    page_name,
    run_from_palette,
    running,
    said,
    told,
    typed,
    workshop_of,
)
from tests.support.sessions import FixedClock

SIZE = NORMAL

ALIKE = "2 1 2 3 d 2 enter " * 12
APART = "2 3 2 1 2 2 enter " * 3
"""Fifteen slips: nearly everybody alike, three people of another view on two steps."""


def told_on_stairs(pilot: Driver) -> list[tuple[str, str]]:
    """Return the result in a few words and the agreed position of each step of the overview, from the first step on."""
    found = pilot.app.screen.query_one(StandingList)._block.standings
    return [(each.verdict, each.position) for each in found]


async def note(pilot: Driver, text: str) -> None:
    """Write down a note of the first kind."""
    await keyed(pilot, "n")
    await typed(pilot, text)
    await keyed(pilot, "ctrl+s")


async def page_through(pilot: Driver, until: str) -> None:
    """Page on until a page of this name; fail where it does not come."""
    for _page in range(40):
        if page_name(pilot) == until:
            return
        await keyed(pilot, "right")
    assert page_name(pilot) == until


async def set_up(pilot: Driver) -> None:
    """Set up a workshop of fifteen people with everything that is asked, from the start page to the welcome."""
    await keyed(pilot, "enter")
    await filled(
        pilot,
        council="Exampleshire",
        committee="Children and Families Scrutiny Committee",
        people="1 chair, 1 vice-chair, 11 members, 2 co-optees",
        facilitator="Democratic services officer",
        sponsor="Lead member",
    )
    await keyed(pilot, "ctrl+s")
    assert "Is the chair one of the 11?" in said(pilot)
    await keyed(pilot, "enter")
    assert page_name(pilot) == "WelcomePage"


async def brief(pilot: Driver) -> None:
    """Go from the welcome through the briefing and the promise to the first step."""
    await keyed(pilot, "right")
    assert page_name(pilot) == "BriefingPage"
    await page_through(pilot, "PromisePage")
    assert promise(Secrecy.LABELS) in said(pilot)
    await page_through(pilot, "StepPage")


async def first_step(pilot: Driver) -> None:
    """Talk, key all slips for all steps, show the first result, write a note and the shared view."""
    await keyed(pilot, f"down down m down enter {ALIKE} {APART} r")
    assert page_name(pilot) == "ResultPage"
    assert "Everyone chose Developing." in said(pilot)
    await note(pilot, "Minutes of the meeting in May")
    await keyed(pilot, "g 2 ctrl+s right")


async def second_step_twice(pilot: Driver) -> None:
    """Show the second result, on which views differ, talk, and answer again."""
    await keyed(pilot, "v r")
    assert page_name(pilot) == "ResultPage"
    await note(pilot, "The terms of reference are being rewritten")

    await keyed(pilot, "v down enter")
    assert page_name(pilot) == "AnswersPage"
    await keyed(pilot, "m enter " + "2 " * 14 + "3 r")
    assert "moved up" in said(pilot)
    await keyed(pilot, "g 2 ctrl+s")


async def other_steps(pilot: Driver) -> None:
    """Show the four other results, each with its shared view, up to the overview."""
    for level in (2, 3, 2, 2):
        await keyed(pilot, "right v r")
        assert page_name(pilot) == "ResultPage"
        await keyed(pilot, f"g {level} ctrl+s")
    await keyed(pilot, "right")


async def test_a_hundred_and_fifty_minutes_with_everything(tmp_path: Path) -> None:
    desk = empty_desk(tmp_path)
    async with running(desk, SIZE) as pilot:
        assert page_name(pilot) == "HomePage"
        await set_up(pilot)
        await brief(pilot)
        await first_step(pilot)
        await second_step_twice(pilot)
        await other_steps(pilot)

        assert page_name(pilot) == "OverviewPage"
        stairs = told_on_stairs(pilot)
        assert [view for _told, view in stairs] == [*["Developing"] * 3, "Strong", *["Developing"] * 2]
        assert stairs[0][0] == "15 of 15 Developing"
        assert "TALK NEXT" in told(pilot, "PointerList")
        await keyed(pilot, "e end enter")
        assert "6 agreed positions" in said(pilot)
        await keyed(pilot, "space")
        assert page_name(pilot) == "HomePage"

    session = desk.library.read(next(desk.library.places.sessions.glob("*.json")))
    assert [len(session.revealed(step)) for step in range(1, 7)] == [1, 2, 1, 1, 1, 1]
    assert [found.kind for found in session.notes.values()] == [NoteKind.EVIDENCE, NoteKind.EVIDENCE]
    assert session.sitting.ended is not None


async def test_forty_minutes_with_a_quick_start(tmp_path: Path) -> None:
    desk = empty_desk(tmp_path)
    async with running(desk, SIZE) as pilot:
        await keyed(pilot, "down enter")
        await filled(pilot, council="Exampleshire", people="8 members")
        await keyed(pilot, "ctrl+s")
        assert page_name(pilot) == "PromisePage"

        await keyed(pilot, "enter m down down down enter 2 down 5 down 1 r right")
        for counted in ("0 down 8", "3 down 3 down 2", "4 down 0 down 4", "1 down 7", "0 down 2 down 6"):
            assert page_name(pilot) == "StepPage"
            await keyed(pilot, f"v {counted} r")
            assert page_name(pilot) == "ResultPage"
            await keyed(pilot, "right")

        assert page_name(pilot) == "OverviewPage"
        told_of = [told_then for told_then, _view in told_on_stairs(pilot)]
        assert told_of[3] == "Beginning or Strong"
    assert all(workshop_of(desk).session.revealed(step) for step in range(1, 7))


async def test_three_tables(tmp_path: Path) -> None:
    desk = empty_desk(tmp_path)
    async with running(desk, SIZE) as pilot:
        await keyed(pilot, "enter")
        await filled(pilot, council="Exampleshire", people="6; 5; 4 members and 2 co-optees")
        await keyed(pilot, "down down right ctrl+s")
        await page_through(pilot, "PromisePage")
        assert "Your table gives one answer." in said(pilot)

        await keyed(pilot, "enter v 1 2 2 r")
        assert "3 of 3 tables chose a statement, 17 people" in said(pilot)
        await run_from_palette(pilot, "Table's reason")
        await keyed(pilot, "enter")
        await typed(pilot, "No training since the election")
        await keyed(pilot, "enter")
        assert "Beginning. Reason: No training since the election" in said(pilot)
        await keyed(pilot, "g 2 ctrl+s")

        for given in ("2 2 2", "x 2 3", "3 3 3", "1 1 d", "2 3 2"):
            await keyed(pilot, f"right v {given} r")
            assert page_name(pilot) == "ResultPage"
            await keyed(pilot, "g 2 ctrl+s")
        await keyed(pilot, "right")

        assert page_name(pilot) == "OverviewPage"
        assert [view for _told, view in told_on_stairs(pilot)] == ["Developing"] * 6


async def first_sitting(desk: Desk) -> None:
    """Key all slips of six people, show the first result, leave a note, and quit."""
    async with running(desk, SIZE) as pilot:
        await keyed(pilot, "down enter")
        await filled(pilot, council="Exampleshire", people="6 members")
        await keyed(pilot, "ctrl+s enter m down enter " + "2 2 2 2 2 2 enter " * 6 + "r g 2 ctrl+s")
        await run_from_palette(pilot, "Note to the next facilitator")
        await typed(pilot, "Begin with step 2, the slips are keyed.")
        await keyed(pilot, "ctrl+s right q q")
    desk.leave()


async def resume(pilot: Driver) -> None:
    """Begin a new sitting, in which people have their labels and one is away, up to the step and the promise."""
    await keyed(pilot, "enter")
    assert "Is this a new session?" in said(pilot)
    await keyed(pilot, "enter down enter")
    assert page_name(pilot) == "WhoDialog"

    await keyed(pilot, "down enter escape")
    assert "Where you got to" in said(pilot)
    assert "Everyone chose Developing. Agreed: Developing." in told(pilot, "#so-far")
    assert "Begin with step 2, the slips are keyed." in told(pilot, "#so-far")

    await keyed(pilot, "enter")
    assert page_name(pilot) == "PromisePage"
    await keyed(pilot, "enter")
    assert page_name(pilot) == "StepPage"
    assert "Step 2 of 6" in said(pilot)


async def test_somebody_else_goes_on_a_month_later(tmp_path: Path) -> None:
    clock = FixedClock()
    await first_sitting(empty_desk(tmp_path, clock=clock))

    clock.move_on(timedelta(days=30))
    desk = empty_desk(tmp_path, clock=clock)
    async with running(desk, SIZE) as pilot:
        await resume(pilot)
        await keyed(pilot, "m down enter " + "3 3 3 3 3 enter " * 5 + "r")
        assert "5 of 5 here chose a statement" in said(pilot)
        await keyed(pilot, "right v r right v r right v r right v r right")

        assert page_name(pilot) == "OverviewPage"
        assert sum(bool(told_then) for told_then, _view in told_on_stairs(pilot)) == 6
    session = workshop_of(desk).session
    assert [sitting.away for sitting in session.sittings.values()] == [frozenset(), {2}]
    assert [bool(sitting.promised) for sitting in session.sittings.values()] == [True, True]
    assert [len(session.revealed(step)) for step in range(1, 7)] == [1] * 6
