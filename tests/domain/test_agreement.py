"""Krippendorff's alpha, against published values, the krippendorff package and its own definition.

Measures and verdicts over counts, against values that R worked out and against the general algorithm.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations, product
from pathlib import Path
from typing import Any

import krippendorff
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrutiny_tui.domain.agreement import (
    Counts,
    Label,
    Reason,
    Shape,
    Thresholds,
    agreeing_pairs,
    alpha_of_counts,
    krippendorff_alpha,
    leik_consensus,
    shown_score,
    van_der_eijk_a,
    verdict,
)

Matrix = list[list[int | None]]

KRIPPENDORFF_C = """
1 2 3 3 2 1 4 1 2 . . .
1 2 3 3 2 2 4 1 2 5 . 3
. 3 3 3 2 3 4 2 2 5 1 .
1 2 3 3 2 4 4 1 2 5 1 .
"""
"""Data C of Krippendorff, "Computing Krippendorff's Alpha-Reliability": published ordinal alpha .815."""

WIKIPEDIA = """
. . . . . 3 4 1 2 1 1 3 3 . 3
1 . 2 1 3 3 4 3 . . . . . . .
. . 2 1 3 4 4 . 2 1 1 3 3 . 4
"""
"""The example of Wikipedia's article on Krippendorff's alpha."""

COMPLETE = """
1 2 3 3 2 1
1 2 3 2 2 1
2 2 3 3 1 1
1 3 3 3 2 2
1 2 2 3 2 1
"""

GAPS = """
3 2 1 . 2 3 1 2
3 2 2 1 2 . 1 2
3 3 1 1 . 3 2 2
. 2 1 1 2 3 1 3
2 2 1 2 2 3 . 2
"""


def matrix(text: str) -> Matrix:
    """Return rows of ratings; a point stands for none."""
    return [
        [None if cell == "." else int(cell) for cell in line.split()] for line in text.split("\n") if line
    ]


@pytest.mark.parametrize(
    ("text", "alpha"),
    [
        (KRIPPENDORFF_C, Fraction(108577, 133160)),
        (COMPLETE, Fraction(61, 90)),
        (GAPS, Fraction(149774, 216125)),
        ("1 3 1 3\n3 1 3 1", Fraction(-3, 4)),
        ("1 1 1 1\n3 3 3 3", Fraction(-3, 4)),
        ("1 3 1 3\n1 3 1 1", Fraction(8, 15)),
        ("1 . 3\n2 1 3\n1 . .", Fraction(4, 5)),
        ("2\n1\n1\n1\n1", Fraction(0)),
        ("3 3 3 3 3 3\n3 3 3 3 3 3\n3 3 2 3 3 3\n3 3 3 3 3 3\n3 3 3 3 3 3", Fraction(0)),
        ("1 1\n1 1\n1 2\n1 1\n1 1", Fraction(0)),
    ],
    ids=[
        "R1",
        "R3",
        "R4",
        "R5 apart",
        "R5 camps",
        "R5 one",
        "R5 a gap",
        "R6 one item",
        "R5 one odd",
        "R6 two items",
    ],
)
def test_alpha_is_exactly_the_reference_value(text: str, alpha: Fraction) -> None:
    assert krippendorff_alpha(matrix(text)) == alpha


def test_alpha_of_the_example_of_wikipedia() -> None:
    assert float(krippendorff_alpha(matrix(WIKIPEDIA)) or 0) == pytest.approx(0.80672142, abs=1e-8)


def test_rows_are_people_and_columns_are_items() -> None:
    turned = [list(row) for row in zip(*matrix(COMPLETE), strict=True)]

    assert float(krippendorff_alpha(turned) or 0) == pytest.approx(-0.0956, abs=1e-4)


@pytest.mark.parametrize("text", ["3 3 3\n3 3 3", "1 2 3", ". .\n. .", "1 . 2\n. 3 ."])
def test_alpha_that_is_not_defined_is_none_and_not_nought(text: str) -> None:
    assert krippendorff_alpha(matrix(text)) is None


def test_nobody_has_no_alpha() -> None:
    assert krippendorff_alpha([]) is None


def test_rows_of_different_lengths_are_refused() -> None:
    with pytest.raises(ValueError, match="shorter"):
        krippendorff_alpha([[1, 2], [1]])


matrices = st.integers(1, 8).flatmap(
    lambda items: st.lists(
        st.lists(st.sampled_from([1, 2, 3, None]), min_size=items, max_size=items), min_size=1, max_size=9
    )
)


@given(matrices)
def test_alpha_is_that_of_the_krippendorff_package(ratings: Matrix) -> None:
    table = np.array([[np.nan if cell is None else cell for cell in row] for row in ratings], dtype=float)
    counts = [[row[place] for row in ratings if row[place]] for place in range(len(ratings[0]))]
    pairable = [level for column in counts if len(column) > 1 for level in column]
    ours = krippendorff_alpha(ratings)

    if len(set(pairable)) < 2:
        assert ours is None
        return
    theirs = krippendorff.alpha(
        reliability_data=table, level_of_measurement="ordinal", value_domain=[1, 2, 3]
    )
    assert ours is not None
    assert float(ours) == pytest.approx(theirs, abs=1e-9)


@given(matrices)
def test_alpha_needs_only_the_counts_of_each_item(ratings: Matrix) -> None:
    columns = [{level: column.count(level) for level in (1, 2, 3)} for column in zip(*ratings, strict=True)]

    assert alpha_of_counts(columns) == krippendorff_alpha(ratings)


def test_the_share_of_pairs_that_agree() -> None:
    assert agreeing_pairs([{1: 6, 3: 6}]) == Fraction(5, 11)
    assert agreeing_pairs([{2: 12}, {1: 1}]) == 1
    assert agreeing_pairs([{1: 1}, {}]) is None


REFERENCE = json.loads(Path(__file__).with_name("agreement_reference.json").read_text(encoding="utf-8"))[
    "vectors"
]
"""Values of agreement() of the R package agrmt 1.42.12 for other scales (K) and for three levels (T)."""

THREE_LEVELS = [vector for vector in REFERENCE if len(vector["counts"]) == 3]


def by_id(vector: dict[str, Any]) -> str:
    return str(vector["id"])


def counts_of(vector: dict[str, Any]) -> Counts:
    first, second, third = vector["counts"]
    return first, second, third


def every_count(fewest: int, most: int) -> Iterator[Counts]:
    """Yield every way in which so many people can choose among three levels."""
    for low, middle, high in product(range(most + 1), repeat=3):
        if fewest <= low + middle + high <= most:
            yield low, middle, high


def agreement_in_layers(counts: Sequence[int]) -> Fraction:
    """Work out van der Eijk's A as published, for any number of levels: peel off layers, average their patterns."""
    left, ratings, total = list(counts), sum(counts), Fraction(0)
    while any(left):
        height = min(count for count in left if count)
        pattern = [int(count > 0) for count in left]
        total += Fraction(height * sum(pattern), ratings) * pattern_agreement(pattern)
        left = [count - height if count else 0 for count in left]
    return total


def pattern_agreement(pattern: Sequence[int]) -> Fraction:
    """Return how far one layer of 0 and 1 agrees: unimodality times closeness."""
    levels, ones = len(pattern), sum(pattern)
    if ones == 1:
        return Fraction(1)
    if ones == levels:
        return Fraction(0)
    triples = list(combinations(pattern, 3))
    gaps = triples.count((1, 0, 1))
    slopes = triples.count((1, 1, 0)) + triples.count((0, 1, 1))
    unimodal = Fraction((levels - 2) * slopes - (levels - 1) * gaps, (levels - 2) * (slopes + gaps))
    return unimodal * (1 - Fraction(ones - 1, levels - 1))


@pytest.mark.parametrize("vector", REFERENCE, ids=by_id)
def test_the_general_algorithm_used_here_gives_the_values_of_agrmt(vector: dict[str, Any]) -> None:
    assert agreement_in_layers(vector["counts"]) == Fraction(vector["A_exact"])


@pytest.mark.parametrize("vector", THREE_LEVELS, ids=by_id)
def test_leiks_consensus_is_one_less_the_dispersion_of_agrmt(vector: dict[str, Any]) -> None:
    found = leik_consensus(counts_of(vector))

    assert found == 1 - Fraction(vector["Leik_exact"])
    assert float(found) == pytest.approx(1 - vector["Leik_D"], abs=1e-9)


def test_leiks_consensus_can_be_checked_by_counting() -> None:
    for counts in every_count(1, 15):
        ordered = [level for level, count in enumerate(counts) for _ in range(count)]
        median = ordered[len(ordered) // 2]
        two_away = counts[2 - median] if median in {0, 2} else 0
        assert leik_consensus(counts) == Fraction(counts[median] - two_away, sum(counts)), counts


def test_without_ratings_there_is_no_consensus_of_leik() -> None:
    assert leik_consensus((0, 0, 0)) is None


@pytest.mark.parametrize("vector", THREE_LEVELS, ids=by_id)
def test_a_is_exactly_what_agrmt_says(vector: dict[str, Any]) -> None:
    assert van_der_eijk_a(counts_of(vector)) == Fraction(vector["A_exact"])


@pytest.mark.parametrize("vector", THREE_LEVELS, ids=by_id)
def test_label_and_shape_are_those_of_the_reference(vector: dict[str, Any]) -> None:
    found = verdict(counts_of(vector))

    assert (found.label, found.shape) == (vector["label"], vector["shape"])


def test_the_closed_form_equals_the_general_algorithm_up_to_thirty_people() -> None:
    vectors = list(every_count(1, 30))

    assert len(vectors) == 5455
    assert [counts for counts in vectors if van_der_eijk_a(counts) != agreement_in_layers(counts)] == []


def test_a_is_the_same_from_either_end() -> None:
    assert all(van_der_eijk_a(counts) == van_der_eijk_a(counts[::-1]) for counts in every_count(1, 12))


def test_a_does_not_depend_on_how_many_people_there_are() -> None:
    assert all(
        van_der_eijk_a((low, middle, high)) == van_der_eijk_a((3 * low, 3 * middle, 3 * high))
        for low, middle, high in every_count(1, 10)
    )


def test_only_two_equal_camps_are_the_opposite_of_agreement() -> None:
    found = [counts for counts in every_count(1, 12) if van_der_eijk_a(counts) == -1]

    assert found == [(camp, 0, camp) for camp in range(1, 7)]


def test_only_a_single_level_is_full_agreement() -> None:
    full = [counts for counts in every_count(1, 12) if van_der_eijk_a(counts) == 1]

    assert all(max(counts) == sum(counts) for counts in full)
    assert len(full) == 36


def test_no_votes_have_no_agreement() -> None:
    assert van_der_eijk_a((0, 0, 0)) is None
    assert shown_score((0, 0, 0)) is None
    assert verdict((0, 0, 0)).label is Label.NO_VOTES
    assert verdict((0, 0, 0)).shape is Shape.NOTHING


@pytest.mark.parametrize(
    ("counts", "agreement"),
    [((0, 12, 0), 1), ((6, 0, 6), -1), ((4, 4, 4), 0), ((5, 2, 5), Fraction(-1, 2))],
)
def test_counts_with_the_same_mean_are_told_apart(counts: Counts, agreement: Fraction) -> None:
    assert van_der_eijk_a(counts) == agreement


@pytest.mark.parametrize(
    ("counts", "label"),
    [
        pytest.param((17, 0, 3), Label.MIXED, id="15 % of 20 at the smaller end is not under 15 %"),
        pytest.param((18, 0, 2), Label.CONSENSUS, id="10 % of 20 at the smaller end is under 15 %"),
        pytest.param((7, 0, 3), Label.SPLIT, id="30 % of 10 at the smaller end is enough"),
        pytest.param((9, 0, 3), Label.MIXED, id="25 % of 12 at the smaller end is not enough"),
        pytest.param((9, 3, 0), Label.CONSENSUS, id="75 % of 12 on one level is enough"),
        pytest.param((8, 3, 0), Label.BROAD, id="8 of 11 is under 75 %"),
        pytest.param((3, 2, 0), Label.BROAD, id="60 % of 5 on one level is enough"),
        pytest.param((13, 9, 0), Label.MIXED, id="13 of 22 is under 60 %"),
        pytest.param((7, 8, 0), Label.MIXED, id="eight against seven is no agreement"),
        pytest.param((4, 2, 4), Label.SPLIT, id="the middle at half of the smaller end is hollow"),
        pytest.param((4, 3, 4), Label.MIXED, id="the middle above half of the smaller end is not"),
        pytest.param((4, 0, 0), Label.TOO_FEW, id="four are too few"),
        pytest.param((5, 0, 0), Label.CONSENSUS, id="five are enough"),
    ],
)
def test_labels_change_exactly_at_the_thresholds(counts: Counts, label: Label) -> None:
    assert verdict(counts).label is label


def test_labels_are_those_of_the_rules_in_whole_numbers() -> None:
    def by_the_rules(counts: Counts) -> str:
        votes, most, end = sum(counts), max(counts), min(counts[0], counts[2])
        if 10 * end >= 3 * votes and 2 * counts[1] <= end:
            return "split"
        if 20 * end < 3 * votes and 4 * most >= 3 * votes:
            return "consensus"
        if 20 * end < 3 * votes and 5 * most >= 3 * votes:
            return "broad agreement"
        return "mixed"

    wrong = [counts for counts in every_count(5, 30) if verdict(counts).label != by_the_rules(counts)]

    assert wrong == []


@pytest.mark.parametrize(
    ("counts", "reason"),
    [
        ((10, 0, 2), Reason.OPPOSING),
        ((2, 8, 2), Reason.OPPOSING),
        ((0, 8, 7), Reason.BETWEEN),
        ((6, 6, 0), Reason.BETWEEN),
        ((5, 5, 5), Reason.SPREAD),
        ((5, 3, 4), Reason.SPREAD),
        ((12, 0, 0), Reason.NONE),
        ((6, 0, 6), Reason.NONE),
    ],
)
def test_mixed_counts_say_why(counts: Counts, reason: Reason) -> None:
    assert verdict(counts).reason is reason


def test_every_mixed_result_has_a_reason_and_no_other_has() -> None:
    for counts in every_count(0, 20):
        found = verdict(counts)
        assert (found.reason is not Reason.NONE) == (found.label is Label.MIXED)


def test_a_split_always_scores_below_zero() -> None:
    splits = [counts for counts in every_count(5, 30) if verdict(counts).label is Label.SPLIT]

    assert all((van_der_eijk_a(counts) or 0) < 0 for counts in splits)


def test_unanimous_stands_beside_consensus() -> None:
    found = verdict((0, 0, 5))

    assert (found.label, found.unanimous) == (Label.CONSENSUS, True)


def test_four_people_are_never_called_unanimous() -> None:
    assert not verdict((0, 4, 0)).unanimous


def test_nobody_is_not_unanimous_even_without_a_floor() -> None:
    assert not verdict((0, 0, 0), Thresholds(fewest_ratings=0)).unanimous


def test_a_pack_can_ask_for_other_thresholds() -> None:
    strict = Thresholds(consensus_percent=90)

    assert verdict((0, 4, 16)).label is Label.CONSENSUS
    assert verdict((0, 4, 16), strict).label is Label.BROAD


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ((12, 0, 0), "+100"),
        ((8, 4, 0), "+67"),
        ((8, 0, 4), "-33"),
        ((4, 4, 4), "0"),
        ((6, 0, 6), "-100"),
        pytest.param((23, 17, 0), "+58", id="57.5 goes up"),
        pytest.param((7, 7, 2), "+31", id="31.25 goes down"),
        pytest.param((15, 1, 0), "+94", id="93.75 goes up"),
        pytest.param((3, 1, 4), "-38", id="-37.5 goes away from zero"),
        pytest.param((2, 2, 1), "+20", id="five are enough"),
        pytest.param((2, 1, 1), None, id="four are too few"),
    ],
)
def test_the_score_is_shown_as_a_signed_whole_number(counts: Counts, shown: str | None) -> None:
    assert shown_score(counts) == shown


def test_a_score_that_rounds_to_nothing_has_no_sign() -> None:
    assert van_der_eijk_a((201, 200, 200)) == Fraction(1, 601)
    assert shown_score((201, 200, 200)) == "0"
