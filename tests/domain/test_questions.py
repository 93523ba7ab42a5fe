"""Questions after a result make the case for views, never for people."""

from __future__ import annotations

from itertools import product

from scrutiny_tui.domain.agreement import Counts
from scrutiny_tui.domain.asking import Questions
from scrutiny_tui.domain.questions import questions
from scrutiny_tui.domain.results import round_result
from tests.support.sessions import WORDS, answers, counted, revealed, session

CASE = "What would we show a visitor to make the case for {}?"
CHILD = "What might a child in our care say about this?"
LEAD = "What might lead someone to choose {}? Anyone may answer."


def asked(counts: Counts, *, has_evidence: bool = False) -> tuple[str, ...]:
    room = revealed(session(12), 1, counted(counts))
    return questions(round_result(room, room.revealed(1)[0]), WORDS, Questions(), has_evidence=has_evidence)


def test_two_camps_each_get_their_case() -> None:
    assert asked((5, 0, 5)) == (CASE.format("Strong"), LEAD.format("Beginning"))


def test_the_commonest_view_and_the_far_end_are_asked_about() -> None:
    assert asked((8, 3, 1)) == (CASE.format("Beginning"), LEAD.format("Strong"))


def test_a_neighbour_is_asked_about_where_nobody_is_at_the_far_end() -> None:
    assert asked((0, 7, 5)) == (CASE.format("Developing"), LEAD.format("Strong"))


def test_a_room_that_agrees_on_the_furthest_level_is_asked_for_evidence_until_some_is_noted() -> None:
    assert asked((0, 4, 8)) == (CASE.format("Strong"), "What would we show an inspector?")
    assert asked((0, 0, 12)) == (CASE.format("Strong"), "What would we show an inspector?")
    assert asked((0, 4, 8), has_evidence=True) == (CASE.format("Strong"), LEAD.format("Developing"))
    assert asked((0, 0, 12), has_evidence=True) == (CASE.format("Strong"), CHILD)


def test_a_room_that_agrees_on_the_first_level_is_asked_what_would_move_it_on() -> None:
    assert asked((9, 3, 0)) == (CASE.format("Beginning"), "What is the first thing that would move us on?")


def test_a_room_of_one_mind_in_the_middle_is_asked_for_the_childs_view() -> None:
    assert asked((0, 12, 0)) == (CASE.format("Developing"), CHILD)


def test_a_room_in_which_many_do_not_know_is_asked_what_it_would_need_to_see() -> None:
    room = revealed(session(12), 1, answers("2 2 2 2 2 3 3 d d d d"))
    told = questions(round_result(room, room.revealed(1)[0]), WORDS, Questions())

    assert told == ("What would we need to see to know, and who could show us?", LEAD.format("Developing"))


def test_the_pack_can_ask_in_other_words_and_nothing_but_the_level_is_put_in() -> None:
    room = revealed(session(12), 1, counted((6, 0, 6)))
    forms = Questions(case="Who sees {level}? {0} {level.real}", lead="And {level}?")

    assert questions(round_result(room, room.revealed(1)[0]), WORDS, forms) == (
        "Who sees Strong? {0} {level.real}",
        "And Beginning?",
    )


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
