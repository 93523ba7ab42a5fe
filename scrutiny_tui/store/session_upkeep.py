"""A session given another name or removed with all its files, and what was taken out of it removed from them too."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Final

from scrutiny_tui.domain.errors import InputError, MachineError
from scrutiny_tui.domain.session import Session
from scrutiny_tui.store import session_copies
from scrutiny_tui.store.disk_errors import DamagedError, explain, in_words
from scrutiny_tui.store.session_file import SessionFile, open_session
from scrutiny_tui.store.session_paths import last_changed, named_alike, read_head
from scrutiny_tui.store.storage import NO_SECOND, held
from scrutiny_tui.store.system import DISK

_SECOND: Final = "The backup in {} may still have what was deleted: {}."
_COPIES: Final = "Earlier backups may still have what was deleted. {}"
_ASIDE: Final = "{} is an older copy and may still have what was deleted. If so, delete it by hand."


def take_out(
    file: SessionFile,
    folders: Iterable[Path],
    now: datetime,
    *,
    thoroughly: bool,
) -> tuple[str, ...]:
    """Remove every file that holds more than an open session does now, and make one dated copy anew if any was removed.

    `folders` are all that may hold second copies and dated copies of it. Bytes that were set aside are removed only
    `thoroughly`. Everything can be done again: what a crash cut off, or a stick that was not plugged in kept, goes the
    next time. Returns a sentence for each thing that may still hold what was taken out; never raises for a file that
    cannot be touched.
    """
    own = file.copies.folder if file.copies else None
    told = [_SECOND.format(own, file.lacks)] if file.lacks not in {"", NO_SECOND} else []
    before = len(_dated_copies(file))
    for folder in dict.fromkeys(filter(None, (own, *folders))):
        told += _from_folder(file, folder, is_own=folder == own)
    for path in _set_aside(file, own):
        told += _remove(path) if thoroughly else [_ASIDE.format(path)]
    if thoroughly or len(_dated_copies(file)) < before:
        told += filter(None, [file.keep_copy(now)])
    return tuple(dict.fromkeys(told))


def newest_holds_more(file: SessionFile) -> bool:
    """Say whether the newest dated copy of an open session holds what was taken out of it since."""
    newest = max(_dated_copies(file), key=lambda each: each.age, default=None)
    return newest is not None and session_copies.holds_more(newest.path, file.session)


def other_files(path: Path, session: Session, folders: Iterable[Path]) -> tuple[Path, ...]:
    """Return other files that hold more of the same session than it does now: beside it, in `folders`, among the copies.

    The session's own files are not among them. A folder or file that cannot be read says nothing.
    """
    wide = dict.fromkeys((path.parent, *folders))
    own = {path, *(session_copies.second_copy(folder, session.id) for folder in wide)}
    there = (
        file for folder in wide for part in (folder, folder / session_copies.FOLDER) for file in _files(part)
    )
    others = (file for file in dict.fromkeys(there) if file not in own)
    return tuple(
        file
        for file in others
        if (head := read_head(file))
        and head.session == session.id
        and session_copies.holds_more(file, session)
    )


def _from_folder(file: SessionFile, folder: Path, *, is_own: bool) -> Iterator[str]:
    try:
        session_copies.DatedCopies(folder, file.session.id).remove_outdated(file.session)
    except MachineError as error:
        # Another folder that is not there is that of a stick which is not plugged in.
        if is_own and not file.lacks:
            yield _COPIES.format(error)
    stale = session_copies.second_copy(folder, file.session.id)
    with suppress(OSError):
        if not is_own and DISK.is_there(stale) and session_copies.holds_more(stale, file.session):
            yield from _remove(stale)


def _set_aside(file: SessionFile, own: Path | None) -> tuple[Path, ...]:
    second = session_copies.second_copy(own, file.session.id) if own else None
    found: tuple[Path, ...] = ()
    for path in filter(None, (file.path, second)):
        with suppress(OSError):
            found += session_copies.side_files(path)
    return tuple(path for path in found if session_copies.holds_more(path, file.session))


def _remove(path: Path) -> list[str]:
    try:
        DISK.remove(path)
        DISK.sync_folder(path.parent)
    except OSError as error:
        return [f"{explain(error, path)} It may still have what was deleted."]
    return []


def _dated_copies(file: SessionFile) -> list[session_copies.DatedCopy]:
    """Return the dated copies beside the second copy; none if they cannot be looked at."""
    with suppress(OSError):
        return file.copies.ours() if file.copies else []
    return []


def _files(folder: Path) -> Iterator[Path]:
    with suppress(OSError):
        yield from named_alike(folder)


def own_files(path: Path, folders: tuple[Path, ...]) -> tuple[Path, ...]:
    """Return every file of a session, in the order in which they are removed; the session file comes last.

    `folders` may hold second copies and dated copies of it, the one in use first. Raises `InputError` if the file is
    not one that this program wrote, `MachineError` if a folder cannot be read.
    """
    path = session_copies.session_path(path)
    session_copies.require_session(path)
    session = _session_in(path, folders)
    with in_words(path):
        found = [each for folder in folders for each in _copies(folder, session)]
        found += session_copies.side_files(path)
    notes = [path.with_suffix(suffix) for suffix in (".opened", ".lock")]
    return (*found, *(each for each in notes if DISK.is_there(each)), path)


def remove_session(path: Path, folders: tuple[Path, ...]) -> None:
    """Remove every file of a session; `folders` may hold copies of it, the one in use first.

    Raises `LockedError` if another program has it open, and `MachineError` if a file cannot be removed: the session can
    then still be opened and removed again.
    """
    path = session_copies.session_path(path)
    # Asked before the lock is taken, which leaves a file beside what may be a stranger's.
    own_files(path, folders)
    with held(path):
        for file in own_files(path, folders):
            if file.suffix == ".lock":
                continue
            try:
                DISK.remove(file)
                DISK.sync_folder(file.parent)
            except OSError as error:
                raise MachineError(
                    f"{explain(error, file)} Not everything was deleted. If the workshop is still in the "
                    "list, delete it again."
                ) from error


def rename_session(path: Path, target: Path, folder: Path) -> tuple[str, ...]:
    """Give a session another name, what was set aside beside it included. Its copies know it by its id.

    Returns sentences about files that stayed behind. Raises `LockedError` if another program has it open, `EditedError`
    if it was changed by hand, `InputError` if the target is there or the session is damaged, and `MachineError`; then the
    session keeps its name.
    """
    path = session_copies.session_path(path)
    target = target.parent.resolve() / target.name
    session_copies.require_free(target)
    used = last_changed(path)
    # Opening checks the session and makes its copies the same.
    open_session(path, folder).close()
    with held(target), held(path):
        session_copies.require_free(target)
        try:
            DISK.replace(path, target)
        except OSError as error:
            raise MachineError(f"{explain(error, path)} It keeps its old name.") from error
        with suppress(OSError):  # under one of the two names it is there, whole, whatever happens
            DISK.sync_folder(target.parent)
        told = tuple(_side_files_moved(path, target))
    # When a workshop was used last decides whether it is asked about the sitting.
    with suppress(OSError):
        os.utime(target, (used, used))
    return told


def _side_files_moved(path: Path, target: Path) -> Iterator[str]:
    with suppress(OSError):
        for file in session_copies.side_files(path):
            wanted = target.with_name(target.name + file.name.removeprefix(path.name))
            if DISK.is_there(wanted):
                yield f"There is already a file {wanted.name}, so {file.name} keeps its old name."
                continue
            try:
                DISK.replace(file, wanted)
            except OSError as error:
                yield f"{explain(error, file)} It keeps its old name."


def _session_in(path: Path, folders: tuple[Path, ...]) -> str:
    """Return the id of the session. Raises `InputError` if this program did not write the file."""
    head = read_head(path)
    try:
        return session_copies.chosen_state(
            path, folders[0] if folders else None, accept_edit=True
        ).state.stamp.session
    except DamagedError as error:
        if head is None:
            raise InputError(
                f"{path.name} does not look like a workshop, so it was not changed. {error}"
            ) from error
        return head.session


def _copies(folder: Path, session: str) -> Iterator[Path]:
    second, dated = session_copies.second_copy(folder, session), session_copies.DatedCopies(folder, session)
    yield from (each.path for each in dated.ours())
    yield from dated.unfinished()
    yield from session_copies.side_files(second)
    if DISK.is_there(second):
        yield second
