"""A shell completes commands, workshops, acts, options, choices, steps and people, and never shows an answer."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from scrutiny_tui.cli.program import answer_shell
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.store.session_file import create_session
from tests.support.sessions import session, workshop

BIN = Path(sys.executable).parent
NAME = "2026-11-21-exampleshire"
VARIABLE = "_SCRUTINY_TUI_COMPLETE"

IN_BASH = """
eval "$(_SCRUTINY_TUI_COMPLETE=bash_source scrutiny-tui)"
compopt() { echo "files"; }
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
_scrutiny_tui_completion scrutiny-tui
printf '%s\\n' "${COMPREPLY[@]}"
"""

Asked = Callable[..., list[str]]


@pytest.fixture(autouse=True)
def put_away(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A workshop of five members, one of whom has answered step 1, beside a shell that finds the program."""
    monkeypatch.setenv("PATH", os.pathsep.join((str(BIN), os.environ["PATH"])))
    room = workshop(folder)
    room.open_round(1)
    room.cast(1, 1, Answer.LEVEL_3)
    room.close()


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Asked:
    """Return what a shell is told that the last word can be completed to, by click's protocol."""

    def words(*typed: str, of: str = "zsh") -> list[str]:
        monkeypatch.setenv("COMP_WORDS", " ".join(("scrutiny-tui", *typed)))
        monkeypatch.setenv("COMP_CWORD", typed[-1] if of == "fish" else str(len(typed)))
        monkeypatch.setenv(VARIABLE, f"{of}_complete")
        assert answer_shell(VARIABLE) == 0
        told = capsys.readouterr()
        assert told.err == ""
        lines = told.out.splitlines()
        return lines[1::3] if of == "zsh" else [line.split("\t")[0].partition(",")[2] for line in lines]

    return words


@pytest.mark.parametrize(
    ("words", "completed"),
    [
        (["rep"], ["report"]),
        (["open", "2026"], [NAME]),
        (["open", ""], ["last", NAME]),
        (["open", "zz"], ["zz"]),
        (["compare", "last", "2026"], [NAME]),
        (["audience", "de"], ["demo"]),
        (["check", "2026"], [NAME]),
        (["backups", "2026"], [NAME]),
        (["do", "2026"], [NAME]),
        (["do", "last", "with"], ["withdraw-note"]),
        (["do", "last", "note", "--k"], ["--kind"]),
        (["do", "last", "note", "--kind", ""], ["evidence", "reason", "different"]),
        (["do", "last", "note", "--step", ""], ["1", "2", "3", "4", "5", "6"]),
        (["do", "last", "agree", "--step", "1", "--level", ""], ["1", "2", "3", "none"]),
        (["do", "last", "add-action", "--due", "next"], ["next meeting"]),
        (["do", "last", "cast", "--person", "Mem"], [f"Member {number}" for number in range(1, 6)]),
        (["do", "last", "cast", "--answer", ""], []),
        (["do", "nowhere", "cast", "--person", ""], []),
        (["new", "--mode", "g"], ["groups"]),
        (["report", "last", "--format", "w"], ["word"]),
        (["report", "last", "--paper", "c"], ["committee", "children"]),
    ],
    ids=" ".join,
)
def test_what_can_be_typed_is_completed(asked: Asked, words: list[str], completed: list[str]) -> None:
    assert asked(*words) == completed


def test_fish_quotes_by_itself(asked: Asked) -> None:
    assert asked("do", "last", "cast", "--person", "Mem", of="fish")[0] == "Member 1"


@pytest.mark.skipif(not shutil.which("bash"), reason="needs Bash")
@pytest.mark.parametrize(
    ("words", "completed"),
    [
        (["open", "zz"], ["files"]),
        (["do", "last", "cast", "--person", "Member"], [rf"Member\ {number}" for number in range(1, 6)]),
        (["do", "last", "cast", "--person", '"Member 5'], ["Member 5"]),
    ],
    ids=" ".join,
)
def test_the_real_bash_puts_it_into_its_line(words: list[str], completed: list[str]) -> None:
    command = ["/usr/bin/env", "bash", "-c", IN_BASH, "bash", "scrutiny-tui", *words]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert [line for line in done.stdout.split("\n") if line] == completed


def test_nothing_depends_on_an_answer(asked: Asked, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = ("do", "last", "correct", "--step", "1", "--person", "")
    assert asked(*words) == []
    other = workshop(folder / "other")
    other.open_round(1)
    other.cast(1, 2, Answer.LEVEL_1)
    other.close()
    with monkeypatch.context() as elsewhere:
        elsewhere.setenv("SCRUTINY_SESSIONS", str(folder / "other" / "sessions"))
        assert asked(*words) == []
    create_session(folder / "sessions" / "\x1b[2J.json", session(3), folder / "mirror").close()
    assert sorted(asked("open", "")) == [NAME, "last"]
    assert asked("open", "\x1b") == ["\x1b"]
