"""The ways in which agreement on three levels is commonly got wrong, each with a test that it is not."""

from __future__ import annotations

from fractions import Fraction
from inspect import getmembers, isfunction

from scrutiny_tui.domain import agreement, groups, results
from scrutiny_tui.domain.agreement import (
    van_der_eijk_a,
)
from scrutiny_tui.tui.text import FILLS, SYMBOLS
from scrutiny_tui.view.data import results_data
from scrutiny_tui.view.plain_text import results_text
from tests.support.sessions import counted, revealed, session


def test_pitfall_1_the_mean_of_levels_cannot_tell_agreement_from_two_camps() -> None:
    same_mean = [(0, 12, 0), (6, 0, 6), (4, 4, 4), (5, 2, 5)]
    assert {Fraction(low + 2 * middle + 3 * high, 12) for low, middle, high in same_mean} == {2}
    assert [van_der_eijk_a(counts) for counts in same_mean] == [1, -1, 0, Fraction(-1, 2)]
    named = [name for module in (agreement, groups, results) for name, _ in getmembers(module, isfunction)]
    assert not any("mean" in name for name in named)


def test_pitfall_5_alpha_is_never_told_of_an_item_or_a_step() -> None:
    now = revealed(revealed(session(6), 1, counted((0, 0, 6))), 2, counted((0, 6, 0)))
    assert all("alpha" not in key for item in results_data(now)["items"] for key in item)


def test_pitfall_12_alpha_is_a_number_for_programs_and_no_words_stand_for_it() -> None:
    now = session(6)
    for step, counts in enumerate([(6, 0, 0), (0, 6, 0), (1, 2, 3)], start=1):
        now = revealed(now, step, counted(counts))
    words = ("alpha", "substantial", "moderate", "fair agreement", "almost perfect", "slight")
    assert results_data(now)["overall"]["alpha"]["alpha"] is not None
    assert not [word for word in words if word in results_text(now).lower()]


def test_pitfalls_13_and_14_no_label_is_told_by_colour_alone_or_without_how_many_it_rests_on() -> None:
    now = revealed(session(15), 1, counted((7, 1, 6)))
    told = results_text(now)
    assert "Two opposite views: 7 Beginning, 6 Strong, 1 between." in told
    assert "14 of 15 chose a statement" in told
    assert results_data(now)["items"][0]["ratings"] == 14
    assert "\x1b" not in told
    assert len(set(FILLS)) == len(set(SYMBOLS)) == 3
