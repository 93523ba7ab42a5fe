"""Nothing is left open: Python's own strict mode has nothing to say, and no descriptor stays."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from scrutiny_tui.acts.desk import Desk
from tests.support.sessions import SHIPPED, answers, library, workshop

if sys.platform == "win32":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)

from tests.support.terminal import ROOT, terminal

STRICT = ["-X", "dev", "-W", "error", "-m", "scrutiny_tui"]
CTRL_Q = "\x11"


def folders(folder: Path) -> dict[str, str]:
    return {
        "SCRUTINY_CONTENT": str(SHIPPED),
        "SCRUTINY_SESSIONS": str(folder / "sessions"),
        "SCRUTINY_MIRROR": str(folder / "mirror"),
        "XDG_DATA_HOME": str(folder / "data"),
    }


def strictly(folder: Path, *words: str) -> tuple[int, str]:
    """Run a command in strict mode and return its exit status and what it says beside its result."""
    done = subprocess.run(
        [sys.executable, *STRICT, *words],
        cwd=ROOT,
        env=os.environ | folders(folder),
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stderr


def test_commands_leave_nothing_open(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("voter,item,answer\nMember 2,1,3\n", encoding="utf-8")
    for words in (
        ("new", "--council", "Exampleshire", "--people", "5 members"),
        ("do", "last", "cast", "--step", "1", "--voter", "Member 1", "--answer", "1"),
        ("import", "last", str(tmp_path / "a.csv")),
        ("do", "last", "reveal", "--step", "1", "--yes"),
        ("results", "last", "--json"),
        ("list",),
        ("check", "last"),
        ("check",),
        ("paper", "last", "--out", str(tmp_path / "paper")),
        ("do", "last", "rename", "--name", "another"),
        ("demo",),
        ("do", "last", "delete", "--yes"),
    ):
        status, said = strictly(tmp_path, *words)
        assert (status, "Warning" in said, "Traceback" in said) == (0, False, False), (words, said)


def test_the_screens_leave_nothing_open(tmp_path: Path) -> None:
    going_on = workshop(tmp_path)
    going_on.open_round(1)
    for voter, answer in enumerate(answers("1 2 3"), start=1):
        going_on.cast(1, voter, answer)
    going_on.close()
    with terminal([*STRICT, "open", "last"], folders(tmp_path)) as shown:
        shown.wait_for("Exampleshire")
        shown.press(CTRL_Q)
        assert shown.end() == 0
        # What is slow is told too in strict mode; that is no fault on a busy machine.
        assert [
            word for word in ("Warning", "Traceback", "never", "ignored") if word in shown.left_behind
        ] == []


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="needs a list of open descriptors")
def test_fifty_openings_leave_no_descriptor(tmp_path: Path) -> None:
    def opened() -> int:
        return len(list(Path("/proc/self/fd").iterdir()))

    workshop(tmp_path).close()
    desk = Desk(library(tmp_path))
    path = next((tmp_path / "sessions").glob("*.json"))
    desk.open(path)
    desk.leave()
    before = opened()
    for _ in range(50):
        desk.open(path).continue_sitting()
        desk.leave()
    assert opened() == before
