"""Paper is made from the command line, and never over files that are there."""

from __future__ import annotations

from pathlib import Path

import pytest

from scrutiny_tui.domain.secrecy import Secrecy
from tests.cli.conftest import Shell
from tests.support.sessions import details, library, people, workshop


@pytest.fixture
def held(folder: Path) -> Path:
    """A workshop of six members, closed."""
    going_on = workshop(folder, 6)
    going_on.close()
    return going_on.path


def test_the_paths_of_the_files_are_printed(shell: Shell, held: Path, folder: Path) -> None:
    told = shell("paper", "last", "--out", str(folder / "paper"))
    assert told.exit_code == 0
    assert told.stderr == ""
    written = [Path(line) for line in told.stdout.splitlines()]
    assert len(written) == 8
    assert {*written} == {*(folder / "paper").iterdir()}


def test_what_is_left_out_is_told_apart(shell: Shell, folder: Path) -> None:
    library(folder).create(details(secrecy=Secrecy.BY_NAME), people(5)).close()
    told = shell("paper", "last", "--out", str(folder / "paper"))
    assert told.exit_code == 0
    assert told.stderr == "Labels are not needed: answers are kept by name.\n"
    assert not (folder / "paper" / "labels.html").exists()


def test_files_that_are_there_are_not_replaced(shell: Shell, held: Path, folder: Path) -> None:
    (folder / "paper").mkdir()
    (folder / "paper" / "slips.html").write_text("mine", encoding="utf-8")
    told = shell("paper", "last", "--out", str(folder / "paper"))
    assert told.exit_code == 1
    assert "already holds slips.html" in told.stderr
    assert [path.name for path in (folder / "paper").iterdir()] == ["slips.html"]


def test_files_are_replaced_where_that_is_asked_for(shell: Shell, held: Path, folder: Path) -> None:
    words = ("paper", "last", "--out", str(folder / "paper"), "--replace")
    shell(*words)
    (folder / "paper" / "slips.html").write_text("old", encoding="utf-8")
    assert shell(*words).exit_code == 0
    assert (folder / "paper" / "slips.html").read_text(encoding="utf-8") != "old"


def test_copies_and_blank_slips(shell: Shell, held: Path, folder: Path) -> None:
    shell("paper", "last", "--out", str(folder / "paper"), "--blank", "--copies", "9")
    assert (folder / "paper" / "slips.html").read_text(encoding="utf-8").count('class="slip"') == 9
    assert (folder / "paper" / "cards.html").read_text(encoding="utf-8").count('class="card"') == 45


def test_a_folder_that_cannot_be_made_is_status_3(shell: Shell, held: Path, folder: Path) -> None:
    told = shell("paper", "last", "--out", str(folder / "stick" / "paper"))
    assert told.exit_code == 3
    assert told.stdout == ""
    assert "could not be written to" in told.stderr


@pytest.mark.parametrize("words", [["last"], ["last", "--out", "paper", "--copies", "0"], ["--out", "paper"]])
def test_wrong_use_is_status_2(shell: Shell, held: Path, words: list[str]) -> None:
    assert shell("paper", *words).exit_code == 2


def test_the_workshop_is_not_changed(shell: Shell, held: Path, folder: Path) -> None:
    before = held.read_bytes()
    shell("paper", str(held), "--out", str(folder / "paper"))
    assert held.read_bytes() == before
