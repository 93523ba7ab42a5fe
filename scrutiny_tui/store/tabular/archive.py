"""Looks at a workbook from the outside, before anything in it is unpacked."""

from __future__ import annotations

import zlib
from contextlib import suppress
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from scrutiny_tui.domain.errors import InputError
from scrutiny_tui.store.tabular.decoding import not_a_table

MOST_UNPACKED: Final = 50 * 1024 * 1024
"""Bytes that everything in a workbook may come to once unpacked."""

MOST_PARTS: Final = 1_000
"""How many files a workbook may consist of."""

_DEFINITIONS: Final = tuple("<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))
"""How definitions begin, in every encoding that the XML library reads: all others are like ASCII in these letters."""

_ENCRYPTED: Final = 0x1
_CONTENTS: Final = "[Content_Types].xml"


def check_archive(data: bytes, name: str) -> None:
    """Raise `InputError` where the bytes are no workbook, or one that would unpack to too much.

    The sizes are those that the archive declares; unpacking stops at them.
    """
    try:
        with ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
    except (BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise not_a_table(name) from error
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise InputError(f"{name} unpacks to more than this program opens. Save the one sheet as CSV.")
    if not any(part.filename == _CONTENTS for part in parts):
        raise not_a_table(name)
    if any(
        part.flag_bits & _ENCRYPTED or part.compress_type not in {ZIP_STORED, ZIP_DEFLATED} for part in parts
    ):
        raise InputError(f"{name} is packed in a way that Excel does not use. Save it from Excel again.")
    if _defines_words(data):
        raise InputError(
            f"{name} cannot be read as an Excel workbook: it defines words of its own, which Excel never does. "
            "Save it from Excel again, or as CSV."
        )


def _defines_words(data: bytes) -> bool:
    """Tell whether any part begins with definitions, from which a small file could grow without end.

    Parts that cannot be unpacked are left to whoever reads them, which stops at the same place.
    """
    with ZipFile(BytesIO(data)) as archive:
        for part in archive.infolist():
            with suppress(
                BadZipFile, EOFError, OSError, RuntimeError, NotImplementedError, ValueError, zlib.error
            ):
                text = archive.read(part)
                if any(mark in text for mark in _DEFINITIONS):
                    return True
    return False
