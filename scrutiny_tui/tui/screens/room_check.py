"""Whether the back row can read, and what to switch off before people come in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from scrutiny_tui.tui.commands import Command, bindings
from scrutiny_tui.tui.screens.navigation import go_home
from scrutiny_tui.tui.screens.page import Page
from scrutiny_tui.tui.text import SYMBOLS, clean

CHECKS = (
    "Sleep, screen saver and notifications are off",
    "The charger is plugged in",
    "Webcast, microphones and recording: on or off, as agreed",
    "In public or in private: the room knows which",
    "Slips or numbered cards are on the tables",
)


class RoomCheckPage(Page):
    """A line to be read from the back row, the three symbols, and a list to go through."""

    commands: ClassVar[tuple[Command, ...]] = (
        Command("back", "escape,enter", "Back", "Back to the start page.", footer=True),
        Command("scroll(1)", "down", "Further down", "Show what is below."),
        Command("scroll(-1)", "up", "Further up", "Show what is above."),
    )
    BINDINGS = bindings(commands)
    help_text = "Ask somebody in the back row to read the first line out."

    def body(self) -> Iterable[Widget]:
        yield VerticalScroll(
            Static("Can the back row read this line?", classes="big"),
            Static("If the back row cannot read this, press Ctrl and +", classes="lead"),
            Static(
                f"{SYMBOLS[0]} 1     {SYMBOLS[1]} 2     {SYMBOLS[2]} 3     ░░░░  ▒▒▒▒  ████", classes="gap"
            ),
            Static("Before people come in", classes="subheading"),
            *(Static(f"□ {check}") for check in CHECKS),
            Static(clean(f"□ {self._copies_go()}"), markup=False),
            can_focus=False,
        )

    def _copies_go(self) -> str:
        """Say where second copies go; a folder's whole path can name people, so only its own name is shown."""
        places = self.desk.library.places
        if places.usual_mirror is None:
            return "Second copies: in this laptop's own folder for them; a stick is named with --backup"
        there = "is there" if places.mirror.is_dir() else "is not there now: is the stick plugged in?"
        return f"Second copies: in the folder {places.mirror.name}, which {there}"

    def action_scroll(self, by: int) -> None:
        self.query_one(VerticalScroll).scroll_relative(y=by * 2, animate=False)

    def action_back(self) -> None:
        go_home(self, self.desk)
