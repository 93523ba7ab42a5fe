"""Session files: opened for writing by one program at a time, or read without touching them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from scrutiny_tui import __version__
from scrutiny_tui.domain.errors import InputError
from scrutiny_tui.domain.session import Session
from scrutiny_tui.store.documents import difference, tables
from scrutiny_tui.store.journal.database import SessionDatabase, create_database, open_database
from scrutiny_tui.store.journal.reading import read_snapshot
from scrutiny_tui.store.parse import RawTables, parse_session

SUFFIX = ".json"


class SessionFile:
    """A session that is open for writing. `session` is what is on the disk, never anything more."""

    def __init__(self, path: Path, database: SessionDatabase, session: Session) -> None:
        self.path = path
        self.session = session
        self._database = database

    @property
    def notices(self) -> tuple[str, ...]:
        """Plain sentences about what was found and done on opening, and about a copy that cannot be written."""
        return self._database.notices

    def save(self, after: Session) -> None:
        """Bring the disk to this moment of the session, as one change that is there whole or not at all.

        Raises `MachineError` where it could not be written; the session stays as it was.
        """
        changes = difference(self.session, after)
        if changes:
            self._database.commit(changes)
        self.session = after

    def close(self) -> None:
        """Fold everything into the one session file and let go of it."""
        self._database.close()


def create_session(path: Path, session: Session, mirror: Path) -> SessionFile:
    """Write a new session file and keep it open. Raises `InputError` where the file is there already."""
    database = create_database(path, tables(session, __version__), session_id=session.id, mirror=mirror)
    return SessionFile(path, database, session)


def open_session(path: Path, mirror: Path, *, accept_edit: bool = False) -> SessionFile:
    """Open a session for writing, with everything in it checked first.

    Raises `MachineError` where another program has it open, `EditedError` where it was changed by hand and
    `accept_edit` is false, and `InputError` where it is damaged, newer than this program or not a session.
    """
    read_session(path, mirror, accept_edit=accept_edit)
    database = open_database(path, mirror=mirror, accept_edit=accept_edit)
    try:
        session = parse_session(_all_tables(database), path.name)
    except InputError:
        database.close()
        raise
    return SessionFile(path, database, session)


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
    """Return when the session or its journal was last written, in seconds since the epoch; 0 where neither is there."""
    changed = [each.stat().st_mtime for each in (path, path.with_suffix(".journal")) if each.exists()]
    return max(changed, default=0.0)


def _all_tables(database: SessionDatabase) -> RawTables:
    return {name: database.documents(name) for name in database.tables()}
