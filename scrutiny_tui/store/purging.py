"""Leaves nothing of what was removed from a session in any of its files that this program can reach."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Final

from scrutiny_tui.domain.errors import MachineError
from scrutiny_tui.store.box import box_paths
from scrutiny_tui.store.journal.errors import explain
from scrutiny_tui.store.journal.places import (
    ballast_path,
    lock_path,
    main_place,
    mirror_place,
    moving_path,
    opened_path,
    session_files,
)
from scrutiny_tui.store.journal.second import NONE
from scrutiny_tui.store.journal.system import System
from scrutiny_tui.store.sessions import SessionFile

_NOT_ANEW: Final = (
    "What was deleted may still be in the files, until the workshop is closed and opened again."
)
_SECOND: Final = "The second copy in {} may still hold what was deleted: {}."
_LEFT: Final = "It may still hold what was deleted."


def purge(
    file: SessionFile, now: datetime, mirrors: Iterable[Path] = (), system: System | None = None
) -> tuple[str, ...]:
    """Write a session's file whole now, so that nothing is left of what was removed from it; return what is out of reach.

    To be called once the change that removes something is saved: that alone decides what the session is. Then the
    session's file and its second copy are written anew and both journals begun anew, and after that every other file of
    the session is removed: all dated copies, bytes that were set aside, unfinished replacements, and second copies in
    `mirrors` other than the folder in use. At last one dated copy is made of `now`.

    Every step can be done again, so that a purge which was cut off is finished by calling this once more after the next
    opening; whoever calls it keeps in the session that it is to be done. Returns a sentence for each thing that may
    still hold what was removed, and nothing where all is done; never raises for a file that cannot be touched. Copies
    under another name, of another folder or on another disk are not known here.
    """
    try:
        file.write_anew()
    except MachineError as error:
        # As long as the journal is needed, no older file of the session is given up.
        return (f"{error} {_NOT_ANEW}",)
    system = system or System()
    folders = tuple(dict.fromkeys((file.mirror, *mirrors)))
    told = [_SECOND.format(file.mirror, file.lacks)] if file.lacks not in {"", NONE} else []
    told += _removed(system, file, folders)
    return (*told, *filter(None, [file.keep_copy(now)]))


def _removed(system: System, file: SessionFile, folders: tuple[Path, ...]) -> Iterator[str]:
    """Remove all but what the session is now; yield a sentence for each file that could not be."""
    needed = _needed(file)
    for folder in folders:
        try:
            found = session_files(system, file.path, folder)
        except OSError as error:
            yield f"{explain(error, folder)} {_LEFT}"
            continue
        for each in found:
            if each not in needed:
                yield from _remove(system, each)


def _remove(system: System, path: Path) -> Iterator[str]:
    try:
        system.remove(path)
        system.sync_folder(path.parent)
    except OSError as error:
        yield f"{explain(error, path)} {_LEFT}"


def _needed(file: SessionFile) -> frozenset[Path]:
    """Return the files of a session that is open: they hold what it is now, or nothing of it."""
    main = main_place(file.path)
    second = mirror_place(file.mirror, main, file.session.id)
    notes = (lock_path(main), opened_path(main), ballast_path(main), moving_path(main))
    boxes = box_paths(file.path, file.session.id, file.mirror)
    return frozenset((main.snapshot, main.journal, second.snapshot, second.journal, *notes, *boxes))
