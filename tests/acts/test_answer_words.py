"""Answers are read as people write them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.domain.voting import read_answer
from tests.support.sessions import wording

LEVELS = wording().levels


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("1", Answer.LEVEL_1),
        ("Developing its practice", Answer.LEVEL_2),
        (" STRONG ", Answer.LEVEL_3),
        ("don't know", Answer.DONT_KNOW),
        ("Don\u2019t Know", Answer.DONT_KNOW),
        ("don\u02bct know", Answer.DONT_KNOW),
        ("dont_know", Answer.DONT_KNOW),
        ("D", Answer.DONT_KNOW),
        ("Prefer not to say", Answer.ABSTAIN),
        ("abstain", Answer.ABSTAIN),
        ("Interest declared", Answer.INTEREST),
        ("not_applicable", Answer.NOT_APPLICABLE),
        ("x", Answer.NOT_APPLICABLE),
        ("Not discussed", Answer.NOT_APPLICABLE),
    ],
)
def test_an_answer_is_a_digit_a_level_a_word_or_a_letter(text: str, answer: Answer) -> None:
    assert read_answer(text, LEVELS) is answer


@pytest.mark.parametrize("text", ["", "4", "1.5", "stronk", "its"])
def test_anything_else_is_no_answer(text: str) -> None:
    assert read_answer(text, LEVELS) is None


def test_a_short_word_that_is_not_in_the_label_counts_too() -> None:
    levels = [replace(LEVELS[0], short="Early"), *LEVELS[1:]]
    assert read_answer("early", levels) is Answer.LEVEL_1


def test_a_word_that_two_levels_begin_with_is_neither() -> None:
    levels = [replace(level, label=f"Quite {level.label}") for level in LEVELS]
    assert read_answer("quite", levels) is None
    assert read_answer("quite strong and embedded", levels) is Answer.LEVEL_3
