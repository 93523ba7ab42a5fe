"""Shared views, notes and earlier judgements can be written down without a screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.domain.session import AgreedLevel, EarlierJudgement, How, NoteKind, Session
from scrutiny_tui.domain.voting import reveal
from tests.cli.conftest import Shell
from tests.support.sessions import library, workshop_of_tables


@pytest.fixture
def begun(shell: Shell) -> Shell:
    """A shell beside a workshop of five members that was just set up."""
    assert shell("new", "--council", "Exampleshire", "--people", "5 members").exit_code == 0
    return shell


def saved(folder: Path) -> Session:
    """Return the last workshop as it is on the disk."""
    shelf = library(folder)
    return shelf.read(shelf.find("last"))


@pytest.mark.parametrize(
    ("how", "meant"),
    [
        ("after discussion", How.DISCUSSION),
        ("Clear from the answers", How.CLEAR),
        ("summed up by the chair", How.CHAIR),
        ("chair", How.CHAIR),
    ],
)
def test_a_shared_view_is_kept_with_how_it_was_reached(
    begun: Shell, folder: Path, how: str, meant: How
) -> None:
    told = begun("agree", "last", "--item", "1", "--level", "2", "--how", how)
    assert told.exit_code == 0
    assert told.stdout == (
        f"Our shared view on step 1, for the committee to confirm: Developing its practice ({meant}).\n"
    )
    assert saved(folder).agreed == {1: AgreedLevel(1, 2, meant)}


def test_not_agreeing_and_a_different_view_are_kept(begun: Shell, folder: Path) -> None:
    words = ("--level", "none", "--how", "chair", "--different-view", "Two saw\n\x1b[31mmore.")
    told = begun("agree", "last", "--item", "2.1", *words)
    assert "not agreed (summed up by the chair)" in told.stdout
    assert saved(folder).agreed == {201: AgreedLevel(201, None, How.CHAIR, "Two saw □[31mmore.")}


def test_how_has_to_be_one_of_three(begun: Shell) -> None:
    told = begun("agree", "last", "--item", "1", "--level", "2", "--how", "loudly")
    assert told.exit_code == 2
    assert told.stderr.rstrip().endswith(", ".join(How) + ".")


@pytest.mark.parametrize(
    ("kind", "meant"),
    [("evidence", NoteKind.EVIDENCE), ("reason", NoteKind.REASON), ("minority", NoteKind.MINORITY)],
)
def test_a_note_is_kept(begun: Shell, folder: Path, kind: str, meant: NoteKind) -> None:
    told = begun("note", "last", "--item", "3", "--kind", kind, "--text", "The minutes of May.")
    assert told.stdout == "The note is kept.\n"
    note = saved(folder).notes[1]
    assert (note.item, note.kind, note.text, note.table) == (3, meant, "The minutes of May.", 0)


def test_an_empty_note_is_refused(begun: Shell) -> None:
    told = begun("note", "last", "--item", "3", "--kind", "evidence", "--text", " ")
    assert (told.exit_code, told.stdout) == (1, "")
    assert "The note is empty" in told.stderr


def test_a_reason_can_be_that_of_a_table(shell: Shell, folder: Path) -> None:
    shell("new", "--council", "Exampleshire", "--mode", "groups", "--people", "6; 5")
    words = ("--table", "Table 2", "--text", "We meet them.")
    told = shell("note", "last", "--item", "1", "--kind", "reason", *words)
    assert told.exit_code == 0
    assert saved(folder).notes[1].table == 2
    refused = shell("note", "last", "--item", "1", "--kind", "evidence", *words)
    assert refused.exit_code == 2
    assert "--kind reason with --table" in refused.stderr


@pytest.fixture
def twice_answered(shell: Shell, folder: Path) -> Shell:
    """A shell beside a workshop of two tables that answered step 1 twice."""
    room = workshop_of_tables(folder, 6, 5)
    for answer in (Answer.LEVEL_1, Answer.LEVEL_2):
        room.cast_slip(1, {1: answer})
        room.cast_slip(2, {1: answer})
        room.save(reveal(room.session, 1))
    room.close()
    return shell


REASON = ("note", "last", "--same-sitting", "--item", "1", "--kind", "reason", "--table", "Table 2")


def test_a_reason_can_be_that_of_an_earlier_time(twice_answered: Shell, folder: Path) -> None:
    assert twice_answered(*REASON, "--time", "1", "--text", "No visits yet.").exit_code == 0
    assert twice_answered(*REASON, "--text", "We have been there.").exit_code == 0
    assert [(note.round, note.text) for note in saved(folder).notes.values()] == [
        (1, "No visits yet."),
        (2, "We have been there."),
    ]


def test_a_time_that_was_not_is_refused(twice_answered: Shell, folder: Path) -> None:
    told = twice_answered(*REASON, "--time", "3", "--text", "Because.")
    assert (told.exit_code, told.stderr) == (1, "--time: Step 1 has no answers of time 3.\n")
    assert saved(folder).notes == {}


def test_a_time_goes_with_a_table(begun: Shell) -> None:
    told = begun("note", "last", "--item", "1", "--kind", "reason", "--time", "1", "--text", "Because.")
    assert told.exit_code == 2
    assert "use it with --table" in told.stderr


def test_a_person_is_no_table(begun: Shell) -> None:
    words = ("--kind", "reason", "--table", "Member 1", "--text", "We meet them.")
    told = begun("note", "last", "--item", "1", *words)
    assert told.exit_code == 1
    assert "Member 1 is not a table" in told.stderr


def test_an_earlier_judgement_is_kept_and_not_shown_before_the_result(begun: Shell, folder: Path) -> None:
    told = begun("earlier", "last", "--item", "1", "--level", "3", "--whose", "officers' own view")
    assert told.exit_code == 0
    assert saved(folder).earlier == {1: EarlierJudgement(1, 3, "officers' own view")}
    assert "officers' own view" not in told.stdout + begun("results", "last").stdout


def test_whose_judgement_it_is_has_to_be_said(begun: Shell) -> None:
    told = begun("earlier", "last", "--item", "1", "--level", "3", "--whose", " ")
    assert told.exit_code == 1
    assert told.stderr.startswith("--whose:")


@pytest.mark.parametrize(
    "words",
    [
        ("agree", "last", "--item", "7", "--level", "2", "--how", "chair"),
        ("note", "last", "--item", "7", "--kind", "evidence", "--text", "Minutes"),
        ("earlier", "last", "--item", "7", "--level", "2", "--whose", "Officers"),
    ],
)
def test_a_step_that_does_not_exist_is_status_1(begun: Shell, words: tuple[str, ...]) -> None:
    told = begun(*words)
    assert (told.exit_code, told.stdout) == (1, "")
    assert "There is no step or prompt 7 in this workshop." in told.stderr
