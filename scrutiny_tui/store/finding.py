"""Finds session files without opening them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from scrutiny_tui.domain.errors import MachineError
from scrutiny_tui.store.journal.errors import explain

SUFFIX: Final = ".json"
"""How the name of a session file ends."""

BOX_SUFFIX: Final = ".box"
"""How that of the totals of an open vote ends, where only totals are kept."""


def session_paths(folder: Path, others: Iterable[Path] = ()) -> Iterator[Path]:
    """Yield the session files of a folder, and others that are there, the one changed last first.

    Raises `MachineError` where the folder cannot be looked into, unless others are there: a workshop that was carried
    on elsewhere because of that folder is found without it.
    """
    outside = [path for path in others if path.parent != folder and _is_there(path)]
    try:
        inside = [path for path in _named_alike(folder) if _is_there(path)]
    except OSError as error:
        if not outside:
            raise MachineError(explain(error, folder)) from error
        inside = []
    yield from sorted([*inside, *outside], key=lambda path: (-last_changed(path), path.name))


def _named_alike(folder: Path) -> list[Path]:
    """Return what is named like a session in a folder; nothing where there is no folder. Raises `OSError`."""
    try:
        # Not Path.glob, which finds nothing in a folder of somebody else and does not say why.
        return [path for path in folder.iterdir() if os.path.normcase(path.name).endswith(SUFFIX)]
    except FileNotFoundError:
        return []


def _is_there(path: Path) -> bool:
    with suppress(OSError):  # a stick that is pulled out, or a folder of somebody else
        return path.is_file()
    return False


def last_changed(path: Path) -> float:
    """Return when the session was last written to, in seconds since the epoch; 0 where no file of it is there."""
    files = (path, path.with_suffix(".journal"), path.with_suffix(BOX_SUFFIX))
    changed = [0.0]
    for each in files:
        with suppress(OSError):
            changed.append(each.stat().st_mtime)
    return max(changed)
