"""Keeps the file of an older version beside it before it is written in the version of now."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from scrutiny_tui.domain.errors import MachineError
from scrutiny_tui.store.journal.errors import explain
from scrutiny_tui.store.journal.places import kept_path
from scrutiny_tui.store.journal.system import System, write_new


def keep_original(path: Path, system: System | None = None) -> Path:
    """Copy a session file as it is to a name of its own beside it, and return that; raises `MachineError`."""
    system = system or System()
    kept = kept_path(system, path, "before", datetime.now(UTC))
    try:
        write_new(system, kept, system.read(path) or b"")
        system.sync_folder(kept.parent)
    except OSError as error:
        raise MachineError(f"{explain(error, kept)} This was not saved.") from error
    return kept
