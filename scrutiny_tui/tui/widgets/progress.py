"""How many are in, as a bar."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget


class Progress(Widget):
    """A bar that fills; what it says stands beside it in words."""

    DEFAULT_CSS = "Progress { height: 1; }"

    done: reactive[int] = reactive(0)
    total: reactive[int] = reactive(0)

    def render(self) -> Content:
        """Draw the bar over the whole width."""
        width = self.size.width
        full = round(width * self.done / self.total) if self.total else 0
        return Content.assemble(("█" * full, "$primary"), "░" * (width - full))
