"""Notes, shared views, judgements, the plan, the list of people and the time can be kept without a screen."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Final

import pytest

from scrutiny_tui.domain.moves import add_note
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.domain.session import ActionStatus, AgreedLevel, EarlierJudgement, How, NoteKind
from scrutiny_tui.domain.voting import reveal
from tests.cli.conftest import Shell, saved
from tests.support.sessions import workshop_of_tables

ONE: Final = ("--step", "1")
FIRST: Final = ("--action", "1")


# --- shared views and judgements


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
    told = begun("agree", *ONE, "--level", "2", "--how", how)
    assert told.stdout == "Our shared view is kept, for the committee to confirm.\n"
    assert saved(folder).agreed == {1: AgreedLevel(1, 2, meant)}


def test_not_agreeing_and_a_different_view_are_kept(begun: Shell, folder: Path) -> None:
    words = ("--level", "none", "--how", "chair", "--different-view", "Two saw\n\x1b[31mmore.")
    assert begun("agree", "--step", "2.1", *words).exit_code == 0
    assert saved(folder).agreed == {201: AgreedLevel(201, None, How.CHAIR, "Two saw □[31mmore.")}


def test_an_earlier_judgement_is_kept_and_not_shown_before_the_result(
    begun: Shell, shell: Shell, folder: Path
) -> None:
    told = begun("earlier", *ONE, "--level", "3", "--whose", "officers' own view")
    assert saved(folder).earlier == {1: EarlierJudgement(1, 3, "officers' own view")}
    assert "officers' own view" not in told.stdout + shell("results", "last").stdout
    assert begun("earlier", *ONE, "--level", "3", "--whose", " ").stderr.startswith("--whose:")


# --- notes


@pytest.fixture
def noted(begun: Shell) -> Shell:
    """The same with two notes on step 1 and one on step 2."""
    for step, kind, text in (
        ("1", "evidence", "A visit."),
        ("2", "reason", "Elsewhere."),
        ("1", "minority", "Two saw more."),
    ):
        assert begun("note", "--step", step, "--kind", kind, "--text", text).stdout == "The note is kept.\n"
    return begun


def notes(folder: Path) -> list[str]:
    return [note.text for note in saved(folder).notes.values()]


def test_the_notes_of_a_step_are_told_with_their_numbers(noted: Shell) -> None:
    told = noted("withdraw-note", *ONE)
    assert told.exit_code == 2
    assert told.stderr.splitlines()[1:3] == ["  1: evidence: A visit.", "  2: a minority view: Two saw more."]
    wrong = noted("change-note", *ONE, "--note", "3", "--text", "Other words.")
    assert wrong.exit_code == 1
    assert wrong.stderr.startswith('--note: "3" is none of these: evidence: A visit., ')


def test_a_note_gets_other_words_and_is_withdrawn(noted: Shell, folder: Path) -> None:
    noted("change-note", *ONE, "--note", "2", "--text", "Three saw more.")
    assert notes(folder) == ["A visit.", "Elsewhere.", "Three saw more."]
    assert noted("withdraw-note", *ONE, "--note", "1").exit_code == 2
    told = noted("withdraw-note", *ONE, "--note", "1", "--yes")
    assert (told.exit_code, told.stdout) == (0, "The note is withdrawn.\n")
    assert told.stderr == "What was taken out is erased from this workshop's files.\n"
    assert notes(folder) == ["Elsewhere.", "Three saw more."]


def test_if_a_file_may_still_hold_the_words_it_is_named_and_status_3_says_so(
    noted: Shell, folder: Path
) -> None:
    [path] = (folder / "sessions").glob("*.json")
    aside = path.with_name(f"{path.name}.edited-20261101T101010")
    aside.write_bytes(path.read_bytes())
    told = noted("withdraw-note", *ONE, "--note", "1", "--yes")
    assert (told.exit_code, told.stdout) == (3, "The note is withdrawn.\n")
    assert f"{aside.name} was set aside earlier and may still hold what was taken out" in told.stderr
    assert "is erased" not in told.stderr


@pytest.mark.parametrize("text", [" ", "x" * 20_001])
def test_a_note_says_something_and_not_too_much(begun: Shell, folder: Path, text: str) -> None:
    told = begun("note", *ONE, "--kind", "evidence", "--text", text)
    assert (told.exit_code, told.stdout) == (1, "")
    assert told.stderr.startswith(("--text: nothing was written", "--text: The note"))
    assert notes(folder) == []


REASON: Final = ("reason", "--same-sitting", *ONE, "--table", "Table 2")


def test_a_table_gives_a_reason_for_each_time_it_answered(do: Shell, folder: Path) -> None:
    room = workshop_of_tables(folder, 6, 5)
    for answer in (Answer.LEVEL_1, Answer.LEVEL_2):
        room.cast_slip(1, {1: answer})
        room.cast_slip(2, {1: answer})
        room.save(reveal(room.session, 1))
    room.close()
    assert do(*REASON, "--time", "1", "--text", "No visits yet.").exit_code == 0
    assert do(*REASON, "--text", "We have been there.").exit_code == 0
    kept = [(note.table, note.round, note.text) for note in saved(folder).notes.values()]
    assert kept == [(2, 1, "No visits yet."), (2, 2, "We have been there.")]
    told = do(*REASON, "--time", "3", "--text", "Because.")
    assert (told.exit_code, told.stderr.startswith("--time: ")) == (1, True)


def test_a_tables_reason_is_not_told_before_its_result(do: Shell, folder: Path) -> None:
    room = workshop_of_tables(folder, 6, 5)
    room.cast_slip(1, {1: Answer.LEVEL_1})
    room.save(add_note(room.session, 1, NoteKind.REASON, "No visits yet.", table=1))
    room.close()
    assert "No visits yet." not in do("withdraw-note", *ONE).stderr
    assert do("reveal", *ONE, "--same-sitting", "--yes").exit_code == 0
    assert "1: reason of Table 1, time 1: No visits yet." in do("withdraw-note", *ONE).stderr


# --- the plan


@pytest.fixture
def planned(begun: Shell) -> Shell:
    """The same with two actions in the plan."""
    for words in (
        (
            "--text",
            "Report every six months.",
            "--from-step",
            "5",
            "--kind",
            "cabinet",
            "--owner",
            "lead member",
        ),
        ("--text", "Visit the team.", "--due", "next meeting", "--next-meeting", "12/1/2027"),
    ):
        assert begun("add-action", *words).stdout == "The action is in the plan.\n"
    return begun


def test_the_plan_is_told_with_its_numbers_and_stands_in_the_results(planned: Shell, shell: Shell) -> None:
    told = planned("action-done", "--action", "3")
    assert told.exit_code == 1
    assert told.stderr == '--action: "3" is none of these: Report every six months., Visit the team..\n'
    results = shell("results", "last").stdout
    assert (
        "Step 5, recommend to cabinet: Report every six months. Owner: lead member. Due: no date." in results
    )
    assert "No step, for us: Visit the team. Owner: not given. Due: 12 January 2027." in results


def test_only_what_is_named_of_an_action_changes(planned: Shell, folder: Path) -> None:
    planned("change-action", *FIRST, "--owner", "chair", "--from-step", "none", "--due", "31/1/2027")
    found = saved(folder).actions[1]
    assert (found.text, found.owner, found.item, found.due) == (
        "Report every six months.",
        "chair",
        0,
        date(2027, 1, 31),
    )
    assert planned("change-action", *FIRST, "--due", "").exit_code == 0
    assert saved(folder).actions[1].due is None


@pytest.mark.parametrize(
    ("command", "option", "far"),
    [
        (("change-action", *FIRST), "--due", "1 January 2000"),
        (("details",), "--date", "1.1.1990"),
        (("duplicate",), "--date", "1.1.1990"),
    ],
)
def test_a_day_far_away_is_asked_about_and_kept(
    planned: Shell, command: tuple[str, ...], option: str, far: str
) -> None:
    told = planned(*command, option, far)
    assert told.exit_code == 0
    assert "years ago. Is the year right?" in told.stderr


def test_actions_are_moved_settled_and_taken_out(planned: Shell, folder: Path) -> None:
    assert planned("move-action", "--action", "2", "--to", "1").stdout == "The action is moved.\n"
    assert planned("action-done", *FIRST, "--evidence", "Minute 14.").exit_code == 0
    assert planned("drop-action", "--action", "2").exit_code == 0
    found = list(saved(folder).actions.values())
    assert [(each.text, each.status, each.evidence) for each in found] == [
        ("Visit the team.", ActionStatus.DONE, "Minute 14."),
        ("Report every six months.", ActionStatus.DROPPED, ""),
    ]
    assert planned("remove-action", *FIRST).exit_code == 2
    assert planned("remove-action", *FIRST, "--yes").exit_code == 0
    assert [each.text for each in saved(folder).actions.values()] == ["Report every six months."]


def test_hands_are_kept_and_stand_in_results_and_report(planned: Shell, shell: Shell, folder: Path) -> None:
    assert planned("priorities", "--hands", "0,4,0,0,5,1").stdout == "The priorities are kept.\n"
    assert "Priorities, two hands each:\nStep 5, " in shell("results", "last").stdout
    assert json.loads(shell("results", "last", "--json").stdout)["priorities"] == [
        {"item": "5", "hands": 5},
        {"item": "2", "hands": 4},
        {"item": "6", "hands": 1},
    ]
    [report] = shell("report", "last", "--out", str(folder / "out"), "--format", "text").stdout.splitlines()
    assert "Each person had two hands to raise" in Path(report).read_text(encoding="utf-8")


@pytest.mark.usefixtures("asked")
def test_more_hands_than_there_are_need_to_be_said(planned: Shell, folder: Path) -> None:
    told = planned("priorities", "--hands", "9,9,0,0,0,0", typed="n\n")
    assert told.exit_code == 1
    assert "That makes 18 hands; 5 people are here and have 10." in told.stderr
    assert not saved(folder).priorities
    assert planned("priorities", "--hands", "9,9,0,0,0,0", "--yes").exit_code == 0


# --- people and the time


def labels(folder: Path) -> list[str]:
    return [voter.label for voter in saved(folder).voters.values()]


def test_somebody_who_was_put_there_by_mistake_is_taken_off_and_no_number_given_again(
    begun: Shell, folder: Path
) -> None:
    assert begun("remove-person", "--person", "Member 5").exit_code == 2
    assert begun("remove-person", "--person", "member 5", "--yes").stdout == "Member 5 is off the list.\n"
    assert begun("add-people", "--people", "1 member, 1 officer").exit_code == 0
    assert labels(folder) == ["Member 1", "Member 2", "Member 3", "Member 4", "Member 6", "Officer"]


def test_whoever_has_answered_stays_and_nobody_is_asked(begun: Shell, folder: Path) -> None:
    begun("cast", *ONE, "--voter", "Member 2", "--answer", "2")
    told = begun("remove-person", "--person", "Member 2")
    assert told.exit_code == 1
    assert told.stderr == "Member 2 has answered step 1 and stays on the list. Mark them as absent instead.\n"
    assert begun("absent", "--person", "Member 3").stdout == "Member 3 is absent.\n"
    assert begun("here", "--person", "Member 3").stdout == "Member 3 is here.\n"
    assert '"Member 22" is not on the list of people' in begun("absent", "--person", "Member 22").stderr


def test_the_clock_and_the_end_are_set(begun: Shell, folder: Path) -> None:
    assert begun("count-down", "--minutes", "10").stdout.startswith("Clock: ")
    assert begun("end-at", "--time", "23.59").stdout == "We have to end at 23.59.\n"
    assert saved(folder).sitting.finish is not None
    assert begun("end-at", "--time", "soon").exit_code == 1


@pytest.mark.parametrize(
    "words",
    [
        ("agree", "--level", "2", "--how", "chair"),
        ("note", "--kind", "evidence", "--text", "Minutes"),
        ("earlier", "--level", "2", "--whose", "Officers"),
    ],
)
def test_a_step_that_does_not_exist_is_status_1(begun: Shell, words: tuple[str, ...]) -> None:
    told = begun(*words, "--step", "7")
    assert (told.exit_code, told.stdout) == (1, "")
    assert told.stderr == "--step: There is no step or prompt 7 in this workshop.\n"
