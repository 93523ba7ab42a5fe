"""A workshop can be set up without a screen."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

import pytest

from scrutiny_tui.domain.fields import LONGEST_NAME
from scrutiny_tui.domain.people import Role
from scrutiny_tui.domain.secrecy import Mode, Secrecy, Setting
from scrutiny_tui.domain.session import Session
from tests.cli.conftest import Shell
from tests.support.sessions import library

NEW: Final = ("new", "--council", "Exampleshire")
PEOPLE: Final = ("--people", "12 members, 2 co-optees, 1 chair")
FIVE: Final = (*NEW, "--people", "5 members")
TABLES: Final = (*NEW, "--mode", "groups", "--people", "6; 5; 4 members and 2 co-optees")


def made(folder: Path, printed: str) -> Session:
    """Return the session in the file whose path was printed."""
    return library(folder).read(Path(printed.rstrip("\n")))


def labels(session: Session) -> set[str]:
    return {voter.label for voter in session.voters.values()}


def test_council_and_people_are_enough_and_everything_can_be_given(shell: Shell, folder: Path) -> None:
    told = shell(*NEW, *PEOPLE)
    session = made(folder, told.stdout)
    now = session.details
    assert (told.exit_code, now.council, len(session.voters)) == (0, "Exampleshire", 15)
    assert (now.setting, now.secrecy, now.mode, now.quotations) == (
        Setting.PRIVATE, Secrecy.LABELS, Mode.INDIVIDUAL, True,
    )  # fmt: skip
    assert [item.id for item in session.items] == ["1", "2", "3", "4", "5", "6"]
    library(folder).open(Path(told.stdout.rstrip("\n"))).close()
    told = shell(
        *NEW, "--committee", "Children's scrutiny", "--date", "3 December 2026", "--facilitator", "Adviser",
        "--sponsor", "Director", "--people", "11 members, 1 chair", "--setting", "public", "--secrecy", "labels",
        "--quotations", "left-out", "--completed-by", "The chair", "--sponsor-answers", "--facilitator-answers",
    )  # fmt: skip
    now = made(folder, told.stdout).details
    assert (now.committee, now.facilitator, now.sponsor) == ("Children's scrutiny", "Adviser", "Director")
    assert (now.date, now.setting, now.quotations) == (date(2026, 12, 3), Setting.PUBLIC, False)
    assert (now.sponsor_answers, now.facilitator_answers, now.completed_by) == (True, True, "The chair")
    assert "The sponsor answers too." in told.stderr
    assert "The facilitator answers and also enters other people's slips." in told.stderr
    told = shell("new", "--council", "[/x] [red] \\ 中文 🙂 \x1b[31m", *PEOPLE)
    assert made(folder, told.stdout).details.council == "[/x] [red] \\ 中文 🙂 □[31m"


def test_names_are_kept_only_by_name_and_tables_read_if_groups_answer(shell: Shell, folder: Path) -> None:
    people = ("--people", "A. Example, B. Example (chair)")
    kept = shell("new", "--council", "One", "--secrecy", "by-name", *people)
    labelled = shell("new", "--council", "Two", *people)
    assert labels(made(folder, kept.stdout)) == {"A. Example", "B. Example"}
    assert labels(made(folder, labelled.stdout)) == {"Member 1", "Chair"}
    assert "2 names were not saved" in labelled.stderr
    told = shell(*TABLES)
    assert [(voter.label, voter.role, voter.size) for voter in made(folder, told.stdout).voters.values()] == [
        ("Table 1", Role.TABLE, 6),
        ("Table 2", Role.TABLE, 5),
        ("Table 3", Role.TABLE, 6),
    ]
    assert "3 tables, 17 people." in told.stderr


def test_whether_the_chair_is_a_member_is_asked_back_and_can_be_said(shell: Shell, folder: Path) -> None:
    asked = shell(*NEW, *PEOPLE)
    assert "That makes 15. Is the chair one of the 12?" in asked.stderr
    assert "--chair-is-member" in asked.stderr
    said = shell(*NEW, "--chair-is-member", *PEOPLE)
    assert len(made(folder, said.stdout).voters) == 14
    assert said.stderr == "14 people: 1 chair, 11 members, 2 co-optees.\n"


def test_prompts_can_be_voted_on_and_what_is_far_away_or_missing_is_told(shell: Shell, folder: Path) -> None:
    some, every = shell(*FIVE, "--prompts", "2.4, 1.2"), shell(*FIVE, "--prompts", "all")
    assert [item.id for item in made(folder, some.stdout).items] == [
        "1.2",
        "1",
        "2.4",
        "2",
        "3",
        "4",
        "5",
        "6",
    ]
    assert "8 answers, about 16 minutes." in some.stderr
    session = made(folder, every.stdout)
    number = sum(1 + len(step.prompts) for step in session.wording.items)
    assert len(session.items) == number
    assert f"{number} answers, about {2 * number} minutes." in every.stderr
    told = shell(*FIVE, "--date", "1/1/1990")
    assert "years ago. Is the year right?" in told.stderr
    assert made(folder, told.stdout).details.date == date(1990, 1, 1)
    (folder / "file").touch()
    told = shell("--backup", str(folder / "file" / "backups"), *FIVE)
    assert told.exit_code == 0
    assert "Only one copy is saved now: the backup folder is missing." in told.stderr


@pytest.mark.parametrize(
    ("words", "status", "why"),
    [
        ((*FIVE, "--date", "soon"), 1, '--date: "soon" is not a date.'),
        (
            (*FIVE, "--mode", "sideways"),
            1,
            '--mode: "sideways" is not a choice. Choose one of: Everyone answers ',
        ),
        ((*NEW, "--people", "3 wizards"), 1, '--people: "wizards" is not a role.'),
        ((*TABLES[:-1], "0"), 1, "--people: "),
        ((*TABLES, "--chair-is-member"), 2, "--chair-is-member"),
        ((*TABLES, "--secrecy", "totals"), 1, ""),
        ((*TABLES, "--secrecy", "by-name"), 1, ""),
        ((*FIVE, "--secrecy", "by-name", "--setting", "public"), 1, "Answers can't be kept by name"),
        ((*FIVE, "--prompts", "1.99"), 1, "--prompts: There is no step or prompt 1.99"),
        ((*FIVE, "--prompts", "1.2,"), 1, "--prompts: There is no step or prompt"),
        ((*FIVE, "--prompts", "1.2,3"), 1, "--prompts: 3 is a step"),
        (
            (*FIVE, "--council", "x" * (LONGEST_NAME + 1)),
            1,
            '--council: "Council" is longer than 120 characters',
        ),
        ((*FIVE, "--committee", "x" * 121), 1, '--committee: "Committee" is longer than 120 characters'),
    ],
)
def test_what_cannot_be_used_names_its_option_and_nothing_is_set_up(
    shell: Shell, folder: Path, words: tuple[str, ...], status: int, why: str
) -> None:
    told = shell(*words)
    assert (told.exit_code, told.stdout) == (status, "")
    assert told.stderr.startswith(why)
    assert not (folder / "sessions").exists()


def test_a_folder_that_cannot_be_written_is_status_3(shell: Shell, folder: Path) -> None:
    (folder / "sessions").write_text("a file, not a folder", encoding="utf-8")
    told = shell(*NEW, *PEOPLE)
    assert (told.exit_code, told.stdout, "sessions" in told.stderr) == (3, "", True)


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="a folder in which nobody can write")
def test_a_folder_in_which_nothing_can_be_written_is_no_locked_workshop(shell: Shell) -> None:
    told = shell("--sessions", "/proc", *NEW, *PEOPLE)
    assert told.exit_code == 3
    assert "you can't save files in this folder" in told.stderr
    assert "program has" not in told.stderr
