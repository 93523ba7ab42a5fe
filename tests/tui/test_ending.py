"""Told to end from outside, or with its terminal closed, the program quits: all is saved and the terminal is as it was."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("Windows has no such signals", allow_module_level=True)

from tests.tui.test_crash_page import answering, assert_as_it_was, started

WITH_A_TERMINAL_OF_ITS_OWN = "import fcntl, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0)"
"""What a shell does; only then closing the terminal's window tells the program to end."""


@pytest.fixture
def put_away(tmp_path: Path) -> Path:
    """A workshop in which three of five have answered step 1, and its folder."""
    answering(tmp_path)
    return tmp_path


def assert_closed(folder: Path) -> None:
    """Nothing is left but the file and its lock, and no other program is kept out."""
    assert sorted(path.suffix for path in (folder / "sessions").iterdir()) == [".json", ".lock"]
    with started(folder, "", "results", "last") as shown:
        assert shown.end() == 0
        assert "3 of 5 in, no result yet" in shown.shown


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP], ids=["ended", "hung up"])
def test_a_signal_quits(put_away: Path, number: signal.Signals) -> None:
    with started(put_away, "", "open", "last") as shown:
        shown.wait_for("Exampleshire")
        assert shown.mode("1049")
        shown.send(number)
        assert shown.end() == 128 + number
        assert_as_it_was(shown)
    assert_closed(put_away)


def test_a_terminal_that_is_closed_quits(put_away: Path) -> None:
    with started(put_away, WITH_A_TERMINAL_OF_ITS_OWN, "open", "last") as shown:
        shown.wait_for("Exampleshire")
        assert shown.close() == 128 + signal.SIGHUP
    assert_closed(put_away)
