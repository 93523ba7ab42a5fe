from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from textual.widgets import Input, OptionList

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.errors import MachineError
from scrutiny_tui.domain.session import PageName, Place
from scrutiny_tui.store.places import example_session
from scrutiny_tui.store.system import local_time
from tests.support.screens import DETAILS, LARGE, a_result, at, empty_desk, make_desk, running, write
from tests.support.sessions import NOW, SHIPPED, FixedClock, details, people, room_of


@pytest.fixture
def example_desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk in today's room, because the copy of the example is made today."""
    desk = empty_desk(tmp_path, clock=FixedClock(local_time()))
    yield desk
    desk.leave()


def set_up_two(folder: Path) -> None:
    """Leave two workshops in the folders."""
    desk = empty_desk(folder)
    for council in ("Exampleshire", "Sampleton"):
        desk.create(details(council), people(5))
    desk.leave()


async def test_the_start_page_names_no_council_and_choosing_lists_them(tmp_path: Path) -> None:
    set_up_two(tmp_path)

    async with running(empty_desk(tmp_path)) as pilot:
        assert pilot.page == "HomePage"
        assert "Exampleshire" not in pilot.text
        assert "Sampleton" not in pilot.text

        await pilot.keys("w")
        shown = pilot.said
        assert "Date Results Workshop" in shown
        assert "21 November 2026 0 of 6 Exampleshire, Children's scrutiny" in shown
        assert "21 November 2026 0 of 6 Sampleton, Children's scrutiny" in shown

        await pilot.keys("enter")
        assert pilot.page == "WelcomePage"


async def test_letters_that_are_small_for_a_room_are_told_at_once(tmp_path: Path) -> None:
    for size, is_told in ((LARGE, False), ((200, 60), True)):
        async with running(empty_desk(tmp_path), size) as pilot:
            assert ("If the back row cannot read this, hold Ctrl and press +." in pilot.said) is is_told


async def test_the_menu_leads_to_its_pages_and_escape_back(tmp_path: Path) -> None:
    async with running(empty_desk(tmp_path), (200, 30)) as pilot:
        menu = pilot.screen.query_one(OptionList)
        assert menu.has_focus
        assert menu.highlighted_option is not None
        assert "Set up a new workshop" in str(menu.highlighted_option.prompt)
        assert "Continue the last workshop" not in pilot.said

        for letter, page in (
            ("n", "SetUpPage"),
            ("s", "QuickPage"),
            ("i", "BriefingPage"),
            ("d", "RestorePage"),
            ("k", "RoomCheckPage"),
            ("w", "ChoosePage"),
        ):
            assert pilot.page == "HomePage"
            await pilot.keys(letter)
            assert pilot.page == page
            if letter == "w":
                assert f"There are no workshops in {tmp_path / 'sessions'} yet." in pilot.said
            await pilot.keys("escape")
        assert pilot.page == "HomePage"


def beyond_all_measure(folder: Path) -> Path:
    """Return a folder with a name that no system takes."""
    return folder / ("x" * 300)


def no_folder(folder: Path) -> Path:
    """Return a file where a folder should be."""
    path = folder / "file"
    path.touch()
    return path


@pytest.mark.parametrize(
    ("make", "reason"), [(beyond_all_measure, "File name too long."), (no_folder, "Not a directory.")]
)
async def test_the_start_page_opens_and_tells_that_the_folder_of_workshops_cannot_be_read(
    tmp_path: Path, make: Callable[[Path], Path], reason: str
) -> None:
    desk = empty_desk(tmp_path)
    desk.library.places = replace(desk.library.places, sessions=make(tmp_path))

    async with running(desk, LARGE) as pilot:
        assert f"can't be used: {reason}" in pilot.told("MessageLine")

        for title, page in (("Open another workshop", "ChoosePage"), ("Compare workshops", "ComparePage")):
            await pilot.ask_for(title)
            assert pilot.page == page
            assert f"can't be used: {reason}" in pilot.said
            await pilot.keys("escape")

        await pilot.ask_for("Quick set-up")
        await pilot.fill(council="Exampleshire", committee="Scrutiny", people="5 members")
        await pilot.keys("ctrl+s")
        assert pilot.page == "QuickPage"
        assert "can't be used:" in pilot.said


async def test_a_workshop_carried_on_elsewhere_needs_no_folder_of_the_others(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    (tmp_path / "stick").mkdir()
    desk.carry_on(tmp_path / "stick")
    desk.leave()
    desk = empty_desk(tmp_path)
    desk.library.places = replace(desk.library.places, sessions=beyond_all_measure(tmp_path))

    async with running(desk) as pilot:
        await pilot.keys("enter")

        assert pilot.page == "WelcomePage"


async def test_the_last_workshop_is_continued_with_one_key(tmp_path: Path) -> None:
    at(make_desk(tmp_path), Place(PageName.STEP, 5)).leave()

    async with running(empty_desk(tmp_path)) as pilot:
        assert "c Continue the last workshop" in pilot.said
        await pilot.keys("c")

        assert pilot.page == "StepPage"
        assert "Step 5 of 6" in pilot.said


@pytest.mark.skipif(not example_session().exists(), reason="the example workshop is not built yet")
async def test_the_example_opens_on_a_copy_and_nobody_is_told_that_it_is_saved(example_desk: Desk) -> None:
    shipped = example_session()
    before = shipped.read_bytes()
    beside = {path.name for path in shipped.parent.iterdir()}

    async with running(example_desk) as pilot:
        await pilot.keys("down down enter")
        assert pilot.page == "OverviewPage"
        assert "Exampleshire" in pilot.said

        await pilot.keys("up enter")
        copy = room_of(example_desk).path
        assert copy.exists()
        assert copy != shipped
        room_of(example_desk).move_to(Place())
    async with running(example_desk) as pilot:
        for leaving, asked in (
            ("q", "again to quit."),
            ("ctrl+c", "to quit."),
            ("escape", "Close this workshop?"),
        ):
            await pilot.keys(f"down {leaving}")
            assert asked in pilot.said
            assert "Nothing in the example is saved." in pilot.said
            assert "Everything is saved" not in pilot.said
        await pilot.keys("escape")
        await pilot.ask_for("Close this workshop")
        assert pilot.page == "HomePage"

    assert shipped.read_bytes() == before
    assert {path.name for path in shipped.parent.iterdir()} == beside
    assert not copy.exists()


@pytest.mark.parametrize(
    ("opened", "later", "shown"),
    [
        ("from the start page", timedelta(0), "StepPage"),
        ("from the command line", timedelta(0), "StepPage"),
        ("from the command line", timedelta(days=1), "AskDialog"),
    ],
)
async def test_opening_tells_what_was_found(
    tmp_path: Path, opened: str, later: timedelta, shown: str
) -> None:
    desk = make_desk(tmp_path)
    path = room_of(desk).path
    before = path.read_bytes()
    at(desk, Place(PageName.STEP, 5)).leave()
    path.write_bytes(before)
    for file in path.parent.iterdir():
        os.utime(file, (NOW.timestamp(), NOW.timestamp()))
    desk = empty_desk(tmp_path, clock=FixedClock(NOW + later))
    if opened == "from the command line":
        desk.open(path)

    async with running(desk) as pilot:
        await pilot.keys("" if desk.workshop else "enter")
        assert pilot.page == shown
        found = "was out of date. The backup is newer and is now used."
        assert found in pilot.told("MessageLine")


async def test_workshops_that_look_alike_are_told_apart_by_their_files(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    write(desk, a_result(1, "2 " * 15))
    for _time in range(2):
        desk.create(DETAILS, tuple(room_of(desk).session.voters.values()))
    desk.leave()
    async with running(desk, (160, 40)) as pilot:
        await pilot.keys("w")
        lines = [line for line in pilot.lines if " of 6 " in line]

    assert len(lines) == len(set(lines)) == 3
    assert sum("2026-11-21-exampleshire" in line for line in lines) == 2
    assert sum(" 1 of 6 " in line for line in lines) == 1


async def test_choosing_shows_a_broken_file_with_its_reason(tmp_path: Path) -> None:
    desk = empty_desk(tmp_path)
    (tmp_path / "sessions" / "broken.json").write_text("{", encoding="utf-8")

    async with running(desk) as pilot:
        await pilot.keys("w")
        assert "broken.json: " in pilot.told("OptionList")

        await pilot.keys("enter")
        assert "This workshop can't be opened" in pilot.said
        await pilot.keys("escape")
        assert pilot.page == "ChoosePage"


def edited(folder: Path) -> Desk:
    """Return a desk beside a workshop whose file was changed with an editor."""
    desk = make_desk(folder)
    path = room_of(desk).path
    desk.leave()
    path.write_text(path.read_text(encoding="utf-8").replace("Exampleshire", "Elsewhere"), encoding="utf-8")
    return empty_desk(folder)


def twins(folder: Path) -> Desk:
    """Return a desk beside a workshop of which a program that keeps folders in step has made another file."""
    desk = make_desk(folder)
    path = room_of(desk).path
    desk.leave()
    twin = path.with_name(f"{path.stem} (1).json")
    twin.write_bytes(path.read_bytes())
    os.utime(twin, (1, 1))
    return empty_desk(folder)


@pytest.mark.parametrize(
    ("make", "question"),
    [(edited, "This file was changed outside the program"), (twins, "Two files hold this workshop")],
)
async def test_a_doubtful_file_is_opened_only_if_it_is_meant_and_both_are_kept(
    tmp_path: Path, make: Callable[[Path], Desk], question: str
) -> None:
    desk = make(tmp_path)

    async with running(desk) as pilot:
        await pilot.keys("enter")
        assert question in pilot.said
        await pilot.keys("enter")
        assert (pilot.page, desk.workshop) == ("HomePage", None)

        await pilot.keys("enter down enter")
        assert pilot.page == "WelcomePage"
        assert ("Elsewhere" in pilot.said) is (make is edited)
    assert len([*(tmp_path / "sessions").glob("*.json*")]) == 2


async def test_a_workshop_whose_file_is_gone_can_be_restored_from_the_start_page(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    path = room_of(desk).path
    write(desk, a_result(1, "1 2 3 3 3"))
    desk.leave()
    path.unlink()

    desk = empty_desk(tmp_path)
    async with running(desk) as pilot:
        assert "Restore Exampleshire, 21 November 2026, whose file is gone" in pilot.said
        await pilot.keys("enter")
        assert "5 answers in step 1" in pilot.told(".explanation")
        await pilot.keys("enter")
        assert pilot.page == "HomePage"

        await pilot.keys("enter down enter")
        assert pilot.page == "WelcomePage"
        assert room_of(desk).session.revealed(1)


async def test_the_start_page_tells_what_closing_met(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = make_desk(tmp_path)

    def stuck(_workshop: Workshop) -> None:
        raise MachineError("The disk is full.")

    async with running(desk) as pilot:
        with monkeypatch.context() as broken:
            broken.setattr(Workshop, "close", stuck)
            await pilot.keys("escape down enter")

        assert pilot.page == "HomePage"
        assert "The disk is full. All answers shown as entered are safe." in pilot.said


async def test_paper_for_the_last_workshop_is_of_its_own_pack(tmp_path: Path) -> None:
    packs = tmp_path / "packs"
    shutil.copytree(SHIPPED / "six-steps", packs / "own")
    shutil.copytree(SHIPPED / "six-steps", packs / "six-steps")
    file = packs / "own" / "pack.toml"
    file.write_text(
        file.read_text(encoding="utf-8").replace('id = "six-steps"', 'id = "own"'), encoding="utf-8"
    )
    (packs / "own" / "briefing" / "01-purpose.notes.md").write_text("Our own notes.", encoding="utf-8")
    desk = empty_desk(tmp_path)
    places = desk.library.places
    desk.library.places = replace(places, content=packs / "own")
    desk.create(DETAILS, people(5))
    desk.leave()
    desk.library.places = replace(places, content=packs)

    async with running(desk) as pilot:
        await pilot.ask_for("Print slips and forms for the last workshop")
        shown = pilot.told("#box").replace("│ ", "")
        assert "Turn the projector off before you type it." in shown
        assert "exampleshire" not in pilot.screen.query_one(Input).value

        await pilot.keys("ctrl+u")
        await pilot.paste(str(tmp_path / "paper"))
        await pilot.keys("enter")
        assert "Ready to print" in pilot.said
    assert "Our own notes." in (tmp_path / "paper" / "run-sheet.html").read_text(encoding="utf-8")
