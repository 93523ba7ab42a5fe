"""The questions of a pack: the usual ones if it has none, its own if it has, and a word if one is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from scrutiny_tui.domain.pack import Questions
from scrutiny_tui.store.content.read import check_pack, read_pack


def ask(pack: Path, text: str) -> None:
    """Put other questions in a pack."""
    file = pack / "pack.toml"
    old = file.read_text(encoding="utf-8")
    begin, end = old.index("[questions]"), old.index("# The plan of the day")
    file.write_text(f"{old[:begin]}{text}\n{old[end:]}", encoding="utf-8")


def test_a_pack_without_questions_asks_the_usual_ones(pack: Path) -> None:
    ask(pack, "")

    assert read_pack(pack).questions == Questions()


def test_a_pack_can_ask_in_its_own_words_and_leave_the_rest(pack: Path) -> None:
    ask(pack, '[questions]\nlead = "Who would say {level}?"')

    assert read_pack(pack).questions == Questions(lead="Who would say {level}?")


@pytest.mark.parametrize(
    ("text", "key", "reason"),
    [
        ('case = "What would we show?"', "questions.case", "Write {level} where"),
        ('low = "Why {level}?"', "questions.low", "take {level} out"),
        ('low = ""', "questions.low", "This is empty"),
        (f'low = "{"x" * 121}"', "questions.low", "at most 120 fit"),
        ("low = 3", "questions.low", "a whole number"),
        ('lwo = "Why?"', "questions.lwo", "There is no such key"),
    ],
)
def test_a_question_that_would_not_work_is_a_problem(pack: Path, text: str, key: str, reason: str) -> None:
    ask(pack, f"[questions]\n{text}")

    (problem,) = check_pack(pack)
    assert (problem.file, problem.key) == ("pack.toml", key)
    assert reason in problem.reason
