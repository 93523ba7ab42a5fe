"""The files of a pack's folder as bytes, to hand them over with a workshop."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from scrutiny_tui.domain.errors import InputError, MachineError
from scrutiny_tui.store.content.files import FILE_BYTES
from scrutiny_tui.store.plain_file import read_plain

_MOST: Final = 500
"""Files of a pack that are handed over."""
_ENDINGS: Final = frozenset({".toml", ".md"})
"""What a pack consists of; anything else in its folder is somebody's own."""


def pack_files(folder: Path) -> Mapping[str, bytes]:
    """Return a pack's files by their name inside the folder, those that links lead to left out.

    Raises `InputError` if it holds too much, and `MachineError` if it cannot be read.
    """
    try:
        paths = sorted(path for path in folder.rglob("*") if _is_part(path))
        if len(paths) > _MOST:
            raise InputError(f"The pack in {folder} has more than {_MOST} files, so it cannot be packed up.")
        return {path.relative_to(folder).as_posix(): _read(path) for path in paths}
    except OSError as error:
        raise MachineError(f"The pack in {folder} cannot be read: {error.strerror or error}.") from error


def _is_part(path: Path) -> bool:
    return path.suffix in _ENDINGS and path.is_file() and not path.is_symlink()


def _read(path: Path) -> bytes:
    data = read_plain(path, FILE_BYTES + 1)
    if len(data) > FILE_BYTES:
        raise InputError(f"{path} is larger than a pack's files are, so the pack cannot be packed up.")
    return data
