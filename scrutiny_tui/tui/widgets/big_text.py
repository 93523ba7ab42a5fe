"""What the back row must be able to read, in big letters where there is room for them."""

from __future__ import annotations

from typing import Final

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from scrutiny_tui.tui.big_letters import ROWS, big_rows
from scrutiny_tui.tui.sizes import HEIGHTS
from scrutiny_tui.tui.text import clean, words

TALL: Final = HEIGHTS[-1][0]
"""Rows of a terminal from which on there is room for big letters beside other things."""


class BigText(Widget):
    """A text in big letters with the same text below in ordinary ones; only the latter, in bold, where room lacks.

    The ordinary text is what a screen reader reads and what is copied; it is always there.
    """

    DEFAULT_CSS = "BigText { height: auto; }"

    text: reactive[str] = reactive("", layout=True)
    """What is said."""

    def __init__(
        self, text: str = "", *, tall: int = TALL, scale: int = 1, share: float = 0.5, id: str | None = None
    ) -> None:
        """Say from how many rows of the terminal on (`tall`) there is room, and for what share of those rows.

        Up to `scale` times as big letters are drawn, as far as they fit.
        """
        super().__init__(id=id)
        self.set_reactive(BigText.text, text)
        self._tall = tall
        self._scale = scale
        self._share = share

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the lines needed."""
        return len(self._big(width, viewport.height)) + self._ordinary.get_height({}, width)

    def render(self) -> Content:
        """Draw the letters."""
        big = self._big(self.size.width, self.app.size.height)
        return Content("\n").join([*(Content(row) for row in big), self._ordinary])

    @property
    def _ordinary(self) -> Content:
        return words(self.text, "bold")

    def _big(self, width: int, height: int) -> tuple[str, ...]:
        """Return the rows of big letters; none where there is no room for them."""
        if height < self._tall:
            return ()
        sizes = (big_rows(clean(self.text), width, scale) for scale in range(self._scale, 0, -1))
        return next((rows for rows in sizes if 0 < len(rows) <= height * self._share), ())


class BigTwin(Widget):
    """The big letters of a text that stands as ordinary text beside them; it takes only rows that nothing else needs.

    Goes with the gaps of a page and their `Rest`: its height is a small fraction for the same reason.
    """

    DEFAULT_CSS = f"BigTwin {{ height: 0.4fr; max-height: {ROWS}; }}"

    text: reactive[str] = reactive("")
    """What is said."""

    def __init__(self, text: str = "", *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.set_reactive(BigTwin.text, text)

    def render(self) -> Content:
        """Draw the letters, or nothing if they do not fit whole."""
        rows = big_rows(clean(self.text), self.size.width)
        return Content("\n".join(rows)) if len(rows) <= self.size.height else Content("")
