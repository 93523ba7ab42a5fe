"""The files of a session moved to another name, or removed, in an order in which a crash loses nothing by half.

The session file itself is moved after everything that the new name needs is there, and removed after everything else
is gone: whenever the power fails there is one whole session, or none.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from scrutiny_tui.domain.errors import InputError, MachineError
from scrutiny_tui.store.backups import read_name
from scrutiny_tui.store.box import box_paths
from scrutiny_tui.store.finding import BOX_SUFFIX, last_changed
from scrutiny_tui.store.journal.copies import has_session
from scrutiny_tui.store.journal.errors import DamagedError, LockedError, NewerFormatError, explain
from scrutiny_tui.store.journal.lock import say_who
from scrutiny_tui.store.journal.places import (
    Place,
    lock_path,
    main_place,
    mirror_place,
    moving_path,
    opened_path,
    session_files,
)
from scrutiny_tui.store.journal.reading import read_snapshot
from scrutiny_tui.store.journal.system import System, write_whole
from scrutiny_tui.store.sessions import open_session

_PLAIN = frozenset({".json", ".journal", BOX_SUFFIX, ".opened", ".ballast", ".tmp"})
"""Endings of files that are made anew for another name; all others hold bytes that were set aside."""


class Move(NamedTuple):
    """A session on its way from one name to another."""

    old: Place
    new: Place
    mirror: Path
    copies: tuple[tuple[Path, Path], ...]
    """What must be there under the new name before the session file is: from where, to where."""
    more: tuple[Path, ...]
    """Other folders that may hold second copies and dated copies."""

    def kept_as(self, file: Path) -> Path:
        """Return the new name of a file that was set aside."""
        if file.parent == self.old.snapshot.parent and file.name.startswith(f"{self.old.snapshot.stem}."):
            return file.with_name(self.new.snapshot.stem + file.name[len(self.old.snapshot.stem) :])
        before, after = (mirror_place(self.mirror, each, "").snapshot.stem for each in (self.old, self.new))
        return file.with_name(file.name.replace(before, after, 1))


def own_files(
    path: Path, mirror: Path, system: System | None = None, *, more: tuple[Path, ...] = ()
) -> tuple[Path, ...]:
    """Return every file of a session, here and in the mirror folder, in the order in which they are removed.

    `more` are other folders that may hold second copies and dated copies of it. Raises `InputError` where the file is
    not one that this program wrote, `MachineError` where a folder cannot be read.
    """
    system = system or System()
    place = main_place(path)
    with _in_words(place.snapshot):
        found = _everywhere(system, path, (mirror, *more))
        _require_ours(path, mirror, found)
    last = (place.snapshot.with_suffix(BOX_SUFFIX), place.journal, place.snapshot, lock_path(place))
    return tuple(sorted(found, key=lambda file: last.index(file) + 1 if file in last else 0))


def remove_session(
    path: Path, mirror: Path, system: System | None = None, *, more: tuple[Path, ...] = ()
) -> None:
    """Remove every file of a session; `more` are other folders that may hold copies of it.

    Raises `LockedError` where another program has it open, and `MachineError` where a file cannot be removed: the
    session can then still be opened and removed again, unless its file was the last one left.
    """
    system = system or System()
    place = main_place(path)
    # Asked before the lock is taken, which leaves a file beside what may be a stranger's.
    own_files(path, mirror, system, more=more)
    with held(system, place):
        for file in own_files(path, mirror, system, more=more):
            if file == lock_path(place):
                continue
            try:
                system.remove(file)
                system.sync_folder(file.parent)
            except OSError as error:
                raise MachineError(
                    f"{explain(error, file)} Not everything was deleted. "
                    "If the workshop is still listed, it can be opened, or deleted again."
                ) from error


def move_session(
    path: Path, target: Path, mirror: Path, system: System | None = None, *, more: tuple[Path, ...] = ()
) -> tuple[str, ...]:
    """Give a session another name, its second copy, its dated copies and what was set aside included.

    `more` are other folders that may hold copies of it. Returns sentences about files that stayed behind. Raises
    `LockedError` where another program has it open, `EditedError` where it was changed by hand, `InputError` where the
    target is there or the session is damaged, and `MachineError`; then the session keeps its name.
    """
    system = system or System()
    old, new = main_place(path), main_place(target)
    _require_free(system, new)
    used = last_changed(old.snapshot)
    with _in_words(old.snapshot):
        # Opening checks the session and closing folds its journal in, so that one file holds all of it.
        session = open_session(path, mirror)
        session.close()
    with held(system, new), held(system, old), _in_words(old.snapshot):
        _require_free(system, new)
        if system.read(old.journal) is not None:
            raise MachineError(f"{old.snapshot.name} could not be closed, so it keeps its name. Try again.")
        move = Move(old, new, mirror, _copies(old, new, mirror, session.session.id), more)
        # Whatever happens between, the next opening finds by this note what was left half done.
        write_whole(system, moving_path(new), old.snapshot.name.encode())
        try:
            _carry_out(system, move)
            notices = tuple(tidy(system, move))
        finally:
            forget_move(system, new)
    for file in (new.snapshot, new.snapshot.with_suffix(BOX_SUFFIX)):
        # When a workshop was used last decides whether it is asked about the sitting.
        with suppress(OSError):
            os.utime(file, (used, used))
    return notices


def _everywhere(system: System, path: Path, mirrors: tuple[Path, ...]) -> tuple[Path, ...]:
    return tuple(dict.fromkeys(file for each in mirrors for file in session_files(system, path, each)))


def forget_move(system: System, new: Place) -> None:
    """Take away the note that a session is on its way to this name."""
    with suppress(OSError):
        system.remove(moving_path(new))


def _require_ours(path: Path, mirror: Path, found: tuple[Path, ...]) -> None:
    place = main_place(path)
    try:
        read_snapshot(path, mirror, accept_edit=True)
    except NewerFormatError:
        return
    except DamagedError as error:
        if not set(found) - {place.snapshot, lock_path(place), opened_path(place)}:
            raise InputError(
                f"{path.name} is not recognised as a workshop, so it is left alone. {error}"
            ) from error


def _require_free(system: System, new: Place) -> None:
    # A folder that does not tell upper from lower case has the name although it is not listed like that.
    if has_session(system, new) or new.snapshot.exists():
        raise InputError(f"There is a workshop at {new.snapshot} already. Choose another name.")


def _copies(old: Place, new: Place, mirror: Path, session: str) -> tuple[tuple[Path, Path], ...]:
    before, after = mirror_place(mirror, old, session), mirror_place(mirror, new, session)
    boxes = zip(
        box_paths(old.snapshot, session, mirror), box_paths(new.snapshot, session, mirror), strict=True
    )
    return ((old.snapshot, after.snapshot), (before.journal, after.journal), *boxes)


def _carry_out(system: System, move: Move) -> None:
    """Copy what the new name needs, then move the session file. Raises `MachineError` where nothing was changed."""
    try:
        system.make_folder(move.mirror)
        for source, target in move.copies:
            data = system.read(source)
            if data is None:
                # What is left there of an earlier session of that name must not be taken for this one's.
                system.remove(target)
            else:
                write_whole(system, target, data)
        system.replace(move.old.snapshot, move.new.snapshot)
    except OSError as error:
        for _source, target in move.copies:
            with suppress(OSError):
                system.remove(target)
        raise MachineError(
            f"{explain(error, move.old.snapshot)} It could not be renamed and keeps its name."
        ) from error


def tidy(system: System, move: Move) -> Iterator[str]:
    """Take away what the old name no longer needs, and say what stayed behind."""
    try:
        system.sync_folder(move.new.snapshot.parent)
        files = _everywhere(system, move.old.snapshot, (move.mirror, *move.more))
    except OSError as error:
        yield f"{explain(error, move.old.snapshot)} The second copy under the earlier name is still there."
        return
    for file in files:
        if file == lock_path(move.old):
            continue
        try:
            _take_along(system, file, move)
        except OSError as error:
            yield f"{explain(error, file)} It stays under the earlier name."


def _take_along(system: System, file: Path, move: Move) -> None:
    if file.suffix in _PLAIN and read_name(file) is None:
        system.remove(file)
        return
    target = move.kept_as(file)
    if target.name in system.names(target.parent):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
    system.replace(file, target)


@contextmanager
def _in_words(path: Path) -> Iterator[None]:
    """Turn what the system refuses into a `MachineError`."""
    try:
        yield
    except OSError as error:
        raise MachineError(explain(error, path)) from error


@contextmanager
def held(system: System, place: Place) -> Iterator[None]:
    """Hold a session's lock; the lock file goes where no session is left that it could belong to."""
    lock = lock_path(place)
    try:
        free = system.lock(lock)
    except OSError as error:
        raise MachineError(explain(error, lock)) from error
    if free is None:
        raise LockedError(f"{_holder(system, place)} Close it there first.")
    try:
        yield
    finally:
        if sys.platform == "win32":
            free()
            _drop_lock(system, place)
        else:
            # Removed while it is held: whoever takes it next finds that it is gone and makes a new one.
            _drop_lock(system, place)
            free()


def _drop_lock(system: System, place: Place) -> None:
    with suppress(OSError, MachineError):
        if not has_session(system, place):
            system.remove(lock_path(place))


def _holder(system: System, place: Place) -> str:
    try:
        note = system.read(opened_path(place))
    except OSError:
        note = None
    return say_who(note)
