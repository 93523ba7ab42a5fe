"""What can be gone back to: dated copies of workshops, and second copies of workshops whose file is gone."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing, suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Final

from scrutiny_tui.acts.library import Library
from scrutiny_tui.domain.errors import MachineError, ScrutinyError
from scrutiny_tui.domain.moves import with_trail
from scrutiny_tui.domain.phrases import moment
from scrutiny_tui.domain.records import record
from scrutiny_tui.domain.session import Session
from scrutiny_tui.store import session_paths
from scrutiny_tui.store.disk_errors import explain
from scrutiny_tui.store.session_copies import DatedCopy, dated_copies, read_name
from scrutiny_tui.store.session_file import create_session, read_session
from scrutiny_tui.store.system import is_file, watched

_RESTORED: Final = "restored"
"""Ends the name of a file that was made from a copy."""


@record
class Backup:
    """A copy as a list shows it: what is revealed in it, and nothing of votes that were open."""

    path: Path
    made: datetime
    """When the workshop was opened, or a result was shown; of a second copy, when it was saved last."""
    session: Session | None
    """None if the copy cannot be read."""
    problem: str = ""
    """Why it cannot be read; empty if it can."""


@record
class NewFile:
    """The file of a workshop that was made from another file."""

    path: Path
    notices: tuple[str, ...]
    """Sentences about what came with it, and about its backup."""


def backups_of(library: Library, path: Path) -> tuple[Backup, ...]:
    """Return the dated copies of a workshop, the newest first; its own file need not be readable, or there.

    Raises `MachineError` if the folder of copies cannot be read.
    """
    head = session_paths.read_head(path)
    if head is not None:
        return _read(each for each in _copies(library) if each.session == head.session)
    # Nothing says any more which workshop it was, but for the name that it was given when it was set up.
    return tuple(
        each
        for each in all_backups(library)
        if each.session and path.stem.startswith(session_paths.session_stem(each.session.details))
    )


def newest_for(library: Library, path: Path) -> Backup | None:
    """Return the newest dated copy of a workshop that can be read; None if there is none."""
    with suppress(MachineError):
        return next((each for each in backups_of(library, path) if each.session), None)
    return None


def all_backups(library: Library) -> tuple[Backup, ...]:
    """Return the dated copies of every workshop, the newest first. Raises `MachineError`."""
    return _read(_copies(library))


def lost_workshops(library: Library) -> tuple[Backup, ...]:
    """Return the second copies of workshops whose own file is not here any more, the one saved last first."""
    found = (_backup(path, last_saved(path)) for path in library.lost_copies())
    return tuple(each for each in found if each.session)


def find_backup(library: Library, name: str) -> Path | None:
    """Return the copy that a person means: a path, or the name of a file among the copies; None if there is none."""
    path = Path(name)
    if is_file(path):
        return path
    dated = [each.path for each in _copies(library)]
    paths = (*dated, *(each.path for each in lost_workshops(library)))
    return next((each for each in paths if each.name in {name, f"{name}{session_paths.SUFFIX}"}), None)


def restore(library: Library, backup: Path, target: Path | None = None) -> NewFile:
    """Make a workshop from a copy; the copy and every other file stay as they are.

    From a dated copy it is a new workshop; from a second copy whose file is gone it is that workshop again. Without a
    `target` it gets a free name among the workshops. A line in its trail says where it comes from. Raises `InputError`
    if the copy cannot be read, or there is a file at `target`, and `MachineError`.
    """
    session = read_session(backup, accept_edit=False)
    name, now = read_name(backup), library.today()
    is_second = name is None and backup.stem == session.id and session.id not in library.known
    # A copy that was given another name still knows the date of its workshop.
    copy = f"the backup {f'from {moment(name.made)}' if name else backup.name}"
    source = "its backup" if is_second else copy
    kept = with_trail(session, f"Restored on {moment(now)} from {source}.")
    if not is_second:
        kept = replace(kept, id=library.new_id())
    stem = f"{session_paths.session_stem(session.details)}-{_RESTORED}"
    path = target or session_paths.free_path(library.places.sessions, stem, session_paths.SUFFIX)
    head = session_paths.read_head(backup) if is_second else None
    return write_workshop(library, path, kept, sequence=head.sequence + 1 if head else 0)


def write_workshop(library: Library, path: Path, session: Session, *, sequence: int = 0) -> NewFile:
    """Write a workshop and its backup, and list it from now on; `sequence` is how often it was saved before.

    Raises `InputError` if there is a file at `path`, and `MachineError`.
    """
    library.places.make_mirror(for_new=True)
    with closing(create_session(path, session, library.places.mirror, sequence=sequence)) as file:
        notices = file.notices
    library.remember(path.resolve())
    return NewFile(path, notices)


def _copies(library: Library) -> list[DatedCopy]:
    """Return the copies in every folder that may hold some, the newest first.

    A folder that cannot be read is told if no other has any.
    """
    found: list[DatedCopy] = []
    refused = ""
    for mirror in library.places.mirrors:
        try:
            found += dated_copies(mirror)
        except OSError as error:
            refused = refused or explain(error, mirror)
    if refused and not found:
        raise MachineError(refused)
    return sorted(found, key=lambda each: each.age, reverse=True)


def _read(copies: Iterable[DatedCopy]) -> tuple[Backup, ...]:
    return tuple(_backup(each.path, each.made) for each in watched(tuple(copies)))


def last_saved(path: Path) -> datetime:
    """Return when a file of a session was written to last."""
    # Windows gives no zone to the moment that stands for a file that is gone.
    return datetime.fromtimestamp(session_paths.last_changed(path))  # noqa: DTZ006 - wall-clock times of the room carry no zone


def _backup(path: Path, made: datetime) -> Backup:
    try:
        return Backup(path, made, read_session(path))
    except ScrutinyError as error:
        return Backup(path, made, None, str(error).splitlines()[0])
