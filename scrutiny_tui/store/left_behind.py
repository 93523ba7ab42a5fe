"""Boxes that stay behind where a workshop was carried on from, until the new one is there for good.

Beside the totals that the workshop goes on with, one that stayed would tell by the difference how the next person
answered.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from scrutiny_tui.store.box_bytes import Left
from scrutiny_tui.store.finding import BOX_SUFFIX
from scrutiny_tui.store.journal.system import System


def mark(system: System, folder: Path, boxes: Iterable[Path]) -> Iterator[Left]:
    """Yield what to remember of these boxes in a box of this folder; one that cannot be read is left out."""
    for path in boxes:
        with suppress(OSError):
            data = system.read(path)
            if data is not None:
                yield Left(_seen_from(folder, path), hashlib.sha256(data).hexdigest())


def take_away(system: System, folder: Path, left: Iterable[Left]) -> Iterator[Left]:
    """Remove boxes that were left, unless they were written again since; yield those that could not be removed."""
    for each in left:
        path = folder / each.path
        try:
            data = system.read(path) if path.suffix == BOX_SUFFIX else None
            if data is not None and hashlib.sha256(data).hexdigest() == each.sha256:
                system.remove(path)
                system.sync_folder(path.parent)
        except OSError:
            yield each


def _seen_from(folder: Path, path: Path) -> str:
    try:
        return os.path.relpath(path, folder)
    except ValueError:  # another drive of Windows
        return str(path)
