"""All the workshops on this laptop."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any, ClassVar, Final

from textual import on
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from scrutiny_tui.acts.library import Entry
from scrutiny_tui.acts.shelf_acts import SHELF, Shelved
from scrutiny_tui.domain.errors import ScrutinyError
from scrutiny_tui.domain.phrases import day
from scrutiny_tui.tui.act_run import run_shelf_act
from scrutiny_tui.tui.commands import Command, bindings
from scrutiny_tui.tui.screens.navigation import go_home
from scrutiny_tui.tui.screens.opening import open_here
from scrutiny_tui.tui.screens.page import Page
from scrutiny_tui.tui.styling import styles
from scrutiny_tui.tui.text import clean
from scrutiny_tui.tui.widgets.bars import Key
from scrutiny_tui.tui.widgets.forms import Rows

LONGEST_NAME: Final = 60
"""Characters of a council's or a committee's name; what comes behind it tells workshops apart."""


def _has_chosen(page: Any) -> bool:
    return page.chosen is not None


class ChoosePage(Page):
    """A list to choose a workshop from; it names councils, so it is opened on purpose."""

    CSS_PATH = styles("start")
    AUTO_FOCUS = "OptionList"
    commands: ClassVar[tuple[Command, ...]] = (
        Command("back", "escape", "Back", "Back to the start page.", footer=True),
        Command(
            "copies",
            "",
            "Copies of this workshop",
            "See its dated copies, and make a new workshop from one.",
            when=_has_chosen,
        ),
        *(
            Command(f"act('{act.name}')", "", act.title, act.help, when=_has_chosen)
            for act in SHELF.acts.values()
        ),
    )
    BINDINGS = bindings(commands)
    help_text = (
        "The workshops in the sessions folder, the one used last on top. Enter opens one. "
        "Ctrl+P duplicates, renames or deletes the one under the cursor."
    )

    def body(self) -> Iterable[Widget]:
        told = f"There is no workshop in {self.desk.library.places.sessions} yet."
        self._entries: tuple[Entry, ...] = ()
        try:
            self._entries = tuple(self.desk.library.entries())
        except ScrutinyError as error:
            told = str(error)
        yield Static("Choose a workshop", classes="heading")
        if not self._entries:
            yield Static(clean(told), markup=False)
        lines = entry_lines(self._entries)
        options = (Option(line, id=str(place)) for place, line in enumerate(lines))
        yield Rows(*options, markup=False)

    @property
    def chosen(self) -> Entry | None:
        """The workshop under the cursor; None if there is none."""
        place = self.query_one(OptionList).highlighted
        return None if place is None else self._entries[place]

    def lead_keys(self) -> tuple[Key, ...]:
        if not self._entries:
            return ()
        more = Key("Ctrl+P", "More", "command_palette")
        return Key("↑ ↓", "Choose", ""), Key("Enter", "Open", ""), more

    @on(OptionList.OptionSelected)
    def _open(self, event: OptionList.OptionSelected) -> None:
        open_here(self, self._entries[event.option_index].path)

    def action_back(self) -> None:
        go_home(self, self.desk)

    def action_act(self, name: str) -> None:
        if self.chosen is not None:
            shelved = Shelved(self.desk.library, self.chosen.path)
            run_shelf_act(self, SHELF.acts[name], shelved, lambda: self.replace_with(ChoosePage(self.desk)))

    def action_copies(self) -> None:
        from scrutiny_tui.tui.screens.restore import RestorePage

        if self.chosen is not None:
            self.replace_with(RestorePage(self.desk, self.chosen.path))


def entry_lines(entries: tuple[Entry, ...]) -> list[str]:
    """Return a line for each workshop; those that would be alike have the name of their file too."""
    told = [_line(entry) for entry in entries]
    alike = {line for line, number in Counter(told).items() if number > 1}
    return [
        f"{line}  {clean(entry.path.name)}" if line in alike else line
        for line, entry in zip(told, entries, strict=True)
    ]


def _line(entry: Entry) -> str:
    if entry.session is None:
        return clean(f"{entry.path.name}: {entry.problem}")
    details = entry.session.details
    steps = len(entry.session.wording.items)
    who = ", ".join(_short(name) for name in (details.council, details.committee) if name)
    verb = "has" if entry.revealed == 1 else "have"
    return clean(f"{day(details.date)}  {who}  ({entry.revealed} of {steps} steps {verb} a result)")


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"
