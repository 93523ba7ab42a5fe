"""The public file: there while a workshop is open, for its owner only, and never in the way."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from scrutiny_tui.domain.public_view import PublicPage, PublicView
from scrutiny_tui.store import public_file
from scrutiny_tui.store.public_file import PublicFile, public_path, read_view
from scrutiny_tui.store.system import System
from tests.support.waiting import wait_until

ONE, OTHER = PublicView(PublicPage.STEP, heading="1"), PublicView(PublicPage.STEP, heading="2")


class FullDisk(System):
    """A disk on which nothing can be written until there is room."""

    has_room = False

    def write(self, descriptor: int, data: bytes) -> int:
        if not self.has_room:
            raise OSError(errno.ENOSPC, "No space left on device")
        return super().write(descriptor, data)


@contextmanager
def kept(path: Path, system: System | None = None) -> Iterator[PublicFile]:
    file = PublicFile(path, system)
    try:
        yield file
    finally:
        file.close()


def holds(path: Path, view: PublicView) -> bool:
    return path.exists() and read_view(path.read_bytes()) == view


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "audience" / "x.json"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the heart beat a hundred times as fast."""
    monkeypatch.setattr(public_file, "HEARTBEAT_SECONDS", 0.01)


def test_a_view_that_moves_is_made_anew_with_each_heartbeat(path: Path) -> None:
    made = iter([ONE, OTHER])
    with kept(path) as file:
        file.show(lambda: next(made, OTHER), moves=True)
        wait_until(lambda: holds(path, OTHER))


def test_the_file_holds_what_is_shown_last(path: Path) -> None:
    with kept(path) as file:
        file.show(lambda: ONE)
        wait_until(lambda: holds(path, ONE))
        file.show(lambda: OTHER)
        wait_until(lambda: holds(path, OTHER))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps access lists instead")
def test_only_its_owner_can_read_it(path: Path) -> None:
    with kept(path) as file:
        file.show(lambda: ONE)
        wait_until(path.exists)
        assert [stat.S_IMODE(each.stat().st_mode) for each in (path.parent, path)] == [0o700, 0o600]


def test_nothing_is_left_of_it_once_it_is_closed(path: Path) -> None:
    with kept(path) as file:
        file.show(lambda: ONE)
        wait_until(path.exists)
    assert [*path.parent.iterdir()] == []


def test_closing_before_anything_was_shown_leaves_nothing(path: Path) -> None:
    with kept(path):
        pass
    assert not path.parent.exists()


def test_it_is_touched_while_nothing_changes(path: Path) -> None:
    with kept(path) as file:
        file.show(lambda: ONE)
        wait_until(path.exists)
        os.utime(path, (1, 1))
        wait_until(lambda: path.stat().st_mtime > 1)
        assert holds(path, ONE)


def test_it_is_written_again_where_somebody_deleted_it(path: Path) -> None:
    with kept(path) as file:
        file.show(lambda: ONE)
        wait_until(path.exists)
        path.unlink()
        wait_until(lambda: holds(path, ONE))


def test_a_full_disk_is_told_and_tried_again(path: Path) -> None:
    disk = FullDisk()
    with kept(path, disk) as file:
        file.show(lambda: ONE)
        wait_until(lambda: file.trouble == "No space left on device")
        assert not path.exists()
        disk.has_room = True
        wait_until(lambda: holds(path, ONE))
        wait_until(lambda: not file.trouble)


def test_a_folder_that_cannot_be_made_does_no_harm(path: Path) -> None:
    path.parent.write_text("in the way")
    with kept(path) as file:
        file.show(lambda: ONE)
        wait_until(lambda: bool(file.trouble))
    assert path.parent.read_text() == "in the way"


def test_each_session_has_a_file_of_its_own_whatever_leads_to_it(tmp_path: Path) -> None:
    one, other = tmp_path / "one.json", tmp_path / "other.json"
    assert public_path(one, tmp_path) != public_path(other, tmp_path)
    assert public_path(tmp_path / "x" / ".." / "one.json", tmp_path) == public_path(one, tmp_path)
    assert "one" not in public_path(one, tmp_path).name
