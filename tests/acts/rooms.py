"""What tests do with a workshop."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.store.session_paths import read_head
from tests.support.sessions import NOW, FixedClock, library


def times_saved(room: Workshop) -> int:
    """Return how often a workshop was saved, going by its file."""
    head = read_head(room.path)
    assert head is not None
    return head.sequence


def after_a_crash(room: Workshop, folder: Path, clock: FixedClock | None = None) -> Workshop:
    """Open what a power cut would have left of a workshop that was never closed, on another machine."""
    shelf = library(folder, clock=clock)
    shelf.places.sessions.mkdir(parents=True)
    left = Path(shutil.copy(room.path, shelf.places.sessions))
    os.utime(left, (0, NOW.timestamp()))
    return shelf.open(left)
