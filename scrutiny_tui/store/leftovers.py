"""Takes what was removed from a session out of its other files, as far as this program can reach them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Final

from scrutiny_tui.domain.errors import MachineError
from scrutiny_tui.domain.session import Session
from scrutiny_tui.store.dated_copies import FOLDER, DatedCopies, dated_copies
from scrutiny_tui.store.errors import explain
from scrutiny_tui.store.finding import read_head
from scrutiny_tui.store.names import SUFFIX
from scrutiny_tui.store.session_copies import second_copy, side_files
from scrutiny_tui.store.session_file import SessionFile
from scrutiny_tui.store.storage import NO_SECOND
from scrutiny_tui.store.system import System

_SECOND: Final = "The second copy in {} may still hold what was taken out: {}."
_COPIES: Final = "Dated copies that were made before may still hold what was taken out. {}"
_ASIDE: Final = (
    "{} was set aside earlier and may still hold what was taken out; delete it by hand if it does."
)


def take_out(
    file: SessionFile,
    folders: Iterable[Path],
    now: datetime,
    *,
    thoroughly: bool,
    system: System | None = None,
) -> tuple[str, ...]:
    """Remove every file that holds more than an open session does now, and make one dated copy anew if any was removed.

    `folders` are all that may hold second copies and dated copies of it. Bytes that were set aside are removed only
    `thoroughly`. Everything can be done again: what a crash cut off, or a stick that was not plugged in kept, goes the
    next time. Returns a sentence for each thing that may still hold what was taken out; never raises for a file that
    cannot be touched.
    """
    system = system or System()
    own = file.copies.folder if file.copies else None
    told = [_SECOND.format(own, file.lacks)] if file.lacks not in {"", NO_SECOND} else []
    before = _number_of_copies(system, file, own)
    for folder in dict.fromkeys(filter(None, (own, *folders))):
        told += _from_folder(system, file, folder, is_own=folder == own)
    for path in _set_aside(system, file, own):
        told += _remove(system, path) if thoroughly else [_ASIDE.format(path)]
    if thoroughly or _number_of_copies(system, file, own) < before:
        told += filter(None, [file.keep_copy(now)])
    return tuple(dict.fromkeys(told))


def newest_holds_more(file: SessionFile, system: System | None = None) -> bool:
    """Say whether the newest dated copy of an open session holds what was taken out of it since."""
    with suppress(OSError):
        if copies := file.copies:
            ours = [each for each in dated_copies(copies.folder, system) if each.session == file.session.id]
            newest = max(ours, key=lambda each: each.age, default=None)
            return newest is not None and not copies.is_harmless(newest.path, file.session)
    return False


def other_files(
    path: Path, session: Session, folders: Iterable[Path], system: System | None = None
) -> tuple[Path, ...]:
    """Return other files that hold more of the same session than it does now: beside it, in `folders`, among the copies.

    The session's own files are not among them. A folder or file that cannot be read says nothing.
    """
    system = system or System()
    wide = dict.fromkeys((path.parent, *folders))
    own = {path, *(second_copy(folder, session.id) for folder in wide)}
    there = (file for folder in wide for part in (folder, folder / FOLDER) for file in _files(system, part))
    copies = DatedCopies(path.parent, session.id, system)
    return tuple(
        file
        for file in dict.fromkeys(there)
        if file not in own and holds_session(file, session.id) and not copies.is_harmless(file, session)
    )


def holds_session(path: Path, session: str) -> bool:
    """Say whether a file says that it holds this session."""
    head = read_head(path)
    return head is not None and head.session == session


def _from_folder(system: System, file: SessionFile, folder: Path, *, is_own: bool) -> Iterator[str]:
    copies = DatedCopies(folder, file.session.id, system)
    try:
        copies.remove(but_for=lambda path: copies.is_harmless(path, file.session))
    except MachineError as error:
        # Another folder that is not there is that of a stick which is not plugged in.
        if is_own and not file.lacks:
            yield _COPIES.format(error)
    stale = second_copy(folder, file.session.id)
    with suppress(OSError):
        if not is_own and system.is_there(stale) and not copies.is_harmless(stale, file.session):
            yield from _remove(system, stale)


def _set_aside(system: System, file: SessionFile, own: Path | None) -> tuple[Path, ...]:
    second = second_copy(own, file.session.id) if own else None
    found: tuple[Path, ...] = ()
    for path in filter(None, (file.path, second)):
        with suppress(OSError):
            found += side_files(system, path)
    copies = DatedCopies(file.path.parent, file.session.id, system)
    return tuple(path for path in found if not copies.is_harmless(path, file.session))


def _remove(system: System, path: Path) -> list[str]:
    try:
        system.remove(path)
        system.sync_folder(path.parent)
    except OSError as error:
        return [f"{explain(error, path)} It may still hold what was taken out."]
    return []


def _number_of_copies(system: System, file: SessionFile, folder: Path | None) -> int:
    with suppress(OSError):
        return sum(each.session == file.session.id for each in dated_copies(folder, system)) if folder else 0
    return 0


def _files(system: System, folder: Path) -> Iterator[Path]:
    with suppress(OSError):
        yield from (folder / name for name in system.names(folder) if name.endswith(SUFFIX))
