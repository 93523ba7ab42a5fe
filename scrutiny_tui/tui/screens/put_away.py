"""What can be asked for about a workshop that is put away: one more like it, another name, deletion."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from scrutiny_tui.acts import upkeep
from scrutiny_tui.acts.library import Entry
from scrutiny_tui.domain.actions import read_day, written_day
from scrutiny_tui.domain.errors import ScrutinyError
from scrutiny_tui.tui.dialogs.ask import AskDialog
from scrutiny_tui.tui.dialogs.files import FilesDialog
from scrutiny_tui.tui.dialogs.line import LineDialog
from scrutiny_tui.tui.dialogs.telling import TellingDialog
from scrutiny_tui.tui.screens.page import Page

Asking: TypeAlias = Callable[[Page, Entry, Callable[[], None]], None]
"""Asks on a page about a workshop, does what was wanted, and then calls what brings the page up to date."""


def ask_duplicate(page: Page, entry: Entry, done: Callable[[], None]) -> None:
    """Ask for the date of one more workshop like this one, and set it up."""
    if entry.session is None:
        page.app.push_screen(TellingDialog("This workshop cannot be duplicated", entry.problem))
        return

    def make(written: str) -> None:
        path = upkeep.duplicate(
            page.desk.library, entry.path, read_day(written, page.desk.library.today().date())
        )
        page.tell(
            f"The new workshop is in {path.name}. It has the details, the people and the open actions, and no answers."
        )

    text = "The same details, people and open actions; no answers and no notes. When is it held?"
    about = (
        "Enter makes a new file beside this one, which stays as it is. Write the date like 21 November 2026."
    )
    day = written_day(entry.session.details.date)
    dialog = LineDialog("Duplicate this workshop", "Date", day, text, about=about)
    page.app.push_screen(dialog, _trying(page, make, done))


def ask_rename(page: Page, entry: Entry, done: Callable[[], None]) -> None:
    """Ask for another name of the file, and give it that name."""

    def move(written: str) -> None:
        renamed = upkeep.rename(page.desk.library, entry.path, written)
        for notice in (f"The file is called {renamed.path.name} now.", *renamed.notices):
            page.tell(notice)

    text = "The name of its file; the council's name stays as it is."
    about = "Enter gives the file and its second copy the new name. Nothing inside it changes."
    dialog = LineDialog("Rename this workshop", "Name", entry.path.stem, text, about=about)
    page.app.push_screen(dialog, _trying(page, move, done))


def ask_delete(page: Page, entry: Entry, done: Callable[[], None]) -> None:
    """Say what deleting removes and what it does not reach, ask twice, and delete."""
    try:
        files = upkeep.files_to_delete(page.desk.library, entry.path)
    except ScrutinyError as error:
        _refused(page, error)
        return

    def remove(_yes: str) -> None:
        upkeep.delete(page.desk.library, entry.path)
        page.tell("The workshop is deleted.")

    def ask_again(choice: str | None) -> None:
        if choice == "yes":
            sure = (("no", "No, keep it"), ("yes", "Delete it for good"))
            about = "No keeps every file. Delete it for good removes the files that were listed, at once."
            dialog = AskDialog("Delete it for good?", sure, upkeep.WARNING, about=about)
            page.app.push_screen(dialog, _trying(page, remove, done, only="yes"))

    choices = (("no", "No, keep it"), ("yes", "Delete these files"))
    about = "Delete these files asks once more before anything is removed."
    dialog = FilesDialog(f"Delete {entry.path.name}?", choices, files, upkeep.BEYOND, about=about)
    page.app.push_screen(dialog, ask_again)


def _trying(
    page: Page, act: Callable[[str], None], done: Callable[[], None], *, only: str = ""
) -> Callable[[str | None], None]:
    """Return what does the act with an answer, or tells why it was refused; `only` is the one answer that counts."""

    def decide(answer: str | None) -> None:
        if answer is None or (only and answer != only):
            return
        try:
            act(answer)
        except ScrutinyError as error:
            _refused(page, error)
        else:
            done()

    return decide


def _refused(page: Page, error: ScrutinyError) -> None:
    page.app.push_screen(TellingDialog("This could not be done", str(error)))
