"""The moves of a vote: who answers, who is here, counting hands, the reveal, and what is set aside."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from scrutiny_tui.domain import moves, voting
from scrutiny_tui.domain.errors import CountError, RuleError
from scrutiny_tui.domain.moves import add_people, begin_sitting, set_aside
from scrutiny_tui.domain.people import Role
from scrutiny_tui.domain.results import item_result, movement
from scrutiny_tui.domain.rounds import Answer, Round, RoundState
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.domain.session import Session
from scrutiny_tui.domain.voting import (
    cast,
    open_round,
    opened,
    reveal,
    set_absent,
    set_away,
    turnout,
    waiting,
    withdraw,
)
from tests.support.sessions import NOW, answered, answers, counted, details, people, revealed, session

Move = Callable[[Session], Session]


def missing(now: Session, step: int = 1) -> tuple[int, ...]:
    """Return who is waited for."""
    return waiting(now, opened(now, step))


def base_line(now: Session, step: int = 1) -> str:
    """Return the line under the counts once the vote is shown."""
    return item_result(reveal(now, step), step).rounds[-1].base_line


# Answers


def test_a_vote_opens_as_the_next_round_and_an_answer_is_kept_until_another_comes() -> None:
    now = open_round(open_round(session(), 1), 3)
    found = opened(now, 3)
    assert (found.id, found.number, found.state, found.ballots) == (3001, 1, RoundState.OPEN, {})
    assert opened(now, 1).id == 1001
    before = answered(session(), 1, answers("1 2"))
    assert opened(cast(before, 1, 1, Answer.LEVEL_3), 1).ballots == {1: Answer.LEVEL_3, 2: Answer.LEVEL_2}
    assert opened(withdraw(before, 1, 1), 1).ballots == {2: Answer.LEVEL_2}
    assert opened(before, 1).ballots == {1: Answer.LEVEL_1, 2: Answer.LEVEL_2}


@pytest.mark.parametrize(
    "move",
    [
        lambda now: cast(now, 1, 1, Answer.LEVEL_1),
        lambda now: withdraw(now, 1, 1),
        lambda now: set_absent(now, 1, 2, absent=True),
        lambda now: reveal(now, 1),
        lambda now: voting.restore(now, Round(1, 1, 1), 1, away=False),
    ],
)
def test_no_move_works_before_the_vote_is_opened_or_once_it_is_revealed(move: Move) -> None:
    for now in (session(), revealed(session(), 1, answers("2"))):
        with pytest.raises(RuleError, match="Step 1 is not being answered now"):
            move(now)


@pytest.mark.parametrize(
    ("move", "told"),
    [
        (lambda: open_round(open_round(session(), 1), 1), "already being answered"),
        (lambda: open_round(session(0, Role.OFFICER, Role.OBSERVER), 1), "Nobody on the list answers"),
        (lambda: open_round(session(), 7), "There is no step 7"),
        (lambda: reveal(open_round(session(), 1), 1), "Nobody has answered yet"),
        (lambda: set_aside(session(), 1, "a reason"), "no answer on step 1 to cancel"),
        (lambda: set_aside(set_aside(revealed(session(), 1, answers("1")), 1, "a slip"), 1, "x"), "to cancel"),
        (lambda: cast(open_round(session(5), 1), 1, 6, Answer.LEVEL_1), "not on the list"),
        *(
            (lambda role=role: cast(open_round(session(5, role), 1), 1, 6, Answer.LEVEL_1), "not on the list")
            for role in (Role.OFFICER, Role.CABINET_MEMBER, Role.OBSERVER)
        ),
        (lambda: cast(open_round(session(), 1), 1, 1, Answer.NOT_APPLICABLE), "can't be used for a step"),
        (lambda: withdraw(open_round(session(), 1), 1, 1), "has not answered, so there is nothing to clear"),
        (lambda: set_absent(answered(session(), 1, answers("2")), 1, 1, absent=True), "Clear the answer first"),
        (lambda: set_absent(open_round(session(3, Role.OFFICER), 1), 1, 4, absent=True), "not on the list"),
        (lambda: set_away(session(3), 4, away=True), "That person is not on the list"),
    ],
)  # fmt: skip
def test_what_the_rules_forbid_is_refused_in_words(move: Callable[[], Session], told: str) -> None:
    with pytest.raises(RuleError, match=told):
        move()


# Who is here


def test_whoever_is_away_is_not_waited_for_in_any_vote_until_they_are_back() -> None:
    now = set_absent(open_round(session(4, Role.OFFICER), 1), 1, 3, absent=True)
    assert missing(now) == (1, 2, 4)
    assert missing(cast(now, 1, 1, Answer.LEVEL_2)) == (2, 4)
    back = set_absent(now, 1, 3, absent=False)
    assert missing(back) == (1, 2, 3, 4)
    assert back.sitting.away == cast(now, 1, 3, Answer.LEVEL_1).sitting.away == frozenset()
    assert set_away(now, 3, away=True) is now
    now = set_away(open_round(open_round(session(3), 1), 2), 2, away=True)
    assert [missing(open_round(now, 3), step) for step in (1, 2, 3)] == [(1, 3)] * 3


def test_who_is_in_absent_and_missing_is_told_and_fixed_at_the_reveal() -> None:
    now = answered(session(4, Role.OFFICER), 1, answers("2 2"))
    for voter in (1, 3, 5):
        now = set_away(now, voter, away=True)
    assert opened(now, 1).absent == frozenset()
    assert set_away(reveal(now, 1), 3, away=False).rounds[1001].absent == {3}
    now = set_absent(answered(session(5, Role.OFFICER), 1, answers("1 d")), 1, 5, absent=True)
    found = turnout(set_away(now, 1, away=True), 1)
    assert (found.given, found.asked, found.absent, found.missing) == (2, 5, 1, 2)
    none_open = turnout(session(5), 1)
    assert (none_open.given, none_open.asked, none_open.missing) == (0, 5, 5)
    now = session(1)
    assert turnout(set_away(now, 1, away=True), 1).everybody_absent
    assert not turnout(now, 1).everybody_absent
    assert not turnout(session(0, Role.OFFICER), 1).everybody_absent


# The reveal


def test_the_reveal_fixes_the_base_and_answering_again_keeps_it() -> None:
    now = set_absent(open_round(session(9, Role.OFFICER), 1), 1, 9, absent=True)
    now = set_away(now, 10, away=True)
    shown = revealed(now, 1, answers("1 2 3 d d a i"))
    found = shown.rounds[1001]
    assert (found.state, found.base) == (RoundState.REVEALED, frozenset(range(1, 10)))
    assert found.not_rated() == {
        "dont_know": 2, "abstain": 1, "not_applicable": 0, "interest": 1, "absent": 1, "not_cast": 1,
    }  # fmt: skip
    later = open_round(add_people(shown, people(12)[10:]), 1)
    assert later.rounds[1001].base == found.base
    assert revealed(session(2), 1, answers("d d")).rounds[1001].counts == (0, 0, 0)
    first = revealed(session(), 1, counted((6, 0, 6)))
    second = revealed(first, 1, counted((0, 12, 0)))
    assert second.rounds[1001] is first.rounds[1001]
    assert [each.counts for each in second.revealed(1)] == [(6, 0, 6), (0, 12, 0)]


# Counting hands or cards

SEVEN = {Answer.LEVEL_1: 2, Answer.LEVEL_2: 4, Answer.DONT_KNOW: 1}


@pytest.fixture(params=[Secrecy.LABELS, Secrecy.TOTALS])
def room(request: pytest.FixtureRequest) -> Session:
    """A vote of twelve members on step 1."""
    return open_round(replace(session(12), details=details(secrecy=request.param)), 1)


def test_a_count_closes_the_list_and_is_added_to_the_slips_before_it(room: Session) -> None:
    now = voting.take_headcount(answered(room, 1, answers("3 3 d")), 1, SEVEN)
    assert (opened(now, 1).given, missing(now)) == (10, ())
    with pytest.raises(RuleError, match="The count has been saved"):
        cast(now, 1, 12, Answer.LEVEL_3)
    with pytest.raises(RuleError, match="A count has already been saved"):
        voting.take_headcount(now, 1, SEVEN)
    shown = item_result(reveal(now, 1), 1).rounds[0]
    assert (shown.counts, shown.ratings) == ((2, 4, 2), 8)
    assert shown.base_line == "8 of 12 chose a statement · 2 don't know · 2 have not answered"
    assert reveal(now, 1) == voting.reveal_headcount(answered(room, 1, answers("3 3 d")), 1, SEVEN)


def test_a_slip_can_be_changed_after_the_count_only_where_slips_are_kept(room: Session) -> None:
    now = voting.take_headcount(answered(room, 1, answers("1")), 1, SEVEN)
    with pytest.raises(RuleError, match=r"The count has been saved|can't be cleared"):
        withdraw(now, 1, 1)
    if now.details.secrecy is Secrecy.LABELS:
        assert opened(cast(now, 1, 1, Answer.LEVEL_3), 1).counts == (2, 4, 1)


@pytest.mark.parametrize(
    ("in_already", "away", "counts", "told"),
    [
        ("", [], {Answer.LEVEL_1: 13}, "You counted 13, but 12 are marked as here."),
        ("1 2", [12], {Answer.LEVEL_1: 10}, "You counted 10, but 9 are here and have not answered."),
        ("", range(1, 13), {Answer.LEVEL_1: 1}, "You counted 1, but nobody is marked as here."),
        ("", [], {}, "Nothing was counted."),
        ("", [], {Answer.LEVEL_1: 0}, "Nothing was counted."),
        ("", [], {Answer.LEVEL_1: 3, Answer.LEVEL_2: -1}, "Nothing was counted."),
        ("", [], {Answer.NOT_APPLICABLE: 1}, '"Not applicable" can\'t be used for a step.'),
    ],
)
def test_a_count_that_does_not_fit_is_refused_with_both_numbers(
    room: Session, in_already: str, away: list[int], counts: Mapping[Answer, int], told: str
) -> None:
    for voter in away:
        room = set_absent(room, 1, voter, absent=True)
    room = answered(room, 1, answers(in_already))
    for act in (voting.take_headcount, voting.reveal_headcount):
        with pytest.raises(RuleError) as refused:
            act(room, 1, counts)
        assert str(refused.value).startswith(told)
    if isinstance(refused.value, CountError):
        assert (refused.value.counted, refused.value.here) == (sum(counts.values()), turnout(room, 1).missing)


def test_whoever_comes_leaves_or_joins_after_the_count_changes_nothing_of_it(room: Session) -> None:
    now = voting.take_headcount(set_absent(room, 1, 12, absent=True), 1, {Answer.LEVEL_2: 11})
    for voter, away in ((1, True), (12, False)):
        assert base_line(set_away(now, voter, away=away)) == "11 of 11 here chose a statement · 1 absent"
    assert (
        base_line(add_people(now, people(14)[12:]))
        == "11 of 13 here chose a statement · 1 absent · 2 have not answered"
    )


# Set aside, put back, begun anew


def test_two_counts_are_compared_without_movement_also_if_some_gave_slips(room: Session) -> None:
    now = voting.reveal_headcount(answered(room, 1, answers("1 1")), 1, {Answer.LEVEL_1: 10})
    again = answered(open_round(now, 1), 1, answers("3 3"))
    now = voting.reveal_headcount(again, 1, {Answer.LEVEL_3: 10})
    assert [each.counts for each in item_result(now, 1).rounds] == [(12, 0, 0), (0, 0, 12)]
    assert movement(*now.revealed(1)) is None


def test_what_is_set_aside_leaves_numbered_lines_and_the_result_before_counts_again() -> None:
    now = set_aside(answered(session(), 2, answers("1 2 3")), 2, "the wrong slips were keyed")
    assert (now.rounds[2001].state, now.rounds[2001].reason) == (
        RoundState.VOID,
        "the wrong slips were keyed",
    )
    again = answered(now, 2, answers("1"))
    assert opened(again, 2).id == 2002
    assert [(key, each.text) for key, each in set_aside(again, 2, "a slip").trail.items()] == [
        (1, "Step 2, Round 1 cancelled: the wrong slips were keyed."),
        (2, "Step 2, Round 2 cancelled: a slip."),
    ]
    now = revealed(revealed(session(), 1, counted((6, 0, 6))), 1, counted((0, 12, 0)))
    assert [each.counts for each in set_aside(now, 1, "somebody voted twice").revealed(1)] == [(6, 0, 6)]


def test_answers_wait_for_a_new_sitting_which_sets_half_filled_rounds_aside() -> None:
    now = set_absent(answered(session(), 1, answers("1 2")), 1, 9, absent=True)
    begun = begin_sitting(revealed(now, 2, counted((0, 11, 0))), NOW, "B. Facilitator")
    assert (begun.rounds[1001].state, begun.rounds[1001].reason) == (RoundState.VOID, moves.NEW_SITTING)
    assert begun.rounds[2001].state is RoundState.REVEALED
    assert (begun.sitting.id, begun.sitting.facilitator) == (2, "B. Facilitator")
    assert begun.sitting.away == frozenset()
    now = answered(session(6), 1, answers("1 2"))
    now = now.with_round(replace(opened(now, 1), prepared=True))
    waited = opened(begin_sitting(now, NOW), 1)
    assert (waited.given, waited.sitting) == (2, 2)
    for touched in (cast(now, 1, 1, Answer.LEVEL_3), voting.take_headcount(now, 1, {Answer.LEVEL_1: 4})):
        assert begin_sitting(touched, NOW).rounds[1001].state is RoundState.VOID
    back = voting.restore(cast(now, 1, 1, Answer.LEVEL_3), opened(now, 1), 1, away=False)
    assert back == now
