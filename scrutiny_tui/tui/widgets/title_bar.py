"""The line at the top of every page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from scrutiny_tui.tui.text import clean

if TYPE_CHECKING:
    from scrutiny_tui.domain.clock import ClockFace


_APART: Final = 3
"""Columns between what stands on the left and what on the right, so that they do not read as one."""


class TitleBar(Widget):
    """What the page belongs to on the left, where the room is and the clock on the right."""

    DEFAULT_CSS = "TitleBar { height: 1; }"

    heading: reactive[str] = reactive("")
    """The title of the self-assessment."""
    owner: reactive[str] = reactive("")
    """The council, once one is chosen."""
    place: reactive[str] = reactive("")
    """Where the room is, such as "Step 2 of 6"."""
    clock: reactive[ClockFace | None] = reactive(None)
    """The room's clock; None if there is none."""

    def __init__(self, heading: str, owner: str = "", place: str = "") -> None:
        super().__init__()
        self.set_reactive(TitleBar.heading, clean(heading))
        self.set_reactive(TitleBar.owner, clean(owner))
        self.set_reactive(TitleBar.place, clean(place))

    def render(self) -> Content:
        """Draw the line; the owner gives way first, then the heading; the place and the clock always stay."""
        width = self.size.width - 2
        right = self._right()
        room = max(width - right.cell_length - _APART, 0)
        left = Content.styled(self.heading, "bold")
        full = Content.assemble(left, "  ", self.owner) if self.owner else left
        shown = full if full.cell_length <= room else left
        if self.owner and left.cell_length > room:
            shown = Content(self.owner)
        shown = shown.truncate(room, ellipsis=True)
        gap = " " * max(width - shown.cell_length - right.cell_length, 0)
        return Content.assemble(" ", shown, gap, right, " ")

    def _right(self) -> Content:
        """Return the place, and the clock marked where it warns: by words, a shape and reversed colours."""
        if self.clock is None:
            return Content(self.place)
        style = "bold reverse" if self.clock.calls else "bold"
        clock = Content.styled(f" {self.clock.line} ", style)
        return Content.assemble(self.place, "  " if self.place else "", clock)
