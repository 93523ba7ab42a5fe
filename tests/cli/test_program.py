"""The commands together: version, help, folders, and how quickly they begin."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click
import pytest

from scrutiny_tui import __version__
from scrutiny_tui.cli.program import COMMANDS, SESSION_IS, program
from tests.cli.conftest import Shell
from tests.support.sessions import workshop

WITHOUT_SESSION = {"new", "demo", "doctor", "list", "unpack"}
ROOT = Path(__file__).parents[2]
HEAVY = {"textual", "rich", "tinydb", "tomllib", "tempfile", "filelock", "platformdirs", "json"}

WATCHED = """
import shlex, sys
from scrutiny_tui.cli import run
try:
    for words in sys.argv[1:]:
        try:
            run(shlex.split(words))
        except SystemExit as ended:
            assert ended.code == 0, words
finally:
    print(*sorted(name for name in sys.modules if "." not in name), file=sys.stderr)
"""


def loaded_by(*commands: str) -> set[str]:
    """Return the top-level modules that commands load in a new interpreter."""
    done = subprocess.run(
        [sys.executable, "-c", WATCHED, *commands], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return set(done.stderr.splitlines()[-1].split())


def loaded() -> dict[str, click.Command]:
    """Return every command by its name."""
    found = {name: program.get_command(click.Context(program), name) for name in COMMANDS}
    return {name: command for name, command in found.items() if command}


def test_every_command_is_there_and_help_says_what_a_session_is(shell: Shell) -> None:
    assert {name: command.name for name, command in loaded().items()} == {name: name for name in COMMANDS}
    told = shell("--help").stdout
    for name in ("new", "open", "demo", "list", "results", "check"):
        assert f"\n  {name} " in told
    assert "WORKSHOP is a path, the name of a file in the folder of workshops, or the word last." in " ".join(
        told.split()
    )


def test_the_version_is_told_also_beside_other_options(shell: Shell) -> None:
    assert shell("--version").stdout == f"scrutiny-tui {__version__}\n"
    assert shell("--version", "--theme", "high-contrast").stdout == shell("--version").stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself_with_an_example_and_every_option(shell: Shell, name: str) -> None:
    told = shell(name, "--help")
    assert told.exit_code == 0
    assert f"  scrutiny-tui {name}" in told.stdout
    assert (SESSION_IS in " ".join(told.stdout.split())) == (name not in WITHOUT_SESSION)
    command = loaded()[name]
    options = command.get_params(click.Context(command))
    assert [option.name for option in options if isinstance(option, click.Option) and not option.help] == []


@pytest.mark.parametrize("words", [["foo"], ["new", "--council", "x"], ["list", "--nothing"]])
def test_wrong_use_is_status_2_and_says_where_help_is(shell: Shell, words: list[str]) -> None:
    told = shell(*words)
    assert told.exit_code == 2
    assert told.stdout == ""
    assert "--help" in told.stderr.splitlines()[-1]


def test_folders_and_content_may_be_named_before_or_after_the_command(shell: Shell, folder: Path) -> None:
    workshop(folder / "elsewhere").close()
    elsewhere = str(folder / "elsewhere" / "sessions")
    before = shell("--sessions", elsewhere, "list")
    after = shell("list", "--sessions", elsewhere)
    assert "Exampleshire" in before.stdout
    assert before.stdout == after.stdout
    assert shell("do", "last", "pin", "--step", "1", "--same-session", "--sessions", elsewhere).exit_code == 0
    told = shell("--content", str(folder / "none"), "check")
    assert told.exit_code == 1
    assert "none" in told.stderr


def test_version_and_help_load_nothing_heavy_and_the_version_nothing_that_reads_arguments() -> None:
    assert not loaded_by("--version") & (HEAVY | {"click", "typing", "dataclasses"})
    assert not loaded_by("--help") & HEAVY


def test_commands_without_a_screen_load_no_screen(folder: Path) -> None:
    commands = (
        "demo",
        "list",
        "check",
        "results sessions/example.json",
        "new --council x --people '5 members'",
        "do last pin --step 1",
    )
    assert not loaded_by(*commands) & {"textual", "rich"}
