"""Dated copies, lost workshops and restoring from a shell."""

from __future__ import annotations

from pathlib import Path

import pytest

from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.domain.voting import reveal
from tests.cli.conftest import Shell
from tests.support.sessions import workshop


@pytest.fixture
def path(folder: Path) -> Path:
    """A workshop with a result, put away."""
    room = workshop(folder, 5)
    room.open_round(1)
    for voter in range(1, 6):
        room.cast(1, voter, Answer.LEVEL_2)
    room.save(reveal(room.session, 1))
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


def test_a_lost_workshop_is_listed_and_restored(shell: Shell, folder: Path, path: Path) -> None:
    path.unlink()

    assert shell("list").stdout.splitlines()[-1] == (
        "21 November 2026, Exampleshire: its file is not here; make it again with: "
        "scrutiny-tui restore session-1.json"
    )
    told = shell("restore", "session-1.json")
    assert (told.exit_code, told.stdout) == (
        0,
        f"{path.with_name('2026-11-21-exampleshire-restored.json')}\n",
    )
    assert "1 of 6 steps has a result" in shell("list").stdout
    assert "restore" not in shell("list").stdout.replace("-restored.json", "")


def test_a_workshop_in_the_usual_folder_is_not_lost_to_another(
    shell: Shell, folder: Path, path: Path
) -> None:
    assert "restore" not in shell("--sessions", str(folder / "other"), "list").stdout


def test_the_copies_go_to_the_folder_that_is_named(shell: Shell, folder: Path, path: Path) -> None:
    stick = folder / "stick"
    stick.mkdir()
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
    (folder / "stick").mkdir()
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
