"""The notes of a step: looked through, changed, withdrawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scrutiny_tui.domain.moves import change_note, remove_note
from scrutiny_tui.domain.phrases import item_name
from scrutiny_tui.domain.session import Note
from scrutiny_tui.tui.dialogs.ask import AskDialog
from scrutiny_tui.tui.dialogs.writing import WritingDialog

if TYPE_CHECKING:
    from scrutiny_tui.tui.screens.workshop_page import WorkshopPage

FIRST_WORDS: Final = 60
"""Characters of a note by which it is known in a list."""

WITHDRAWN: Final = "The note is withdrawn, and its words are erased from this workshop's files."


def ask_notes(page: WorkshopPage) -> None:
    """Ask which note of the page's item is meant, and then what to do with it."""
    notes = {str(note.id): note for note in page.workshop.session.notes_of(page.place.item)}

    def choose(chosen: str | None) -> None:
        if chosen is not None:
            _ask_what(page, notes[chosen])

    choices = [(key, f"{_kind(page, note)}: {_first_words(note.text)}") for key, note in notes.items()]
    about = (
        "Every note with its kind and first words. Choose one to read it whole, to change its words or to withdraw it. "
        "The different view beside the shared view is not a note: g changes it."
    )
    page.app.push_screen(AskDialog(f"Notes of {item_name(page.item)}", choices, about=about), choose)


def _ask_what(page: WorkshopPage, note: Note) -> None:
    def decide(choice: str | None) -> None:
        if choice == "change":
            _change(page, note)
        elif choice == "withdraw":
            _withdraw(page, note)

    choices = (("change", "Change the words"), ("withdraw", "Withdraw it"), ("leave", "Leave it"))
    about = (
        "Change the words keeps the kind and the place in the order. Withdraw it asks once more. Leave it changes "
        "nothing."
    )
    dialog = AskDialog(f"Note, {_kind(page, note)}", choices, note.text, about=about)
    page.app.push_screen(dialog, decide)


def _change(page: WorkshopPage, note: Note) -> None:
    def keep(written: tuple[str, str] | None) -> None:
        if written is not None and page.change(change_note, note.id, written[1]):
            page.tell("The note is kept with its new words.")
            page.keep_copy()
            page.written()

    page.app.push_screen(WritingDialog(f"Note, {_kind(page, note)}", text=note.text), keep)


def _withdraw(page: WorkshopPage, note: Note) -> None:
    def act(choice: str | None) -> None:
        if choice == "yes" and page.change(remove_note, note.id):
            page.keep_copy()
            page.tell("The note is withdrawn." if page.workshop.unreached else WITHDRAWN)
            page.written()

    told = (
        f"{_first_words(note.text)}\n\nIt goes out of the record and the results, and its words are erased from this "
        "workshop's file, second copy and dated copies. Reports and copies elsewhere keep them."
    )
    about = "Yes takes the note out; it can only be written again. No leaves it where it is."
    choices = (("no", "No, keep it"), ("yes", "Yes, withdraw it"))
    page.app.push_screen(AskDialog("Withdraw this note?", choices, told, about=about), act)


def _kind(page: WorkshopPage, note: Note) -> str:
    """Return what a note is, such as "evidence" or "reason of Table 2, time 1"."""
    if not note.table:
        return note.kind.value
    return f"reason of {page.workshop.session.voters[note.table].label}, time {note.round}"


def _first_words(text: str) -> str:
    told = " ".join(text.split())
    return told if len(told) <= FIRST_WORDS else f"{told[:FIRST_WORDS].rsplit(' ', 1)[0]}…"
