"""Which workshops were carried on outside the sessions folder, so that the start page finds them again."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from scrutiny_tui.store.journal.system import System, write_whole

NAME: Final = "elsewhere.txt"
"""A list of session files, one path a line, the one noted last at the end."""

_LONGEST: Final = 64 * 1024
"""Bytes that are read of a list; anything longer was not written by this program."""
_MOST: Final = 50
"""How many paths are kept, the newest."""


def note_elsewhere(folders: Iterable[Path], session: Path, system: System | None = None) -> bool:
    """Add a session to the list in the first of the folders that can be written; return whether one could."""
    return _change(folders, session, system or System(), present=True)


def forget_elsewhere(folders: Iterable[Path], session: Path, system: System | None = None) -> None:
    """Take a session off every list that names it, as far as they can be written."""
    system = system or System()
    for folder in folders:
        if session in _listed(folder, system):
            _change((folder,), session, system, present=False)


def noted_elsewhere(folders: Iterable[Path], system: System | None = None) -> tuple[Path, ...]:
    """Return the sessions on the lists, there or not; a list that cannot be read says nothing."""
    system = system or System()
    found = (path for folder in folders for path in _listed(folder, system))
    return tuple(dict.fromkeys(found))


def _change(folders: Iterable[Path], session: Path, system: System, *, present: bool) -> bool:
    for folder in folders:
        others = [path for path in _listed(folder, system) if path != session]
        kept = [*others, session][-_MOST:] if present else others
        text = "".join(f"{path}\n" for path in kept)
        try:
            system.make_folder(folder)
            write_whole(system, folder / NAME, text.encode("utf-8", "surrogateescape"))
        except OSError:
            continue
        return True
    return False


def _listed(folder: Path, system: System) -> list[Path]:
    try:
        data = system.read(folder / NAME) or b""
    except OSError:
        return []
    if len(data) > _LONGEST:
        return []
    lines = data.decode("utf-8", "surrogateescape").split("\n")
    paths = (Path(line) for line in lines if line and "\0" not in line)
    return [path for path in paths if path.is_absolute() and path.suffix == ".json"]
