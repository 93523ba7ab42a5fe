"""Two hands each over the steps are kept as numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from scrutiny_tui.domain.errors import RuleError
from scrutiny_tui.domain.priorities import first_of, hands_here, record_hands, too_many
from tests.support.sessions import of_tables, session


def test_a_count_takes_the_place_of_the_one_before() -> None:
    first = record_hands(session(), {1: 4, 3: 9})
    assert first.priorities == {1: 4, 2: 0, 3: 9, 4: 0, 5: 0, 6: 0}

    assert record_hands(first, {2: 1}).priorities == {1: 0, 2: 1, 3: 0, 4: 0, 5: 0, 6: 0}


def test_no_hand_at_all_takes_the_count_away() -> None:
    assert record_hands(record_hands(session(), {1: 4}), {1: 0}).priorities == {}


@pytest.mark.parametrize(
    ("hands", "told"),
    [({7: 1}, "for steps only"), ({101: 1}, "for steps only"), ({1: -1}, "from 0"), ({1: 5000}, "from 0")],
)
def test_what_cannot_be_a_count_is_refused(hands: Mapping[int, int], told: str) -> None:
    with pytest.raises(RuleError, match=told):
        record_hands(session(), hands)


def test_more_hands_than_there_are_is_asked_about() -> None:
    here = session(3)
    assert hands_here(here) == 6
    assert too_many(here, {1: 4, 2: 2}) == ""
    assert too_many(here, {1: 4, 2: 3}) == "That makes 7 hands; 3 people are here and have 6."

    away = here.with_sitting(replace(here.sitting, away=frozenset({1, 2})))
    assert too_many(away, {1: 3}) == "That makes 3 hands; 1 person is here and has 2."


def test_everybody_at_a_table_has_two_hands() -> None:
    assert hands_here(of_tables(6, 5)) == 22


def test_where_nobody_is_listed_nothing_is_asked() -> None:
    nobody = session(0)

    assert too_many(nobody, {1: 99}) == ""


def test_the_most_hands_come_first_then_the_order_of_the_steps() -> None:
    assert first_of(record_hands(session(), {2: 5, 4: 9, 6: 5})) == (4, 2, 6)
    assert first_of(session()) == ()
