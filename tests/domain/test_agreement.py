"""Krippendorff's alpha, against published values, the krippendorff package and its own definition.

Measures and verdicts over counts, against values that R worked out and against the general algorithm.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations, product
from pathlib import Path
from typing import Any

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


def matrix(text: str) -> Matrix:
    """Return rows of ratings; a point stands for none."""
    return [
        [None if cell == "." else int(cell) for cell in line.split()] for line in text.split("\n") if line
    ]


def alpha_of(ratings: Matrix) -> Fraction | None:
    """Return the alpha of ratings whose rows are voters and whose columns are items."""
    return alpha_of_counts(Counter(cell for cell in column if cell) for column in zip(*ratings, strict=True))


@pytest.mark.parametrize(
    ("text", "alpha"),
    [
        (KRIPPENDORFF_C, Fraction(108577, 133160)),
        ("1 3 1 3\n3 1 3 1", Fraction(-3, 4)),
        ("1 1 1 1\n3 3 3 3", Fraction(-3, 4)),
        ("1 3 1 3\n1 3 1 1", Fraction(8, 15)),
        ("1 . 3\n2 1 3\n1 . .", Fraction(4, 5)),
        ("2\n1\n1\n1\n1", Fraction(0)),
        ("3 3 3 3 3 3\n3 3 3 3 3 3\n3 3 2 3 3 3\n3 3 3 3 3 3\n3 3 3 3 3 3", Fraction(0)),
        ("1 1\n1 1\n1 2\n1 1\n1 1", Fraction(0)),
    ],
    ids=["R1", "R5 apart", "R5 camps", "R5 one", "R5 a gap", "R6 one item", "R5 one odd", "R6 two items"],
)  # fmt: skip
def test_alpha_is_exactly_the_reference_value(text: str, alpha: Fraction) -> None:
    assert alpha_of(matrix(text)) == alpha


@pytest.mark.parametrize("text", ["", "3 3 3\n3 3 3", "1 2 3", ". .\n. .", "1 . 2\n. 3 ."])
def test_alpha_that_is_not_defined_is_none_and_not_nought(text: str) -> None:
    assert alpha_of(matrix(text)) is None


matrices = st.integers(1, 8).flatmap(
    lambda items: st.lists(
        st.lists(st.sampled_from([1, 2, 3, None]), min_size=items, max_size=items), min_size=1, max_size=9
    )
)


@given(matrices)
def test_alpha_is_that_of_the_krippendorff_package(ratings: Matrix) -> None:
    import krippendorff
    import numpy as np

    table = np.array([[np.nan if cell is None else cell for cell in row] for row in ratings], dtype=float)
    counts = [[row[place] for row in ratings if row[place]] for place in range(len(ratings[0]))]
    pairable = [level for column in counts if len(column) > 1 for level in column]
    ours = alpha_of(ratings)
    if len(set(pairable)) < 2:
        assert ours is None
        return
    theirs = krippendorff.alpha(table, level_of_measurement="ordinal", value_domain=[1, 2, 3])
    assert float(ours or 0) == pytest.approx(theirs, abs=1e-9)


REFERENCE = json.loads(Path(__file__).with_name("agreement_reference.json").read_text(encoding="utf-8"))[
    "vectors"
]
"""Values of agreement() of the R package agrmt 1.42.12 for other scales (K) and for three levels (T)."""


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


@pytest.mark.parametrize("vector", REFERENCE, ids=[str(vector["id"]) for vector in REFERENCE])
def test_every_measure_and_verdict_is_that_of_the_reference(vector: dict[str, Any]) -> None:
    assert agreement_in_layers(vector["counts"]) == Fraction(vector["A_exact"])
    if len(vector["counts"]) != 3:
        return
    low, middle, high = vector["counts"]
    counts = (low, middle, high)
    assert van_der_eijk_a(counts) == Fraction(vector["A_exact"])
    assert leik_consensus(counts) == 1 - Fraction(vector["Leik_exact"])
    assert float(leik_consensus(counts) or 0) == pytest.approx(1 - vector["Leik_D"], abs=1e-9)
    assert (verdict(counts).label, verdict(counts).shape) == (vector["label"], vector["shape"])


def test_measures_can_be_checked_by_counting() -> None:
    for counts in every_count(1, 15):
        ordered = [level for level, count in enumerate(counts) for _ in range(count)]
        median = ordered[len(ordered) // 2]
        two_away = counts[2 - median] if median in {0, 2} else 0
        assert leik_consensus(counts) == Fraction(counts[median] - two_away, sum(counts)), counts
    assert agreeing_pairs([{1: 6, 3: 6}]) == Fraction(5, 11)
    assert agreeing_pairs([{2: 12}, {1: 1}]) == 1
    assert agreeing_pairs([{1: 1}, {}]) is None


def test_the_closed_form_equals_the_general_algorithm_up_to_thirty_people() -> None:
    vectors = list(every_count(1, 30))
    assert len(vectors) == 5455
    assert [counts for counts in vectors if van_der_eijk_a(counts) != agreement_in_layers(counts)] == []


def by_the_rules(counts: Counts) -> tuple[str, Reason]:
    """Return the label and its reason by the rules in whole numbers."""
    votes, most, end = sum(counts), max(counts), min(counts[0], counts[2])
    if not votes:
        return "no votes", Reason.NONE
    if votes < 5:
        return "too few", Reason.NONE
    if 10 * end >= 3 * votes and 2 * counts[1] <= end:
        return "split", Reason.NONE
    is_large, is_opposed = 5 * most >= 3 * votes, 20 * end >= 3 * votes
    if is_large and not is_opposed:
        return "consensus" if 4 * most >= 3 * votes else "broad agreement", Reason.NONE
    if is_large:
        return "mixed", Reason.OPPOSING
    return "mixed", Reason.SPREAD if is_opposed else Reason.BETWEEN


def test_labels_change_where_the_rules_in_whole_numbers_or_a_packs_thresholds_do() -> None:
    found = {counts: verdict(counts) for counts in every_count(0, 30)}
    assert [
        counts for counts, each in found.items() if (each.label, each.reason) != by_the_rules(counts)
    ] == []
    assert all(
        (van_der_eijk_a(counts) or 0) < 0 for counts, each in found.items() if each.label is Label.SPLIT
    )
    alike = [counts for counts, each in found.items() if each.unanimous]
    assert alike == [counts for counts in found if max(counts) == sum(counts) > 4]
    assert verdict((0, 4, 16), Thresholds(consensus_percent=90)).label is Label.BROAD
    assert not verdict((0, 0, 0), Thresholds(fewest_ratings=0)).unanimous


@pytest.mark.parametrize(
    ("counts", "shape"), [((1, 0, 1), Shape.ENDS), ((2, 0, 1), Shape.CAMPS), ((5, 1, 5), Shape.CAMPS), ((1, 5, 1), Shape.ALL_THREE)]
)  # fmt: skip
def test_two_people_are_no_camps(counts: Counts, shape: Shape) -> None:
    assert verdict(counts).shape is shape


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ((12, 0, 0), "+100"), ((8, 4, 0), "+67"), ((8, 0, 4), "-33"), ((4, 4, 4), "0"), ((6, 0, 6), "-100"),
        pytest.param((23, 17, 0), "+58", id="57.5 goes up"), pytest.param((7, 7, 2), "+31", id="31.25 goes down"),
        pytest.param((15, 1, 0), "+94", id="93.75 goes up"), pytest.param((3, 1, 4), "-38", id="-37.5 goes away from 0"),
        pytest.param((2, 2, 1), "+20", id="five are enough"), pytest.param((2, 1, 1), None, id="four are too few"),
        pytest.param((201, 200, 200), "0", id="what rounds to nothing has no sign"),
    ],
)  # fmt: skip
def test_the_score_is_shown_as_a_signed_whole_number(counts: Counts, shown: str | None) -> None:
    assert shown_score(counts) == shown
