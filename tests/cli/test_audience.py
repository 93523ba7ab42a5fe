"""The window for the room finds the workshop it is to follow, and needs nothing else of it."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

import pytest

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.cli import terminal
from scrutiny_tui.store.places import example_session
from scrutiny_tui.store.public_file import public_path
from tests.cli.conftest import Shell
from tests.support.sessions import workshop


class Shown:
    """Stands in for the audience window: keeps which file it was to follow."""

    def __init__(self) -> None:
        self.followed: list[Path] = []
        self.return_code = 0
        self.stopped_by = 0

    def __call__(self, _desk: Desk, path: Path, _theme: str) -> Shown:
        self.followed.append(path)
        return self

    def run(self) -> None:
        """Do nothing, as if it had been closed at once."""


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> Shown:
    stand_in = Shown()
    module = ModuleType("scrutiny_tui.tui.audience.app")
    module.__dict__["AudienceApp"] = stand_in
    monkeypatch.setitem(sys.modules, "scrutiny_tui.tui.audience.app", module)
    monkeypatch.setattr(terminal, "has_screen", lambda: True)
    return stand_in


def test_it_follows_a_workshop_that_somebody_has_open_and_takes_no_lock(
    shell: Shell, shown: Shown, folder: Path
) -> None:
    going_on = workshop(folder)
    assert shell("audience", "last").exit_code == 0
    assert shell("audience", going_on.path.stem).exit_code == 0
    assert shown.followed == [public_path(going_on.path)] * 2
    going_on.close()


def test_it_follows_the_example(shell: Shell, shown: Shown) -> None:
    assert shell("audience", "demo").exit_code == 0
    assert shown.followed == [public_path(example_session())]


def test_a_workshop_that_is_not_there_is_told(shell: Shell, shown: Shown) -> None:
    told = shell("audience", "nowhere")
    assert (told.exit_code, shown.followed) == (1, [])
    assert "There is no workshop called nowhere" in told.stderr


def test_without_a_terminal_the_plain_command_is_named(shell: Shell) -> None:
    told = shell("audience", "last")
    assert told.exit_code == 2
    assert "scrutiny-tui results SESSION" in told.stderr
