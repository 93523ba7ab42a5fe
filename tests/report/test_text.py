"""The plain text says everything in words and in lines."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import date

from scrutiny_tui.domain import recording, voting
from scrutiny_tui.domain.session import Action, ActionKind, AgreedLevel, How, NoteKind, Session
from scrutiny_tui.report.text import results_text
from tests.support.sessions import answered, answers, counted, revealed, session


def part(of: Session, begins: str) -> list[str]:
    """Return the lines of the part of the text that begins in this way."""
    parts = [part.splitlines() for part in results_text(of).rstrip("\n").split("\n\n")]
    return next(lines for lines in parts if lines[0].startswith(begins))


def test_the_head_says_what_it_is_about() -> None:
    assert part(session(14), "Six steps") == [
        "Six steps",
        "Council: Exampleshire",
        "Committee: Children's scrutiny",
        "Date: 21 November 2026",
        "Facilitator: A. Facilitator",
        "Sponsor: not given",
        "Held: in private",
        "Answers are kept: numbered labels",
        "Who answers: 14 people",
    ]


def test_a_result_is_counts_a_sentence_and_who_it_rests_on() -> None:
    told = revealed(session(15), 2, answers("1 2 2 2 2 2 2 2 2 2 2 3 3 3 d"))
    assert part(told, "Step 2:") == [
        "Step 2: Step number 2",
        "Beginning 1, Developing 10, Strong 3.",
        "Most chose Developing: 10 of 14; 1 chose Beginning, 3 chose Strong.",
        "14 of 15 answered · 1 does not know.",
    ]


def test_many_do_not_know_is_told_as_a_finding() -> None:
    told = revealed(session(9), 1, answers("2 2 2 2 2 2 d d d"))
    assert "3 of 9 do not know. That is a finding." in part(told, "Step 1:")


def test_a_step_without_a_result_is_not_yet_answered() -> None:
    begun = answered(session(), 1, answers("1 1 1"))
    assert part(begun, "Step 1:") == ["Step 1: Step number 1", "Not yet answered."]


def test_earlier_rounds_and_movement_are_told() -> None:
    first = revealed(session(6), 1, counted((3, 3, 0)))
    again = revealed(first, 1, counted((1, 4, 1)))
    assert part(again, "Step 1:")[-2:] == [
        "First time: Beginning 3, Developing 3, Strong 0. Between Beginning and Developing: 3 and 3.",
        "Since the first time: 3 moved up, 0 moved down, 3 stayed.",
    ]


def test_movement_is_left_out_where_it_could_point_at_somebody() -> None:
    first = revealed(session(6), 1, counted((0, 5, 0)))
    again = revealed(first, 1, counted((0, 5, 1)))
    assert part(again, "Step 1:")[-1] == "Different people answered, so movement is not shown."


def test_a_shared_view_says_how_it_was_reached_and_that_it_is_to_be_confirmed() -> None:
    told = revealed(session(6), 1, counted((0, 6, 0)))
    told = recording.agree(told, AgreedLevel(1, 2, How.CHAIR, "Rather Strong."))
    assert part(told, "Step 1:")[-2:] == [
        "Our shared view, for the committee to confirm: Developing its practice (summed up by the chair).",
        "A different view: Rather Strong.",
    ]


def test_not_agreed_is_a_shared_view_too() -> None:
    told = recording.agree(session(), AgreedLevel(1, None, How.DISCUSSION))
    assert "Our shared view, for the committee to confirm: not agreed (after discussion)." in part(
        told, "Step 1:"
    )


def test_notes_are_counted_and_printed_with_what_they_are() -> None:
    told = recording.add_note(session(), 1, NoteKind.EVIDENCE, "Two visits.")
    told = recording.add_note(told, 1, NoteKind.MINORITY, "Not enough.")
    assert part(told, "Step 1:")[-3:] == [
        "2 notes:",
        "Note, evidence: Two visits.",
        "Note, a minority view: Not enough.",
    ]


def test_what_to_talk_about_next_comes_with_its_reason() -> None:
    told = revealed(session(14), 1, counted((0, 0, 14)))
    told = revealed(told, 2, counted((7, 0, 7)))
    assert part(told, "Talk about next") == [
        "Talk about next:",
        "Step 2, Step number 2: two opposite views.",
        "Step 1, Step number 1: agreed Strong, no evidence noted.",
    ]


def test_an_action_says_for_whom_by_whom_and_by_when() -> None:
    action = Action(
        0, 3, "Plan together.", ActionKind.PARTNER, "Chair", date(2027, 4, 30), evidence="Minutes."
    )
    told = recording.add_action(recording.add_action(session(), action), Action(0, 1, "Learn."))
    assert part(told, "Actions") == [
        "Actions:",
        "Step 3, recommend to a partner: Plan together. Owner: Chair. Due: 30 April 2027. Status: open. "
        "Evidence: Minutes.",
        "Step 1, for us: Learn. Owner: not given. Due: no date. Status: open.",
    ]


def test_what_was_set_aside_is_told_without_an_answer() -> None:
    told = voting.set_aside(answered(session(), 1, answers("1 1 1")), 1, "the wrong step")
    assert part(told, "Changed or set aside")[1:] == ["Step 1, time 1: set aside: the wrong step."]


def test_it_ends_with_how_it_is_worked_out() -> None:
    assert part(session(), "How this is worked out")[1].startswith("Clear agreement: at least 75 %")


def test_an_empty_workshop_has_no_empty_parts() -> None:
    text = results_text(session())
    assert "\n\n\n" not in text
    assert "Actions" not in text
    assert "Talk about next" not in text


def test_it_draws_nothing() -> None:
    told = revealed(session(14), 1, counted((7, 0, 7)))
    assert {unicodedata.category(letter) for letter in results_text(told) if not letter.isascii()} <= {
        "Po",
        "Ll",
    }


def test_typed_text_cannot_act_or_make_lines() -> None:
    nasty = "[/x] [red] \\ 中文 🙂 \x1b[31m\nCouncil: Other"
    start = session()
    told = replace(start, details=replace(start.details, council=nasty))
    told = recording.add_note(told, 1, NoteKind.REASON, nasty)
    harmless = "[/x] [red] \\ 中文 🙂 □[31m Council: Other"
    lines = results_text(told).splitlines()
    assert f"Council: {harmless}" in lines
    assert f"Note, a reason for a view: {harmless}" in lines
    assert "Council: Other" not in lines
