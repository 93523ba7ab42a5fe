from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from textual.widgets import Input

from scrutiny_tui.acts.bundle import to_pack
from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.domain.session import PageName, Place
from scrutiny_tui.view.handover_files import Contents, pack_up
from tests.support.screens import (
    LARGE,
    SMALL,
    Driver,
    a_result,
    at,
    empty_desk,
    make_desk,
    running,
    some_answers,
    write,
)
from tests.support.sessions import room_of

TAKE: Final = "Import answers"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk at step 2, on which two of six have answered 2, with a result on step 1."""
    made = make_desk(tmp_path, people="6 members")
    write(made, a_result(1, "2 2 2 2 2 2"), some_answers(2, "2 2"))
    return at(made, Place(PageName.STEP, 2))


def a_file(folder: Path, *answers: str) -> str:
    """Return where a file with these answers is."""
    path = folder / "answers.csv"
    path.write_text("\n".join(("voter,item,answer", *answers)), encoding="utf-8")
    return str(path)


async def take(pilot: Driver, path: str) -> None:
    """Ask for the answers of a file."""
    await pilot.ask_for(TAKE)
    await pilot.paste(path)
    await pilot.keys("enter")


def levels(desk: Desk) -> list[int | None]:
    """Return the levels in the open vote on step 2, in the order of the list."""
    found = room_of(desk).session.open_round(2)
    assert found is not None
    return [answer.level for _voter, answer in sorted(found.ballots.items())]


async def test_answers_are_taken_when_that_is_said(desk: Desk, tmp_path: Path) -> None:
    path = a_file(tmp_path, "Member 3,2,1", "Member 5,2,1")
    async with running(desk, SMALL) as pilot:
        await pilot.ask_for(TAKE)
        shown = pilot.told("#box").replace("│ ", "")
        assert "Turn the projector off before you type it." in shown
        assert "Blank" not in shown

        await pilot.paste(path)
        await pilot.keys("enter")
        assert "2 answers from 2 people on 1 step." in pilot.said
        await pilot.keys("down enter")

        assert "Imported: 2 answers from 2 people on 1 step." in pilot.said
        assert (
            "Take these labels out of the draw, because these people have answered: Member 3, Member 5."
            in pilot.said
        )
    assert levels(desk) == [2, 2, 1, 1]


async def test_answers_that_are_in_are_replaced_only_when_that_is_said(desk: Desk, tmp_path: Path) -> None:
    again = ("Member 1,2,3", "Member 3,2,1")
    async with running(desk) as pilot:
        await take(pilot, a_file(tmp_path, *again, "Member 4,1,2"))
        shown = pilot.told("Reading")
        assert (
            "Correct the file and try again. You can then choose to replace answers already entered." in shown
        )
        assert "The result of step 1 has been shown" in shown
        await pilot.keys("escape")

        path = a_file(tmp_path, *again)
        await take(pilot, path)
        assert "Replace answers already entered?" in pilot.said
        assert "1 answer in the file has already been entered." in pilot.said
        await pilot.keys("enter")
        assert levels(desk) == [2, 2]

        await take(pilot, path)
        await pilot.keys("down enter")
        assert "2 answers from 2 people on 1 step, 1 of them replacing earlier ones." in pilot.said
    assert levels(desk) == [3, 2, 1]


async def test_whoever_came_in_from_a_file_is_left_for_the_next(desk: Desk, tmp_path: Path) -> None:
    async with running(at(desk, Place(PageName.ANSWERS, 2))) as pilot:
        assert pilot.whose == "Member 3"
        await take(pilot, a_file(tmp_path, "Member 3,2,1", "Member 4,2,1"))
        await pilot.keys("down enter")
        assert pilot.whose == "Member 5"

        await take(pilot, a_file(tmp_path, "Member 5,2,1", "Member 6,2,1"))
        await pilot.keys("down enter 3")
        assert "move there first" in pilot.said
    assert levels(desk) == [2, 2, 1, 1, 1, 1]

    async with running(at(desk, Place(PageName.SLIPS, 2))) as pilot:
        assert pilot.whose == "Member 1"
        await take(pilot, a_file(tmp_path, *(f"Member 1,{step},1" for step in range(3, 7))))
        await pilot.keys("down enter")
        assert pilot.whose == "Member 2"


async def test_right_lines_can_be_taken_alone_or_the_path_mended(desk: Desk, tmp_path: Path) -> None:
    async with running(desk) as pilot:
        path = "nowhere.csv"
        await take(pilot, path)
        assert "The answers were not imported" in pilot.said
        await pilot.keys("enter")
        assert pilot.screen.query_one(Input).value == path

        for answers in (("Member 99,2,1",), ("Member 3,2,1", "Member 4,2,1", "Member 99,2,1")):
            path = a_file(tmp_path, *answers)
            await pilot.keys("escape")
            await take(pilot, path)
            assert ("Import the 2 correct lines" in pilot.said) is (len(answers) == 3)
            await pilot.keys("enter")
            assert pilot.screen.query_one(Input).value == path
        assert levels(desk) == [2, 2]

        await pilot.keys("enter down enter")
        assert "Imported: 2 answers from 2 people on 1 step." in pilot.said
    assert levels(desk) == [2, 2, 1, 1]


async def print_into(pilot: Driver, folder: Path) -> None:
    """Ask for paper in a folder."""
    await pilot.ask_for("Print slips and forms")
    await pilot.keys("ctrl+u")
    await pilot.paste(str(folder))
    await pilot.keys("enter")


async def test_earlier_paper_is_replaced_only_when_that_is_said(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "paper"
    async with running(desk, LARGE) as pilot:
        await print_into(pilot, tmp_path / "no" / "such")
        assert "The forms were not saved" in pilot.said
        await pilot.keys("escape")

        await print_into(pilot, folder)
        assert "Ready to print" in pilot.said
        await pilot.keys("escape")
        (folder / "cards.html").write_text("mine", encoding="utf-8")

        await print_into(pilot, folder)
        assert "Replace the files in this folder?" in pilot.said
        assert "--replace" not in pilot.said
        await pilot.keys("enter")
        assert pilot.screen.query_one(Input).value == str(folder)
        assert (folder / "cards.html").read_text(encoding="utf-8") == "mine"

        await pilot.keys("enter down enter")
        assert "Ready to print" in pilot.said
    assert (folder / "cards.html").read_text(encoding="utf-8") != "mine"


def with_a_result(folder: Path) -> Desk:
    """Return a desk at step 1, on which five people have a result."""
    desk = make_desk(folder)
    write(desk, a_result(1, "1 2 3 3 3"))
    return at(desk, Place(PageName.STEP, 1))


async def test_who_answered_what_is_deleted_after_two_questions(tmp_path: Path) -> None:
    desk = with_a_result(tmp_path)
    async with running(desk, LARGE) as pilot:
        await pilot.ask_for("Delete individual answers")
        assert "Do not delete if someone has asked for this information." in pilot.said
        await pilot.keys("down enter")
        assert room_of(desk).session.rounds[1001].ballots
        await pilot.keys("enter")
        assert room_of(desk).session.rounds[1001].ballots

        await pilot.ask_for("Delete individual answers")
        await pilot.keys("down enter down enter")
        assert not room_of(desk).session.rounds[1001].ballots
        assert "Individual answers deleted. Totals and results have not changed." in pilot.said
        assert pilot.page == "StepPage"

        write(desk, some_answers(2, "3"))
        await pilot.ask_for("Delete individual answers")
        assert "Step 2 is still being answered." in pilot.said


async def test_what_is_packed_up_can_be_unpacked_from_the_start_page(tmp_path: Path) -> None:
    path = tmp_path / "handover.zip"
    async with running(with_a_result(tmp_path / "here")) as pilot:
        await pilot.ask_for("Hand over this workshop")
        await pilot.keys("down enter ctrl+u")
        await pilot.paste(str(path))
        await pilot.keys("enter")
        assert "Saved as handover.zip." in pilot.said
    desk = empty_desk(tmp_path / "there")
    async with running(desk) as pilot:
        await pilot.ask_for("Open a handed-over workshop")
        await pilot.paste(str(path))
        await pilot.keys("enter")
        assert "Saved as 2026-11-21-exampleshire.json." in pilot.said
    last = desk.library.last()
    assert last is not None
    assert desk.library.read(last).revealed(1)


async def test_the_password_of_a_zip_file_is_asked_for_unseen_until_it_fits(tmp_path: Path) -> None:
    pytest.importorskip("pyzipper")
    path, opens = tmp_path / "handover.zip", "three plain words"
    made = with_a_result(tmp_path / "here")
    library = made.library
    path.write_bytes(
        pack_up(to_pack(library, room_of(made).path), library.today().date(), Contents.WHOLE, opens)
    )
    desk = empty_desk(tmp_path / "there")
    async with running(desk) as pilot:
        await pilot.ask_for("Open a handed-over workshop")
        await pilot.paste(str(path))
        await pilot.keys("enter")
        assert "handover.zip has a password." in pilot.said
        await pilot.type("three other words")
        assert "other words" not in pilot.said
        await pilot.keys("enter")
        assert "This password does not open handover.zip." in pilot.said
        await pilot.type(opens)
        await pilot.keys("enter")
        assert "Saved as 2026-11-21-exampleshire.json." in pilot.said
    assert desk.library.last() is not None


async def test_a_zip_file_is_replaced_only_after_a_yes_and_what_is_none_is_told(tmp_path: Path) -> None:
    desk = with_a_result(tmp_path)
    path = room_of(desk).path.with_name("2026-11-21-exampleshire-public.zip")
    path.write_bytes(b"mine")
    async with running(desk, LARGE) as pilot:
        await pilot.ask_for("Hand over this workshop")
        await pilot.keys("enter enter")
        assert "Replace the file that is there?" in pilot.said
        await pilot.keys("enter")
        assert path.read_bytes() == b"mine"

        await pilot.keys("escape")
        await pilot.ask_for("Hand over this workshop")
        await pilot.keys("enter ctrl+u")
        await pilot.paste(str(tmp_path / f"{'x' * 300}.zip"))
        await pilot.keys("enter")
        assert "The zip file was not saved" in pilot.said
        assert "File name too long." in pilot.said.replace("│ ", "")

    async with running(empty_desk(tmp_path / "there"), LARGE) as pilot:
        await pilot.ask_for("Open a handed-over workshop")
        await pilot.paste(str(path))
        await pilot.keys("enter")
        assert "The workshop was not opened" in pilot.said
        assert "public.zip can't be opened: it is not a zip file." in pilot.said.replace("│ ", "")
