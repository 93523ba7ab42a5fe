"""A zip file is the same bytes for the same contents, and nothing in one is taken on trust."""

from __future__ import annotations

import hashlib
import json
import stat
import struct
import tracemalloc
import zlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile, ZipInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scrutiny_tui.domain.errors import InputError
from scrutiny_tui.store import archives
from scrutiny_tui.store.archives import FORMAT, MANIFEST, read_zip, zip_bytes
from scrutiny_tui.view.word_writer import read_template

INSIDE = {"README.txt": b"Read me.", "pack/steps/1-role.toml": b"title = 1"}


def written(folder: Path, data: bytes) -> Path:
    path = folder / "w.zip"
    path.write_bytes(data)
    return path


def packed(members: Mapping[str, bytes] | list[tuple[ZipInfo, bytes]], **manifest: Any) -> bytes:
    """Return a zip file as somebody else could make one, with a manifest that fits unless told otherwise."""
    parts = (
        members if isinstance(members, list) else [(ZipInfo(name), data) for name, data in members.items()]
    )
    sums = {part.filename: hashlib.sha256(data).hexdigest() for part, data in parts}
    told = BytesIO()
    with ZipFile(told, "w", ZIP_DEFLATED) as archive:
        for part, data in parts:
            archive.writestr(part, data)
        archive.writestr(MANIFEST, json.dumps({"format": FORMAT, "sha256": sums} | manifest))
    return told.getvalue()


def part(name: str, mode: int = 0, compress: int = ZIP_DEFLATED) -> ZipInfo:
    made = ZipInfo(name)
    made.external_attr, made.compress_type, made.create_system = mode << 16, compress, 3
    return made


def test_what_was_packed_comes_back_and_the_same_contents_are_the_same_bytes(tmp_path: Path) -> None:
    data = zip_bytes(INSIDE, {"kind": "whole"})
    manifest, members = read_zip(written(tmp_path, data))
    assert (manifest["kind"], members) == ("whole", INSIDE)
    assert zip_bytes(dict(reversed(INSIDE.items())), {"kind": "whole"}) == data
    with pytest.raises(InputError, match="There is no file"):
        read_zip(tmp_path / "gone.zip")


@pytest.mark.parametrize(
    "name",
    ["../out.txt", "a/../../out.txt", "/etc/passwd", "C:/x", "C:\\x", "a\\..\\b", "a//b", "a/", ".hidden", "con", "a/NUL.txt",
     "x.", "x ", "a:b", "a\x1b[31m", "a\u202eb", "\u2066", "a/b/c/d/e/f/g", "x" * 300, ""],
)  # fmt: skip
def test_a_name_that_leads_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match=r"a file that does not belong there.*Nothing was opened"):
        read_zip(written(tmp_path, packed([(part(name), b"x")])))


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFDIR, stat.S_IFIFO, stat.S_IFCHR])
def test_links_and_devices_are_refused(tmp_path: Path, kind: int) -> None:
    with pytest.raises(InputError, match="not a plain file"):
        read_zip(written(tmp_path, packed([(part("link", kind | 0o777), b"/etc/passwd")])))


@pytest.mark.parametrize("second", ["a.txt", "A.TXT"])
@pytest.mark.filterwarnings("ignore:Duplicate name:UserWarning")
def test_two_files_of_one_name_are_refused(tmp_path: Path, second: str) -> None:
    with pytest.raises(InputError, match="two files of the same name"):
        read_zip(written(tmp_path, packed([(part("a.txt"), b"x"), (part(second), b"y")])))


def behind_a_password(data: bytes) -> bytes:
    told = bytearray(data)
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        told[told.index(mark) + place] |= 1
    return bytes(told)


def of_a_wrong_size(size: int) -> bytes:
    """Return a zip file that says that a member is ten bytes long, which it is not."""
    return packed({"a": bytes(size)}).replace(struct.pack("<L", size), struct.pack("<L", 10))


@pytest.mark.parametrize(
    ("limit", "data", "told"),
    [
        (("MOST_UNPACKED", 100_000), packed({"a": bytes(60_000), "b": bytes(60_000)}), "it is too large"),
        (("MOST_MEMBERS", 3), packed({"a": b"", "b": b"", "c": b""}), "it is too large"),
        (("MOST_PACKED", 10), packed(INSIDE), "is too large"),
        (None, of_a_wrong_size(100_000), "Nothing was opened"),
        (None, packed([(part("a", compress=ZIP_BZIP2), b"x")]), "it has an old kind of password, or another program made it"),
        (None, behind_a_password(packed({"a": b"x"})), "it has an old kind of password"),
        (None, packed([(part("abcXdef"), b"x")]).replace(b"abcXdef", b"abc\0def"), "Nothing was opened"),
        (None, packed({"a": b"x"}, format=2), r"by a newer version of the program \(format 2.*Install the newer version"),
    ],
    ids=["a bomb", "many files", "a large file", "a wrong size", "bzip2", "a password", "a name of two readings", "a newer program"],
)  # fmt: skip
def test_what_is_too_much_or_not_plain_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: tuple[str, int] | None, data: bytes, told: str
) -> None:
    if limit:
        monkeypatch.setattr(archives, *limit)
    with pytest.raises(InputError, match=told):
        read_zip(written(tmp_path, data))


@pytest.mark.parametrize("declared", [10, 65_536, 1 << 20])
@pytest.mark.parametrize("read", [read_zip, read_template])
def test_a_member_is_as_long_as_told(tmp_path: Path, declared: int, read: Callable[[Path], object]) -> None:
    size = (128 << 20) + 54_321
    # The sum is that of the bytes that are declared, so that only the size gives it away.
    data = packed([(part("a"), bytes(size))])
    for real, told in ((size, declared), (zlib.crc32(bytes(size)), zlib.crc32(bytes(declared)))):
        data = data.replace(struct.pack("<L", real), struct.pack("<L", told))
    path = written(tmp_path, data)
    # A file is read into a buffer as large as it may be.
    tracemalloc.start()
    try:
        with pytest.raises(InputError, match=r"is too large|unpacks to more than this program opens"):
            read(path)
        assert tracemalloc.get_traced_memory()[1] < 72 << 20
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    "sums", [{}, {"a": "0" * 64}, {"a": hashlib.sha256(b"x").hexdigest(), "b": "0" * 64}]
)
def test_what_is_not_what_was_packed_is_refused(tmp_path: Path, sums: dict[str, str]) -> None:
    with pytest.raises(InputError, match=r"w.zip is damaged: [ab] has changed"):
        read_zip(written(tmp_path, packed({"a": b"x"}, sha256=sums)))


@pytest.mark.parametrize(
    "manifest", [{"format": 0}, {"format": "1"}, {"format": True}, {"sha256": []}, {"sha256": {"a": 7}}]
)
def test_a_list_of_files_that_is_none_is_refused(tmp_path: Path, manifest: dict[str, Any]) -> None:
    with pytest.raises(InputError, match="has no list of its files"):
        read_zip(written(tmp_path, packed({"a": b"x"}, **manifest)))


@pytest.mark.parametrize("manifest", [b"[" * 100_000, b"7", b"\xff", b""])
def test_any_manifest_is_survived(tmp_path: Path, manifest: bytes) -> None:
    told = BytesIO()
    with ZipFile(told, "w") as archive:
        archive.writestr(MANIFEST, manifest)
    with pytest.raises(InputError, match="has no list of its files"):
        read_zip(written(tmp_path, told.getvalue()))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, 2000), put=st.binary(min_size=0, max_size=6), cut=st.integers(0, 6))
def test_whatever_was_changed_is_refused_or_the_same(tmp_path: Path, at: int, put: bytes, cut: int) -> None:
    data = zip_bytes(INSIDE, {"kind": "whole"})
    at %= len(data)
    members: Mapping[str, bytes] = INSIDE
    with suppress(InputError):
        _, members = read_zip(written(tmp_path, data[:at] + put + data[at + cut :]))
    assert members == INSIDE
