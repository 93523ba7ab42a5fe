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
from scrutiny_tui.domain.personal_names import where_named
from scrutiny_tui.domain.session import PageName, Place
from scrutiny_tui.store.places import finished_folder, typed_path
from scrutiny_tui.tui.commands import Command
from scrutiny_tui.tui.dialogs import ask
from scrutiny_tui.tui.dialogs.line import PathDialog, ask_line
from scrutiny_tui.tui.screens.navigation import COPYING
from scrutiny_tui.tui.screens.workshop_page import WorkshopPage
from scrutiny_tui.tui.sizes import HUGE, USUAL
from scrutiny_tui.tui.text import clean, words
from scrutiny_tui.tui.themes import styles
from scrutiny_tui.tui.widgets import bars
from scrutiny_tui.tui.widgets.bars import Rows
from scrutiny_tui.tui.widgets.drawn_blocks import BlockView
from scrutiny_tui.view.close_offers import (
    AT_CLOSE,
    BEFORE_FULL,
    SAYS_PERSONAL,
    at_close,
    offers_at_close,
    papers_at_close,
    words_at_close,
)
from scrutiny_tui.view.document_files import Documents
from scrutiny_tui.view.page_view import Block, Shown
from scrutiny_tui.view.result_pages import still_open, thanks_page
from scrutiny_tui.view.written_files import can_show_folders, present_in, show_in_folder

_FOLDER: Final = "folder"
_SHOW: Final = "show"
_LEAVE: Final = "leave"
_OPEN: Final = "open "
"""Begins the key of a line that leads to what is still open."""
_MOST_NAMES: Final = 3
"""So many files are named when they are saved, and so many places where people are named; more are counted."""


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
        Command(
            "show_folder",
            "",
            "Open the folder",
            "Open the folder with the saved files on the desktop.",
            when=lambda page: page.can_show,
        ),
        COPYING,
    )
    help_text = (
        "Press Enter to save the committee report as a Word file for the agenda pack, and again for one page to take away. "
        "They have counts, agreed positions and actions, and nobody's answers. Everything is saved already: you can close "
        "now and make the papers later."
    )

    def __init__(self, desk: Desk, workshop: Workshop, place: Place) -> None:
        super().__init__(desk, workshop, place)
        self._folder = finished_folder()
        self._saved: dict[str, Path] = {}
        """What is saved in the folder, each with one of its files."""
        self._open = dict(still_open(workshop.session))
        self._papers = papers_at_close(workshop.session)
        self._is_last = False

    def blocks(self) -> Iterable[Block]:
        return thanks_page(self.workshop.session)

    def body(self) -> Iterable[Widget]:
        yield Vertical(
            BlockView(self.blocks(), classes="thanks"),
            Static(words(where_named(self.workshop.session, _MOST_NAMES)), id="named", classes="strong"),
            Rows(markup=False),
            id="end",
        )

    def begin(self) -> None:
        super().begin()
        self.query_one("#named").display = bool(where_named(self.workshop.session, 1))
        self._fill(self._papers[0])

    def public(self) -> Shown:
        return Shown(Place(PageName.BRIEFING, self.place.item), read=tuple(self.blocks()), where="Thank you")

    @on(Resize)
    def _resized_rows(self) -> None:
        """Write the lines anew: there may be room for gaps between them now, or none any more."""
        marked = self.query_one(OptionList).highlighted_option
        self._fill(marked.id if marked and marked.id else self._papers[0])

    def _fill(self, at: str) -> None:
        """Write the lines, with the cursor on the one with this key."""
        gap = [Option("", disabled=True)] if self.app.size.height >= HUGE else []
        folder = clean(self._folder.name)
        also = offers_at_close(self.workshop.session)[len(self._papers) :]
        lines = [
            *([_heading("Before you close")] if self._open else []),
            *(Option(f"  □ {clean(text)}", id=f"{_OPEN}{number}") for number, text in enumerate(self._open)),
            *gap,
            _heading("Save in", folder),
            *map(self._offer, self._papers),
            *gap,
            *([] if self.app.size.height < USUAL[1] else [_heading("Also")]),
            *map(self._offer, also),
            Option("    Another folder…", id=_FOLDER),
            *([Option(f"    Open the folder {folder}", id=_SHOW)] if self.can_show else []),
            *gap,
            Option("  Close this workshop", id=_LEAVE),
        ]
        self.query_one(Rows).refill(lines, [line.id for line in lines].index(at))

    def _offer(self, key: str) -> Option:
        """Return the line that saves something, ticked if it is saved."""
        more = "…" if AT_CLOSE[key].names_people else ""
        words = words_at_close(key, self._to_write(key))
        return Option(f"  {'√' if key in self._saved else ' '} {words}{more}", id=key)

    @property
    def can_show(self) -> bool:
        """Whether something is saved in a folder that can be opened on the desktop."""
        return bool(self._saved) and can_show_folders()

    def _to_write(self, key: str) -> Documents:
        made = self.desk.library.today().date()
        return at_close(key, self.workshop.session, made, self.workshop.pack)

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
        elif key == _SHOW:
            self.action_show_folder()
        elif AT_CLOSE[key].names_people:
            self._ask_twice(key)
        else:
            self._ask_names(key)

    def action_show_folder(self) -> None:
        if not show_in_folder([*self._saved.values()][-1]):
            self.warn(f"The folder can't be opened from here. The files are in {clean(self._folder.name)}.")

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
        return (bars.Key("Any key", "Start page", "screen.dismiss(True)"),) if self._is_last else ()

    def in_key_bar(self, commands: list[Command]) -> list[Command]:
        return [] if self._is_last else commands

    def _ask_folder(self) -> None:
        def take(path: str) -> None:
            self._folder, self._saved = typed_path(path), {}
            self._fill(self._papers[0])

        told = "Type a folder. It is made if it is missing."
        dialog = PathDialog("Save in another folder", "Folder", str(self._folder), told)
        ask_line(self, dialog, take)

    def _ask_names(self, key: str) -> None:
        told = where_named(self.workshop.session)
        if not told:
            self._ask_about_files(key)
            return

        choices = {"Go back": None, "Save with these names": partial(self._ask_about_files, key)}
        told += " You can change notes with All commands (Ctrl+P)."
        ask(self, "Save with these names?", choices, told)

    def _ask_twice(self, key: str) -> None:
        save: Callable[[], None] = partial(self._ask_about_files, key)
        for question in reversed(BEFORE_FULL):
            save = partial(ask, self, question, {"Cancel": None, "Save it": save}, SAYS_PERSONAL)
        save()

    def _ask_about_files(self, key: str) -> None:
        """Write what is asked for; where a file of that name is there, ask what to do, a new name first."""
        closing = self._to_write(key)
        number = closing.free_number(self._folder)
        if number == 1:
            self._write(key, closing, 1)
            return

        there, names = present_in(self._folder, closing.names()), closing.names(number)
        is_one = len(names) == 1
        choices = {
            f"Save as {names[0]}" if is_one else f"Save under names that end with {number}": partial(
                self._write, key, closing, number
            ),
            "Replace the file" if is_one else "Replace them": partial(
                self._write, key, closing, 1, replace=True
            ),
            "Cancel": None,
        }
        question = f"{there[0]} is" if len(there) == 1 else f"{len(there)} of {len(names)} files are"
        ask(self, f"{question} already there", choices, f"In {clean(self._folder.name)}.")

    def _write(self, key: str, closing: Documents, number: int, *, replace: bool = False) -> None:
        try:
            files = closing.write(self._folder, number, overwrite=replace)
        except ScrutinyError as error:
            self.warn(str(error))
            return
        keys = self._papers if key == "all" else ()
        self._saved |= dict.fromkeys((*keys, key), files[0])
        names = ", ".join(each.name for each in files) if len(files) <= _MOST_NAMES else f"{len(files)} files"
        self.tell(" ".join((f"Saved in {clean(self._folder.name)}: {names}.", *closing.missing())))
        self._fill(self._next(key))

    def _next(self, key: str) -> str:
        """Return the next paper that is not saved yet; after the last one and after anything else, closing."""
        at = self._papers.index(key) if key in self._papers else len(self._papers)
        later = (each for each in self._papers[at:] if each not in self._saved)
        return next(later, _LEAVE)

    def action_back(self) -> None:
        self.dismiss(False)


def _heading(text: str, name: str = "") -> Option:
    """Return a heading in capitals; a name in it stays as it is."""
    return Option(words(f"{text.upper()} {name}".rstrip(), "bold $primary"), disabled=True)
