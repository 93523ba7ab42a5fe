"""The heat map as a grid: readable without colour, and every row and column can be reached."""

from __future__ import annotations

from typing import Any

import pytest
from textual.app import App, ComposeResult

from scrutiny_tui.domain.heat import Cell, HeatMap, HeatRow
from scrutiny_tui.tui.themes import LIGHT, themes
from scrutiny_tui.tui.widgets.heat_grid import ORDER, HeatGrid
from tests.support.screens import screen_lines, settled
from tests.support.sessions import item


def grid(rows: int, columns: int) -> HeatMap:
    """Return a map with this many rows and columns."""
    cells = tuple(Cell(level, level) for level in (1, 2, 3) * columns)[:columns]
    steps = tuple(item(number) for number in range(1, columns + 1))
    return HeatMap(steps, tuple(HeatRow(f"Person {row}", cells) for row in range(1, rows + 1)))


class GridApp(App[None]):
    """A program with nothing but the grid."""

    def __init__(self, shown: HeatMap) -> None:
        super().__init__()
        for theme in themes():
            self.register_theme(theme)
        self.theme = LIGHT
        self._shown = shown

    def compose(self) -> ComposeResult:
        yield HeatGrid()

    def on_mount(self) -> None:
        self.query_one(HeatGrid).map = self._shown


async def lines_of(shown: HeatMap, size: tuple[int, int], *moves: tuple[int, int]) -> list[str]:
    app: Any = GridApp(shown)
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        for rows, columns in moves:
            app.query_one(HeatGrid).move(rows, columns)
        await settled(pilot)
        return [line.rstrip() for line in screen_lines(pilot)]


async def test_a_cell_says_its_level_by_digit_and_fill() -> None:
    told = await lines_of(grid(1, 3), (60, 6))

    assert told[:3] == [
        "          Step 1 Step 2 Step 3",
        "Person 1  1 ░░░░ 2 ▒▒▒▒ 3 ████",
        ORDER,
    ]


async def test_middle_answers_on_two_levels_are_told_with_both() -> None:
    shown = HeatMap((item(1), item(2), item(3)), (HeatRow("Members", (Cell(2, 3), Cell(0, 0), None)),))

    assert (await lines_of(shown, (60, 6)))[1] == "Members  2–3 ▒█ –      ·"


async def test_six_steps_fit_the_narrowest_screen() -> None:
    told = await lines_of(grid(4, 6), (58, 8))

    assert "Step 6" in told[0]
    assert told[5] == ORDER


async def test_thirty_people_and_more_items_than_fit_can_all_be_reached() -> None:
    shown = grid(30, 42)

    first = await lines_of(shown, (80, 20))
    assert first[1].startswith("Person 1 ")
    assert first[19] == "Shown: rows 1 to 18 of 30, columns 1 to 9 of 42"
    last = await lines_of(shown, (80, 20), (100, 0), (0, 100))
    assert last[18].startswith("Person 30 ")
    assert last[0].endswith("Step 42")
    assert await lines_of(shown, (80, 20), (100, 100), (-100, -100)) == first


@pytest.mark.parametrize("size", [(20, 3), (8, 2), (200, 60)])
async def test_a_strange_size_does_no_harm(size: tuple[int, int]) -> None:
    assert len(await lines_of(grid(5, 6), size, (3, 3), (-9, -9))) == size[1]


async def test_a_long_name_is_cut_with_an_ellipsis_and_holds_no_markup() -> None:
    shown = HeatMap((item(1),), (HeatRow("[red]A person with a very long name indeed", (Cell(1, 1),)),))

    assert (await lines_of(shown, (60, 5)))[1].startswith("[red]A person with a ve…  1 ░░░░")
