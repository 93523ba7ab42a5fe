"""What only the facilitator is to see, in a strip of the facilitator's own window."""

from __future__ import annotations

from textwrap import wrap
from typing import Final

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from scrutiny_tui.tui.text import clean

_HEADING: Final = "For you only: "
_MORE: Final = "… (all: Ctrl+P, Private notes)"
"""Ends what does not fit, and says where all of it is."""
_SHARE: Final = 6
"""The strip takes at most so small a part of the rows: a sixth, its border included."""


class PrivateStrip(Widget):
    """A few lines above the keys; without anything to show it takes no room."""

    DEFAULT_CSS = "PrivateStrip { height: auto; padding: 0 1; border-top: solid $border; }"

    text: reactive[str] = reactive("", layout=True)
    """What is shown."""

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the lines needed, as many as there may be."""
        return len(self._lines(width, viewport.height))

    def render(self) -> Content:
        """Draw the lines; the last one says where the rest is where they do not all fit."""
        told = "\n".join(self._lines(self.size.width, self.app.size.height))
        return Content.assemble((_HEADING, "bold"), told.removeprefix(_HEADING))

    def _lines(self, width: int, height: int) -> list[str]:
        paragraphs = f"{_HEADING}{clean(self.text)}".splitlines()
        rows = [row for each in paragraphs for row in wrap(each, max(width, len(_MORE)))]
        most = max(height // _SHARE - 1, 1)
        if len(rows) <= most:
            return rows
        last = rows[most - 1][: max(width - len(_MORE) - 1, 0)].rpartition(" ")[0]
        return [*rows[: most - 1], f"{last} {_MORE}"]
