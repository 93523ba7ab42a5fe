"""The dated copies of workshops, to make a new workshop from one."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar, Final

from textual import on
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.acts.rescue import Backup, all_backups, backups_of
from scrutiny_tui.domain.errors import ScrutinyError
from scrutiny_tui.tui.commands import Command, bindings
from scrutiny_tui.tui.screens.navigation import go_home
from scrutiny_tui.tui.screens.page import Page
from scrutiny_tui.tui.screens.recover import ask_restore
from scrutiny_tui.tui.text import clean
from scrutiny_tui.tui.widgets.bars import Key
from scrutiny_tui.tui.widgets.forms import Rows
from scrutiny_tui.view.notices import backup_line

HOW: Final = "One is made when a workshop is opened, and at each result."
_TITLE: Final = "Dated copies"
_ABOUT: Final = (
    "A new file is written beside the others and opened. No other file is changed, the copy included."
)


class RestorePage(Page):
    """A list of dated copies to choose from; it names councils, so it is opened on purpose."""

    AUTO_FOCUS = "OptionList"
    commands: ClassVar[tuple[Command, ...]] = (
        Command("back", "escape", "Back", "Back to the start page.", footer=True),
    )
    BINDINGS = bindings(commands)
    help_text = (
        "The dated copies, the newest on top; the last ten of each workshop are kept. Enter makes a new workshop from "
        "one. The copy and the workshop that it was made of stay as they are."
    )

    def __init__(self, desk: Desk, path: Path | None = None) -> None:
        """Show the copies of the workshop at `path`, or those of every workshop."""
        super().__init__(desk)
        self._path = path
        self._copies: tuple[Backup, ...] = ()

    def body(self) -> Iterable[Widget]:
        told = ""
        library = self.desk.library
        try:
            self._copies = backups_of(library, self._path) if self._path else all_backups(library)
        except ScrutinyError as error:
            told = str(error)
        yield Static(_TITLE, classes="heading")
        if not self._copies:
            yield Static(
                clean(told or f"There are no dated copies in {library.places.mirror}. {HOW}"), markup=False
            )
        options = (Option(clean(backup_line(each)), id=str(place)) for place, each in enumerate(self._copies))
        yield Rows(*options, markup=False)

    def lead_keys(self) -> tuple[Key, ...]:
        return (Key("↑ ↓", "Choose", ""), Key("Enter", "Restore", "")) if self._copies else ()

    @on(OptionList.OptionSelected)
    def _ask(self, event: OptionList.OptionSelected) -> None:
        copy = self._copies[event.option_index]
        ask_restore(self, copy, backup_line(copy), _ABOUT)

    def action_back(self) -> None:
        go_home(self, self.desk)
