"""Ballots, rounds, people and the session that holds them."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from scrutiny_tui.domain import corrections
from scrutiny_tui.domain.errors import RuleError
from scrutiny_tui.domain.people import Role
from scrutiny_tui.domain.rounds import NOT_LEVELS, Answer, Round, round_id
from tests.support.sessions import answered, answers, revealed, session


def test_levels_are_stored_as_numbers_and_other_answers_as_words() -> None:
    assert [answer.stored for answer in Answer] == [
        1,
        2,
        3,
        "dont_know",
        "abstain",
        "not_applicable",
        "interest",
    ]


def test_only_levels_have_a_level() -> None:
    assert [answer.level for answer in Answer] == [1, 2, 3, None, None, None, None]
    assert {answer for answer in Answer if answer.level is None} == set(NOT_LEVELS)


def test_a_round_is_numbered_by_its_step() -> None:
    assert Round(4, 2, 1).id == round_id(4, 2) == 4002


def test_officers_cabinet_members_and_observers_cast_no_ballot() -> None:
    assert {role for role in Role if not role.casts} == {Role.OFFICER, Role.CABINET_MEMBER, Role.OBSERVER}


def test_roles_have_a_heading_and_a_plural() -> None:
    assert (Role.CO_OPTEE.heading, Role.CO_OPTEE.plural) == ("Co-optee", "co-optees")
    assert (Role.YOUNG_PERSON.heading, Role.YOUNG_PERSON.plural) == ("Young person", "young people")


def test_the_electorate_is_who_casts() -> None:
    assert session(2, Role.OFFICER, Role.CHAIR).electorate == {1, 2, 4}


def test_the_sitting_is_the_latest() -> None:
    assert session().sitting.id == 1


def test_rounds_of_a_step_come_in_their_order_with_those_set_aside() -> None:
    now = corrections.set_aside(revealed(session(), 2, answers("1")), 2, "a slip")
    now = answered(revealed(now, 2, answers("1")), 2, answers("1"))

    assert [each.id for each in now.rounds_of(2)] == [2001, 2002, 2003]
    assert [each.id for each in now.revealed(2)] == [2002]
    assert now.rounds_of(1) == ()
    assert now.next_round(2) == 4


def test_a_session_does_not_change() -> None:
    with pytest.raises(FrozenInstanceError):
        session().place = None  # type: ignore[misc, assignment]


def test_an_item_is_found_by_its_number() -> None:
    assert session().wording.item(3).id == "3"
    with pytest.raises(RuleError, match="There is no step 7"):
        session().wording.item(7)
