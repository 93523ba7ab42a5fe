"""Finishes, or takes back, what a power cut stopped, so that no copy is left that nobody knows of.

A session is renamed, or carried on in a new file.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final

from scrutiny_tui.domain.errors import ScrutinyError
from scrutiny_tui.store.box_bytes import was_begun_by_carrying_on
from scrutiny_tui.store.finding import BOX_SUFFIX
from scrutiny_tui.store.journal.copies import has_session
from scrutiny_tui.store.journal.places import Place, main_place, moving_path, session_files
from scrutiny_tui.store.journal.system import System
from scrutiny_tui.store.upkeep import Move, forget_move, held, tidy

_ENDING: Final = ".moving"
_BOXES: Final = (BOX_SUFFIX, f"{BOX_SUFFIX}.tmp")
_LONGEST: Final = 1024
"""Bytes of a note that are read; it holds one file name."""


def finish_moves(
    folder: Path, mirror: Path, system: System | None = None, *, more: tuple[Path, ...] = ()
) -> None:
    """Look in a folder for renamings that were stopped; finish those whose session has its new name already.

    Of the others the copies under the new name are removed. What cannot be done now is left for the next time.
    """
    system = system or System()
    with suppress(OSError, ScrutinyError):
        for name in system.names(folder):
            stem, ending, rest = name.partition(_ENDING)
            if ending and rest in {"", ".tmp"}:
                new = main_place(folder / f"{stem}.json")
                with held(system, new):
                    if rest:
                        system.remove(folder / name)
                    else:
                        _finish(system, new, (mirror, *more))


def _finish(system: System, new: Place, mirrors: tuple[Path, ...]) -> None:
    note = (system.read(moving_path(new)) or b"")[:_LONGEST].decode("utf-8", "replace")
    if not note.endswith(".json") or Path(note).name != note or not note.isprintable():
        return
    old = main_place(new.snapshot.with_name(note))
    there = system.names(new.snapshot.parent)
    is_moved, has_stayed = new.snapshot.name in there, old.snapshot.name in there
    if is_moved and not has_stayed:
        with held(system, old):
            list(tidy(system, Move(old, new, mirrors[0], (), mirrors[1:])))
        forget_move(system, new)
    elif has_stayed and not is_moved:
        for mirror in mirrors:
            for file in session_files(system, new.snapshot, mirror):
                system.remove(file)


def drop_begun(
    folder: Path, listed: Iterable[Path], mirrors: tuple[Path, ...], system: System | None = None
) -> None:
    """Take away the totals of open votes that were written for a new file which never came to be.

    Looks in a folder and at the places of `listed` sessions. What cannot be done now is left for the next time.
    """
    system = system or System()
    there: set[Path] = set()
    with suppress(OSError):
        there.update(folder / f"{stem}.json" for stem in _orphans(system, folder))
    for path in {*there, *listed}:
        with suppress(OSError, ScrutinyError):
            _drop(system, main_place(path), mirrors)


def _orphans(system: System, folder: Path) -> set[str]:
    """Return the stems of the boxes in a folder that have no session beside them."""
    names = system.names(folder)
    boxes = {name.removesuffix(end) for name in names for end in _BOXES if name.endswith(end)}
    return boxes - {name.rpartition(".")[0] for name in names if name.endswith((".json", ".journal"))}


def _drop(system: System, place: Place, mirrors: tuple[Path, ...]) -> None:
    box = place.snapshot.with_suffix(BOX_SUFFIX)
    if not {box.name, f"{box.name}.tmp"} & set(system.names(box.parent)):
        return
    with held(system, place):
        data = system.read(box)
        if has_session(system, place) or (data is not None and not was_begun_by_carrying_on(data)):
            return
        files = {file for mirror in mirrors for file in session_files(system, place.snapshot, mirror)}
        # The one beside the place of the session goes last: it tells that there may be others.
        for file in sorted(files, key=lambda file: file.parent == box.parent):
            if file.name.endswith(_BOXES):
                system.remove(file)
                system.sync_folder(file.parent)
