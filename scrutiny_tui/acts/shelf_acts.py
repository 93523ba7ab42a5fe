"""What can be done to a workshop that is put away: one more like it, another name, deletion."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, ClassVar, Final

from scrutiny_tui.acts import upkeep
from scrutiny_tui.acts.act import Ask, Catalogue, Question, act
from scrutiny_tui.acts.library import Library
from scrutiny_tui.domain.actions import doubt_about, read_day
from scrutiny_tui.domain.fields import LONGEST_NAME
from scrutiny_tui.domain.phrases import day

SHELF: Final = Catalogue()
"""These acts, in the order in which they are offered."""


@dataclass(frozen=True, slots=True)
class Shelved:
    """A workshop that is put away; its file need not be readable."""

    library: Library
    path: Path
    read_only: ClassVar = False

    def today(self) -> datetime.date:
        """Return the day in the room."""
        return self.library.today().date()


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
    path = upkeep.duplicate(shelved.library, shelved.path, date)
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
    path, notices = upkeep.rename(shelved.library, shelved.path, name)
    return "\n".join((f"The file is now called {path.name}.", *notices))


def _before_deleting(shelved: Shelved) -> Iterator[Question]:
    folders: dict[Path, list[str]] = {}
    for file in upkeep.files_to_delete(shelved.library, shelved.path):
        folders.setdefault(file.parent, []).append(" ".join(file.name.split()))
    listed = "\n".join("\n  ".join((f"{folder}:", *names)) for folder, names in folders.items())
    told = f"{listed}\n\n{upkeep.BEYOND}"
    yield Question(f"Delete {shelved.path.name}?", "Delete these files", "Keep it", told)
    yield Question("Delete it for good?", "Delete for good", "Keep it", upkeep.WARNING)


@act("delete", title="Delete this workshop", catalogue=SHELF, confirm=_before_deleting)
def delete(shelved: Shelved) -> str:
    """Delete the workshop and all its files. You can't undo this. Asks twice."""
    upkeep.delete(shelved.library, shelved.path)
    return "Workshop deleted."
