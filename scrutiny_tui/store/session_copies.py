"""The copies of a session: the two of which it is one, and the dated ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final, NamedTuple

from scrutiny_tui.domain.deletion import holds_removed
from scrutiny_tui.domain.errors import EditedError, InputError, ScrutinyError
from scrutiny_tui.domain.session import Session
from scrutiny_tui.store.disk_errors import GONE, DamagedError, explain, in_words
from scrutiny_tui.store.session_paths import SUFFIX, head_of, named_alike, session_stem
from scrutiny_tui.store.session_tables import DamageError, SavedState, read_state, session_of
from scrutiny_tui.store.system import DISK, PathKind, kind_at, write_whole

FOLDER: Final = "backups"
"""The folder of dated copies, in that of second copies."""
KEPT: Final = 10
"""How many dated copies there are of one session, the newest."""

_NAME: Final = r"(\d{4}-\d{2}-\d{2}-\d{4})(?:-(\d{1,4}))?-([A-Za-z0-9_-]{1,64})\.json"
_GONE: Final = "it is no longer there"
_WHEN: Final = "%Y-%m-%d-%H%M"
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
    second_data: bytes | None
    """What the second copy holds now; None if there is none."""
    set_aside: tuple[SetAside, ...] = ()
    notices: tuple[str, ...] = ()


def session_path(path: Path) -> Path:
    """Return the file of the session at `path`; links are followed, so that both names of a file mean one session.

    Raises `InputError` if its name does not end in `.json` or is a link that leads to itself.
    """
    try:
        path = path.resolve()
        leads_to_itself = path.is_symlink()
    except RuntimeError:  # so Python says it until 3.12
        leads_to_itself = True
    except OSError:
        leads_to_itself = False
    if leads_to_itself:
        raise InputError(f"{path.name} is a link that leads to itself.")
    if path.suffix != SUFFIX:
        raise InputError(f"{path.name} can't be a workshop. Its name must end in {SUFFIX}.")
    return path


def second_copy(folder: Path, session: str) -> Path:
    """Return where the second copy of a session is."""
    return folder / f"{session}{SUFFIX}"


def require_free(path: Path) -> None:
    """Raise `InputError` if there is anything of this name."""
    # A folder that does not tell upper from lower case has the name although it is not listed like that.
    if DISK.is_there(path):
        raise InputError(f"There is already a file at {path}. Choose another name.")


def require_session(path: Path) -> None:
    """Raise `InputError` if there is no session, or one that an older program left open; `MachineError`."""
    if not DISK.is_there(path):
        told = f"Can't find the workshop {path}."
        with in_words(path.parent):
            there = kind_at(path.parent) is PathKind.FOLDER
        raise InputError(told if there else f"{told} {GONE}")
    left = next((each for suffix in _OLD_JOURNALS if DISK.is_there(each := path.with_suffix(suffix))), None)
    if left is not None:
        raise InputError(
            f"{path.name} was left open by an older version of this program, and {left.name} has "
            "changes that this version can't read. Nothing has been changed. Open and close it "
            "with the older version first."
        )


def chosen_state(path: Path, folder: Path | None = None, *, accept_edit: bool = False) -> Chosen:
    """Return what the session at `path` is, with its second copy in `folder`; nothing is changed.

    The newer whole copy of the two is the session. With `accept_edit` it is the file at `path`, if that can be read at
    all. Raises `InputError` if there is no session, `EditedError` if it was changed outside the program and
    `accept_edit` is not given, `DamagedError` or `MachineError`.
    """
    path = session_path(path)
    require_session(path)
    with in_words(path):
        data = DISK.read(path) or b""
    main = _state(data)
    second, second_data, notices = _second(path, folder, main, data)
    other = _state(second_data) if second_data is not None else None
    twin = other if isinstance(other, SavedState) and other.is_genuine else None
    if isinstance(main, DamageError):
        if twin is None:
            raise DamagedError(
                f"{path.name} is damaged: {main}. Its latest backup can't be used either. Nothing has been changed."
            )
        told = f"{path.name} was damaged ({main}). The backup is now used."
        return Chosen(twin, second_data, (SetAside(path, "damaged", data, told),))
    newer = twin if twin and twin.stamp.sequence > main.stamp.sequence else None
    doubt = _doubt(path, main, twin)
    if doubt and not accept_edit:
        raise EditedError(f"{doubt} {_ACCEPT}")
    if accept_edit and (doubt or newer):
        return _accepted(path, main, second, second_data)
    if newer:
        told = f"{path.name} was out of date. The backup is newer and is now used."
        return Chosen(newer, second_data, (SetAside(path, "older", data, told),))
    if second is not None and second_data is not None and twin is None:
        told = "The backup was damaged and has been made again."
        return Chosen(main, second_data, (SetAside(second, "damaged", second_data, told, is_needed=False),))
    return Chosen(main, second_data, notices=notices)


def _state(data: bytes) -> SavedState | DamageError:
    try:
        return read_state(data)
    except DamageError as error:
        return error


def _second(
    path: Path, folder: Path | None, main: SavedState | DamageError, data: bytes
) -> tuple[Path | None, bytes | None, tuple[str, ...]]:
    if folder is None:
        return None, None, ()
    head = head_of(data)
    session = main.stamp.session if isinstance(main, SavedState) else head.session if head else ""
    try:
        second = second_copy(folder, session) if session else _by_name(path, folder)
        return second, DISK.read(second) if second else None, ()
    except OSError as error:
        return None, None, (f"The backup can't be used now. {explain(error, folder)}",)


def _by_name(path: Path, folder: Path) -> Path | None:
    """Return the second copy of a file that says nothing any more, going by the name that it was given at set-up.

    None if no copy belongs to such a name, or several do. A copy whose own file is beside this one belongs to that.
    """
    beside = named_alike(path.parent)
    known = {head.session for each in beside if (head := head_of(DISK.read(each) or b""))}
    found = [
        each
        for each in named_alike(folder)
        if each.stem not in known and _is_of_name(DISK.read(each) or b"", each, path)
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


def _doubt(path: Path, main: SavedState, twin: SavedState | None) -> str:
    """Return what a person must agree to before the file is used; empty if all is well."""
    if not main.is_genuine:
        return f"{path.name} was changed by hand or by another program after it was saved."
    if twin and twin.stamp.sequence == main.stamp.sequence and twin.stamp != main.stamp:
        return f"{path.name} and its backup have each been changed separately."
    return ""


def _accepted(path: Path, main: SavedState, second: Path | None, second_data: bytes | None) -> Chosen:
    kept = [SetAside(path, "edited", main.data, f"{path.name} was opened as it was, as you asked.")]
    if second is not None and second_data:
        kept.append(SetAside(second, "before", second_data, f"{second.name} had the last saved version."))
    other = head_of(second_data or b"")
    sequence = max(main.stamp.sequence, other.sequence if other else 0)
    state = replace(main, stamp=replace(main.stamp, sequence=sequence), data=b"")
    return Chosen(state, second_data, tuple(kept))


def kept_path(path: Path, label: str, now: datetime) -> Path:
    """Return a free name beside `path` for bytes that are set aside, such as `x.json.damaged-20260412T101500`."""
    wanted = f"{path.name}.{label}-{now:%Y%m%dT%H%M%S}"
    taken = set(DISK.names(path.parent))
    number, name = 2, wanted
    while name in taken:
        number, name = number + 1, f"{wanted}-{number}"
    return path.with_name(name)


def side_files(path: Path) -> tuple[Path, ...]:
    """Return what lies beside a session file because of it: unfinished replacements, and bytes that were set aside."""
    ours = re.compile(rf"{re.escape(path.name)}\.(tmp|[a-z]+-\d{{8}}T\d{{6}}(-\d+)?)")
    return tuple(path.with_name(name) for name in DISK.names(path.parent) if ours.fullmatch(name))


class DatedCopy(NamedTuple):
    """A dated copy as its name describes it."""

    path: Path
    made: datetime
    """To the minute; when the session was opened, or a result was shown."""
    number: int
    """Counts the copies of one minute, from 1."""
    session: str
    """The session's id."""

    @property
    def age(self) -> tuple[datetime, int, str]:
        """Sorts copies, the oldest first."""
        return self.made, self.number, self.path.name


class DatedCopies:
    """The dated copies of one session, in a folder of second copies."""

    def __init__(self, folder: Path, session: str) -> None:
        self._session = session
        self.folder = folder
        """The folder of second copies that they are inside."""

    def ours(self) -> list[DatedCopy]:
        """Return the copies that there are. Raises `OSError` if the folder cannot be read."""
        return [each for each in dated_copies(self.folder) if each.session == self._session]

    def unfinished(self) -> list[Path]:
        """Return what a crash left half written. Raises `OSError`."""
        inside, ending = self.folder / FOLDER, f"-{self._session}.json.tmp"
        return [inside / name for name in DISK.names(inside) if name.endswith(ending)]

    def is_recent(self, now: datetime, within: timedelta) -> bool:
        """Say whether a copy was made within this time of now, before or, by a clock set back, after it."""
        with suppress(OSError):
            return any(abs(now - each.made) < within for each in self.ours())
        return False

    def keep(self, data: bytes, now: datetime) -> None:
        """Write one more copy, whole or not at all, and let go of the oldest. Raises `MachineError`.

        The folder of second copies is not made again: if a stick was pulled out, its path is another disk's.
        """
        folder = self.folder / FOLDER
        with in_words(folder):
            self._require_folder()
            DISK.make_folder(folder)
            path = self._free(folder, now)
            write_whole(path, data)
            self._let_go(path)

    def remove_outdated(self, now: Session) -> None:
        """Remove every copy that holds what was taken out of the session since. Raises `MachineError`."""
        folder = self.folder / FOLDER
        with in_words(folder):
            self._require_folder()
            gone = [each.path for each in self.ours() if holds_more(each.path, now)]
            for path in gone:
                DISK.remove(path)
            if gone:
                DISK.sync_folder(folder)

    def _require_folder(self) -> None:
        if not DISK.is_there(self.folder):
            raise FileNotFoundError(2, _GONE)

    def _free(self, folder: Path, now: datetime) -> Path:
        """Return a name after all that this minute has, so that names stay in the order of the copies."""
        minute = f"{now:{_WHEN}}"
        number = max((each.number for each in self.ours() if f"{each.made:{_WHEN}}" == minute), default=0)
        return folder / f"{minute}{f'-{number + 1}' if number else ''}-{self._session}.json"

    def _let_go(self, newest: Path) -> None:
        """Remove all but the last ten, and what a crash left half written; the newest stays whatever the clock says."""
        others = sorted((each for each in self.ours() if each.path != newest), key=lambda each: each.age)
        for each in others[: -(KEPT - 1)]:
            DISK.remove(each.path)
        for path in self.unfinished():
            DISK.remove(path)


def holds_more(path: Path, now: Session) -> bool:
    """Say whether a file may hold what was taken out of the session since, as one that cannot be read may."""
    try:
        earlier = session_of(read_state(DISK.read(path) or b""), path.name, lenient=True)
    except (DamageError, OSError, ScrutinyError):
        return True
    return holds_removed(earlier, now)


def dated_copies(folder: Path) -> Iterator[DatedCopy]:
    """Yield every dated copy in a folder of second copies; raises `OSError` if it cannot be read."""
    inside = folder / FOLDER
    for name in DISK.names(inside):
        found = read_name(inside / name)
        if found is not None:
            yield found


def read_name(path: Path) -> DatedCopy | None:
    """Return what the name of a dated copy says; None if it is another file's."""
    found = re.fullmatch(_NAME, path.name)
    with suppress(ValueError):
        if found is not None:
            made = datetime.strptime(found[1], _WHEN)  # noqa: DTZ007 - wall-clock times of the room carry no zone
            return DatedCopy(path, made, int(found[2] or 1), found[3])
    return None
