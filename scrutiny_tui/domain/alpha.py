"""Krippendorff's alpha for ordered levels: how far a whole workshop's answers tell its items apart beyond chance.

Worked out exactly, in fractions. Source: Klaus Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), with
the ordinal metric; missing answers need no filling in.

A column is an item, a row a voter. Only items that at least two people rated count. One item alone with any
disagreement always gives 0, and a low alpha may only mean that every item gets the same level, so alpha is never told
of a single item and never a mark to pass.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import combinations
from typing import Final, TypeAlias

Ratings: TypeAlias = Sequence[Sequence[int | None]]
"""Rows are voters, columns are items; each cell a level, None if the voter gave none."""

ColumnCounts: TypeAlias = Mapping[int, int]
"""How many chose each level of one item."""

_A_PAIR: Final = 2


def krippendorff_alpha(ratings: Ratings) -> Fraction | None:
    """Return the ordinal alpha of ratings: 1 where every item's answers are the same, 0 as by chance, below 0 worse.

    None if nothing can be said: no item was rated twice, or everybody gave one and the same level throughout.
    Raises `ValueError` if the rows are not of the same length.
    """
    return alpha_of_counts(_columns(ratings))


def alpha_of_counts(columns: Iterable[ColumnCounts]) -> Fraction | None:
    """Return the ordinal alpha of items from the counts of each; None if no disagreement could be expected.

    The squared distance of two levels is four times the ordinal metric's, which leaves the ratio as it is.
    """
    rated = [column for column in columns if sum(column.values()) >= _A_PAIR]
    totals = sum((Counter(column) for column in rated), Counter[int]())
    observed = expected = Fraction()
    for low, high in combinations(sorted(totals), 2):
        between = sum(count for level, count in totals.items() if low <= level <= high)
        squared = (2 * between - totals[low] - totals[high]) ** 2
        expected += totals[low] * totals[high] * squared
        observed += squared * sum(
            Fraction(column.get(low, 0) * column.get(high, 0), sum(column.values()) - 1) for column in rated
        )
    return 1 - (totals.total() - 1) * observed / expected if expected else None


def agreeing_pairs(columns: Iterable[ColumnCounts]) -> Fraction | None:
    """Return the share of pairs of answers on the same item that are the same; None if there is no pair.

    Two camps of equal size still give about a half, so it is told beside alpha and never alone.
    """
    same = pairs = 0
    for column in columns:
        ratings = sum(column.values())
        pairs += ratings * (ratings - 1)
        same += sum(count * (count - 1) for count in column.values())
    return Fraction(same, pairs) if pairs else None


def _columns(ratings: Ratings) -> list[dict[int, int]]:
    return [Counter(cell for cell in column if cell is not None) for column in zip(*ratings, strict=True)]
