"""Wherever in a workshop the process dies or a call to the operating system fails, everything acknowledged is there.

Every few calls only, so that it is quick; `make crash` tries each of them.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from tests.crash.starting import assert_nothing_lost, harness

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no process groups to kill")


@pytest.mark.parametrize("keeps", ["labels", "totals"])
def test_nothing_is_lost_wherever_the_process_dies(tmp_path: Path, keeps: str) -> None:
    told = harness(tmp_path, "calls", "--moves", "2", "--every", "11", "--keeps", keeps)

    assert_nothing_lost(told)


@pytest.mark.parametrize(("keeps", "every"), [("labels", "19"), ("totals", "29")])
def test_nothing_is_lost_wherever_it_dies_while_it_is_carried_on_in_a_new_file(
    tmp_path: Path, keeps: str, every: str
) -> None:
    often = ("--moves", "3", "--seed", "3", "--carrying", "0.5")
    told = harness(tmp_path, "calls", *often, "--every", every, "--keeps", keeps)

    assert_nothing_lost(told)


@pytest.mark.parametrize(("error", "times"), [("ENOSPC", "1"), ("EIO", "4")])
def test_nothing_is_lost_wherever_calls_fail(tmp_path: Path, error: str, times: str) -> None:
    some = ("--moves", "2", "--every", "13", "--keeps", "labels")
    told = harness(tmp_path, "errors", *some, "--error", error, "--times", times)

    assert_nothing_lost(told)


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
@pytest.mark.parametrize("kind", ["sweep", "fault"])
def test_nothing_is_lost_at_a_system_call_either(tmp_path: Path, kind: str) -> None:
    some = ("--calls", "fsync", "rename", "--every", "17")
    told = harness(tmp_path, kind, "--moves", "2", "--keeps", "labels", *some)

    assert told["status"] == 0, told["reasons"]
    assert told["landed"] > 0
    assert told["acks"] > 0
