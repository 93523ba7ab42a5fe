"""Krippendorff's alpha, against published values, the krippendorff package and its own definition."""

from __future__ import annotations

from fractions import Fraction

import krippendorff
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrutiny_tui.domain.agreement import krippendorff_alpha
from scrutiny_tui.domain.alpha import agreeing_pairs, alpha_of_counts

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
