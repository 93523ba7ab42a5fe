"""During a whole workshop nothing connects, waits for a connection, or asks for a name on a network."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.crash.running import execute
from tests.crash.starting import ROOT

_HOOK = """
import os, runpy, socket, sys

def refuse(event, arguments):
    new = event == "socket.__new__" and arguments[1] not in {socket.AF_UNIX, -1}
    named = event.startswith("socket.") and event not in {"socket.__new__", "socket.gethostname"}
    if new or named:
        with open(os.environ["SEEN"], "a") as seen:
            print(event, arguments[1:], file=seen)

sys.addaudithook(refuse)
script, sys.argv = sys.argv[1], sys.argv[1:]
sys.path.insert(0, os.path.dirname(script))
runpy.run_path(script, run_name="__main__")
"""
"""Notes every use of a network. A socket of a kind that reaches no other machine, as asyncio's own pair, is none."""

_LOOKUP = "import socket; socket.getaddrinfo('localhost', 80); socket.socket().bind(('127.0.0.1', 0))"


def used_by(
    folder: Path, script: Path, *words: str, screen: bool = False
) -> tuple[int, list[str], list[str]]:
    """Run a script with the hook; return its exit status, what it told, and every use of a network."""
    seen = folder / "seen.txt"
    command = ["env", f"SEEN={seen}", sys.executable, "-c", _HOOK, str(script), *words]
    running = execute(command, folder / "errors.txt", screen=screen)
    status = running.end()
    return status, running.lines, seen.read_text().splitlines() if seen.exists() else []


@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal of its own")
@pytest.mark.parametrize(
    ("script", "moves", "screen"), [("driver.py", "80", False), ("tui_driver.py", "12", True)]
)
def test_a_workshop_uses_no_network(tmp_path: Path, script: str, moves: str, *, screen: bool) -> None:
    plan = ("--data", str(tmp_path / "data"), "--feed", "1", "--moves", moves)
    status, told, uses = used_by(tmp_path, ROOT / "tests" / "crash" / script, *plan, screen=screen)

    assert status == 0, (tmp_path / "errors.txt").read_text()
    assert sum(line.startswith("ACK") for line in told) >= int(moves) // 2
    assert uses == []


def test_a_program_that_uses_a_network_is_found_out(tmp_path: Path) -> None:
    script = tmp_path / "caller.py"
    script.write_text(_LOOKUP, encoding="utf-8")

    _status, _told, uses = used_by(tmp_path, script)

    assert [use.split()[0] for use in uses] == ["socket.getaddrinfo", "socket.__new__", "socket.bind"]
