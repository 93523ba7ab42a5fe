"""The public file: there while a workshop is open, for its owner only, and never in the way.

What the audience's side makes of the public file, with clocks that are moved by hand.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from scrutiny_tui.store import public_file
from scrutiny_tui.store.public_file import (
    LARGEST,
    STALE_SECONDS,
    PublicFile,
    PublicWatch,
    Sighting,
    public_path,
    read_view,
    write_view,
)
from scrutiny_tui.store.system import System
from scrutiny_tui.view.page_view import PageView
from tests.support.failing import on
from tests.support.files import needs_bits, needs_links, needs_pipes
from tests.support.waiting import wait_until

ONE, OTHER = PageView("step", "1"), PageView("step", "2")


class FullDisk(System):
    """A disk on which nothing can be written until there is room."""

    has_room = False

    def write(self, descriptor: int, data: bytes) -> int:
        if not self.has_room:
            raise OSError(errno.ENOSPC, "No space left on device")
        return super().write(descriptor, data)


@contextmanager
def kept(path: Path) -> Iterator[PublicFile]:
    file = PublicFile(path)
    try:
        yield file
    finally:
        file.close()


def holds(path: Path, view: PageView) -> bool:
    return path.exists() and read_view(PageView, path.read_bytes()) == view


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "audience" / "x.json"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the heart beat a hundred times as fast."""
    monkeypatch.setattr(public_file, "HEARTBEAT_SECONDS", 0.01)


def test_the_file_holds_what_is_shown_last_and_what_moves_is_made_anew(path: Path) -> None:
    made = iter([ONE, OTHER])
    with kept(path) as file:
        file.show(lambda: OTHER)
        wait_until(lambda: holds(path, OTHER))
        file.show(lambda: ONE)
        wait_until(lambda: holds(path, ONE))
        file.show(lambda: next(made, OTHER), moves=True)
        wait_until(lambda: holds(path, OTHER))


@needs_bits
def test_only_its_owner_can_read_it_and_nothing_is_left_of_it_once_it_is_closed(path: Path) -> None:
    with kept(path):
        pass
    assert not path.parent.exists()
    with kept(path) as file:
        file.show(lambda: ONE)
        wait_until(path.exists)
        assert [stat.S_IMODE(each.stat().st_mode) for each in (path.parent, path)] == [0o700, 0o600]
    assert [*path.parent.iterdir()] == []


def test_it_is_touched_while_nothing_changes_and_written_again_where_somebody_deleted_it(path: Path) -> None:
    with kept(path) as file:
        file.show(lambda: ONE)
        wait_until(path.exists)
        os.utime(path, (1, 1))
        wait_until(lambda: path.stat().st_mtime > 1)
        path.unlink()
        wait_until(lambda: holds(path, ONE))


def test_a_full_disk_is_told_and_tried_again(path: Path) -> None:
    with on(FullDisk()) as disk, kept(path) as file:
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
    assert public_path(one) != public_path(other)
    assert public_path(tmp_path / "x" / ".." / "one.json") == public_path(one)
    assert "one" not in public_path(one).name


A_PAGE, A_BLANK = PageView("step", "1"), PageView()
WRITTEN = 1_000_000.0
"""When the files are dated."""


class Room:
    """A public file and somebody who watches it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.passed = 0.0
        """Seconds since the file was first dated."""
        self._watch = PublicWatch(PageView, path, lambda: self.passed, lambda: WRITTEN + self.passed)

    def write(self, data: bytes) -> None:
        """Write the file as it is now, dated now."""
        self.path.write_bytes(data)
        os.utime(self.path, (WRITTEN + self.passed, WRITTEN + self.passed))

    def show(self, view: PageView) -> None:
        self.write(write_view(view))

    def look(self) -> Sighting:
        return self._watch.look()


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return Room(tmp_path / "x.json")


def test_what_is_shown_is_seen_and_nothing_before_or_once_the_file_is_gone(room: Room) -> None:
    assert room.look() == Sighting()
    room.show(A_PAGE)
    assert room.look() == Sighting(A_PAGE, True)
    room.passed = 1.0
    room.show(A_BLANK)
    assert room.look() == Sighting(A_BLANK, True)
    room.path.unlink()
    assert room.look() == Sighting()


@pytest.mark.parametrize("view", [A_PAGE, A_BLANK], ids=["a page", "blank"])
def test_a_file_not_touched_any_more_keeps_its_page_with_nobody_there(room: Room, view: PageView) -> None:
    room.show(view)
    room.look()
    room.passed = STALE_SECONDS + 0.1
    assert room.look() == Sighting(view, False)
    room.show(view)
    assert room.look() == Sighting(view, True)


def test_a_clock_that_is_set_does_not_make_anybody_go_away(room: Room) -> None:
    room.show(A_PAGE)
    room.look()
    os.utime(room.path, (WRITTEN - 86_400, WRITTEN - 86_400))
    assert room.look() == Sighting(A_PAGE, True)


def test_what_a_run_that_was_cut_off_showed_last_is_not_shown_later(room: Room) -> None:
    room.show(A_PAGE)
    room.passed = 3600.0
    assert room.look() == Sighting()
    room.show(A_BLANK)
    assert room.look() == Sighting(A_BLANK, True)


@pytest.mark.parametrize(
    "data", [b"", b"{}", b"\x00" * 99, b"[" * 99_999, b" " * (LARGEST + 1)], ids=range(5)
)
def test_a_file_that_holds_anything_else_counts_as_nobody_there(room: Room, data: bytes) -> None:
    room.write(data)
    assert room.look() == Sighting()
    room.show(A_PAGE)
    room.look()
    room.write(data)
    assert room.look() == Sighting(A_PAGE, False)


@needs_links
@needs_pipes
def test_a_link_or_a_pipe_is_not_followed(room: Room, tmp_path: Path) -> None:
    elsewhere = Room(tmp_path / "elsewhere.json")
    elsewhere.show(A_PAGE)
    room.path.symlink_to(elsewhere.path)
    assert room.look() == Sighting()
    room.path.unlink()
    os.mkfifo(room.path)
    assert room.look() == Sighting()
