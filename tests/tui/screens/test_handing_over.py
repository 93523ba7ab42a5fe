"""Packing up, unpacking and forgetting, on the screen."""

from __future__ import annotations

from pathlib import Path

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.domain.session import PageName, Place
from tests.support.screens import (
    LARGE,
    a_result,
    at,
    empty_desk,
    keyed,
    make_desk,
    page_name,
    run_from_palette,
    running,
    said,
    some_answers,
    typed,
    workshop_of,
    write,
)

ON_STEP = Place(PageName.STEP, 1)


def with_a_result(folder: Path) -> Desk:
    desk = make_desk(folder)
    write(desk, a_result(1, "1 2 3 3 3"))
    return at(desk, ON_STEP)


async def test_who_answered_what_is_deleted_after_two_questions(tmp_path: Path) -> None:
    desk = with_a_result(tmp_path)
    async with running(desk, LARGE) as pilot:
        await run_from_palette(pilot, "Delete who answered what")
        assert "Do not delete if someone has asked for this information." in said(pilot)
        await keyed(pilot, "down enter")
        assert workshop_of(desk).session.rounds[1001].ballots
        await keyed(pilot, "down enter")
        assert not workshop_of(desk).session.rounds[1001].ballots
        assert "Who answered what is deleted; totals and results are as they were." in said(pilot)
        assert page_name(pilot) == "StepPage"


async def test_nothing_is_deleted_without_both_answers(tmp_path: Path) -> None:
    desk = with_a_result(tmp_path)
    async with running(desk) as pilot:
        await run_from_palette(pilot, "Delete who answered what")
        await keyed(pilot, "down enter enter")
        assert workshop_of(desk).session.rounds[1001].ballots


async def test_while_a_vote_is_open_it_is_refused_in_words(tmp_path: Path) -> None:
    desk = with_a_result(tmp_path)
    write(desk, some_answers(2, "3"))
    async with running(desk) as pilot:
        await run_from_palette(pilot, "Delete who answered what")
        assert "The vote on step 2 is open." in said(pilot)


async def test_what_is_packed_up_can_be_unpacked_from_the_start_page(tmp_path: Path) -> None:
    path = tmp_path / "handover.zip"
    async with running(with_a_result(tmp_path / "here")) as pilot:
        await run_from_palette(pilot, "Pack up for somebody else")
        await keyed(pilot, "down enter ctrl+u")
        await typed(pilot, str(path))
        await keyed(pilot, "enter")
        assert "It is packed up in handover.zip." in said(pilot)
    desk = empty_desk(tmp_path / "there")
    async with running(desk) as pilot:
        await run_from_palette(pilot, "Unpack a workshop")
        await typed(pilot, str(path))
        await keyed(pilot, "enter")
        assert "It is in 2026-11-21-exampleshire.json now." in said(pilot)
    last = desk.library.last()
    assert last is not None
    assert desk.library.read(last).revealed(1)


async def test_a_zip_file_that_is_there_is_replaced_only_after_a_yes(tmp_path: Path) -> None:
    desk = with_a_result(tmp_path)
    path = workshop_of(desk).path.with_name("2026-11-21-exampleshire-public.zip")
    path.write_bytes(b"mine")
    async with running(desk) as pilot:
        await run_from_palette(pilot, "Pack up for somebody else")
        await keyed(pilot, "enter enter")
        assert "There is such a file already. Replace it?" in said(pilot)
        await keyed(pilot, "enter")
        assert path.read_bytes() == b"mine"


async def test_what_is_no_zip_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(b"no")
    async with running(empty_desk(tmp_path / "there"), LARGE) as pilot:
        await run_from_palette(pilot, "Unpack a workshop")
        await typed(pilot, str(path))
        await keyed(pilot, "enter")
        assert "It was not unpacked" in said(pilot)
        assert "cannot be read as a zip file" in said(pilot)


async def test_a_zip_file_with_a_name_beyond_all_measure_is_told(tmp_path: Path) -> None:
    async with running(with_a_result(tmp_path), LARGE) as pilot:
        await run_from_palette(pilot, "Pack up for somebody else")
        await keyed(pilot, "enter ctrl+u")
        await typed(pilot, str(tmp_path / f"{'x' * 300}.zip"))
        await keyed(pilot, "enter")

        assert "It was not packed up" in said(pilot)
        assert "File name too long." in said(pilot)
