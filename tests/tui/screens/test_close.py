"""The end of a workshop: a Word file among the documents in three keys, and nothing written over what is there."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.domain.moves import add_note
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.domain.session import NoteKind, PageName, Place
from scrutiny_tui.domain.voting import open_round, take_headcount
from scrutiny_tui.view.document_files import REPORT
from tests.support.screens import DETAILS, LARGE, NORMAL, Driver, at, make_desk, running, write
from tests.support.sessions import room_of
from tests.tui.scenes import full_desk

NAME = "2026-11-21-exampleshire-report"


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    """The documents of whoever is signed in."""
    folder = tmp_path / "home" / "Documents"
    folder.mkdir(parents=True)
    return folder


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return at(full_desk(tmp_path), Place(PageName.OVERVIEW))


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


async def test_three_keys_lead_to_a_word_file_and_a_last_slide(desk: Desk, documents: Path) -> None:
    async with running(desk) as pilot:
        await pilot.keys("e")
        assert f"{NAME}.docx, in Documents" in pilot.said
        assert "home" not in pilot.said
        assert names(documents) == []

        await pilot.keys("enter")
        assert names(documents) == [f"{NAME}.docx"]
        assert f"Saved in Documents: {NAME}.docx" in pilot.said

        await pilot.keys("enter")
        short = "We agree on 2 of 6 steps, we diverge on 2 and not enough is known about 1."
        assert short in pilot.said
        assert "Save as a Word file" not in pilot.said
        assert pilot.told("KeyBar") == "Any key Start page"

        await pilot.keys("down")
        assert pilot.page == "HomePage"
    assert desk.workshop is None
    assert "Exampleshire" in ZipFile(documents / f"{NAME}.docx").read("word/document.xml").decode()


async def test_without_lxml_the_report_is_an_html_file_and_the_page_says_so(
    desk: Desk, documents: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "lxml.etree", None)
    async with running(desk) as pilot:
        await pilot.keys("e")
        assert "Save as an HTML file, which Word opens" in pilot.said
        assert f"{NAME}.html, in Documents" in pilot.said

        await pilot.keys("enter")
        assert names(documents) == [f"{NAME}.html"]
        assert "Saved. Word files can't be made on this computer" in pilot.said


async def test_what_is_still_open_is_listed_and_enter_goes_there(desk: Desk) -> None:
    async with running(desk, LARGE) as pilot:
        await pilot.keys("e home")
        assert "□ Not yet answered: 5 Influence" in pilot.said
        assert "□ No agreed position yet: " in pilot.said

        await pilot.keys("enter")
        assert (pilot.page, room_of(desk).session.place) == ("StepPage", Place(PageName.STEP, 5))
        await pilot.keys("p e home down enter")
        assert pilot.page == "ResultPage"


async def test_gaps_between_the_lines_come_and_go_with_the_room_for_them(desk: Desk, documents: Path) -> None:
    async with running(desk, NORMAL) as pilot:
        await pilot.keys("e down")
        assert gaps(pilot) == 0
        await pilot.resize(LARGE)
        assert gaps(pilot) == 3
        await pilot.resize(NORMAL)
        assert gaps(pilot) == 0
        await pilot.keys("enter")
    assert len(names(documents)) == len(REPORT), "the line that was marked is still marked"


def gaps(pilot: Driver) -> int:
    """Return how many lines between the first and the last of the close are empty."""
    rows = pilot.lines
    first, last = (
        rows.index(next(row for row in rows if each in row)) for each in ("BEFORE YOU", "Close this")
    )
    return rows[first:last].count("")


async def test_a_file_that_is_there_is_replaced_only_if_chosen(desk: Desk, documents: Path) -> None:
    there = documents / f"{NAME}.docx"
    there.write_bytes(b"the council's own")
    async with running(desk) as pilot:
        await pilot.keys("e enter")
        assert f"{NAME}.docx is already there" in pilot.said
        await pilot.keys("enter")
        assert names(documents) == [f"{NAME}-2.docx", f"{NAME}.docx"]
        assert there.read_bytes() == b"the council's own"

        await pilot.keys("up up up up up enter down enter")
    assert names(documents) == [f"{NAME}-2.docx", f"{NAME}.docx"]
    assert there.read_bytes() != b"the council's own"


async def test_the_other_lines_write_every_format_and_the_data(desk: Desk, documents: Path) -> None:
    async with running(desk) as pilot:
        await pilot.keys("e down enter up up up enter")
    assert names(documents) == [
        *(f"2026-11-21-exampleshire-export.{ending}" for ending in ("csv", "json", "xlsx")),
        *(f"{NAME}.{ending}" for ending in ("docx", "html", "md", "txt")),
    ]


async def test_a_folder_can_be_named_and_one_that_fails_is_told(desk: Desk, tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    async with running(desk) as pilot:
        await pilot.keys("e down down down down enter ctrl+u")
        await pilot.paste(str(pack))
        await pilot.keys("enter enter")
        assert names(pack) == [f"{NAME}.docx"]

        for keys, folder in (
            ("up", tmp_path / "no" / "such"),
            ("escape o e down down down down", tmp_path / ("x" * 300)),
        ):
            await pilot.keys(f"{keys} enter ctrl+u")
            await pilot.paste(str(folder))
            await pilot.keys("enter enter")
            assert "could not be written" in pilot.said
            assert pilot.page == "ClosePage"


async def test_a_full_report_is_offered_only_where_anybodys_own_answer_is_kept(
    desk: Desk, tmp_path: Path
) -> None:
    async with running(desk, LARGE) as pilot:
        await pilot.keys("e")
        assert "Full report" in pilot.said

    counted = make_desk(tmp_path / "counted")
    write(counted, lambda session: take_headcount(open_round(session, 1), 1, {Answer.LEVEL_2: 15}))
    async with running(at(counted, Place(PageName.OVERVIEW)), LARGE) as pilot:
        await pilot.keys("e")
        assert "Figures as CSV, Excel and JSON" in pilot.said
        assert "Full report" not in pilot.said


async def test_the_full_record_is_asked_for_twice(desk: Desk, documents: Path) -> None:
    async with running(desk) as pilot:
        await pilot.keys("e end up up enter down enter enter")
        assert names(documents) == []

        await pilot.keys("enter down enter down enter")
    assert names(documents) == ["2026-11-21-exampleshire-full-report-personal-data.docx"]


async def test_names_in_notes_are_told_first_and_stay_off_the_screen(tmp_path: Path, documents: Path) -> None:
    desk = make_desk(tmp_path, replace(DETAILS, secrecy=Secrecy.BY_NAME), "Carys Price, Ann Other, Jo Nobody")
    room_of(desk).save(add_note(room_of(desk).session, 2, NoteKind.EVIDENCE, "Carys Price said so."))
    async with running(at(desk, Place(PageName.OVERVIEW))) as pilot:
        await pilot.keys("e")
        assert "What was typed names people on the list: a note on step 2." in pilot.said
        await pilot.keys("enter")
        assert "Save the report with these names?" in pilot.said
        assert "Price" not in pilot.said

        await pilot.keys("enter")
        assert names(documents) == []
        await pilot.keys("enter down enter")
    assert names(documents) == [f"{NAME}.docx"]


async def test_closing_without_writing_and_going_back_are_there_too(desk: Desk, documents: Path) -> None:
    async with running(desk) as pilot:
        await pilot.ask_for("Finish and report")
        await pilot.keys("escape")
        assert pilot.page == "OverviewPage"

        await pilot.keys("e end enter enter")
        assert pilot.page == "HomePage"
    assert names(documents) == []
