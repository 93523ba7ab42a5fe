"""Whether the back row can read, and what to switch off before people come in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from scrutiny_tui.store.system import is_folder
from scrutiny_tui.tui.commands import Command, bindings
from scrutiny_tui.tui.screens.navigation import go_home
from scrutiny_tui.tui.screens.page import Page
from scrutiny_tui.tui.screens.page_commands import FURTHER
from scrutiny_tui.tui.styling import styles
from scrutiny_tui.tui.text import SYMBOLS, clean
from scrutiny_tui.tui.widgets.big import BigText

CHECKS = (
    "Sleep, screen saver and notifications are off",
    "The charger is plugged in",
    "Webcast, microphones and recording: on or off, as agreed",
    "In public or in private: the room knows which",
    "Slips or numbered cards are on the tables",
)


class RoomCheckPage(Page):
    """Text in three sizes to be read from the back row, the three symbols, and a list to go through."""

    reads_on = True

    CSS_PATH = styles("reading")
    commands: ClassVar[tuple[Command, ...]] = (
        *FURTHER,
        Command("back", "escape,enter", "Back", "Back to the start page.", footer=True),
    )
    BINDINGS = bindings(commands)
    rows_a_key = 2
    help_text = (
        "Ask somebody in the back row to read the three lines out. Light, dark or high contrast colours are in the "
        "palette and are remembered."
    )

    def body(self) -> Iterable[Widget]:
        yield VerticalScroll(
            BigText("Big letters", tall=0),
            Static("Bold letters: can the back row read this line?", classes="lead"),
            Static("Ordinary letters: and this one?"),
            Static("If the back row cannot read this, press Ctrl and +", classes="lead gap"),
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
            return "Second copies: in this laptop's own folder for them; or on a stick that is named at the start"
        there = "is there" if is_folder(places.mirror) else "is not there now: is the stick plugged in?"
        return f"Second copies: in the folder {places.mirror.name}, which {there}"

    def action_back(self) -> None:
        go_home(self, self.desk)
