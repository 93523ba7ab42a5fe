"""The heat map as a grid: a row for each group or person, a column for each item, each cell a digit and a fill."""

from __future__ import annotations

from typing import Final

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from scrutiny_tui.domain.heat import Cell, HeatMap
from scrutiny_tui.tui.text import FILLS, clean

_CELL: Final = 7
"""Columns of a cell with the gap behind it, so that six steps fit the narrowest screen."""
ORDER: Final = "Most agreed on the left, furthest apart on the right."
_NAMES: Final = (14, 26)
"""Columns for names: at least, and at most where there is room."""


class HeatGrid(Widget):
    """Draws as much of the map as there is room for; the page's keys move what is shown."""

    DEFAULT_CSS = "HeatGrid { height: 1fr; }"

    map: reactive[HeatMap] = reactive(HeatMap((), ()))
    """What is shown."""
    top: reactive[int] = reactive(0)
    """The first row shown, counted from 0."""
    left: reactive[int] = reactive(0)
    """The first column shown, counted from 0."""

    @property
    def rows_shown(self) -> int:
        """How many rows there is room for, below the heading and above the line that says which are shown."""
        return max(self.size.height - 2, 1)

    @property
    def columns_shown(self) -> int:
        """How many items there is room for."""
        return max((self.size.width - self._names()) // _CELL, 1)

    @property
    def is_more_below(self) -> bool:
        """Whether there are rows below those that are shown."""
        return self.top + self.rows_shown < len(self.map.rows)

    @property
    def is_more_right(self) -> bool:
        """Whether there are columns on the right of those that are shown."""
        return self.left + self.columns_shown < len(self.map.items)

    def move(self, rows: int, columns: int) -> None:
        """Show what is further down or further right; negative for up and left."""
        self.top = _within(self.top + rows, len(self.map.rows) - self.rows_shown)
        self.left = _within(self.left + columns, len(self.map.items) - self.columns_shown)

    def on_resize(self) -> None:
        """Keep what is shown inside the map."""
        self.move(0, 0)

    def render(self) -> Content:
        """Draw the heading, the rows, and where the room is in a map that does not fit."""
        names = self._names()
        shown = slice(self.left, self.left + self.columns_shown)
        heads = [item.id if item.step else f"Step {item.id}" for item in self.map.items[shown]]
        heading = "".join(f"{head:<{_CELL}}" for head in heads)
        drawn = [Content.styled(" " * names + heading, "bold")]
        for row in self.map.rows[self.top : self.top + self.rows_shown]:
            name = Content(clean(row.name)).truncate(names - 2, ellipsis=True, pad=True)
            drawn.append(Content.assemble(name, "  ", *(_cell(cell) for cell in row.cells[shown])))
        return Content("\n").join([*drawn, Content(self._where())])

    def _names(self) -> int:
        longest = max((len(row.name) + 2 for row in self.map.rows), default=0)
        room = self.size.width - len(self.map.items) * _CELL
        return min(longest, max(_NAMES[0], min(room, _NAMES[1])))

    def _where(self) -> str:
        told = []
        for word, first, shown, whole in (
            ("rows", self.top, self.rows_shown, len(self.map.rows)),
            ("columns", self.left, self.columns_shown, len(self.map.items)),
        ):
            if whole > shown:
                told.append(f"{word} {first + 1} to {min(first + shown, whole)} of {whole}")
        return f"Shown: {', '.join(told)}" if told else ORDER


def _cell(cell: Cell | None) -> Content:
    if cell is None:
        return Content(f"{'·':<{_CELL}}")
    if not cell.low:
        return Content(f"{'–':<{_CELL}}")
    digits = f"{cell.low}" if cell.low == cell.high else f"{cell.low}–{cell.high}"
    room = _CELL - 2 - len(digits)
    half = room - room // 2
    return Content.assemble(
        f"{digits} ",
        (FILLS[cell.low - 1] * half, f"$level-{cell.low}"),
        (FILLS[cell.high - 1] * (room - half), f"$level-{cell.high}"),
        " ",
    )


def _within(number: int, most: int) -> int:
    return max(min(number, most), 0)
