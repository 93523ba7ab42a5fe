"""A result by role groups: only where nobody can be picked out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrutiny_tui.domain import voting
from scrutiny_tui.domain.ballot import Answer
from scrutiny_tui.domain.groups import COMMITTEE, FEWEST_IN_GROUP, GroupResult, group_results, groups_differ
from scrutiny_tui.domain.people import Role
from scrutiny_tui.domain.session import Session
from tests.support.sessions import answered, answers, revealed, session

OTHERS = "All the others"


def told(now: Session) -> tuple[GroupResult, ...]:
    return group_results(now, now.rounds[1001])


def room(members: str, others: str, role: Role = Role.CO_OPTEE) -> Session:
    given_by_members, given_by_others = answers(members), answers(others)
    start = session(len(given_by_members), *[role] * len(given_by_others))
    return revealed(start, 1, (*given_by_members, *given_by_others))


def test_a_group_of_five_and_five_others_are_shown() -> None:
    found = told(room("3 3 3 3 3 3", "2 2 2 2 2"))

    assert [(group.name, group.counts) for group in found] == [
        (COMMITTEE, (0, 0, 6)),
        ("Co-optees", (0, 5, 0)),
    ]
    assert found[1].sentence == "All 5 who chose a level chose Developing."


def test_four_others_could_be_worked_out_and_hide_both() -> None:
    assert told(room("3 3 3 3 3 3", "2 2 2 2")) == ()


def test_whoever_chose_no_level_does_not_make_a_group_larger() -> None:
    assert told(room("3 3 3 3 3 3", "2 2 2 2 d")) == ()


def test_one_group_alone_is_the_whole_room_and_not_shown_again() -> None:
    assert told(room("3 3 3 3 3 3", "")) == ()


def test_the_chair_is_never_a_group_and_is_counted_with_the_members() -> None:
    start = session(5, Role.CHAIR, Role.VICE_CHAIR, *[Role.PARTNER] * 5)
    found = told(revealed(start, 1, answers("3 3 3 3 3 1 1 2 2 2 2 2")))

    assert [(group.name, group.counts) for group in found] == [
        (COMMITTEE, (2, 0, 5)),
        ("Partners", (0, 5, 0)),
    ]


def test_a_small_rest_takes_the_smallest_group_with_it() -> None:
    start = session(8, *[Role.CO_OPTEE] * 6, *[Role.YOUNG_PERSON] * 2)
    found = told(revealed(start, 1, answers("3 " * 8 + "2 " * 6 + "1 1")))

    assert [(group.name, group.counts) for group in found] == [(COMMITTEE, (0, 0, 8)), (OTHERS, (2, 6, 0))]


def test_groups_differ_where_their_middle_answers_are_on_different_levels() -> None:
    assert groups_differ(told(room("3 3 3 3 3 3 3 3", "2 2 2 2 2")))
    assert not groups_differ(told(room("3 3 3 3 2 2 2 2", "2 2 2 2 2")))
    assert not groups_differ(())


def test_totals_have_no_groups() -> None:
    start = voting.open_round(session(6, *[Role.PARTNER] * 6), 1)
    now = voting.reveal(voting.take_headcount(start, 1, {Answer.LEVEL_2: 12}), 1)

    assert told(now) == ()


def test_an_open_round_has_no_groups() -> None:
    now = answered(session(6, *[Role.PARTNER] * 6), 1, answers("3 " * 12))

    with pytest.raises(ValueError, match="not revealed"):
        told(now)


roles = st.sampled_from([Role.MEMBER, Role.CHAIR, Role.CO_OPTEE, Role.PARTNER, Role.YOUNG_PERSON])


@given(st.lists(st.tuples(roles, st.sampled_from(["1", "2", "3", "d"])), min_size=1, max_size=30))
def test_no_part_that_is_shown_or_left_is_smaller_than_five(people: list[tuple[Role, str]]) -> None:
    start = session(0, *[role for role, _ in people])
    now = revealed(start, 1, answers(" ".join(key for _, key in people)))
    found = told(now)

    assert all(sum(group.counts) >= FEWEST_IN_GROUP for group in found)
    assert not found or sum(sum(group.counts) for group in found) == sum(now.rounds[1001].counts)
    assert len(found) != 1
