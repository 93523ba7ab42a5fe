"""Somebody who was put on the list by mistake is taken off it without a screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Shell
from tests.support.sessions import library, workshop

REMOVE = ("voters", "remove", "last", "--voter")


@pytest.fixture
def path(folder: Path) -> Path:
    """The file of a workshop of five members."""
    room = workshop(folder)
    room.close()
    return room.path


def labels(folder: Path, path: Path) -> list[str]:
    return [voter.label for voter in library(folder).read(path).voters.values()]


def test_a_person_is_taken_off(shell: Shell, folder: Path, path: Path) -> None:
    told = shell(*REMOVE, "member 2", "--yes")
    assert (told.exit_code, told.stdout) == (0, "Member 2 is off the list.\n")
    assert labels(folder, path) == ["Member 1", "Member 3", "Member 4", "Member 5"]


def test_a_number_is_not_given_again_when_more_people_come(shell: Shell, folder: Path, path: Path) -> None:
    shell(*REMOVE, "Member 5", "--yes")
    more = folder / "more.txt"
    more.write_text("1 member\n", encoding="utf-8")
    assert shell("voters", "import", "last", str(more)).exit_code == 0
    assert labels(folder, path)[-1] == "Member 6"


def test_whoever_has_answered_stays(shell: Shell, folder: Path, path: Path) -> None:
    shell("cast", "last", "--item", "1", "--voter", "Member 2", "--answer", "2", "--same-sitting")
    told = shell(*REMOVE, "Member 2", "--yes")
    assert told.exit_code == 1
    assert told.stderr == "Member 2 has answered step 1 and stays on the list. Mark them as absent instead.\n"
    assert len(labels(folder, path)) == 5


def test_somebody_who_is_not_on_the_list_is_told(shell: Shell, path: Path) -> None:
    told = shell(*REMOVE, "Member 22", "--yes")
    assert told.exit_code == 1
    assert '"Member 22" is not on the list of people' in told.stderr


def test_without_a_terminal_it_has_to_be_said(shell: Shell, folder: Path, path: Path) -> None:
    told = shell(*REMOVE, "Member 2")
    assert (told.exit_code, told.stderr) == (
        2,
        "This asks once, which needs a terminal. Without one, add: --yes\n",
    )
    assert len(labels(folder, path)) == 5


@pytest.mark.parametrize(("typed", "left"), [("y\n", 4), ("n\n", 5)])
def test_it_asks_once(
    shell: Shell, folder: Path, path: Path, monkeypatch: pytest.MonkeyPatch, typed: str, left: int
) -> None:
    monkeypatch.setattr("scrutiny_tui.cli.acting.has_keyboard", lambda: True)
    told = shell(*REMOVE, "Member 2", typed=typed)
    assert "Take Member 2 off the list?" in told.stderr
    assert len(labels(folder, path)) == left
