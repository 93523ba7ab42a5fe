"""A workshop can be set up without a screen."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from scrutiny_tui.domain.fields import LONGEST_NAME, LONGEST_TEXT
from scrutiny_tui.domain.secrecy import Secrecy, Setting
from scrutiny_tui.domain.session import Session
from tests.cli.conftest import Shell
from tests.support.sessions import library

PEOPLE = ("--people", "12 members, 2 co-optees, 1 chair")


def made(folder: Path, printed: str) -> Session:
    """Return the session in the file whose path was printed."""
    return library(folder).read(Path(printed.rstrip("\n")))


def test_council_and_people_are_enough(shell: Shell, folder: Path) -> None:
    told = shell("new", "--council", "Exampleshire", *PEOPLE)
    session = made(folder, told.stdout)
    assert told.exit_code == 0
    assert session.details.council == "Exampleshire"
    assert len(session.voters) == 15
    assert (session.details.setting, session.details.secrecy) == (Setting.PRIVATE, Secrecy.LABELS)
    assert session.details.quotations


def test_everything_that_set_up_asks_for_can_be_given(shell: Shell, folder: Path) -> None:
    told = shell(
        "new", "--council", "Exampleshire", "--committee", "Children's scrutiny", "--date", "3 December 2026",
        "--facilitator", "Adviser", "--sponsor", "Director", "--people", "11 members, 1 chair", "--in-public",
        "--secrecy", "labels", "--no-quotations",
    )  # fmt: skip
    details = made(folder, told.stdout).details
    assert (details.committee, details.facilitator, details.sponsor) == (
        "Children's scrutiny",
        "Adviser",
        "Director",
    )
    assert details.date == date(2026, 12, 3)
    assert details.setting is Setting.PUBLIC
    assert not details.quotations


def test_names_are_kept_only_by_name(shell: Shell, folder: Path) -> None:
    people = ("--people", "A. Example, B. Example (chair)")
    kept = shell("new", "--council", "One", "--secrecy", "by-name", *people)
    labelled = shell("new", "--council", "Two", *people)
    assert {voter.label for voter in made(folder, kept.stdout).voters.values()} == {
        "A. Example",
        "B. Example",
    }
    assert {voter.label for voter in made(folder, labelled.stdout).voters.values()} == {"Member 1", "Chair"}
    assert "2 names were read and not kept" in labelled.stderr


def test_a_chair_who_is_a_member_is_counted_once(shell: Shell, folder: Path) -> None:
    told = shell("new", "--council", "Exampleshire", "--chair-is-member", *PEOPLE)
    assert len(made(folder, told.stdout).voters) == 14
    assert told.stderr == "14 people: 1 chair, 11 members, 2 co-optees.\n"


def test_whether_the_chair_is_a_member_is_asked_back(shell: Shell) -> None:
    told = shell("new", "--council", "Exampleshire", *PEOPLE)
    assert "That makes 15. Is the chair one of the 12?" in told.stderr
    assert "--chair-is-member" in told.stderr


def test_the_file_is_closed_again(shell: Shell, folder: Path) -> None:
    told = shell("new", "--council", "Exampleshire", *PEOPLE)
    library(folder).open(Path(told.stdout.rstrip("\n"))).close()
    assert [path.suffix for path in (folder / "sessions").iterdir() if path.suffix != ".lock"] == [".json"]


def test_a_day_that_cannot_be_read_names_the_option(shell: Shell, folder: Path) -> None:
    told = shell("new", "--council", "Exampleshire", "--date", "soon", *PEOPLE)
    assert told.exit_code == 1
    assert told.stderr.startswith('--date: "soon" is not a date.')
    assert not (folder / "sessions").exists()


def test_people_who_cannot_be_read_name_the_option(shell: Shell) -> None:
    told = shell("new", "--council", "Exampleshire", "--people", "3 wizards")
    assert told.exit_code == 1
    assert told.stderr.startswith('--people: "wizards" is not a role.')


def test_by_name_in_public_is_refused(shell: Shell) -> None:
    told = shell("new", "--council", "Exampleshire", "--secrecy", "by-name", "--in-public", *PEOPLE)
    assert told.exit_code == 1
    assert "never kept by name" in told.stderr


def test_what_is_typed_is_kept_without_anything_a_terminal_acts_on(shell: Shell, folder: Path) -> None:
    told = shell("new", "--council", "[/x] [red] \\ 中文 🙂 \x1b[31m", *PEOPLE)
    assert made(folder, told.stdout).details.council == "[/x] [red] \\ 中文 🙂 □[31m"


def test_line_breaks_and_tabs_between_people_are_read(shell: Shell, folder: Path) -> None:
    told = shell("new", "--council", "Exampleshire", "--people", "4\tmembers\n1 chair")
    assert len(made(folder, told.stdout).voters) == 5


def test_a_folder_that_cannot_be_written_is_status_3(shell: Shell, folder: Path) -> None:
    (folder / "sessions").write_text("a file, not a folder", encoding="utf-8")
    told = shell("new", "--council", "Exampleshire", *PEOPLE)
    assert told.exit_code == 3
    assert "sessions" in told.stderr
    assert told.stdout == ""


@pytest.mark.parametrize("day", ["27.11.26", "27/11/26", "27 Nov 2026"])
def test_a_day_is_written_in_any_usual_way(shell: Shell, folder: Path, day: str) -> None:
    told = shell("new", "--council", "Exampleshire", "--date", day, *PEOPLE)
    assert made(folder, told.stdout).details.date == date(2026, 11, 27)


def test_a_day_far_away_is_questioned_and_taken(shell: Shell, folder: Path) -> None:
    told = shell("new", "--council", "Exampleshire", "--date", "1/1/1990", *PEOPLE)
    assert "1 January 1990 is " in told.stderr
    assert "years ago. Is the year right?" in told.stderr
    assert made(folder, told.stdout).details.date == date(1990, 1, 1)


@pytest.mark.parametrize(
    "option", ["--council", "--committee", "--facilitator", "--sponsor", "--completed-by"]
)
def test_a_text_too_long_to_be_opened_again_is_refused(shell: Shell, folder: Path, option: str) -> None:
    told = shell("new", "--council", "Exampleshire", option, "x" * (LONGEST_TEXT + 1), *PEOPLE)
    assert told.exit_code == 1
    limit = LONGEST_NAME if option == "--council" else LONGEST_TEXT
    assert f"is longer than {limit} characters" in told.stderr
    assert not (folder / "sessions").exists()


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="a folder in which nobody can write")
def test_a_folder_in_which_nothing_can_be_written_is_no_locked_workshop(shell: Shell) -> None:
    told = shell("--sessions", "/proc", "new", "--council", "Exampleshire", *PEOPLE)
    assert told.exit_code == 3
    assert "nothing can be written to this folder" in told.stderr
    assert "program has" not in told.stderr


def test_people_in_words_are_counted(shell: Shell, folder: Path) -> None:
    told = shell(
        "new", "--council", "Exampleshire", "--people", "twelve members, two co-optees and an officer"
    )
    assert len(made(folder, told.stdout).voters) == 15
