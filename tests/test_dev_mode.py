"""Nothing is left open: Python's own strict mode has nothing to say, and no descriptor stays."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from scrutiny_tui.acts.desk import Desk
from tests.support.sessions import SHIPPED, filled, library, workshop

if sys.platform == "win32":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)

from tests.support.terminal import ROOT, terminal

STRICT = ("-X", "dev", "-W", "error")
CTRL_Q = "\x11"
ALL_IN_ONE = """
import gc, shlex, sys
from scrutiny_tui.cli import run
for line in sys.stdin:
    try:
        run(shlex.split(line))
    except SystemExit as end:
        gc.collect()
        print(line.strip(), "ended with", end.code, file=sys.stderr)
"""
"""Runs a command a line in one process, each thrown away before the next."""


def folders(folder: Path) -> dict[str, str]:
    return {
        "SCRUTINY_CONTENT": str(SHIPPED),
        "SCRUTINY_SESSIONS": str(folder / "sessions"),
        "SCRUTINY_MIRROR": str(folder / "mirror"),
        "XDG_DATA_HOME": str(folder / "data"),
    }


def test_commands_leave_nothing_open(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("voter,item,answer\nMember 2,1,3\n", encoding="utf-8")
    commands = [
        "new --council Exampleshire --people '5 members'",
        "do last cast --step 1 --person 'Member 1' --answer 1",
        f"import last {tmp_path / 'a.csv'}",
        "do last reveal --step 1 --yes",
        "results last --json",
        "list",
        "check last",
        "check",
        f"paper last --out {tmp_path / 'paper'}",
        "do last rename --name another",
        "demo",
        "do last delete --yes",
    ]
    done = subprocess.run(
        [sys.executable, *STRICT, "-c", ALL_IN_ONE],
        input="\n".join(commands),
        cwd=ROOT,
        env=os.environ | folders(tmp_path),
        capture_output=True,
        text=True,
        check=False,
    )
    told = done.stderr.splitlines()
    assert [f"{each} ended with 0" for each in commands if f"{each} ended with 0" not in told] == []
    assert [word for word in ("Warning", "Traceback") if word in done.stderr] == []
    assert done.returncode == 0


def test_the_screens_leave_nothing_open(tmp_path: Path) -> None:
    going_on = workshop(tmp_path)
    filled(going_on, 1, "1 2 3")
    going_on.close()
    words = [*STRICT, "-m", "scrutiny_tui", "open", "last"]
    with terminal(words, folders(tmp_path)) as shown:
        shown.wait_for("Exampleshire")
        shown.press(CTRL_Q)
        assert shown.end() == 0
        # What is slow is told too in strict mode; that is no fault on a busy machine.
        faults = ("Warning", "Traceback", "never", "ignored")
        assert [word for word in faults if word in shown.left_behind] == []


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="needs a list of open descriptors")
def test_twenty_openings_leave_no_descriptor(tmp_path: Path) -> None:
    def opened() -> int:
        return len(list(Path("/proc/self/fd").iterdir()))

    workshop(tmp_path).close()
    desk = Desk(library(tmp_path))
    path = next((tmp_path / "sessions").glob("*.json"))
    desk.open(path)
    desk.leave()
    before = opened()
    for _ in range(20):
        desk.open(path).continue_sitting()
        desk.leave()
    assert opened() == before
