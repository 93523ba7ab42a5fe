"""All the workshops on this laptop."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from scrutiny_tui.services.library import Entry
from scrutiny_tui.tui.commands import Command, bindings
from scrutiny_tui.tui.screens.home import open_here
from scrutiny_tui.tui.screens.navigation import go_home
from scrutiny_tui.tui.screens.page import Page
from scrutiny_tui.tui.text import clean, day


class ChoosePage(Page):
    """A list to choose a workshop from; it names councils, so it is opened on purpose."""

    AUTO_FOCUS = "OptionList"
    commands: ClassVar[tuple[Command, ...]] = (
        Command("back", "escape", "Back", "Back to the start page.", footer=True),
    )
    BINDINGS = bindings(commands)
    help_text = "The workshops in the sessions folder, the one used last on top. Enter opens one."

    def body(self) -> Iterable[Widget]:
        self._entries = tuple(self.desk.library.entries())
        yield Static("Choose a workshop", classes="heading")
        if not self._entries:
            yield Static(
                clean(f"There is no workshop in {self.desk.library.places.sessions} yet."), markup=False
            )
        options = (Option(_line(entry), id=str(place)) for place, entry in enumerate(self._entries))
        yield OptionList(*options, markup=False)

    @on(OptionList.OptionSelected)
    def _open(self, event: OptionList.OptionSelected) -> None:
        open_here(self, self._entries[event.option_index].path)

    def action_back(self) -> None:
        go_home(self, self.desk)


def _line(entry: Entry) -> str:
    if entry.session is None:
        return clean(f"{entry.path.name}: {entry.problem}")
    details = entry.session.details
    steps = len(entry.session.wording.items)
    who = f"{details.council}, {details.committee}" if details.committee else details.council
    return clean(f"{day(details.date)}  {who}  ({entry.revealed} of {steps} steps have a result)")
