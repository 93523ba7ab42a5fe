"""A zip file behind a password: opened by it alone, and trusted no more than any other."""

from __future__ import annotations

import struct
import sys
import tracemalloc
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scrutiny_tui.domain.errors import InputError, MachineError
from scrutiny_tui.store.archives import PasswordError, locked, read_zip, zip_bytes
from tests.store.test_archives import INSIDE, written

pyzipper = pytest.importorskip("pyzipper")

OPENS = "three plain words"


@pytest.fixture(scope="module")
def data() -> bytes:
    return locked(zip_bytes(INSIDE, {"kind": "whole"}), OPENS)


def test_every_member_is_locked_with_aes_256_and_opens_by_password(tmp_path: Path, data: bytes) -> None:
    path = written(tmp_path, data)
    manifest, members = read_zip(path, OPENS)
    assert (manifest["kind"], members) == ("whole", INSIDE)
    assert b"Read me." not in data
    with ZipFile(path) as archive, pytest.raises(RuntimeError, match=r"password|encrypted"):
        archive.read("README.txt")
    with pyzipper.AESZipFile(BytesIO(data)) as archive:
        kinds = {(each.wz_aes_version, each.wz_aes_strength, each.CRC) for each in archive.infolist()}
    assert kinds == {(2, 3, 0)}


@pytest.mark.parametrize(
    ("password", "told"),
    [("", "w.zip has a password"), ("Three plain words", r"This password does not open w\.zip")],
)
def test_without_a_password_nothing_opens(tmp_path: Path, data: bytes, password: str, told: str) -> None:
    with pytest.raises(PasswordError, match=told):
        read_zip(written(tmp_path, data), password)


def test_without_a_library_it_is_told(tmp_path: Path, data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyzipper", None)
    for ask in (lambda: locked(data, OPENS), lambda: read_zip(written(tmp_path, data), OPENS)):
        with pytest.raises(MachineError, match=r"pip install .scrutiny-tui\[password\]"):
            ask()


def test_a_locked_member_that_holds_more_than_it_says_is_unpacked_no_further(tmp_path: Path) -> None:
    size, declared = (128 << 20) + 54_321, 1 << 20
    told = BytesIO()
    with pyzipper.AESZipFile(told, "w", pyzipper.ZIP_DEFLATED, encryption=pyzipper.WZ_AES) as archive:
        archive.setpassword(OPENS.encode())
        archive.writestr("a", bytes(size))
    bomb = told.getvalue().replace(struct.pack("<L", size), struct.pack("<L", declared))
    path = written(tmp_path, bomb)
    tracemalloc.start()
    try:
        with pytest.raises(InputError, match=r"Nothing was opened"):
            read_zip(path, OPENS)
        assert tracemalloc.get_traced_memory()[1] < 72 << 20
    finally:
        tracemalloc.stop()


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(at=st.integers(0, 1000), put=st.binary(min_size=0, max_size=6), cut=st.integers(0, 6))
def test_no_change_is_taken_for_the_same(tmp_path: Path, data: bytes, at: int, put: bytes, cut: int) -> None:
    changed = data[:at] + put + data[at + cut :]
    try:
        _manifest, members = read_zip(written(tmp_path, changed), OPENS)
    except InputError:
        return
    assert members == INSIDE
