"""A disk that is really full, not one that only says so: what was acknowledged stays, and with room it goes on."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.domain.errors import MachineError
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.store.disk_errors import NotSavedError
from tests.crash.checking import Verdict, check
from tests.crash.driving import drive
from tests.crash.plan import ROOMS, Plan
from tests.crash.power import run
from tests.crash.running import fork
from tests.crash.witness import DESCRIPTOR
from tests.support.sessions import details, library, people, room_of

_FILLER = 256 * 1024
"""Bytes that make room when they are removed: to open a session after a crash takes as much as its files have."""


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 512 KB that is taken away again."""
    if sys.platform != "linux":
        pytest.skip("a tiny disk is made with Linux's tmpfs")
    folder = tmp_path / "disk"
    folder.mkdir()
    try:
        run("mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", str(folder))
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"no file system can be mounted here: {error}")
    yield folder
    run("umount", str(folder))


@pytest.mark.parametrize("keeps", ["labels", "totals"])
def test_a_full_disk_costs_nothing_that_was_acknowledged(
    tiny_disk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, keeps: str
) -> None:
    data, log = tiny_disk / "data", tmp_path / "events.log"
    filler = tiny_disk / "filler"
    filler.write_bytes(bytes(_FILLER))

    def told() -> list[str]:
        return log.read_text(encoding="ascii").splitlines()

    with log.open("wb") as file:
        monkeypatch.setenv(DESCRIPTOR, str(file.fileno()))
        with pytest.raises(MachineError):
            drive(Plan(data, "1", None, keeps))
        before = len(told())
        assert any(line.startswith("ACK") for line in told())
        assert check(data, told()).verdict is Verdict.OK

        filler.unlink()
        drive(Plan(data, "2", 5, keeps))

    assert any(line.startswith("ACK") for line in told()[before:])
    assert check(data, told()).verdict is Verdict.OK


def killed(folder: Path, keeps: str, errors: Path) -> None:
    """Leave a workshop with two answers in, as a program that was killed does."""

    def act() -> int:
        room = library(folder).create(details(secrecy=ROOMS[keeps]), people(5))
        room.open_round(1)
        for voter in (1, 2):
            room.cast(1, voter, Answer.LEVEL_1)
        return 0

    assert fork(act, errors).end() == 0


def fill(path: Path) -> None:
    """Take all the room that there is."""
    with path.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(512))


def desk_after_a_crash(folder: Path, keeps: str, errors: Path) -> Desk:
    """Return a desk with a workshop of two answers that was killed, opened again when its disk was full."""
    killed(folder, keeps, errors)
    fill(folder / "filler")
    desk = Desk(library(folder))
    path = desk.library.last()
    assert path is not None
    desk.open(path)
    return desk


@pytest.mark.parametrize("keeps", ["labels", "totals"])
def test_after_a_crash_a_workshop_is_opened_although_the_disk_is_full_and_goes_on_elsewhere(
    tiny_disk: Path, tmp_path: Path, keeps: str
) -> None:
    desk = desk_after_a_crash(tiny_disk, keeps, tmp_path / "errors.txt")

    assert room_of(desk).session.rounds[1001].given == 2
    with pytest.raises(NotSavedError):
        room_of(desk).cast(1, 3, Answer.LEVEL_3)
    desk.carry_on(tmp_path / "stick")
    room_of(desk).cast(1, 3, Answer.LEVEL_3)

    assert room_of(desk).session.rounds[1001].given == 3
    assert desk.leave() == ""


@pytest.mark.parametrize("keeps", ["labels", "totals"])
def test_a_workshop_opened_on_a_full_disk_goes_on_there_when_room_was_made(
    tiny_disk: Path, tmp_path: Path, keeps: str
) -> None:
    desk = desk_after_a_crash(tiny_disk, keeps, tmp_path / "errors.txt")
    path = room_of(desk).path
    (tiny_disk / "filler").unlink()

    room_of(desk).cast(1, 3, Answer.LEVEL_3)

    assert desk.leave() == ""
    assert desk.open(path).session.rounds[1001].given == 3
    desk.leave()
