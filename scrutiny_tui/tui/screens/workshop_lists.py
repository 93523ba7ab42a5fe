"""Lists of workshops and of their dated copies, to open, compare or restore one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any, ClassVar, Final

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.acts.library import Entry, to_compare
from scrutiny_tui.acts.rescue import Backup, all_backups, backups_of, newest_for, restore
from scrutiny_tui.acts.shelf_acts import SHELF, Shelved
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.comparison import compare
from scrutiny_tui.domain.errors import ScrutinyError
from scrutiny_tui.domain.phrases import day
from scrutiny_tui.tui.act_run import run_shelf_act
from scrutiny_tui.tui.commands import Command
from scrutiny_tui.tui.dialogs.dialog import TellingDialog, ask
from scrutiny_tui.tui.screens.navigation import go_home
from scrutiny_tui.tui.screens.page import Page
from scrutiny_tui.tui.screens.resume import open_here
from scrutiny_tui.tui.text import clean, lines, words
from scrutiny_tui.tui.themes import styles
from scrutiny_tui.tui.widgets.bars import Key
from scrutiny_tui.tui.widgets.forms import Rows
from scrutiny_tui.view.comparison_text import comparison_lines
from scrutiny_tui.view.notices import backup_line, shown_line

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


_TWO: Final = 2
_NO_THIRD: Final = "Two are set side by side. To take another one, leave one of them out first."


class Choices(OptionList):
    """A list in which a click chooses a workshop and Enter is done with choosing."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "screen.show", "Show", show=False)]


class ComparePage(Page):
    """A list to choose workshops from; it names councils, so it is opened on purpose."""

    AUTO_FOCUS = "OptionList"
    commands: ClassVar[tuple[Command, ...]] = (
        Command(
            "choose", "space", "Choose", "Take the workshop under the cursor, or leave it out.", footer=True
        ),
        Command(
            "show",
            "enter",
            "Show",
            "Show the two that are chosen side by side.",
            footer=True,
            when=lambda page: page.has_several,
        ),
        Command("back", "escape", "Back", "Back to the page before.", footer=True),
    )
    help_text = (
        "The workshops that can be read. Space or a click chooses one, Enter shows two of them side by side, the earliest "
        "first. Only what was worded the same is compared. No workshop is changed."
    )

    def __init__(self, desk: Desk, going_on: Workshop | None = None) -> None:
        """Show all workshops; the one that is going on is chosen already."""
        super().__init__(desk)
        self._told = "There are not two workshops to compare on this laptop yet."
        self._entries: tuple[Entry, ...] = ()
        try:
            self._entries = to_compare(desk.library, going_on)
        except ScrutinyError as error:
            self._told = str(error)
        self._chosen = {0} if going_on else set()

    def body(self) -> Iterable[Widget]:
        yield Static("Compare workshops", classes="heading")
        if not self.has_several:
            yield Static(clean(self._told), markup=False)
        self._lines = entry_lines(self._entries)
        options = (Option(self._line(place)) for place in range(len(self._entries)))
        yield Choices(*options, markup=False)

    @property
    def has_several(self) -> bool:
        """Whether there is anything to compare."""
        return len(self._entries) > 1

    def action_choose(self) -> None:
        place = self.query_one(OptionList).highlighted
        if place is not None:
            self._choose(place)

    @on(OptionList.OptionSelected)
    def _take(self, event: OptionList.OptionSelected) -> None:
        self._choose(event.option_index)

    def _choose(self, place: int) -> None:
        if place not in self._chosen and len(self._chosen) == _TWO:
            self.warn(_NO_THIRD)
            return
        self._chosen ^= {place}
        self.query_one(OptionList).replace_option_prompt_at_index(place, self._line(place))

    def _line(self, place: int) -> str:
        return f"{'■' if place in self._chosen else '□'} {self._lines[place]}"

    def action_show(self) -> None:
        chosen = [each.session for place, each in enumerate(self._entries) if place in self._chosen]
        try:
            found = compare(sorted((each for each in chosen if each), key=lambda each: each.details.date))
        except ScrutinyError as error:
            self.warn(str(error))
            return
        told = lines(_styled(line) for line in comparison_lines(found))
        self.app.push_screen(TellingDialog("Workshops side by side", told))

    def action_back(self) -> None:
        self.app.pop_screen()


def _styled(line: str) -> Content:
    """Return a line of the comparison, the names of items standing out."""
    return words(line, "bold" if line.startswith(("Step ", "Prompt ", "Not compared")) else "")


def offer_copy(page: Page, path: Path, told: str) -> bool:
    """Offer the newest dated copy of a damaged workshop; return whether there is one."""
    newest = newest_for(page.desk.library, path)
    if newest is None:
        return False
    choices = {"Leave it alone": None, "Go on from the dated copy": partial(restore_here, page, newest.path)}
    ask(page, "This workshop is damaged", choices, told)
    return True


def ask_restore(page: Page, copy: Backup, line: str) -> None:
    """Ask whether to make a workshop from a copy, which `line` describes, and do it."""
    if copy.session is None:
        page.app.push_screen(TellingDialog("This copy cannot be read", copy.problem))
        return
    choices = {"Leave it": None, "Make a workshop from it": partial(restore_here, page, copy.path)}
    ask(page, "Restore this copy?", choices, line)


def ask_lost(page: Page, lost: Backup) -> None:
    """Ask whether to make a workshop again whose own file is gone."""
    shown = shown_line(lost.session) if lost.session else ""
    line = f"Its file is not where it was. The second copy was saved last on {lost.made:%d.%m.%Y %H:%M}: {shown}."
    ask_restore(page, lost, line)


def restore_here(page: Page, copy: Path) -> None:
    """Make a workshop from a copy and open it."""
    try:
        path = restore(page.desk.library, copy)
    except ScrutinyError as error:
        page.app.push_screen(TellingDialog("No workshop could be made from the copy", str(error)))
        return
    page.tell(f"It is in {path.name} now.")
    open_here(page, path)


HOW: Final = "One is made when a workshop is opened, and at each result."
_TITLE: Final = "Dated copies"


class RestorePage(Page):
    """A list of dated copies to choose from; it names councils, so it is opened on purpose."""

    AUTO_FOCUS = "OptionList"
    commands: ClassVar[tuple[Command, ...]] = (
        Command("back", "escape", "Back", "Back to the start page.", footer=True),
    )
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
        ask_restore(self, copy, backup_line(copy))

    def action_back(self) -> None:
        go_home(self, self.desk)
