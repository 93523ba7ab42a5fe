"""One writer for each session: a lock file, and a note of who holds it."""

from __future__ import annotations

import json
import os
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from scrutiny_tui.domain.errors import MachineError
from scrutiny_tui.domain.phrases import moment
from scrutiny_tui.store.disk_errors import FULL_TO_OPEN, LockedError, explain, is_full
from scrutiny_tui.store.system import System, write_new

_LONGEST_WORD: Final = 80


@contextmanager
def locked(path: Path, system: System) -> Iterator[Callable[[], None]]:
    """Hold the session's lock, which the block passes on; it is released if the block fails."""
    lock, note = path.with_suffix(".lock"), path.with_suffix(".opened")
    try:
        free = system.lock(lock)
    except OSError as error:
        reason = explain(error, lock)
        raise MachineError(f"{reason} {FULL_TO_OPEN}" if is_full(error) else reason) from error
    if free is None:
        told = None
        with suppress(OSError):
            told = system.read(note)
        raise LockedError(f"{say_who(told)} Close it there, or open it here read-only.")

    def release() -> None:
        with suppress(OSError):
            system.remove(note)
        free()

    try:
        with suppress(OSError):
            system.remove(note)
            write_new(system, note, describe_opening(), synced=False)
        yield release
    except BaseException:
        release()
        raise


@contextmanager
def held(system: System, path: Path) -> Iterator[None]:
    """Hold a session's lock; the lock file goes if no session is left that it could belong to."""
    lock = path.with_suffix(".lock")
    with locked(path, system) as release:
        try:
            yield
        finally:
            if sys.platform != "win32":
                # Removed while it is held: whoever takes it next finds that it is gone and makes a new one.
                _drop_lock(system, path, lock)
            release()
            if sys.platform == "win32":
                _drop_lock(system, path, lock)


def _drop_lock(system: System, path: Path, lock: Path) -> None:
    with suppress(OSError):
        if not system.is_there(path):
            system.remove(lock)


def describe_opening() -> bytes:
    """Return the note that tells others who has the session open."""
    note = {
        "pid": os.getpid(),
        "host": socket.gethostname(),
        "opened": datetime.now(UTC).isoformat(timespec="seconds"),
    }
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
