"""The few things that the real operating system is asked for in a special way."""

from __future__ import annotations

from pathlib import Path

import pytest

from scrutiny_tui.store.journal.system import System, write_whole


class HeldError(PermissionError):
    winerror = 32


class Windows(System):
    """A system on which another program holds the target for a while."""

    def __init__(self) -> None:
        self.waits: list[float] = []

    def wait(self, seconds: float) -> None:
        self.waits.append(seconds)


def test_replacing_waits_for_a_program_that_holds_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries = iter([HeldError(), HeldError(), None])
    really = Path.replace

    def replace(source: Path, target: Path) -> Path:
        if error := next(tries):
            raise error
        return really(source, target)

    monkeypatch.setattr(Path, "replace", replace)
    system = Windows()
    write_whole(system, tmp_path / "a", b"new")
    assert (tmp_path / "a").read_bytes() == b"new"
    assert system.waits == [0.03, 0.06]


def test_replacing_gives_up_after_ten_tries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def replace(source: Path, target: Path) -> Path:
        raise HeldError

    monkeypatch.setattr(Path, "replace", replace)
    system = Windows()
    with pytest.raises(PermissionError):
        write_whole(system, tmp_path / "a", b"new")
    assert len(system.waits) == 9
    assert sum(system.waits) == pytest.approx(1.35)
    assert list(tmp_path.iterdir()) == []


def test_a_left_over_replacement_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / "a.tmp").write_bytes(b"half")
    write_whole(System(), tmp_path / "a", b"new")
    assert (tmp_path / "a").read_bytes() == b"new"
    assert len(list(tmp_path.iterdir())) == 1


def test_folders_are_made_with_their_parents(tmp_path: Path) -> None:
    System().make_folder(tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b").is_dir()
