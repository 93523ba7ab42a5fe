"""What the program says in passing: one message at a time, in rows of its own, whole, and gone in time."""

from __future__ import annotations

from pathlib import Path

import pytest

from scrutiny_tui.domain.errors import MachineError
from scrutiny_tui.domain.session import PageName, Place
from scrutiny_tui.services.desk import Desk
from scrutiny_tui.services.workshop import Workshop
from scrutiny_tui.tui.screens.page import Page
from scrutiny_tui.tui.screens.room_check import RoomCheckPage
from scrutiny_tui.tui.widgets import message_line
from scrutiny_tui.tui.widgets.message_line import SHORTEST_SECONDS, MessageLine, reading_seconds
from tests.support.screens import (
    SIZES,
    SMALL,
    Driver,
    Size,
    at,
    keyed,
    page_name,
    running,
    said,
    screen_lines,
    settled,
    told,
    until,
)
from tests.tui.scenes import PAGES, Scene, full_desk, shown
from tests.tui.test_sizes import cut_off

SHORT = "The note is kept."
LONG = " ".join(f"This is sentence {number} of a long message." for number in range(1, 7))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A workshop in which everything happened, at the overview."""
    return at(full_desk(tmp_path), Place(PageName.OVERVIEW))


def page(pilot: Driver) -> Page:
    """Return the page on top."""
    assert isinstance(pilot.app.screen, Page)
    return pilot.app.screen


def line(pilot: Driver) -> str:
    """Return the message that is shown; nothing where there is none."""
    return told(pilot, "MessageLine") if pilot.app.screen.query_one(MessageLine).display else ""


async def tell(pilot: Driver, *messages: str) -> None:
    """Let the page say something, each as an act of its own."""
    for message in messages:
        page(pilot).tell(message)
        await settled(pilot)


def failing(monkeypatch: pytest.MonkeyPatch, act: str) -> None:
    """Let an act of a workshop fail because the disk is full."""

    def fail(*_arguments: object, **_options: object) -> None:
        raise MachineError("The disk is full.")

    monkeypatch.setattr(Workshop, act, fail)


@pytest.mark.parametrize("size", SIZES)
async def test_a_message_covers_neither_the_keys_nor_what_the_page_says(desk: Desk, size: Size) -> None:
    async with running(desk, size) as pilot:
        keys, topics = screen_lines(pilot)[-1], told(pilot, "#next")
        await tell(pilot, SHORT)

        assert line(pilot) == SHORT
        assert screen_lines(pilot)[-1] == keys
        assert told(pilot, "#next") == topics


@pytest.mark.parametrize("scene", PAGES, ids=str)
async def test_a_message_of_one_row_pushes_nothing_off_any_page(tmp_path: Path, scene: Scene) -> None:
    async with shown(scene, full_desk(tmp_path), SMALL) as pilot:
        await tell(pilot, SHORT)

        assert line(pilot) == SHORT
        assert cut_off(pilot) == []


@pytest.mark.parametrize("size", SIZES)
async def test_a_long_message_is_shown_whole(desk: Desk, size: Size) -> None:
    async with running(desk, size) as pilot:
        await tell(pilot, LONG)

        assert line(pilot) == LONG


async def test_there_is_one_message_at_a_time(desk: Desk) -> None:
    async with running(desk) as pilot:
        await tell(pilot, "The first one.", "The second one.")

        assert line(pilot) == "The second one."
        assert "The first one." not in said(pilot)


async def test_what_one_act_says_is_one_message(desk: Desk) -> None:
    async with running(desk) as pilot:
        page(pilot).tell("The details are kept.")
        page(pilot).tell("The sponsor answers too.")
        await settled(pilot)

        assert line(pilot) == "The details are kept. The sponsor answers too."


async def test_it_is_gone_on_the_next_page(desk: Desk) -> None:
    async with running(desk) as pilot:
        await tell(pilot, SHORT)
        await keyed(pilot, "enter")

        assert page_name(pilot) == "ResultPage"
        assert SHORT not in said(pilot)


async def test_what_is_said_on_leaving_is_read_on_the_next_page(desk: Desk) -> None:
    async with running(desk) as pilot:
        leaving = page(pilot)
        leaving.tell(SHORT)
        leaving.replace_with(RoomCheckPage(desk))
        await settled(pilot)

        assert page_name(pilot) == "RoomCheckPage"
        assert line(pilot) == SHORT


async def test_it_goes_by_itself_after_its_time(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(message_line, "reading_seconds", lambda _text: 0.001)
    async with running(desk) as pilot:
        page(pilot).tell(SHORT)

        await until(pilot, lambda: SHORT in str(pilot.app.screen.query_one(MessageLine).content))
        await until(pilot, lambda: line(pilot) == "")


@pytest.mark.parametrize(("text", "seconds"), [(SHORT, SHORTEST_SECONDS), ("x" * 120, 10.0)])
def test_a_longer_message_stands_longer(text: str, seconds: float) -> None:
    assert reading_seconds(text) == seconds


# --- what went wrong


async def test_what_went_wrong_stays_until_a_key_is_pressed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(message_line, "reading_seconds", lambda _text: 0.001)
    failing(monkeypatch, "move_to")
    async with running(desk) as pilot:
        await keyed(pilot, "enter")
        await pilot.pause()
        assert line(pilot) == "The disk is full."

        await keyed(pilot, "up")
        assert line(pilot) == ""


async def test_what_goes_wrong_again_is_said_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    failing(monkeypatch, "move_to")
    async with running(desk) as pilot:
        await keyed(pilot, "enter enter")

        assert line(pilot) == "The disk is full."


async def test_blanking_the_screen_leaves_what_went_wrong_to_be_read(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing(monkeypatch, "move_to")
    async with running(desk) as pilot:
        await keyed(pilot, "enter b")
        assert said(pilot) == ""

        await keyed(pilot, "b")
        assert line(pilot) == "The disk is full."


async def test_a_dialog_says_what_went_wrong_within_its_box(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing(monkeypatch, "set_away")
    async with running(desk, SMALL) as pilot:
        await keyed(pilot, "w enter")

        assert page_name(pilot) == "WhoDialog"
        assert line(pilot) == "The disk is full."
        assert cut_off(pilot) == []


async def test_the_key_of_other_programs_says_how_to_quit(desk: Desk) -> None:
    async with running(desk) as pilot:
        await keyed(pilot, "ctrl+c")

        assert line(pilot) == "Press q twice, or Ctrl+Q, to quit. Everything is saved."


async def test_typed_text_in_a_message_does_no_harm(desk: Desk) -> None:
    async with running(desk) as pilot:
        await tell(pilot, "In [/x] [red] \\ \x1b[31m")

        assert "[/x] [red] \\" in line(pilot)
        assert "\x1b" not in said(pilot)
