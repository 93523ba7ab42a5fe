"""What the audience's side makes of the public file, with clocks that are moved by hand."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from scrutiny_tui.domain.public_view import PublicPage, PublicView
from scrutiny_tui.store.public_file import LARGEST, write_view
from scrutiny_tui.store.public_watch import STALE_SECONDS, PublicWatch, Sighting

ONE, OTHER = PublicView(PublicPage.STEP, heading="1"), PublicView(PublicPage.BLANK)
WRITTEN = 1_000_000.0
"""When the files are dated."""


class Room:
    """A public file and somebody who watches it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.passed = 0.0
        """Seconds since the file was first dated."""
        self._watch = PublicWatch(path, lambda: self.passed, lambda: WRITTEN + self.passed)

    def write(self, data: bytes) -> None:
        """Write the file as it is now, dated now."""
        self.path.write_bytes(data)
        os.utime(self.path, (WRITTEN + self.passed, WRITTEN + self.passed))

    def show(self, view: PublicView) -> None:
        self.write(write_view(view))

    def look(self) -> Sighting:
        return self._watch.look()


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return Room(tmp_path / "x.json")


def test_before_anybody_is_there_nothing_is_seen(room: Room) -> None:
    assert room.look() == Sighting()


def test_what_is_shown_is_seen(room: Room) -> None:
    room.show(ONE)
    assert room.look() == Sighting(ONE, True)
    room.passed = 1.0
    room.show(OTHER)
    assert room.look() == Sighting(OTHER, True)


@pytest.mark.parametrize("view", [ONE, OTHER], ids=["a page", "blank"])
def test_a_file_that_is_not_touched_any_more_keeps_its_page_with_nobody_there(
    room: Room, view: PublicView
) -> None:
    room.show(view)
    room.look()
    room.passed = STALE_SECONDS + 0.1
    assert room.look() == Sighting(view, False)
    room.show(view)
    assert room.look() == Sighting(view, True)


def test_a_clock_that_is_set_does_not_make_anybody_go_away(room: Room) -> None:
    room.show(ONE)
    room.look()
    os.utime(room.path, (WRITTEN - 86_400, WRITTEN - 86_400))
    assert room.look() == Sighting(ONE, True)


def test_what_a_run_that_was_cut_off_showed_last_is_not_shown_later(room: Room) -> None:
    room.show(ONE)
    room.passed = 3600.0
    assert room.look() == Sighting()
    room.show(OTHER)
    assert room.look() == Sighting(OTHER, True)


def test_once_the_file_is_gone_nothing_is_kept(room: Room) -> None:
    room.show(ONE)
    room.look()
    room.path.unlink()
    assert room.look() == Sighting()


@pytest.mark.parametrize(
    "data", [b"", b"{}", b"\x00" * 99, b"[" * 99_999, b" " * (LARGEST + 1)], ids=range(5)
)
def test_a_file_that_holds_anything_else_counts_as_nobody_there(room: Room, data: bytes) -> None:
    room.write(data)
    assert room.look() == Sighting()
    room.show(ONE)
    room.look()
    room.write(data)
    assert room.look() == Sighting(ONE, False)


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_or_a_pipe_is_not_followed(room: Room, tmp_path: Path) -> None:
    elsewhere = Room(tmp_path / "elsewhere.json")
    elsewhere.show(ONE)
    room.path.symlink_to(elsewhere.path)
    assert room.look() == Sighting()
    room.path.unlink()
    os.mkfifo(room.path)
    assert room.look() == Sighting()
