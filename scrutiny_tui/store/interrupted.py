"""Finishes, or takes back, a renaming that a power cut stopped, so that no copy is left that nobody knows of."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Final

from scrutiny_tui.domain.errors import ScrutinyError
from scrutiny_tui.store.journal.places import Place, main_place, moving_path, session_files
from scrutiny_tui.store.journal.system import System
from scrutiny_tui.store.upkeep import Move, forget_move, held, tidy

_ENDING: Final = ".moving"
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
