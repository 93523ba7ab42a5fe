"""What the files of a folder hold."""

from __future__ import annotations

from pathlib import Path


def holding(folder: Path, words: str) -> list[str]:
    """Return the names of the files, in the folder and below, that hold these words."""
    files = sorted(each for each in folder.rglob("*") if each.is_file())
    return [each.name for each in files if words.encode() in each.read_bytes()]
