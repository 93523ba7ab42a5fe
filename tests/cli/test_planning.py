"""Actions can be added, listed, changed, put in order and settled without a screen, and hands counted."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from scrutiny_tui.domain.session import ActionStatus, Session
from tests.cli.conftest import Shell
from tests.support.sessions import library

FIRST = ("--action", "1")


@pytest.fixture
def planned(shell: Shell) -> Shell:
    """A shell beside a workshop with two actions."""
    shell("new", "--council", "Exampleshire", "--people", "5 members")
    for words in (
        ("--text", "Report every six months.", "--item", "5", "--for", "cabinet", "--owner", "lead member"),
        ("--text", "Visit the team.", "--due", "next meeting", "--next-meeting", "12/1/2027"),
    ):
        assert shell("action", "add", "last", *words).exit_code == 0
    return shell


def kept(folder: Path) -> Session:
    """Return the workshop as it is on the disk."""
    shelf = library(folder)
    return shelf.read(shelf.find("last"))


def test_the_plan_is_listed_in_its_order(planned: Shell) -> None:
    assert planned("action", "list", "last").stdout == (
        "1. Report every six months.\n"
        "   Step 5 · recommend to cabinet · lead member · no date · open\n"
        "2. Visit the team.\n"
        "   No step · for us · no owner · 12 January 2027 · open\n"
    )


def test_an_empty_plan_says_so(shell: Shell) -> None:
    shell("new", "--council", "Exampleshire", "--people", "5 members")

    assert shell("action", "list", "last").stdout == "No action is recorded so far.\n"


def test_only_what_is_named_of_an_action_changes(planned: Shell, folder: Path) -> None:
    told = planned(
        "action", "change", "last", *FIRST, "--owner", "chair", "--item", "none", "--due", "31/1/2027"
    )
    assert told.stdout == "The action is changed.\n"

    assert planned("action", "list", "last").stdout.splitlines()[:2] == [
        "1. Report every six months.",
        "   No step · recommend to cabinet · chair · 31 January 2027 · open",
    ]
    assert planned("action", "change", "last", *FIRST, "--due", "").exit_code == 0
    assert kept(folder).actions[1].due is None


def test_a_due_day_far_away_is_asked_about_and_kept(planned: Shell, folder: Path) -> None:
    told = planned("action", "change", "last", *FIRST, "--due", "1 January 2000")
    assert told.exit_code == 0
    assert told.stderr.startswith("1 January 2000 is ")
    assert told.stderr.endswith("years ago. Is the year right?\n")
    assert kept(folder).actions[1].due == date(2000, 1, 1)


def test_actions_are_moved_settled_and_taken_out(planned: Shell, folder: Path) -> None:
    assert planned("action", "move", "last", "--action", "2", "--to", "1").stdout == "The action is moved.\n"
    assert planned("action", "done", "last", *FIRST, "--evidence", "Minute 14.").exit_code == 0
    assert planned("action", "drop", "last", "--action", "2").exit_code == 0

    found = list(kept(folder).actions.values())
    assert [(each.text, each.status, each.evidence) for each in found] == [
        ("Visit the team.", ActionStatus.DONE, "Minute 14."),
        ("Report every six months.", ActionStatus.DROPPED, ""),
    ]
    assert planned("action", "remove", "last", *FIRST, "--yes").exit_code == 0
    assert [each.text for each in kept(folder).actions.values()] == ["Report every six months."]


def test_taking_an_action_out_asks_once(
    planned: Shell, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scrutiny_tui.cli.acting.has_keyboard", lambda: True)

    told = planned("action", "remove", "last", *FIRST, typed="n\n")

    assert told.exit_code == 1
    assert 'Take out "Report every six months."?' in told.stderr
    assert len(kept(folder).actions) == 2


def test_a_number_that_is_not_in_the_plan_is_refused(planned: Shell) -> None:
    told = planned("action", "done", "last", "--action", "3")

    assert told.exit_code == 1
    assert "The plan has 2 actions. See them with: scrutiny-tui action list" in told.stderr


def test_hands_are_kept_and_printed_with_the_results(planned: Shell) -> None:
    assert planned("priorities", "last", "--hands", "0,4,0,0,5,1").stdout == "The priorities are kept.\n"

    told = planned("results", "last").stdout
    assert "Priorities, two hands each:\nStep 5, " in told
    assert json.loads(planned("results", "last", "--json").stdout)["priorities"] == [
        {"item": "5", "hands": 5},
        {"item": "2", "hands": 4},
        {"item": "6", "hands": 1},
    ]


def test_more_hands_than_there_are_need_to_be_said(planned: Shell) -> None:
    told = planned("priorities", "last", "--hands", "9,9,0,0,0,0")
    assert told.exit_code == 1
    assert "That makes 18 hands; 5 people are here and have 10." in told.stderr

    assert planned("priorities", "last", "--hands", "9,9,0,0,0,0", "--anyway").exit_code == 0


def test_the_report_holds_the_priorities(planned: Shell, tmp_path: Path) -> None:
    planned("priorities", "last", "--hands", "0,4,0,0,5,1")

    assert planned("report", "last", "--out", str(tmp_path / "out"), "--format", "text").exit_code == 0

    [report] = (tmp_path / "out").iterdir()
    assert "Each person had two hands to raise" in report.read_text(encoding="utf-8")


def test_what_follows_a_workshop_takes_over_its_open_actions(planned: Shell, folder: Path) -> None:
    planned("action", "done", "last", *FIRST)

    assert planned("duplicate", "last", "--date", "20/11/2027").exit_code == 0

    [path] = (each for each in (folder / "sessions").glob("*.json") if each.name.startswith("2027"))
    assert "from the earlier workshop" in planned("action", "list", str(path)).stdout
