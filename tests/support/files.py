"""What the files of a folder hold."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

needs_bits = pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps access lists instead")
needs_links = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows lets only administrators make links"
)
needs_lengths = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows says of a name which is too long that it is not there"
)
needs_pipes = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes in its folders")


def holding(folder: Path, words: str) -> list[str]:
    """Return the names of the files, in the folder and below, that hold these words."""
    return [Path(name).name for name, data in sorted(everything_in(folder).items()) if words.encode() in data]


def everything_in(folder: Path) -> dict[str, bytes]:
    """Return what every file in the folder and below holds."""
    return {str(each): each.read_bytes() for each in folder.rglob("*") if each.is_file()}
