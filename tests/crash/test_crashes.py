"""Whenever and wherever the process dies, a call fails or the power goes, everything acknowledged is there and nothing else.

Only a few moments and calls, so that it is quick; `make crash` tries each of them. A program that only seems safe fails.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.crash.power import Disk
from tests.crash.starting import assert_nothing_lost, harness
from tests.crash.variants import VARIANTS

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no process groups to kill")


@pytest.mark.parametrize(
    "words",
    [
        "kill --runs 4 --generations 4",
        "kill --screens --runs 1 --generations 2 --longest 1.5",
        "calls --moves 2 --every 11 --keeps totals",
        "calls --moves 3 --seed 3 --carrying 0.5 --every 19 --keeps labels",
        "errors --moves 2 --every 13 --keeps labels --error ENOSPC",
        "errors --moves 2 --every 13 --keeps labels --error EIO --times 4",
    ],
)
def test_nothing_acknowledged_is_lost(tmp_path: Path, words: str) -> None:
    assert_nothing_lost(harness(tmp_path, *words.split()))


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
@pytest.mark.parametrize("kind", ["sweep", "fault"])
def test_nothing_is_lost_at_a_system_call_either(tmp_path: Path, kind: str) -> None:
    some = "--moves 2 --keeps labels --calls fsync rename --every 17"
    told = harness(tmp_path, kind, *some.split())
    assert told["status"] == 0, told["reasons"]
    assert told["landed"] > 0
    assert told["acks"] > 0


def test_a_program_that_acknowledges_before_it_writes_is_found_out(tmp_path: Path) -> None:
    told = harness(tmp_path, *["kill", "--runs", "20", "--keeps", "labels", "--variant", "early", "--first"])
    assert told["status"] == 1
    assert told["lost"] > 0


@pytest.fixture
def mountable(tmp_path: Path) -> None:
    """Skip if no file system can be mounted."""
    if sys.platform != "linux":
        pytest.skip("power cuts are tried with the loop devices of Linux")
    (tmp_path / "trial").mkdir()
    try:
        Disk(tmp_path / "trial").close()
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"no file system can be mounted here: {error}")


@pytest.mark.usefixtures("mountable")
def test_nothing_acknowledged_is_lost_when_the_power_fails(tmp_path: Path) -> None:
    assert_nothing_lost(harness(tmp_path, "power", "--runs", "2", "--generations", "2"))


@pytest.mark.usefixtures("mountable")
@pytest.mark.parametrize("variant", VARIANTS)
def test_a_program_that_is_not_safe_when_the_power_fails_is_found_out(tmp_path: Path, variant: str) -> None:
    # One copy and a room that thinks: nothing else happens to push to the disk what was forgotten.
    quiet = f"--keeps labels --variant {variant} --alone --pause 0.1 --longest 0.6 --first"
    told = harness(tmp_path, "power", "--runs", "30", *quiet.split())
    assert told["status"] == 1
    assert told["lost"] + told["unreadable"] > 0
