"""Session files: opened for writing by one program at a time, or read without touching them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import fields, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from tinydb import TinyDB

from scrutiny_tui.domain.errors import MachineError, RuleError
from scrutiny_tui.domain.session import Session
from scrutiny_tui.store import session_copies
from scrutiny_tui.store.disk_errors import (
    FULL_TO_OPEN,
    ONE_COPY,
    REFUSED,
    TOO_LARGE,
    NewerFormatError,
    NotSavedError,
    explain,
    in_words,
)
from scrutiny_tui.store.session_tables import Encoder, session_of
from scrutiny_tui.store.storage import AtomicStorage, locked
from scrutiny_tui.store.system import DISK, FILE_LIMIT, temporary_path, write_new, write_whole

_NO_COPY: Final = "No backup could be made. Every answer is still saved."
_COPIES_AGAIN: Final = "Backups are made again."


class SessionFile:
    """A session that is open for writing. `session` is what is on the disk, never anything more."""

    read_only: Final = False

    def __init__(
        self, path: Path, session: Session, sequence: int, second: Path | None, release: Callable[[], None]
    ) -> None:
        """Take a file that is whole and locked; see `create_session` and `open_session`."""
        self.path = path
        self.session = session
        self._release = release
        self._sequence = sequence
        self._encoder = Encoder()
        self._storage = _storage(path, second)
        self._notices: list[str] = []
        self._copies_failed = False
        self._is_open = True

    @property
    def is_stuck(self) -> bool:
        """Whether the last change was refused and it is not certain what the disk holds of it."""
        return self._storage.is_in_doubt or self._storage.is_changed_outside

    @property
    def lacks(self) -> str:
        """Why only one copy is kept, as the end of a sentence; empty while there are two."""
        return self._storage.lacks

    @property
    def notices(self) -> tuple[str, ...]:
        """What was found and done on opening and has gone wrong since, in plain sentences."""
        return (*self._notices, *self._storage.notices)

    @property
    def copies(self) -> session_copies.DatedCopies | None:
        """The dated copies, in the folder of the second copy; None if there is no such folder."""
        second = self._storage.mirror
        return session_copies.DatedCopies(second.parent, self.session.id) if second else None

    def renew_mirror(self) -> bool:
        """Make a lost second copy again if its folder is back; return whether there are two copies again."""
        return bool(self.lacks) and self._storage.renew()

    def save(self, after: Session) -> None:
        """Bring the disk to this moment of the session, as one change that is there whole or not at all.

        Raises `NotSavedError` if it could not be written; the session stays as it was.
        """
        if not self._is_open:
            raise NotSavedError("The workshop is closed.", "This was not saved.")
        if after is not self.session:
            self._storage.replace(self._encoder.encode(after, self._sequence + 1))
            self._sequence += 1
            self.session = after

    def carry_on(self, path: Path, after: Session, folder: Path | None) -> None:
        """Save the session in a new file at `path`, with its second copy in `folder`, and go on there.

        The file here stays as it is. Raises `MachineError` or `InputError` if it cannot be written; then nothing is
        different.
        """
        path = session_copies.session_path(path)
        second = _second(path, after.id, folder)
        # One more than what the file here may hold of a change that was refused, so that it is always the older one.
        sequence = self._sequence + 2
        data = self._encoder.encode(after, sequence)
        old_release, old_path = self._release, self.path
        with _created(path, data) as release:
            self._storage = _storage(path, second)
        self.path, self.session, self._sequence = path, after, sequence
        self._release = release
        self._storage.renew()
        self._notices = []
        with suppress(OSError):
            DISK.remove(temporary_path(old_path))
        old_release()

    def keep_copy(self, now: datetime) -> str:
        """Make a dated copy; return a sentence if that fails, the first time, and if it succeeds again."""
        copies, failed_before = self.copies, self._copies_failed
        if copies is None:
            return ""
        try:
            copies.keep(self._for_copies(), now)
        except MachineError as error:
            self._copies_failed = True
            return "" if failed_before else self._noted(f"{_NO_COPY} {error}")
        self._copies_failed = False
        return self._noted(_COPIES_AGAIN) if failed_before else ""

    def _for_copies(self) -> bytes:
        """Return what a dated copy holds: everything but people's own words.

        Two copies that differ in one answer and one line would tell whose the line is.
        """
        if not self.session.words:
            return self._storage.state
        return Encoder().encode(replace(self.session, words={}), self._sequence)

    def close(self) -> None:
        """Let other programs open the session."""
        if self._is_open:
            self._is_open = False
            self._storage.close()
            self._release()

    def _noted(self, sentence: str) -> str:
        self._notices.append(sentence)
        return sentence

    def begin(self, notices: Iterable[str]) -> None:
        """Take note of what was found on opening."""
        self._notices += notices

    def level(self, second_data: bytes | None) -> None:
        """Make both copies the same, going by what the second one holds."""
        second = self._storage.mirror
        if second is not None and second_data != self._storage.state and not self._storage.renew():
            self._noted(f"{ONE_COPY.format(self.lacks)} The other one belongs in {second.parent}.")


def create_session(path: Path, session: Session, folder: Path | None, *, sequence: int = 0) -> SessionFile:
    """Write a new session file, with its second copy in `folder`, and keep it open.

    `sequence` is how often the session was saved before, if it is made again from a copy.

    Raises `InputError` if there is a file at `path` already, and `MachineError`.
    """
    path = session_copies.session_path(path)
    second = _second(path, session.id, folder)
    data = Encoder().encode(session, sequence)
    with _created(path, data) as release:
        file = SessionFile(path, session, sequence, second, release)
        file.level(None)
        return file


def open_session(path: Path, folder: Path | None, *, accept_edit: bool = False) -> SessionFile:
    """Open a session for writing, its second copy being in `folder`.

    Everything in it is checked, odd bytes are set aside, and both copies are made the same before anything else. Raises
    `LockedError` if another program has it open, `EditedError` if it was changed by hand and `accept_edit` is false,
    `InputError` if it is damaged, newer than this program or not a session, and `MachineError`.
    """
    path = session_copies.session_path(path)
    session_copies.require_session(path)
    with locked(path) as release, in_words(path, FULL_TO_OPEN):
        chosen = session_copies.chosen_state(path, folder, accept_edit=accept_edit)
        session = session_of(chosen.state, path.name)
        sequence = chosen.state.stamp.sequence
        second = _second(path, session.id, folder)
        notices = [_keep(each) for each in chosen.set_aside]
        for each in filter(None, (path, second)):
            with suppress(OSError):
                DISK.remove(temporary_path(each))
        data = chosen.state.data
        if not data:
            sequence += 1
            data = Encoder().encode(session, sequence)
        if DISK.read(path) != data:
            _put(path, data)
        # What a program that was ended has replaced may not be on the disk under its name yet.
        with suppress(OSError):
            DISK.sync_folder(path.parent)
        file = SessionFile(path, session, sequence, second, release)
        file.begin([*notices, *chosen.notices])
        file.level(chosen.second_data)
        return file


def read_session(path: Path, folder: Path | None = None, *, accept_edit: bool = False) -> Session:
    """Return the session as it is on the disk, open elsewhere or not. Changes nothing.

    Raises `EditedError` if it was changed by hand and `accept_edit` is false, and `InputError` if it is missing,
    damaged, newer than this program or not a session.
    """
    path = session_copies.session_path(path)
    found = session_copies.chosen_state(path, folder, accept_edit=accept_edit)
    return session_of(found.state, path.name)


def _storage(path: Path, second: Path | None) -> AtomicStorage:
    storage = TinyDB(path, storage=AtomicStorage, mirror=second).storage
    assert isinstance(storage, AtomicStorage)  # noqa: S101  TinyDB types it as any storage
    return storage


def _second(path: Path, session: str, folder: Path | None) -> Path | None:
    """Return where the second copy goes; nowhere if the session itself is in that folder."""
    # Not Path.resolve, which until Python 3.12 fails at a link that leads to itself.
    if folder is None or path.parent == Path(os.path.realpath(folder)):
        return None
    return session_copies.second_copy(folder, session)


@contextmanager
def _created(path: Path, data: bytes) -> Iterator[Callable[[], None]]:
    """Write a new file and hold its lock, which the block passes on; if anything fails, the file is taken away again."""
    with in_words(path.parent):
        # Before the lock is taken, whose library would make a folder that everybody may look into.
        DISK.make_folder(path.parent)
    with locked(path) as release, in_words(path, FULL_TO_OPEN):
        session_copies.require_free(path)
        try:
            _put(path, data)
            yield release
        except BaseException:
            with suppress(OSError):
                DISK.remove(path)
            raise


def _put(path: Path, data: bytes) -> None:
    if len(data) > FILE_LIMIT:
        raise NotSavedError(TOO_LARGE)
    write_whole(path, data)


def _keep(found: session_copies.SetAside) -> str:
    """Set bytes aside and return the sentence about it."""
    try:
        kept = session_copies.kept_path(found.path, found.label, datetime.now(UTC))
        write_new(kept, found.data)
        DISK.sync_folder(kept.parent)
    except OSError as error:
        if not found.is_needed:
            return found.told
        raise MachineError(f"{found.told} {explain(error, found.path)} Nothing has been changed.") from error
    return f"{found.told} The other version was saved as {kept.name}."


class ViewedFile:
    """A session that is only looked at; it has what a session file that is open for writing has, and changes nothing."""

    is_stuck: Final = False
    lacks: Final = ""
    copies: Final = None

    def __init__(
        self, path: Path, session: Session, notices: tuple[str, ...], *, read_only: bool = True
    ) -> None:
        self.path = path
        self.read_only = read_only
        """False if whoever looks at it may try things that are kept nowhere."""
        self.session = session
        self.notices = notices

    def renew_mirror(self) -> bool:
        """Do nothing."""
        return False

    def save(self, after: Session) -> None:
        """Remember where the room is, on no disk. Raises `RuleError` for any other change."""
        others = (each.name for each in fields(Session) if each.name != "place")
        if any(getattr(after, name) is not getattr(self.session, name) for name in others):
            raise RuleError(REFUSED)
        self.session = after

    def carry_on(self, _path: Path, _after: Session, _folder: Path | None) -> None:
        """Raise `RuleError`: there is nothing to carry on."""
        raise RuleError(REFUSED)

    def close(self) -> None:
        """Do nothing."""


def view_session(path: Path, folder: Path | None = None) -> ViewedFile:
    """Read a session to look at it, open elsewhere or not, also one that a newer program wrote. Changes nothing.

    What a newer program added is left out, and a notice names both versions. Raises `InputError` or `MachineError`
    if it cannot be read.
    """
    path = session_copies.session_path(path)
    found = session_copies.chosen_state(path, folder)
    notices = (*(each.told for each in found.set_aside), *found.notices)
    try:
        return ViewedFile(path, session_of(found.state, path.name), notices)
    except NewerFormatError as error:
        return ViewedFile(path, session_of(found.state, path.name, lenient=True), (*notices, str(error)))
