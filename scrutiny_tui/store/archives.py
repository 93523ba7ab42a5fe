"""Zip files: what has to be known of one from outside, and those that hand a workshop over."""

from __future__ import annotations

import hashlib
import json
import re
import stat
import struct
import zlib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from copy import copy
from functools import partial
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from scrutiny_tui.domain.errors import InputError, MachineError
from scrutiny_tui.store.places import read_named
from scrutiny_tui.store.system import watched

UNREADABLE: Final = (BadZipFile, EOFError, OSError, OverflowError, RuntimeError, ValueError, zlib.error)
"""What Python's library raises over a file that is damaged, locked or no zip file."""

_DEFINITIONS: Final = tuple("<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))
"""How definitions begin, in every encoding that the XML library reads: all others are like ASCII in these letters."""

_ENCRYPTED: Final = 0x1
_LOCKED: Final = 99
"""How a zip file says that a member is behind a password as WinZip has it, in place of the way it is packed."""


_PIECE: Final = 64 * 1024


def is_too_much(archive: ZipFile, most_parts: int, most_bytes: int) -> bool:
    """Tell whether there are too many parts, they come to too many bytes, or to more than the archive declares.

    After that, any library can unpack it.
    """
    parts = archive.infolist()
    if len(parts) > most_parts or sum(part.file_size for part in parts) > most_bytes:
        return True
    return any(_holds_more(archive, part) for part in parts if is_plainly_packed(part))


def _holds_more(archive: ZipFile, part: ZipInfo) -> bool:
    # The library would unpack everything before it cut off what is beyond the declared size.
    longer = copy(part)
    longer.file_size += 2 * _PIECE
    size = 0
    with suppress(*UNREADABLE), archive.open(longer) as source:
        while size <= part.file_size and (piece := source.read(_PIECE)):
            size += len(piece)
    return size > part.file_size


_MOST_MARKS: Final = 1_300_000
"""Tags and attributes that an archive of XML may have."""

_MOST_TOGETHER: Final = 200_000
"""Those in one row or paragraph, which is read as a whole: each takes some 300 bytes of memory."""

_ROW: Final = re.compile(rb"<(?:\w+:)?(?:row|si|p)[ />]")


def has_too_many_tags(archive: ZipFile) -> bool:
    """Tell whether reading the XML in an archive would take much more memory than its text does."""
    whole = 0
    for part in archive.infolist():
        with suppress(*UNREADABLE):
            marks = [row.count(b"<") + row.count(b"=") for row in _ROW.split(archive.read(part))]
            whole += len(marks) + sum(marks)
            if whole > _MOST_MARKS or max(marks) > _MOST_TOGETHER:
                return True
    return False


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


MANIFEST: Final = "manifest.json"
"""The member that names all others with their checksums."""
FORMAT: Final = 1
"""How the manifest is written; a higher number could be misread."""

MOST_PACKED: Final = 64 * 1024 * 1024
"""Bytes of a zip file that is opened."""
MOST_UNPACKED: Final = 128 * 1024 * 1024
"""Bytes that everything in it may come to."""
MOST_MEMBERS: Final = 1_000
_LONGEST_MANIFEST: Final = 1024 * 1024
_LONGEST_NAME: Final = 200
_DEEPEST: Final = 6

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip file can hold: when it was packed is not told."""
_UNIX: Final = 3
_OWNER_ONLY: Final = (stat.S_IFREG | 0o600) << 16
_PART: Final = re.compile(r"\w[\w. -]*(?<![. ])")
_RESERVED: Final = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_SHA256: Final = re.compile(r"[0-9a-f]{64}")
_NOT_OURS: Final = "It was not made by this program, or has been changed since. Nothing was opened."


def zip_bytes(members: Mapping[str, bytes], about: Mapping[str, Any]) -> bytes:
    """Return a zip file with these members and a manifest, which says `about` and every member's checksum."""
    sums = {name: hashlib.sha256(data).hexdigest() for name, data in sorted(members.items())}
    manifest = {"format": FORMAT, **about, "sha256": sums}
    text = f"{json.dumps(manifest, indent=2, sort_keys=True, ensure_ascii=False)}\n"
    return packed({**members, MANIFEST: text.encode()})


def packed(members: Mapping[str, bytes]) -> bytes:
    """Return a zip file with these members: the same bytes on every computer and at any time."""
    told = BytesIO()
    with ZipFile(told, "w") as archive:
        _fill(archive, ZipInfo, watched(sorted(members.items())))
    return told.getvalue()


def _fill(archive: Any, describe: Any, members: Iterable[tuple[str, bytes]]) -> None:
    """Write members, each with what the archive's library describes one with."""
    for name, data in members:
        part = describe(name, _EPOCH)
        part.compress_type, part.create_system, part.external_attr = ZIP_DEFLATED, _UNIX, _OWNER_ONLY
        archive.writestr(part, data)


def packed_anew(data: bytes) -> bytes:
    """Return a zip file with the same members and no trace of when and where it was written."""
    with ZipFile(BytesIO(data)) as archive:
        return packed({name: archive.read(name) for name in archive.namelist()})


_NO_PASSWORDS: Final = (
    "Zip files with a password need a part of the program (pyzipper) that is not on this computer. "
    'To get it, type: pip install "scrutiny-tui[password]"'
)


class PasswordError(InputError):
    """A zip file has a password, and none or another one was given."""


def locked(data: bytes, password: str) -> bytes:
    """Return a zip file with the same members behind a password: AES-256, as WinZip's AE-2 has it.

    Names of members can still be read. It is never the same bytes twice. Raises `MachineError` if the library for it is
    not here.
    """
    pyzipper = load_pyzipper()
    told = BytesIO()
    with (
        ZipFile(BytesIO(data)) as plain,
        pyzipper.AESZipFile(told, "w", encryption=pyzipper.WZ_AES) as archive,
    ):
        archive.setpassword(password.encode())
        members = ((name, plain.read(name)) for name in plain.namelist())
        _fill(archive, pyzipper.zipfile_aes.AESZipInfo, members)
    return told.getvalue()


def load_pyzipper() -> Any:
    """Return the library for zip files with a password. Raises `MachineError` if it is not here."""
    try:
        return import_module("pyzipper")
    except ImportError as error:
        raise MachineError(_NO_PASSWORDS) from error


def read_zip(path: Path, password: str = "") -> tuple[Mapping[str, Any], Mapping[str, bytes]]:
    """Return the manifest of a zip file and its other members, all of it checked; nothing is written anywhere.

    Raises `PasswordError` if it has a password and this is not the one, `InputError` if it is no such file, too large, not
    whole or written by a newer program, and `MachineError` if it cannot be read.
    """
    too_large = f"{path.name} is too large. Nothing was opened."
    data = read_named(path, MOST_PACKED, f"There is no file {path}.", too_large)
    try:
        members = _locked_members(path, data, password) if _is_locked(data) else _members(data)
    except UNREADABLE as error:
        reason = str(error) if isinstance(error, _FaultError) else "it is not a zip file"
        raise InputError(f"{path.name} can't be opened: {reason}. {_NOT_OURS}") from error
    manifest = _manifest(path, members.pop(MANIFEST, b""))
    sums = {name: hashlib.sha256(each).hexdigest() for name, each in members.items()}
    if sums != manifest["sha256"]:
        wrong = min(name for name, _sum in sums.items() ^ manifest["sha256"].items())
        raise InputError(f"{path.name} is damaged: {wrong} has changed. Nothing was opened.")
    return manifest, members


class _FaultError(ValueError):
    """Something that a zip file of this program never holds."""


def _members(data: bytes) -> dict[str, bytes]:
    """Return what is in a zip file; raises `_FaultError` or one of `UNREADABLE`."""
    with ZipFile(BytesIO(data)) as archive:
        parts = _checked(archive)
        if not all(map(is_plainly_packed, parts)):
            raise _FaultError("it has an old kind of password, or another program made it")
        # The library checks the sum of what it reads.
        return {part.filename: archive.read(part) for part in watched(parts)}


def _is_locked(data: bytes) -> bool:
    with ZipFile(BytesIO(data)) as archive:
        parts = archive.infolist()
        return bool(parts) and all(part.compress_type == _LOCKED for part in parts)


def _locked_members(path: Path, data: bytes, password: str) -> dict[str, bytes]:
    """Return what is in a zip file with a password; raises `PasswordError`, `_FaultError` or one of `UNREADABLE`."""
    if not password:
        raise PasswordError(f"{path.name} has a password.")
    pyzipper = load_pyzipper()
    with ZipFile(BytesIO(data)) as archive:
        parts = _checked(archive)
    try:
        with pyzipper.AESZipFile(BytesIO(data)) as archive:
            archive.setpassword(password.encode())
            return {part.filename: _in_pieces(archive, part.filename) for part in watched(parts)}
    except (pyzipper.BadZipFile, NotImplementedError, KeyError, struct.error) as error:
        raise BadZipFile(str(error)) from error
    except RuntimeError as error:
        raise PasswordError(
            f"This password does not open {path.name}. Capital and small letters differ. Nothing was opened."
        ) from error


def _in_pieces(archive: Any, name: str) -> bytes:
    """Return a member, which the library cuts off after its declared size: all at once it would unpack it first."""
    with archive.open(name) as source:
        return b"".join(iter(partial(source.read, _PIECE), b""))


def _checked(archive: ZipFile) -> list[ZipInfo]:
    """Return the members; raise `_FaultError` if they are too large or are not what this program packs."""
    parts = archive.infolist()
    if is_too_much(archive, MOST_MEMBERS, MOST_UNPACKED):
        raise _FaultError("it is too large")
    if len({part.filename.casefold() for part in parts}) != len(parts):
        raise _FaultError("it has two files of the same name")
    for part in parts:
        _check(part)
    return parts


def _check(part: ZipInfo) -> None:
    """Raise `_FaultError` for a member that is not a plain file with a plain name inside the zip file."""
    # What the library made of a name with a null or a backslash is not what other programs see.
    pieces = part.orig_filename.split("/")
    plain = all(_PART.fullmatch(piece) and not _RESERVED.fullmatch(piece) for piece in pieces)
    if not plain or len(pieces) > _DEEPEST or len(part.filename) > _LONGEST_NAME:
        raise _FaultError("it has a file that does not belong there")
    kind = stat.S_IFMT(part.external_attr >> 16)
    if kind not in {0, stat.S_IFREG}:
        raise _FaultError("it has something that is not a plain file")


def _manifest(path: Path, data: bytes) -> Mapping[str, Any]:
    not_ours = InputError(f"{path.name} can't be opened: it has no list of its files. {_NOT_OURS}")
    try:
        found = json.loads(data[:_LONGEST_MANIFEST].decode())
    except (ValueError, RecursionError) as error:
        raise not_ours from error
    version = found.get("format") if isinstance(found, dict) else None
    if type(version) is int and version > FORMAT:
        raise InputError(
            f"{path.name} was made by a newer version of the program (format {version}; this one "
            f"can open formats up to {FORMAT}). Install the newer version. Nothing was opened."
        )
    sums = found.get("sha256") if isinstance(found, dict) else None
    if (
        type(version) is not int
        or version < FORMAT
        or not isinstance(sums, dict)
        or not all(isinstance(each, str) and _SHA256.fullmatch(each) for each in sums.values())
    ):
        raise not_ours
    kept: Mapping[str, Any] = found
    return kept
