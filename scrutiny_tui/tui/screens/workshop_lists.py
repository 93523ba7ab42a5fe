"""Lists of workshops and of their backups, to open, compare or restore one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any, ClassVar, Final, TypeVar

from textual import on
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
from scrutiny_tui.domain.phrases import day, time_of_day
from scrutiny_tui.tui.act_form import run_shelf_act
from scrutiny_tui.tui.commands import Command
from scrutiny_tui.tui.dialogs import ask
from scrutiny_tui.tui.dialogs.dialog import TellingDialog
from scrutiny_tui.tui.screens.navigation import go_home
from scrutiny_tui.tui.screens.page import Page
from scrutiny_tui.tui.screens.resume import open_here, show_opened
from scrutiny_tui.tui.text import clean, lines, words
from scrutiny_tui.tui.themes import styles
from scrutiny_tui.tui.widgets.bars import Key, Rows
from scrutiny_tui.tui.widgets.texts import Paragraph, hung
from scrutiny_tui.view.comparison_text import comparison_lines
from scrutiny_tui.view.notices import backup_line, shown_line

Kind = TypeVar("Kind")

LONGEST_NAME: Final = 60
"""Characters of a council's or a committee's name; what comes behind it tells workshops apart."""


def _has_chosen(page: Any) -> bool:
    return page.chosen is not None


class Table(Rows):
    """A list in columns, of which the last one hangs below itself."""

    def __init__(self, rows: Iterable[Paragraph]) -> None:
        self._rows = [*rows]
        super().__init__(*(Option(f"{row.lead}{row.text}") for row in self._rows), markup=False)

    def on_resize(self) -> None:
        for place, row in enumerate(self._rows):
            self.show(place, row)

    def show(self, place: int, row: Paragraph) -> None:
        self._rows[place] = row
        width = self.scrollable_content_region.width - 2
        self.replace_option_prompt_at_index(place, hung((row,), width, lead_style=""))


def _listed(read: Callable[[], Iterable[Kind]], none: str) -> tuple[tuple[Kind, ...], str]:
    """Return what a page lists, and what it says in place of an empty list: `none`, or why nothing could be read."""
    try:
        return tuple(read()), none
    except ScrutinyError as error:
        return (), str(error)


class ChoosePage(Page):
    """A list to choose a workshop from; it names councils, so it is opened on purpose."""

    CSS_PATH = styles("start")
    AUTO_FOCUS = "OptionList"
    called: ClassVar[str] = "Choose a workshop"
    enters: ClassVar[str] = "Open"
    """What Enter does."""
    commands: ClassVar[tuple[Command, ...]] = (
        Command("back", "escape", "Back", "Go to the start page.", footer=True),
        Command(
            "copies",
            "",
            "Backups of this workshop",
            "Make a new workshop from a backup.",
            when=_has_chosen,
        ),
        *(
            Command(f"act('{act.name}')", "", act.title, act.help, when=_has_chosen)
            for act in SHELF.acts.values()
        ),
    )
    help_text = "All workshops on this laptop, the last one used first. To duplicate, rename or delete one, press Ctrl+P."

    def body(self) -> Iterable[Widget]:
        library = self.desk.library
        self._entries, told = _listed(
            library.entries, f"There are no workshops in {library.places.sessions} yet."
        )
        yield Static(self.called, classes="heading")
        if not self._entries:
            yield Static(clean(told), markup=False)
        else:
            yield Static(HEADINGS, classes="strong columns", markup=False)
        yield Table(entry_rows(self._entries))

    @property
    def chosen(self) -> Entry | None:
        """The workshop under the cursor; None if there is none."""
        place = self.query_one(OptionList).highlighted
        return None if place is None else self._entries[place]

    def lead_keys(self) -> tuple[Key, ...]:
        if not self._entries:
            return ()
        more = Key("Ctrl+P", "Commands", "command_palette")
        return Key("↑ ↓", "Choose", ""), Key("Enter", self.enters, ""), more

    @on(OptionList.OptionSelected)
    def _take(self, event: OptionList.OptionSelected) -> None:
        self.take(self._entries[event.option_index].path)

    def take(self, path: Path) -> None:
        """Go on with the workshop that was chosen."""
        open_here(self, path)

    def action_back(self) -> None:
        go_home(self, self.desk)

    def action_act(self, name: str) -> None:
        if self.chosen is not None:
            shelved = Shelved(self.desk.library, self.chosen.path)
            run_shelf_act(self, SHELF.acts[name], shelved, lambda: self.replace_with(type(self)(self.desk)))

    def action_copies(self) -> None:
        if self.chosen is not None:
            self.replace_with(RestorePage(self.desk, self.chosen.path))


class RehearsePage(ChoosePage):
    """A list to choose the workshop from that is rehearsed."""

    called = "Choose a workshop to rehearse"
    enters = "Rehearse"
    help_text = (
        "Enter opens a copy without answers, to practise on. It is deleted when you leave it. The workshop itself does not "
        "change. To try the projector, open the audience window as on the day."
    )

    def take(self, path: Path) -> None:
        workshop = self.result_of(self.desk.rehearse, path)
        if workshop is not None:
            show_opened(self, workshop)


_DAY: Final = len("30 September 2026") + 2
_RESULTS: Final = len("Results") + 2
HEADINGS: Final = f"{'Date':<{_DAY}}{'Results':<{_RESULTS}}Workshop"


def entry_rows(entries: tuple[Entry, ...], marks: Iterable[str] = ()) -> list[Paragraph]:
    """Return a row for each workshop, behind its mark; those that would be alike have the name of their file too."""
    rows = [_row(entry) for entry in entries]
    alike = {row for row, number in Counter(rows).items() if number > 1}
    named = [
        row._replace(text=f"{row.text}  {clean(entry.path.name)}") if row in alike else row
        for row, entry in zip(rows, entries, strict=True)
    ]
    marked = zip(named, marks or [""] * len(named), strict=True)
    return [row._replace(lead=f"{mark}{row.lead}", hang=len(mark) + row.hang) for row, mark in marked]


def _row(entry: Entry) -> Paragraph:
    if entry.session is None:
        return Paragraph("", clean(f"{entry.path.name}: {entry.problem}"))
    details = entry.session.details
    results = f"{entry.revealed} of {len(entry.session.wording.items)}"
    who = ", ".join(_short(name) for name in (details.council, details.committee) if name)
    lead = f"{day(details.date):<{_DAY}}{results:<{_RESULTS}}"
    return Paragraph(lead, clean(who), len(lead))


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"


_TWO: Final = 2
_NO_THIRD: Final = "You have chosen two. To choose another, take one off first."


class ComparePage(Page):
    """A list to choose workshops from; it names councils, so it is opened on purpose."""

    AUTO_FOCUS = "OptionList"
    commands: ClassVar[tuple[Command, ...]] = (
        Command(
            "choose", "space", "Choose", "Choose the workshop under the cursor, or take it off.", footer=True
        ),
        Command(
            "show",
            "enter",
            "Compare",
            "Show the two chosen workshops side by side.",
            footer=True,
            when=lambda page: page.has_several,
            # The list would choose the workshop under the cursor, as a click on it does.
            priority=True,
        ),
        Command("back", "escape", "Back", "Go back.", footer=True),
    )
    help_text = "Choose two workshops with the space bar, then press Enter. Steps are compared only if their wording is the same."

    def __init__(self, desk: Desk, going_on: Workshop | None = None) -> None:
        """Show all workshops; the one that is going on is chosen already."""
        super().__init__(desk)
        none = "You need two workshops on this laptop to compare."
        self._entries, self._told = _listed(partial(to_compare, desk.library, going_on), none)
        self._chosen = {0} if going_on else set()

    def body(self) -> Iterable[Widget]:
        yield Static("Compare workshops", classes="heading")
        if not self.has_several:
            yield Static(clean(self._told), markup=False)
        yield Table(self._rows())

    @property
    def has_several(self) -> bool:
        """Whether there is anything to compare."""
        return len(self._entries) > 1

    def action_choose(self) -> None:
        self.query_one(OptionList).action_select()

    @on(OptionList.OptionSelected)
    def _choose(self, event: OptionList.OptionSelected) -> None:
        place = event.option_index
        if place not in self._chosen and len(self._chosen) == _TWO:
            self.warn(_NO_THIRD)
            return
        self._chosen ^= {place}
        self.query_one(Table).show(place, self._rows()[place])

    def _rows(self) -> list[Paragraph]:
        places = range(len(self._entries))
        return entry_rows(self._entries, ["■ " if place in self._chosen else "□ " for place in places])

    def action_show(self) -> None:
        chosen = [each.session for place, each in enumerate(self._entries) if place in self._chosen]
        found = self.result_of(
            compare, sorted((each for each in chosen if each), key=lambda each: each.details.date)
        )
        if found is None:
            return
        names = "Step ", "Prompt ", "Not compared"
        told = lines(
            words(line, "bold" if line.startswith(names) else "") for line in comparison_lines(found)
        )
        self.app.push_screen(TellingDialog("Workshops side by side", told))

    def action_back(self) -> None:
        self.app.pop_screen()


def offer_copy(page: Page, path: Path, told: str) -> bool:
    """Offer the newest backup of a damaged workshop; return whether there is one."""
    newest = newest_for(page.desk.library, path)
    if newest is None:
        return False
    choices = {"Leave it": None, "Continue from the backup": partial(restore_here, page, newest.path)}
    made = f"The newest backup is from {day(newest.made)}, {time_of_day(newest.made)}. The damaged file will not change."
    ask(page, "This workshop is damaged", choices, f"{told}\n{made}")
    return True


def ask_restore(page: Page, copy: Backup, line: str) -> None:
    """Ask whether to make a workshop from a copy, which `line` describes, and do it."""
    if copy.session is None:
        page.app.push_screen(TellingDialog("This backup can't be read", copy.problem))
        return
    choices = {"Leave it": None, "Make a new workshop": partial(restore_here, page, copy.path)}
    ask(page, "Make a new workshop from this backup?", choices, line)


def ask_lost(page: Page, lost: Backup) -> None:
    """Ask whether to make a workshop again whose own file is gone."""
    shown = shown_line(lost.session) if lost.session else ""
    line = f"This workshop's file is missing. Its backup is from {day(lost.made)}, {time_of_day(lost.made)}: {shown}."
    ask_restore(page, lost, line)


def restore_here(page: Page, copy: Path) -> None:
    """Make a workshop from a copy and open it."""
    try:
        path = restore(page.desk.library, copy).path
    except ScrutinyError as error:
        page.app.push_screen(TellingDialog("The backup could not be restored", str(error)))
        return
    page.tell(f"Restored as {path.name}.")
    open_here(page, path)


HOW: Final = "A backup is made when a workshop is opened, and at each result."
_MADE: Final = len("30 September 2026, 12:05pm") + 2


class RestorePage(Page):
    """A list of backups to choose from; it names councils, so it is opened on purpose."""

    AUTO_FOCUS = "OptionList"
    commands: ClassVar[tuple[Command, ...]] = (
        Command("back", "escape", "Back", "Go to the start page.", footer=True),
    )
    help_text = "The last ten backups of each workshop, the newest first. Enter makes a new workshop from one. Nothing else changes."

    def __init__(self, desk: Desk, path: Path | None = None) -> None:
        """Show the copies of the workshop at `path`, or those of every workshop."""
        super().__init__(desk)
        self._path = path
        self._copies: tuple[Backup, ...] = ()

    def body(self) -> Iterable[Widget]:
        library = self.desk.library
        read = partial(backups_of, library, self._path) if self._path else partial(all_backups, library)
        self._copies, told = _listed(read, f"There are no backups in {library.places.mirror}. {HOW}")
        yield Static("Restore from a backup", classes="heading")
        if not self._copies:
            yield Static(clean(told), markup=False)
        yield Table(_backup_row(each) for each in self._copies)

    def lead_keys(self) -> tuple[Key, ...]:
        return (Key("↑ ↓", "Choose", ""), Key("Enter", "Restore", "")) if self._copies else ()

    @on(OptionList.OptionSelected)
    def _ask(self, event: OptionList.OptionSelected) -> None:
        copy = self._copies[event.option_index]
        ask_restore(self, copy, backup_line(copy))

    def action_back(self) -> None:
        go_home(self, self.desk)


def _backup_row(backup: Backup) -> Paragraph:
    made = f"{day(backup.made)}, {time_of_day(backup.made)}"
    lead = f"{made:<{_MADE}}"
    return Paragraph(lead, backup_line(backup).removeprefix(f"{made}, "), len(lead))
