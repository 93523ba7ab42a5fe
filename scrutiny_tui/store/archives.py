"""What has to be known of any zip file from outside before something in it is used; Word and Excel files are such too."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from contextlib import suppress
from typing import Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

UNREADABLE: Final = (BadZipFile, EOFError, OSError, OverflowError, RuntimeError, ValueError, zlib.error)
"""What Python's library raises over a file that is damaged, locked or no zip file."""

_DEFINITIONS: Final = tuple("<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))
"""How definitions begin, in every encoding that the XML library reads: all others are like ASCII in these letters."""

_ENCRYPTED: Final = 0x1


def is_too_much(parts: Sequence[ZipInfo], most_parts: int, most_bytes: int) -> bool:
    """Tell whether there are too many parts, or they come to too many bytes.

    The sizes are those that the archive declares; unpacking stops at them.
    """
    return len(parts) > most_parts or sum(part.file_size for part in parts) > most_bytes


def is_plainly_packed(part: ZipInfo) -> bool:
    """Tell whether a part needs no password and is packed in a way that every program knows."""
    return not part.flag_bits & _ENCRYPTED and part.compress_type in {ZIP_STORED, ZIP_DEFLATED}


def defines_words(archive: ZipFile) -> bool:
    """Tell whether any part begins with definitions, from which a small file could grow without end.

    Parts that cannot be unpacked are left to whoever reads them, which stops at the same place.
    """
    for part in archive.infolist():
        with suppress(*UNREADABLE):
            text = archive.read(part)
            if any(mark in text for mark in _DEFINITIONS):
                return True
    return False
