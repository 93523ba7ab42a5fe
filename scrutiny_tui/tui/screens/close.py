"""The end of a workshop: what is written, where, and then leaving."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import ClassVar, Final

from textual import on
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.errors import ScrutinyError
from scrutiny_tui.domain.personal_names import names_found
from scrutiny_tui.domain.phrases import several
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.domain.session import Place
from scrutiny_tui.store.places import finished_folder, typed_path
from scrutiny_tui.tui.commands import Command
from scrutiny_tui.tui.dialogs.dialog import ask
from scrutiny_tui.tui.dialogs.line import PathDialog, ask_line
from scrutiny_tui.tui.screens.workshop_page import WorkshopPage
from scrutiny_tui.tui.text import clean, words
from scrutiny_tui.tui.themes import styles
from scrutiny_tui.tui.widgets.forms import Rows
from scrutiny_tui.view.document_files import Documents, at_close

_FOLDER: Final = "folder"
_LEAVE: Final = "leave"
_LINES: Final = {
    "WORD": "Write the report as a Word file",
    "REPORT": "Write it in Word, HTML, Markdown and plain text",
    "DATA": "Write the figures as CSV, Excel and JSON",
    _FOLDER: "Into another folder",
    "FULL": "Write the full report, with each person's answers: asks twice",
    _LEAVE: "Close this workshop",
}
PUBLIC: Final = "The report is for the public: counts, shared views, notes and the plan, and nobody's answer."


class ClosePage(WorkshopPage):
    """Opened over a page. The first line writes the report; answers whether the workshop is to be closed."""

    CSS_PATH = styles("day")
    AUTO_FOCUS = "OptionList"
    shows_place = False
    called = "Close and report"
    commands: ClassVar[tuple[Command, ...]] = (
        Command("take", "enter", "Take this line", "Do what the line under the cursor says.", footer=True),
        Command("back", "escape,left", "Back to the workshop", "Back to the page before.", footer=True),
    )
    help_text = (
        "Enter writes the report as a Word file into the folder that is named, ready for the agenda pack. The other lines "
        "write more, or elsewhere. No file is written over one that is there without asking. Everything is saved already: "
        "closing without writing loses nothing, and a report can be made at any time."
    )

    def __init__(self, desk: Desk, workshop: Workshop, place: Place) -> None:
        super().__init__(desk, workshop, place)
        self._folder = finished_folder(Path.home())
        self._files: tuple[Path, ...] = ()

    def body(self) -> Iterable[Widget]:
        yield Static("Close and report", classes="heading")
        yield Static(words(self._named(3)), id="named", classes="strong")
        yield Static("", id="where")
        yield Rows(*(Option(text, id=key) for key, text in _LINES.items()), markup=False)

    def begin(self) -> None:
        super().begin()
        self.query_one("#named").display = bool(self._named(1))
        self._show_where()

    def public(self) -> None:
        """Leave the room's window to the page below."""

    def _named(self, most: int = 1_000) -> str:
        """Return where people on the list are named in what was typed, the first few; empty if nobody is."""
        found = names_found(self.workshop.session)
        by_name = self.workshop.session.details.secrecy is Secrecy.BY_NAME
        # Names themselves stay off a screen that the room may see.
        places = list(dict.fromkeys(each.where if by_name else str(each) for each in found))
        if not places:
            return ""
        more = several(len(places) - most, "more place", "more places") if len(places) > most else ""
        return f"People on the list are named in what was typed: {'; '.join(filter(None, (*places[:most], more)))}."

    def _show_where(self) -> None:
        if self._files:
            told = f"Written into {_shown(self._folder)}:\n" + "\n".join(
                f"  {each.name}" for each in self._files
            )
        else:
            name = self._to_write("WORD").names()[0]
            told = f"{PUBLIC}\nFolder: {_shown(self._folder)}\nFile: {name}"
        self.query_one("#where", Static).update(words(told))

    def _to_write(self, wanted: str) -> Documents:
        made = self.desk.library.today().date()
        return at_close(wanted, self.workshop.session, made, self.workshop.pack)

    def action_take(self) -> None:
        self.query_one(OptionList).action_select()

    @on(OptionList.OptionSelected)
    def _take(self, event: OptionList.OptionSelected) -> None:
        key = event.option_id or _LEAVE
        if key == _LEAVE:
            self.dismiss(True)
        elif key == _FOLDER:
            self._ask_folder()
        elif key == "FULL":
            self._ask_twice()
        else:
            self._ask_names(key)

    def _ask_folder(self) -> None:
        def take(path: str) -> None:
            self._folder, self._files = typed_path(path), ()
            self._show_where()
            self.query_one(OptionList).highlighted = 0

        told = "Where the files go. Nothing is written yet."
        dialog = PathDialog("Into another folder", "Folder", str(self._folder), told)
        ask_line(self, dialog, take)

    def _ask_names(self, key: str) -> None:
        told = self._named()
        if not told:
            self._ask_about_files(key)
            return

        choices = {
            "No, the notes are changed first": None,
            "Yes, write it with them": partial(self._ask_about_files, key),
        }
        ask(self, "Write it with these names?", choices, told)

    def _ask_twice(self) -> None:
        make = partial(self._ask_about_files, "FULL")
        again = partial(self._confirm, "It must not be published or sent round. Write it all the same?", make)
        self._confirm("The full report holds personal data: who gave which answer. Write it?", again)

    def _confirm(self, question: str, write: Callable[[], None]) -> None:
        choices = {"No, leave it": None, "Yes, write it": write}
        ask(self, question, choices)

    def _ask_about_files(self, key: str) -> None:
        """Write what is asked for; where a file of that name is there, ask what to do, a new name first."""
        closing = self._to_write(key)
        number = closing.free_number(self._folder)
        if number == 1:
            self._write(closing, 1)
            return

        choices = {
            f"Write {closing.names(number)[0]}": partial(self._write, closing, number),
            "Replace what is there": partial(self._write, closing, 1, replace=True),
            "Write nothing": None,
        }
        question = f"{closing.names()[0]} is there already"
        ask(self, question, choices, f"In {_shown(self._folder)}.")

    def _write(self, closing: Documents, number: int, *, replace: bool = False) -> None:
        try:
            self._files = closing.write(self._folder, number, overwrite=replace)
        except ScrutinyError as error:
            self.warn(str(error))
            return
        self.tell("It is written.")
        self._show_where()
        self.query_one(OptionList).highlighted = [*_LINES].index(_LEAVE)

    def action_back(self) -> None:
        self.dismiss(False)


def _shown(folder: Path) -> str:
    """Return a folder as people know it: below their own with a "~", so that no account is named to the room."""
    home = Path.home()
    return clean(
        f"~/{folder.relative_to(home)}" if folder.is_relative_to(home) and folder != home else str(folder)
    )
