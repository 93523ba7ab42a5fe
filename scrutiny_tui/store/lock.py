"""One writer for each session: a lock file, and a note of who holds it."""

from __future__ import annotations

import json
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Annotated, Final

from scrutiny_tui.domain.errors import MachineError
from scrutiny_tui.domain.fields import Text
from scrutiny_tui.domain.phrases import moment
from scrutiny_tui.domain.printable import safe
from scrutiny_tui.domain.records import record
from scrutiny_tui.store.codec import Reading, plain, read
from scrutiny_tui.store.disk_errors import FULL_TO_OPEN, LockedError, explain, is_full
from scrutiny_tui.store.system import System, local_time, write_new

_LONGEST_NAME: Final = 80
"""Characters of a computer's name that are told."""


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
