"""A session file on its way to another laptop: as bytes, and from bytes that anybody may have written."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from scrutiny_tui.domain.errors import InputError
from scrutiny_tui.domain.session import Session
from scrutiny_tui.store.journal.reading import read_snapshot
from scrutiny_tui.store.journal.replay import Broken
from scrutiny_tui.store.journal.snapshot import read_snapshot_bytes, render
from scrutiny_tui.store.parse import parse_session
from scrutiny_tui.store.written import write_item, write_wording

SESSION: Final = "session.json"
"""What a session's file is called in a zip file."""
PACK: Final = "pack"
"""The folder of the pack in a zip file."""


def session_bytes(path: Path, mirror: Path) -> bytes:
    """Return a session as one whole file, as it is on the disk now; open elsewhere or not. Changes nothing.

    What is in of votes that are open is not there where only totals are kept. Raises `InputError` or `MachineError`
    where it cannot be read.
    """
    found = read_snapshot(path, mirror)
    return render(found.tables, found.session, found.point.sequence)[0]


def session_of(data: bytes, file: str) -> Session:
    """Return the session that a whole file holds, with everything in it checked; `file` is named in every problem.

    Raises `InputError` where it is damaged, was changed by hand, is newer than this program or no session.
    """
    found = read_snapshot_bytes(data)
    if isinstance(found, Broken):
        raise InputError(f"{file} is damaged: {found.reason}. Nothing was unpacked.")
    if not found.sealed:
        raise InputError(f"{file} was changed by hand. Nothing was unpacked.")
    return parse_session(found.tables, file)


def wording_of(session: Session) -> dict[str, Any]:
    """Return the wording that a session is held with, for people and programs to read beside it."""
    items = {str(item.number): write_item(item) for item in session.wording.items}
    return {**write_wording(session.wording), "items": items}
