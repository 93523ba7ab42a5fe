"""Notes can be looked through, changed and withdrawn without a screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from scrutiny_tui.domain.moves import add_note
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.domain.session import NoteKind
from tests.cli.conftest import Shell
from tests.support.sessions import library, workshop_of_tables

HERE = ("last", "--item", "1")
AGAIN = ("--same-sitting",)


@pytest.fixture
def noted(shell: Shell) -> Shell:
    """A shell beside a workshop with two notes on step 1 and one on step 2."""
    shell("new", "--council", "Exampleshire", "--people", "5 members")
    for item, kind, text in (
        ("1", "evidence", "A visit."),
        ("2", "reason", "Elsewhere."),
        ("1", "minority", "Two saw more."),
    ):
        assert shell("note", "last", "--item", item, "--kind", kind, "--text", text).exit_code == 0
    return shell


def kept(folder: Path) -> list[str]:
    """Return the words of every note on the disk."""
    shelf = library(folder)
    return [note.text for note in shelf.read(shelf.find("last")).notes.values()]


def test_the_notes_of_a_step_are_listed_with_their_numbers(noted: Shell) -> None:
    assert (
        noted("notes", "list", *HERE).stdout == "1. evidence: A visit.\n2. a minority view: Two saw more.\n"
    )
    assert noted("notes", "list", "last", "--item", "3").stdout == "Step 3 has no note.\n"


def test_a_note_gets_other_words(noted: Shell, folder: Path) -> None:
    told = noted("notes", "change", *HERE, "--note", "2", "--text", "Three saw more.")
    assert told.stdout == "The note is kept with its new words.\n"
    assert kept(folder) == ["A visit.", "Elsewhere.", "Three saw more."]


def test_a_note_is_withdrawn(noted: Shell, folder: Path) -> None:
    told = noted("notes", "withdraw", *HERE, "--note", "1", "--yes")
    assert told.stdout == "The note is withdrawn, and its words are erased from this workshop's files.\n"
    assert kept(folder) == ["Elsewhere.", "Two saw more."]


def test_it_does_not_say_that_words_are_erased_where_a_file_may_still_hold_them(
    noted: Shell, folder: Path
) -> None:
    [path] = (folder / "sessions").glob("*.json")
    aside = path.with_name(f"{path.name}.edited-20261101T101010")
    aside.write_bytes(path.read_bytes())

    told = noted("notes", "withdraw", *HERE, "--note", "1", "--yes")

    assert told.stdout == "The note is withdrawn.\n"
    assert f"{aside.name} was set aside earlier and may still hold what was taken out" in told.stderr


def test_withdrawing_asks_once(noted: Shell, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scrutiny_tui.cli.acting.has_keyboard", lambda: True)
    told = noted("notes", "withdraw", *HERE, "--note", "1", typed="n\n")
    assert told.exit_code == 1
    assert 'Withdraw "A visit."?' in told.stderr
    assert len(kept(folder)) == 3

    assert noted("notes", "withdraw", *HERE, "--note", "1", typed="y\n").exit_code == 0
    assert len(kept(folder)) == 2


def test_without_a_terminal_withdrawing_needs_to_be_said(noted: Shell, folder: Path) -> None:
    told = noted("notes", "withdraw", *HERE, "--note", "1")
    assert (told.exit_code, told.stdout) == (2, "")
    assert "add: --yes" in told.stderr
    assert len(kept(folder)) == 3


@pytest.mark.parametrize("words", [("change", "--text", "Other words."), ("withdraw", "--yes")])
def test_a_number_that_is_not_in_the_list_is_refused(noted: Shell, words: tuple[str, ...]) -> None:
    told = noted("notes", words[0], *HERE, "--note", "3", *words[1:])
    assert told.exit_code == 1
    assert "Step 1 has 2 notes. See them with: scrutiny-tui notes list" in told.stderr


def test_a_tables_reason_is_listed_once_its_result_is_shown(shell: Shell, folder: Path) -> None:
    room = workshop_of_tables(folder, 6, 5)
    room.cast_slip(1, {1: Answer.LEVEL_1})
    room.save(add_note(room.session, 1, NoteKind.REASON, "No visits yet.", table=1))
    room.close()
    assert shell("notes", "list", *HERE).stdout == "Step 1 has no note.\n"

    assert shell("reveal", *HERE, *AGAIN, "--anyway").exit_code == 0
    assert shell("notes", "list", *HERE).stdout == "1. reason of Table 1, time 1: No visits yet.\n"
