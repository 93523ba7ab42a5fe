"""A workshop carried on in another folder after a disk failed: everything written there anew, or nothing."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from scrutiny_tui import __version__
from scrutiny_tui.domain.errors import MachineError
from scrutiny_tui.domain.session import Session
from scrutiny_tui.store.box import Box, box_path, box_paths
from scrutiny_tui.store.documents import tables
from scrutiny_tui.store.journal.database import SessionDatabase, create_database
from scrutiny_tui.store.journal.errors import LockedError, explain
from scrutiny_tui.store.journal.places import main_place, session_files
from scrutiny_tui.store.journal.system import System


def begin_elsewhere(path: Path, session: Session, mirror: Path) -> tuple[SessionDatabase, Box]:
    """Write a session to a new file, votes that are open included, and return it open for writing.

    In the mirror folder itself there is no second copy. Raises `MachineError` or `InputError` where it cannot be
    written, and leaves no session there then.
    """
    system = System()
    _make_folder(system, path.parent)
    inside = main_place(path).snapshot.is_relative_to(mirror.resolve())
    second = None if inside else mirror
    try:
        database = create_database(path, tables(session, __version__), session_id=session.id, mirror=second)
    except LockedError:
        raise
    except MachineError:
        _clear(system, path, second)
        raise
    box = Box((box_path(path), None) if inside else box_paths(path, session.id, mirror), session.id, system)
    try:
        box.save(session)
    except MachineError:
        database.abandon()
        _clear(system, path, second)
        raise
    return database, box


def _make_folder(system: System, folder: Path) -> None:
    try:
        system.make_folder(folder)
    except OSError as error:
        raise MachineError(explain(error, folder)) from error


def _clear(system: System, path: Path, mirror: Path | None) -> None:
    with suppress(OSError):
        for file in session_files(system, path, mirror):
            system.remove(file)
