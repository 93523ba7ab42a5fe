"""The end of a workshop: thank you, what is still open, what is saved where, and a last slide."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import ClassVar, Final

from textual import on
from textual.containers import Vertical
from textual.events import Key, Resize
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.errors import ScrutinyError
from scrutiny_tui.domain.personal_names import names_found
from scrutiny_tui.domain.phrases import several
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.domain.session import PageName, Place
from scrutiny_tui.store.places import finished_folder, typed_path
from scrutiny_tui.tui.commands import Command
from scrutiny_tui.tui.dialogs.dialog import ask
from scrutiny_tui.tui.dialogs.line import PathDialog, ask_line
from scrutiny_tui.tui.screens.workshop_page import WorkshopPage
from scrutiny_tui.tui.sizes import HUGE
from scrutiny_tui.tui.text import clean, words
from scrutiny_tui.tui.themes import styles
from scrutiny_tui.tui.widgets import bars
from scrutiny_tui.tui.widgets.drawn_blocks import BlockView
from scrutiny_tui.tui.widgets.forms import Rows
from scrutiny_tui.view.document_files import Documents, Format, at_close
from scrutiny_tui.view.page_view import Block, Shown
from scrutiny_tui.view.result_pages import still_open, thanks_page

_WORD: Final = "WORD"
_FULL: Final = "FULL"
_FOLDER: Final = "folder"
_LEAVE: Final = "leave"
_ALSO: Final = {
    "REPORT": "Word, HTML, Markdown and plain text",
    "DATA": "Figures as CSV, Excel and JSON",
    _FULL: "Full report, with each person's answers…",
    _FOLDER: "Another folder…",
}
_OPEN: Final = "open "
"""Begins the key of a line that leads to what is still open."""


class ClosePage(WorkshopPage):
    """Opened over a page. Answers with True if the workshop is to be closed, or with the place to go on at."""

    CSS_PATH = styles("day")
    AUTO_FOCUS = "OptionList"
    shows_place = False
    called = "Finish and report"
    commands: ClassVar[tuple[Command, ...]] = (
        Command(
            "take",
            "enter",
            "Choose",
            "Save the file, go to what is still open, or close the workshop.",
            footer=True,
        ),
        Command("back", "escape,left", "Back", "Go back to the page before.", footer=True),
    )
    help_text = (
        "Press Enter to save the report as a Word file for the agenda pack. It has the counts, agreed positions, notes and "
        "actions, and nobody's answers. Everything is saved already: you can close now and make the report later."
    )

    def __init__(self, desk: Desk, workshop: Workshop, place: Place) -> None:
        super().__init__(desk, workshop, place)
        self._folder = finished_folder()
        self._files: tuple[Path, ...] = ()
        self._open = dict(still_open(workshop.session))
        self._is_last = False

    def blocks(self) -> Iterable[Block]:
        return thanks_page(self.workshop.session)

    def body(self) -> Iterable[Widget]:
        yield Vertical(
            BlockView(self.blocks(), classes="thanks"),
            Static(words(self._named(3)), id="named", classes="strong"),
            Rows(markup=False),
            id="end",
        )

    def begin(self) -> None:
        super().begin()
        self.query_one("#named").display = bool(self._named(1))
        self._fill(_WORD)

    def public(self) -> Shown:
        return Shown(Place(PageName.BRIEFING, self.place.item), read=tuple(self.blocks()), where="Thank you")

    @on(Resize)
    def _resized_rows(self) -> None:
        """Write the lines anew: there may be room for gaps between them now, or none any more."""
        marked = self.query_one(OptionList).highlighted_option
        self._fill(marked.id if marked and marked.id else _WORD)

    def _fill(self, at: str) -> None:
        """Write the lines, with the cursor on the one with this key."""
        gap = [Option("", disabled=True)] if self.app.size.height >= HUGE else []
        lines = [
            *([_heading("Before you close")] if self._open else []),
            *(Option(f"  □ {clean(text)}", id=f"{_OPEN}{number}") for number, text in enumerate(self._open)),
            *gap,
            _heading("The report for the agenda pack"),
            Option(f"  {self._offer()}\n    {self._where()}", id=_WORD),
            *gap,
            _heading("Also"),
            *(Option(f"  {text}", id=key) for key, text in self._also()),
            *gap,
            Option("Close this workshop", id=_LEAVE),
        ]
        self.query_one(Rows).refill(lines, [line.id for line in lines].index(at))

    def _also(self) -> Iterable[tuple[str, str]]:
        """Return what else can be saved, by key; the full report only if anybody's own answer is kept."""
        return (
            (key, text) for key, text in _ALSO.items() if key != _FULL or self.workshop.session.holds_ballots
        )

    def _offer(self) -> str:
        is_word = Format.WORD in self._to_write(_WORD).makeable
        return "Save as a Word file" if is_word else "Save as an HTML file, which Word opens"

    def _where(self) -> str:
        folder = clean(self._folder.name)
        if self._files:
            return f"√ Saved in {folder}: {', '.join(each.name for each in self._files)}"
        return f"{self._to_write(_WORD).names()[0]}, in {folder}"

    def _named(self, most: int = 1_000) -> str:
        """Return where people on the list are named in what was typed, the first few; empty if nobody is."""
        found = names_found(self.workshop.session)
        by_name = self.workshop.session.details.secrecy is Secrecy.BY_NAME
        # Names themselves stay off a screen that the room may see.
        places = list(dict.fromkeys(each.where if by_name else str(each) for each in found))
        if not places:
            return ""
        more = several(len(places) - most, "more place", "more places") if len(places) > most else ""
        return f"What was typed names people on the list: {'; '.join(filter(None, (*places[:most], more)))}."

    def _to_write(self, wanted: str) -> Documents:
        made = self.desk.library.today().date()
        return at_close(wanted, self.workshop.session, made, self.workshop.pack)

    def action_take(self) -> None:
        self.query_one(OptionList).action_select()

    @on(OptionList.OptionSelected)
    def _take(self, event: OptionList.OptionSelected) -> None:
        key = event.option_id or _LEAVE
        if key == _LEAVE:
            self._show_last()
        elif key.startswith(_OPEN):
            self.dismiss([*self._open.values()][int(key.removeprefix(_OPEN))])
        elif key == _FOLDER:
            self._ask_folder()
        elif key == _FULL:
            self._ask_twice()
        else:
            self._ask_names(key)

    def _show_last(self) -> None:
        """Leave the thanks on the screen until a key is pressed."""
        self._is_last = True
        self.set_focus(None)
        self.query_one(Rows).display = False
        self.query_one("#named").display = False
        self.refresh_keys()

    def on_key(self, event: Key) -> None:
        """Close the workshop from its last slide with any key."""
        if self._is_last:
            event.prevent_default().stop()
            self.dismiss(True)

    def lead_keys(self) -> tuple[bars.Key, ...]:
        return (bars.Key("Any key", "Start page", "leave"),) if self._is_last else ()

    def in_key_bar(self, commands: list[Command]) -> list[Command]:
        return [] if self._is_last else commands

    def action_leave(self) -> None:
        self.dismiss(True)

    def _ask_folder(self) -> None:
        def take(path: str) -> None:
            self._folder, self._files = typed_path(path), ()
            self._fill(_WORD)

        told = "Type a folder. It is made if it is missing."
        dialog = PathDialog("Save in another folder", "Folder", str(self._folder), told)
        ask_line(self, dialog, take)

    def _ask_names(self, key: str) -> None:
        told = self._named()
        if not told:
            self._ask_about_files(key)
            return

        choices = {"Go back": None, "Save with these names": partial(self._ask_about_files, key)}
        told += " You can change notes with All commands (Ctrl+P)."
        ask(self, "Save the report with these names?", choices, told)

    def _ask_twice(self) -> None:
        make = partial(self._ask_about_files, _FULL)
        again = partial(self._confirm, "The full report must not be published or sent round. Save it?", make)
        self._confirm("The full report shows who gave which answer. Save it?", again)

    def _confirm(self, question: str, write: Callable[[], None]) -> None:
        choices = {"Cancel": None, "Save the full report": write}
        ask(self, question, choices, "Each page says that it holds personal data.")

    def _ask_about_files(self, key: str) -> None:
        """Write what is asked for; where a file of that name is there, ask what to do, a new name first."""
        closing = self._to_write(key)
        number = closing.free_number(self._folder)
        if number == 1:
            self._write(closing, 1)
            return

        choices = {
            f"Save as {closing.names(number)[0]}": partial(self._write, closing, number),
            "Replace the file": partial(self._write, closing, 1, replace=True),
            "Cancel": None,
        }
        question = f"{closing.names()[0]} is already there"
        ask(self, question, choices, f"In {clean(self._folder.name)}.")

    def _write(self, closing: Documents, number: int, *, replace: bool = False) -> None:
        try:
            self._files = closing.write(self._folder, number, overwrite=replace)
        except ScrutinyError as error:
            self.warn(str(error))
            return
        self.tell(" ".join(("Saved.", *closing.missing())))
        self._fill(_LEAVE)

    def action_back(self) -> None:
        self.dismiss(False)


def _heading(text: str) -> Option:
    return Option(words(text.upper(), "bold $primary"), disabled=True)
