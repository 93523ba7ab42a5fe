"""A rehearsal on the screens: begun on the start page, marked on every page and in the room's window, and gone at the end."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.domain.session import PageName, Place
from scrutiny_tui.domain.voting import EVERY_WAY
from scrutiny_tui.store.public_file import public_path, read_view
from scrutiny_tui.tui.screens.workshop_page import WorkshopPage
from scrutiny_tui.view.page_view import PageView
from tests.support.screens import (
    DETAILS,
    LARGE,
    SMALL,
    Driver,
    Size,
    a_result,
    empty_desk,
    make_desk,
    running,
    some_answers,
    write,
)
from tests.support.sessions import room_of

LONG = replace(DETAILS, council="The Metropolitan Borough Council of Exampleshire with Northern Exampleshire")
FIFTEEN = "1 2 2 2 2 2 2 2 2 2 3 3 3 d d"


def put_away(folder: Path) -> Path:
    """Set up a workshop, answer a part of a step, and return its file."""
    desk = make_desk(folder, LONG)
    path = room_of(desk).path
    write(desk, some_answers(1, "1 2"))
    desk.leave()
    return path


async def room_sees(pilot: Driver, path: Path) -> PageView:
    """Return what the room's window of this workshop is given, once it is what the page shows."""

    def written() -> PageView | None:
        file = public_path(path)
        return read_view(PageView, file.read_bytes()) if file.exists() else None

    await pilot.until(lambda: written() is not None)
    found = written()
    assert found is not None
    return found


async def test_a_workshop_is_rehearsed_from_the_start_page_and_stays_as_it_is(tmp_path: Path) -> None:
    path = put_away(tmp_path)
    before = path.read_bytes()
    desk = empty_desk(tmp_path)
    async with running(desk) as pilot:
        await pilot.keys("r")
        assert "Choose a workshop to rehearse" in pilot.said
        await pilot.keys("enter")
        copy = room_of(desk).path
        assert (pilot.page, copy != path) == ("WelcomePage", True)
        assert (await room_sees(pilot, path)).where == "PRACTICE"
        await pilot.keys("s v right 1 2 enter")
        assert room_of(desk).session.rounds[1001].given == 2
        await pilot.keys("q")
        assert "Nothing in this practice is saved." in pilot.said
        await pilot.ask_for("Close this workshop")
        assert pilot.page == "HomePage"
    assert path.read_bytes() == before
    assert not copy.exists()


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_every_page_says_that_it_is_practice(tmp_path: Path, size: Size) -> None:
    desk: Desk = make_desk(tmp_path, LONG)
    desk.rehearse(room_of(desk).path)
    write(desk, a_result(1, FIFTEEN))
    room_of(desk).open_round(2)
    pages = [Place(page, 2 if page in EVERY_WAY else 1) for page in PageName if page is not PageName.ALONE]
    async with running(desk, size) as pilot:
        for place in pages:
            page = pilot.screen
            assert isinstance(page, WorkshopPage)
            page.go(place.page, place.item)
            await pilot.settle()
            assert "PRACTICE" in pilot.lines[0], (pilot.page, pilot.lines[0])
        for command in ("Timetable", "Finish and report", "Break"):
            await pilot.ask_for(command)
            assert "PRACTICE" in pilot.lines[0], (pilot.page, pilot.lines[0])
            assert "everything is saved" not in pilot.said
            await pilot.keys("escape")
    desk.leave()
