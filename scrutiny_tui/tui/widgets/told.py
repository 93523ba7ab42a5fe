"""A paragraph that keeps what belongs together on one line."""

from __future__ import annotations

from textwrap import wrap

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from scrutiny_tui.tui.text import clean


class Told(Widget):
    """Wraps at spaces but never at a no-break space, where Textual's own wrapping would."""

    DEFAULT_CSS = "Told { height: auto; }"

    text: reactive[str] = reactive("", layout=True)
    """What is told, behind the heading where there is one."""

    def __init__(self, heading: str = "", text: str = "", *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._heading = heading
        self.set_reactive(Told.text, text)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the lines needed."""
        return len(self._lines(width))

    def render(self) -> Content:
        """Draw the paragraph, its heading marked."""
        first, *rest = self._lines(self.size.width)
        opening = Content.assemble((self._heading, "bold $primary"), first.removeprefix(self._heading))
        return Content("\n").join([opening, *(Content(line) for line in rest)])

    def _lines(self, width: int) -> list[str]:
        told = f"{self._heading} {clean(self.text)}".strip(" ")
        return wrap(told, max(width, 1), break_on_hyphens=False) or [""]
