"""A vote can be set aside, and an answer corrected after the result, without a screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from scrutiny_tui.domain.corrections import ASIDE_REASONS, CORRECTION_REASONS
from scrutiny_tui.domain.rounds import Answer, RoundState
from scrutiny_tui.domain.session import Session
from tests.cli.conftest import Shell
from tests.support.sessions import library

CORRECT = (
    "correct", "last", "--item", "1", "--voter", "Member 2", "--answer", "3", "--reason", "it was keyed wrongly",
)  # fmt: skip


@pytest.fixture
def shown(shell: Shell) -> Shell:
    """A shell beside a workshop of five members with a result on step 1."""
    shell("new", "--council", "Exampleshire", "--people", "5 members")
    for number in range(1, 6):
        shell("cast", "last", "--item", "1", "--voter", f"Member {number}", "--answer", "2")
    assert shell("reveal", "last", "--item", "1").exit_code == 0
    return shell


@pytest.fixture
def asked(shown: Shell, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """The same shell at a terminal."""
    monkeypatch.setattr("scrutiny_tui.cli.mending.has_keyboard", lambda: True)
    return shown


def saved(folder: Path) -> Session:
    """Return the last workshop as it is on the disk."""
    shelf = library(folder)
    return shelf.read(shelf.find("last"))


def test_a_vote_is_set_aside_for_a_reason_that_is_kept(shown: Shell, folder: Path) -> None:
    told = shown("set-aside", "last", "--item", "1", "--reason", "the slips were mixed up")
    assert told.stdout == "Step 1, time 1: set aside: the slips were mixed up.\n"
    assert saved(folder).rounds[1001].state is RoundState.VOID
    assert "the slips were mixed up" in shown("results", "last").stdout


def test_after_setting_aside_the_step_is_answered_anew(shown: Shell, folder: Path) -> None:
    shown("set-aside", "last", "--item", "1", "--reason", "in words of our own")
    told = shown("cast", "last", "--item", "1", "--voter", "Member 1", "--answer", "2")
    assert told.stdout == "Member 1 is in on step 1: 1 of 5 in.\n"
    assert saved(folder).rounds[1002].state is RoundState.OPEN


def test_what_has_no_answer_cannot_be_set_aside(shown: Shell) -> None:
    told = shown("set-aside", "last", "--item", "2", "--reason", "the room asked for it")
    assert told.exit_code == 1
    assert "There is no answer on step 2 to set aside." in told.stderr


@pytest.mark.parametrize("words", [("set-aside", "last", "--item", "1"), (*CORRECT[:-2], "--yes")])
def test_a_reason_has_to_say_something(shown: Shell, words: tuple[str, ...]) -> None:
    told = shown(*words, "--reason", " \t ")
    assert told.exit_code == 1
    assert told.stderr.startswith("--reason: say why")


@pytest.mark.parametrize(
    ("command", "reasons"), [("set-aside", ASIDE_REASONS), ("correct", CORRECTION_REASONS)]
)
def test_help_lists_the_usual_reasons(shell: Shell, command: str, reasons: tuple[str, ...]) -> None:
    listed = shell(command, "--help").stdout.partition("Usual reasons:")[2]
    assert tuple(line.strip() for line in listed.strip().splitlines()) == reasons


def test_an_answer_is_corrected_without_naming_anybody(shown: Shell, folder: Path) -> None:
    told = shown(*CORRECT, "--yes")
    line = "Step 1, time 1: one answer was corrected after the result: it was keyed wrongly."
    assert told.stdout == f"{line}\n"
    assert saved(folder).rounds[1001].ballots[2] is Answer.LEVEL_3
    assert line in shown("results", "last").stdout


def test_without_a_terminal_a_correction_needs_yes(shown: Shell, folder: Path) -> None:
    told = shown(*CORRECT)
    assert told.exit_code == 2
    assert "add: --yes" in told.stderr
    assert saved(folder).rounds[1001].ballots[2] is Answer.LEVEL_2


def test_at_a_terminal_a_correction_is_asked_for_twice(asked: Shell, folder: Path) -> None:
    told = asked(*CORRECT, typed="y\ny\n")
    assert told.exit_code == 0
    assert "Correct the answer of Member 2?" in told.stderr
    assert "The room has seen the result, and it will change." in told.stderr
    assert saved(folder).rounds[1001].ballots[2] is Answer.LEVEL_3


@pytest.mark.parametrize("typed", ["n\n", "y\nn\n"])
def test_a_correction_that_is_not_confirmed_changes_nothing(asked: Shell, folder: Path, typed: str) -> None:
    told = asked(*CORRECT, typed=typed)
    assert (told.exit_code, told.stdout) == (1, "")
    assert "Nothing was corrected." in told.stderr
    assert saved(folder).rounds[1001].ballots[2] is Answer.LEVEL_2


def test_what_cannot_be_corrected_is_said_before_anything_is_asked(asked: Shell) -> None:
    told = asked(*CORRECT[:3], "2", *CORRECT[4:])
    assert told.exit_code == 1
    assert "There is no result on step 2 to correct." in told.stderr
    assert "Correct the answer" not in told.stderr


def test_totals_are_not_corrected(shell: Shell) -> None:
    shell("new", "--council", "Exampleshire", "--people", "5 members", "--secrecy", "totals")
    shell("headcount", "last", "--item", "1", "--counts", "2,2,1")
    shell("reveal", "last", "--item", "1")
    told = shell(*CORRECT, "--yes")
    assert told.exit_code == 1
    assert "Only totals are kept. Set the result aside and answer again." in told.stderr


@pytest.fixture
def two_in(shell: Shell) -> Shell:
    """A shell beside a workshop of five members, two of whom have answered step 1."""
    shell("new", "--council", "Exampleshire", "--people", "5 members")
    for number in (1, 2):
        shell("cast", "last", "--item", "1", "--voter", f"Member {number}", "--answer", "2")
    return shell


def test_an_answer_can_be_taken_out_before_the_result(two_in: Shell, folder: Path) -> None:
    told = two_in("clear", "last", "--item", "1", "--voter", "Member 1")
    assert (told.exit_code, told.stdout) == (0, "Member 1 is no longer in on step 1: 1 of 5 in.\n")
    assert saved(folder).rounds[1001].ballots == {2: Answer.LEVEL_2}


@pytest.mark.parametrize("voter", ["Member 1", "Member 3"])
def test_there_is_nothing_to_take_out_after_the_result_or_without_an_answer(
    two_in: Shell, folder: Path, voter: str
) -> None:
    if voter == "Member 1":
        two_in("reveal", "last", "--item", "1", "--anyway")
    told = two_in("clear", "last", "--item", "1", "--voter", voter)
    assert (told.exit_code, told.stdout) == (1, "")
    assert saved(folder).rounds[1001].ballots == {1: Answer.LEVEL_2, 2: Answer.LEVEL_2}
