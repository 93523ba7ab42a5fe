from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.command import CommandList
from textual.widgets import Input

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.domain.session import PageName, Place
from scrutiny_tui.tui.app import ScrutinyApp
from scrutiny_tui.tui.commands import available, of_screen
from scrutiny_tui.tui.screens.step import StepPage
from scrutiny_tui.tui.themes import themes
from scrutiny_tui.tui.widgets.forms import Choice
from tests.support.screens import Driver, a_result, at, empty_desk, make_desk, running, write
from tests.support.sessions import room_of


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A workshop at step 1, which has a result."""
    desk = make_desk(tmp_path)
    write(desk, a_result(1, "2 " * 15))
    return at(desk, Place(PageName.STEP))


def nothing_shown(pilot: Driver) -> bool:
    """Say whether the screen is blank."""
    return pilot.text.strip() == ""


@asynccontextmanager
async def at_form(folder: Path, keys: str = "") -> AsyncIterator[Driver]:
    """Run the program with the form of setting up on top, and press keys."""
    async with running(empty_desk(folder)) as pilot:
        await pilot.keys(f"enter {keys}")
        yield pilot


EVERY_KEY = (
    "1 2 3 d a i x - u v m r h l n g p w / * c t o q Q ? left right up down pageup pagedown enter space tab shift+tab "
    "escape f1 ctrl+p ctrl+q ctrl+c ctrl+s backspace home end b B f9 ."
)
"""Every key of the product, and those that a terminal program might know besides."""

# --- help and palette


async def test_help_lists_every_command_of_the_page_and_goes_away_with_its_own_key(desk: Desk) -> None:
    async with running(desk, (120, 160)) as pilot:
        offered, before = available(pilot.screen), pilot.text
        for key in ("f1", "?"):
            await pilot.keys(key)
            shown = pilot.said.replace("│ │ ", "")
            assert "All commands (Ctrl+P)" in shown
            for command in offered:
                assert command.title.rstrip("…") in shown
                assert command.help in shown
                assert command.shown_keys in shown

            await pilot.keys(key)
            assert pilot.text == before


async def test_while_typing_the_key_bar_names_the_key_that_opens_help_there(tmp_path: Path) -> None:
    async with at_form(tmp_path) as pilot:
        assert pilot.told("KeyBar").endswith("F1 Help")
        await pilot.keys("?")
        assert pilot.screen.query_one("#council", Input).value == "?"

        await pilot.keys("f1")
        assert "Ctrl+S" in pilot.said
        await pilot.keys("escape")
        assert pilot.page == "SetUpPage"

        pilot.screen.query_one(Choice).focus()
        await pilot.settle()
        assert pilot.told("KeyBar").endswith("? Help")
        await pilot.keys("?")
        assert pilot.page == "TellingDialog"


async def test_the_palette_offers_every_command_those_of_this_page_first(desk: Desk) -> None:
    async with running(desk, (100, 200)) as pilot:
        page = pilot.screen
        assert isinstance(page, StepPage)
        offered = [each for each in of_screen(page) if not each.only_moves and each.when(page)]
        everywhere = {command.title for command in offered if command.everywhere}
        own = [each.title for each in offered if each.title not in everywhere]
        await pilot.keys("ctrl+p")
        found = pilot.screen.query_one(CommandList)
        await pilot.until(lambda: found.option_count > len(own) + len(everywhere))

        listed = [str(each.prompt).partition("\n")[0] for each in found.options]
        assert listed[: len(own)] == own
        assert set(listed[len(own) : len(own) + len(everywhere)]) == everywhere
        assert listed[-1] in {command.title for command in ScrutinyApp.commands}
        await pilot.settle()
        assert [each.title for each in offered if each.title not in pilot.text] == []


async def test_the_palette_runs_commands_of_the_page_and_of_the_program(desk: Desk) -> None:
    async with running(desk) as pilot:
        await pilot.ask_for("All questions")
        assert pilot.page == "StepPage"
        assert all(prompt.text in pilot.said for prompt in room_of(desk).session.wording.item(1).prompts)

        await pilot.ask_for("Light, dark or high contrast")
        assert pilot.app.theme == themes()[1].name
        assert "Colours: projector dark. The same again: high contrast." in pilot.said

        await pilot.keys("ctrl+p")
        await pilot.type("Other colours")
        found = pilot.screen.query_one(CommandList)
        await pilot.until(lambda: found.option_count > 0)
        await pilot.keys("down enter")
        await pilot.until(lambda: "atom-one-dark" in pilot.said)
        assert pilot.page == "Palette"


@pytest.mark.parametrize(
    "keys",
    [
        "ctrl+p escape escape",
        "ctrl+p pagedown escape",
        "ctrl+p escape ctrl+p escape",
        "ctrl+p f1 ctrl+p escape",
    ],
)
async def test_the_palette_stands_keys_that_come_all_at_once(desk: Desk, keys: str) -> None:
    async with running(desk) as pilot:
        for _again in range(10):
            await pilot.rush(keys)
        await pilot.keys("escape escape")
        assert pilot.page in {"StepPage", "OverviewPage"}


# --- blank


async def test_f9_blanks_while_typing_and_any_key_ends_it_and_does_nothing_else(desk: Desk) -> None:
    room_of(desk).open_round(1)
    misbehaved = []
    async with running(at(desk, Place(PageName.ANSWERS))) as pilot:
        shown, session = pilot.picture, room_of(desk).session
        for key in EVERY_KEY.split():
            await pilot.keys("b")
            was_blank = nothing_shown(pilot)
            await pilot.keys(key)
            assert pilot.app.is_running, f"{key} ended the program"
            if not was_blank or pilot.picture != shown or room_of(desk).session is not session:
                misbehaved.append(key)

    assert misbehaved == []
    async with running(desk) as pilot:
        for opens in ("n", "w", "?", "v", "ctrl+p"):
            await pilot.keys(opens)
            dialog, before = pilot.page, pilot.picture
            await pilot.keys("f9")
            assert nothing_shown(pilot)

            await pilot.keys("f9")
            assert pilot.page == dialog != "StepPage"
            assert pilot.picture == before
            await pilot.keys("escape")


async def test_f9_blanks_while_typing_and_loses_nothing(tmp_path: Path) -> None:
    async with at_form(tmp_path, "E x a m f9") as pilot:
        assert nothing_shown(pilot)

        await pilot.keys("f9 p l e")
        assert pilot.screen.query_one("#council", Input).value == "Example"


async def test_neither_a_message_nor_a_click_shows_anything_on_a_blank_screen(desk: Desk) -> None:
    async with running(desk) as pilot:
        await pilot.keys("q b")
        assert nothing_shown(pilot)

        await pilot.click(offset=(4, 23))
        await pilot.settle()
        assert nothing_shown(pilot)


# --- quitting


async def test_q_quits_only_when_pressed_twice_without_another_key_between(desk: Desk) -> None:
    async with running(desk) as pilot:
        await pilot.keys("q")
        for between in ("down", "right", "n escape", "question_mark escape"):
            assert "Press q again to quit. Everything is saved." in pilot.said
            await pilot.keys(between)
            assert "Press q again" not in pilot.said

            await pilot.keys("q")
            assert not pilot.app._exit
        await pilot.keys("q")
        assert pilot.app._exit


@pytest.mark.parametrize("opens", ["", "n", "ctrl+p", "g down down"])
async def test_ctrl_q_quits_at_once_even_while_typing(desk: Desk, opens: str) -> None:
    async with running(desk) as pilot:
        await pilot.keys(f"{opens} ctrl+q")

        assert pilot.app._exit


HALF_KEYED = [
    (PageName.SLIPS, "2 1", "Chair's slip is not saved yet."),
    (PageName.COUNT, "4", "The numbers you have entered are not saved yet."),
    (PageName.ALONE, "enter space 2", "The choice on this page is not saved yet."),
    (PageName.STEP, "n x", "What you typed is not saved yet."),
    (PageName.RESULT, "g 1", "What you typed is not saved yet."),
    (PageName.STEP, "w tab 1", "The people you typed are not on the list yet."),
    (PageName.OVERVIEW, "t 9", "Minutes: what you typed is not saved yet."),
    (PageName.SLIPS, "2 1 w", "Chair's slip is not saved yet."),
    (PageName.COUNT, "4 ctrl+p", "The numbers you have entered are not saved yet."),
]
"""A page, what is keyed there, and what would be lost."""


@pytest.fixture
def half_keyed(desk: Desk) -> Desk:
    """The workshop, answered again on step 1."""
    room_of(desk).open_round(1)
    return desk


@pytest.mark.parametrize(("page", "keys", "lost"), HALF_KEYED)
async def test_ctrl_q_asks_if_something_would_be_lost(
    half_keyed: Desk, page: PageName, keys: str, lost: str
) -> None:
    async with running(at(half_keyed, Place(page))) as pilot:
        await pilot.keys(keys)
        before = pilot.lines
        await pilot.keys("ctrl+q")
        assert not pilot.app._exit
        assert f"{lost} Everything else is saved." in pilot.told(".explanation")

        await pilot.keys("enter")
        assert pilot.lines == before

        await pilot.keys("ctrl+q down enter")
        assert pilot.app._exit


async def test_ctrl_q_asks_about_a_form_unless_nothing_is_written(tmp_path: Path) -> None:
    async with at_form(tmp_path, "E x ctrl+q") as pilot:
        assert not pilot.app._exit
        assert "What you typed in the form is not saved." in pilot.told(".explanation")

        await pilot.keys("ctrl+q")
        assert pilot.app._exit
    async with at_form(tmp_path, "ctrl+q") as pilot:
        assert pilot.app._exit


@pytest.mark.parametrize("keys", ["q q", "Q Q", "ctrl+q"])
async def test_after_quitting_the_workshop_is_closed(desk: Desk, keys: str) -> None:
    path = room_of(desk).path
    async with running(desk) as pilot:
        await pilot.keys(f"o {keys}")
    assert desk.leave() == ""

    assert not path.with_suffix(".opened").exists()
    assert desk.library.read(path).place == Place(PageName.OVERVIEW)
    assert desk.library.read(path).sitting.ended is not None


# --- themes, start, mouse


async def test_a_workshop_opens_where_it_was_left_and_colours_change_in_turn(desk: Desk) -> None:
    async with running(at(desk, Place(PageName.STEP))) as pilot:
        for title, page in (("Result", "ResultPage"), ("Help", "TellingDialog")):
            assert "Step 1 of 6" in pilot.said
            await pilot.click("KeyBar", offset=(pilot.lines[-1].index(title), 0))
            await pilot.settle()
            assert pilot.page == page
    seen: list[str] = []
    async with running(desk) as pilot:
        for _theme in (*themes(), *themes()):
            app = pilot.app
            assert isinstance(app, ScrutinyApp)
            app.action_next_theme()
            await pilot.settle()
            seen.append(pilot.picture)

    assert len(set(seen[:3])) == 3
    assert seen[3:] == seen[:3]
