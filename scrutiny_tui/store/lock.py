"""One writer for each session: a lock file that is never deleted, and a note of who holds it."""

from __future__ import annotations

import errno
import json
import os
import socket
import warnings
from datetime import datetime
from typing import TYPE_CHECKING, Any

from scrutiny_tui.domain.phrases import moment

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_LONGEST_WORD = 80


def take_lock(path: Path) -> Callable[[], None] | None:
    """Take the lock file at `path` and return what releases it, or nothing if another program holds it.

    The operating system releases the lock of a process that dies. Raises `OSError` if the file cannot be created.
    """
    from filelock import FileLock, Timeout  # noqa: PLC0415  only a writer pays for the import

    lock = FileLock(path, timeout=0, mode=0o600, thread_local=False)
    try:
        with warnings.catch_warnings():
            # On a drive without locks the library warns and goes on with a file that a crash would leave behind.
            warnings.simplefilter("error", UserWarning)
            lock.acquire()
    except (NotImplementedError, UserWarning):
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK), str(path)) from None
    except Timeout:
        # The library waits in vain too where no file can be made; a lock that somebody holds has its file.
        if not path.exists():
            raise PermissionError(errno.EACCES, "you can't save files in this folder", str(path)) from None
        return None
    return lock.release


def describe_opening(now: datetime) -> bytes:
    """Return the note that tells others who has the session open."""
    note = {"pid": os.getpid(), "host": socket.gethostname(), "opened": now.isoformat(timespec="seconds")}
    return json.dumps(note).encode("ascii")


def say_who(note: bytes | None) -> str:
    """Turn the holder's note into words; a missing or odd note, which anybody may have written, gives fewer."""
    try:
        found: Any = json.loads(note or b"{}")
    except (ValueError, RecursionError):
        found = {}
    words = (
        {key: _word(found.get(key)) for key in ("pid", "host", "opened")} if isinstance(found, dict) else {}
    )
    if not all(words.values()) or not words:
        return "This workshop is already open in another program."
    opened, host = _moment(words["opened"]), words["host"]
    return f"This workshop is already open on {host} (since {opened})."


def _moment(written: str) -> str:
    """Return a moment as the room's own clock shows it; what is no moment as it is written."""
    try:
        when = datetime.fromisoformat(written).astimezone()
    except (ValueError, OverflowError, OSError):
        return written
    return moment(when)


def _word(value: object) -> str:
    text = str(value) if isinstance(value, str | int) else ""
    return "".join(letter for letter in text if letter.isprintable())[:_LONGEST_WORD]
