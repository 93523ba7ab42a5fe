"""Questions after a result make the case for views, never for people."""

from __future__ import annotations

from itertools import product

from scrutiny_tui.domain.agreement import Counts
from scrutiny_tui.domain.questions import questions
from scrutiny_tui.domain.results import round_result
from tests.support.sessions import WORDS, counted, revealed, session

CASE = "What would we show a visitor to make the case for {}?"
LEAD = "What might lead someone to choose {}? Anyone may answer."


def asked(counts: Counts) -> tuple[str, ...]:
    room = revealed(session(12), 1, counted(counts))
    return questions(round_result(room, room.revealed(1)[0]), WORDS)


def test_two_camps_each_get_their_case() -> None:
    assert asked((5, 0, 5)) == (CASE.format("Strong"), LEAD.format("Beginning"))


def test_the_commonest_view_and_the_far_end_are_asked_about() -> None:
    assert asked((8, 3, 1)) == (CASE.format("Beginning"), LEAD.format("Strong"))


def test_a_neighbour_is_asked_about_where_nobody_is_at_the_far_end() -> None:
    assert asked((0, 4, 8)) == (CASE.format("Strong"), LEAD.format("Developing"))


def test_a_room_of_one_mind_is_asked_for_evidence_and_for_the_childs_view() -> None:
    assert asked((0, 0, 12)) == (CASE.format("Strong"), "What might a child in our care say about this?")


def test_too_few_answers_ask_what_would_help() -> None:
    assert asked((0, 3, 1)) == ("What would help us to judge this step?",)


def test_questions_are_one_or_two_and_speak_only_of_levels_that_somebody_chose() -> None:
    for low, middle in product(range(13), repeat=2):
        counts = (low, middle, 12 - low - middle)
        if min(counts) < 0:
            continue
        told = asked(counts)
        empty = {word for word, count in zip(WORDS, counts, strict=True) if not count}
        assert len(told) == len(set(told)) == 2
        assert not any(word in question for word in empty for question in told)


def test_no_question_points_at_a_person_or_a_number() -> None:
    for counts in ((11, 0, 1), (1, 11, 0), (6, 0, 6), (4, 4, 4), (0, 1, 0)):
        told = " ".join(asked(counts))
        assert "Member" not in told
        assert not any(letter.isdigit() for letter in told)
