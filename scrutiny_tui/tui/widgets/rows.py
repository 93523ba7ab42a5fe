"""Lines to choose from."""

from __future__ import annotations

from textual.widgets import OptionList


class Rows(OptionList):
    """A list whose marked line stays in sight when there is less room, as beside a message or in bigger letters."""

    def on_resize(self) -> None:
        self.call_after_refresh(self.scroll_to_highlight)
