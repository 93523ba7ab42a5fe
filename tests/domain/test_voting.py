"""The moves of a vote."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from scrutiny_tui.domain import corrections, voting
from scrutiny_tui.domain.errors import RuleError
from scrutiny_tui.domain.moves import begin_sitting
from scrutiny_tui.domain.people import Role
from scrutiny_tui.domain.rounds import Answer, Round, RoundState
from scrutiny_tui.domain.session import Session
from tests.support.sessions import NOW, answered, answers, counted, revealed, session

Move = Callable[[Session], Session]


def opened(now: Session, step: int = 1) -> Round:
    """Return the open round of a step that has one."""
    found = now.open_round(step)
    assert found is not None
    return found


def test_a_vote_opens_as_the_first_round_of_its_step() -> None:
    round_ = opened(voting.open_round(session(), 3), 3)

    assert (round_.id, round_.number, round_.state, round_.ballots) == (3001, 1, RoundState.OPEN, {})


def test_several_steps_may_be_open_at_once() -> None:
    now = voting.open_round(voting.open_round(session(), 1), 2)

    assert (opened(now, 1).id, opened(now, 2).id) == (1001, 2001)


def test_a_step_is_voted_on_once_at_a_time() -> None:
    with pytest.raises(RuleError, match="already going on"):
        voting.open_round(voting.open_round(session(), 1), 1)


def test_a_vote_needs_somebody_who_casts() -> None:
    with pytest.raises(RuleError, match="Nobody on the list casts a ballot"):
        voting.open_round(session(0, Role.OFFICER, Role.OBSERVER), 1)


def test_an_answer_is_kept_under_its_voter() -> None:
    now = voting.cast(voting.open_round(session(), 1), 1, 4, Answer.LEVEL_2)

    assert opened(now).ballots == {4: Answer.LEVEL_2}


def test_a_second_answer_takes_the_place_of_the_first() -> None:
    now = answered(session(), 1, answers("1 2"))

    assert opened(voting.cast(now, 1, 1, Answer.LEVEL_3)).counts == (0, 1, 1)


def test_a_move_leaves_the_session_it_began_with_alone() -> None:
    before = answered(session(), 1, answers("1 2"))

    voting.cast(before, 1, 3, Answer.LEVEL_3)

    assert opened(before).ballots == {1: Answer.LEVEL_1, 2: Answer.LEVEL_2}


def test_a_withdrawn_answer_is_gone() -> None:
    now = answered(session(), 1, answers("1 2"))

    assert opened(voting.withdraw(now, 1, 1)).ballots == {2: Answer.LEVEL_2}


def test_the_turnout_of_a_vote_tells_who_is_in_absent_and_missing() -> None:
    now = voting.set_absent(answered(session(5, Role.OFFICER), 1, answers("1 d")), 1, 5, absent=True)

    found = voting.turnout(voting.set_away(now, 1, away=True), 1)

    assert (found.given, found.asked, found.absent, found.missing) == (2, 5, 1, 2)


def test_a_vote_that_is_not_open_has_a_turnout_of_nobody() -> None:
    found = voting.turnout(session(5), 1)

    assert (found.given, found.asked, found.missing) == (0, 5, 5)


def test_everybody_is_absent_only_where_there_is_somebody() -> None:
    now = session(1)

    assert voting.turnout(voting.set_away(now, 1, away=True), 1).everybody_absent
    assert not voting.turnout(now, 1).everybody_absent
    assert not voting.turnout(session(0, Role.OFFICER), 1).everybody_absent


@pytest.mark.parametrize(
    ("move", "told"),
    [
        (lambda now: voting.cast(now, 1, 1, Answer.LEVEL_1), "No vote on step 1 is going on"),
        (lambda now: voting.withdraw(now, 1, 1), "No vote on step 1 is going on"),
        (lambda now: voting.set_absent(now, 1, 1, absent=True), "No vote on step 1 is going on"),
        (lambda now: voting.reveal(now, 1), "No vote on step 1 is going on"),
        (lambda now: corrections.set_aside(now, 1, "a reason"), "no answer on step 1 to set aside"),
        (lambda now: voting.restore(now, Round(1, 1, 1), 1, away=False), "No vote on step 1 is going on"),
    ],
)
def test_no_move_works_before_the_vote_is_opened(move: Move, told: str) -> None:
    with pytest.raises(RuleError, match=told):
        move(session())


@pytest.mark.parametrize(
    "move",
    [
        lambda now: voting.cast(now, 1, 1, Answer.LEVEL_1),
        lambda now: voting.withdraw(now, 1, 1),
        lambda now: voting.set_absent(now, 1, 2, absent=True),
        lambda now: voting.reveal(now, 1),
        lambda now: voting.restore(now, Round(1, 1, 1), 1, away=False),
    ],
)
def test_no_move_reaches_a_round_that_is_revealed(move: Move) -> None:
    with pytest.raises(RuleError):
        move(revealed(session(), 1, answers("2")))


def test_only_people_on_the_list_answer() -> None:
    with pytest.raises(RuleError, match="not on the list"):
        voting.cast(voting.open_round(session(5), 1), 1, 6, Answer.LEVEL_1)


@pytest.mark.parametrize("role", [Role.OFFICER, Role.CABINET_MEMBER, Role.OBSERVER])
def test_roles_without_a_ballot_do_not_answer(role: Role) -> None:
    with pytest.raises(RuleError, match="not on the list"):
        voting.cast(voting.open_round(session(5, role), 1), 1, 6, Answer.LEVEL_1)


def test_a_step_always_applies() -> None:
    with pytest.raises(RuleError, match="always applies"):
        voting.cast(voting.open_round(session(), 1), 1, 1, Answer.NOT_APPLICABLE)


def test_a_vote_needs_a_step_that_is_there() -> None:
    with pytest.raises(RuleError, match="There is no step 7"):
        voting.open_round(session(), 7)


def test_the_reveal_fixes_the_base() -> None:
    shown = revealed(session(5, Role.OFFICER), 1, answers("2 2 2"))

    assert shown.rounds[1001].base == {1, 2, 3, 4, 5}
    assert shown.rounds[1001].state is RoundState.REVEALED


def test_the_base_stays_when_the_list_grows() -> None:
    shown = revealed(session(5), 1, answers("2 2 2"))
    grown = {**shown.voters, **session(7).voters}

    later = voting.open_round(replace(shown, voters=grown), 1)

    assert len(later.rounds[1001].base) == 5


def test_there_is_nothing_to_reveal_before_the_first_answer() -> None:
    with pytest.raises(RuleError, match="Nobody has answered yet"):
        voting.reveal(voting.open_round(session(), 1), 1)


def test_a_round_of_dont_knows_can_be_revealed() -> None:
    assert revealed(session(2), 1, answers("d d")).rounds[1001].counts == (0, 0, 0)


def test_the_base_is_made_up_of_those_who_rated_and_those_who_did_not() -> None:
    now = voting.set_absent(voting.open_round(session(9), 1), 1, 9, absent=True)
    shown = revealed(now, 1, answers("1 2 3 d d a i"))

    found = shown.rounds[1001]

    assert found.not_rated() == {
        "dont_know": 2,
        "abstain": 1,
        "not_applicable": 0,
        "interest": 1,
        "absent": 1,
        "not_cast": 1,
    }
    assert sum(found.counts) + sum(found.not_rated().values()) == len(found.base)


def test_answering_again_keeps_the_first_time() -> None:
    first = revealed(session(), 1, counted((6, 0, 6)))

    second = revealed(first, 1, counted((0, 12, 0)))

    assert second.rounds[1001] is first.rounds[1001]
    assert [each.counts for each in second.revealed(1)] == [(6, 0, 6), (0, 12, 0)]


def test_a_round_set_aside_leaves_a_line_that_names_nobody_and_no_answer() -> None:
    now = corrections.set_aside(answered(session(), 2, answers("1 2 3")), 2, "the wrong slips were keyed")

    assert [entry.text for entry in now.trail.values()] == [
        "Step 2, time 1: set aside: the wrong slips were keyed."
    ]
    assert now.rounds[2001].state is RoundState.VOID
    assert now.rounds[2001].reason == "the wrong slips were keyed"


def test_lines_of_the_trail_are_numbered_on() -> None:
    now = corrections.set_aside(answered(session(), 1, answers("1")), 1, "a slip")

    now = corrections.set_aside(answered(now, 1, answers("1")), 1, "another slip")

    assert [*now.trail] == [1, 2]
    assert now.trail[2].text == "Step 1, time 2: set aside: another slip."


def test_a_result_can_be_set_aside_and_the_one_before_counts_again() -> None:
    now = revealed(revealed(session(), 1, counted((6, 0, 6))), 1, counted((0, 12, 0)))

    back = corrections.set_aside(now, 1, "somebody voted twice")

    assert [each.counts for each in back.revealed(1)] == [(6, 0, 6)]


def test_setting_aside_goes_back_round_by_round_and_then_stops() -> None:
    now = corrections.set_aside(revealed(session(), 1, answers("1")), 1, "a slip")

    with pytest.raises(RuleError, match="no answer on step 1 to set aside"):
        corrections.set_aside(now, 1, "a slip")


def test_a_number_is_never_given_to_a_second_round() -> None:
    now = corrections.set_aside(answered(session(), 1, answers("1")), 1, "a slip")

    assert opened(voting.open_round(now, 1)).id == 1002


def test_one_voter_can_be_put_back_to_an_earlier_moment() -> None:
    before = answered(session(), 1, answers("1 2"))
    changed = voting.cast(before, 1, 1, Answer.LEVEL_3)
    added = voting.cast(before, 1, 3, Answer.LEVEL_3)

    assert voting.restore(changed, opened(before), 1, away=False) == before
    assert voting.restore(added, opened(before), 3, away=False) == before


def test_a_new_sitting_sets_half_filled_rounds_aside_and_finds_everybody_here() -> None:
    now = voting.set_absent(answered(session(), 1, answers("1 2")), 1, 9, absent=True)
    now = revealed(now, 2, counted((0, 11, 0)))

    begun = begin_sitting(now, NOW, "B. Facilitator")

    assert begun.rounds[1001].state is RoundState.VOID
    assert begun.rounds[1001].reason == corrections.NEW_SITTING
    assert begun.rounds[2001].state is RoundState.REVEALED
    assert (begun.sitting.id, begun.sitting.facilitator, begun.sitting.away) == (
        2,
        "B. Facilitator",
        frozenset(),
    )
