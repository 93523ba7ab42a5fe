"""One person's slip, the list of people while slips are keyed, and how many have answered."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from scrutiny_tui.domain.records import record
from scrutiny_tui.tui.text import NEUTRAL_MARK, clean, lines, words
from scrutiny_tui.view.page_view import Progress as Turnout

_LONGEST_LABEL: Final = 28
"""Columns of a label that are shown."""
_BESIDE_LABEL: Final = 11
"""Columns beside a label: the cursor, the state, and a gap."""

MOST_CELLS: Final = 6
"""So many lines are shown at a time; with prompts a slip has more than a small screen."""


class SlipCells(Widget):
    """The lines of a slip, the same mark whatever was keyed, and a cursor on the line that is next."""

    DEFAULT_CSS = "SlipCells { height: auto; }"

    names: reactive[tuple[str, ...]] = reactive((), layout=True)
    """What each line is about, in the order of the slip."""
    keyed: reactive[int] = reactive(0)
    """How many lines are keyed, from the first one on."""

    def render(self) -> Content:
        """Draw the part of the slip around the line that is next."""
        first = min(max(self.keyed - MOST_CELLS // 2, 0), max(len(self.names) - MOST_CELLS, 0))
        shown = range(first, min(first + MOST_CELLS, len(self.names)))
        return lines(self._line(place) for place in shown)

    def _line(self, place: int) -> Content:
        mark = "■" if place < self.keyed else "□"
        here = place == self.keyed
        name = words(self.names[place], "bold" if here else "")
        return Content.assemble("► " if here else "  ", f"{mark} ", name)


class SlipState(StrEnum):
    """What the list may tell about somebody before the result."""

    WAITING = ""
    BEGUN = "started"
    PARTLY_IN = "part"
    IN = NEUTRAL_MARK
    ABSENT = "absent"


@record
class Slip:
    """One person of the list."""

    voter: int
    label: str
    state: SlipState


class SlipList(Widget):
    """Who is in, the same neutral mark for every answer, and a cursor on whose slip is next.

    The list never holds the focus: the page's keys answer for it.
    """

    DEFAULT_CSS = "SlipList { height: 1fr; }"

    slips: reactive[tuple[Slip, ...]] = reactive(())
    """The people, in the order of the list."""
    cursor: reactive[int] = reactive(0)
    """The place of the person whose slip is next, counted from 0."""

    @dataclass
    class Chosen(Message):
        """Sent when a person is clicked."""

        place: int

    def show(self, slips: tuple[Slip, ...]) -> None:
        """Show these slips with the cursor on the same person; where that one is gone, on who is in their place."""
        whose = self.slips[self.cursor].voter if self.slips else None
        self.slips = slips
        following = (place for place, slip in enumerate(slips) if slip.voter == whose)
        self.cursor = next(following, min(self.cursor, len(slips) - 1))

    def render(self) -> Content:
        """Draw the list in columns; if not everybody has room, those around the cursor and how many more there are."""
        first, shown, rows = self._window()
        places = (range(first + row, first + shown, rows) for row in range(rows))
        drawn = [Content("").join(map(self._cell, each)) for each in places]
        above, below = first, len(self.slips) - first - shown
        more = "   ".join(
            f"{arrow} {number} more" for arrow, number in (("▲", above), ("▼", below)) if number
        )
        return lines((*drawn, Content(f"  {more}")) if more else drawn)

    def on_click(self, event: Click) -> None:
        first, shown, rows = self._window()
        place = first + event.x // self._column * rows + event.y
        if event.y < rows and place < first + shown:
            self.post_message(self.Chosen(place))

    @property
    def _column(self) -> int:
        """Columns that one person takes, the gap behind them included."""
        longest = max((len(clean(slip.label)) for slip in self.slips), default=0)
        return min(longest, _LONGEST_LABEL) + _BESIDE_LABEL

    def _window(self) -> tuple[int, int, int]:
        """Return the first person shown, how many are shown, and in how many rows."""
        columns, height = max(self.size.width // self._column, 1), max(self.size.height, 2)
        needed = -(-len(self.slips) // columns)
        if needed <= height:
            return 0, len(self.slips), max(needed, 1)
        a_page = columns * (height - 1)
        first = self.cursor // a_page * a_page
        shown = min(a_page, len(self.slips) - first)
        return first, shown, min(height - 1, shown)

    def _cell(self, place: int) -> Content:
        slip, here = self.slips[place], place == self.cursor
        label = Content(clean(slip.label)).truncate(_LONGEST_LABEL, ellipsis=True)
        cell = Content.assemble(
            "► " if here else "  ", label, f" {slip.state.value}" if slip.state.value else ""
        )
        cell = cell.stylize("bold reverse") if here else cell
        return Content.assemble(cell, " " * max(self._column - cell.cell_length, 0))


class Progress(Widget):
    """A bar that fills; what it says stands beside it in words."""

    DEFAULT_CSS = "Progress { height: 1; }"

    done: reactive[int] = reactive(0)
    total: reactive[int] = reactive(0)

    def render(self) -> Content:
        width = self.size.width
        full = round(width * self.done / self.total) if self.total else 0
        return Content.assemble(("█" * full, "$primary"), "░" * (width - full))


class TurnoutLine(Progress):
    """How many answers are in, in words above the bar."""

    DEFAULT_CSS = "TurnoutLine { height: 2; }"

    told: reactive[str] = reactive("")

    def show(self, block: Turnout) -> None:
        """Show so many answers; how many stands above in large letters."""
        self.told = block.told.removeprefix(f"{block.given} of {block.asked} ")
        self.done, self.total = block.given, block.asked

    def render(self) -> Content:
        return lines((words(self.told, "bold"), super().render()))
