"""Pins, things to come back to, things that are done, and what they do to what is talked about next."""

from __future__ import annotations

import pytest

from scrutiny_tui.domain.errors import RuleError
from scrutiny_tui.domain.marks import mark_of, toggle_mark
from scrutiny_tui.domain.queue import talk_next
from scrutiny_tui.domain.results import results
from scrutiny_tui.domain.session import MarkKind, Session
from tests.support.sessions import WORDS, counted, revealed, session


def room() -> Session:
    """Return a session where step 1 is split, step 2 spread and step 3 agreed in the middle."""
    now = session(12)
    for step, counts in enumerate([(6, 0, 6), (4, 4, 4), (0, 12, 0)], start=1):
        now = revealed(now, step, counted(counts))
    return now


def topics(now: Session) -> list[tuple[int, str]]:
    return [(topic.item.number, topic.reason) for topic in talk_next(results(now), WORDS)]


def test_a_pinned_item_is_talked_about_first_and_says_so() -> None:
    assert topics(toggle_mark(room(), 2, MarkKind.PINNED)) == [
        (2, "pinned; no single view"),
        (1, "two opposite views"),
    ]


def test_an_item_can_be_pinned_where_nothing_stands_out_or_nothing_is_answered() -> None:
    pinned = toggle_mark(toggle_mark(room(), 3, MarkKind.PINNED), 5, MarkKind.PINNED)

    assert topics(pinned)[:2] == [(3, "pinned"), (5, "pinned; not yet answered")]


def test_what_to_come_back_to_goes_last() -> None:
    assert topics(toggle_mark(room(), 1, MarkKind.LATER)) == [
        (2, "no single view"),
        (1, "to come back to; two opposite views"),
    ]


def test_what_is_done_is_left_out_until_it_is_answered_again() -> None:
    done = toggle_mark(room(), 1, MarkKind.DONE)
    again = revealed(done, 1, counted((5, 0, 7)))

    assert topics(done) == [(2, "no single view")]
    assert mark_of(again, 1) is None
    assert topics(again) == topics(room())


def test_a_mark_is_taken_away_by_setting_it_again_and_replaced_by_another() -> None:
    pinned = toggle_mark(room(), 1, MarkKind.PINNED)

    assert toggle_mark(pinned, 1, MarkKind.PINNED) == room()
    assert mark_of(toggle_mark(pinned, 1, MarkKind.LATER), 1) is MarkKind.LATER


def test_there_is_no_mark_on_a_step_that_is_not_there() -> None:
    with pytest.raises(RuleError):
        toggle_mark(room(), 9, MarkKind.PINNED)
