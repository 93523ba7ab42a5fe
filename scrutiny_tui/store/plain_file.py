"""Reads a file that somebody else may have put there, or may put something else in the place of at any moment."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

_WITHOUT_WAITING: Final = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
_AS_IT_IS: Final = getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOINHERIT", 0)


def read_plain(path: Path, most: int) -> bytes:
    """Return a file's first bytes, at most so many.

    What it is, is asked of the open file, because its name may mean another one a moment later; a pipe or a device
    would keep the program waiting. Raises `OSError`, also where it is no plain file.
    """
    descriptor = os.open(path, _WITHOUT_WAITING | _AS_IT_IS)
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "it is not a plain file")
        with open(descriptor, "rb", closefd=False) as file:
            return file.read(most)
    finally:
        os.close(descriptor)


def is_folder(path: Path) -> bool:
    """Say whether there is a folder at this path; what cannot be asked, such as a stick that is pulled out, is none."""
    return _is(path, stat.S_ISDIR)


def is_file(path: Path) -> bool:
    """Say whether there is a plain file at this path."""
    return _is(path, stat.S_ISREG)


def is_there(path: Path) -> bool:
    """Say whether there is anything at this path."""
    return _is(path, lambda _mode: True)


def _is(path: Path, kind: Callable[[int], bool]) -> bool:
    with suppress(OSError, ValueError):
        return kind(path.stat().st_mode)
    return False
