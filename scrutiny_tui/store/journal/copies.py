"""Reads the two copies of a session: its file and journal here, and both again in the mirror folder."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scrutiny_tui.domain.errors import InputError, MachineError
from scrutiny_tui.store.journal.errors import GONE, explain
from scrutiny_tui.store.journal.places import Place, find_mirror, main_place, mirror_place
from scrutiny_tui.store.journal.replay import Broken, Journal, read_journal
from scrutiny_tui.store.journal.snapshot import Snapshot, read_snapshot_bytes

if TYPE_CHECKING:
    from pathlib import Path

    from scrutiny_tui.store.journal.system import System


class Copy(NamedTuple):
    """One copy of a session as it was found."""

    place: Place | None
    """Nothing if there is no such copy, and no telling where it would be."""
    snapshot: Snapshot | Broken | None = None
    snapshot_bytes: bytes = b""
    journal: Journal | Broken | None = None
    journal_bytes: bytes = b""


class Copies(NamedTuple):
    """Both copies of a session."""

    main: Copy
    mirror: Copy
    notices: tuple[str, ...] = ()
    """Why the mirror could not be read, if it could not."""


def read_copies(system: System, path: Path, folder: Path | None) -> Copies:
    """Read all that there is of the session at `path`, its second copy being in `folder`.

    Raises `InputError` if there is no session, `MachineError` if it cannot be read, `NewerFormatError`.
    """
    place = main_place(path)
    require_session(system, place, path)
    try:
        main = _read_copy(system, place)
    except OSError as error:
        raise MachineError(explain(error, place.snapshot)) from error
    if folder is None:
        return Copies(main, Copy(None))
    try:
        second = _find_mirror(system, folder, main)
        return Copies(main, _read_copy(system, second, main) if second else Copy(None))
    except OSError as error:
        return Copies(main, Copy(None), (f"The second copy was left out: {explain(error, folder)}",))


def has_session(system: System, place: Place) -> bool:
    """Tell whether there is a session file or a journal; raises `MachineError`."""
    # Not with the folder's names where that will do: a thousand sessions in one folder would each read all of them.
    if system.is_there(place.snapshot):
        return True
    folder = place.snapshot.parent
    try:
        return bool({place.snapshot.name, place.journal.name} & set(system.names(folder)))
    except OSError as error:
        raise MachineError(explain(error, folder)) from error


def require_session(system: System, place: Place, path: Path) -> None:
    """Raise `InputError` if there is no session; `path` is the name that was given."""
    if not has_session(system, place):
        told = f"There is no session at {path}."
        raise InputError(told if place.snapshot.parent.is_dir() else f"{told} {GONE}")


def _read_copy(system: System, place: Place, twin: Copy | None = None) -> Copy:
    """Read one copy; what is the same in its `twin` need not be parsed again."""
    snapshot = system.read(place.snapshot)
    journal = system.read(place.journal)
    same = twin.snapshot if twin and snapshot == twin.snapshot_bytes else None
    return Copy(
        place,
        None if snapshot is None else same or read_snapshot_bytes(snapshot),
        snapshot or b"",
        None if journal is None else read_journal(journal),
        journal or b"",
    )


def _find_mirror(system: System, folder: Path, main: Copy) -> Place | None:
    if main.place is None:
        return None
    if isinstance(main.snapshot, Snapshot):
        return mirror_place(folder, main.place, main.snapshot.session)
    if isinstance(main.journal, Journal):
        return mirror_place(folder, main.place, main.journal.header.session)
    return find_mirror(system, folder, main.place)
