"""Folders on which a workshop could be carried on: memory sticks, the home folder, the folder of second copies."""

from __future__ import annotations

import os
import shutil
import string
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from getpass import getuser
from pathlib import Path
from typing import Final

from scrutiny_tui.store.system import is_folder

NEEDED: Final = 4 * 1024 * 1024
"""Bytes that must be free for a folder to be suggested: the session twice, and what is held back."""


@dataclass(frozen=True, slots=True)
class Refuge:
    """A folder that can be written to."""

    name: str
    """What a person calls it; it gives no path, which could hold a name."""
    folder: Path
    other_disk: bool
    """Whether it is on another disk than the session."""


def refuges(session: Path, mirror: Path, home: Path, sticks: Iterable[Path]) -> tuple[Refuge, ...]:
    """Return the folders that can be written to now, each once: the mirror's, then sticks, then the home folder."""
    wanted = [("the backup folder", mirror)]
    wanted += [(f"the USB stick or drive {stick.name or stick.drive}", stick) for stick in sticks]
    wanted.append(("your home folder", home))
    ours = _disk_of(session.parent)
    found = {
        folder: Refuge(name, folder, _disk_of(folder) != ours)
        for name, folder in reversed(wanted)
        if has_room(folder) and folder != session.parent
    }
    return tuple(reversed(found.values()))


def find_sticks() -> Iterator[Path]:
    """Yield the folders under which this system shows memory sticks and further drives."""
    if sys.platform == "win32":
        for letter in string.ascii_uppercase[3:]:
            drive = Path(f"{letter}:\\")
            if is_folder(drive):
                yield drive
        return
    for root in _roots():
        with suppress(OSError):
            yield from sorted(path for path in root.iterdir() if path.is_dir() and not path.is_symlink())


def has_room(folder: Path) -> bool:
    """Say whether a folder, which may have to be made, can be written to and has room for a session."""
    there = next((each for each in (folder, *folder.parents) if is_folder(each)), None)
    if there is None or not os.access(there, os.W_OK | os.X_OK):
        return False
    try:
        return shutil.disk_usage(there).free >= NEEDED
    except OSError:
        return False


def _roots() -> tuple[Path, ...]:
    try:
        user = getuser()
    except (OSError, KeyError):
        user = ""
    named = (Path("/media") / user, Path("/run/media") / user) if user else ()
    return (*named, Path("/media"), Path("/Volumes"), Path("/mnt"))


def _disk_of(folder: Path) -> int | None:
    for each in (folder, *folder.parents):
        with suppress(OSError):
            return each.stat().st_dev
    return None
