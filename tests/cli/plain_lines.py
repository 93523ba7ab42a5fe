"""Types what somebody who holds a workshop line by line types, and looks at what is kept of it."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterator

import pytest

from scrutiny_tui.cli.plain_console import Console, InputEndedError
from tests.cli.conftest import Shell

ENTER = "'' "
SLIPS = "v '' s"
"""Answer, the promise read out, one person after the other."""


def plain(shell: Shell, typed: str, *folders: str) -> str:
    """Hold the last workshop and return what was said. Blanks part the lines that are typed, '' is Enter alone."""
    lines = "".join(f"{line}\n" for line in shlex.split(typed))
    told = shell(*folders, "run", "last", "--plain", typed=lines)
    assert told.exit_code == 0, told.stderr
    return told.stdout


def plain_while(shell: Shell, monkeypatch: pytest.MonkeyPatch, *parts: str | Callable[[], object]) -> str:
    """Hold the last workshop with these lines typed; what is to happen meanwhile is done before the line behind it."""

    def lines() -> Iterator[str]:
        for part in parts:
            if isinstance(part, str):
                yield from shlex.split(part)
            else:
                part()
        raise InputEndedError

    typed = lines()

    def ask(console: Console, question: str, *, unseen: bool = False) -> str:
        console.say(question)
        return next(typed)

    monkeypatch.setattr(Console, "ask", ask)
    return plain(shell, "")
