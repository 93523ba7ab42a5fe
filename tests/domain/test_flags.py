"""What is said of a result beside its label."""

from __future__ import annotations

import pytest

from scrutiny_tui.domain.agreement import Counts, verdict
from scrutiny_tui.domain.flags import Flags, flags, many_do_not_know
from scrutiny_tui.domain.results import RoundResult, round_result
from tests.support.sessions import answers, revealed, session


def result(keys: str, members: int = 15) -> RoundResult:
    now = revealed(session(members), 1, answers(keys))
    return round_result(now, now.rounds[1001])


def test_fewer_than_half_of_those_entitled_is_provisional() -> None:
    assert result("2 2 2 2 2 2 2").flags.provisional
    assert not result("2 2 2 2 2 2 2 2").flags.provisional
    assert result("2 2 2 2 2 2 2").caution == "Only 7 of 15 chose a level: this is provisional."
    assert result("2 2 2 2 2 2 2 2").caution == ""


def test_whoever_has_an_interest_or_to_whom_it_does_not_apply_is_not_entitled() -> None:
    assert not result("2 2 2 2 2 2 2 i").flags.provisional
    assert result("2 2 2 2 2 2 2 a").flags.provisional
    assert result("2 2 2 2 2 2 2 d").flags.provisional


@pytest.mark.parametrize(
    ("keys", "known"),
    [
        ("2 2 2 2", False),
        ("2 2 2 2 2", True),
        ("2 2 2 2 2 2 2 2 d d d", True),
        ("2 2 2 2 2 2 2 2 d d d d", False),
    ],
)
def test_not_enough_is_known_under_five_ratings_or_from_a_third_of_dont_knows(keys: str, known: bool) -> None:
    assert result(keys).flags.not_enough_known is not known


def test_without_any_dont_know_nobody_says_that_many_do_not_know() -> None:
    assert not many_do_not_know(0, 0)
    assert many_do_not_know(1, 0)


@pytest.mark.parametrize(
    ("counts", "apart"),
    [
        ((1, 0, 9), True),
        ((9, 0, 1), True),
        ((1, 3, 10), True),
        ((2, 0, 18), False),
        ((0, 1, 9), False),
        ((1, 12, 0), False),
        ((1, 0, 4), False),
        ((1, 0, 2), False),
    ],
)
def test_one_answer_apart_is_a_single_one_at_the_end_away_from_where_the_room_agrees(
    counts: Counts, apart: bool
) -> None:
    nobody = dict.fromkeys(("dont_know", "abstain", "not_applicable", "interest", "absent", "not_cast"), 0)

    assert flags(counts, verdict(counts), sum(counts), nobody) == Flags(
        provisional=False, not_enough_known=sum(counts) < 5, one_apart=apart
    )
