"""The commands that look through the notes of a step or prompt, change one and withdraw one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from scrutiny_tui.cli.acting import acting, acting_options, ask_once, find_item, item_option
from scrutiny_tui.cli.folders import SESSION_IS, folder_options, library
from scrutiny_tui.domain.errors import InputError
from scrutiny_tui.domain.moves import change_note, remove_note
from scrutiny_tui.domain.printable import safe

if TYPE_CHECKING:
    from scrutiny_tui.domain.session import Note, Session
    from scrutiny_tui.domain.wording import Item

_FIRST_WORDS: Final = 60
"""Characters of a note by which it is known in a question."""

note_option: Final = click.option(
    "--note", "number", required=True, type=click.IntRange(1), metavar="N", help="Its number in notes list."
)
"""Says which note is meant."""


@click.group(short_help="Look through notes, change or withdraw one.")
def notes() -> None:
    """Look through the notes of a step or prompt, change one, or withdraw one.

    \b
    Examples:
      scrutiny-tui notes list last --item 1
      scrutiny-tui notes withdraw last --item 1 --note 2
    """  # noqa: D301 - the backslash tells click to leave the lines as they are


@notes.command("list", short_help="Print the notes of a step with their numbers.", epilog=SESSION_IS)
@click.argument("session")
@item_option
@folder_options
def list_notes(session: str, item: str) -> None:
    """Print the notes of a step or prompt of the workshop SESSION, each with its number.

    The reason of a table is among them once its result is shown.

    \b
    Example:
      scrutiny-tui notes list last --item 1
    """  # noqa: D301 - the backslash tells click to leave the lines as they are
    shelf = library()
    found = shelf.read(shelf.find(session))
    about = find_item(found, item)
    told = [f"{number}. {_line(found, note)}" for number, note in enumerate(found.notes_of(about.number), 1)]
    click.echo("\n".join(told) or f"{_name(about)} has no note.")


@notes.command(short_help="Put other words in a note.", epilog=SESSION_IS)
@click.argument("session")
@item_option
@note_option
@click.option("--text", required=True, help="The new words. No names of children, families or staff.")
@acting_options
def change(session: str, item: str, number: int, text: str) -> None:
    """Put other words in a note of the workshop SESSION; its kind and its place in the order stay.

    \b
    Example:
      scrutiny-tui notes change last --item 1 --note 2 --text "The visits of last spring are minuted."
    """  # noqa: D301 - the backslash tells click to leave the lines as they are
    with acting(session) as workshop:
        found = _find(workshop.session, find_item(workshop.session, item), number)
        workshop.save(change_note(workshop.session, found.id, safe(text)))
    click.echo("The note is kept with its new words.")


@notes.command(short_help="Take a note out of the record.", epilog=SESSION_IS)
@click.argument("session")
@item_option
@note_option
@click.option("--yes", is_flag=True, help="Answers the question.")
@acting_options
def withdraw(session: str, *, item: str, number: int, yes: bool) -> None:
    """Take a note of the workshop SESSION out of the record, and erase its words from the workshop's files.

    Those are its file, the second copy and the dated copies. Reports and copies elsewhere keep the words.

    Asks once; without a terminal --yes is needed.

    \b
    Example:
      scrutiny-tui notes withdraw last --item 1 --note 2
    """  # noqa: D301 - the backslash tells click to leave the lines as they are
    with acting(session) as workshop:
        found = _find(workshop.session, find_item(workshop.session, item), number)
        ask_once(f'Withdraw "{_first_words(found.text)}"?', yes=yes)
        workshop.save(remove_note(workshop.session, found.id))
    erased = "" if workshop.unreached else ", and its words are erased from this workshop's files"
    click.echo(f"The note is withdrawn{erased}.")


def _find(session: Session, item: Item, number: int) -> Note:
    """Return the note with this number in the list of an item's notes. Raises `InputError` if there is none."""
    from scrutiny_tui.domain.phrases import several

    found = session.notes_of(item.number)
    if number > len(found):
        has = several(len(found), "note", "notes") if found else "no note"
        raise InputError(f"{_name(item)} has {has}. See them with: scrutiny-tui notes list")
    return found[number - 1]


def _name(item: Item) -> str:
    from scrutiny_tui.domain.phrases import item_name

    return item_name(item)


def _line(session: Session, note: Note) -> str:
    kind = f"reason of {session.voters[note.table].label}, time {note.round}" if note.table else note.kind
    return safe(f"{kind}: {note.text}")


def _first_words(text: str) -> str:
    told = safe(text)
    return told if len(told) <= _FIRST_WORDS else f"{told[:_FIRST_WORDS]}…"
