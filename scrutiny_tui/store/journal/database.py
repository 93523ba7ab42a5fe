"""A session as a TinyDB database that loses nothing it has acknowledged."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, cast

from tinydb import TinyDB

from scrutiny_tui.store.journal.opening import Opening, open_existing, open_new, tools
from scrutiny_tui.store.journal.tables import JournalStorage, JournalTable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime
    from pathlib import Path

    from tinydb.table import Table

    from scrutiny_tui.store.journal.shapes import Changes
    from scrutiny_tui.store.journal.system import System


class SessionDatabase(TinyDB):
    """An open session. TinyDB's own operations work; each is one line of the journal, and so is each `commit`."""

    table_class: type[Table] = JournalTable

    def __init__(self, opening: Opening) -> None:
        """Take over what `open_database` or `create_database` has opened."""
        super().__init__(opening.ledger, storage=JournalStorage)
        self._ledger = opening.ledger
        self._release = opening.release

    @property
    def notices(self) -> tuple[str, ...]:
        """What was found and done on opening and has gone wrong since, in plain sentences, the oldest first."""
        return tuple(self._ledger.notices)

    @property
    def is_stuck(self) -> bool:
        """Whether nothing more can be saved here, because the disk failed or somebody else touched the files."""
        return self._ledger.is_stuck

    @property
    def lacks(self) -> str:
        """Why only one copy is kept, as the end of a sentence; empty while there are two."""
        return self._ledger.lacks

    def renew_mirror(self) -> bool:
        """Make a lost second copy again, whole; return whether there is one again."""
        return self._ledger.renew_mirror()

    def make_room(self) -> bool:
        """Give up what was held back on a full disk; return whether there was any, so that a write may be tried again."""
        return self._ledger.make_room()

    def abandon(self) -> None:
        """Let go of the session with its files as they are, for one that goes on elsewhere."""
        self._ledger.let_go()
        self.close()

    def documents(self, table: str) -> Mapping[int, Mapping[str, Any]]:
        """Return a table's documents by id as they are in memory, at no cost; they must not be altered."""
        return MappingProxyType(self._ledger.tables.get(table, {}))

    def commit(self, changes: Changes) -> None:
        """Make one transaction of changes to several tables; it is on the disk twice when this returns.

        A document replaces the one with its id; nothing in its place removes that. Raises `NotSavedError` if it is not
        saved, `TypeError` or `ValueError` if it holds something that is not JSON.
        """
        self._ledger.commit(changes)
        for name in changes.keys() & self._tables.keys():
            cast("JournalTable", self._tables[name]).forget_next_id()

    def image(self) -> bytes:
        """Return the state as a whole session file, for a copy; raises `NotSavedError` if it is too large for one."""
        return self._ledger.image()

    def fold(self) -> None:
        """Put every change into the session file and begin the journal anew.

        Not while ballots are taken in: it takes time with every document. Raises `MachineError`, and loses nothing.
        """
        self._ledger.fold()

    def close(self) -> None:
        """Fold, remove the journal and let others open the session.

        If the fold fails, a notice says so and the journal stays; the next opening takes it over.
        """
        try:
            super().close()
        finally:
            self._release()


def open_database(
    path: Path,
    *,
    mirror: Path | None,
    system: System | None = None,
    now: Callable[[], datetime] | None = None,
    accept_edit: bool = False,
) -> SessionDatabase:
    """Open the session at `path` for writing, with its second copy in the folder `mirror`.

    `now` tells the time for the names of files set aside. `accept_edit` opens a file that was edited by hand or is an
    older copy, after a copy of it was kept. Raises `InputError` if there is no session, `LockedError`, `SealError`,
    `DamagedError`, `NewerFormatError` or `MachineError`; then no file has been changed or only a journal completed.
    """
    return SessionDatabase(open_existing(path, mirror, tools(system, now), accept_edit=accept_edit))


def create_database(
    path: Path,
    tables: Mapping[str, Mapping[int, Mapping[str, Any]]],
    *,
    session_id: str,
    mirror: Path | None,
    system: System | None = None,
    now: Callable[[], datetime] | None = None,
) -> SessionDatabase:
    """Create a session that begins with `tables` and open it for writing.

    Raises `InputError` if there is a session at `path`, `LockedError` or `MachineError`; `ValueError` for an id that is
    not 1 to 64 letters, digits, `-` or `_`.
    """
    return SessionDatabase(open_new(path, tables, session_id, mirror, tools(system, now)))
