"""Finds files that hold the same session under another name or of another place, without reading them whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from scrutiny_tui.store.journal.places import BACKUPS, session_files
from scrutiny_tui.store.journal.system import System
from scrutiny_tui.store.plain_file import read_plain

_HEAD: Final = 512
"""Bytes in which the seal stands, which names the session."""


def other_copies(
    path: Path, session: str, folders: Iterable[Path], system: System | None = None
) -> tuple[Path, ...]:
    """Return other files with this session in the folder of `path`, in `folders` and among the dated copies in them.

    The session's own files are not among them. A folder or file that cannot be read says nothing.
    """
    system = system or System()
    wide = dict.fromkeys((path.resolve().parent, *folders))
    own = {file for folder in wide for file in _own(system, path, folder)}
    mark = f'"session":"{session}"'.encode()
    there = (file for folder in wide for part in (folder, folder / BACKUPS) for file in _files(system, part))
    return tuple(file for file in dict.fromkeys(there) if file not in own and mark in _head(file))


def _own(system: System, path: Path, folder: Path) -> tuple[Path, ...]:
    with suppress(OSError):
        return session_files(system, path, folder)
    return ()


def _files(system: System, folder: Path) -> Iterator[Path]:
    with suppress(OSError):
        yield from (folder / name for name in system.names(folder) if name.endswith(".json"))


def _head(path: Path) -> bytes:
    with suppress(OSError):
        return read_plain(path, _HEAD)
    return b""
