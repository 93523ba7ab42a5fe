"""The public file: there while a workshop is open, for its owner only, never in the way, and never believed.

What the audience's side makes of it is tried with clocks that are moved by hand.
"""

from __future__ import annotations

import errno
import json
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as made

from scrutiny_tui.domain.clock import ClockFace, ClockState
from scrutiny_tui.domain.public_view import PublicPage, PublicRound, PublicStair, PublicView
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
from tests.support.sessions import wording
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


def test_the_file_holds_what_is_shown_last_and_a_view_that_moves_is_made_anew_with_each_heartbeat(
    path: Path,
) -> None:
    made = iter([ONE, OTHER])
    with kept(path) as file:
        file.show(lambda: OTHER)
        wait_until(lambda: holds(path, OTHER))
        file.show(lambda: ONE)
        wait_until(lambda: holds(path, ONE))
        file.show(lambda: next(made, OTHER), moves=True)
        wait_until(lambda: holds(path, OTHER))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps access lists instead")
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


A_PAGE, A_BLANK = PublicView(PublicPage.STEP, heading="1"), PublicView(PublicPage.BLANK)
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


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_or_a_pipe_is_not_followed(room: Room, tmp_path: Path) -> None:
    elsewhere = Room(tmp_path / "elsewhere.json")
    elsewhere.show(A_PAGE)
    room.path.symlink_to(elsewhere.path)
    assert room.look() == Sighting()
    room.path.unlink()
    os.mkfifo(room.path)
    assert room.look() == Sighting()


# The view as bytes

FULL = PublicView(
    PublicPage.RESULT, title="Six steps", council="Exampleshire", where="Step 2 of 6", steps=("Knowledge", "Role"),
    step=2, done=(1, 2), heading="2  Role", statement="What it says.", text="- a list", scrolled=50,
    prompts=("One?", "Two?"), prompt=1, levels=wording().levels, sentences=("a", "b", "c"), given=3, asked=6, absent=1,
    rounds=(PublicRound(1, (1, 2, 3)),), said=("Clear.",), told=("6 of 6 answered",), asks=("Why?",),
    stairs=(
        PublicStair(1, "Knowledge", None, "Not yet.", "", ""), PublicStair(2, "Role", (1, 2, 3), "", "", ""),
    ),
    clock=ClockFace("4:32", "left", ClockState.RUNNING),
)  # fmt: skip


def changed(**fields: Any) -> bytes:
    """Return the bytes of a view with other things written into some of its fields."""
    found = json.loads(write_view(FULL))
    return json.dumps({**found, "view": found["view"] | fields}).encode()


@pytest.mark.parametrize("view", [FULL, PublicView(PublicPage.BLANK)], ids=["full", "blank"])
def test_a_view_comes_back_as_it_was_written(view: PublicView) -> None:
    assert read_view(write_view(view)) == view


ODD = [
    b"", b"\xff\xfe", b"null", b"[]", b"{}", b"[" * 100_000, b" " * (LARGEST + 1), write_view(FULL)[:-10],
    write_view(FULL).replace(b'"format": 2', b'"format": 3'),
    json.dumps({**json.loads(write_view(FULL)), "ballots": {}}).encode(),
    changed(page="ballots"), changed(ballots={"1": "2"}), changed(title=["a"]), changed(given=-1), changed(given=True),
    changed(given=10**30), changed(given=float("nan")), changed(scrolled=101), changed(prompts="ab"),
    changed(levels=[{"number": 1, "label": "a", "short": "b"}]), changed(stairs=[{}]),
    *(changed(rounds=[{"number": 1, "counts": counts}]) for counts in ([1, 2], [1, 2, -3], [1, 2, "3"])),
    changed(rounds=[{"number": 1, "counts": [1, 2, 3], "ballots": []}]),
    changed(clock={"text": "1:00", "words": "left", "state": "broken"}),
]  # fmt: skip


@pytest.mark.parametrize("data", ODD, ids=range(len(ODD)))
def test_anything_else_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r".+"):
        read_view(data)


@given(made.binary(max_size=200) | made.text(max_size=200).map(lambda text: json.dumps(text).encode()))
def test_whatever_is_written_there_is_refused_with_one_kind_of_error(data: bytes) -> None:
    with pytest.raises(ValueError, match=r".*"):
        read_view(data)


def test_nothing_that_a_terminal_would_act_on_comes_through() -> None:
    harmful = "a\x1b]2;b\x07\u202e\x8d"
    view = read_view(changed(heading=harmful, said=[harmful], steps=[harmful]))
    assert {view.heading, *view.said, *view.steps} == {"a□]2;b□□□"}
