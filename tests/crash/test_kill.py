"""Whenever the process dies, everything acknowledged is there and nothing else; a program that only seems safe fails."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.crash.starting import assert_nothing_lost, harness

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no process groups to kill")


def test_nothing_acknowledged_is_lost_when_the_process_dies_again_and_again(tmp_path: Path) -> None:
    told = harness(tmp_path, "kill", "--runs", "4", "--generations", "4")

    assert_nothing_lost(told)
    assert told["checked"] == 16


def test_nothing_acknowledged_is_lost_when_the_real_program_dies_on_its_terminal(tmp_path: Path) -> None:
    told = harness(tmp_path, "kill", "--screens", "--runs", "1", "--generations", "2", "--longest", "1.5")

    assert_nothing_lost(told)


def test_a_program_that_acknowledges_before_it_writes_is_found_out(tmp_path: Path) -> None:
    told = harness(tmp_path, "kill", "--runs", "20", "--keeps", "labels", "--variant", "early", "--first")

    assert told["status"] == 1
    assert told["lost"] > 0
