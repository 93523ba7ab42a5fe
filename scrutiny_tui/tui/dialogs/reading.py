"""A text inside a question that scrolls where it is longer than its room."""

from __future__ import annotations

from textual.containers import VerticalScroll
from textual.widgets import Static

from scrutiny_tui.tui.text import clean


class Reading(VerticalScroll):
    """A text to read; Tab gets to it only where there is more of it than is shown."""

    def __init__(self, text: str) -> None:
        super().__init__(Static(clean(text), markup=False), classes="explanation")

    @property
    def is_longer(self) -> bool:
        """Whether there is more of the text than is shown."""
        return self.max_scroll_y > 0

    def allow_focus(self) -> bool:
        """Take the focus only where there is something to scroll to."""
        return self.is_longer
