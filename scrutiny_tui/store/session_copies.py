"""The two copies of a session: where they are, what each holds, and which of them the session is."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from scrutiny_tui.domain.errors import EditedError, InputError, MachineError, ScrutinyError
from scrutiny_tui.store.disk_errors import GONE, DamagedError, explain
from scrutiny_tui.store.file_names import SUFFIX, session_stem
from scrutiny_tui.store.session_paths import head_of
from scrutiny_tui.store.session_tables import DamageError, SavedState, read_state, session_of

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from scrutiny_tui.store.system import System

_OLD_JOURNALS: Final = (".journal", ".box")
_ACCEPT: Final = "Nothing has been changed. If you open it as it is, a copy of the other version is saved."


class SetAside(NamedTuple):
    """Bytes to keep before the file that holds them is written again."""

    path: Path
    label: str
    """Part of the name under which they are kept."""
    data: bytes
    told: str
    """The sentence about it."""
    is_needed: bool = True
    """Whether the session is not opened if they cannot be kept."""


class Chosen(NamedTuple):
    """What a session is, going by its two copies."""

    state: SavedState
    data: bytes
    """The whole file; empty if it must be written anew, because a person accepted what was changed by hand."""
    second: Path | None
    """Where the second copy is, or would be."""
    second_data: bytes | None
    """What is there now."""
    set_aside: tuple[SetAside, ...] = ()
    notices: tuple[str, ...] = ()


def session_path(path: Path) -> Path:
    """Return the file of the session at `path`; links are followed, so that both names of a file mean one session.

    Raises `InputError` if its name does not end in `.json` or is a link that leads to itself.
    """
    try:
        path = path.resolve()
    except (OSError, RuntimeError) as error:  # so Python says until 3.12 that a link leads to itself
        raise InputError(f"{path.name} is a link that leads to itself.") from error
    if path.suffix != SUFFIX:
        raise InputError(f"{path.name} can't be a workshop. Its name must end in {SUFFIX}.")
    return path


def second_copy(folder: Path, session: str) -> Path:
    """Return where the second copy of a session is."""
    return folder / f"{session}{SUFFIX}"


def require_session(system: System, path: Path) -> None:
    """Raise `InputError` if there is no session, or one that an older program left open; `MachineError`."""
    if not system.is_there(path):
        told = f"Can't find the workshop {path}."
        try:
            there = path.parent.is_dir()
        except OSError as error:
            raise MachineError(explain(error, path.parent)) from error
        raise InputError(told if there else f"{told} {GONE}")
    left = next((each for suffix in _OLD_JOURNALS if system.is_there(each := path.with_suffix(suffix))), None)
    if left is not None:
        raise InputError(
            f"{path.name} was left open by an older version of this program, and {left.name} has "
            "changes that this version can't read. Nothing has been changed. Open and close it "
            "with the older version first."
        )


def choose(system: System, path: Path, folder: Path | None, *, accept_edit: bool) -> Chosen:
    """Return what the session at `path` is, with its second copy in `folder`; nothing is changed.

    The newer whole copy of the two is the session. With `accept_edit` it is the file at `path`, if that can be read at
    all. Raises `InputError` if there is no session, `EditedError` if it was changed outside the program and
    `accept_edit` is not given, `DamagedError`, `NewerFormatError` or `MachineError`.
    """
    require_session(system, path)
    try:
        data = system.read(path) or b""
    except OSError as error:
        raise MachineError(explain(error, path)) from error
    main = _state(data)
    second, second_data, notices = _second(system, path, folder, main, data)
    other = _state(second_data) if second_data is not None else None
    twin = other if isinstance(other, SavedState) and other.is_genuine else None
    if isinstance(main, DamageError):
        return _instead(path, main, data, second, second_data, twin)._replace(notices=notices)
    doubt = _doubt(path, main, twin)
    if doubt and not accept_edit:
        raise EditedError(f"{doubt} {_ACCEPT}")
    if accept_edit and (doubt or (twin and twin.stamp.sequence > main.stamp.sequence)):
        return _accepted(path, main, data, second, second_data)
    if twin and second_data is not None and twin.stamp.sequence > main.stamp.sequence:
        told = f"{path.name} was out of date. The second copy is newer and is now used."
        return Chosen(twin, second_data, second, second_data, (SetAside(path, "older", data, told),))
    damaged: tuple[SetAside, ...] = ()
    if second is not None and second_data is not None and twin is None:
        told = "The second copy was damaged and has been made again."
        damaged = (SetAside(second, "damaged", second_data, told, is_needed=False),)
    return Chosen(main, data, second, second_data, damaged, notices)


def _state(data: bytes) -> SavedState | DamageError:
    try:
        return read_state(data)
    except DamageError as error:
        return error


def _second(
    system: System, path: Path, folder: Path | None, main: SavedState | DamageError, data: bytes
) -> tuple[Path | None, bytes | None, tuple[str, ...]]:
    head = head_of(data)
    session = main.stamp.session if isinstance(main, SavedState) else head.session if head else ""
    if folder is None:
        return None, None, ()
    second = second_copy(folder, session) if session else None
    try:
        second = second or _by_name(system, path, folder)
        return second, system.read(second) if second else None, ()
    except OSError as error:
        return second, None, (f"There is no second copy now. {explain(error, folder)}",)


def _by_name(system: System, path: Path, folder: Path) -> Path | None:
    """Return the second copy of a file that says nothing any more, going by the name that it was given at set-up.

    None if no copy belongs to such a name, or several do. A copy whose own file is beside this one belongs to that.
    """
    beside = (path.with_name(name) for name in system.names(path.parent) if name.endswith(SUFFIX))
    known = {head.session for each in beside if (head := head_of(system.read(each) or b""))}
    copies = (folder / name for name in system.names(folder) if name.endswith(SUFFIX))
    found = [
        each
        for each in copies
        if each.stem not in known and _is_of_name(system.read(each) or b"", each, path)
    ]
    return found[0] if len(found) == 1 else None


def _is_of_name(data: bytes, copy: Path, path: Path) -> bool:
    state = _state(data)
    if isinstance(state, DamageError) or state.stamp.session != copy.stem:
        return False
    with suppress(ScrutinyError):
        stem = session_stem(session_of(state, copy.name, lenient=True).details)
        return re.fullmatch(rf"{re.escape(stem)}(-\d+)?", path.stem) is not None
    return False


def _instead(
    path: Path,
    damage: DamageError,
    data: bytes,
    second: Path | None,
    second_data: bytes | None,
    twin: SavedState | None,
) -> Chosen:
    if twin is None or second_data is None:
        raise DamagedError(
            f"{path.name} is damaged: {damage}. There is no second copy to use. Nothing has been changed."
        )
    told = f"{path.name} was damaged ({damage}). The second copy is now used."
    return Chosen(twin, second_data, second, second_data, (SetAside(path, "damaged", data, told),))


def _doubt(path: Path, main: SavedState, twin: SavedState | None) -> str:
    """Return what a person must agree to before the file is used; empty if all is well."""
    if not main.is_genuine:
        return f"{path.name} was changed by hand or by another program after it was saved."
    if twin and twin.stamp.sequence == main.stamp.sequence and twin.stamp != main.stamp:
        return f"{path.name} and its second copy have each been changed separately."
    return ""


def _accepted(
    path: Path, main: SavedState, data: bytes, second: Path | None, second_data: bytes | None
) -> Chosen:
    kept = [SetAside(path, "edited", data, f"{path.name} was opened as it was, as you asked.")]
    if second is not None and second_data:
        kept.append(SetAside(second, "before", second_data, f"{second.name} had the last saved version."))
    other = head_of(second_data or b"")
    sequence = max(main.stamp.sequence, other.sequence if other else 0)
    state = replace(main, stamp=replace(main.stamp, sequence=sequence))
    return Chosen(state, b"", second, second_data, tuple(kept))


def kept_path(system: System, path: Path, label: str, now: datetime) -> Path:
    """Return a free name beside `path` for bytes that are set aside, such as `x.json.damaged-20260412T101500`."""
    wanted = f"{path.name}.{label}-{now:%Y%m%dT%H%M%S}"
    taken = set(system.names(path.parent))
    number, name = 2, wanted
    while name in taken:
        number, name = number + 1, f"{wanted}-{number}"
    return path.with_name(name)


def side_files(system: System, path: Path) -> tuple[Path, ...]:
    """Return what lies beside a session file because of it: unfinished replacements, and bytes that were set aside."""
    ours = re.compile(rf"{re.escape(path.name)}\.(tmp|[a-z]+-\d{{8}}T\d{{6}}(-\d+)?)")
    with suppress(FileNotFoundError):
        return tuple(path.with_name(name) for name in system.names(path.parent) if ours.fullmatch(name))
    return ()
