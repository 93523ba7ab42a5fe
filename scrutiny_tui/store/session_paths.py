"""Where workshops and their companions are, what their files are called, and what a file says it holds."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple
from unicodedata import normalize

from scrutiny_tui.domain.errors import MachineError
from scrutiny_tui.store.disk_errors import explain
from scrutiny_tui.store.system import DISK, is_file, read_plain

if TYPE_CHECKING:
    from scrutiny_tui.domain.session import Details

SUFFIX: Final = ".json"
"""How the name of a session file ends."""
_RESERVED: Final = r"(?i)(con|prn|aux|nul|com\d|lpt\d)"
_LONGEST: Final = 60
_MOST_BYTES: Final = 180


def plain_name(text: str) -> str:
    """Return the text as part of a file name: letters, digits and hyphens, at most 60 characters, never empty."""
    words = re.sub(r"[^\w]+", "-", normalize("NFC", text).strip().lower(), flags=re.UNICODE).strip("-_")
    # File systems count bytes.
    short = words[:_LONGEST].encode()[:_MOST_BYTES].decode(errors="ignore").rstrip("-_") or "workshop"
    return f"{short}-council" if re.fullmatch(_RESERVED, short) else short


def session_stem(details: Details) -> str:
    """Return what the file of a workshop is called, without its ending."""
    return f"{details.date.isoformat()}-{plain_name(details.council)}"


def free_path(folder: Path, stem: str, suffix: str) -> Path:
    """Return a path in the folder that nothing has yet: the stem, or the stem with a number.

    Raises `MachineError` if the folder cannot be looked into.
    """
    path = folder / f"{stem}{suffix}"
    number = 2
    while is_taken(path):
        path = folder / f"{stem}-{number}{suffix}"
        number += 1
    return path


def is_taken(path: Path) -> bool:
    """Say whether there is anything at this path, be it a link that leads nowhere.

    Raises `MachineError` if its folder cannot be looked into, or no name can be as long.
    """
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        raise MachineError(explain(error, path.parent)) from error
    return True


_ID: Final = rb'"session":\s*"([A-Za-z0-9_-]{1,64})"'
_SEQUENCE: Final = rb'"sequence":\s*([0-9]{1,10})'
HEAD_BYTES: Final = 512
"""Bytes in which a file says which state of which session it holds."""


class Head(NamedTuple):
    """What a file says it holds, without a look at the rest of it."""

    session: str
    sequence: int


def head_of(data: bytes) -> Head | None:
    """Return what the beginning of a file says it holds; None if it says nothing."""
    found, sequence = re.search(_ID, data[:HEAD_BYTES]), re.search(_SEQUENCE, data[:HEAD_BYTES])
    return Head(found[1].decode(), int(sequence[1])) if found and sequence else None


class Twin(NamedTuple):
    """Another file that holds the same session."""

    path: Path
    sequence: int
    """How often the session had been saved."""


def session_paths(folder: Path, others: Iterable[Path] = ()) -> Iterator[Path]:
    """Yield the session files of a folder, and others that are there, the one changed last first.

    Raises `MachineError` if the folder cannot be looked into, unless others are there: a workshop that was carried on
    elsewhere because of that folder is found without it.
    """
    outside = [path for path in others if path.parent != folder and is_file(path)]
    try:
        inside = [path for path in named_alike(folder) if is_file(path)]
    except OSError as error:
        if not outside:
            raise MachineError(explain(error, folder)) from error
        inside = []
    yield from sorted([*inside, *outside], key=lambda path: (-last_changed(path), path.name))


def read_head(path: Path) -> Head | None:
    """Return what a file says it holds; None if it says nothing or cannot be read."""
    with suppress(OSError):
        return head_of(read_plain(path, HEAD_BYTES))
    return None


def twins_of(path: Path, others: Iterable[Path] = ()) -> tuple[Twin, ...]:
    """Return the other files beside this one, and among others, that hold the same session."""
    own = read_head(path)
    if own is None:
        return ()
    with suppress(OSError):
        others = (*named_alike(path.parent), *others)
    heads = ((other, read_head(other)) for other in dict.fromkeys(others))
    alike = {other.resolve(): head for other, head in heads if head and head.session == own.session}
    return tuple(Twin(other, head.sequence) for other, head in alike.items() if not is_same(other, path))


def is_same(one: Path, other: Path) -> bool:
    """Say whether two paths lead to the same file, by way of links too."""
    with suppress(OSError):
        return one.samefile(other)
    return one == other


def last_changed(path: Path) -> float:
    """Return when the session was last written to, in seconds since the epoch; 0 if it is not there."""
    with suppress(OSError):
        return path.stat().st_mtime
    return 0.0


def named_alike(folder: Path) -> list[Path]:
    """Return what is named like a session in a folder; nothing if there is no folder. Raises `OSError`."""
    return [folder / name for name in DISK.names(folder) if os.path.normcase(name).endswith(SUFFIX)]
