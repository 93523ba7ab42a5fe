"""Phrases are right for one, two and many."""

from __future__ import annotations

from datetime import date

import pytest

from scrutiny_tui.domain import voting
from scrutiny_tui.domain.phrases import day, several, which_time
from scrutiny_tui.domain.session import Session
from scrutiny_tui.view.phrases import no_result_yet
from tests.support.sessions import answered, answers, revealed, session


def test_a_day_is_written_the_british_way() -> None:
    assert day(date(2026, 11, 3)) == "3 November 2026"


@pytest.mark.parametrize(("number", "told"), [(0, "0 people"), (1, "1 person"), (2, "2 people")])
def test_a_number_agrees_with_its_noun(number: int, told: str) -> None:
    assert several(number, "person", "people") == told


@pytest.mark.parametrize(("number", "told"), [(1, "First time"), (9, "Ninth time"), (10, "Time 10")])
def test_every_round_has_a_name(number: int, told: str) -> None:
    assert which_time(number) == told


def test_how_far_a_vote_is_that_is_going_on() -> None:
    assert no_result_yet(answered(session(5), 1, answers("1 d")), 1) == "2 of 5 in, no result yet."


@pytest.mark.parametrize(
    "without", [session(5), voting.open_round(session(5), 1), revealed(session(5), 1, answers("1"))]
)
def test_where_nobody_is_in_nothing_is_said(without: Session) -> None:
    assert no_result_yet(without, 1) == ""
