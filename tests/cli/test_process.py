"""The program as a process of its own: pipes that close, disks that are full, letters that cannot be shown, long words."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from scrutiny_tui.cli.program import program
from tests.cli.conftest import Shell
from tests.support.sessions import details, library, people, workshop

ROOT = Path(__file__).parents[2]
PROGRAM = [sys.executable, "-m", "scrutiny_tui"]


def started(*words: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run the program in a process of its own, without a terminal."""
    return subprocess.run(
        [*PROGRAM, *words], cwd=ROOT, env=os.environ | environment, capture_output=True, check=False
    )


def test_a_reader_that_has_had_enough_or_knows_few_letters_is_no_error(folder: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run([*PROGRAM, "demo"], cwd=ROOT, stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")
    library(folder).create(details("中文 é 🙂"), people(5)).close()
    listed = started("list", PYTHONIOENCODING="latin-1")
    assert b", \\u4e2d\\u6587 \xe9 " in listed.stdout
    printed = started("results", "last", "--json", PYTHONIOENCODING="latin-1").stdout
    assert json.loads(printed)["session"]["council"] == "中文 é 🙂"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
@pytest.mark.parametrize("word", ["demo", "--version"])
def test_a_full_disk_is_told_in_one_line(folder: Path, word: str) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([*PROGRAM, word], cwd=ROOT, stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 3
    assert done.stderr == b"No space left on device.\n"


def test_ctrl_c_and_a_file_refused_end_it_in_words(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(context: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(program, "invoke", interrupted)
    told = shell("list")
    assert told.exit_code == 130
    assert told.stderr == "Stopped. Everything saved is safe.\n"

    def refused(context: object) -> None:
        raise PermissionError(13, "Permission denied", "sessions")

    monkeypatch.setattr(program, "invoke", refused)
    told = shell("list")
    assert told.exit_code == 3
    assert told.stderr == "sessions: Permission denied.\n"


def test_wrong_use_cannot_send_anything_to_the_terminal(shell: Shell) -> None:
    told = shell("list", "--\x1b[2J")
    assert told.exit_code == 2
    assert "\x1b" not in told.stderr


LONG = "begins" + "x" * 10_000 + "ends"
WITH_BLANKS = "begins" + " x" * 5_000 + " ends"


@pytest.mark.parametrize("word", [LONG, WITH_BLANKS], ids=["one word", "blanks"])
@pytest.mark.parametrize(
    "words",
    [
        ("WORD",),
        ("results", "WORD"),
        ("backups", "--restore", "WORD"),
        ("list", "--WORD"),
        ("--content", "WORD", "check"),
        ("do", "last", "WORD"),
        ("do", "last", "note", "--step", "WORD", "--kind", "evidence", "--text", "x", "--same-session"),
        ("do", "last", "agree", "--step", "1", "--level", "WORD", "--how", "chair", "--same-session"),
        ("do", "last", "details", "--date", "WORD"),
        ("import", "last", "WORD"),
        ("new", "--council", "x", "--people", "3 WORD"),
    ],
    ids=" ".join,
)
def test_an_error_is_no_wall_of_letters(
    shell: Shell, folder: Path, words: tuple[str, ...], word: str
) -> None:
    workshop(folder).close()
    told = shell(*(each.replace("WORD", word) for each in words))
    assert told.exit_code
    assert "…" in told.stderr
    assert len(told.stderr) < 1_000
