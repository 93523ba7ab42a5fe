"""What the files of a folder hold."""

from __future__ import annotations

from pathlib import Path


def holding(folder: Path, words: str) -> list[str]:
    """Return the names of the files, in the folder and below, that hold these words."""
    return [Path(name).name for name, data in sorted(everything_in(folder).items()) if words.encode() in data]


def everything_in(folder: Path) -> dict[str, bytes]:
    """Return what every file in the folder and below holds."""
    return {str(each): each.read_bytes() for each in folder.rglob("*") if each.is_file()}
