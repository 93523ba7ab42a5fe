"""A move or a removal that is stopped at any file leaves one whole session, or none."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from scrutiny_tui.domain.ballot import Answer
from scrutiny_tui.domain.errors import ScrutinyError
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.domain.session import Session
from scrutiny_tui.store.interrupted import finish_moves
from scrutiny_tui.store.journal.system import System
from scrutiny_tui.store.sessions import open_session
from scrutiny_tui.store.upkeep import move_session, own_files, remove_session
from tests.support.sessions import details, library, people

CALLS = (
    "read", "names", "make_folder", "create", "open_append", "write", "truncate", "sync", "sync_data", "replace",
    "remove", "sync_folder", "lock",
)  # fmt: skip
"""Everything that is asked of the operating system."""

SYNCS = {"sync", "sync_data", "sync_folder"}
"""What takes long on a real disk, and is only counted here."""

ASIDE = "json.edited-20260412T101500"
"""The end of the name of bytes that were set aside."""


@dataclass
class Disk:
    """Counts what is asked of the operating system, and lets it fail."""

    at: int = 0
    """At which call it fails, counted from 1; 0 for never."""
    forever: bool = False
    """Whether it goes on failing, so that nothing is put in order: what a crash leaves."""
    calls: int = 0

    def call(self) -> None:
        """Count a call, or fail."""
        self.calls += 1
        if self.at and (self.calls == self.at or (self.forever and self.calls > self.at)):
            raise OSError(errno.EIO, os.strerror(errno.EIO))


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    """The machine's disk, which does not fail until it is told."""
    ours = Disk()

    def counted(name: str) -> Callable[..., Any]:
        real = getattr(System, name)

        def call(system: System, *arguments: Any) -> Any:
            ours.call()
            return None if name in SYNCS else real(system, *arguments)

        return call

    for name in CALLS:
        monkeypatch.setattr(System, name, counted(name))
    return ours


@dataclass(frozen=True)
class Room:
    """A session in which two people have answered a vote that is open, with bytes that were set aside."""

    folder: Path

    @property
    def path(self) -> Path:
        return self.folder / "sessions" / "2026-11-21-exampleshire.json"

    @property
    def target(self) -> Path:
        return self.path.with_name("autumn.json")

    @property
    def mirror(self) -> Path:
        return self.folder / "mirror"

    @property
    def files(self) -> set[Path]:
        return {file for file in self.folder.rglob("*") if file.is_file()}


def put_away(folder: Path, secrecy: Secrecy = Secrecy.TOTALS) -> Room:
    """Return a room with a session that is closed."""
    shelf = library(folder)
    open_now = shelf.create(replace(details(), secrecy=secrecy), people(5))
    open_now.open_round(1)
    for voter in (1, 2):
        open_now.cast(1, voter, Answer.LEVEL_2)
    open_now.close()
    room = Room(folder)
    (mirrored,) = room.mirror.glob("*.json")
    for file in (room.path, mirrored):
        file.with_suffix(f".{ASIDE}").write_bytes(b"set aside")
    return room


def cut_off(folder: Path) -> Room:
    """Return a room with a session whose last changes are in its journal only, as after a power cut."""
    open_now = library(folder / "before").create(details(), people(5))
    open_now.open_round(1)
    open_now.cast(1, 1, Answer.LEVEL_3)
    room = Room(folder)
    room.path.parent.mkdir(parents=True)
    for end in (".json", ".journal"):
        shutil.copy(open_now.path.with_suffix(end), room.path.with_suffix(end))
    open_now.close()
    shutil.rmtree(folder / "before")
    return room


def opened(room: Room, path: Path) -> Session:
    """Return the session as it is when it is opened."""
    file = open_session(path, room.mirror)
    file.close()
    return file.session


def copied(room: Room, folder: Path) -> Room:
    """Return the room once more, at the same place in the file system as it was."""
    if folder.exists():
        shutil.rmtree(room.folder)
        shutil.copytree(folder, room.folder)
    else:
        shutil.copytree(room.folder, folder)
    return room


def stopped(disk: Disk, room: Room, act: Callable[[], object], *, forever: bool = False) -> Iterator[bool]:
    """Do the act over and over, stopped one call later each time; yield whether it raised, until nothing fails."""
    kept = room.folder.with_name(f"{room.folder.name}-kept")
    copied(room, kept)
    at = 0
    while True:
        at += 1
        copied(room, kept)
        disk.calls, disk.at, disk.forever = 0, at, forever
        raised = False
        try:
            act()
        except ScrutinyError:
            raised = True
        failed = disk.calls >= at
        disk.at = 0
        yield raised
        if not failed:
            break
    assert at > 10


def test_a_move_that_a_power_cut_stops_leaves_no_copy_behind_after_the_next_opening(
    tmp_path: Path, disk: Disk
) -> None:
    room = put_away(tmp_path / "room")
    left = set()
    for _ in stopped(disk, room, lambda: move_session(room.path, room.target, room.mirror), forever=True):
        left.add(len(room.files))
        finish_moves(room.path.parent, room.mirror)
        there = room.target if room.target.exists() else room.path
        opened(room, there)
        known = {*own_files(there, room.mirror), there.with_suffix(".lock")}
        strange = {file.name for file in room.files - known if file.suffix != ".lock"}
        assert {name for name in strange if not name.endswith(ASIDE)} == set()
        if there == room.target:
            assert not strange
    assert len(left) > 3


def test_a_renaming_that_is_going_on_is_left_alone(tmp_path: Path) -> None:
    room = put_away(tmp_path / "room")
    note = room.target.with_suffix(".moving")
    note.write_text(room.path.name, encoding="utf-8")
    free = System().lock(room.target.with_suffix(".lock"))
    assert free is not None
    finish_moves(room.path.parent, room.mirror)
    assert note.exists()
    free()
    finish_moves(room.path.parent, room.mirror)
    assert not note.exists()


@pytest.mark.parametrize("text", ["", "../x.json", "x.txt", "\0.json", "gone.json"])
def test_an_odd_note_of_a_renaming_removes_nothing(tmp_path: Path, text: str) -> None:
    room = put_away(tmp_path / "room")
    room.target.with_suffix(".moving").write_text(text, encoding="utf-8")
    before = room.files
    finish_moves(room.path.parent, room.mirror)
    assert before <= room.files


@pytest.mark.parametrize("forever", [False, True])
@pytest.mark.parametrize("make", [put_away, cut_off])
def test_a_move_that_is_stopped_leaves_one_whole_session(
    tmp_path: Path, disk: Disk, make: Callable[[Path], Room], forever: bool
) -> None:
    room = make(tmp_path / "room")
    wanted = opened(make(tmp_path / "other"), Room(tmp_path / "other").path)
    assert wanted.rounds[1001].given

    for raised in stopped(
        disk, room, lambda: move_session(room.path, room.target, room.mirror), forever=forever
    ):
        there = [path for path in (room.path, room.target) if path.exists()]
        assert len(there) == 1
        assert raised or there == [room.target]
        assert there == [room.path] or not raised
        assert opened(room, there[0]) == wanted

    assert {file.name.partition(".")[2] for file in room.files} <= {"json", "lock", "box", ASIDE}
    assert not [file for file in room.files if file.name.startswith(room.path.stem)]


@pytest.mark.parametrize("forever", [False, True])
@pytest.mark.parametrize("make", [put_away, cut_off])
def test_a_removal_that_is_stopped_leaves_a_session_or_nothing(
    tmp_path: Path, disk: Disk, make: Callable[[Path], Room], forever: bool
) -> None:
    room = make(tmp_path / "room")

    for raised in stopped(disk, room, lambda: remove_session(room.path, room.mirror), forever=forever):
        if room.path.exists():
            assert raised
            assert opened(room, room.path).details == details_of(make)
        else:
            assert room.files <= {room.path.with_suffix(".lock")}

    assert room.files == set()


def details_of(make: Callable[[Path], Room]) -> object:
    """Return the details of the session that is made."""
    return replace(details(), secrecy=Secrecy.TOTALS) if make is put_away else details()


def test_a_removal_that_was_stopped_can_be_done_again(tmp_path: Path, disk: Disk) -> None:
    room = put_away(tmp_path / "room")

    for _raised in stopped(disk, room, lambda: remove_session(room.path, room.mirror)):
        if room.path.exists():
            remove_session(room.path, room.mirror)
        assert room.files <= {room.path.with_suffix(".lock")}


def test_what_could_not_be_taken_along_is_told(tmp_path: Path) -> None:
    room = put_away(tmp_path)
    taken = room.target.with_suffix(f".{ASIDE}")
    taken.write_bytes(b"of another session")

    (notice,) = move_session(room.path, room.target, room.mirror)

    assert notice.endswith("It stays under the earlier name.")
    assert taken.read_bytes() == b"of another session"


def test_what_was_set_aside_is_taken_along(tmp_path: Path) -> None:
    room = put_away(tmp_path)

    assert move_session(room.path, room.target, room.mirror) == ()

    kept = [file for file in own_files(room.target, room.mirror) if file.name.endswith(ASIDE)]
    assert [file.read_bytes() for file in kept] == [b"set aside"] * 2


def test_totals_of_an_earlier_session_of_that_name_are_not_taken_over(tmp_path: Path) -> None:
    room = put_away(tmp_path, Secrecy.LABELS)
    stray = room.target.with_suffix(".box")
    stray.write_bytes(b"of an earlier session")

    move_session(room.path, room.target, room.mirror)

    assert not stray.exists()
    assert opened(room, room.target).details == details()


def test_the_session_file_goes_last(tmp_path: Path) -> None:
    room = cut_off(tmp_path)
    path = room.path

    assert own_files(path, room.mirror)[-2:] == (path.with_suffix(".journal"), path)
