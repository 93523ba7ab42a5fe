"""A disk that is really full, not one that only says so: what was acknowledged stays, and with room it goes on."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from scrutiny_tui.domain.errors import MachineError
from tests.crash.checking import Verdict, check
from tests.crash.driving import drive
from tests.crash.plan import Plan
from tests.crash.power import run
from tests.crash.witness import DESCRIPTOR

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
