"""Whatever happened to a workshop's file, every command gives the same answer about it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from scrutiny_tui.domain.voting import reveal
from scrutiny_tui.store.system import local_time
from tests.cli.conftest import Shell
from tests.support.sessions import FixedClock, filled, library, workshop

NOTE = ("do", "last", "note", "--step", "1", "--kind", "evidence", "--text", "A visit.")


@pytest.fixture
def path(folder: Path) -> Path:
    """A workshop whose step 1 has a result, put away; beside it lies the file as it was before."""
    room = workshop(folder, clock=FixedClock(local_time()))
    room.close()
    room.path.with_suffix(".before").write_bytes(room.path.read_bytes())
    room = library(folder, clock=FixedClock(local_time())).open(room.path)
    filled(room, 1, "2 2 2 2 3")
    room.save(reveal(room.session, 1))
    room.close()
    return room.path


def put_older(path: Path) -> None:
    path.with_suffix(".before").replace(path)


def damage(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-100])


def edit(path: Path) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace("Exampleshire", "Elsewhere"), encoding="utf-8")


@pytest.mark.parametrize(
    ("happened", "words"),
    [
        (put_older, "was out of date. The backup is newer and is now used."),
        (damage, "was damaged (it is not JSON text). The backup is now used."),
    ],
)
def test_the_newer_whole_copy_is_the_workshop_for_every_command(
    shell: Shell, path: Path, happened: Callable[[Path], None], words: str
) -> None:
    happened(path)
    before = path.read_bytes()
    checked = shell("check", "last")
    assert (checked.exit_code, words in checked.stdout) == (1, True)
    assert "Developing 4, Strong 1" in shell("results", "last").stdout
    assert "1 of 6 steps has a result" in shell("list").stdout
    assert path.read_bytes() == before

    opened = shell(*NOTE)
    assert (opened.exit_code, words in opened.stderr) == (0, True)
    assert "The other version was saved as" in opened.stderr
    assert shell("check", "last").exit_code == 0
    assert "Developing 4, Strong 1" in shell("results", "last").stdout


def test_a_file_that_was_edited_is_refused_by_every_command(shell: Shell, path: Path) -> None:
    edit(path)
    before = path.read_bytes()
    words = "was changed by hand or by another program after it was saved."
    for command in (("check", "last"), ("results", "last"), NOTE):
        told = shell(*command)
        assert (told.exit_code, words in told.stdout + told.stderr) == (1, True)
    assert words in shell("list").stdout
    assert path.read_bytes() == before


def test_if_no_copy_can_be_read_the_dated_one_is_named(shell: Shell, folder: Path, path: Path) -> None:
    for each in (path, folder / "mirror" / "session-1.json"):
        damage(each)
    for command in (("check", "last"), ("results", "last"), NOTE, ("list",)):
        told = shell(*command)
        assert "is damaged: it is not JSON text." in told.stdout + told.stderr
        assert (
            "To restore it, press d on the start page or type: scrutiny-tui backups --restore "
            in told.stdout + told.stderr
        )
