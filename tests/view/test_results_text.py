"""The plain text says everything in words and in lines."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import replace

import pytest

from scrutiny_tui.domain import moves, voting
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.domain.session import EarlierJudgement, NoteKind, Session
from scrutiny_tui.view.plain_text import results_text
from tests.support.sessions import NOW, answered, answers, counted, revealed, session
from tests.view.report_workshops import TOLD


def part(of: Session, begins: str) -> list[str]:
    """Return the lines of the part of the text that begins in this way."""
    parts = [part.splitlines() for part in results_text(of).rstrip("\n").split("\n\n")]
    return next(lines for lines in parts if lines[0].startswith(begins))


@pytest.mark.parametrize("kind", TOLD)
def test_the_results_say_what_they_said(kind: str, same_text: Callable[[str], None]) -> None:
    same_text(results_text(TOLD[kind]()))


@pytest.mark.parametrize(
    ("begun", "told"),
    [
        (session(), "Not yet answered."),
        (voting.open_round(session(), 1), "Not yet answered."),
        (answered(session(), 1, answers("1 1 1")), "3 of 12 have answered, no result yet."),
    ],
)
def test_a_step_without_a_result_says_how_many_are_in(begun: Session, told: str) -> None:
    assert part(begun, "Step 1:") == ["Step 1: Step number 1", told]


def test_the_results_draw_nothing_tell_no_percentage_and_make_typed_text_harmless() -> None:
    told = results_text(revealed(session(13), 1, counted((6, 2, 5))))
    assert "%" not in told.partition("In figures:")[0]
    told = results_text(revealed(session(14), 1, counted((7, 0, 7))))
    assert {unicodedata.category(letter) for letter in told if not letter.isascii()} <= {"Po", "Ll"}
    nasty = "[/x] [red] \\ 中文 🙂 \x1b[31m\nCouncil: Other"
    start = session()
    named = replace(start, details=replace(start.details, council=nasty))
    lines = results_text(moves.add_note(named, 1, NoteKind.REASON, nasty)).splitlines()
    harmless = "[/x] [red] \\ 中文 🙂 □[31m Council: Other"
    assert f"Council: {harmless}" in lines
    assert f"Note, a reason for a view: {harmless}" in lines
    assert "Council: Other" not in lines


def of_hands() -> Session:
    """Return a workshop with two shows of hands on step 1."""
    told = session(6)
    for counted_hands in ({Answer.LEVEL_1: 6}, {Answer.LEVEL_2: 6}):
        told = voting.take_headcount(voting.open_round(told, 1), 1, counted_hands)
        told = voting.reveal(told, 1)
    return told


def with_other_labels() -> Session:
    first = revealed(session(6), 1, counted((3, 3, 0)))
    return revealed(moves.begin_sitting(first, NOW, labels_kept=False), 1, counted((1, 4, 1)))


@pytest.mark.parametrize(
    ("again", "why"),
    [
        (
            revealed(revealed(session(6), 1, counted((0, 5, 0))), 1, counted((0, 5, 1))),
            "Different people chose a statement",
        ),
        (of_hands(), "Totals do not show who moved"),
        (with_other_labels(), "People had different labels"),
    ],
)
def test_movement_is_left_out_if_it_could_point_at_somebody(again: Session, why: str) -> None:
    assert part(again, "In figures:")[-1].startswith(f"Step 1: {why}")
    assert not any(" moved " in line for line in part(again, "Step 1:"))


@pytest.mark.parametrize(("chose", "told"), [(False, "did not answer"), (True, "answered too")])
def test_the_head_says_who_completed_it_and_whether_the_sponsor_chose_too(*, chose: bool, told: str) -> None:
    start = session(14)
    about = replace(start.details, sponsor="A director", sponsor_answers=chose, completed_by="the chair")
    head = part(replace(start, details=about), "Six steps")
    assert f"Sponsor: A director ({told})" in head
    assert {"Completed: individually", "Completed by: the chair"} <= {*head}


def test_an_earlier_judgement_is_told_after_the_result_and_is_no_answer() -> None:
    judged = moves.record_earlier(session(6), EarlierJudgement(1, 2, "officers"))
    assert results_text(judged) == results_text(session(6))
    told = revealed(judged, 1, counted((6, 0, 0)))
    assert part(told, "Step 1:")[-1] == "Rated beforehand by officers: Developing. Not an answer."
    assert "6 of 6 chose a statement." in part(told, "Step 1:")
