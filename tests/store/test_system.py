"""The few things that the real operating system is asked for in a special way."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from scrutiny_tui.store.system import System, write_whole


class HeldError(PermissionError):
    winerror = 32


class Windows(System):
    """A system on which another program holds the target for a while."""

    def __init__(self) -> None:
        self.waits: list[float] = []

    def wait(self, seconds: float) -> None:
        self.waits.append(seconds)


@pytest.mark.parametrize(("held", "waited"), [(2, 0.09), (10, 1.35)])
def test_replacing_waits_for_a_program_that_holds_the_file_but_not_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, held: int, waited: float
) -> None:
    tries = iter(range(100))
    really = Path.replace

    def replace(source: Path, target: Path) -> Path:
        if next(tries) < held:
            raise HeldError
        return really(source, target)

    monkeypatch.setattr(Path, "replace", replace)
    system = Windows()
    if held == 10:
        with pytest.raises(PermissionError):
            write_whole(system, tmp_path / "a", b"new")
    else:
        write_whole(system, tmp_path / "a", b"new")
    assert [each.name for each in tmp_path.iterdir()] == ([] if held == 10 else ["a"])
    assert sum(system.waits) == pytest.approx(waited)


def test_a_file_that_may_not_be_written_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def replace(_source: Path, _target: Path) -> Path:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "replace", replace)
    system = Windows()
    with pytest.raises(PermissionError):
        write_whole(system, tmp_path / "a", b"new")
    assert system.waits == []


def test_a_left_over_replacement_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / "a.tmp").write_bytes(b"half")
    write_whole(System(), tmp_path / "a", b"new")
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("a", b"new")]


def test_folders_are_made_with_their_parents_for_the_owner_only(tmp_path: Path) -> None:
    System().make_folder(tmp_path / "a" / "b")
    assert [(tmp_path / name).stat().st_mode & 0o777 for name in ("a", "a/b")] == [0o700, 0o700]


def test_a_drive_that_is_not_there_is_told_and_not_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "is_dir", lambda _path: False)
    with pytest.raises(FileNotFoundError):
        System().make_folder(Path(os.sep))


def test_what_is_not_there_reads_as_nothing(tmp_path: Path) -> None:
    assert System().read(tmp_path / "gone") is None
    assert System().names(tmp_path / "gone") == ()
