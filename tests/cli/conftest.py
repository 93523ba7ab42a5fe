"""The command line as somebody at a shell uses it, with folders of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias, cast

import pytest
from click.testing import CliRunner, Result

from scrutiny_tui.cli import run
from tests.support.sessions import SHIPPED

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
