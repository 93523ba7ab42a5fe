"""The plain text says everything in words and in lines."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import date

import pytest

from scrutiny_tui.domain import actions, corrections, moves, voting
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.domain.secrecy import Mode
from scrutiny_tui.domain.session import (
    Action,
    ActionKind,
    AgreedLevel,
    EarlierJudgement,
    How,
    NoteKind,
    Session,
)
from scrutiny_tui.view.results_text import results_text
from tests.support.sessions import NOW, answered, answers, counted, details, of_tables, revealed, session


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
        "Completed individually",
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


@pytest.mark.parametrize(
    ("begun", "told"),
    [
        (session(), "Not yet answered."),
        (voting.open_round(session(), 1), "Not yet answered."),
        (answered(session(), 1, answers("1 1 1")), "3 of 12 in, no result yet."),
    ],
)
def test_a_step_without_a_result_says_how_many_are_in(begun: Session, told: str) -> None:
    assert part(begun, "Step 1:") == ["Step 1: Step number 1", told]


def test_a_step_that_is_answered_again_says_how_many_are_in() -> None:
    again = answered(revealed(session(6), 1, counted((3, 3, 0))), 1, answers("1 1"))
    assert part(again, "Step 1:")[-1] == "Second time: 2 of 6 in, no result yet."


def test_no_result_is_told_as_a_percentage() -> None:
    told = results_text(revealed(session(13), 1, counted((6, 2, 5))))
    assert "%" not in told.partition("In figures:")[0]


def test_earlier_rounds_and_movement_are_told() -> None:
    first = revealed(session(6), 1, counted((3, 3, 0)))
    again = revealed(first, 1, counted((1, 4, 1)))
    assert part(again, "Step 1:")[-3:] == [
        "First time: Beginning 3, Developing 3, Strong 0. Between Beginning and Developing: 3 and 3.",
        "Between two neighbouring levels, then most at Developing with a minority at an end.",
        "Since the first time: 3 moved up, 0 moved down, 3 stayed.",
    ]


def test_movement_is_left_out_where_it_could_point_at_somebody() -> None:
    first = revealed(session(6), 1, counted((0, 5, 0)))
    again = revealed(first, 1, counted((0, 5, 1)))
    assert "Not the same people chose a level, so movement is not shown." in part(again, "Step 1:")
    assert not any("moved" in line for line in part(again, "Step 1:"))


def test_a_shared_view_says_how_it_was_reached_and_that_it_is_to_be_confirmed() -> None:
    told = revealed(session(6), 1, counted((0, 6, 0)))
    told = moves.agree(told, AgreedLevel(1, 2, How.CHAIR, "Rather Strong."))
    assert part(told, "Step 1:")[-2:] == [
        "Our shared view, for the committee to confirm: Developing its practice (summed up by the chair).",
        "A different view: Rather Strong.",
    ]


def test_not_agreed_is_a_shared_view_too() -> None:
    told = moves.agree(session(), AgreedLevel(1, None, How.DISCUSSION))
    assert "Our shared view, for the committee to confirm: not agreed (after discussion)." in part(
        told, "Step 1:"
    )


def test_notes_are_printed_with_what_they_are() -> None:
    told = moves.add_note(session(), 1, NoteKind.EVIDENCE, "Two visits.")
    told = moves.add_note(told, 1, NoteKind.MINORITY, "Not enough.")
    assert part(told, "Step 1:")[-2:] == [
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
    told = actions.add_action(actions.add_action(session(), action), Action(0, 1, "Learn."))
    assert part(told, "Actions") == [
        "Actions:",
        "Step 3, recommend to a partner: Plan together. Owner: Chair. Due: 30 April 2027. Status: open. "
        "Evidence: Minutes.",
        "Step 1, for us: Learn. Owner: not given. Due: no date. Status: open.",
    ]


def test_what_was_set_aside_is_told_without_an_answer() -> None:
    told = corrections.set_aside(answered(session(), 1, answers("1 1 1")), 1, "the wrong step")
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
    told = moves.add_note(told, 1, NoteKind.REASON, nasty)
    harmless = "[/x] [red] \\ 中文 🙂 □[31m Council: Other"
    lines = results_text(told).splitlines()
    assert f"Council: {harmless}" in lines
    assert f"Note, a reason for a view: {harmless}" in lines
    assert "Council: Other" not in lines


def test_the_head_says_who_completed_it_and_whether_the_sponsor_chose_too() -> None:
    start = session(14)
    about = replace(
        start.details, sponsor="Director of Children's Services", completed_by="the chair and all"
    )
    apart = part(replace(start, details=about), "Six steps")
    too = part(replace(start, details=replace(about, sponsor_answers=True)), "Six steps")
    assert "Sponsor: Director of Children's Services (did not take part in the choosing)" in apart
    assert "Sponsor: Director of Children's Services (took part in the choosing)" in too
    assert apart[7:9] == ["Completed individually", "Completed by: the chair and all"]


def test_the_reason_of_the_first_time_stands_with_the_answer_of_the_first_time() -> None:
    told = revealed(of_tables(5, 7), 1, answers("1 2"))
    told = moves.add_note(told, 1, NoteKind.REASON, "Nobody sees the data.", table=1)
    lines = part(revealed(told, 1, answers("2 2")), "Step 1:")
    assert [line for line in lines if "Table 1" in line] == [
        "Table 1, 5 people: Developing. No reason noted.",
        "First time, Table 1, 5 people: Beginning. Reason: Nobody sees the data.",
    ]


def test_tables_are_told_with_their_answers_and_reasons() -> None:
    told = answered(of_tables(5, 7, 6, 1), 1, answers("1 3 x d"))
    told = moves.add_note(told, 1, NoteKind.REASON, "Nobody sees the data.", table=1)
    assert part(told, "Step 1:") == ["Step 1: Step number 1", "4 of 4 in, no result yet."]
    told = voting.reveal(told, 1)
    assert part(told, "Six steps")[-3:] == [
        "Completed in small groups",
        "Answers are kept: numbered labels",
        "Who answers: 4 tables, 19 people",
    ]
    assert part(told, "Step 1:") == [
        "Step 1: Step number 1",
        "Beginning 1, Developing 0, Strong 1.",
        "2 tables, each with its own answer.",
        "1 of 3 does not know. That is a finding.",
        "2 of 4 tables answered, 12 people · 1 does not know · 1 did not discuss this step.",
        "Table 1, 5 people: Beginning. Reason: Nobody sees the data.",
        "Table 2, 7 people: Strong. No reason noted.",
        "Table 3, 6 people: did not discuss this step. No reason noted.",
        "Table 4, 1 person: does not know. No reason noted.",
    ]


def test_a_collective_has_shared_views_and_no_answers() -> None:
    start = replace(session(8), details=details(mode=Mode.COLLECTIVE))
    told = moves.agree(start, AgreedLevel(1, 2, How.DISCUSSION))
    assert part(told, "Six steps")[-1] == "Completed as a collective"
    assert part(told, "Step 1:")[1:] == [
        "Our shared view, for the committee to confirm: Developing its practice (after discussion).",
    ]
    assert part(told, "Step 2:")[1:] == ["Not yet discussed."]


def test_an_earlier_judgement_is_told_after_the_result_and_is_no_answer() -> None:
    judged = moves.record_earlier(session(6), EarlierJudgement(1, 2, "officers"))
    assert results_text(judged) == results_text(session(6))
    told = revealed(judged, 1, counted((6, 0, 0)))
    assert part(told, "Step 1:")[-1] == "Judged beforehand by officers: Developing. Not an answer."
    assert "6 of 6 answered." in part(told, "Step 1:")


def test_counts_are_compared_as_two_rows_without_movement() -> None:
    told = session(6)
    for counted_hands in ({Answer.LEVEL_1: 6}, {Answer.LEVEL_2: 6}):
        told = voting.take_headcount(voting.open_round(told, 1), 1, counted_hands)
        told = voting.reveal(told, 1)
    assert part(told, "Step 1:")[1:] == [
        "Beginning 0, Developing 6, Strong 0.",
        "Everyone chose Developing.",
        "6 of 6 answered.",
        "First time: Beginning 6, Developing 0, Strong 0. Everyone chose Beginning.",
        "All at Beginning, then all at Developing.",
        "Totals do not say who moved, so movement is not shown.",
        "Agreement after talking is not proof of being right.",
    ]


def test_movement_is_left_out_where_people_had_other_labels() -> None:
    first = revealed(session(6), 1, counted((3, 3, 0)))
    later = moves.begin_sitting(first, NOW, labels_kept=False)
    again = revealed(later, 1, counted((1, 4, 1)))
    assert part(again, "Step 1:")[-1] == "People had other labels, so movement is not shown."


def test_prompts_come_under_their_step() -> None:
    told = moves.vote_on(session(6, steps=2), frozenset({101}))
    told = revealed(told, 101, answers("1 1 3 3 x x"))
    told = actions.add_action(told, Action(0, 101, "Ask."))
    heads = [chunk.splitlines()[0] for chunk in results_text(told).split("\n\n")]
    assert heads[1:4] == ["Step 1: Step number 1", "Prompt 1.1: What about step 1?", "Step 2: Step number 2"]
    assert part(told, "Prompt 1.1")[-1] == "4 of 6 answered · 2 say it does not apply."
    assert part(told, "Talk about next")[1].startswith("Prompt 1.1, What about step 1?")
    assert part(told, "Actions")[1].startswith("Prompt 1.1, for us: Ask.")
