"""A session given another name, or removed with all its files."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from scrutiny_tui.domain.errors import InputError, MachineError
from scrutiny_tui.store.dated_copies import FOLDER, dated_copies
from scrutiny_tui.store.errors import DamagedError, NewerFormatError, explain
from scrutiny_tui.store.finding import last_changed, read_head
from scrutiny_tui.store.session_copies import require_session, second_copy, session_path, side_files
from scrutiny_tui.store.session_file import chosen_state, locked, open_session
from scrutiny_tui.store.system import System


def own_files(path: Path, folders: tuple[Path, ...], system: System | None = None) -> tuple[Path, ...]:
    """Return every file of a session, in the order in which they are removed; the session file comes last.

    `folders` may hold second copies and dated copies of it, the one in use first. Raises `InputError` if the file is
    not one that this program wrote, `MachineError` if a folder cannot be read.
    """
    system, path = system or System(), session_path(path)
    require_session(system, path)
    session = _session_in(path, folders)
    try:
        found = [each for folder in folders for each in _copies(system, folder, session)]
        found += side_files(system, path)
        notes = [path.with_suffix(suffix) for suffix in (".opened", ".lock")]
        return (*found, *(each for each in notes if system.is_there(each)), path)
    except OSError as error:
        raise MachineError(explain(error, path)) from error


def remove_session(path: Path, folders: tuple[Path, ...], system: System | None = None) -> None:
    """Remove every file of a session; `folders` may hold copies of it, the one in use first.

    Raises `LockedError` if another program has it open, and `MachineError` if a file cannot be removed: the session can
    then still be opened and removed again.
    """
    system, path = system or System(), session_path(path)
    # Asked before the lock is taken, which leaves a file beside what may be a stranger's.
    own_files(path, folders, system)
    with _held(system, path):
        for file in own_files(path, folders, system):
            if file.suffix == ".lock":
                continue
            try:
                system.remove(file)
                system.sync_folder(file.parent)
            except OSError as error:
                raise MachineError(
                    f"{explain(error, file)} Not everything was deleted. "
                    "If the workshop is still listed, it can be opened, or deleted again."
                ) from error


def rename_session(path: Path, target: Path, folder: Path, system: System | None = None) -> tuple[str, ...]:
    """Give a session another name, what was set aside beside it included. Its copies know it by its id.

    Returns sentences about files that stayed behind. Raises `LockedError` if another program has it open, `EditedError`
    if it was changed by hand, `InputError` if the target is there or the session is damaged, and `MachineError`; then the
    session keeps its name.
    """
    system, path = system or System(), session_path(path)
    target = target.parent.resolve() / target.name
    _require_free(system, target)
    used = last_changed(path)
    # Opening checks the session and makes its copies the same.
    open_session(path, folder, system=system).close()
    with _held(system, target), _held(system, path):
        _require_free(system, target)
        try:
            system.replace(path, target)
        except OSError as error:
            raise MachineError(
                f"{explain(error, path)} It could not be renamed and keeps its name."
            ) from error
        with suppress(OSError):  # under one of the two names it is there, whole, whatever happens
            system.sync_folder(target.parent)
        told = tuple(_side_files_moved(system, path, target))
    # When a workshop was used last decides whether it is asked about the sitting.
    with suppress(OSError):
        os.utime(target, (used, used))
    return told


def _side_files_moved(system: System, path: Path, target: Path) -> Iterator[str]:
    with suppress(OSError):
        for file in side_files(system, path):
            wanted = target.with_name(target.name + file.name.removeprefix(path.name))
            if system.is_there(wanted):
                yield f"There is a file {wanted.name} already, so {file.name} was not renamed. It stays under the earlier name."
                continue
            try:
                system.replace(file, wanted)
            except OSError as error:
                yield f"{explain(error, file)} It stays under the earlier name."


def _session_in(path: Path, folders: tuple[Path, ...]) -> str:
    """Return the id of the session. Raises `InputError` if this program did not write the file."""
    head = read_head(path)
    try:
        return chosen_state(path, folders[0] if folders else None, accept_edit=True).state.stamp.session
    except NewerFormatError:
        return head.session if head else ""
    except DamagedError as error:
        if head is None:
            raise InputError(
                f"{path.name} is not recognised as a workshop, so it is left alone. {error}"
            ) from error
        return head.session


def _copies(system: System, folder: Path, session: str) -> Iterator[Path]:
    if not session:
        return
    second = second_copy(folder, session)
    yield from (each.path for each in dated_copies(folder, system) if each.session == session)
    unfinished = f"-{session}.json.tmp"
    yield from (folder / FOLDER / name for name in system.names(folder / FOLDER) if name.endswith(unfinished))
    yield from side_files(system, second)
    if system.is_there(second):
        yield second


def _require_free(system: System, target: Path) -> None:
    # A folder that does not tell upper from lower case has the name although it is not listed like that.
    if system.is_there(target):
        raise InputError(f"There is a workshop at {target} already. Choose another name.")


@contextmanager
def _held(system: System, path: Path) -> Iterator[None]:
    """Hold a session's lock; the lock file goes if no session is left that it could belong to."""
    lock = path.with_suffix(".lock")
    with locked(path, system) as release:
        try:
            yield
        finally:
            if sys.platform != "win32":
                # Removed while it is held: whoever takes it next finds that it is gone and makes a new one.
                _drop_lock(system, path, lock)
            release()
            if sys.platform == "win32":
                _drop_lock(system, path, lock)


def _drop_lock(system: System, path: Path, lock: Path) -> None:
    with suppress(OSError):
        if not system.is_there(path):
            system.remove(lock)
