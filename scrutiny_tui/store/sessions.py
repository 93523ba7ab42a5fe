"""Session files: opened for writing by one program at a time, or read without touching them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from scrutiny_tui import __version__
from scrutiny_tui.domain.errors import MachineError, ScrutinyError
from scrutiny_tui.domain.session import Session
from scrutiny_tui.store.backups import Backups
from scrutiny_tui.store.box import Box, box_paths
from scrutiny_tui.store.carrying import begin_elsewhere
from scrutiny_tui.store.documents import Changes, difference, tables
from scrutiny_tui.store.journal.database import SessionDatabase, create_database, open_database
from scrutiny_tui.store.journal.errors import FullError
from scrutiny_tui.store.journal.reading import read_snapshot
from scrutiny_tui.store.journal.system import System
from scrutiny_tui.store.migrations import RawTables, changes_between, merged, migrate, without_figures
from scrutiny_tui.store.originals import keep_original
from scrutiny_tui.store.parse import parse_session

_LEFT_BEHIND: Final = (
    "The totals of a vote that is over could not be taken out of their own file. "
    "They are taken out when the workshop is opened next."
)
_LEFT_ELSEWHERE: Final = (
    "The totals of the vote that is open could not be taken away from where they were. Delete {} by hand."
)
_NO_COPY: Final = "No dated copy could be made; every answer is saved as before."
_STILL_IN_COPIES: Final = "Dated copies that were made before still hold it."
_COPIES_AGAIN: Final = "Dated copies are made again."


class SessionFile:
    """A session that is open for writing. `session` is what is on the disk, never anything more."""

    def __init__(
        self, path: Path, database: SessionDatabase, session: Session, box: Box, backups: Backups
    ) -> None:
        self.path = path
        self.session = box.fill(session)
        self._database = database
        self._box = box
        self._backups = backups
        self._copies_failed = False
        before = _all_tables(database)
        now = migrate(before, path.name)
        self._older = changes_between(before, now)
        self._figures = changes_between(now, without_figures(now))
        self._notices: list[str] = []
        self.read_only = False

    @property
    def is_stuck(self) -> bool:
        """Whether nothing more can be saved here, because the disk failed or somebody else touched the files."""
        return self._database.is_stuck

    @property
    def lacks(self) -> str:
        """Why only one copy is kept, as the end of a sentence; empty while there are two."""
        return self._database.lacks or self._box.lacks

    def renew_mirror(self) -> bool:
        """Make a lost second copy again; return whether there are two copies again."""
        if not self.lacks:
            return False
        self._database.renew_mirror()
        self._box.renew_mirror()
        return not self.lacks

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
            self._commit(changes)
            self.session = self._box.holding(after)
        try:
            self._save_box(after)
        except MachineError:
            if self._box.holding(after) != after:
                raise
            if self._box.keeps_too_much(after):
                self._notices.append(_LEFT_BEHIND)
        self.session = after

    def _commit(self, changes: Changes) -> None:
        """Write changes; the first of them makes an older file one of now, and takes out figures of deleted answers.

        The original of an older file is kept.
        """
        if self._older:
            keep_original(self.path)
        self._database.commit(merged(merged(self._older, self._figures), changes))
        self._older = self._figures = {}

    def _save_box(self, after: Session) -> None:
        try:
            self._box.save(after)
        except FullError:
            if not self._database.make_room():
                raise
            self._box.save(after)

    def carry_on(self, path: Path, after: Session, mirror: Path, *, listed: bool = True) -> None:
        """Write everything into a new session at `path`, which begins with `after`, and go on there.

        The session file and the journal here stay as they are. Unless the next start finds the new file because it is
        `listed`, the totals of open votes stay here too until the next change. Raises `MachineError` or `InputError`
        where it cannot be written; then nothing is different.
        """
        database, box = begin_elsewhere(path, after, mirror, self._box)
        old_database, old_box = self._database, self._box
        self.path, self.session, self._database, self._box = path, after, database, box
        self._backups = Backups(path, after.id, mirror)
        self._older = self._figures = {}
        self._notices = []
        if listed:
            self._notices += [_LEFT_ELSEWHERE.format(file) for file in old_box.empty()]
            box.settle()
        old_database.abandon()

    @property
    def mirror(self) -> Path:
        """The folder of the second copy and of the dated copies."""
        return self._backups.mirror

    def write_anew(self) -> None:
        """Put everything into the session's file and its second copy, and begin the journals anew.

        Raises `MachineError` where that fails; nothing is lost then.
        """
        self._database.fold()

    def copied_within(self, time: timedelta, now: datetime) -> bool:
        """Say whether there is a dated copy that was made within this time of now."""
        return self._backups.is_recent(now, time)

    def drop_copies(self) -> str:
        """Remove the dated copies; return a sentence where some may be left."""
        return self._in_copies(self._backups.drop)

    def erase_in_copies(self, table: str, number: int) -> str:
        """Bring a document of the dated copies to what it is now; return a sentence where it may still be in some."""
        now = self._database.documents(table).get(number)
        return self._in_copies(lambda: self._backups.put(table, number, dict(now) if now else None))

    def _in_copies(self, act: Callable[[], None]) -> str:
        try:
            act()
        except MachineError as error:
            return f"{_STILL_IN_COPIES} {error}"
        return ""

    def keep_copy(self, now: datetime) -> str:
        """Make a dated copy; return a sentence where that fails, the first time, and where it succeeds again."""
        failed_before = self._copies_failed
        try:
            self._backups.keep(self._database.image(), now)
        except MachineError as error:
            self._copies_failed = True
            return "" if failed_before else self._noted(f"{_NO_COPY} {error}")
        self._copies_failed = False
        return self._noted(_COPIES_AGAIN) if failed_before else ""

    def close(self) -> None:
        """Fold everything into the one session file and let go of it."""
        self._database.close()

    def _noted(self, sentence: str) -> str:
        self._notices.append(sentence)
        return sentence


def create_session(path: Path, session: Session, mirror: Path) -> SessionFile:
    """Write a new session file and keep it open. Raises `InputError` where the file is there already."""
    database = create_database(path, tables(session, __version__), session_id=session.id, mirror=mirror)
    return _opened(path, database, session, mirror)


def open_session(path: Path, mirror: Path, *, accept_edit: bool = False) -> SessionFile:
    """Open a session for writing, with everything in it checked first.

    Raises `MachineError` where another program has it open, `EditedError` where it was changed by hand and
    `accept_edit` is false, and `InputError` where it is damaged, newer than this program or not a session.
    """
    found = read_snapshot(path, mirror, accept_edit=accept_edit).tables
    checked = parse_session(found, path.name)
    database = open_database(path, mirror=mirror, accept_edit=accept_edit)
    try:
        opened = _all_tables(database)
        # Another program may have written in between; where none has, looking once is enough.
        session = checked if opened == found else parse_session(opened, path.name)
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


def _opened(path: Path, database: SessionDatabase, session: Session, mirror: Path) -> SessionFile:
    box = Box(box_paths(path, session.id, mirror), session.id, System())
    try:
        return SessionFile(path, database, session, box, Backups(path, session.id, mirror))
    except ScrutinyError:
        database.close()
        raise


def _all_tables(database: SessionDatabase) -> RawTables:
    return {name: database.documents(name) for name in database.tables()}
