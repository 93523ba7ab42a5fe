"""A larger view: only what the room must read now, in the biggest letters that fit."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.widget import Widget

from scrutiny_tui.tui.commands import Command, bindings, letter
from scrutiny_tui.tui.screens.page_commands import CLOCK, FURTHER
from scrutiny_tui.tui.screens.workshop_page import WorkshopPage
from scrutiny_tui.tui.widgets.drawn_blocks import BlockView
from scrutiny_tui.view.page_view import Block


class LargerPage(WorkshopPage):
    """Opened over a page; the same key, or any that goes back, closes it."""

    reads_on = True

    shows_place = False
    commands: ClassVar[tuple[Command, ...]] = (
        *FURTHER,
        Command("back", f"escape,{letter('z')}", "Back", "Back to the page before.", footer=True),
        CLOCK,
    )
    BINDINGS = bindings(commands)
    help_text = (
        "What the room must read and nothing else. How big the letters can be depends on the terminal: "
        "Ctrl and - makes room for more of them."
    )

    def __init__(self, below: WorkshopPage, shown: Iterable[Block]) -> None:
        super().__init__(below.desk, below.workshop, below.place)
        self._shown = tuple(shown)

    def blocks(self) -> Iterable[Block]:
        return self._shown

    def body(self) -> Iterable[Widget]:
        yield BlockView(self.blocks(), classes="larger")

    def public(self) -> None:
        """Leave the room's window to the page below; its letters are as big as that window allows."""

    def action_back(self) -> None:
        self.app.pop_screen()
