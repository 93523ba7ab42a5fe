"""Looks at a workbook from the outside, before anything in it is unpacked."""

from __future__ import annotations

from io import BytesIO
from typing import Final
from zipfile import ZipFile

from scrutiny_tui.domain.errors import InputError
from scrutiny_tui.store.archives import UNREADABLE, defines_words, is_plainly_packed, is_too_much
from scrutiny_tui.store.tabular.decoding import not_a_table

MOST_UNPACKED: Final = 50 * 1024 * 1024
"""Bytes that everything in a workbook may come to once unpacked."""

MOST_PARTS: Final = 1_000
"""How many files a workbook may consist of."""

_CONTENTS: Final = "[Content_Types].xml"


def check_archive(data: bytes, name: str) -> None:
    """Raise `InputError` if the bytes are no workbook, or one that would unpack to too much.

    The sizes are those that the archive declares; unpacking stops at them.
    """
    try:
        with ZipFile(BytesIO(data)) as archive:
            _check(archive, name)
    except UNREADABLE as error:
        raise not_a_table(name) from error


def _check(archive: ZipFile, name: str) -> None:
    parts = archive.infolist()
    if is_too_much(parts, MOST_PARTS, MOST_UNPACKED):
        raise InputError(f"{name} unpacks to more than this program opens. Save the one sheet as CSV.")
    if not any(part.filename == _CONTENTS for part in parts):
        raise not_a_table(name)
    if not all(map(is_plainly_packed, parts)):
        raise InputError(f"{name} is packed in a way that Excel does not use. Save it from Excel again.")
    if defines_words(archive):
        raise InputError(
            f"{name} cannot be read as an Excel workbook: it defines words of its own, which Excel never does. "
            "Save it from Excel again, or as CSV."
        )
