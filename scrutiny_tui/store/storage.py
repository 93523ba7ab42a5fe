"""A session's file on the disk: a TinyDB storage that replaces it whole at each change, and the lock of its one writer.

A second copy is kept in another folder. A change is on the disk twice when `write` returns: encode, temporary file,
fsync, replace, fsync of the folder; then the same for the second copy. Whatever happens in between, each file holds one
whole state.
"""

from __future__ import annotations

import errno
import json
import os
import socket
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Final

from tinydb.storages import Storage

from scrutiny_tui.domain.fields import Text
from scrutiny_tui.domain.phrases import moment
from scrutiny_tui.domain.printable import safe
from scrutiny_tui.domain.records import record
from scrutiny_tui.store import disk_errors
from scrutiny_tui.store.codec import Reading, plain, read
from scrutiny_tui.store.system import DISK, FILE_LIMIT, FileState, local_time, write_new, write_whole

NO_SECOND: Final = "there is no backup folder"
"""Why only one copy is kept if nobody asked for two."""
_ALONE: Final = "The backup can no longer be saved. Everything is saved in one place only. {}"


class AtomicStorage(Storage):
    """Reads and writes what TinyDB's own JSON storage does, but replaces the file whole.

    The state is kept in memory as the file's bytes, so what is read is always a copy. If a change cannot be saved, the
    state stays as it was and `NotSavedError` is raised; the next change may go through.
    """

    def __init__(self, path: Path, mirror: Path | None = None) -> None:
        """Take the file, which is made if it is missing, and the file of the second copy, whose folder must be there.

        Raises `OSError` if the file cannot be made or read.
        """
        super().__init__()
        self.path = path
        self.mirror = mirror
        self.lacks = NO_SECOND if mirror is None else ""
        """Why only one copy is kept, as the end of a sentence; empty while there are two."""
        self.is_in_doubt = False
        """Whether the disk may hold the change that was refused last; until a write works, nothing is certain."""
        self.is_changed_outside = False
        """Whether another program wrote to the file while it was open here."""
        self.notices: list[str] = []
        """What has gone wrong with the second copy, in plain sentences."""
        if not DISK.is_there(path):
            write_new(path, b"")
        self._state = DISK.read(path) or b""
        self._file: FileState | None = DISK.state_at(path)
        self._folder = self._folder_now()

    @property
    def state(self) -> bytes:
        """The whole file as it was read or written last."""
        return self._state

    def read(self) -> dict[str, dict[str, Any]] | None:
        """Return a copy of all tables; None if nothing was ever written."""
        found: dict[str, dict[str, Any]] | None = json.loads(self._state) if self._state else None
        return found

    def write(self, data: Mapping[str, Any]) -> None:
        """Put these tables in place of all others; they are on the disk twice when this returns.

        Raises `NotSavedError` if they are not, `TypeError` or `ValueError` if something in them is not JSON.
        """
        self.replace(json.dumps(data).encode())

    def renew(self) -> bool:
        """Write the second copy again, whole; return whether there are two copies now."""
        if self.mirror is None or self.is_in_doubt:
            return False
        self.lacks = ""
        return self._write_mirror(told=False)

    def close(self) -> None:
        """Do nothing: whatever was written is on the disk."""

    def replace(self, data: bytes) -> None:
        """Put a whole file in place of the one before, as `write` does with tables. Raises `NotSavedError`."""
        if len(data) > FILE_LIMIT:
            raise disk_errors.NotSavedError(disk_errors.TOO_LARGE, self._told)
        self._refuse_strangers()
        try:
            write_whole(self.path, data)
            self._state, self.is_in_doubt = data, False
            self._remember_file()
            if not self.lacks:
                self._write_mirror(told=True)
        except OSError as error:
            self._take_back(error)
        except BaseException:  # it was interrupted: whoever asked for the change does not know of it
            self.is_in_doubt = True
            self._remember_file()
            raise

    def _take_back(self, error: OSError) -> None:
        """Raise `NotSavedError` after putting the state of before back, so that what is told is what the disk holds."""
        if self._file is None or self._look(self.path) != self._file:
            self.is_in_doubt = True
            with suppress(OSError):
                write_whole(self.path, self._state)
                self.is_in_doubt = False
            self._remember_file()
        raise disk_errors.not_saved(error, self.path, self._told) from error

    @property
    def _told(self) -> str:
        """What a refused change is told to be."""
        return disk_errors.IN_DOUBT if self.is_in_doubt else disk_errors.NOT_SAVED

    def _remember_file(self) -> None:
        self._file = None  # until it is known again
        self._file = self._look(self.path)

    def _look(self, path: Path) -> FileState | None:
        with suppress(OSError):
            return DISK.state_at(path)
        return None

    def _refuse_strangers(self) -> None:
        """Raise `NotSavedError` if another program wrote to the file since: its state would be lost."""
        try:
            there: FileState | None = DISK.state_at(self.path)
        except OSError as error:
            # A stick that was pulled out took the folder with it, and brings it back.
            if not isinstance(error, FileNotFoundError) or not DISK.is_there(self.path.parent):
                raise disk_errors.not_saved(error, self.path, self._told) from error
            there = None
        if self._file and there != self._file and not self.is_in_doubt:
            self.is_changed_outside = True
            raise disk_errors.NotSavedError(disk_errors.CHANGED_OUTSIDE, disk_errors.NOT_SAVED)

    def _write_mirror(self, *, told: bool) -> bool:
        """Bring the second copy to the state; if that fails, one copy is kept and `lacks` says why."""
        path = self.mirror
        if path is None:
            return False
        try:
            folder = DISK.state_at(path.parent).identity
            # A stick that comes back may have another number, and then has our file; another disk at its path has not.
            if self._folder not in {None, folder} and not DISK.is_there(path):
                raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path.parent))
            self._folder = folder
            write_whole(path, self._state)
        except OSError as error:
            self.lacks = disk_errors.lacks_because(error)
            if told:
                self.notices.append(_ALONE.format(disk_errors.explain(error, path)))
            return False
        return True

    def _folder_now(self) -> tuple[int, int] | None:
        """Return which folder the second copy's is: where a stick was, its path may mean another disk's later."""
        found = self._look(self.mirror.parent) if self.mirror else None
        return found.identity if found else None


_LONGEST_NAME: Final = 80
"""Characters of a computer's name that are told."""


@contextmanager
def locked(path: Path) -> Iterator[Callable[[], None]]:
    """Hold the session's lock, which the block passes on; it is released if the block fails."""
    lock, note = path.with_suffix(".lock"), path.with_suffix(".opened")
    with disk_errors.in_words(lock, disk_errors.FULL_TO_OPEN):
        free = DISK.lock(lock)
    if free is None:
        told = None
        with suppress(OSError):
            told = DISK.read(note)
        raise disk_errors.LockedError(f"{say_who(told)} Close it there, or open it here read-only.")

    def release() -> None:
        with suppress(OSError):
            DISK.remove(note)
        free()

    try:
        with suppress(OSError):
            DISK.remove(note)
            write_new(note, describe_opening(), synced=False)
        yield release
    except BaseException:
        release()
        raise


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Hold a session's lock; the lock file goes if no session is left that it could belong to."""
    lock = path.with_suffix(".lock")
    with locked(path) as release:
        try:
            yield
        finally:
            if sys.platform != "win32":
                # Removed while it is held: whoever takes it next finds that it is gone and makes a new one.
                _drop_lock(path, lock)
            release()
            if sys.platform == "win32":
                _drop_lock(path, lock)


def _drop_lock(path: Path, lock: Path) -> None:
    with suppress(OSError):
        if not DISK.is_there(path):
            DISK.remove(lock)


@record
class Holder:
    """Who has a session open, as the note beside it tells others."""

    host: Annotated[str, Text(_LONGEST_NAME)]
    opened: datetime
    """In the room's time."""


def describe_opening() -> bytes:
    """Return the note that tells others who has the session open."""
    return json.dumps(plain(Holder(socket.gethostname()[:_LONGEST_NAME], local_time()))).encode("ascii")


def say_who(note: bytes | None) -> str:
    """Turn the holder's note into words; a missing or odd note, which anybody may have written, gives fewer."""
    holder = None
    with suppress(ValueError, RecursionError):
        holder = read(Holder, json.loads(note or b"{}"), Reading("", lenient=True))
    if holder is None:
        return "This workshop is already open in another program."
    return f"This workshop is already open on {safe(holder.host)} (since {moment(holder.opened)})."
