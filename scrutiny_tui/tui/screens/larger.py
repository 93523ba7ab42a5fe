"""A larger view: only what the room must read now, in the biggest letters that fit."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Final

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from scrutiny_tui.tui.commands import Command, bindings, letter
from scrutiny_tui.tui.screens.page_commands import CLOCK, FURTHER
from scrutiny_tui.tui.screens.workshop_page import WorkshopPage
from scrutiny_tui.tui.styling import styles
from scrutiny_tui.tui.text import QUESTION, level_line, lines, words
from scrutiny_tui.tui.widgets.big import BigText, BigTwin
from scrutiny_tui.tui.widgets.texts import Rest

_STATEMENT_SHARE: Final = 0.75
"""How much of the terminal's height a statement in big letters may take; the rest is for its ordinary text."""


class LargerPage(WorkshopPage):
    """Opened over a page; the same key, or any that goes back, closes it."""

    reads_on = True

    CSS_PATH = styles("voting")
    shows_steps = False
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

    def __init__(self, below: WorkshopPage, shown: tuple[Widget, ...]) -> None:
        super().__init__(below.desk, below.workshop, below.place)
        self._shown = shown

    def body(self) -> Iterable[Widget]:
        yield VerticalScroll(*self._shown, Rest(), can_focus=False)

    def public(self) -> None:
        """Leave the room's window to the page below; its letters are as big as that window allows."""

    def action_back(self) -> None:
        self.app.pop_screen()


def show_larger(below: WorkshopPage, *shown: Widget) -> None:
    """Show these over a page and nothing else."""
    below.app.push_screen(LargerPage(below, shown))


def show_statement_larger(below: WorkshopPage) -> None:
    """Show the statement that a page is about, and the three levels."""
    item = below.item
    show_larger(
        below,
        BigTwin(item.short),
        Static(words(f"{item.id}  {item.title}"), classes="heading"),
        BigText(item.statement, tall=0, scale=2, share=_STATEMENT_SHARE),
        Static(
            lines((Content(QUESTION), *map(level_line, below.workshop.session.wording.levels))),
            classes="question",
        ),
    )
