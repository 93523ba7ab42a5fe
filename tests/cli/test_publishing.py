"""Files for others are made from the command line; full ones are asked about twice."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from tests.cli.conftest import Shell

ONE_FILE: Final = {"report": "text", "export": "json"}
"""Each command with a format in which typed text stands."""

COMMANDS: Final = tuple(ONE_FILE)


def wanted(command: str, folder: Path, *more: str) -> tuple[str, ...]:
    """Return the words that ask for one file of the last workshop."""
    return command, "last", "--out", str(folder / "out"), "--format", ONE_FILE[command], *more


@pytest.mark.parametrize("command", COMMANDS)
def test_the_paths_of_the_files_are_printed_and_the_workshop_stays_as_it_was(
    shell: Shell, held: Path, folder: Path, command: str
) -> None:
    before = held.read_bytes()
    told = shell(command, "last", "--out", str(folder / "out"))
    assert (told.exit_code, told.stderr) == (0, "")
    assert {*map(Path, told.stdout.splitlines())} == {*(folder / "out").iterdir()}
    assert held.read_bytes() == before


@pytest.mark.parametrize("command", COMMANDS)
def test_full_files_need_two_answers_where_nobody_can_be_asked(
    shell: Shell, held: Path, folder: Path, command: str
) -> None:
    for given in ((), ("--yes",), ("--really",)):
        told = shell(*wanted(command, folder, "--full"), *given)
        assert (told.exit_code, told.stdout) == (2, "")
        assert "--yes --really" in told.stderr
    made = shell(*wanted(command, folder, "--full", "--yes", "--really"))
    assert made.exit_code == 0
    assert f"full-{command}-personal-data" in made.stdout


@pytest.mark.usefixtures("held", "asked")
@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(("typed", "status"), [("n\n", 1), ("y\nn\n", 1), ("y\ny\n", 0)])
def test_full_files_are_asked_about_twice(
    shell: Shell, folder: Path, command: str, typed: str, status: int
) -> None:
    told = shell(*wanted(command, folder, "--full"), typed=typed)
    assert told.exit_code == status
    assert (folder / "out").exists() == (status == 0)


@pytest.mark.parametrize("command", COMMANDS)
def test_names_in_notes_are_listed_before_the_files_are_made(
    shell: Shell, named: None, folder: Path, command: str
) -> None:
    told = shell(*wanted(command, folder))
    assert told.exit_code == 0
    assert "  Anne Smith 3 (a note on step 1)\n" in told.stderr


@pytest.mark.usefixtures("named", "asked")
@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(("typed", "status"), [("n\n", 1), ("y\n", 0)])
def test_files_with_names_are_asked_about(
    shell: Shell, folder: Path, command: str, typed: str, status: int
) -> None:
    told = shell(*wanted(command, folder), typed=typed)
    assert told.exit_code == status
    assert (folder / "out").exists() == (status == 0)


def test_a_table_of_counts_holds_nothing_typed_so_no_name_is_listed(
    shell: Shell, named: None, folder: Path, asked: None
) -> None:
    told = shell("export", "last", "--out", str(folder / "out"), "--format", "csv")
    assert (told.exit_code, told.stderr) == (0, "")
    assert b"Anne" not in next((folder / "out").iterdir()).read_bytes()
