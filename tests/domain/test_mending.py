"""Setting aside and correcting keep what was, and say that it was done."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scrutiny_tui.domain import mending, voting
from scrutiny_tui.domain.ballot import Answer
from scrutiny_tui.domain.errors import RuleError
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.domain.session import Session
from tests.support.sessions import answered, answers, details, revealed, session


def totals_only() -> Session:
    """Return a session of six members that keeps totals only."""
    return replace(session(6), details=details(secrecy=Secrecy.TOTALS))


def test_a_correction_leaves_every_other_answer_alone() -> None:
    shown = revealed(session(5), 1, answers("1 2 3 d 2"))

    corrected = mending.correct(shown, 1, 4, Answer.LEVEL_3, "it was keyed wrongly")

    before, after = shown.rounds[1001], corrected.rounds[1001]
    assert after == replace(before, ballots={**before.ballots, 4: Answer.LEVEL_3})


def test_an_open_vote_is_not_corrected() -> None:
    with pytest.raises(RuleError, match="There is no result on step 1"):
        mending.correct(answered(session(5), 1, answers("1")), 1, 1, Answer.LEVEL_2, "it was keyed wrongly")


def test_totals_that_were_shown_stay_with_the_result_that_is_set_aside() -> None:
    shown = revealed(totals_only(), 1, answers("1 2 2"))

    assert mending.set_aside(shown, 1, "a slip").rounds[1001].totals == {Answer.LEVEL_1: 1, Answer.LEVEL_2: 2}


def test_totals_that_were_never_shown_go() -> None:
    counted = voting.take_headcount(answered(totals_only(), 1, answers("1 2")), 1, {Answer.LEVEL_1: 4})

    left = mending.set_aside(counted, 1, "a slip").rounds[1001]

    assert (left.totals, left.answered, left.closed, left.absent) == ({}, frozenset(), False, frozenset())


@pytest.mark.parametrize("reason", [*mending.ASIDE_REASONS, mending.NEW_SITTING])
def test_reasons_to_set_aside_end_a_sentence(reason: str) -> None:
    line = mending.set_aside(answered(session(5), 1, answers("1")), 1, reason).trail[1].text

    assert line == f"Step 1, time 1: set aside: {reason}."
