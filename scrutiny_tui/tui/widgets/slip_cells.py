"""The lines of one person's slip while it is keyed."""

from __future__ import annotations

from typing import Final

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from scrutiny_tui.tui.text import lines, words

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
