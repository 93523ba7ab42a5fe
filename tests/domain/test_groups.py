"""A result by role groups, only where nobody can be picked out, and the whole workshop in figures."""

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
from scrutiny_tui.view.data import results_data
from scrutiny_tui.view.plain_text import results_text
from tests.support.sessions import answered, answers, counted, revealed, session


def told(now: Session) -> tuple[GroupResult, ...]:
    return group_results(now, now.rounds[1001])


def shown(now: Session) -> list[tuple[str, tuple[int, int, int]]]:
    return [(group.name, group.counts) for group in told(now)]


def room_of_two_groups(members: str, others: str, role: Role = Role.CO_OPTEE) -> Session:
    """Return a session in which members and others answered step 1."""
    given_answers = answers(f"{members} {others}")
    return revealed(session(len(members.split()), *[role] * len(others.split())), 1, given_answers)


@pytest.mark.parametrize(
    ("others", "groups"),
    [
        ("2 2 2 2 2", [(COMMITTEE, (0, 0, 6)), ("Co-optees", (0, 5, 0))]),
        pytest.param("2 2 2 2", [], id="four others could be worked out"),
        pytest.param("2 2 2 2 d", [], id="who chose no level makes no group larger"),
        pytest.param("", [], id="one group alone is the whole room"),
    ],
)
def test_groups_of_five_are_shown(others: str, groups: list[tuple[str, tuple[int, int, int]]]) -> None:
    assert shown(room_of_two_groups("3 3 3 3 3 3", others)) == groups


def test_a_group_is_one_of_members_with_the_chair_and_never_a_small_rest() -> None:
    start = session(5, Role.CHAIR, Role.VICE_CHAIR, *[Role.PARTNER] * 5)
    now = revealed(start, 1, answers("3 3 3 3 3 1 1 2 2 2 2 2"))
    assert shown(now) == [(COMMITTEE, (2, 0, 5)), ("Partners", (0, 5, 0))]
    assert told(now)[1].sentence == "All 5 who chose a statement chose Developing."
    start = session(8, *[Role.CO_OPTEE] * 6, *[Role.YOUNG_PERSON] * 2)
    now = revealed(start, 1, answers("3 " * 8 + "2 " * 6 + "1 1"))
    assert shown(now) == [(COMMITTEE, (0, 0, 8)), ("Everyone else", (2, 6, 0))]


def test_groups_differ_by_the_level_of_their_middle_answer_in_revealed_rounds_only() -> None:
    assert groups_differ(told(room_of_two_groups("3 3 3 3 3 3 3 3", "2 2 2 2 2")))
    assert not groups_differ(told(room_of_two_groups("3 3 3 3 2 2 2 2", "2 2 2 2 2")))
    assert not groups_differ(())
    start = voting.open_round(session(6, *[Role.PARTNER] * 6), 1)
    assert told(voting.reveal_headcount(start, 1, {Answer.LEVEL_2: 12})) == ()
    with pytest.raises(ValueError, match="not revealed"):
        told(answered(start, 1, answers("3 " * 12)))


roles = st.sampled_from([Role.MEMBER, Role.CHAIR, Role.CO_OPTEE, Role.PARTNER, Role.YOUNG_PERSON])


@given(st.lists(st.tuples(roles, st.sampled_from(["1", "2", "3", "d"])), min_size=1, max_size=30))
def test_no_part_that_is_shown_or_left_is_smaller_than_five(people: list[tuple[Role, str]]) -> None:
    now = revealed(session(0, *[role for role, _ in people]), 1, answers(" ".join(key for _, key in people)))
    found = told(now)
    assert all(sum(group.counts) >= FEWEST_IN_GROUP for group in found)
    assert not found or sum(sum(group.counts) for group in found) == sum(now.rounds[1001].counts)
    assert len(found) != 1


# The whole workshop


def room_by_step(steps: Mapping[int, str], members: int = 12) -> Session:
    now = session(members)
    for step, keys in steps.items():
        now = revealed(now, step, answers(keys))
    return now


def test_the_tally_counts_labels_and_finds_the_lowest_item() -> None:
    found = tally(
        results(
            room_by_step(
                {1: "2 " * 12, 2: "1 " * 6 + "3 " * 6, 3: "2 " * 10 + "3 3", 4: "2 2", 5: "1 " * 5 + "2 " * 7}
            )
        )
    )
    assert found.labels == {Label.TOO_FEW: 1, Label.SPLIT: 1, Label.CONSENSUS: 2, Label.MIXED: 1}
    assert found.lowest is not None
    assert found.lowest.item.number == 2
    assert (found.median, found.scored) == (Fraction(17, 24), 4)
    odd = tally(results(room_by_step({1: "2 " * 12, 2: "1 " * 6 + "3 " * 6, 3: "1 " * 8 + "2 " * 4})))
    assert odd.median == Fraction(2, 3)


def test_a_step_is_tallied_over_its_prompts_once_there_is_a_result() -> None:
    found = tally(results(session()))
    assert (found.labels, found.median, found.lowest, reliability(session())) == ({}, None, None, None)
    now = replace(session(10), prompts=frozenset({101, 201}))
    for item, counts in ((101, (10, 0, 0)), (1, (0, 0, 10)), (201, (5, 0, 5))):
        now = revealed(now, item, counted(counts))
    assert step_tally(results(now), 1).labels == {Label.CONSENSUS: 1}
    assert step_tally(results(now), 2).labels == {Label.SPLIT: 1}


def test_alpha_is_a_number_for_programs_of_the_whole_with_what_it_rests_on() -> None:
    found = reliability(room_by_step({1: "1 1 1 1 1 1 d", 2: "3 3 3 3 3 3 3", 3: "2 2 2 2 2 2 2"}, members=7))
    assert found is not None
    assert found.alpha == found.same_pairs == 1
    assert (found.voters, found.items, found.ratings, found.possible) == (7, 3, 20, 21)
    now = revealed(revealed(session(6), 1, counted((0, 0, 6))), 2, counted((0, 6, 0)))
    assert all("alpha" not in key for item in results_data(now)["items"] for key in item)
    now = session(6)
    for step, counts in enumerate([(6, 0, 0), (0, 6, 0), (1, 2, 3)], start=1):
        now = revealed(now, step, counted(counts))
    words = ("alpha", "substantial", "moderate", "fair agreement", "almost perfect", "slight")
    assert results_data(now)["overall"]["alpha"]["alpha"] is not None
    assert not [word for word in words if word in results_text(now).lower()]
