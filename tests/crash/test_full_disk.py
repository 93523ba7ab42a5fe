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
from tests.crash.facilitator import hold
from tests.crash.options import ROOMS, Plan
from tests.crash.power import run
from tests.crash.running import fork
from tests.crash.witness import DESCRIPTOR
from tests.support.sessions import details, library, people, room_of

_FILLER = 256 * 1024
"""Bytes that make room when they are removed: to open a session after a crash takes as much as its files have."""
_BOTH = pytest.mark.parametrize("keeps", ["labels", "totals"])


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


@_BOTH
def test_a_full_disk_costs_nothing_acknowledged(
    tiny_disk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, keeps: str
) -> None:
    data, log, filler = tiny_disk / "data", tmp_path / "events.log", tiny_disk / "filler"
    filler.write_bytes(bytes(_FILLER))

    def told() -> list[str]:
        return log.read_text(encoding="ascii").splitlines()

    with log.open("wb") as file:
        monkeypatch.setenv(DESCRIPTOR, str(file.fileno()))
        with pytest.raises(MachineError):
            hold(Plan(data=data, keeps=keeps))
        before = len(told())
        assert any(line.startswith("ACK") for line in told())
        assert check(data, told()).verdict is Verdict.OK
        filler.unlink()
        hold(Plan(data=data, feed="2", moves=5, keeps=keeps))
    assert any(line.startswith("ACK") for line in told()[before:])
    assert check(data, told()).verdict is Verdict.OK


@_BOTH
@pytest.mark.parametrize("goes_on", ["elsewhere", "there when room was made"])
def test_a_workshop_opens_on_a_full_disk(tiny_disk: Path, tmp_path: Path, keeps: str, goes_on: str) -> None:
    def be_killed() -> int:
        room = library(tiny_disk).create(details(secrecy=ROOMS[keeps]), people(5))
        room.open_round(1)
        for voter in (1, 2):
            room.cast(1, voter, Answer.LEVEL_1)
        return 0

    assert fork(be_killed, tmp_path / "errors.txt").end() == 0
    filler, desk = tiny_disk / "filler", Desk(library(tiny_disk))
    with filler.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(512))
    path = desk.library.last()
    assert path is not None
    assert desk.open(path).session.rounds[1001].given == 2
    with pytest.raises(NotSavedError):
        room_of(desk).cast(1, 3, Answer.LEVEL_3)
    if goes_on == "elsewhere":
        desk.carry_on(tmp_path / "stick")
    else:
        filler.unlink()
    room_of(desk).cast(1, 3, Answer.LEVEL_3)
    path = room_of(desk).path
    assert desk.leave() == ""
    assert desk.open(path).session.rounds[1001].given == 3
    desk.leave()
