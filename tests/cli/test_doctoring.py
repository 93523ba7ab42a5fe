"""The command that says whether this machine is ready."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Shell


def test_it_says_what_there_is_and_shows_every_kind_of_character(shell: Shell, folder: Path) -> None:
    told = shell("doctor")
    assert told.exit_code == 0
    assert "Program: Scrutiny TUI" in told.stdout
    assert "■□□ ■■□ ■■■" in told.stdout
    assert str(folder / "sessions") in told.stdout
    assert not (folder / "sessions").exists()


def test_where_no_workshop_can_be_held_it_ends_with_status_3(shell: Shell, folder: Path) -> None:
    (folder / "sessions").touch()
    told = shell("doctor")
    assert told.exit_code == 3
    assert "To change: Name another folder: --sessions DIR." in told.stdout
