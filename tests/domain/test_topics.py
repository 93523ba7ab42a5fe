"""What to talk about next: most divergent first, then what is quiet but worth the time.

Questions after a result make the case for views, never for people.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

import pytest

from scrutiny_tui.domain import corrections
from scrutiny_tui.domain.agreement import Counts
from scrutiny_tui.domain.moves import add_note, agree
from scrutiny_tui.domain.pack import Questions
from scrutiny_tui.domain.results import results, round_result
from scrutiny_tui.domain.session import AgreedLevel, How, NoteKind, Session
from scrutiny_tui.domain.topics import questions, talk_next
from tests.support.sessions import WORDS, answers, counted, revealed, session


def room(steps: Mapping[int, str], members: int = 15) -> Session:
    """Return a session in which these steps have these answers as their result."""
    now = session(members)
    for step, keys in steps.items():
        now = revealed(now, step, answers(keys))
    return now


def split(low: int, middle: int, high: int) -> str:
    return "1 " * low + "2 " * middle + "3 " * high


def topics(now: Session) -> list[tuple[int, str]]:
    return [(topic.item.number, topic.reason) for topic in talk_next(results(now), WORDS)]


def test_nothing_is_asked_before_the_first_result() -> None:
    assert topics(session()) == []


def test_the_most_divergent_step_comes_first() -> None:
    now = room({1: split(8, 7, 0), 2: split(5, 5, 5), 3: split(6, 0, 6), 4: split(2, 0, 10)})

    assert topics(now) == [
        (3, "two opposite views"),
        (2, "no single view"),
        (4, "most agree, but a minority is at an end"),
        (1, "between two neighbouring levels"),
    ]


def test_a_tie_goes_to_the_larger_share_at_the_smaller_end() -> None:
    spread, opposed = split(4, 4, 4), split(9, 0, 3)

    assert [step for step, _ in topics(room({1: opposed, 2: spread}))] == [2, 1]


def test_a_further_tie_goes_to_the_larger_share_of_dont_knows() -> None:
    now = room({1: split(4, 4, 4), 2: split(4, 4, 4) + "d d", 3: split(4, 4, 4) + "d"})

    assert [step for step, _ in topics(now)] == [2, 3, 1]


def test_steps_that_tie_in_everything_keep_their_order() -> None:
    now = room({6: split(5, 5, 5), 2: split(5, 5, 5), 4: split(5, 5, 5)})

    assert [step for step, _ in topics(now)] == [2, 4, 6]


def test_agreement_at_the_first_level_is_worth_talking_about() -> None:
    assert topics(room({1: split(12, 0, 0), 2: split(9, 4, 0)})) == [
        (1, "agreed but low"),
        (2, "agreed but low"),
    ]


def test_agreement_at_the_last_level_without_evidence_is_worth_talking_about() -> None:
    now = room({5: split(0, 1, 12)})

    assert topics(now) == [(5, "agreed Strong, no evidence noted")]


def test_evidence_settles_agreement_at_the_last_level_and_other_notes_do_not() -> None:
    now = room({5: split(0, 1, 12)})
    talked = add_note(now, 5, NoteKind.MINORITY, "Somebody sees it otherwise.")

    assert topics(talked) == [(5, "agreed Strong, no evidence noted")]
    assert topics(add_note(talked, 5, NoteKind.EVIDENCE, "The work programme.")) == []


def test_evidence_on_another_step_settles_nothing() -> None:
    noted = add_note(room({5: split(0, 1, 12)}), 4, NoteKind.EVIDENCE, "The work programme.")

    assert topics(noted) == [(5, "agreed Strong, no evidence noted")]


def test_agreement_in_the_middle_is_left_in_peace() -> None:
    assert topics(room({1: split(0, 12, 0)})) == []


@pytest.mark.parametrize("given", [split(12, 0, 0), split(0, 12, 0), split(0, 0, 12)])
def test_answers_that_agree_are_not_called_agreed_where_the_room_settled_on_nothing(given: str) -> None:
    now = agree(room({5: given}), AgreedLevel(5, None, How.DISCUSSION))

    assert topics(now) == [(5, "shared view not agreed")]


def test_too_few_answers_and_many_dont_knows_are_not_enough_known() -> None:
    now = room({1: "2 2 2 2", 2: "d d d", 3: split(0, 8, 0) + "d d d d", 4: split(0, 9, 0) + "d d d d"})

    assert topics(now) == [(1, "not enough known"), (2, "not enough known"), (3, "not enough known")]


def test_after_divergence_come_little_known_then_low_then_no_evidence() -> None:
    now = room({1: split(0, 0, 12), 2: split(12, 0, 0), 3: "2 2", 4: split(5, 5, 5)})

    assert [reason for _, reason in topics(now)] == [
        "no single view",
        "not enough known",
        "agreed but low",
        "agreed Strong, no evidence noted",
    ]


def test_what_the_room_did_not_settle_comes_before_what_is_low() -> None:
    now = agree(room({1: split(12, 0, 0), 2: split(0, 12, 0), 3: "2 2"}), AgreedLevel(2, None, How.CHAIR))

    assert [step for step, _ in topics(now)] == [3, 2, 1]


def test_a_step_is_named_once() -> None:
    now = room({1: split(5, 0, 5) + "d d d d d"})

    assert topics(now) == [(1, "two opposite views, and many do not know")]


def test_only_the_latest_result_counts() -> None:
    now = revealed(room({1: split(6, 0, 6)}), 1, counted((0, 12, 0)))

    assert topics(now) == []


def test_a_round_that_was_set_aside_gives_way_to_the_one_before() -> None:
    now = revealed(room({1: split(6, 0, 6)}), 1, counted((0, 12, 0)))

    assert topics(corrections.set_aside(now, 1, "a wrong count")) == [(1, "two opposite views")]


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
