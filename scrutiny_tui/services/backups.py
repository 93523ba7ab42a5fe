"""The dated copies of workshops: what there are, and a new workshop made from one of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from scrutiny_tui.domain.errors import InputError, MachineError, ScrutinyError
from scrutiny_tui.domain.mending import with_trail
from scrutiny_tui.domain.session import Session
from scrutiny_tui.services.library import Library
from scrutiny_tui.store.backups import DatedCopy, dated_copies, place_mark, read_name
from scrutiny_tui.store.finding import SUFFIX
from scrutiny_tui.store.journal.errors import explain
from scrutiny_tui.store.names import free_path, is_taken, plain_name
from scrutiny_tui.store.sessions import create_session, read_session

RESTORED: Final = "restored"
"""Ends the name of a file that was made from a copy."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A dated copy as a list shows it: what is revealed in it, and nothing of votes that were open."""

    path: Path
    made: datetime
    """When the workshop was opened, or a result was shown."""
    session: Session | None
    """None where the copy cannot be read."""
    problem: str = ""
    """Why it cannot be read; empty where it can."""


def backups_of(library: Library, path: Path) -> tuple[Backup, ...]:
    """Return the dated copies of a workshop, the newest first; its own file need not be readable, or there.

    Raises `MachineError` where the folder of copies cannot be read.
    """
    mark = place_mark(path)
    found = list(_copies(library))
    sessions = {each.session for each in found if each.place == mark}
    ours = (each for each in found if each.place == mark or each.session in sessions)
    return tuple(map(_read, sorted(ours, key=lambda each: each.age, reverse=True)))


def all_backups(library: Library) -> tuple[Backup, ...]:
    """Return the dated copies of every workshop, the newest first. Raises `MachineError`."""
    return tuple(map(_read, sorted(_copies(library), key=lambda each: each.age, reverse=True)))


def find_backup(library: Library, name: str) -> Path | None:
    """Return the copy that a person means: a path, or the name of a file among the copies; None where there is none."""
    path = Path(name)
    if path.is_file():
        return path
    return next((each.path for each in _copies(library) if each.path.name in {name, f"{name}{SUFFIX}"}), None)


def restore(library: Library, backup: Path, target: Path | None = None) -> Path:
    """Make a new workshop from a dated copy and return its file; the copy and every other file stay as they are.

    Without a `target` it gets a free name among the workshops. A line in its trail says where it comes from. Raises
    `InputError` where the copy cannot be read, or there is a file at `target`, and `MachineError`.
    """
    session = read_session(backup, accept_edit=False)
    name = read_name(backup)
    # A copy that was given another name still knows the date of its workshop.
    made = f"{name.made:%d.%m.%Y %H:%M}" if name else backup.name
    now = library.today()
    kept = with_trail(session, f"Restored on {now:%d.%m.%Y %H:%M} from the copy of {made}.")
    return write_new(library, kept, target, RESTORED)


def write_new(library: Library, session: Session, target: Path | None, ending: str) -> Path:
    """Write a session into a new file, put away, and return its path; with a free name where none is given.

    Raises `InputError` where there is such a file, and `MachineError` where it cannot be written.
    """
    path = target or free_path(library.places.sessions, _stem(session, ending), SUFFIX)
    if path.suffix != SUFFIX:
        raise InputError(f"{path.name} cannot be a workshop: its name must end in {SUFFIX}.")
    if is_taken(path):
        raise InputError(f"There is a file at {path} already. Choose another name.")
    create_session(path, session, library.places.mirror).close()
    return path


def _stem(session: Session, ending: str) -> str:
    return f"{session.details.date.isoformat()}-{plain_name(session.details.council)}-{ending}"


def _copies(library: Library) -> Iterator[DatedCopy]:
    """Yield the copies in every folder that may hold some; one folder that cannot be read is told if no other has any."""
    refused = ""
    found = 0
    for mirror in library.places.mirrors:
        try:
            for each in dated_copies(mirror):
                found += 1
                yield each
        except OSError as error:
            refused = refused or explain(error, mirror)
    if refused and not found:
        raise MachineError(refused)


def _read(copy: DatedCopy) -> Backup:
    try:
        return Backup(copy.path, copy.made, read_session(copy.path))
    except ScrutinyError as error:
        return Backup(copy.path, copy.made, None, str(error).splitlines()[0])
