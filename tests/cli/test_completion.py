"""A shell completes commands, workshops, acts, options, choices, steps and people, and never shows an answer."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.store.session_file import create_session
from tests.support.sessions import SHIPPED, details, session, workshop

BIN = Path(sys.executable).parent
NAME = "2026-11-21-exampleshire"

IN_BASH = """
eval "$(_SCRUTINY_TUI_COMPLETE=bash_source scrutiny-tui)"
compopt() { echo "files"; }
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
_scrutiny_tui_completion scrutiny-tui
printf '%s\\n' "${COMPREPLY[@]}"
"""


@pytest.fixture
def own(tmp_path: Path) -> dict[str, str]:
    """The environment of a shell beside a workshop of five members, one of whom has answered step 1."""
    room = workshop(tmp_path)
    room.open_round(1)
    room.cast(1, 1, Answer.LEVEL_3)
    room.close()
    folders = {"SESSIONS": tmp_path / "sessions", "MIRROR": tmp_path / "mirror", "CONTENT": SHIPPED}
    path = os.pathsep.join((str(BIN), os.environ["PATH"]))
    return {
        **os.environ,
        "PATH": path,
        **{f"SCRUTINY_{name}": str(folder) for name, folder in folders.items()},
    }


def asked(own: dict[str, str], shell: str, *words: str) -> list[str]:
    """Return what a shell is told that the last word can be completed to, by click's protocol."""
    said = {"COMP_WORDS": " ".join(("scrutiny-tui", *words)), "COMP_CWORD": str(len(words))}
    if shell == "fish":
        said["COMP_CWORD"] = words[-1]
    done = subprocess.run(
        [sys.executable, "-m", "scrutiny_tui"],
        env=own | said | {"_SCRUTINY_TUI_COMPLETE": f"{shell}_complete"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    lines = done.stdout.splitlines()
    return lines[1::3] if shell == "zsh" else [line.split("\t")[0].partition(",")[2] for line in lines]


def in_bash(own: dict[str, str], *words: str) -> list[str]:
    """Return what the real Bash would put into its line for the last word."""
    done = subprocess.run(
        ["/usr/bin/env", "bash", "-c", IN_BASH, "bash", "scrutiny-tui", *words],
        env=own,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    return [line for line in done.stdout.split("\n") if line]


@pytest.mark.skipif(not shutil.which("bash"), reason="needs Bash")
@pytest.mark.parametrize(
    ("words", "completed"),
    [
        (["rep"], ["report"]),
        (["open", "2026"], [NAME]),
        (["open", ""], ["last", NAME]),
        (["open", "zz"], ["files"]),
        (["results", "l"], ["last"]),
        (["compare", "last", "2026"], [NAME]),
        (["audience", "de"], ["demo"]),
        (["check", "2026"], [NAME]),
        (["backups", "2026"], [NAME]),
        (["do", "2026"], [NAME]),
        (["do", "last", "with"], ["withdraw-note"]),
        (["do", "last", "note", "--k"], ["--kind"]),
        (["do", "last", "note", "--kind", ""], ["evidence", "reason", "minority"]),
        (["do", "last", "note", "--step", ""], ["1", "2", "3", "4", "5", "6"]),
        (["do", "last", "agree", "--step", "1", "--level", ""], ["1", "2", "3", "none"]),
        (["do", "last", "cast", "--voter", "Member"], [rf"Member\ {number}" for number in range(1, 6)]),
        (["do", "last", "cast", "--voter", '"Member 5'], ["Member 5"]),
        (["do", "last", "add-action", "--due", "next"], [r"next\ meeting"]),
        (["do", "last", "cast", "--answer", ""], []),
        (["do", "nowhere", "cast", "--voter", ""], []),
        (["new", "--mode", "g"], ["groups"]),
        (["report", "last", "--format", "w"], ["word"]),
    ],
    ids=" ".join,
)
def test_bash(own: dict[str, str], words: list[str], completed: list[str]) -> None:
    assert in_bash(own, *words) == completed


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_other_shells_quote_by_themselves(own: dict[str, str], shell: str) -> None:
    assert asked(own, shell, "do", "last", "cast", "--voter", "Mem") == [
        f"Member {number}" for number in range(1, 6)
    ]
    assert asked(own, shell, "open", "20") == [NAME]


@pytest.mark.skipif(not shutil.which("fish"), reason="needs fish")
def test_fish(own: dict[str, str]) -> None:
    script = '_SCRUTINY_TUI_COMPLETE=fish_source scrutiny-tui | source; complete -C "scrutiny-tui do last cast --voter Mem"'
    done = subprocess.run(
        ["/usr/bin/env", "fish", "-c", script], env=own, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines() == [f"Member {number}" for number in range(1, 6)]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_that_switches_it_on_is_printed(own: dict[str, str], shell: str) -> None:
    done = subprocess.run(
        [BIN / "scrutiny-tui"],
        env=own | {"_SCRUTINY_TUI_COMPLETE": f"{shell}_source"},
        capture_output=True,
        check=True,
    )
    assert b"_scrutiny_tui_completion" in done.stdout
    assert done.stderr == b""


def test_nothing_depends_on_an_answer_and_nothing_acts_on_the_terminal(
    own: dict[str, str], tmp_path: Path
) -> None:
    words = ("do", "last", "correct", "--step", "1", "--voter", "")
    before = asked(own, "zsh", *words)
    other = workshop(tmp_path / "other")
    other.open_round(1)
    other.cast(1, 2, Answer.LEVEL_1)
    other.close()
    assert (
        asked(own | {"SCRUTINY_SESSIONS": str(tmp_path / "other" / "sessions")}, "zsh", *words)
        == before
        == []
    )
    create_session(tmp_path / "sessions" / "\x1b[2J.json", session(3), tmp_path / "mirror").close()
    assert details().council
    assert sorted(asked(own, "zsh", "open", "")) == [NAME, "last"]
    assert asked(own, "zsh", "open", "\x1b") == ["\x1b"]
