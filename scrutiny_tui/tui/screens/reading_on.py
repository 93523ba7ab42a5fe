"""Pages whose body may be longer than the screen: the key bar says so, and what is below is not gone past unseen."""

from __future__ import annotations

from typing import Any, ClassVar, Final

from textual.containers import VerticalScroll

from scrutiny_tui.tui.commands import Command
from scrutiny_tui.tui.screens.page import Page


def more_below(page: Any) -> bool:
    """Say whether a part of the page is below what is shown."""
    return bool(page.is_more_below)


FURTHER: Final = (
    Command("scroll(1)", "down", "Further down", "Show what is below.", footer=True, when=more_below),
    Command("scroll(-1)", "up", "Further up", "Show what is above."),
)
"""The commands of such a page, of which the key bar shows the first only while there is more below."""


class ReadingOn(Page):
    """A page with one part that scrolls."""

    rows_a_key: ClassVar[int] = 3
    """How many rows an arrow moves."""

    def begin(self) -> None:
        super().begin()
        for name in ("scroll_y", "virtual_size"):
            self.watch(self._scroll, name, self._settle, init=False)

    def on_resize(self) -> None:
        """Say anew whether there is more below."""
        self._settle()

    def _settle(self) -> None:
        self.call_after_refresh(self.refresh_keys)

    @property
    def _scroll(self) -> VerticalScroll:
        return self.query_one("#body VerticalScroll", VerticalScroll)

    @property
    def is_more_below(self) -> bool:
        """Whether a part of the page is below what is shown."""
        found = self.query("#body VerticalScroll").results(VerticalScroll)
        return any(each.scroll_offset.y < each.max_scroll_y for each in found)

    @property
    def scrolled(self) -> int:
        """How far down the page is moved, in per cent."""
        found = next(iter(self.query("#body VerticalScroll").results(VerticalScroll)), None)
        most = found.max_scroll_y if found else 0
        return round(100 * found.scroll_offset.y / most) if found and most else 0

    def read_to_the_end(self) -> None:
        """Show the end of the page."""
        for each in self.query("#body VerticalScroll").results(VerticalScroll):
            each.scroll_end(animate=False)

    def read_on(self, by: int) -> bool:
        """Show the next part of what is below, or above with -1; return whether there was any."""
        scroll = self._scroll
        left = scroll.max_scroll_y - scroll.scroll_offset.y if by > 0 else scroll.scroll_offset.y
        if left > 0:
            # A row is kept, so that the eye finds its place.
            rows = by * max(scroll.size.height - 1, 1)
            scroll.scroll_relative(y=rows, animate=False, immediate=True)
        return left > 0

    def action_scroll(self, by: int) -> None:
        self._scroll.scroll_relative(y=by * self.rows_a_key, animate=False)
