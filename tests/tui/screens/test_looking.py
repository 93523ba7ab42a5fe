"""A workshop that is only looked at."""

from __future__ import annotations

from pathlib import Path

import pytest

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.domain.session import PageName, Place
from scrutiny_tui.domain.voting import reveal
from scrutiny_tui.tui.commands import available
from tests.support.screens import (
    SIZES,
    Size,
    keyed,
    page_name,
    run_from_palette,
    running,
    said,
    told,
    workshop_of,
    write,
)
from tests.support.sessions import library
from tests.tui.scenes import full_desk

CHANGING = {
    "Answer", "Answer again", "Correct an answer", "Details of this workshop", "Facilitator", "Note", "Pin",
    "Note to the next facilitator", "Set this result aside", "Shared view", "Take answers from a file",
    "Ways to answer", "What is voted on", "Who is here", "When we have to end", "Reason of a table", "Done with this",
}  # fmt: skip


@pytest.fixture
def opened(tmp_path: Path) -> Desk:
    """A desk on which a workshop is open."""
    return full_desk(tmp_path)


@pytest.fixture
def other(opened: Desk, tmp_path: Path) -> Desk:
    """Another copy of the program on the same laptop."""
    return Desk(library(tmp_path), held_key_seconds=0.0)


def looking(other: Desk, opened: Desk, place: Place) -> Desk:
    """Return the other desk looking at the open workshop, at this place."""
    other.look(workshop_of(opened).path).move_to(place)
    return other


@pytest.mark.parametrize("size", SIZES)
async def test_a_second_copy_of_the_program_is_refused_and_offers_to_look(
    opened: Desk, other: Desk, size: Size
) -> None:
    before = workshop_of(opened).session
    async with running(other, size) as pilot:
        await keyed(pilot, "enter")
        explained = told(pilot, ".explanation")
        assert "opened at" in explained
        assert "by process" in explained
        await keyed(pilot, "down enter")
        assert page_name(pilot) == "OverviewPage"
        assert "Read only · Overview" in said(pilot)
    assert workshop_of(opened).session is before
    assert opened.leave() == ""


async def test_who_does_not_want_to_look_stays_where_they_are(opened: Desk, other: Desk) -> None:
    async with running(other) as pilot:
        await keyed(pilot, "enter enter")
        assert page_name(pilot) == "HomePage"
    assert other.workshop is None
    opened.leave()


async def test_pages_can_be_gone_through_and_nothing_can_be_changed(opened: Desk, other: Desk) -> None:
    desk = looking(other, opened, Place(PageName.STEP, 1))
    path = workshop_of(opened).path
    before = {each: each.read_bytes() for each in path.parent.iterdir()}
    async with running(desk) as pilot:
        for keys, name in (("1 down enter", "ResultPage"), ("escape", "StepPage"), ("left", "PromisePage")):
            await keyed(pilot, keys)
            assert page_name(pilot) == name
            assert "Read only" in said(pilot)
            assert not CHANGING & {command.title for command in available(pilot.app.screen)}
            await keyed(pilot, "a g w m v n asterisk c")
            assert page_name(pilot) == name
        await keyed(pilot, "o escape down enter")
        assert page_name(pilot) == "HomePage"
    assert desk.workshop is None
    assert {each: each.read_bytes() for each in path.parent.iterdir()} == before
    opened.leave()


async def test_what_was_done_meanwhile_is_shown_when_it_is_read_again(opened: Desk, other: Desk) -> None:
    async with running(looking(other, opened, Place(PageName.STEP, 5))) as pilot:
        write(opened, lambda session: reveal(session, 5))
        assert not workshop_of(other).session.revealed(5)
        await run_from_palette(pilot, "Read it again")
        assert "It is read again." in said(pilot)
        assert workshop_of(other).session.revealed(5)
        assert page_name(pilot) == "StepPage"
    opened.leave()
