"""What can be done to a workshop that is put away: one more like it, another name, deletion."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Annotated, ClassVar, Final

from scrutiny_tui.acts.act import Ask, Catalogue, Question, act
from scrutiny_tui.acts.library import LAST, Library, is_example
from scrutiny_tui.domain.actions import doubt_about, follow, read_day
from scrutiny_tui.domain.errors import InputError
from scrutiny_tui.domain.fields import LONGEST_NAME
from scrutiny_tui.domain.moves import vote_on
from scrutiny_tui.domain.phrases import day
from scrutiny_tui.domain.records import record
from scrutiny_tui.store.public_file import left_over, remove_left_over
from scrutiny_tui.store.session_paths import SUFFIX, plain_name
from scrutiny_tui.store.session_upkeep import own_files, remove_session, rename_session

SHELF: Final = Catalogue()
"""These acts, in the order in which they are offered."""

_BEYOND: Final = (
    "Copies elsewhere are not deleted: USB sticks (except the one that backups go to), other computers, "
    "reports, sent files, system backups and the recycle bin of OneDrive or a similar program."
)
"""What deleting leaves where it is."""

WARNING: Final = "Do not delete if someone has asked for this information."
"""Read before the last answer."""


@record
class Shelved:
    """A workshop that is put away; its file need not be readable."""

    library: Library
    path: Path
    read_only: ClassVar = False

    def today(self) -> datetime.date:
        """Return the day in the room."""
        return self.library.today().date()

    def own_file(self, act: str) -> Path:
        """Return its file. Raises `InputError` if it is the example or a link, to which no such act is done."""
        if is_example(self.path):
            raise InputError(f"The example that comes with the program can't be {act}.")
        if self.path.is_symlink():
            raise InputError(f"{self.path.name} is a link to {self.path.resolve()}. Name that file instead.")
        return self.path

    def files(self) -> tuple[Path, ...]:
        """Return every file that deleting it removes, in that order.

        Raises `InputError` if it is the example or no workshop, and `MachineError` if that cannot be told.
        """
        path = self.own_file("deleted")
        return (*own_files(path, self.library.copies_of(path)), *left_over(path))


def follow_up(library: Library, path: Path, date: datetime.date | None = None) -> Path:
    """Set up another workshop that follows this one, with the same details and people, and return its file.

    It has no answers; the open actions are taken over, to be gone through when it is opened. The same prompts are voted
    on, as far as they are still there. The wording is the one that its pack has now. Raises `InputError` if the session
    cannot be read or its pack is broken, and `MachineError` if the new file cannot be written.
    """
    session = library.read(path)
    details = replace(session.details, date=date or session.details.date)
    places = replace(library.places, content=library.places.pack_of(session.wording.pack))
    made = Library(places, library.today).create(details, tuple(session.voters.values()))
    with closing(made) as workshop:
        wording, ids = workshop.session.wording, {session.wording.item(each).id for each in session.prompts}
        prompts = (each for step in wording.items for each in wording.prompts_of(step) if each.id in ids)
        workshop.save(vote_on(workshop.session, frozenset(each.number for each in prompts)))
        workshop.save(follow(workshop.session, session))
    return workshop.path


@act("duplicate", title="Duplicate this workshop", catalogue=SHELF)
def duplicate(
    shelved: Shelved,
    date: Annotated[
        datetime.date,
        Ask(
            label="Date",
            help="The date of the new workshop, for example 21 November 2026.",
            start=lambda shelved, _given: day(shelved.library.read(shelved.path).details.date),
            read=lambda shelved, _given, typed: read_day(typed, shelved.today()),
            about=lambda shelved, given: doubt_about(given["date"], shelved.today()),
        ),
    ],
) -> str:
    """Set up a follow-up workshop.

    It has the same details, people and open actions. Answers and notes are not copied.
    """
    path = follow_up(shelved.library, shelved.path, date)
    return f"New workshop saved as {path.name}. It has the details, people and open actions, but no answers."


@act("rename", title="Rename this workshop", catalogue=SHELF)
def rename(
    shelved: Shelved,
    name: Annotated[
        str,
        Ask(
            label="Name",
            help="The new name of the file. The council's name does not change.",
            start=lambda shelved, _given: shelved.path.stem,
            longest=LONGEST_NAME,
        ),
    ],
) -> str:
    """Rename the workshop's file and its backup. Nothing in the workshop changes."""
    path, library = shelved.own_file("renamed"), shelved.library
    wanted = name.strip().removesuffix(SUFFIX)
    if not wanted:
        raise InputError("Type the new name of the file.")
    stem = plain_name(wanted)
    if stem == LAST:
        raise InputError('"last" means the workshop used last. Choose another name.')
    target = path.with_name(f"{stem}{SUFFIX}")
    if target.name == path.name:
        raise InputError(f"It is already called {path.name}.")
    notices = rename_session(path, target, library.places.mirror)
    if library.forget(path):
        library.remember(target.resolve())
    return "\n".join((f"The file is now called {target.name}.", *notices))


def _before_deleting(shelved: Shelved) -> Iterator[Question]:
    folders: dict[Path, list[str]] = {}
    for file in shelved.files():
        folders.setdefault(file.parent, []).append(" ".join(file.name.split()))
    listed = "\n".join("\n  ".join((f"{folder}:", *names)) for folder, names in folders.items())
    told = f"{listed}\n\n{_BEYOND}"
    yield Question(f"Delete {shelved.path.name}?", "Delete these files", "Keep it", told)
    yield Question("Delete it for good?", "Delete for good", "Keep it", WARNING)


@act("delete", title="Delete this workshop", catalogue=SHELF, confirm=_before_deleting)
def delete(shelved: Shelved) -> str:
    """Delete the workshop and all its files. You can't undo this. Asks twice."""
    path = shelved.own_file("deleted")
    # If another file holds the workshop too, its copies stay for that.
    remove_session(path, shelved.library.copies_of(path))
    remove_left_over(path)
    shelved.library.forget(path)
    return "Workshop deleted."
