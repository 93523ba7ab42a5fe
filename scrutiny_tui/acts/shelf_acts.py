"""What can be done to a workshop that is put away: one more like it, another name, deletion."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, ClassVar, Final

from scrutiny_tui.acts import upkeep
from scrutiny_tui.acts.act import Ask, Catalogue, Given, Question, act
from scrutiny_tui.acts.library import Library
from scrutiny_tui.domain.actions import doubt_about, read_day, written_day

SHELF: Final = Catalogue()
"""These acts, in the order in which they are offered."""

_LONGEST_NAME: Final = 120


@dataclass(frozen=True, slots=True)
class Shelved:
    """A workshop that is put away; its file need not be readable."""

    library: Library
    path: Path
    read_only: ClassVar = False

    def today(self) -> datetime.date:
        """Return the day in the room."""
        return self.library.today().date()


def _date_now(shelved: Shelved, _given: Given) -> str:
    return written_day(shelved.library.read(shelved.path).details.date)


def _read_date(shelved: Shelved, _given: Given, typed: str) -> datetime.date:
    return read_day(typed, shelved.today())


def _doubt(shelved: Shelved, given: Given) -> str:
    return doubt_about(given["date"], shelved.today())


@act(
    "duplicate",
    title="Duplicate this workshop",
    help="Set up one more that follows it: the same details, people and open actions; no answers and no notes.",
    catalogue=SHELF,
)
def duplicate(
    shelved: Shelved,
    date: Annotated[
        datetime.date,
        Ask(
            label="Date",
            help="When it is held, such as 21 November 2026.",
            start=_date_now,
            read=_read_date,
            about=_doubt,
        ),
    ],
) -> str:
    """Set up one more workshop that follows this one."""
    path = upkeep.duplicate(shelved.library, shelved.path, date)
    return f"The new workshop is in {path.name}. It has the details, the people and the open actions, and no answers."


def _name_now(shelved: Shelved, _given: Given) -> str:
    return shelved.path.stem


@act(
    "rename",
    title="Rename this workshop",
    help="Give its file and its second copy another name. Nothing inside them changes.",
    catalogue=SHELF,
)
def rename(
    shelved: Shelved,
    name: Annotated[
        str,
        Ask(
            label="Name",
            help="The name of its file; the council's name stays as it is.",
            start=_name_now,
            longest=_LONGEST_NAME,
        ),
    ],
) -> str:
    """Give the file of a workshop another name."""
    renamed = upkeep.rename(shelved.library, shelved.path, name)
    return "\n".join((f"The file is called {renamed.path.name} now.", *renamed.notices))


def _listed(files: Iterable[Path]) -> str:
    folders: dict[Path, list[str]] = {}
    for file in files:
        folders.setdefault(file.parent, []).append(" ".join(file.name.split()))
    return "\n".join(f"{folder}:\n  " + "\n  ".join(names) for folder, names in folders.items())


def _before_deleting(shelved: Shelved) -> Iterator[Question]:
    files = upkeep.files_to_delete(shelved.library, shelved.path)
    told = f"{_listed(files)}\n\n{upkeep.BEYOND}"
    yield Question(f"Delete {shelved.path.name}?", "Delete these files", "No, keep it", told)
    yield Question("Delete it for good?", "Delete it for good", "No, keep it", upkeep.WARNING)


@act(
    "delete",
    title="Delete this workshop",
    help="Delete it with every file that belongs to it. There is no way back. Asks twice.",
    catalogue=SHELF,
    confirm=_before_deleting,
)
def delete(shelved: Shelved) -> str:
    """Delete a workshop with all its files."""
    upkeep.delete(shelved.library, shelved.path)
    return "The workshop is deleted."
