"""An act is offered, explained and done on the screens from its description alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import pytest
from textual.widgets import Input

from scrutiny_tui.acts.act import CATALOGUE, Ask, Given, act, enum_key, enum_options
from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.errors import InputError
from scrutiny_tui.domain.moves import leave_note
from scrutiny_tui.domain.secrecy import Mode
from scrutiny_tui.domain.session import PageName, Place
from tests.support.screens import NORMAL, SMALL, Size, at, make_desk, running
from tests.support.sessions import room_of


def a_number(_workshop: Workshop, _given: Given, text: str) -> int:
    if not text.isdecimal():
        raise InputError("Write how many sheep there are.")
    return int(text)


def usual(_workshop: Workshop, _given: Given) -> tuple[str, ...]:
    return "10", "20"


def many(_workshop: Workshop, given: Given) -> str:
    return "That is a large flock." if given["sheep"] > 99 else ""


def first_mode(_workshop: Workshop, _given: Given) -> str:
    return enum_key(Mode.INDIVIDUAL)


def is_large(_workshop: Workshop, given: Given) -> bool:
    return (given.get("sheep") or 0) > 99


def count_sheep(
    workshop: Workshop,
    sheep: Annotated[
        int, Ask(label="Sheep", help="How many there are.", read=a_number, offers=usual, about=many)
    ],
    shepherd: Annotated[
        str, Ask(label="Shepherd", help="Who keeps so many.", longest=10, when=is_large, is_optional=True)
    ],
    how: Annotated[Mode, Ask(label="How", options=enum_options(Mode), start=first_mode)],
) -> str:
    """Count the sheep on the green."""
    workshop.save(leave_note(workshop.session, f"{sheep} sheep, {shepherd}, {how}"))
    return f"{sheep} sheep are counted."


@pytest.fixture(autouse=True)
def toy() -> Iterator[None]:
    """Put an act into the catalogue that the program does not have."""
    page = frozenset({PageName.READ_BACK})
    act("count-sheep", key="j", title="Count sheep", pages=page, footer=page)(count_sheep)
    yield
    del CATALOGUE.acts["count-sheep"]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk whose workshop is at the read-back."""
    return at(make_desk(tmp_path), Place(PageName.READ_BACK))


def kept(desk: Desk) -> str:
    return room_of(desk).session.sitting.handover


async def test_an_act_stands_in_key_bar_palette_and_help_of_its_page_and_of_no_other(desk: Desk) -> None:
    async with running(desk, (100, 60)) as pilot:
        assert "j Count sheep" in pilot.told("KeyBar")
        await pilot.keys("f1")
        assert "j Count sheep: Count the sheep on the green." in pilot.told("VerticalScroll")
        await pilot.keys("escape")
        await pilot.ask_for("Count sheep")
        assert pilot.page == "ActForm"

        await pilot.keys("f1")
        shown = pilot.told("VerticalScroll")
        assert shown.startswith("Count sheep Count the sheep on the green. Sheep: How many there are.")
        assert "Enter Next Ctrl+S Save" in shown

        await pilot.keys("escape escape o j")
        assert pilot.page != "ActForm"


async def test_its_key_opens_its_form_and_enter_does_it(desk: Desk) -> None:
    async with running(desk) as pilot:
        await pilot.keys("J 7 down right enter")
        assert pilot.page == "ReadBackPage"
        assert "7 sheep are counted." in pilot.said
        assert kept(desk) == "7 sheep, None, in small groups"

        await pilot.keys("j up left left enter enter")
        assert kept(desk).startswith("10 sheep")

        await pilot.keys("j up left 1 0 1 ctrl+s")
    assert kept(desk) == "101 sheep, , individually"


@pytest.mark.parametrize(("onwards", "at_last"), [("tab", "enter"), ("enter", "ctrl+s"), ("down", "enter")])
async def test_keys_all_at_once_land_on_the_lines_meant(desk: Desk, onwards: str, at_last: str) -> None:
    async with running(desk) as pilot:
        await pilot.keys("j")
        await pilot.rush(f"2 0 1 backspace 0 {onwards} J o {onwards} right {at_last}")

        assert pilot.page == "ReadBackPage"
    assert kept(desk) == "200 sheep, Jo, in small groups"


@pytest.mark.parametrize("size", [SMALL, NORMAL])
async def test_what_is_wrong_is_told_beside_its_line_with_the_cursor_on_it(desk: Desk, size: Size) -> None:
    async with running(desk, size) as pilot:
        await pilot.keys("j")
        await pilot.type("few")
        await pilot.keys("down enter")
        assert pilot.told("#sheep-note") == "Write how many sheep there are."
        assert pilot.screen.query_one("#sheep-written").has_focus

        await pilot.type("250")
        assert pilot.told("#sheep-note") == "That is a large flock."

        await pilot.keys("down")
        await pilot.paste("Bo-Peep and others")
        await pilot.keys("enter enter")
        assert '"Shepherd" is longer than 10 characters.' in pilot.told("#shepherd-note")
        assert pilot.screen.query_one("#shepherd", Input).has_focus
        assert kept(desk) == ""

        await pilot.keys("ctrl+u enter enter")
    assert kept(desk) == "250 sheep, , individually"


async def test_leaving_asks_where_something_was_written_and_nothing_is_lost(desk: Desk) -> None:
    async with running(desk) as pilot:
        await pilot.keys("j escape")
        assert pilot.page == "ReadBackPage"

        await pilot.keys("j 7 escape")
        assert "What you typed is not saved yet." in pilot.said
        await pilot.keys("escape")
        assert pilot.screen.query_one("#sheep-written", Input).value == "7"

        await pilot.keys("escape down enter")
    assert kept(desk).startswith("7 sheep")


async def test_where_a_workshop_is_only_looked_at_the_act_is_withheld(desk: Desk) -> None:
    path = room_of(desk).path
    desk.leave()
    desk.look(path)
    async with running(desk) as pilot:
        await pilot.keys("j")

        assert pilot.page != "ActForm"
        assert "Count sheep" not in pilot.told("KeyBar")
