"""The questions of a pack: the usual ones where it has none, its own where it has, and a word where one is wrong."""

from __future__ import annotations

import tomllib

import pytest

from scrutiny_tui.domain.asking import Questions
from scrutiny_tui.domain.errors import Problem
from scrutiny_tui.store.content.asking import load_questions
from scrutiny_tui.store.content.limits import QUESTION
from scrutiny_tui.store.content.schema import Findings, Table


def read(text: str) -> tuple[Questions, tuple[Problem, ...]]:
    findings = Findings()
    found = load_questions(Table(tomllib.loads(text), "pack.toml", findings, "questions."))
    return found, findings.problems()


def test_a_pack_without_questions_asks_the_usual_ones() -> None:
    assert read("") == (Questions(), ())


def test_a_pack_can_ask_in_its_own_words_and_leave_the_rest() -> None:
    found, problems = read('lead = "Who would say {level}?"')

    assert problems == ()
    assert found == Questions(lead="Who would say {level}?")


@pytest.mark.parametrize(
    ("text", "key", "reason"),
    [
        ('case = "What would we show?"', "questions.case", "Write {level} where"),
        ('low = "Why {level}?"', "questions.low", "take {level} out"),
        ('low = ""', "questions.low", "This text is empty"),
        (f'low = "{"x" * (QUESTION + 1)}"', "questions.low", f"at most {QUESTION} fit"),
        ("low = 3", "questions.low", "a whole number"),
        ('lwo = "Why?"', "questions.lwo", "There is no such key"),
    ],
)
def test_a_question_that_would_not_work_is_a_problem(text: str, key: str, reason: str) -> None:
    _, problems = read(text)

    assert [(problem.file, problem.key) for problem in problems] == [("pack.toml", key)]
    assert reason in problems[0].reason
