"""The folder of reports about mistakes in the program: for the owner only, and never many."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Final

from scrutiny_tui.store.system import System, write_new

MOST_KEPT: Final = 10
"""How many reports are kept; the oldest goes first."""

_BEGINNING: Final = "crash-"
_ENDING: Final = ".txt"


def keep_report(text: str, folder: Path, now: datetime, system: System | None = None) -> Path:
    """Write a report into the folder, which is made where it is missing, and return its path.

    The name tells the moment and nothing else. Raises `OSError` as the system does.
    """
    system = system or System()
    system.make_folder(folder)
    earlier = [
        name for name in system.names(folder) if name.startswith(_BEGINNING) and name.endswith(_ENDING)
    ]
    for name in earlier[: len(earlier) - MOST_KEPT + 1] if len(earlier) >= MOST_KEPT else []:
        system.remove(folder / name)
    path = folder / f"{_BEGINNING}{now:%Y%m%dT%H%M%S%f}{_ENDING}"
    write_new(system, path, text.encode("ascii", "backslashreplace"))
    return path
