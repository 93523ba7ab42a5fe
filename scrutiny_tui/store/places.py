"""Where packs, sessions, settings and reports are on this machine, and whether a folder can be used."""

from __future__ import annotations

import json
import os
import re
import shlex
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final
from urllib.parse import unquote

from platformdirs import user_config_path, user_data_path, user_documents_path

from scrutiny_tui import PROGRAM
from scrutiny_tui.domain.errors import InputError, MachineError
from scrutiny_tui.domain.printable import safe
from scrutiny_tui.domain.records import record
from scrutiny_tui.store import installation
from scrutiny_tui.store.disk_errors import explain, in_words
from scrutiny_tui.store.session_paths import SUFFIX
from scrutiny_tui.store.system import (
    DISK,
    PathKind,
    free_space,
    is_folder,
    is_there,
    kind_at,
    read_plain,
    write_new,
    write_whole,
)

LARGEST: Final = 64 * 1024
"""The most bytes that are read of the settings, which may be anybody's; what is wrong with them counts as nothing."""

_MOST: Final = 50
"""How many workshops are remembered, the newest."""
_LONGEST_NAME: Final = 60
_AROUND_PATHS: Final = " \t\r\n\u00a0\u200b\u200e\u200f\u202a\u202c\u2066\u2069\ufeff"
"""Blanks, line ends, and what some file managers put before a path that is copied, without its being seen."""
_QUOTATION_MARKS: Final = frozenset(
    "\"'\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u00ab\u00bb\u2039\u203a"
)
_ESCAPED: Final = r"\\(\W)"
_DRIVE: Final = r"/[A-Za-z]:/"


def settings_file(environment: Mapping[str, str]) -> Path:
    """Return where the settings are: where `SCRUTINY_SETTINGS` says, else in this machine's folder for them."""
    named = _named(environment, "SCRUTINY_SETTINGS")
    return named or user_config_path(PROGRAM, appauthor=False) / "settings.json"


THEME: Final = "theme"
CONTENT_NOTE: Final = "content note"
"""The occasion for which it was shown last."""
CAMERA: Final = "camera"
"""The number of the one that was chosen last."""


def remembered(path: Path | None, what: str) -> str:
    """Return the name that was remembered of something; empty if there is none, or no file of settings."""
    name = _read(path).get(what)
    return name if isinstance(name, str) and len(name) <= _LONGEST_NAME and name.isprintable() else ""


def remember(path: Path | None, what: str, value: str | list[str]) -> bool:
    """Remember something for the next start; say whether it could be written. Nothing here is worth stopping for."""
    if path is None:
        return False
    try:
        DISK.make_folder(path.parent)
        settings = {**_read(path), what: value}
        write_whole(path, json.dumps(settings, indent=2).encode() + b"\n")
    except OSError:
        return False
    return True


def read_workshops(path: Path | None) -> tuple[Path, ...]:
    """Return the workshops outside the sessions folder that were remembered, the latest first, there or not."""
    found = _read(path).get("workshops")
    named = found[:_MOST] if isinstance(found, list) else []
    paths = (Path(each) for each in named if isinstance(each, str) and "\0" not in each)
    return tuple(each for each in paths if each.is_absolute() and each.suffix == SUFFIX)


def keep_workshops(path: Path | None, workshops: tuple[Path, ...]) -> bool:
    """Remember these workshops in place of those before; say whether they could be written."""
    return remember(path, "workshops", [str(each) for each in dict.fromkeys(workshops)][:_MOST])


def _read(path: Path | None) -> dict[str, Any]:
    try:
        data = DISK.read(path) if path and DISK.state_at(path).size <= LARGEST else None
        found = json.loads(data or b"{}")
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


DEFAULT_PACK: Final = "six-steps"


@record
class Places:
    """The folders that the program uses."""

    content: Path
    """A folder of packs, or one pack."""
    sessions: Path
    """Where new sessions are kept."""
    mirror: Path
    """Where the second copy of every change and the dated copies go."""
    usual_mirror: Path | None = None
    """Where they go while no other folder is named; None if that is the same."""
    usual_sessions: Path | None = None
    """Where new sessions are kept while no other folder is named; None if that is the same."""
    settings: Path | None = None
    """The file of what is remembered between two runs; None if nothing is."""

    @property
    def mirrors(self) -> tuple[Path, ...]:
        """Every folder that may hold second copies, the one in use first."""
        usual = self.usual_mirror or self.mirror
        return (self.mirror,) if usual == self.mirror else (self.mirror, usual)

    def make_mirror(self, *, for_new: bool) -> None:
        """Make the folder of second copies if it is the program's own, or is named for a new workshop.

        A folder that somebody named is never made again by itself: if a stick was pulled out, its path is another
        disk's. What cannot be made is told when the second copy is written.
        """
        with suppress(OSError):
            if self.usual_mirror in {None, self.mirror} or (for_new and is_folder(self.mirror.parent)):
                DISK.make_folder(self.mirror)

    @property
    def pack(self) -> Path:
        """The pack that new sessions are set up with."""
        return self.content if _holds_pack(self.content) else self.content / DEFAULT_PACK

    def pack_of(self, pack_id: str) -> Path:
        """Return the folder of the pack with this id, or the default one where there is no such folder."""
        found = self.content / pack_id
        return found if found.parent == self.content and _holds_pack(found) else self.pack


def find_places(
    environment: Mapping[str, str],
    content: Path | None = None,
    sessions: Path | None = None,
    backup: Path | None = None,
) -> Places:
    """Return the folders to use: what was asked for, else the environment's, else where the program is installed."""
    source = installation.checkout()
    usual = _named(environment, "SCRUTINY_MIRROR") or _data_folder() / "mirror"
    named = backup or _named(environment, "SCRUTINY_BACKUP")
    beside = _data_folder() if source is None or installation.has_installed_copy() else source
    own = _named(environment, "SCRUTINY_SESSIONS") or beside / "sessions"
    shipped = source / "content" if source else installation.PACKAGE / "_content"
    return Places(
        content=content or _named(environment, "SCRUTINY_CONTENT") or shipped,
        sessions=sessions or own,
        mirror=named or usual,
        usual_mirror=usual if named else None,
        usual_sessions=own if sessions else None,
        settings=settings_file(environment),
    )


def reports_folder() -> Path:
    """Return where reports about mistakes in the program go."""
    return _data_folder() / "reports"


def audience_folder() -> Path:
    """Return where the files are that audience windows follow."""
    return _data_folder() / "audience"


def copies_folder() -> Path:
    """Return where copies are that go away: of the example, and of a workshop that is rehearsed."""
    return _data_folder() / "copies"


@contextmanager
def folder_that_goes_away() -> Iterator[Path]:
    """Make a folder for a copy, and remove it with all that is in it. Raises `MachineError` if it cannot be made."""
    copies = copies_folder()
    with in_words(copies):
        DISK.make_folder(copies)
        made = TemporaryDirectory(dir=copies)
    with made as folder:
        yield Path(folder)


def example_session() -> Path:
    """Return the example that is shipped."""
    source = installation.checkout()
    return (source / "sessions" if source else installation.PACKAGE / "_sessions") / "example.json"


def _named(environment: Mapping[str, str], name: str) -> Path | None:
    value = environment.get(name)
    return Path(value) if value else None


def _data_folder() -> Path:
    return user_data_path(PROGRAM, appauthor=False)


def finished_folder() -> Path:
    """Return where people look for a file that was made for them: the documents, which are made if they are missing.

    The system says where they are: OneDrive or a network drive may keep them, and people may have moved them.
    """
    wanted = (user_documents_path(), Path.home() / "Documents")
    return next(filter(is_folder, wanted), wanted[-1])


def _holds_pack(folder: Path) -> bool:
    """Say whether there is a pack in a folder; reading it tells why a folder cannot be looked into."""
    return is_there(folder / "pack.toml")


_TRIAL_NAME: Final = ".scrutiny-tui-trial"


@record
class Tried:
    """What came of it."""

    free: int | None
    """Bytes that are free on its disk; None if that cannot be found out."""
    real: Path | None = None
    """Where it really is; a link or a Python from the Microsoft Store leads elsewhere. None if it can't be used."""
    fault: str = ""
    """Why it cannot be used, with what to do; empty if it can."""


def try_folder(folder: Path) -> Tried:
    """Write, sync, replace and lock a file of the program's own in a folder, which is made where it is not there.

    Nothing of it is left behind, the folder included where it was made for this.
    """
    made = [each for each in (folder, *folder.parents) if not is_there(each)]
    trial = folder / _TRIAL_NAME
    try:
        DISK.make_folder(folder)
        write_whole(trial, b"A trial whether this folder can be written to.\n")
        release = DISK.lock(trial.with_suffix(".lock"))
        if release:
            release()
        return Tried(free_space(folder), trial.resolve().parent)
    except OSError as error:
        return Tried(free_space(folder), fault=explain(error, folder))
    finally:
        for path in (trial, trial.with_suffix(".lock")):
            with suppress(OSError):
                path.unlink()
        for each in made:
            with suppress(OSError):
                each.rmdir()


MOST_KEPT: Final = 10
"""How many reports are kept; the oldest goes first."""


def keep_report(text: str, folder: Path, now: datetime) -> Path:
    """Write a report into the folder, which is made where it is missing, and return where it really is.

    The name tells the moment and nothing else. A Python from the Microsoft Store writes elsewhere than it says, and
    only what is there already can be asked where that is. Raises `OSError` as the system does.
    """
    DISK.make_folder(folder)
    earlier = [name for name in DISK.names(folder) if name.startswith("crash-") and name.endswith(".txt")]
    for name in earlier[: -(MOST_KEPT - 1)]:
        DISK.remove(folder / name)
    path = folder / f"crash-{now:%Y%m%dT%H%M%S%f}.txt"
    write_new(path, text.encode("ascii", "backslashreplace"))
    return path.resolve()


def read_named(path: Path, most: int, missing: str, too_large: str) -> bytes:
    """Return a file that somebody named.

    Raises `InputError` with one of the two sentences if there is no such file or it has more bytes, and `MachineError`
    if it cannot be read.
    """
    try:
        data = read_plain(path, most + 1) if kind_at(path) is PathKind.FILE else None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise MachineError(f"{safe(str(path))} can't be read: {reason}.") from error
    if data is None:
        raise InputError(missing)
    if len(data) > most:
        raise InputError(too_large)
    return data


def typed_path(text: str) -> Path:
    """Return the path that was typed or pasted, without the marks that a file manager, a shell or a web browser puts to it.

    "~" means the person's own folder; any other "~" is an ordinary letter. A name that is there as it was written wins.
    """
    readings = [*map(_at_home, _readings(text))]
    return next((path for path in readings if os.path.lexists(path)), readings[-1])


def _readings(text: str) -> Iterator[str]:
    """Yield what may be meant by a path that was typed, the likeliest last."""
    yield text
    bare = text.strip(_AROUND_PATHS) or text
    yield bare
    if _QUOTATION_MARKS.issuperset((bare[:1], bare[-1:])):
        bare = bare[1:-1].strip(_AROUND_PATHS) or bare
        yield bare
    if bare.casefold().startswith("file:/"):
        yield _of_address(bare)
    elif os.name == "posix":
        yield from _as_of_shell(text)
        yield re.sub(_ESCAPED, r"\1", bare)
    else:
        yield bare


def _of_address(address: str) -> str:
    """Return the path in an address such as "file:///home/x/a%20b.csv"."""
    path = unquote(address[len("file:") :], errors="surrogateescape")
    if path.startswith("//"):
        host, _, below = path[2:].partition("/")
        path = f"/{below}" if host.casefold() in {"", "localhost"} else path
    return path[1:] if re.match(_DRIVE, path) else path


def _as_of_shell(text: str) -> Iterator[str]:
    """Yield what a shell makes of a text, if that is one word."""
    with suppress(ValueError):  # a quotation mark without its other half
        words = shlex.split(text)
        if len(words) == 1:
            yield words[0] or text


def _at_home(text: str) -> Path:
    path = Path(text)
    try:
        return path.expanduser()
    except RuntimeError:  # so Python says that nobody of that name is known here
        return path
