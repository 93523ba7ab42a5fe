"""The line at the top of every page."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from scrutiny_tui.tui.text import clean


class TitleBar(Widget):
    """What the page belongs to on the left, where the room is on the right."""

    DEFAULT_CSS = "TitleBar { height: 1; }"

    heading: reactive[str] = reactive("")
    """The title of the self-assessment."""
    owner: reactive[str] = reactive("")
    """The council, once one is chosen."""
    place: reactive[str] = reactive("")
    """Where the room is, such as "Step 2 of 6"."""

    def __init__(self, heading: str, owner: str = "", place: str = "") -> None:
        super().__init__()
        self.set_reactive(TitleBar.heading, clean(heading))
        self.set_reactive(TitleBar.owner, clean(owner))
        self.set_reactive(TitleBar.place, clean(place))

    def render(self) -> Content:
        """Draw the line; the owner gives way first, then the heading, and the place always stays."""
        width = self.size.width - 2
        right = Content(self.place)
        room = max(width - right.cell_length - 1, 0)
        left = Content.styled(self.heading, "bold")
        full = Content.assemble(left, "  ", self.owner) if self.owner else left
        shown = full if full.cell_length <= room else left
        if self.owner and left.cell_length > room:
            shown = Content(self.owner)
        shown = shown.truncate(room, ellipsis=True)
        gap = " " * max(width - shown.cell_length - right.cell_length, 0)
        return Content.assemble(" ", shown, gap, right, " ")
