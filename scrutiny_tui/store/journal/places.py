"""Where a session's files are and what they are called."""

from __future__ import annotations

import hashlib
import os
import re
from typing import TYPE_CHECKING, Final, NamedTuple

from scrutiny_tui.domain.errors import InputError

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from scrutiny_tui.store.journal.system import System

BACKUPS: Final = "backups"
"""The folder of dated copies, inside that of second copies."""
_HASH_LETTERS: Final = 10
_SIDE: Final = r"(\.(tmp|[a-z]+-\d{8}T\d{6}(-\d+)?))?"
"""What may follow a file's name: an unfinished replacement, or bytes that were set aside."""


class Place(NamedTuple):
    """One copy of a session: its file and the journal beside it."""

    snapshot: Path
    journal: Path


def main_place(path: Path) -> Place:
    """Return the place of the session at `path`; links are followed, so that both names of a file mean one session.

    Raises `InputError` if the name does not end in `.json` or is a link that leads to itself.
    """
    try:
        path = path.resolve()
    except RuntimeError as error:  # so Python says until 3.12 that a link leads to itself
        raise InputError(f"{path.name} is a link that leads to itself.") from error
    if path.suffix != ".json":
        raise InputError(f"{path.name} cannot be a session: its name must end in .json.")
    return Place(path, path.with_suffix(".journal"))


def lock_path(place: Place) -> Path:
    """Return the lock file of a session."""
    return place.snapshot.with_suffix(".lock")


def opened_path(place: Place) -> Path:
    """Return the note of who has the session open."""
    return place.snapshot.with_suffix(".opened")


def ballast_path(place: Place) -> Path:
    """Return the file that holds room back while the session is open."""
    return place.snapshot.with_suffix(".ballast")


def moving_path(place: Place) -> Path:
    """Return the note that a session is on its way to this name, and from where."""
    return place.snapshot.with_suffix(".moving")


def mirror_place(folder: Path, main: Place, session: str) -> Place:
    """Return where the second copy is; its name holds the session and its path, so that two copies never mix."""
    name = f"{session}{_ending(main)}"
    return Place(folder / f"{name}.json", folder / f"{name}.journal")


def find_mirror(system: System, folder: Path, main: Place) -> Place | None:
    """Return the second copy of a session whose own file no longer says which one it is, if only one can be meant."""
    suffixes = (f"{_ending(main)}.json", f"{_ending(main)}.journal")
    stems = {name.rpartition(".")[0] for name in system.names(folder) if name.endswith(suffixes)}
    if len(stems) != 1:
        return None
    stem = stems.pop()
    return Place(folder / f"{stem}.json", folder / f"{stem}.journal")


def kept_path(system: System, path: Path, label: str, now: datetime) -> Path:
    """Return a free name beside `path` for bytes that are set aside, such as `x.journal.tail-20260412T101500`."""
    wanted = f"{path.name}.{label}-{now:%Y%m%dT%H%M%S}"
    taken = set(system.names(path.parent))
    number, name = 1, wanted
    while name in taken:
        number, name = number + 1, f"{wanted}-{number}"
    return path.with_name(name)


def session_files(system: System, path: Path, mirror: Path | None) -> tuple[Path, ...]:
    """Return every file of a session, here, in the mirror folder and among its backups: what must go when it is forgotten."""
    main = main_place(path)
    folder = main.snapshot.parent
    ours = re.compile(
        rf"{re.escape(main.snapshot.stem)}\.(lock|opened|ballast|moving(\.tmp)?|(json|journal|box){_SIDE})"
    )
    here = [folder / name for name in system.names(folder) if ours.fullmatch(name)]
    if mirror is None:
        return tuple(here)
    copies = re.compile(rf".+{re.escape(_ending(main))}\.(json|journal|box){_SIDE}")
    beyond = (mirror, mirror / BACKUPS)
    return (*here, *(each / name for each in beyond for name in system.names(each) if copies.fullmatch(name)))


def _ending(main: Place) -> str:
    path = os.path.normcase(main.snapshot)
    return f"-{hashlib.sha256(path.encode('utf-8', 'surrogateescape')).hexdigest()[:_HASH_LETTERS]}"
