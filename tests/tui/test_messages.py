"""What the program says in passing: one message at a time, in rows of its own, whole, and gone in time."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from textwrap import wrap
from typing import Final

import pytest

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.errors import MachineError
from scrutiny_tui.domain.session import PageName, Place
from scrutiny_tui.tui.screens.large_pages import RoomCheckPage
from scrutiny_tui.tui.screens.page import Page
from scrutiny_tui.tui.widgets import bars
from scrutiny_tui.tui.widgets.bars import SHORTEST_SECONDS, MessageLine, reading_seconds
from tests.support.screens import SIZES, SMALL, Driver, at, make_desk, running
from tests.support.sessions import room_of
from tests.tui.scenes import full_desk
from tests.tui.test_sizes import cut_off, two_rows

ROOT: Final = Path(__file__).parents[2]

SHORT = "Note saved."
LONG = " ".join(f"This is sentence {number} of a long message." for number in range(1, 7))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A workshop in which everything happened, at the overview."""
    return at(full_desk(tmp_path), Place(PageName.OVERVIEW))


def page(pilot: Driver) -> Page:
    """Return the page on top."""
    assert isinstance(pilot.screen, Page)
    return pilot.screen


def line(pilot: Driver) -> str:
    """Return the message that is shown; nothing where there is none."""
    return pilot.told("MessageLine") if pilot.screen.query_one(MessageLine).display else ""


async def tell(pilot: Driver, *messages: str) -> None:
    """Let the page say something, each as an act of its own."""
    for message in messages:
        page(pilot).tell(message)
        await pilot.settle()


def failing(monkeypatch: pytest.MonkeyPatch, act: str) -> None:
    """Let an act of a workshop fail because the disk is full."""

    def fail(*_arguments: object, **_options: object) -> None:
        raise MachineError("The disk is full.")

    monkeypatch.setattr(Workshop, act, fail)


async def test_a_message_is_whole_and_covers_neither_the_keys_nor_what_the_page_says(desk: Desk) -> None:
    async with running(desk, SMALL) as pilot:
        for size in SIZES:
            await pilot.resize(size)
            before = pilot.lines
            await tell(pilot, SHORT)
            assert line(pilot) == SHORT
            assert pilot.lines[-1].strip().endswith(before[-1].strip())
            assert cut_off(pilot) == []

            await tell(pilot, LONG)
            assert line(pilot) == LONG
            page(pilot).query_one(MessageLine).clear()
            await pilot.settle()


@pytest.mark.parametrize("step", [1, 3, 5])
async def test_the_statements_stay_whatever_is_told_beside_them(tmp_path: Path, step: int) -> None:
    desk, pushed_off = at(make_desk(tmp_path), Place(PageName.STEP, step)), []
    async with running(desk, SIZES[0]) as pilot:
        for size, key in zip(SIZES, ("down", "up") * 2, strict=True):
            await pilot.resize(size)
            for _prompt in room_of(desk).session.wording.item(step).prompts:
                await tell(pilot, two_rows(size))
                if cut_off(pilot) or pilot.screen.query_one("#talk").max_scroll_y:
                    pushed_off.append((size, pilot.told("PromptList")))
                await pilot.keys(key)

    assert pushed_off == []


ANY_VALUE: Final = "x" * 14
"""Stands in for what a sentence says of a person, a file or a time."""

TOLD_BY: Final = {"tell", "warn", "RuleError", "CountError"}
"""What takes a sentence that is shown in the message line."""


def sentences(path: Path) -> Iterator[str]:
    """Yield the sentences of a module that are shown in the message line."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    named = {
        each.target.id: each.value
        for each in tree.body
        if isinstance(each, ast.AnnAssign) and isinstance(each.target, ast.Name)
    }
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and ast.unparse(call.func).rpartition(".")[2] in TOLD_BY:
            for given in call.args:
                value = named.get(given.id, given) if isinstance(given, ast.Name) else given
                yield from _texts(value)


def _texts(value: ast.expr | None) -> Iterator[str]:
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        yield value.value
    elif isinstance(value, ast.JoinedStr):
        parts = (part.value if isinstance(part, ast.Constant) else ANY_VALUE for part in value.values)
        yield "".join(map(str, parts))


def test_no_sentence_takes_more_than_two_rows_on_the_smallest_terminal() -> None:
    told = [
        sentence
        for layer in ("domain", "acts", "tui")
        for path in (ROOT / "scrutiny_tui" / layer).rglob("*.py")
        for sentence in sentences(path)
    ]
    assert len(told) > 50
    assert [each for each in told if len(wrap(each, SMALL[0] - 2)) > 2] == []


async def test_there_is_one_message_at_a_time_which_is_gone_on_the_next_page(desk: Desk) -> None:
    async with running(desk) as pilot:
        await tell(pilot, "The first one.", "The second one.")
        assert line(pilot) == "The second one."
        assert "The first one." not in pilot.said

        page(pilot).tell("Details saved.")
        page(pilot).tell("The sponsor answers too.")
        await pilot.settle()
        assert line(pilot) == "Details saved. The sponsor answers too."

        await pilot.keys("enter")
        assert pilot.page == "ResultPage"
        assert "Details saved." not in pilot.said

        await pilot.keys("ctrl+c")
        assert line(pilot) == "Press q twice, or Ctrl+Q, to quit. Everything is saved."


async def test_typed_text_in_a_message_does_no_harm_and_it_is_read_on_the_next_page(desk: Desk) -> None:
    async with running(desk) as pilot:
        await tell(pilot, "In [/x] [red] \\ \x1b[31m")

        assert "[/x] [red] \\" in line(pilot)
        assert "\x1b" not in pilot.said
    async with running(desk) as pilot:
        leaving = page(pilot)
        leaving.tell(SHORT)
        leaving.replace_with(RoomCheckPage(desk))
        await pilot.settle()

        assert pilot.page == "RoomCheckPage"
        assert line(pilot) == SHORT


async def test_it_goes_by_itself_after_its_time(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bars, "reading_seconds", lambda _text: 0.001)
    async with running(desk) as pilot:
        page(pilot).tell(SHORT)

        await pilot.until(lambda: SHORT in str(pilot.screen.query_one(MessageLine).content))
        await pilot.until(lambda: line(pilot) == "")


@pytest.mark.parametrize(("text", "seconds"), [(SHORT, SHORTEST_SECONDS), ("x" * 120, 10.0)])
def test_a_longer_message_stands_longer(text: str, seconds: float) -> None:
    assert reading_seconds(text) == seconds


# --- what went wrong


async def test_what_went_wrong_stays_until_a_key_in_a_dialog_too(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bars, "reading_seconds", lambda _text: 0.001)
    failing(monkeypatch, "move_to")
    async with running(desk) as pilot:
        for keys in ("enter", "enter", "b b"):
            await pilot.keys(keys)
            await pilot.pause()
            assert line(pilot) == "The disk is full."

        await pilot.keys("b")
        assert pilot.said == ""
        await pilot.keys("b up")
        assert line(pilot) == ""
    async with running(desk, SMALL) as pilot:
        await pilot.keys("w")
        failing(monkeypatch, "save")
        await pilot.keys("enter")

        assert pilot.page == "WhoDialog"
        assert line(pilot) == "The disk is full."
        assert cut_off(pilot) == []
