"""File names that people can read and every operating system accepts."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final
from unicodedata import normalize

from scrutiny_tui.domain.errors import MachineError
from scrutiny_tui.store.disk_errors import explain

if TYPE_CHECKING:
    from scrutiny_tui.domain.session import Details

SUFFIX: Final = ".json"
"""How the name of a session file ends."""
_RESERVED: Final = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)
_LONGEST: Final = 60
_MOST_BYTES: Final = 180


def plain_name(text: str) -> str:
    """Return the text as part of a file name: letters, digits and hyphens, at most 60 characters, never empty."""
    words = re.sub(r"[^\w]+", "-", normalize("NFC", text).strip().lower(), flags=re.UNICODE).strip("-_")
    short = _cut(words).rstrip("-_") or "workshop"
    return f"{short}-council" if _RESERVED.fullmatch(short) else short


def _cut(words: str) -> str:
    """Return as much as file systems take, which count bytes."""
    return words[:_LONGEST].encode()[:_MOST_BYTES].decode(errors="ignore")


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
