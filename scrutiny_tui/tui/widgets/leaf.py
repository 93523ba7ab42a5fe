"""A page of the briefing."""

from __future__ import annotations

from textual.await_complete import AwaitComplete
from textual.widgets import Markdown

from scrutiny_tui.tui.text import clean
from scrutiny_tui.view.page_view import Reading


class Leaf(Markdown):
    """Shows Markdown with nothing in it that a terminal would act on."""

    def __init__(self, block: Reading) -> None:
        super().__init__(clean(block.markdown), open_links=False)

    def show(self, block: Reading) -> AwaitComplete:
        return self.update(clean(block.markdown))
