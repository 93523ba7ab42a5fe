"""The end of a workshop: the papers among the documents, a key each, and nothing written over what is there."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from unittest.mock import Mock
from zipfile import ZipFile

import pytest

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.domain.moves import add_note
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.domain.session import NoteKind, PageName, Place
from scrutiny_tui.domain.voting import open_round, take_headcount
from scrutiny_tui.store.installation import can_make_pdf
from scrutiny_tui.store.system import System
from scrutiny_tui.tui.screens import close
from scrutiny_tui.view import document_files
from tests.support.screens import (
    DETAILS,
    LARGE,
    NORMAL,
    SIZES,
    SMALL,
    Driver,
    Size,
    at,
    make_desk,
    running,
    write,
)
from tests.support.sessions import room_of
from tests.tui.scenes import full_desk

NAME = "2026-11-21-exampleshire"
COMMITTEE = f"{NAME}-committee-report"
PAPERS = (COMMITTEE, f"{NAME}-one-page", f"{NAME}-record", f"{NAME}-children-in-care-draft")
"""The papers in the order in which they are offered."""
REPORT_ENDINGS = ("docx", *["pdf"] * can_make_pdf(), "html", "md", "txt")


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


async def test_the_second_key_saves_the_committee_report_and_the_third_the_page_to_take_away(
    desk: Desk, documents: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(document_files, "can_make_pdf", lambda: False)
    async with running(desk) as pilot:
        await pilot.keys("e")
        assert "SAVE IN Documents" in pilot.said
        assert "home" not in pilot.said
        assert names(documents) == []

        await pilot.keys("enter")
        assert names(documents) == [f"{COMMITTEE}.docx"]
        assert f"Saved in Documents: {COMMITTEE}.docx." in pilot.said
        assert "√ Committee report (Word)" in pilot.said

        await pilot.keys("enter")
        assert names(documents) == [f"{COMMITTEE}.docx", f"{NAME}-one-page.docx"]
    assert "Exampleshire" in ZipFile(documents / f"{COMMITTEE}.docx").read("word/document.xml").decode()


async def test_the_page_to_take_away_is_to_be_printed_if_that_can_be(desk: Desk, documents: Path) -> None:
    pytest.importorskip("typst")
    async with running(desk) as pilot:
        await pilot.keys("e down")
        assert "One page to take away (PDF)" in pilot.said
        await pilot.keys("enter")
    assert names(documents) == [f"{NAME}-one-page.pdf"]


@pytest.mark.parametrize("size", [SMALL, NORMAL])
async def test_enter_saves_one_paper_after_another(desk: Desk, documents: Path, size: Size) -> None:
    async with running(desk, size) as pilot:
        await pilot.keys("e")
        for number in range(1, len(PAPERS) + 1):
            await pilot.keys("enter")
            assert sorted(PAPERS[:number]) == [each.rpartition(".")[0] for each in names(documents)]

        await pilot.keys("enter")
        short = "We agree on 2 of 6 steps, we diverge on 2 and not enough is known about 1."
        assert short in pilot.said
        assert "Committee report" not in pilot.said
        assert pilot.told("KeyBar") == "Any key Start page"

        await pilot.keys("down")
        assert pilot.page == "HomePage"
    assert desk.workshop is None


async def test_a_click_on_the_last_slides_key_leads_to_the_start_page(desk: Desk) -> None:
    async with running(desk) as pilot:
        await pilot.keys("e end enter")
        await pilot.click("KeyBar", offset=(pilot.lines[-1].index("Start page"), 0))
        await pilot.until(lambda: pilot.page == "HomePage")
    assert desk.workshop is None


async def test_the_papers_are_in_sight_at_once_and_the_last_line_with_one_key(desk: Desk) -> None:
    async with running(desk) as pilot:
        await pilot.keys("e")
        for size in (*SIZES, (100, 28)):
            await pilot.resize(size)
            await pilot.keys("home")
            for line in ("SAVE IN Documents", "Committee report", "children in care council (Word)"):
                assert line in pilot.said
            await pilot.keys("end")
            assert "Close this workshop" in pilot.said


async def test_without_lxml_the_report_is_an_html_file_and_the_page_says_so(
    desk: Desk, documents: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "lxml.etree", None)
    async with running(desk) as pilot:
        await pilot.keys("e")
        assert "Committee report (HTML, which Word opens)" in pilot.said

        await pilot.keys("enter")
        assert names(documents) == [f"{COMMITTEE}.html"]
        assert "Word files can't be made on this computer" in pilot.said


async def test_what_is_open_is_listed_and_enter_goes_there_or_closes(desk: Desk, documents: Path) -> None:
    async with running(desk, LARGE) as pilot:
        await pilot.keys("e home")
        assert "□ Not yet answered: 5 Influence" in pilot.said
        assert "□ No agreed position yet: " in pilot.said

        await pilot.keys("enter")
        assert (pilot.page, room_of(desk).session.place) == ("StepPage", Place(PageName.STEP, 5))
        await pilot.keys("p e home down enter")
        assert pilot.page == "ResultPage"

        await pilot.ask_for("Finish and report")
        await pilot.keys("escape")
        assert pilot.page == "ResultPage"
        await pilot.keys("o e end enter enter")
        assert pilot.page == "HomePage"
    assert names(documents) == []


async def test_gaps_between_the_lines_come_and_go_with_the_room_for_them(desk: Desk, documents: Path) -> None:
    async with running(desk, NORMAL) as pilot:
        await pilot.keys("e down")
        assert gaps(pilot) == 0
        await pilot.resize(LARGE)
        assert gaps(pilot) == 1
        await pilot.resize(NORMAL)
        assert gaps(pilot) == 0
        await pilot.keys("enter")
    assert [f"{NAME}-one-page"] == [each.rpartition(".")[0] for each in names(documents)]


def gaps(pilot: Driver) -> int:
    """Return how many lines between the papers and what else can be saved are empty."""
    rows = pilot.lines
    first, last = (
        rows.index(next(row for row in rows if each in row)) for each in ("SAVE IN", "Every paper")
    )
    return rows[first:last].count("")


async def test_a_file_that_is_there_is_replaced_only_if_chosen(desk: Desk, documents: Path) -> None:
    there = documents / f"{COMMITTEE}.docx"
    there.write_bytes(b"the council's own")
    async with running(desk) as pilot:
        await pilot.keys("e enter")
        assert f"{COMMITTEE}.docx is already there" in pilot.said
        await pilot.keys("enter")
        assert names(documents) == [f"{COMMITTEE}-2.docx", f"{COMMITTEE}.docx"]
        assert there.read_bytes() == b"the council's own"

        await pilot.keys("up enter down enter")
    assert names(documents) == [f"{COMMITTEE}-2.docx", f"{COMMITTEE}.docx"]
    assert there.read_bytes() != b"the council's own"


async def test_every_paper_and_the_figures_are_one_line_each(desk: Desk, documents: Path) -> None:
    async with running(desk) as pilot:
        await pilot.keys("e enter down down down enter")
        assert f"{COMMITTEE}.docx is already there" in pilot.said
        await pilot.keys("down enter")
        assert f"Saved in Documents: {len(PAPERS) * len(REPORT_ENDINGS)} files." in pilot.said
        assert pilot.said.count("√") == len(PAPERS) + 1
        await pilot.keys("end up up up up enter")
    figures = [f"{NAME}-export.{ending}" for ending in ("csv", "json", "xlsx")]
    assert names(documents) == sorted(
        [*figures, *(f"{paper}.{ending}" for paper in PAPERS for ending in REPORT_ENDINGS)]
    )


async def test_a_folder_can_be_named_and_one_that_fails_is_told(desk: Desk, tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    async with running(desk) as pilot:
        await pilot.keys("e end up enter ctrl+u")
        await pilot.paste(str(pack))
        await pilot.keys("enter")
        assert "SAVE IN pack" in pilot.said
        await pilot.keys("enter")
        assert names(pack) == [f"{COMMITTEE}.docx"]

        for keys, folder in (
            ("end up", tmp_path / "no" / "such"),
            ("escape o e end up", tmp_path / ("x" * 300)),
        ):
            await pilot.keys(f"{keys} enter ctrl+u")
            await pilot.paste(str(folder))
            await pilot.keys("enter enter")
            assert "could not be written" in pilot.said
            assert pilot.page == "ClosePage"


async def test_a_full_record_is_offered_only_where_answers_are_kept(desk: Desk, tmp_path: Path) -> None:
    async with running(desk, LARGE) as pilot:
        await pilot.keys("e")
        assert "Record with each person's answers" in pilot.said

    counted = make_desk(tmp_path / "counted")
    write(counted, lambda session: take_headcount(open_round(session, 1), 1, {Answer.LEVEL_2: 15}))
    async with running(at(counted, Place(PageName.OVERVIEW)), LARGE) as pilot:
        await pilot.keys("e")
        assert "Figures as CSV, Excel and JSON" in pilot.said
        assert "Record with each person's answers" not in pilot.said


async def test_the_full_record_is_asked_for_twice(desk: Desk, documents: Path) -> None:
    async with running(desk) as pilot:
        await pilot.keys("e end up up enter down enter enter")
        assert names(documents) == []

        await pilot.keys("enter down enter down enter")
    assert names(documents) == [f"{NAME}-full-record-personal-data.docx"]


async def test_the_folder_of_what_was_saved_can_be_opened_if_there_is_a_desktop(
    desk: Desk, documents: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    show = Mock()
    monkeypatch.setattr(close, "show_in_folder", show)
    monkeypatch.setattr(close, "can_show_folders", lambda: False)
    async with running(desk) as pilot:
        await pilot.keys("e enter")
        assert "Open the folder" not in pilot.said

        monkeypatch.setattr(close, "can_show_folders", lambda: True)
        await pilot.keys("escape o e")
        assert "Open the folder" not in pilot.said
        await pilot.keys("enter down enter end up")
        for can in (True, False):
            show.return_value = can
            await pilot.keys("enter")
            show.assert_called_with(documents / f"{COMMITTEE}.docx")
            assert ("The folder can't be opened from here" in pilot.said) is not can


async def test_recommendations_are_copied_as_the_report_has_them(desk: Desk, documents: Path) -> None:
    async with running(desk) as pilot:
        await pilot.keys("e")
        await pilot.ask_for("Copy the recommendations")
        copied = pilot.app.clipboard
        assert "Copied as text." in pilot.said
        await pilot.keys("end up up up up up enter")
    report = (documents / f"{COMMITTEE}.txt").read_text(encoding="utf-8")
    recommendations, end = copied.rstrip().rsplit("\n\n", 1)
    assert recommendations.startswith("Recommendations\n")
    assert "1. That the committee notes" in recommendations
    assert recommendations in report
    assert "Draft" in end


async def test_a_stick_that_keeps_nothing_is_told_before_anything_counts_as_saved(
    desk: Desk, documents: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(System, "reread", lambda *_told: b"")
    async with running(desk) as pilot:
        await pilot.keys("e enter")
        assert "does not give back the same" in pilot.said
        assert "√" not in pilot.said
    assert names(documents) == []


async def test_names_in_notes_are_told_first_and_stay_off_the_screen(tmp_path: Path, documents: Path) -> None:
    desk = make_desk(tmp_path, replace(DETAILS, secrecy=Secrecy.BY_NAME), "Carys Price, Ann Other, Jo Nobody")
    room_of(desk).save(add_note(room_of(desk).session, 2, NoteKind.EVIDENCE, "Carys Price said so."))
    async with running(at(desk, Place(PageName.OVERVIEW))) as pilot:
        await pilot.keys("e")
        assert "What was typed names people on the list: a note on step 2." in pilot.said
        await pilot.keys("enter")
        assert "Save with these names?" in pilot.said
        assert "Price" not in pilot.said

        await pilot.keys("enter")
        assert names(documents) == []
        await pilot.keys("enter down enter")
    assert names(documents) == [f"{COMMITTEE}.docx"]
