"""The ways in which agreement on three levels is commonly got wrong, each with a test that it is not."""

from __future__ import annotations

from fractions import Fraction
from inspect import getmembers, isfunction

import pytest

from scrutiny_tui.domain import agreement, groups, results
from scrutiny_tui.domain.agreement import (
    Label,
    Reason,
    agreeing_pairs,
    krippendorff_alpha,
    leik_consensus,
    shown_score,
    van_der_eijk_a,
    verdict,
)
from scrutiny_tui.domain.groups import tally
from scrutiny_tui.domain.results import results as results_of
from scrutiny_tui.tui.text import FILLS, SYMBOLS
from scrutiny_tui.view.data import results_data
from scrutiny_tui.view.results_text import results_text
from tests.support.sessions import counted, revealed, session


def test_pitfall_1_the_mean_of_levels_cannot_tell_agreement_from_two_camps() -> None:
    same_mean = [(0, 12, 0), (6, 0, 6), (4, 4, 4), (5, 2, 5)]

    assert {Fraction(low + 2 * middle + 3 * high, 12) for low, middle, high in same_mean} == {2}
    assert [van_der_eijk_a(counts) for counts in same_mean] == [1, -1, 0, Fraction(-1, 2)]
    assert not any(
        "mean" in name
        for module in (agreement, groups, results)
        for name, _ in getmembers(module, isfunction)
    )


def test_pitfall_2_a_step_is_never_pooled() -> None:
    now = revealed(revealed(session(10), 1, counted((10, 0, 0))), 2, counted((0, 0, 10)))

    assert van_der_eijk_a((10, 0, 10)) == -1
    assert tally(results_of(now)).labels == {Label.CONSENSUS: 2}
    assert tally(results_of(now)).median == 1


def test_pitfall_3_the_scale_has_three_levels_whatever_was_chosen() -> None:
    assert van_der_eijk_a((6, 6, 0)) == van_der_eijk_a((0, 6, 6)) == Fraction(1, 2)
    assert van_der_eijk_a((6, 0, 6)) == -1
    assert leik_consensus((6, 6, 0)) == leik_consensus((0, 6, 6)) == Fraction(1, 2)


def test_pitfall_4_nobody_is_neither_agreement_nor_division() -> None:
    assert van_der_eijk_a((0, 0, 0)) is None
    assert leik_consensus((0, 0, 0)) is None
    assert shown_score((0, 0, 0)) is None
    assert verdict((0, 0, 0)).label is Label.NO_VOTES


def test_pitfall_5_alpha_is_never_told_of_an_item_or_a_step() -> None:
    assert krippendorff_alpha([[3], [3], [3], [3], [2]]) == 0
    now = revealed(revealed(session(6), 1, counted((0, 0, 6))), 2, counted((0, 6, 0)))

    assert all("alpha" not in key for item in results_data(now)["items"] for key in item)


def test_pitfall_6_levels_are_ordered_rows_are_people_and_constant_data_have_no_alpha() -> None:
    ordered = krippendorff_alpha([[1, 2, 3, 3], [1, 2, 3, 2], [2, 2, 3, 3]])
    as_names = krippendorff_alpha([[3, 1, 2, 2], [3, 1, 2, 1], [1, 1, 2, 2]])

    assert ordered != as_names
    assert krippendorff_alpha([[1, 3], [1, 3], [1, 3]]) == 1
    assert krippendorff_alpha([[1, 1, 1], [3, 3, 3]]) == Fraction(-2, 3)
    assert krippendorff_alpha([[3, 3, 3]] * 5) is None


def test_pitfall_7_complete_data_need_no_way_round() -> None:
    one_item = [[2], [1], [1], [1], [1]]
    two_items = [[1, 1], [1, 1], [1, 2], [1, 1], [1, 1]]

    assert krippendorff_alpha(one_item) == krippendorff_alpha([*one_item, [None]]) == 0
    assert krippendorff_alpha(two_items) == krippendorff_alpha([*two_items, [None, None]]) == 0


def test_pitfall_8_the_order_of_the_levels_counts() -> None:
    near, far = van_der_eijk_a((6, 6, 0)), van_der_eijk_a((6, 0, 6))

    assert near is not None
    assert far is not None
    assert near > far


def test_pitfall_9_half_of_the_pairs_agree_in_a_room_of_two_camps() -> None:
    assert agreeing_pairs([{1: 15, 3: 15}]) == Fraction(14, 29)
    assert van_der_eijk_a((15, 0, 15)) == -1


def test_pitfall_10_an_even_spread_is_not_a_split() -> None:
    assert van_der_eijk_a((1, 1, 1)) == 0
    assert verdict((4, 4, 4)).label is Label.MIXED
    assert verdict((4, 4, 4)).reason is Reason.SPREAD


@pytest.mark.parametrize(
    ("counts", "label"),
    [
        ((17, 0, 3), Label.MIXED),
        ((18, 0, 2), Label.CONSENSUS),
        ((7, 0, 3), Label.SPLIT),
        ((9, 0, 3), Label.MIXED),
    ],
)
def test_pitfall_11_nothing_is_rounded_before_it_is_compared(counts: agreement.Counts, label: Label) -> None:
    assert verdict(counts).label is label


def test_pitfall_12_alpha_is_a_number_for_programs_and_no_words_stand_for_it() -> None:
    now = session(6)
    for step, counts in enumerate([(6, 0, 0), (0, 6, 0), (1, 2, 3)], start=1):
        now = revealed(now, step, counted(counts))
    words = results_text(now).lower()

    assert results_data(now)["overall"]["alpha"]["alpha"] is not None
    assert not any(
        word in words
        for word in ("alpha", "substantial", "moderate", "fair agreement", "almost perfect", "slight")
    )


def test_pitfall_13_colour_never_carries_the_label_alone() -> None:
    now = revealed(session(15), 1, counted((7, 1, 7)))
    told = results_text(now)

    assert "Two opposite views: 7 Beginning, 7 Strong, 1 between." in told
    assert "\x1b" not in told
    assert len(set(FILLS)) == len(set(SYMBOLS)) == 3


def test_pitfall_14_a_result_is_never_told_without_how_many_it_rests_on() -> None:
    now = revealed(session(15), 1, counted((0, 4, 8)))
    told = results_text(now)

    assert "12 of 15 answered" in told
    assert results_data(now)["items"][0]["ratings"] == 12
