"""The end of a workshop: a Word file on the desktop in three keys, and nothing written over what is there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.domain.moves import add_note
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.domain.session import NoteKind, PageName, Place
from scrutiny_tui.view.key_sheet import MOVES
from tests.support.screens import (
    DETAILS,
    at,
    keyed,
    make_desk,
    page_name,
    run_from_palette,
    running,
    said,
    told,
    typed,
    workshop_of,
)
from tests.tui.scenes import full_desk

CLOSE = "Finish and report"
NAME = "2026-11-21-exampleshire-report"


@pytest.fixture
def desktop(tmp_path: Path) -> Path:
    """The desktop of whoever is signed in."""
    folder = tmp_path / "home" / "Desktop"
    folder.mkdir(parents=True)
    return folder


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return at(full_desk(tmp_path), Place(PageName.OVERVIEW))


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


async def test_from_closing_the_workshop_to_a_word_file_on_the_desktop_in_three_keys(
    desk: Desk, desktop: Path
) -> None:
    async with running(desk) as pilot:
        await keyed(pilot, "escape enter")
        assert "Folder: ~/Desktop" in said(pilot)
        assert f"File: {NAME}.docx" in said(pilot)
        assert names(desktop) == []

        await keyed(pilot, "enter")
        assert names(desktop) == [f"{NAME}.docx"]
        assert f"Written into ~/Desktop: {NAME}.docx" in said(pilot)

        await keyed(pilot, "enter")
        assert page_name(pilot) == "HomePage"
    assert desk.workshop is None
    assert "Exampleshire" in ZipFile(desktop / f"{NAME}.docx").read("word/document.xml").decode()


async def test_what_is_written_is_called_a_report_on_the_screen_in_the_guide_and_on_the_run_sheet(
    desk: Desk,
) -> None:
    guide = (Path(__file__).parents[3] / "docs" / "facilitator.md").read_text(encoding="utf-8")
    named = guide.partition("`Enter`: *")[2].partition("* is the first line")[0]
    on_paper = next(moves for title, moves in MOVES.values() if title == CLOSE)
    async with running(desk) as pilot:
        await keyed(pilot, "escape")
        assert told(pilot, "#box OptionList").startswith(f"{named} ")

        await keyed(pilot, "enter ?")
        assert "record" not in said(pilot)
    assert on_paper == "Enter write the report, then leave"


async def test_a_file_that_is_there_is_replaced_only_where_that_is_chosen(desk: Desk, desktop: Path) -> None:
    there = desktop / f"{NAME}.docx"
    there.write_bytes(b"the council's own")
    async with running(desk) as pilot:
        await keyed(pilot, "e enter")
        assert f"{NAME}.docx is there already" in said(pilot)
        await keyed(pilot, "enter")
        assert names(desktop) == [f"{NAME}-2.docx", f"{NAME}.docx"]
        assert there.read_bytes() == b"the council's own"

        await keyed(pilot, "home enter down enter")
    assert names(desktop) == [f"{NAME}-2.docx", f"{NAME}.docx"]
    assert there.read_bytes() != b"the council's own"


async def test_the_other_lines_write_every_format_and_the_data(desk: Desk, desktop: Path) -> None:
    async with running(desk) as pilot:
        await keyed(pilot, "e down enter home down down enter")
    assert names(desktop) == [
        *(f"2026-11-21-exampleshire-export.{ending}" for ending in ("csv", "json", "xlsx")),
        *(f"{NAME}.{ending}" for ending in ("docx", "html", "md", "txt")),
    ]


async def test_another_folder_can_be_named_and_one_that_cannot_be_written_is_told(
    desk: Desk, tmp_path: Path
) -> None:
    async with running(desk) as pilot:
        await keyed(pilot, "e down down down enter ctrl+u")
        for character in str(tmp_path / "pack"):
            pilot.app.screen.query_one("#line").insert_text_at_cursor(character)  # type: ignore[attr-defined]
        await keyed(pilot, "enter enter")
        assert names(tmp_path / "pack") == [f"{NAME}.docx"]

        await keyed(pilot, "home down down down enter ctrl+u")
        pilot.app.screen.query_one("#line").insert_text_at_cursor(str(tmp_path / "no" / "such"))  # type: ignore[attr-defined]
        await keyed(pilot, "enter enter")
        assert "could not be written" in said(pilot)
        assert page_name(pilot) == "ClosePage"


async def test_the_full_record_is_asked_for_twice(desk: Desk, desktop: Path) -> None:
    async with running(desk) as pilot:
        await keyed(pilot, "e end up enter down enter enter")
        assert names(desktop) == []

        await keyed(pilot, "enter down enter down enter")
    assert names(desktop) == ["2026-11-21-exampleshire-full-report-personal-data.docx"]


async def test_names_in_notes_are_told_first_and_stay_off_the_screen(tmp_path: Path, desktop: Path) -> None:
    desk = make_desk(tmp_path, replace(DETAILS, secrecy=Secrecy.BY_NAME), "Carys Price, Ann Other, Jo Nobody")
    workshop_of(desk).save(add_note(workshop_of(desk).session, 2, NoteKind.EVIDENCE, "Carys Price said so."))
    async with running(at(desk, Place(PageName.OVERVIEW))) as pilot:
        await keyed(pilot, "e")
        assert "People on the list are named in what was typed: a note on step 2." in said(pilot)
        await keyed(pilot, "enter")
        assert "Write it with these names?" in said(pilot)
        assert "Price" not in said(pilot)

        await keyed(pilot, "enter")
        assert names(desktop) == []
        await keyed(pilot, "enter down enter")
    assert names(desktop) == [f"{NAME}.docx"]


async def test_closing_without_writing_and_going_back_are_there_too(desk: Desk, desktop: Path) -> None:
    async with running(desk) as pilot:
        await run_from_palette(pilot, CLOSE)
        await keyed(pilot, "escape")
        assert page_name(pilot) == "OverviewPage"

        await keyed(pilot, "e end enter")
        assert page_name(pilot) == "HomePage"
    assert names(desktop) == []


async def test_a_folder_with_a_name_beyond_all_measure_is_told(desk: Desk, tmp_path: Path) -> None:
    async with running(desk) as pilot:
        await keyed(pilot, "e down down down enter ctrl+u")
        await typed(pilot, str(tmp_path / ("x" * 300)))
        await keyed(pilot, "enter enter")

        assert "The report could not be written to" in said(pilot)
        assert page_name(pilot) == "ClosePage"
