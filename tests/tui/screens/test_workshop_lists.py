from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.acts.library import Library
from scrutiny_tui.domain.session import PageName, Place
from tests.support.screens import (
    DETAILS,
    LARGE,
    NORMAL,
    SMALL,
    Size,
    a_result,
    at,
    empty_desk,
    make_desk,
    running,
    some_answers,
    write,
)
from tests.support.sessions import room_of


def copies(folder: Path) -> int:
    """Return how many dated copies there are."""
    return len([*(folder / "mirror" / "backups").iterdir()])


def files(folder: Path) -> int:
    """Return how many workshops there are."""
    return len([*(folder / "sessions").glob("*.json")])


def put_away(folder: Path) -> Desk:
    """Return a desk beside a closed workshop with a result and an open vote."""
    desk = make_desk(folder)
    write(desk, a_result(1, "1 2 3 3 3"), some_answers(2, "3 3"))
    desk.leave()
    return desk


def damage(folder: Path) -> Path:
    """Break one line of the workshop's file and of its second copy; the dated copies stay."""
    [path] = (folder / "sessions").glob("*.json")
    [second] = (folder / "mirror").glob("*.json")
    for each in (path, second):
        data = each.read_bytes()
        each.write_bytes(data.replace(b'"label":"Member 2"', b'"label":"Mem', 1))
        assert each.read_bytes() != data
    return path


async def test_a_copy_is_restored_into_a_new_workshop_which_opens(tmp_path: Path) -> None:
    desk = put_away(tmp_path)

    async with running(desk, LARGE) as pilot:
        await pilot.keys("d")
        assert "21 November 2026, 2:05pm Exampleshire: 5 answers in step 1" in pilot.said
        assert "step 2" not in pilot.told("OptionList")

        await pilot.keys("enter enter")
        assert pilot.page == "RestorePage"
        await pilot.keys("escape")
        assert (pilot.page, files(tmp_path)) == ("HomePage", 1)

        await pilot.keys("w")
        await pilot.ask_for("Backups of this workshop")
        assert pilot.page == "RestorePage"
        assert "5 answers in step 1" in pilot.said

        await pilot.keys("enter")
        assert "Make a new workshop from this backup?" in pilot.said
        await pilot.keys("down enter")
        assert pilot.page == "WelcomePage"
        assert "Restored as 2026-11-21-exampleshire-restored.json." in pilot.said
        assert room_of(desk).session.revealed(1)
    assert files(tmp_path) == 2


async def test_a_copy_that_cannot_be_read_says_why_and_none_at_all_is_said(tmp_path: Path) -> None:
    async with running(empty_desk(tmp_path), (200, 30)) as pilot:
        await pilot.keys("d")
        assert "There are no backups in" in pilot.said

    desk = put_away(tmp_path)
    for copy in (tmp_path / "mirror" / "backups").iterdir():
        copy.write_bytes(b"{")
    async with running(desk) as pilot:
        await pilot.keys("d enter")
        assert "This backup can't be read" in pilot.said


@pytest.mark.parametrize("size", [SMALL, NORMAL])
async def test_a_damaged_workshop_goes_on_from_its_dated_copy(tmp_path: Path, size: Size) -> None:
    desk = put_away(tmp_path)
    path = damage(tmp_path)
    before = path.read_bytes()

    async with running(desk, size) as pilot:
        await pilot.keys("enter")
        assert "This workshop is damaged" in pilot.said
        await pilot.keys("enter")
        assert (pilot.page, files(tmp_path)) == ("HomePage", 1)

        await pilot.keys("enter down enter")
        assert pilot.page == "WelcomePage"
        assert len(room_of(desk).session.revealed(1)[0].ballots) == 5
    assert path.read_bytes() == before


async def test_a_copy_is_made_with_a_result_and_one_that_cannot_be_is_told(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    write(desk, some_answers(1, "1 2 3 3 3"))
    room_of(desk).keep_copy()
    before = copies(tmp_path)

    async with running(at(desk, Place(PageName.ANSWERS, 1))) as pilot:
        await pilot.keys("r down enter")
        assert pilot.page == "ResultPage"
        assert copies(tmp_path) == before + 1
    desk = make_desk(tmp_path)
    shutil.rmtree(tmp_path / "mirror")
    (tmp_path / "mirror").write_bytes(b"a stick that is another thing now")
    at(desk, Place(PageName.STEP, 1))

    async with running(desk, NORMAL) as pilot:
        assert "No backup could be made. Every answer is still saved." in pilot.said


@pytest.mark.parametrize("there", [True, False])
async def test_the_room_check_says_where_second_copies_go(tmp_path: Path, there: bool) -> None:
    desk = empty_desk(tmp_path)
    stick = tmp_path / "STICK"
    if there:
        stick.mkdir()
    places = replace(desk.library.places, mirror=stick, usual_mirror=desk.library.places.mirror)

    async with running(Desk(Library(places)), LARGE) as pilot:
        await pilot.keys("k")

        ending = "which is there" if there else "which is not there now: is the USB stick plugged in?"
        assert f"Backups: in the folder STICK, {ending}" in pilot.said


async def test_every_line_of_the_start_page_is_seen_and_the_open_workshop_chosen(tmp_path: Path) -> None:
    async with running(put_away(tmp_path), SMALL) as pilot:
        assert any("Restore a workshop" in line for line in pilot.lines)
    async with running(with_two(tmp_path), SMALL) as pilot:
        await pilot.ask_for("Compare with another workshop…")
        await pilot.keys("down space enter")
        assert pilot.page == "TellingDialog"
        await pilot.keys("escape escape")
        assert pilot.page == "StepPage"


def with_two(folder: Path) -> Desk:
    """Return a desk with an open workshop beside an earlier one, each with a result."""
    desk = make_desk(folder)
    write(desk, a_result(1, "1 2 2 2 2 2"))
    desk.create(DETAILS, tuple(room_of(desk).session.voters.values()))
    write(desk, a_result(1, "3 3 3 3 3 3"))
    return at(desk, Place(PageName.STEP))


async def test_two_are_chosen_with_space_or_a_click_and_shown_with_enter(tmp_path: Path) -> None:
    desk = with_two(tmp_path)
    desk.create(DETAILS, tuple(room_of(desk).session.voters.values()))
    desk.leave()
    async with running(desk) as pilot:
        await pilot.ask_for("Compare workshops…")
        for chosen in (1, 0):
            await pilot.click("Table", offset=(4, 1))
            assert pilot.text.count("■ ") == chosen
        await pilot.keys("home space enter")
        assert "Name at least two workshops to compare." in pilot.said

        await pilot.keys("down space down space")
        assert pilot.text.count("■ ") == 2
        assert "take one off first" in pilot.said
        await pilot.keys("home space end space")
        assert pilot.text.count("■ ") == 2

        await pilot.keys("enter")
        assert pilot.page == "TellingDialog"
        assert "Strong 6 (n = 6)" in pilot.text
        await pilot.keys("escape escape")
        assert pilot.page == "HomePage"
