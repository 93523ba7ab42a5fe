"""How a workshop is run, what is voted on and who answers twice can be said when it is set up without a screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from scrutiny_tui.domain.people import Role
from scrutiny_tui.domain.secrecy import Mode, Secrecy
from scrutiny_tui.domain.session import Session
from tests.cli.conftest import Shell
from tests.support.sessions import library

NEW = ("new", "--council", "Exampleshire")
FIVE = (*NEW, "--people", "5 members")


def made(folder: Path, printed: str) -> Session:
    """Return the session in the file whose path was printed."""
    return library(folder).read(Path(printed.rstrip("\n")))


def test_people_answer_about_the_steps_unless_said(shell: Shell, folder: Path) -> None:
    told = shell(*FIVE)
    session = made(folder, told.stdout)
    assert session.details.mode is Mode.INDIVIDUAL
    assert [item.id for item in session.items] == ["1", "2", "3", "4", "5", "6"]
    assert told.stderr == "5 people: 5 members.\n"


def test_tables_are_read_where_small_groups_answer(shell: Shell, folder: Path) -> None:
    told = shell(*NEW, "--mode", "groups", "--people", "6; 5; 4 members and 2 co-optees")
    session = made(folder, told.stdout)
    assert session.details.mode is Mode.GROUPS
    assert [(voter.label, voter.role, voter.size) for voter in session.voters.values()] == [
        ("Table 1", Role.TABLE, 6),
        ("Table 2", Role.TABLE, 5),
        ("Table 3", Role.TABLE, 6),
    ]
    assert "3 tables, 17 people." in told.stderr


def test_tables_that_cannot_be_read_name_the_option(shell: Shell, folder: Path) -> None:
    told = shell(*NEW, "--mode", "groups", "--people", "0")
    assert told.exit_code == 1
    assert told.stderr.startswith("--people: ")
    assert not (folder / "sessions").exists()


def test_a_chair_is_not_counted_among_tables(shell: Shell) -> None:
    told = shell(*NEW, "--mode", "groups", "--people", "6; 5", "--chair-is-member")
    assert told.exit_code == 2
    assert "--chair-is-member" in told.stderr


@pytest.mark.parametrize("secrecy", ["totals", "by-name"])
def test_tables_are_kept_under_labels_only(shell: Shell, folder: Path, secrecy: str) -> None:
    told = shell(*NEW, "--mode", "groups", "--people", "6; 5", "--secrecy", secrecy)
    assert (told.exit_code, told.stdout) == (1, "")
    assert not (folder / "sessions").exists()


def test_the_room_can_agree_as_a_collective(shell: Shell, folder: Path) -> None:
    told = shell(*FIVE, "--mode", "collective")
    assert made(folder, told.stdout).details.mode is Mode.COLLECTIVE
    refused = shell("cast", "last", "--item", "1", "--voter", "Member 1", "--answer", "2")
    assert refused.exit_code == 1
    assert "agrees as a collective" in refused.stderr


def test_only_totals_can_be_kept(shell: Shell, folder: Path) -> None:
    assert made(folder, shell(*FIVE, "--secrecy", "totals").stdout).details.secrecy is Secrecy.TOTALS


def test_who_answers_twice_is_kept_and_calmly_told(shell: Shell, folder: Path) -> None:
    told = shell(
        *FIVE, "--sponsor", "Adviser", "--sponsor-answers", "--facilitator-answers", "--completed-by", "The chair"
    )  # fmt: skip
    details = made(folder, told.stdout).details
    assert (details.sponsor_answers, details.facilitator_answers) == (True, True)
    assert details.completed_by == "The chair"
    assert "The sponsor answers too." in told.stderr
    assert "The facilitator keys other people's slips and answers too." in told.stderr


def test_prompts_can_be_voted_on_beside_the_steps(shell: Shell, folder: Path) -> None:
    told = shell(*FIVE, "--vote-on", "2.4, 1.2")
    assert [item.id for item in made(folder, told.stdout).items] == [
        "1.2",
        "1",
        "2.4",
        "2",
        "3",
        "4",
        "5",
        "6",
    ]
    assert "8 answers, about 16 minutes." in told.stderr


def test_all_prompts_can_be_voted_on_and_how_long_it_takes_is_told(shell: Shell, folder: Path) -> None:
    told = shell(*FIVE, "--vote-on", "all")
    session = made(folder, told.stdout)
    number = sum(1 + len(step.prompts) for step in session.wording.items)
    assert len(session.items) == number
    assert f"{number} answers, about {2 * number} minutes." in told.stderr


@pytest.mark.parametrize(
    ("what", "told_why"),
    [
        ("1.99", "--vote-on: There is no step or prompt 1.99"),
        ("1.2,", "--vote-on: There is no step or prompt"),
        ("1.2,3", "--vote-on: 3 is a step"),
    ],
)
def test_prompts_that_are_not_there_are_refused_and_nothing_is_set_up(
    shell: Shell, folder: Path, what: str, told_why: str
) -> None:
    told = shell(*FIVE, "--vote-on", what)
    assert (told.exit_code, told.stdout) == (1, "")
    assert told.stderr.startswith(told_why)
    assert not (folder / "sessions").exists()
