from __future__ import annotations

from dataclasses import replace

import pytest

from scrutiny_tui.domain.corrections import set_aside
from scrutiny_tui.domain.seal import sealed
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.domain.session import Session
from tests.support.sessions import answered, answers, details, revealed, session


def room(open_answers: str, aside: str = "1 1", secrecy: Secrecy = Secrecy.LABELS) -> Session:
    """Return a session with a result on step 1, a vote set aside on step 2 and one going on on step 3."""
    start = replace(session(6), details=details(secrecy=secrecy))
    start = revealed(start, 1, answers("1 2 3 3 3 d"))
    start = set_aside(answered(start, 2, answers(aside)), 2, "a fire alarm")
    return answered(start, 3, answers(open_answers))


@pytest.mark.parametrize("secrecy", Secrecy)
def test_sessions_that_differ_only_in_what_is_not_shown_are_the_same_once_sealed(secrecy: Secrecy) -> None:
    assert sealed(room("1 1 2", "1 1", secrecy)) == sealed(room("d 3 3", "3 i", secrecy))


def test_a_result_stays_as_it_is() -> None:
    now = room("1 1 2")
    assert sealed(now).rounds[1001] is now.rounds[1001]


def test_times_are_still_counted_over_a_vote_that_was_set_aside() -> None:
    assert sealed(room("1")).next_round(2) == 2
