"""The few things that the real operating system is asked for in a special way, and the folders a workshop could go on in."""

from __future__ import annotations

import errno
import os
import stat
from collections import namedtuple
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import pytest

from scrutiny_tui.domain.errors import InputError, MachineError
from scrutiny_tui.store import system
from scrutiny_tui.store.disk_errors import explain
from scrutiny_tui.store.pack_files import Folder
from scrutiny_tui.store.session_file import read_session
from scrutiny_tui.store.system import (
    NEEDED,
    PathKind,
    System,
    find_sticks,
    has_room,
    is_there,
    kind_at,
    read_plain,
    refuges,
    write_whole,
)
from scrutiny_tui.store.tables import read_table
from tests.support.failing import on
from tests.support.files import needs_bits, needs_lengths, needs_pipes

# Writing


class HeldError(PermissionError):
    winerror = 32


class Windows(System):
    """A system on which another program holds the target for a while."""

    def __init__(self) -> None:
        self.waits: list[float] = []

    def wait(self, seconds: float) -> None:
        self.waits.append(seconds)


@pytest.mark.parametrize(
    ("held", "error", "waited"),
    [
        (2, HeldError(), 0.09),
        (10, HeldError(), 1.35),
        (10, PermissionError(errno.EACCES, "Permission denied"), 0),
    ],
)
def test_replacing_waits_only_for_a_program_that_holds_the_file_and_not_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, held: int, error: OSError, waited: float
) -> None:
    tries, really, system = iter(range(100)), Path.replace, Windows()

    def replace(source: Path, target: Path) -> Path:
        if next(tries) < held:
            raise error
        return really(source, target)

    monkeypatch.setattr(Path, "replace", replace)
    with on(system), nullcontext() if held < 10 else pytest.raises(PermissionError):
        write_whole(tmp_path / "a", b"new")
    assert [each.name for each in tmp_path.iterdir()] == ([] if held == 10 else ["a"])
    assert sum(system.waits) == pytest.approx(waited)


@needs_bits
def test_folders_are_made_for_the_owner_only(tmp_path: Path) -> None:
    System().make_folder(tmp_path / "a" / "b")
    assert [(tmp_path / name).stat().st_mode & 0o777 for name in ("a", "a/b")] == [0o700, 0o700]


class Drive(type(Path())):  # type: ignore[misc]  # the system's own kind of path
    """A path on a drive that is not there, whose root is its own parent."""

    def stat(self, **_options: object) -> os.stat_result:
        raise FileNotFoundError(errno.ENOENT, "No such file or directory", str(self))


@pytest.mark.parametrize("folder", [Drive(os.sep), Drive(os.sep) / "copies" / "of workshops"])
def test_on_a_drive_that_is_not_there_no_folder_is_made(folder: Path) -> None:
    with pytest.raises(FileNotFoundError) as told:
        System().make_folder(folder)
    assert "connect it and try again" in explain(told.value, folder)


def test_what_is_at_a_path_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    asked = [tmp_path, tmp_path / "file", Path(os.devnull), tmp_path / "gone", tmp_path / "file" / "below"]
    assert [kind_at(path) for path in asked] == [PathKind.FOLDER, PathKind.FILE, PathKind.OTHER, None, None]


@needs_lengths
def test_what_cannot_be_asked_is_not_told_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="too long"):
        kind_at(tmp_path / ("x" * 300))
    assert not is_there(tmp_path / ("x" * 300))


def test_what_is_not_there_reads_as_nothing_and_a_left_over_is_no_obstacle(tmp_path: Path) -> None:
    assert (System().read(tmp_path / "gone"), System().names(tmp_path / "gone")) == (None, ())
    (tmp_path / "a.tmp").write_bytes(b"half")
    write_whole(tmp_path / "a", b"new")
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("a", b"new")]


# Reading only plain files


def as_a_pack(path: Path) -> None:
    pack = Folder(path.parent)
    if pack.text(path.name) is None:
        raise InputError(str(pack.problems()))


@needs_pipes
@pytest.mark.parametrize(
    "read", [System().read, read_session, lambda path: read_table(path, lambda _cells: True), as_a_pack]
)
def test_a_pipe_put_in_the_place_of_a_file_just_before_it_is_opened_keeps_nobody_waiting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, read: Callable[[Path], object]
) -> None:
    path, plain = tmp_path / "put-there.json", Path(__file__).stat()
    os.mkfifo(path)
    monkeypatch.setattr(Path, "stat", lambda _path, **_options: plain)
    with pytest.raises((OSError, InputError, MachineError), match="not a plain file"):
        read(path)


def test_a_plain_file_is_read_up_to_a_limit_and_a_device_not_at_all(tmp_path: Path) -> None:
    (tmp_path / "plain").write_bytes(b"12345")
    assert [read_plain(tmp_path / "plain", most) for most in (9, 3)] == [b"12345", b"123"]
    device = Path(os.devnull)
    assert stat.S_ISCHR(device.stat().st_mode)
    with pytest.raises(OSError, match="not a plain file"):
        read_plain(device, 1)


# Folders on which a workshop could be carried on

Usage = namedtuple("Usage", "total used free")


def test_the_mirror_comes_first_then_sticks_then_the_home_folder(tmp_path: Path) -> None:
    stick, home, mirror = tmp_path / "STICK", tmp_path / "home", tmp_path / "mirror"
    for folder in (stick, home):
        folder.mkdir()
    found = refuges(tmp_path / "sessions" / "x.json", mirror, home, [stick])
    assert [each.folder for each in found] == [mirror, stick, home]
    assert [each.name for each in found][1:] == ["the USB stick or drive STICK", "your home folder"]
    assert not any(each.other_disk for each in found)
    # Not the one that failed, and none twice.
    assert [each.folder for each in refuges(tmp_path / "x.json", mirror, tmp_path, [mirror])] == [mirror]


def test_a_full_or_read_only_folder_is_not_suggested(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for free, is_enough in ((NEEDED, True), (NEEDED - 1, False)):
        monkeypatch.setattr("shutil.disk_usage", lambda _, free=free: Usage(NEEDED, 1, free))
        assert has_room(tmp_path) is is_enough
    monkeypatch.undo()
    monkeypatch.setattr("os.access", lambda *_: False)
    assert not has_room(tmp_path / "new")


def test_on_windows_only_drives_of_the_machine_itself_are_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    removable, fixed, network, disc, absent = 2, 3, 4, 5, 1
    kinds = {"C": fixed, "D": removable, "E": fixed, "F": disc, "H": network, "S": removable}
    asked: list[str] = []

    def is_folder(drive: Path) -> bool:
        asked.append(str(drive)[0])
        return asked[-1] != "S"  # a card reader without a card

    monkeypatch.setattr("sys.platform", "win32")
    monkeypatch.setattr(system, "_drive_type", lambda drive: kinds.get(str(drive)[0], absent))
    monkeypatch.setattr(system, "is_folder", is_folder)
    assert [str(drive) for drive in find_sticks()] == ["D:\\", "E:\\"]
    assert asked == ["D", "E", "S"]


def test_sticks_are_folders_under_the_usual_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "media" / "STICK").mkdir(parents=True)
    (tmp_path / "media" / "a file").touch()
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr(system, "_roots", lambda: (tmp_path / "media", tmp_path / "gone"))
    assert [*find_sticks()] == [tmp_path / "media" / "STICK"]
