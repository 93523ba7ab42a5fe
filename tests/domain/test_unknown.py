"""Totals of people who are not known, as after opening a session again that keeps totals only."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrutiny_tui.domain import voting
from scrutiny_tui.domain.errors import CountError, RuleError
from scrutiny_tui.domain.moves import add_people, correct, remove_person, set_aside
from scrutiny_tui.domain.people import Role
from scrutiny_tui.domain.results import item_result
from scrutiny_tui.domain.rounds import Answer, Round
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.domain.session import Session
from tests.support.sessions import answered, answers, as_kept, details, people, revealed, session


def only_totals(members: int = 5) -> Session:
    """Return a session that keeps totals only, with an officer on the list too."""
    return replace(session(members, Role.OFFICER), details=details(secrecy=Secrecy.TOTALS))


def reopened(keys: str) -> Session:
    """Return a session of five in which so many have answered step 1 before it was opened again."""
    return as_kept(answered(only_totals(), 1, answers(keys)))


def vote(now: Session) -> Round:
    return voting.opened(now, 1)


def base_line(now: Session) -> str:
    return item_result(now, 1).rounds[0].base_line


def test_once_opened_again_the_others_answer_until_as_many_are_in_as_are_here() -> None:
    now, again = answered(only_totals(), 1, answers("1 2 d")), reopened("1 2 d")
    assert (vote(now).unknown, voting.waiting(now, vote(now))) == (0, (4, 5))
    assert (vote(again).unknown, vote(again).given, voting.turnout(again, 1).missing) == (3, 3, 2)
    assert voting.waiting(again, vote(again)) == (1, 2, 3, 4, 5)
    assert vote(as_kept(answered(session(5), 1, answers("1 2 d")))).unknown == 0
    now = answered(voting.set_away(reopened("1 2"), 5, away=True), 1, answers("3 3"))
    assert vote(now).counts == (1, 1, 2)
    with pytest.raises(RuleError, match="All 4 who are here have answered"):
        voting.cast(now, 1, 3, Answer.LEVEL_1)
    with pytest.raises(RuleError, match="marked absent"):
        voting.cast(now, 1, 5, Answer.LEVEL_1)
    now = add_people(reopened("1 2 3 1 2"), people(7)[6:])
    assert vote(voting.cast(now, 1, 7, Answer.LEVEL_2)).given == 6


def test_whoever_may_have_answered_stays_on_the_list_and_their_answer_as_it_is() -> None:
    now = voting.cast(reopened("1 2"), 1, 1, Answer.LEVEL_3)
    with pytest.raises(RuleError, match="an answer already entered can't be changed"):
        voting.cast(now, 1, 1, Answer.LEVEL_3)
    with pytest.raises(RuleError, match="keeps totals only, so an answer can't be cleared"):
        voting.withdraw(now, 1, 1)
    with pytest.raises(RuleError, match="Cancel the result and answer again"):
        correct(voting.reveal(now, 1), 1, 1, Answer.LEVEL_2, "it was entered wrongly")
    with pytest.raises(RuleError, match="Member 5 may have answered step 1, so can't be removed"):
        remove_person(reopened("1"), 5)
    assert 6 not in remove_person(reopened("1"), 6).voters


def test_a_count_takes_in_the_rest_and_no_more_are_absent_than_have_not_answered() -> None:
    with pytest.raises(CountError, match="You counted 4, but 3 are here and have not answered\\."):
        voting.take_headcount(reopened("1 2"), 1, {Answer.LEVEL_3: 4})
    assert (
        base_line(voting.reveal_headcount(reopened("1 2"), 1, {Answer.LEVEL_3: 3}))
        == "5 of 5 chose a statement"
    )
    now = reopened("1 2 3")
    for voter in (1, 2):
        now = voting.set_absent(now, 1, voter, absent=True)
    with pytest.raises(RuleError, match="Everyone else has answered or is absent"):
        voting.set_absent(now, 1, 3, absent=True)
    assert base_line(voting.reveal(now, 1)) == "3 of 3 here chose a statement · 2 absent"
    now = reopened("1 2 3")
    for voter in range(1, 6):
        now = voting.set_away(now, voter, away=True)
    assert (voting.turnout(now, 1).absent, voting.turnout(now, 1).missing) == (2, 0)
    with pytest.raises(CountError, match="You counted 1, but nobody is here and has not answered\\."):
        voting.take_headcount(now, 1, {Answer.LEVEL_3: 1})


def test_totals_that_were_shown_stay_with_what_is_set_aside_and_those_never_shown_go() -> None:
    shown = set_aside(revealed(only_totals(), 1, answers("1 2 2")), 1, "a slip").rounds[1001]
    assert shown.totals == {Answer.LEVEL_1: 1, Answer.LEVEL_2: 2}
    counted = voting.take_headcount(answered(only_totals(), 1, answers("1 2")), 1, {Answer.LEVEL_1: 3})
    left = set_aside(counted, 1, "a slip").rounds[1001]
    assert (left.totals, left.answered, left.closed, left.absent) == ({}, frozenset(), False, frozenset())
    for now in (voting.reveal(reopened("1 2"), 1), set_aside(reopened("1 2"), 1, "a slip")):
        assert now.rounds[1001].unknown == 0


moves = st.lists(st.tuples(st.sampled_from(("cast", "away", "back", "count", "again")), st.integers(1, 6)))


@given(moves, st.integers(1, 5))
def test_whatever_is_done_the_result_adds_up(done: list[tuple[str, int]], before: int) -> None:
    now = reopened("2 " * before)
    for what, number in done:
        try:
            if what == "cast":
                now = voting.cast(now, 1, number, Answer.LEVEL_1)
            elif what == "count":
                now = voting.take_headcount(now, 1, {Answer.LEVEL_3: number})
            elif what == "again":
                now = as_kept(now)
            else:
                now = voting.set_away(now, number, away=what == "away")
        except RuleError:
            continue
        assert voting.turnout(now, 1).missing >= 0
    found = item_result(voting.reveal(now, 1), 1).rounds[0]
    assert found.ratings + sum(found.not_rated.values()) == found.base == 5
    assert min(found.not_rated.values()) >= 0
