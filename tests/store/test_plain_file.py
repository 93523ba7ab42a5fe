"""What is put in the place of a file just before it is opened keeps nobody waiting, and is not read."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from scrutiny_tui.domain.errors import InputError, MachineError
from scrutiny_tui.store.pack_files import Folder
from scrutiny_tui.store.session_file import read_session
from scrutiny_tui.store.system import System, read_plain
from scrutiny_tui.store.tables import read_table

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")

A_DEVICE = Path("/dev/zero")


def by_the_store(path: Path) -> None:
    System().read(path)


def as_a_session(path: Path) -> None:
    read_session(path)


def as_a_table(path: Path) -> None:
    read_table(path, lambda cells: True)


def as_a_pack(path: Path) -> None:
    pack = Folder(path.parent)
    if pack.text(path.name) is None:
        raise InputError(str(pack.problems()))


READERS = [by_the_store, as_a_session, as_a_table, as_a_pack]


@pytest.fixture
def pipe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A pipe that nobody writes to, which was a plain file when it was looked at."""
    path = tmp_path / "put-there.json"
    os.mkfifo(path)
    plain = Path(__file__).stat()
    monkeypatch.setattr(Path, "is_file", lambda _path: True)
    monkeypatch.setattr(Path, "stat", lambda _path, **_options: plain)
    return path


def test_a_plain_file_is_read_up_to_a_limit(tmp_path: Path) -> None:
    (tmp_path / "plain").write_bytes(b"12345")
    assert read_plain(tmp_path / "plain", 9) == b"12345"
    assert read_plain(tmp_path / "plain", 3) == b"123"


@pytest.mark.parametrize("read", READERS)
def test_a_pipe_keeps_nobody_waiting(pipe: Path, read: Callable[[Path], None]) -> None:
    with pytest.raises((OSError, InputError, MachineError), match="not a plain file"):
        read(pipe)


def test_a_device_is_not_read() -> None:
    assert stat.S_ISCHR(A_DEVICE.stat().st_mode)
    with pytest.raises(OSError, match="not a plain file"):
        read_plain(A_DEVICE, 1)
