"""A zip file is the same bytes for the same contents, and nothing in one is taken on trust."""

from __future__ import annotations

import hashlib
import json
import stat
import struct
from collections.abc import Mapping
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


def test_what_was_packed_comes_back(tmp_path: Path) -> None:
    manifest, members = read_zip(written(tmp_path, zip_bytes(INSIDE, {"kind": "whole"})))
    assert (manifest["kind"], members) == ("whole", INSIDE)


def test_the_same_contents_are_the_same_bytes() -> None:
    turned = dict(reversed(INSIDE.items()))
    assert zip_bytes(turned, {"kind": "whole"}) == zip_bytes(INSIDE, {"kind": "whole"})


@pytest.mark.parametrize(
    "name",
    ["../out.txt", "a/../../out.txt", "/etc/passwd", "C:/x", "C:\\x", "a\\..\\b", "a//b", "a/", ".hidden", "con", "a/NUL.txt",
     "x.", "x ", "a:b", "a\x1b[31m", "a\u202eb", "\u2066", "a/b/c/d/e/f/g", "x" * 300, ""],
)  # fmt: skip
def test_a_name_that_leads_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match=r"a name that does not belong there.*Nothing was unpacked"):
        read_zip(written(tmp_path, packed([(part(name), b"x")])))


def test_a_name_that_two_programs_read_differently_is_refused(tmp_path: Path) -> None:
    data = packed([(part("abcXdef"), b"x")]).replace(b"abcXdef", b"abc\0def")
    with pytest.raises(InputError, match="Nothing was unpacked"):
        read_zip(written(tmp_path, data))


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFDIR, stat.S_IFIFO, stat.S_IFCHR])
def test_links_and_devices_are_refused(tmp_path: Path, kind: int) -> None:
    with pytest.raises(InputError, match="not a plain file"):
        read_zip(written(tmp_path, packed([(part("link", kind | 0o777), b"/etc/passwd")])))


@pytest.mark.parametrize("second", ["a.txt", "A.TXT"])
@pytest.mark.filterwarnings("ignore:Duplicate name:UserWarning")
def test_two_files_of_one_name_are_refused(tmp_path: Path, second: str) -> None:
    with pytest.raises(InputError, match="two files of the same name"):
        read_zip(written(tmp_path, packed([(part("a.txt"), b"x"), (part(second), b"y")])))


def test_a_zip_bomb_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_UNPACKED", 100_000)
    with pytest.raises(InputError, match="unpacks to more than this program takes"):
        read_zip(written(tmp_path, packed({"a": bytes(60_000), "b": bytes(60_000)})))


def test_a_size_that_is_not_true_does_not_unpack_to_more(tmp_path: Path) -> None:
    data = packed({"a": bytes(100_000)}).replace(struct.pack("<L", 100_000), struct.pack("<L", 10))
    with pytest.raises(InputError, match="Nothing was unpacked"):
        read_zip(written(tmp_path, data))


def test_too_many_files_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_MEMBERS", 3)
    with pytest.raises(InputError, match="more than this program takes"):
        read_zip(written(tmp_path, packed({"a": b"", "b": b"", "c": b""})))


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_PACKED", 10)
    with pytest.raises(InputError, match="larger than this program unpacks"):
        read_zip(written(tmp_path, packed(INSIDE)))


def test_another_way_of_packing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="packed in another way, or behind a password"):
        read_zip(written(tmp_path, packed([(part("a", compress=ZIP_BZIP2), b"x")])))


def test_what_is_behind_a_password_is_refused(tmp_path: Path) -> None:
    data = bytearray(packed({"a": b"x"}))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + place] |= 1
    with pytest.raises(InputError, match="behind a password"):
        read_zip(written(tmp_path, bytes(data)))


@pytest.mark.parametrize(
    "sums", [{}, {"a": "0" * 64}, {"a": hashlib.sha256(b"x").hexdigest(), "b": "0" * 64}]
)
def test_what_is_not_what_was_packed_is_refused(tmp_path: Path, sums: dict[str, str]) -> None:
    with pytest.raises(InputError, match=r"w.zip is not whole: [ab] is not what was packed"):
        read_zip(written(tmp_path, packed({"a": b"x"}, sha256=sums)))


@pytest.mark.parametrize(
    "manifest", [{"format": 0}, {"format": "1"}, {"format": True}, {"sha256": []}, {"sha256": {"a": 7}}]
)
def test_a_list_of_files_that_is_none_is_refused(tmp_path: Path, manifest: dict[str, Any]) -> None:
    with pytest.raises(InputError, match="holds no list of its files"):
        read_zip(written(tmp_path, packed({"a": b"x"}, **manifest)))


def test_what_a_newer_program_packed_is_not_guessed_at(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"by a newer program \(format 2\).*Install the newer program"):
        read_zip(written(tmp_path, packed({"a": b"x"}, format=2)))


@pytest.mark.parametrize("manifest", [b"[" * 100_000, b"7", b"\xff", b""])
def test_any_manifest_is_survived(tmp_path: Path, manifest: bytes) -> None:
    told = BytesIO()
    with ZipFile(told, "w") as archive:
        archive.writestr(MANIFEST, manifest)
    with pytest.raises(InputError, match="holds no list of its files"):
        read_zip(written(tmp_path, told.getvalue()))


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="There is no file"):
        read_zip(tmp_path / "gone.zip")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, 2000), put=st.binary(min_size=0, max_size=6), cut=st.integers(0, 6))
def test_whatever_was_changed_is_refused_in_words_or_unpacks_to_the_same(
    tmp_path: Path, at: int, put: bytes, cut: int
) -> None:
    data = zip_bytes(INSIDE, {"kind": "whole"})
    at %= len(data)
    members: Mapping[str, bytes] = INSIDE
    with suppress(InputError):
        _, members = read_zip(written(tmp_path, data[:at] + put + data[at + cut :]))
    assert members == INSIDE
