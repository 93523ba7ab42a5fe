"""The command line as somebody at a shell uses it, with folders of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias, cast

import pytest
from click.testing import CliRunner, Result

from scrutiny_tui.cli import run
from scrutiny_tui.domain.moves import add_note
from scrutiny_tui.domain.people import Role, Voter
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.domain.session import NoteKind, Session
from scrutiny_tui.domain.voting import reveal
from tests.support.sessions import SHIPPED, details, filled, library, workshop

Shell: TypeAlias = Callable[..., Result]


class Program:
    """Lets click's runner call the program's real entry, which turns errors into sentences."""

    name = "scrutiny-tui"

    def main(self, args: list[str], prog_name: str) -> None:
        run(args)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which the library of `tests.support.sessions` and the command line keep everything."""
    monkeypatch.setenv("SCRUTINY_CONTENT", str(SHIPPED))
    monkeypatch.setenv("SCRUTINY_SESSIONS", str(tmp_path / "sessions"))
    monkeypatch.setenv("SCRUTINY_MIRROR", str(tmp_path / "mirror"))
    return tmp_path


@pytest.fixture
def shell(folder: Path) -> Shell:
    """Run a command; the result holds `exit_code`, `stdout` and `stderr`."""

    def command(*words: str, typed: str | None = None) -> Result:
        result = CliRunner().invoke(cast("Any", Program()), list(words), input=typed)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
        return result

    return command


@pytest.fixture
def three(shell: Shell) -> Shell:
    """A new workshop of three people."""
    shell("new", "--council", "Exampleshire", "--people", "3 members")
    return shell


@pytest.fixture
def do(shell: Shell) -> Shell:
    """Do an act in the last workshop."""
    return lambda *words, typed=None: shell("do", "last", *words, typed=typed)


@pytest.fixture
def begun(shell: Shell, do: Shell) -> Shell:
    """The same beside a workshop of five members that was just set up."""
    assert shell("new", "--council", "Exampleshire", "--people", "5 members").exit_code == 0
    return do


def saved(folder: Path) -> Session:
    """Return the last workshop as it is on the disk."""
    shelf = library(folder)
    return shelf.read(shelf.find("last"))


@pytest.fixture
def held(folder: Path) -> Path:
    """A workshop of six with a result, closed."""
    room = workshop(folder, 6)
    filled(room, 1, "1 2 2 2 2 3")
    room.save(reveal(room.session, 1))
    room.close()
    return room.path


@pytest.fixture
def named(folder: Path) -> None:
    """A workshop by name, with a note that names somebody."""
    people = tuple(Voter(number, f"Anne Smith {number}", Role.MEMBER, True) for number in range(1, 7))
    room = library(folder).create(details(secrecy=Secrecy.BY_NAME), people)
    room.save(add_note(room.session, 1, NoteKind.EVIDENCE, "As Anne Smith 3 said."))
    room.close()


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let there be somebody to ask."""
    monkeypatch.setattr("scrutiny_tui.cli.terminal.has_keyboard", lambda: True)
