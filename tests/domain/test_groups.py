"""A result by role groups: only where nobody can be picked out.

The whole workshop in figures: tallies, the median score, and alpha with what it rests on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrutiny_tui.domain import voting
from scrutiny_tui.domain.agreement import Label
from scrutiny_tui.domain.groups import (
    COMMITTEE,
    FEWEST_IN_GROUP,
    GroupResult,
    group_results,
    groups_differ,
    reliability,
    step_tally,
    tally,
)
from scrutiny_tui.domain.people import Role
from scrutiny_tui.domain.results import results
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.domain.session import Session
from tests.support.sessions import answered, answers, counted, revealed, session

OTHERS = "All the others"


def told(now: Session) -> tuple[GroupResult, ...]:
    return group_results(now, now.rounds[1001])


def room_of_two_groups(members: str, others: str, role: Role = Role.CO_OPTEE) -> Session:
    given_by_members, given_by_others = answers(members), answers(others)
    start = session(len(given_by_members), *[role] * len(given_by_others))
    return revealed(start, 1, (*given_by_members, *given_by_others))


def test_a_group_of_five_and_five_others_are_shown() -> None:
    found = told(room_of_two_groups("3 3 3 3 3 3", "2 2 2 2 2"))

    assert [(group.name, group.counts) for group in found] == [
        (COMMITTEE, (0, 0, 6)),
        ("Co-optees", (0, 5, 0)),
    ]
    assert found[1].sentence == "All 5 who chose a level chose Developing."


def test_four_others_could_be_worked_out_and_hide_both() -> None:
    assert told(room_of_two_groups("3 3 3 3 3 3", "2 2 2 2")) == ()


def test_whoever_chose_no_level_does_not_make_a_group_larger() -> None:
    assert told(room_of_two_groups("3 3 3 3 3 3", "2 2 2 2 d")) == ()


def test_one_group_alone_is_the_whole_room_and_not_shown_again() -> None:
    assert told(room_of_two_groups("3 3 3 3 3 3", "")) == ()


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
    assert groups_differ(told(room_of_two_groups("3 3 3 3 3 3 3 3", "2 2 2 2 2")))
    assert not groups_differ(told(room_of_two_groups("3 3 3 3 2 2 2 2", "2 2 2 2 2")))
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


def room_by_step(steps: Mapping[int, str], members: int = 12) -> Session:
    now = session(members)
    for step, keys in steps.items():
        now = revealed(now, step, answers(keys))
    return now


def test_the_tally_counts_labels_and_finds_the_lowest_item() -> None:
    now = room_by_step(
        {1: "2 " * 12, 2: "1 1 1 1 1 1 3 3 3 3 3 3", 3: "2 " * 10 + "3 3", 4: "2 2", 5: "1 " * 5 + "2 " * 7}
    )
    found = tally(results(now))

    assert found.labels == {Label.TOO_FEW: 1, Label.SPLIT: 1, Label.CONSENSUS: 2, Label.MIXED: 1}
    assert found.lowest is not None
    assert found.lowest.item.number == 2
    assert (found.median, found.scored) == (Fraction(17, 24), 4)


def test_an_odd_number_of_scores_has_the_middle_one_as_its_median() -> None:
    found = tally(results(room_by_step({1: "2 " * 12, 2: "1 " * 6 + "3 " * 6, 3: "1 " * 8 + "2 " * 4})))

    assert found.median == Fraction(2, 3)


def test_before_any_result_there_is_nothing_to_tell() -> None:
    assert tally(results(session())).labels == {}
    assert tally(results(session())).median is None
    assert tally(results(session())).lowest is None
    assert reliability(session()) is None


def test_a_step_is_tallied_over_its_prompts_and_never_pooled() -> None:
    now = replace(session(10), prompts=frozenset({101, 201}))
    now = revealed(now, 101, counted((10, 0, 0)))
    now = revealed(now, 1, counted((0, 0, 10)))
    now = revealed(now, 201, counted((5, 0, 5)))

    assert step_tally(results(now), 1).labels == {Label.CONSENSUS: 1}
    assert step_tally(results(now), 2).labels == {Label.SPLIT: 1}


def test_alpha_is_told_with_what_it_rests_on() -> None:
    now = room_by_step({1: "1 1 1 1 1 1 d", 2: "3 3 3 3 3 3 3", 3: "2 2 2 2 2 2 2"}, members=7)
    found = reliability(now)

    assert found is not None
    assert found.alpha == 1
    assert (found.voters, found.items, found.ratings, found.possible) == (7, 3, 20, 21)
    assert found.same_pairs == 1


def test_only_the_latest_result_of_an_item_counts() -> None:
    now = revealed(room_by_step({1: "1 3 1 3 1", 2: "3 3 3 3 3"}, members=5), 1, answers("1 1 1 1 1"))
    found = reliability(now)

    assert found is not None
    assert found.alpha == 1
    assert found.ratings == 10


def test_totals_have_an_alpha() -> None:
    start = voting.open_round(room_by_step({1: "1 1 1 1 1"}, members=5), 2)
    counted_heads = voting.take_headcount(start, 2, {Answer.LEVEL_3: 5})
    found = reliability(voting.reveal(counted_heads, 2))

    assert found is not None
    assert found.alpha == 1


def test_one_level_throughout_has_no_alpha() -> None:
    found = reliability(room_by_step({1: "3 3 3 3 3", 2: "3 3 3 3 3"}, members=5))

    assert found is not None
    assert found.alpha is None
    assert found.same_pairs == 1
