"""One line to write, in which nothing that is typed or pasted gets lost."""

from __future__ import annotations

from typing import Final

from textual.events import Paste
from textual.widgets import Input

from scrutiny_tui.tui.text import one_line

PEOPLE_APART: Final = "; "
"""What stands between people, or tables, that were pasted on lines of their own."""


class LineInput(Input):
    """A line that takes all of what is pasted, with something between the lines of it; how long it may be is told elsewhere."""

    def __init__(
        self,
        value: str = "",
        *,
        id: str | None = None,
        placeholder: str = "",
        between: str = " ",
        restrict: str | None = None,
        select_on_focus: bool = True,
    ) -> None:
        """Take what is in it at first, its id, and what stands for a line break between two lines that are pasted."""
        self._between = between
        super().__init__(
            one_line(value, between),
            placeholder=placeholder,
            restrict=restrict,
            select_on_focus=select_on_focus,
            id=id,
        )

    def _on_paste(self, event: Paste) -> None:
        # Textual asks the class above next, which takes the first line alone.
        event.text = one_line(event.text, self._between)

    def action_paste(self) -> None:
        self.replace(one_line(self.app.clipboard, self._between), *self.selection)
