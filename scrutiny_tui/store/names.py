"""File names that people can read and every operating system accepts."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

_RESERVED: Final = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)
_LONGEST: Final = 60


def plain_name(text: str) -> str:
    """Return the text as part of a file name: letters, digits and hyphens, at most 60 characters, never empty."""
    words = re.sub(r"[^\w]+", "-", text.strip().lower(), flags=re.UNICODE).strip("-_")
    short = words[:_LONGEST].rstrip("-_") or "workshop"
    return f"{short}-council" if _RESERVED.fullmatch(short) else short


def free_path(folder: Path, stem: str, suffix: str) -> Path:
    """Return a path in the folder that nothing has yet: the stem, or the stem with a number."""
    path = folder / f"{stem}{suffix}"
    number = 2
    while path.exists():
        path = folder / f"{stem}-{number}{suffix}"
        number += 1
    return path
