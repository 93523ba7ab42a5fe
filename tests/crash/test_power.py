"""Whenever the power fails, everything acknowledged is on the disk itself; a program that forgets a sync fails."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.crash.power import Disk
from tests.crash.starting import assert_nothing_lost, harness
from tests.crash.variants import VARIANTS


@pytest.fixture(autouse=True)
def mountable(tmp_path: Path) -> None:
    """Skip where no file system can be mounted."""
    if sys.platform != "linux":
        pytest.skip("power cuts are tried with the loop devices of Linux")
    (tmp_path / "trial").mkdir()
    try:
        Disk(tmp_path / "trial").close()
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"no file system can be mounted here: {error}")


def test_nothing_acknowledged_is_lost_when_the_power_fails(tmp_path: Path) -> None:
    told = harness(tmp_path, "power", "--runs", "2", "--generations", "2")

    assert_nothing_lost(told)


@pytest.mark.parametrize("variant", [*VARIANTS])
def test_a_program_that_is_not_safe_is_found_out(tmp_path: Path, variant: str) -> None:
    # One copy and a room that thinks: nothing else happens to push to the disk what was forgotten.
    quiet = ("--alone", "--pause", "0.1", "--longest", "0.6", "--first")
    told = harness(tmp_path, "power", "--runs", "30", "--keeps", "labels", "--variant", variant, *quiet)

    assert told["status"] == 1
    assert told["lost"] + told["unreadable"] > 0
