"""Session files: opened for writing by one program at a time, or read without touching them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from scrutiny_tui import __version__
from scrutiny_tui.domain.errors import MachineError, ScrutinyError
from scrutiny_tui.domain.session import Session
from scrutiny_tui.store.box import SUFFIX as BOX_SUFFIX
from scrutiny_tui.store.box import Box, box_paths
from scrutiny_tui.store.documents import difference, tables
from scrutiny_tui.store.journal.database import SessionDatabase, create_database, open_database
from scrutiny_tui.store.journal.reading import read_snapshot
from scrutiny_tui.store.journal.system import System
from scrutiny_tui.store.parse import RawTables, parse_session

SUFFIX = ".json"

_LEFT_BEHIND: Final = (
    "The totals of a vote that is over could not be taken out of their own file. "
    "They are taken out when the workshop is opened next."
)


class SessionFile:
    """A session that is open for writing. `session` is what is on the disk, never anything more."""

    def __init__(self, path: Path, database: SessionDatabase, session: Session, box: Box) -> None:
        self.path = path
        self.session = box.fill(session)
        self._database = database
        self._box = box
        self._notices: list[str] = []

    @property
    def notices(self) -> tuple[str, ...]:
        """Plain sentences about what was found and done on opening, and about a copy that cannot be written."""
        return (*self._database.notices, *self._box.notices, *self._notices)

    def save(self, after: Session) -> None:
        """Bring the disk to this moment of the session, as one change that is there whole or not at all.

        Raises `MachineError` where it could not be written; the session stays as it was.
        """
        changes = difference(self.session, after)
        if changes:
            self._database.commit(changes)
            self.session = self._box.holding(after)
        try:
            self._box.save(after)
        except MachineError:
            if self._box.holding(after) != after:
                raise
            self._notices.append(_LEFT_BEHIND)
        self.session = after

    def close(self) -> None:
        """Fold everything into the one session file and let go of it."""
        self._database.close()


def create_session(path: Path, session: Session, mirror: Path) -> SessionFile:
    """Write a new session file and keep it open. Raises `InputError` where the file is there already."""
    database = create_database(path, tables(session, __version__), session_id=session.id, mirror=mirror)
    return _opened(path, database, session, mirror)


def open_session(path: Path, mirror: Path, *, accept_edit: bool = False) -> SessionFile:
    """Open a session for writing, with everything in it checked first.

    Raises `MachineError` where another program has it open, `EditedError` where it was changed by hand and
    `accept_edit` is false, and `InputError` where it is damaged, newer than this program or not a session.
    """
    read_session(path, mirror, accept_edit=accept_edit)
    database = open_database(path, mirror=mirror, accept_edit=accept_edit)
    try:
        session = parse_session(_all_tables(database), path.name)
    except ScrutinyError:
        database.close()
        raise
    return _opened(path, database, session, mirror)


def read_session(path: Path, mirror: Path | None = None, *, accept_edit: bool = False) -> Session:
    """Return the session as it is on the disk, open elsewhere or not. Changes nothing.

    Raises `EditedError` where it was changed by hand and `accept_edit` is false, and `InputError` where the file is
    missing, damaged, newer than this program or not a session.
    """
    return parse_session(read_snapshot(path, mirror, accept_edit=accept_edit).tables, path.name)


def session_paths(folder: Path) -> Iterator[Path]:
    """Yield the session files of a folder, the one changed last first."""
    if not folder.is_dir():
        return
    found = [path for path in folder.glob(f"*{SUFFIX}") if path.is_file()]
    yield from sorted(found, key=lambda path: (-last_changed(path), path.name))


def last_changed(path: Path) -> float:
    """Return when the session was last written to, in seconds since the epoch; 0 where no file of it is there."""
    files = (path, path.with_suffix(".journal"), path.with_suffix(BOX_SUFFIX))
    changed = [each.stat().st_mtime for each in files if each.exists()]
    return max(changed, default=0.0)


def _opened(path: Path, database: SessionDatabase, session: Session, mirror: Path) -> SessionFile:
    box = Box(box_paths(path, session.id, mirror), session.id, System())
    try:
        return SessionFile(path, database, session, box)
    except ScrutinyError:
        database.close()
        raise


def _all_tables(database: SessionDatabase) -> RawTables:
    return {name: database.documents(name) for name in database.tables()}
