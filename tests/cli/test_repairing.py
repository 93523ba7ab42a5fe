"""Dated copies, restoring, checking and repairing from a shell."""

from __future__ import annotations

from pathlib import Path

import pytest

from scrutiny_tui.domain.ballot import Answer
from tests.cli.conftest import Shell
from tests.support.sessions import workshop


@pytest.fixture
def path(folder: Path) -> Path:
    """A workshop with a result, put away."""
    room = workshop(folder, 5)
    room.open_round(1)
    for voter in range(1, 6):
        room.cast(1, voter, Answer.LEVEL_2)
    room.reveal(1)
    room.close()
    return room.path


def newest(folder: Path) -> Path:
    return max((folder / "mirror" / "backups").iterdir())


@pytest.mark.parametrize("which", [["last"], []])
def test_the_copies_are_listed_with_what_is_shown_in_them(
    shell: Shell, folder: Path, path: Path, which: list[str]
) -> None:
    told = shell("backups", *which)

    assert told.exit_code == 0
    assert told.stdout == f"21 November 2026, 14.05, Exampleshire: 5 answers in step 1\n  {newest(folder)}\n"


def test_where_there_are_no_copies_it_is_said(shell: Shell, folder: Path) -> None:
    told = shell("backups")

    assert (told.exit_code, told.stdout) == (0, f"There are no dated copies in {folder / 'mirror'}.\n")


def test_a_copy_is_restored_into_a_new_file(shell: Shell, folder: Path, path: Path) -> None:
    told = shell("restore", newest(folder).name)

    made = folder / "sessions" / "2026-11-21-exampleshire-restored.json"
    assert (told.exit_code, told.stdout) == (0, f"{made}\n")
    assert "5 of 5" in shell("results", str(made)).stdout


def test_a_copy_that_is_not_there_is_told(shell: Shell) -> None:
    told = shell("restore", "nothing")

    assert (told.exit_code, told.stderr) == (
        1, "There is no copy called nothing. List them with: scrutiny-tui backups\n",
    )  # fmt: skip


def test_the_file_to_write_must_not_be_there(shell: Shell, folder: Path, path: Path) -> None:
    told = shell("restore", newest(folder).name, "--out", str(path))

    assert told.exit_code == 1
    assert told.stderr.startswith(f"There is a file at {path} already.")


def test_a_damaged_workshop_is_checked_and_repaired(shell: Shell, folder: Path, path: Path) -> None:
    for each in (folder / "mirror").rglob("*.json"):
        each.unlink()
    path.write_bytes(path.read_bytes().replace(b'"label":"Member 2"', b'"label":"Mem', 1))
    damaged = path.read_bytes()

    told = shell("check", "last")
    assert told.exit_code == 1
    assert "document 2 of voters cannot be read" in told.stdout
    assert "Can be recovered: 5 people, 5 answers in step 1." in told.stdout
    assert "Lost; a stand-in keeps what belongs to it: person 2 on the list." in told.stdout

    made = folder / "new.json"
    told = shell("repair", str(path), "--out", str(made))
    assert (told.exit_code, told.stdout) == (0, f"{made}\n")
    assert "Lost; a stand-in keeps what belongs to it: person 2 on the list." in told.stderr
    assert shell("check", str(made)).exit_code == 0
    assert path.read_bytes() == damaged


@pytest.mark.parametrize("command", ["results", "check"])
def test_a_newer_programs_workshop_is_told_with_both_versions(
    shell: Shell, folder: Path, path: Path, command: str
) -> None:
    path.write_bytes(path.read_bytes().replace(b'"format":1', b'"format":7'))

    told = shell(command, str(path))

    assert told.exit_code == 1
    assert "format 7; this program knows format 1" in told.output


def test_the_copies_go_to_the_folder_that_is_named(shell: Shell, folder: Path, path: Path) -> None:
    stick = folder / "stick"
    shell(
        "--backup",
        str(stick),
        "cast",
        "last",
        "--same-sitting",
        "--item",
        "2",
        "--voter",
        "Member 1",
        "--answer",
        "2",
    )

    assert [each.suffix for each in stick.iterdir() if each.is_file()] == [".json"]
    assert len(list((stick / "backups").iterdir())) == 1


def test_the_folder_can_be_named_in_the_environment(
    shell: Shell, folder: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SCRUTINY_BACKUP", str(folder / "stick"))

    shell("cast", "last", "--same-sitting", "--item", "2", "--voter", "Member 1", "--answer", "2")

    assert (folder / "stick" / "backups").is_dir()


def test_a_stick_that_is_not_there_is_a_notice_and_no_error(shell: Shell, folder: Path, path: Path) -> None:
    (folder / "stick").write_bytes(b"not a folder")

    told = shell(
        "cast", "last", "--backup", str(folder / "stick" / "x"), "--same-sitting", "--item", "2", "--voter", "Member 1",
        "--answer", "2",
    )  # fmt: skip

    assert told.exit_code == 0
    assert "No dated copy could be made; every answer is saved as before." in told.stderr
