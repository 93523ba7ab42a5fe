"""A workshop carried on in another folder after a disk failed: everything written there anew, or nothing.

The totals of open votes come first and the session's file last: from the moment it is there, all of it is.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from scrutiny_tui import __version__
from scrutiny_tui.domain.errors import MachineError
from scrutiny_tui.domain.session import Session
from scrutiny_tui.store.box import Box, box_path, box_paths
from scrutiny_tui.store.documents import tables
from scrutiny_tui.store.journal.database import SessionDatabase
from scrutiny_tui.store.journal.errors import LockedError, explain
from scrutiny_tui.store.journal.opening import open_new, tools
from scrutiny_tui.store.journal.places import main_place, session_files
from scrutiny_tui.store.journal.system import System


def begin_elsewhere(path: Path, session: Session, mirror: Path, left: Box) -> tuple[SessionDatabase, Box]:
    """Write a session to a new file, votes that are open included, and return it open for writing.

    `left` is the box that holds them until now, which stays where it is. In the mirror folder itself there is no second
    copy. Raises `MachineError` or `InputError` where it cannot be written, and leaves no session there then.
    """
    system = System()
    _make_folder(system, path.parent)
    inside = main_place(path).snapshot.is_relative_to(mirror.resolve())
    second = None if inside else mirror
    if second:
        with suppress(OSError):  # what that means for the second copy is told when it is written
            system.make_folder(second)
    box = Box((box_path(path), None) if inside else box_paths(path, session.id, mirror), session.id, system)
    documents = tables(session, __version__)
    try:
        opening = open_new(
            path, documents, session.id, second, tools(system, None), lambda: box.begin(session, left)
        )
    except LockedError:
        raise
    except MachineError:
        _clear(system, path, second)
        raise
    return SessionDatabase(opening), box


def _make_folder(system: System, folder: Path) -> None:
    try:
        system.make_folder(folder)
    except OSError as error:
        raise MachineError(explain(error, folder)) from error


def _clear(system: System, path: Path, mirror: Path | None) -> None:
    """Take away what was written, the totals of open votes last: a session's file without them must never be there."""
    place = main_place(path)
    first = (place.journal, place.snapshot)
    with suppress(OSError):
        for file in first:
            system.remove(file)
        system.sync_folder(place.snapshot.parent)
        for file in session_files(system, path, mirror):
            system.remove(file)
