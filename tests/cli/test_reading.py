"""Lists and results can be printed without a screen, also while the workshop is going on."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.moves import add_note
from scrutiny_tui.domain.session import NoteKind
from scrutiny_tui.domain.voting import reveal
from scrutiny_tui.store.session_tables import VERSION
from tests.cli.conftest import Shell
from tests.support.sealed import rewrite_as_newer
from tests.support.sessions import counted, workshop


def show(going_on: Workshop, step: int, counts: tuple[int, int, int]) -> None:
    """Have the first voters answer a step, and show the result."""
    going_on.open_round(step)
    for voter, answer in enumerate(counted(counts), start=1):
        going_on.cast(step, voter, answer)
    going_on.save(reveal(going_on.session, step))


@pytest.fixture
def held(folder: Path) -> Path:
    """A workshop with one result and one note, closed."""
    going_on = workshop(folder, 6)
    show(going_on, 1, (0, 5, 1))
    going_on.save(add_note(going_on.session, 1, NoteKind.EVIDENCE, "[red] \x1b[31m two visits"))
    going_on.close()
    return going_on.path


def test_the_list_has_one_line_a_workshop(shell: Shell, held: Path) -> None:
    told = shell("list")
    assert told.exit_code == 0
    assert told.stdout == (
        f"21 November 2026, Exampleshire, Children's scrutiny, 1 of 6 steps has a result, {held.name}\n"
    )


def test_a_broken_file_is_listed_with_its_problem(shell: Shell, held: Path) -> None:
    (held.parent / "broken.json").write_text("{", encoding="utf-8")
    told = shell("list")
    assert told.exit_code == 0
    assert len(told.stdout.splitlines()) == 2
    assert any(line.startswith("broken.json: ") for line in told.stdout.splitlines())


def test_an_empty_folder_says_so(shell: Shell, folder: Path) -> None:
    told = shell("list")
    assert told.exit_code == 0
    assert told.stdout == f"There is no workshop in {folder / 'sessions'} yet.\n"


def test_results_are_plain_text(shell: Shell, held: Path) -> None:
    told = shell("results", "last")
    assert told.exit_code == 0
    assert "Clear agreement: 5 of 6 chose Developing; 1 chose Strong.\n" in told.stdout
    assert "Note, evidence: [red] □[31m two visits\n" in told.stdout


def test_results_are_json(shell: Shell, held: Path) -> None:
    data = json.loads(shell("results", "last", "--json").stdout)
    assert data["items"][0]["counts"] == [0, 5, 1]
    assert data["items"][1]["round"] is None


def test_a_session_is_a_path_a_name_or_last(shell: Shell, held: Path) -> None:
    by_path, by_name, by_stem, last = (
        shell("results", name).stdout for name in (str(held), held.name, held.stem, "last")
    )
    assert by_path == by_name == by_stem == last


def test_last_is_the_one_used_last(shell: Shell, held: Path, folder: Path) -> None:
    later = workshop(folder, 7)
    later.close()
    for path, seconds in ((held, 1_000), (later.path, 2_000)):
        os.utime(path, (seconds, seconds))
    assert "Who answers: 7 people" in shell("results", "last").stdout


def test_results_can_be_read_while_the_workshop_is_going_on(shell: Shell, folder: Path) -> None:
    going_on = workshop(folder, 6)
    show(going_on, 1, (0, 5, 1))
    assert "Beginning 0, Developing 5, Strong 1." in shell("results", "last").stdout
    going_on.close()


def test_reading_changes_no_file(shell: Shell, held: Path, folder: Path) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    for words in (["list"], ["results", "last"], ["results", "last", "--json"], ["check", str(held)]):
        assert shell(*words).exit_code == 0
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_a_workshop_that_is_not_there_is_named(shell: Shell) -> None:
    told = shell("results", "nothing\x1b[2J")
    assert told.exit_code == 1
    assert told.stdout == ""
    assert "There is no workshop called nothing□[2J" in told.stderr


def test_a_file_that_was_changed_by_hand_is_told(shell: Shell, held: Path) -> None:
    text = held.read_text(encoding="utf-8")
    held.write_text(text.replace("Exampleshire", "Elsewhere"), encoding="utf-8")
    told = shell("results", "last")
    assert told.exit_code == 1
    assert "changed by hand" in told.stderr


def used_by_a_newer_program(path: Path) -> None:
    """Give a closed workshop and its second copy the shape of a newer program."""
    before = path.read_bytes()
    for each in (path, *(path.parents[1] / "mirror").glob("*.json")):
        if each.read_bytes() == before:
            rewrite_as_newer(each)


@pytest.mark.parametrize("more", [(), ("--json",)], ids=["text", "JSON"])
def test_results_of_a_newer_programs_workshop_are_what_can_be_read(
    shell: Shell, held: Path, more: tuple[str, ...]
) -> None:
    of_now = shell("results", "last", *more)
    used_by_a_newer_program(held)
    told = shell("results", "last", *more)
    assert told.exit_code == 0
    assert told.stdout == of_now.stdout
    (line,) = told.stderr.splitlines()
    assert f"(file version {VERSION + 1}); this program reads up to version {VERSION}." in line


def test_a_newer_programs_workshop_is_listed_beside_the_others(shell: Shell, held: Path) -> None:
    newer = workshop(held.parent.parent)
    newer.close()
    used_by_a_newer_program(newer.path)
    told = shell("list")
    assert told.exit_code == 0
    assert sorted("1 of 6 steps has a result" in line for line in told.stdout.splitlines()) == [False, True]
    assert f"(file version {VERSION + 1})" in told.stdout
