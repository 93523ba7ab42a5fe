"""Who is here, who is waited for, and who is counted as absent."""

from __future__ import annotations

import pytest

from scrutiny_tui.domain import voting
from scrutiny_tui.domain.errors import RuleError
from scrutiny_tui.domain.people import Role
from scrutiny_tui.domain.rounds import Answer, Round
from scrutiny_tui.domain.session import Session
from tests.support.sessions import answered, answers, revealed, session


def opened(now: Session, step: int = 1) -> Round:
    """Return the open round of a step that has one."""
    found = now.open_round(step)
    assert found is not None
    return found


def test_whoever_is_absent_is_not_waited_for() -> None:
    now = voting.set_absent(answered(session(4), 1, answers("2")), 1, 3, absent=True)

    assert voting.waiting(now, opened(now)) == (2, 4)


def test_whoever_comes_back_is_waited_for_again() -> None:
    now = voting.set_absent(voting.open_round(session(3), 1), 1, 3, absent=True)

    back = voting.set_absent(now, 1, 3, absent=False)

    assert voting.waiting(back, opened(back)) == (1, 2, 3)
    assert back.sitting.away == frozenset()


def test_roles_without_a_ballot_are_not_waited_for() -> None:
    now = voting.open_round(session(2, Role.OFFICER, Role.CHAIR), 1)

    assert voting.waiting(now, opened(now)) == (1, 2, 4)


def test_whoever_answered_cannot_be_absent() -> None:
    with pytest.raises(RuleError, match="Take the answer back first"):
        voting.set_absent(answered(session(), 1, answers("2")), 1, 1, absent=True)


def test_whoever_is_absent_starts_the_next_vote_as_absent() -> None:
    now = voting.set_absent(voting.open_round(session(3), 1), 1, 2, absent=True)

    later = voting.open_round(now, 2)
    assert voting.waiting(later, opened(later, 2)) == (1, 3)


def test_whoever_leaves_is_not_waited_for_in_any_vote_that_is_open() -> None:
    both = voting.open_round(voting.open_round(session(3), 1), 2)

    now = voting.set_away(both, 2, away=True)

    assert [voting.waiting(now, opened(now, step)) for step in (1, 2)] == [(1, 3), (1, 3)]


def test_who_is_absent_is_fixed_at_the_reveal() -> None:
    now = voting.set_away(answered(session(4, Role.OFFICER), 1, answers("2 2")), 3, away=True)
    now = voting.set_away(voting.set_away(now, 1, away=True), 5, away=True)
    assert opened(now).absent == frozenset()

    shown = voting.reveal(now, 1)
    back = voting.set_away(shown, 3, away=False)

    assert back.rounds[1001].absent == {3}


def test_only_people_on_the_list_can_be_away() -> None:
    with pytest.raises(RuleError, match="Nobody with that number"):
        voting.set_away(session(3), 4, away=True)


def test_whoever_answers_is_here() -> None:
    now = voting.set_absent(voting.open_round(session(3), 1), 1, 2, absent=True)

    back = voting.cast(now, 1, 2, Answer.LEVEL_1)

    assert back.sitting.away == frozenset()


def test_being_away_already_changes_nothing() -> None:
    now = voting.set_away(session(3), 2, away=True)

    assert voting.set_away(now, 2, away=True) is now


def test_somebody_absent_without_a_ballot_is_not_counted_in_the_base() -> None:
    now = voting.set_away(session(3, Role.OFFICER), 4, away=True)
    not_rated = revealed(now, 1, answers("2 2")).rounds[1001].not_rated()

    assert (not_rated["absent"], not_rated["not_cast"]) == (0, 1)


def test_nobody_without_a_ballot_is_marked_absent_in_a_vote() -> None:
    with pytest.raises(RuleError, match="not on the list"):
        voting.set_absent(voting.open_round(session(3, Role.OFFICER), 1), 1, 4, absent=True)
