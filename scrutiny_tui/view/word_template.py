"""Opens a council's own Word template. It is somebody else's file, so it is looked at before it is unpacked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Final
from zipfile import ZipFile

from scrutiny_tui.domain.errors import InputError, MachineError
from scrutiny_tui.domain.printable import safe
from scrutiny_tui.store.archives import UNREADABLE, defines_words, is_plainly_packed, is_too_much, packed
from scrutiny_tui.store.system import read_plain

MOST_BYTES: Final = 20 * 1024 * 1024
"""A template may be so big as a file."""

MOST_UNPACKED: Final = 100 * 1024 * 1024
"""Bytes that everything in a template may come to once unpacked."""

MOST_PARTS: Final = 1_000
"""How many files a template may consist of."""

_CONTENTS: Final = "[Content_Types].xml"
_MACROS: Final = "vbaproject.bin"
_AS_TEMPLATE: Final = b"wordprocessingml.template.main+xml"
_AS_DOCUMENT: Final = b"wordprocessingml.document.main+xml"

_FAULTS: Final = (*UNREADABLE, AttributeError, LookupError, SyntaxError, TypeError)
"""What python-docx and the XML library raise over a file that only looks like a Word file."""


def read_template(path: Path) -> bytes:
    """Return a template as a Word file that is ready to be written into.

    Raises `InputError` with one sentence if there is no such file or it is not a Word file that can be used, and
    `MachineError` if it cannot be read from the disk.
    """
    data, name = _bytes(path), safe(path.name)
    with told_as_fault(name):
        parts = _checked(data, name)
        return _as_document(data) if _AS_TEMPLATE in parts else data


@contextmanager
def told_as_fault(name: str) -> Iterator[None]:
    """Turn whatever a damaged template raises into an `InputError` with a sentence."""
    try:
        yield
    except _FAULTS as error:
        raise InputError(
            f"{name} cannot be used as a template: it is damaged or no Word file. Save it from Word as .docx."
        ) from error


def _bytes(path: Path) -> bytes:
    shown = safe(str(path))
    try:
        data = read_plain(path, MOST_BYTES + 1) if path.is_file() else None
    except (OSError, ValueError) as error:
        raise MachineError(f"{shown} cannot be read: {getattr(error, 'strerror', None) or error}.") from error
    if data is None:
        raise InputError(f"There is no template {shown}.")
    if len(data) > MOST_BYTES:
        raise InputError(f"{shown} is bigger than {MOST_BYTES // 1024**2} MB, too big for a template.")
    return data


def _checked(data: bytes, name: str) -> bytes:
    """Return the list of contents of an archive that is no danger to unpack."""
    with ZipFile(BytesIO(data)) as archive:
        parts = archive.infolist()
        if is_too_much(parts, MOST_PARTS, MOST_UNPACKED):
            raise InputError(f"{name} unpacks to more than this program opens. Use a smaller template.")
        if any(part.filename.lower().endswith(_MACROS) for part in parts):
            raise InputError(f"{name} holds macros. Save it from Word as .docx, without them.")
        if not all(map(is_plainly_packed, parts)) or defines_words(archive):
            raise InputError(
                f"{name} is packed, or defines words of its own, in a way that Word never does. Save it from Word again."
            )
        return archive.read(_CONTENTS)


def _as_document(data: bytes) -> bytes:
    """Return a .dotx file as the document that Word would make of it."""
    with ZipFile(BytesIO(data)) as archive:
        parts = {part.filename: archive.read(part) for part in archive.infolist()}
    return packed({**parts, _CONTENTS: parts[_CONTENTS].replace(_AS_TEMPLATE, _AS_DOCUMENT)})
