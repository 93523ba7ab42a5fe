"""Answers, names and whole workshops can be deleted, renamed and duplicated from a shell; nothing goes by mistake."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from scrutiny_tui.domain.moves import add_note, correct, leave_note, record_earlier
from scrutiny_tui.domain.people import Role, Voter
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.domain.session import EarlierJudgement, NoteKind
from scrutiny_tui.domain.voting import reveal
from scrutiny_tui.store.places import example_session
from tests.cli.conftest import Shell
from tests.support.files import everything_in
from tests.support.sessions import answers, details, filled, library, workshop


@pytest.fixture
def path(folder: Path) -> Path:
    """A workshop by name that was put away, with a result, a correction and a note that names somebody."""
    voters = tuple(
        Voter(number, name, Role.MEMBER, True)
        for number, name in enumerate(("Anne Smith", "Ben Okafor"), start=1)
    )
    room = library(folder).create(replace(details(secrecy=Secrecy.BY_NAME), facilitator="The clerk"), voters)
    filled(room, 1, "1 3")
    room.save(reveal(room.session, 1))
    room.save(correct(room.session, 1, 1, answers("2")[0], "it was entered wrongly"))
    room.save(add_note(room.session, 1, NoteKind.EVIDENCE, "Anne Smith has the minutes."))
    room.save(leave_note(room.session, "Ask Ben about the minutes."))
    room.close()
    return room.path


@pytest.fixture
def plain(folder: Path) -> Path:
    """A workshop without an answer that was put away."""
    room = workshop(folder)
    room.close()
    return room.path


# --- answers and names


def test_results_and_report_stay_the_same(shell: Shell, do: Shell, folder: Path, path: Path) -> None:
    before = shell("results", "last", "--json").stdout
    every = ("--paper", "all", "--format", "all")
    shell("report", "last", "--out", str(folder / "before"), *every)
    told = do("delete-answers", "--yes")
    assert (told.exit_code, told.stdout) == (
        0,
        "Individual answers deleted. Totals and results have not changed.\n",
    )
    assert shell("results", "last", "--json").stdout == before
    shell("report", "last", "--out", str(folder / "after"), *every)
    reports = [
        {each.name: each.read_bytes() for each in (folder / name).iterdir()} for name in ("before", "after")
    ]
    assert reports[0] == reports[1]
    assert len(reports[0]) >= 16
    assert b'"voter":' not in path.read_bytes()


@pytest.mark.usefixtures("asked")
def test_it_is_said_what_is_out_of_reach_and_when_not_to(do: Shell, path: Path) -> None:
    told = do("delete-answers", typed="y\nn\n")
    assert "Copies elsewhere are not deleted: USB sticks" in told.stderr
    assert "zip files, full reports and exports" in told.stderr
    assert "Do not delete if someone has asked for this information." in told.stderr
    assert told.stderr.endswith("Nothing was changed.\n")
    assert told.exit_code == 1
    assert b'"voter":' in path.read_bytes()


@pytest.mark.usefixtures("asked")
def test_names_in_what_was_typed_are_told_and_stay(do: Shell, folder: Path, path: Path) -> None:
    room = library(folder).open(path)
    room.save(correct(room.session, 1, 2, answers("1")[0], "the slip was Anne's, not Ben's"))
    room.save(record_earlier(room.session, EarlierJudgement(2, 2, "Ben Okafor")))
    room.close()
    told = do("delete-names", typed="y\ny\n")
    assert [line.strip() for line in told.stderr.splitlines() if line.startswith("  ")] == [
        "Anne Smith (a note on step 1)",
        "Anne Smith (what was corrected or cancelled)",
        "Ben Okafor (what was corrected or cancelled)",
        "Ben Okafor (a note to the next facilitator)",
        "Ben Okafor (whose rating it was on step 2)",
    ]
    assert "The reason for a correction or a cancelled result can't be changed." in told.stderr
    assert path.read_bytes().count(b"Anne Smith") == 1


# --- whole workshops


@pytest.mark.usefixtures("asked")
def test_deleting_asks_twice_and_names_every_file(do: Shell, folder: Path, plain: Path) -> None:
    expected = [Path(file).name for file in everything_in(folder)]
    told = do("delete", typed="y\ny\n")
    assert (told.exit_code, told.stdout) == (0, "Workshop deleted.\n")
    assert len(expected) >= 2
    assert [name for name in expected if name not in told.stderr] == []
    assert "Copies elsewhere are not deleted: USB sticks" in told.stderr
    assert "Do not delete if someone has asked for this information." in told.stderr
    assert everything_in(folder) == {}


@pytest.mark.usefixtures("asked")
@pytest.mark.parametrize("typed", ["\n", "n\n", "y\n\n", "y\nn\n"])
def test_without_both_answers_nothing_is_deleted(do: Shell, folder: Path, plain: Path, typed: str) -> None:
    before = everything_in(folder)
    told = do("delete", typed=typed)
    assert told.exit_code == 1
    assert told.stderr.endswith("Nothing was changed.\n")
    assert everything_in(folder) == before


def test_a_workshop_that_cannot_be_read_can_be_deleted(shell: Shell, folder: Path, plain: Path) -> None:
    plain.write_bytes(plain.read_bytes()[:-100])
    assert shell("do", plain.stem, "delete").exit_code == 2
    assert shell("do", plain.stem, "delete", "--yes").exit_code == 0
    assert everything_in(folder) == {}


@pytest.mark.parametrize(
    "words", [["rename", "--name", "mine"], ["delete", "--yes"], ["details", "--council", "x"]]
)
def test_the_example_is_left_alone(shell: Shell, words: list[str]) -> None:
    before = example_session().read_bytes()
    told = shell("do", str(example_session()), *words)
    assert told.exit_code == 1
    assert "The example that comes with the program can't be" in told.stderr
    assert example_session().read_bytes() == before
