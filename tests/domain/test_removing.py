"""Somebody who was put on the list by mistake is taken off it, unless something holds them there."""

from __future__ import annotations

import pytest

from scrutiny_tui.domain.ballot import Answer
from scrutiny_tui.domain.errors import RuleError
from scrutiny_tui.domain.mending import set_aside
from scrutiny_tui.domain.people import Role
from scrutiny_tui.domain.recording import add_note, add_people
from scrutiny_tui.domain.removing import remove_person
from scrutiny_tui.domain.session import NoteKind, Session
from scrutiny_tui.domain.voting import cast, open_round, set_away, take_headcount
from scrutiny_tui.store.consistency import inconsistencies
from tests.support.sessions import answered, answers, of_tables, people, revealed, session


def labels(found: Session) -> list[str]:
    return [voter.label for voter in found.voters.values()]


def test_a_person_without_an_answer_is_taken_off() -> None:
    assert labels(remove_person(session(3), 2)) == ["Member 1", "Member 3"]


def test_the_others_go_on_voting() -> None:
    start = answered(session(5), 1, answers("1 2"))
    smaller = remove_person(start, 5)
    assert smaller.electorate == {1, 2, 3, 4}
    assert smaller.rounds == start.rounds


def test_whoever_is_taken_off_is_away_no_more() -> None:
    smaller = remove_person(set_away(session(3), 2, away=True), 2)
    assert not smaller.sitting.away
    assert list(inconsistencies(smaller)) == []


def test_a_number_is_kept_as_gone_and_an_office_and_a_name_are_not() -> None:
    smaller = remove_person(remove_person(session(3, Role.CHAIR), 3), 4)
    assert smaller.gone == {"Member 3"}


def test_nobody_is_added_under_a_label_that_is_gone() -> None:
    with pytest.raises(RuleError, match="label"):
        add_people(remove_person(session(3), 3), people(3)[2:])


def test_somebody_who_does_not_answer_can_always_go() -> None:
    start = revealed(session(5, Role.OFFICER), 1, answers("1 2 3 1 2"))
    assert Role.OFFICER not in {voter.role for voter in remove_person(start, 6).voters.values()}


@pytest.mark.parametrize(
    ("start", "voter", "why"),
    [
        (answered(session(5), 1, answers("1")), 1, "Member 1 has answered step 1"),
        (
            revealed(session(5), 2, answers("1 2")),
            5,
            "Member 5 was on the list when the result of step 2 was shown",
        ),
        (
            set_aside(answered(session(5), 1, answers("1")), 1, "a mistake"),
            1,
            "Member 1 has answered step 1",
        ),
        (
            take_headcount(open_round(session(5), 3), 3, {Answer.LEVEL_1: 4}),
            2,
            "Member 2 was on the list when step 3 was counted",
        ),
        (
            add_note(of_tables(6, 5), 1, NoteKind.REASON, "We meet them.", 2),
            2,
            "Table 2 has given a reason on step 1",
        ),
    ],
)
def test_whoever_counts_in_something_stays_and_it_is_said_why(start: Session, voter: int, why: str) -> None:
    with pytest.raises(RuleError) as caught:
        remove_person(start, voter)
    assert str(caught.value) == f"{why} and stays on the list. Mark them as absent instead."


def test_the_last_who_answers_stays() -> None:
    with pytest.raises(RuleError, match=r"Member 1 is the last who answers\. Add the others first\."):
        remove_person(session(1, Role.OFFICER), 1)


def test_nobody_is_taken_off_who_is_not_on_the_list() -> None:
    with pytest.raises(RuleError, match="Nobody with that number"):
        remove_person(session(3), 9)


def test_an_answer_that_was_given_by_somebody_else_holds_nobody() -> None:
    start = cast(open_round(session(3), 1), 1, 2, Answer.LEVEL_3)
    assert labels(remove_person(start, 3)) == ["Member 1", "Member 2"]
