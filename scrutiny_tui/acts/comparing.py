"""Which workshops can be compared; those of a folder are read one after the other, so that only one is in memory."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from scrutiny_tui.acts.library import Entry, Library
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.errors import InputError, MachineError, ScrutinyError
from scrutiny_tui.store.disk_errors import explain
from scrutiny_tui.store.session_paths import is_same, session_paths


def entries_of(library: Library, folder: Path) -> Iterator[Entry]:
    """Return the sessions of a folder in the order of their names, each read when it is come to, or why it cannot be.

    Raises `InputError` if there is no such folder or no file of a session is in it, and `MachineError` if it
    cannot be looked into.
    """
    return (entry_of(library, path) for path in _paths(folder))


def _paths(folder: Path) -> list[Path]:
    try:
        is_there = folder.is_dir()
    except OSError as error:
        raise MachineError(explain(error, folder)) from error
    if not is_there:
        raise InputError(f"There is no folder {folder}.")
    found = sorted(session_paths(folder), key=lambda path: path.name)
    if not found:
        raise InputError(f"There is no workshop in {folder}.")
    return found


def entry_of(library: Library, path: Path) -> Entry:
    """Return a session, or why it cannot be read."""
    try:
        return Entry(path, library.read(path))
    except ScrutinyError as error:
        return Entry(path, None, str(error).splitlines()[0])


def to_compare(library: Library, going_on: Workshop | None = None) -> tuple[Entry, ...]:
    """Return every workshop that can be read, the one that is going on before the others."""
    own = (Entry(going_on.path, going_on.session),) if going_on else ()
    others = (each for each in library.entries() if each.session)
    return (*own, *(each for each in others if not going_on or not is_same(each.path, going_on.path)))
