"""What the page for IT promises: nothing uses a network or starts a program, and files are written only where it says."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.crash.running import execute
from tests.crash.starting import ROOT

_HOOK = """
import json, os, runpy, socket, sys

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
CHANGING = {"os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink", "os.truncate", "os.chmod"}
STARTING = {"subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.startfile", "webbrowser.open"}

def kind(event, arguments):
    if event == "open":
        return "write" if arguments[2] & WRITING else ""
    if event == "socket.__new__":
        return "network" if arguments[1] not in {socket.AF_UNIX, -1} else ""
    if event.startswith("socket."):
        return "network" if event != "socket.gethostname" else ""
    return "write" if event in CHANGING else "program" if event in STARTING else ""

def paths(event, arguments):
    named = arguments[:2] if event in {"os.rename", "os.link", "os.symlink"} else arguments[:1]
    folder = arguments[{"os.mkdir": 2, "os.remove": 1, "os.rmdir": 1}.get(event, 0)]
    base = os.readlink(f"/proc/self/fd/{folder}") if isinstance(folder, int) and folder >= 0 else os.getcwd()
    # A number stands for a file that was opened and noted before.
    return [os.path.join(base, os.fsdecode(each)) for each in named if not isinstance(each, int)]

def note(event, arguments):
    found = kind(event, arguments)
    if found and not note.busy:
        note.busy = True
        with open(os.environ["SEEN"], "a") as seen:
            for what in paths(event, arguments) if found == "write" else [repr(arguments[1:])]:
                print(json.dumps([found, event, what]), file=seen)
        note.busy = False

note.busy = False
sys.addaudithook(note)
script, sys.argv = sys.argv[1], sys.argv[1:]
sys.path.insert(0, os.path.dirname(script))
runpy.run_path(script, run_name="__main__")
"""
"""Notes every use of a network, every program that is started, and every file that is made, written or taken away.
A socket of a kind that reaches no other machine, as asyncio's own pair, is none."""

_FAULTY = """
import os, pathlib, socket
socket.getaddrinfo('localhost', 80)
socket.socket().bind(('127.0.0.1', 0))
pathlib.Path(os.environ['SEEN']).with_name('elsewhere').mkdir()
os.system('true')
"""

_COMMANDS = """
import os, shlex, sys
from pathlib import Path
sys.path.insert(0, os.environ["ROOT"])
from scrutiny_tui.cli import run
for line in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines():
    try:
        run(shlex.split(line))
    except SystemExit as ended:
        # Nobody is at a terminal, and a machine without one is not ready.
        assert ended.code == 0 or line == "doctor", line
"""

_A_DAY = """
doctor
new --council Exampleshire --people "5 members"
import last answers.csv
do last reveal --step 1 --yes
do last note --step 1 --kind evidence --text "Minutes of March."
results last
list
check last
paper last --out out/paper
report last --out out/report
export last --out out/data
pack-up last --out out/handover.zip
unpack out/handover.zip
backups last
do last delete-answers --yes
demo
"""


@dataclass(frozen=True)
class Touched:
    """What a script did to the computer."""

    status: int
    told: list[str]
    seen: list[tuple[str, str, str]]

    def of(self, kind: str) -> list[tuple[str, str]]:
        """Return what was done of one kind, and to what."""
        return [(event, what) for each, event, what in self.seen if each == kind]

    def outside(self, *folders: Path) -> list[str]:
        """Return what was written neither in one of these folders nor to the terminal."""
        return [what for _event, what in self.of("write") if not any(_is_in(what, each) for each in folders)]


def _is_in(path: str, folder: Path) -> bool:
    return Path(path).is_relative_to(folder) or path.startswith("/dev/")


def touched_by(folder: Path, script: Path, *words: str, screen: bool = False) -> Touched:
    """Run a script with the hook."""
    seen = folder / "seen.txt"
    command = ["env", f"SEEN={seen}", f"ROOT={ROOT}", sys.executable, "-c", _HOOK, str(script), *words]
    running = execute(command, folder / "errors.txt", screen=screen)
    status = running.end()
    lines = seen.read_text(encoding="utf-8").splitlines() if seen.exists() else []
    return Touched(status, running.lines, [tuple(json.loads(line)) for line in lines])


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux for the path of an open folder")
@pytest.mark.parametrize(
    ("script", "moves", "screen"), [("driver.py", "80", False), ("tui_driver.py", "12", True)]
)
def test_a_workshop_uses_its_folders_alone(tmp_path: Path, script: str, moves: str, *, screen: bool) -> None:
    plan = ("--data", str(tmp_path / "data"), "--feed", "1", "--moves", moves)
    done = touched_by(tmp_path, ROOT / "tests" / "crash" / script, *plan, screen=screen)

    assert done.status == 0, (tmp_path / "errors.txt").read_text()
    assert sum(line.startswith("ACK") for line in done.told) >= int(moves) // 2
    assert (done.of("network"), done.of("program")) == ([], [])
    assert len(done.of("write")) > int(moves) // 2
    assert done.outside(tmp_path / "data") == []


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux for the path of an open folder")
def test_commands_write_only_where_the_page_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    monkeypatch.setenv("SCRUTINY_SETTINGS", str(tmp_path / "config" / "settings.json"))
    monkeypatch.chdir(tmp_path)
    for name in ("temporary", "out"):
        (tmp_path / name).mkdir()
    answers = ("voter,item,answer", *(f"Member {number},1,{1 + number % 3}" for number in range(1, 6)))
    (tmp_path / "answers.csv").write_text("\n".join(answers), encoding="utf-8")
    (tmp_path / "day.txt").write_text(_A_DAY.strip(), encoding="utf-8")
    script = tmp_path / "commands.py"
    script.write_text(_COMMANDS, encoding="utf-8")

    done = touched_by(tmp_path, script, str(tmp_path / "day.txt"))

    assert done.status == 0, (tmp_path / "errors.txt").read_text()
    assert (done.of("network"), done.of("program")) == ([], [])
    own = [tmp_path / name for name in ("sessions", "mirror", "data", "config", "temporary")]
    assert done.outside(*own, tmp_path / "out") == []
    assert len(done.of("write")) > 100
    assert list((tmp_path / "temporary").iterdir()) == []


def test_a_program_that_does_more_is_found_out(tmp_path: Path) -> None:
    script = tmp_path / "caller.py"
    script.write_text(_FAULTY, encoding="utf-8")

    done = touched_by(tmp_path, script)

    assert [event for event, _what in done.of("network")] == [
        "socket.getaddrinfo",
        "socket.__new__",
        "socket.bind",
    ]
    assert [event for event, _what in done.of("program")] == ["os.system"]
    assert done.outside(tmp_path / "data") == [str(tmp_path / "elsewhere")]


def asked_of_registry() -> Iterator[str]:
    """Yield every function of Windows' registry that the program calls."""
    for path in (ROOT / "scrutiny_tui").rglob("*.py"):
        yield from re.findall(r"winreg\.([A-Za-z]+)\(", path.read_text(encoding="utf-8"))


def test_the_registry_is_only_read() -> None:
    assert {*asked_of_registry()} == {"OpenKey", "QueryValueEx"}
