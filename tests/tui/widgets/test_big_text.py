from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from textual.app import App, ComposeResult
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Static

from scrutiny_tui.domain.pack import Level
from scrutiny_tui.tui.big_letters import drawn
from scrutiny_tui.tui.widgets.big_counts import BigCounts
from scrutiny_tui.tui.widgets.big_text import BigText, BigTwin
from scrutiny_tui.tui.widgets.gap import Rest
from tests.support.screens import Driver, Size, screen_lines, settled

LEVELS = (
    Level(1, "Beginning its journey", "Beginning"),
    Level(2, "Developing its practice", "Developing"),
    Level(3, "Strong and embedded", "Strong"),
)


class OnePage(App[None]):
    """Shows some widgets below one another."""

    def __init__(self, *shown: Widget) -> None:
        super().__init__()
        self._shown = shown

    def compose(self) -> ComposeResult:
        yield Vertical(*self._shown)


@asynccontextmanager
async def page(size: Size, *shown: Widget) -> AsyncIterator[Driver]:
    """Show widgets on a terminal of this size."""
    async with OnePage(*shown).run_test(size=size) as pilot:
        await settled(pilot)
        yield pilot


async def test_big_letters_stand_above_the_same_text_in_ordinary_ones() -> None:
    async with page((80, 28), BigText("Back at 11.20")) as pilot:
        assert screen_lines(pilot)[:4] == [*drawn("Back at 11.20"), "Back at 11.20"]


@pytest.mark.parametrize(
    ("size", "text"),
    [((80, 27), "Back at 11.20"), ((30, 30), "Knowledge"), ((80, 30), "Œuvre"), ((60, 30), "word " * 40)],
)
async def test_where_there_is_no_room_only_the_ordinary_text_stands(size: Size, text: str) -> None:
    async with page(size, BigText(text)) as pilot:
        assert not {*"".join(screen_lines(pilot))} & {*"▀▄█"}
        assert " ".join(" ".join(screen_lines(pilot)).split()) == text.strip()


async def test_letters_twice_as_big_are_drawn_where_they_fit() -> None:
    async with page((120, 40), BigText("Strong", scale=2)) as pilot:
        assert screen_lines(pilot)[:6] == [row.rstrip() for row in drawn("Strong", 2)]


async def test_a_text_that_changes_is_drawn_anew() -> None:
    async with page((80, 30), BigText("1")) as pilot:
        pilot.app.query_one(BigText).text = "2\n3"
        await settled(pilot)
        assert screen_lines(pilot)[7:9] == ["2", "3"]


@pytest.mark.parametrize(("others", "rows"), [(6, drawn("7")), (8, ())])
async def test_a_twin_takes_only_rows_that_nothing_else_needs(others: int, rows: tuple[str, ...]) -> None:
    text = Static("\n".join("x" * others))
    async with page((20, 10), BigTwin("7"), text, Rest()) as pilot:
        assert [line for line in screen_lines(pilot) if line not in {"", "x"}] == [
            row.rstrip() for row in rows
        ]
        assert screen_lines(pilot).count("x") == others


@pytest.mark.parametrize(
    ("size", "first"),
    [
        ((76, 12), drawn("Beginning")[0]),
        ((76, 11), drawn("4", 2)[0]),
        ((76, 5), drawn("4")[0]),
        ((30, 11), ""),
        ((76, 3), ""),
    ],
)
async def test_counts_are_drawn_as_big_as_there_is_room(size: Size, first: str) -> None:
    async with page(size, BigCounts(LEVELS, (4, 13, 0)), Rest()) as pilot:
        lines = screen_lines(pilot)
        assert lines[0].startswith(first.rstrip())
        assert bool(lines[0]) == bool(first)
