from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

from textual.widgets import Input

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.domain.secrecy import Mode, Secrecy, Setting
from scrutiny_tui.domain.session import PageName, Place
from scrutiny_tui.tui.commands import available
from scrutiny_tui.tui.widgets.bars import MOST_KEYS, KeyBar
from scrutiny_tui.tui.widgets.forms import Choice
from tests.support.files import holding
from tests.support.screens import (
    DETAILS,
    NORMAL,
    Driver,
    Size,
    asking,
    at,
    by_name,
    empty_desk,
    make_desk,
    running,
)
from tests.support.sessions import room_of
from tests.tui.scenes import full_desk

DETAILS_OF = "Details of this workshop"
ODD = "[/x] [red] \\ 中文 🙂"


def put_away(folder: Path) -> Desk:
    """Return a desk beside a workshop in which everything happened, which is closed."""
    desk = full_desk(folder)
    desk.leave()
    return desk


def workshops(desk: Desk) -> list[str]:
    """Return the files of the sessions folder that are sessions."""
    return sorted(path.name for path in desk.library.places.sessions.glob("*.json"))


def files_in(folder: Path) -> list[str]:
    """Return the names of all files in a folder and those below it."""
    return [file.name for file in folder.rglob("*") if file.is_file()]


async def turned(pilot: Driver, name: str, key: str) -> None:
    """Turn a choice of the form."""
    pilot.screen.query_one(f"#{name}").focus()
    await pilot.keys(key)


@asynccontextmanager
async def choosing(desk: Desk, size: Size = NORMAL, command: str = "") -> AsyncIterator[Driver]:
    """Run the program with the list of workshops on top, and what can be asked for there."""
    async with running(desk, size) as pilot:
        await pilot.keys("w")
        if command:
            await pilot.ask_for(command)
        yield pilot


# --- details


async def test_the_form_shows_what_the_workshop_has(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, replace(DETAILS, council=ODD, setting=Setting.PUBLIC, quotations=False))
    async with asking(desk, DETAILS_OF) as pilot:
        shown = {field.id: field.value for field in pilot.screen.query(Input)}
        assert shown == {
            "council": ODD,
            "committee": DETAILS.committee,
            "date": "21 November 2026",
            "facilitator": DETAILS.facilitator,
            "sponsor": DETAILS.sponsor,
            "completed_by": DETAILS.completed_by,
        }
        assert "Public or webcast" in pilot.said
        assert pilot.screen.query_one("#quotations", Choice).value == "Hidden"

        await pilot.keys("ctrl+s")
    assert room_of(desk).session.details.council == ODD


async def test_what_is_written_is_kept_and_a_day_far_away_questioned_once(tmp_path: Path) -> None:
    desk = at(full_desk(tmp_path), Place(PageName.OVERVIEW))
    async with asking(desk, DETAILS_OF) as pilot:
        fixed = pilot.told("#form")
        assert "are fixed at the first answer: individually; by label, not by name." in fixed

        await pilot.fill(council=ODD, date="5 December 2026")
        await pilot.keys("ctrl+s")
        assert pilot.page == "OverviewPage"
        assert "Details saved." in pilot.said
        assert "[/x] [red]" in pilot.told("TitleBar")
    wanted = replace(DETAILS, council=ODD, date=date(2026, 12, 5))
    assert room_of(desk).session.details == wanted
    desk = make_desk(tmp_path, replace(DETAILS, date=date(1990, 1, 1)))
    async with asking(desk, DETAILS_OF) as pilot:
        await pilot.fill(date="2.1.90")
        assert "2 January 2090 is 63 years ahead. Is the year right?" in pilot.told("#date-note")

        await pilot.fill(date="1/1/1990")
        await pilot.keys("ctrl+s")
        assert pilot.page == "WelcomePage"
    assert room_of(desk).session.details.date == date(1990, 1, 1)


async def test_secrecy_mode_and_who_answers_are_chosen_before_the_first_answer(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, replace(DETAILS, sponsor_answers=True))
    async with asking(desk, DETAILS_OF) as pilot:
        await turned(pilot, "secrecy", "left")
        assert "Only the totals of our answers are saved." in pilot.told("#secrecy-note")
        await turned(pilot, "mode", "left")
        assert "How answers are kept" not in pilot.said
        await turned(pilot, "mode", "right")
        await turned(pilot, "also", "right right")
        assert "Both" in pilot.told("#also")
        await pilot.keys("ctrl+s")

        assert "The facilitator answers and also enters other people's slips." in pilot.said
        assert "The sponsor answers too." not in pilot.said
    details = room_of(desk).session.details
    assert (details.secrecy, details.mode) == (Secrecy.TOTALS, Mode.INDIVIDUAL)
    assert (details.sponsor_answers, details.facilitator_answers) == (True, True)


async def test_names_are_not_kept_in_public_and_told_where_they_are_kept_no_longer(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, by_name(), "Ann Example, Bob Example")
    async with asking(desk, DETAILS_OF) as pilot:
        await turned(pilot, "setting", "right")
        await pilot.keys("ctrl+s")
        assert "can't be kept by name" in pilot.told("#secrecy-note")
        assert room_of(desk).session.details.setting is Setting.PRIVATE

        await turned(pilot, "secrecy", "left")
        await pilot.keys("ctrl+s")
        assert "Names were replaced with labels. Copies elsewhere may still have the names." in pilot.said
    assert not holding(tmp_path, "Ann Example")
    assert [voter.label for voter in room_of(desk).session.voters.values()] == ["Member 1", "Member 2"]


# --- one more, another name, deletion


async def test_a_workshop_is_duplicated_for_another_day(tmp_path: Path) -> None:
    desk = put_away(tmp_path)
    async with choosing(desk) as pilot:
        assert "Enter Open Ctrl+P Commands" in pilot.said
        assert len(pilot.screen.query_one(KeyBar).keys) <= MOST_KEYS

        await pilot.ask_for("Duplicate this workshop")
        await pilot.fill(date="20/11/2027")
        await pilot.keys("enter")

        assert pilot.page == "ChoosePage"
        assert "20 November 2027 0 of 6 Exampleshire" in pilot.said
    assert workshops(desk) == ["2026-11-21-exampleshire.json", "2027-11-20-exampleshire.json"]


async def test_an_unreadable_workshop_or_none_at_all_is_not_duplicated(tmp_path: Path) -> None:
    desk = empty_desk(tmp_path)
    async with choosing(desk) as pilot:
        assert "Delete this workshop" not in [command.title for command in available(pilot.screen)]
        assert "Ctrl+P" not in pilot.said

        (desk.library.places.sessions / "odd.json").write_text("{}", encoding="utf-8")
        await pilot.keys("escape w")
        for command in ("Duplicate this workshop", "Delete this workshop"):
            await pilot.ask_for(command)
            assert "odd.json is damaged" in pilot.said
            await pilot.keys("escape")
    assert workshops(desk) == ["odd.json"]


async def test_a_workshop_gets_another_name_unless_it_is_taken(tmp_path: Path) -> None:
    desk = put_away(tmp_path)
    async with choosing(desk, command="Rename this workshop") as pilot:
        await pilot.keys("enter")
        assert "It is already called 2026-11-21-exampleshire.json." in pilot.said

        await pilot.keys("escape")
        await pilot.ask_for("Rename this workshop")
        await pilot.fill(name=f"Autumn {ODD}")
        await pilot.keys("enter")
        assert pilot.page == "ChoosePage"
        assert "The file is now called autumn-x-red-中文.json." in pilot.said
        await pilot.keys("enter")
        # The note to the next facilitator is shown first.
        assert pilot.page == "ResumePage"
    assert workshops(desk) == ["autumn-x-red-中文.json"]


async def test_deleting_names_the_files_and_asks_twice_with_the_safe_answer_first(tmp_path: Path) -> None:
    desk = put_away(tmp_path)
    names = files_in(tmp_path)
    async with choosing(desk) as pilot:
        for keys in ("enter", "escape", "down enter enter", "down enter escape"):
            await pilot.ask_for("Delete this workshop")
            assert "Keep it" in pilot.said
            assert "Delete these files" in pilot.said
            await pilot.keys(keys)
            assert (pilot.page, len(workshops(desk))) == ("ChoosePage", 1)

        await pilot.resize((100, 30))
        await pilot.ask_for("Delete this workshop")
        assert [name for name in names if name not in pilot.said] == []
        assert "Copies elsewhere are not deleted: USB sticks" in pilot.said

        await pilot.keys("down enter")
        assert "Do not delete if someone has asked for this information." in pilot.said

        await pilot.keys("down enter")
        assert "Workshop deleted." in pilot.said
        assert pilot.page == "ChoosePage"
    assert files_in(tmp_path) == []


async def test_a_workshop_that_another_program_has_open_stays(tmp_path: Path) -> None:
    holder = make_desk(tmp_path)
    async with choosing(empty_desk(tmp_path), command="Delete this workshop") as pilot:
        await pilot.keys("down enter down enter")

        assert "This could not be done" in pilot.said
        assert "This workshop is already open on" in pilot.said
    assert len(workshops(holder)) == 1
    holder.leave()
