"""Krippendorff's alpha for ordered levels: how far a whole workshop's answers tell its items apart beyond chance.

Worked out exactly: whole numbers are added up and turned into a fraction at the end. Source: Klaus Krippendorff,
"Computing Krippendorff's Alpha-Reliability" (2011), with the ordinal metric; missing answers need no filling in.

A column is an item, a row a voter. Only items that at least two people rated count. One item alone with any
disagreement always gives 0, and a low alpha may only mean that every item gets the same level, so alpha is never told
of a single item and never a mark to pass.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import combinations
from math import lcm
from typing import Final, TypeAlias

Ratings: TypeAlias = Sequence[Sequence[int | None]]
"""Rows are voters, columns are items; each cell a level, None where the voter gave none."""

ColumnCounts: TypeAlias = Mapping[int, int]
"""How many chose each level of one item."""

_A_PAIR: Final = 2

_Sums: TypeAlias = tuple[int, ...]
"""How often each level was chosen, then how many pairs stand at each two different levels, by weight."""


def krippendorff_alpha(ratings: Ratings) -> Fraction | None:
    """Return the ordinal alpha of ratings: 1 where every item's answers are the same, 0 as by chance, below 0 worse.

    None where nothing can be said: no item was rated twice, or everybody gave one and the same level throughout.
    Raises `ValueError` where the rows are not of the same length.
    """
    return alpha_of_counts(_columns(ratings))


def alpha_of_counts(columns: Iterable[ColumnCounts]) -> Fraction | None:
    """Return the ordinal alpha of items of which only the counts are known, as where only totals are kept."""
    counted = list(columns)
    scale = _Scale(counted)
    return scale.alpha(_add(scale.sums(column) for column in counted))


def leave_one_out(ratings: Ratings) -> tuple[Fraction, Fraction] | None:
    """Return the lowest and the highest alpha with any one voter left out; None where none of them is defined.

    What an item loses with one answer is worked out once, so the work grows with the answers and not with their square.
    """
    columns = _columns(ratings)
    scale = _Scale(columns)
    whole = _add(scale.sums(column) for column in columns)
    losses = [{level: scale.loss(column, level) for level in column} for column in columns]
    found = []
    for row in ratings:
        own = [loss[level] for loss, level in zip(losses, row, strict=True) if level is not None]
        alpha = scale.alpha(_add([whole, *own])) if own else None
        found += [] if alpha is None else [alpha]
    return (min(found), max(found)) if found else None


def agreeing_pairs(columns: Iterable[ColumnCounts]) -> Fraction | None:
    """Return the share of pairs of answers on the same item that are the same; None where there is no pair.

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


def _add(sums: Iterable[_Sums]) -> _Sums:
    return tuple(map(sum, zip(*sums, strict=True)))


class _Scale:
    """The levels that occur in some columns, and whole-number weights for items rated by different numbers of people."""

    def __init__(self, columns: Sequence[ColumnCounts]) -> None:
        self._levels = sorted({level for column in columns for level in column})
        self._apart = list(combinations(range(len(self._levels)), 2))
        most = max((sum(column.values()) for column in columns), default=0)
        self._weight = lcm(*range(1, most))
        """A multiple of every number of ratings less one, so that sums stay whole."""

    def sums(self, column: ColumnCounts) -> _Sums:
        """Return what an item adds to the sums: nothing where fewer than two people rated it."""
        ratings = sum(column.values())
        if ratings < _A_PAIR:
            return (0,) * (len(self._levels) + len(self._apart))
        counts = [column.get(level, 0) for level in self._levels]
        weight = self._weight // (ratings - 1)
        return (*counts, *(weight * counts[low] * counts[high] for low, high in self._apart))

    def loss(self, column: ColumnCounts, level: int) -> _Sums:
        """Return what the sums change by, negative where they fall, when one answer at this level is left out."""
        without = self.sums({**column, level: column[level] - 1})
        return tuple(after - before for after, before in zip(without, self.sums(column), strict=True))

    def alpha(self, sums: _Sums) -> Fraction | None:
        """Return 1 less observed over expected disagreement; None where no disagreement could be expected."""
        totals, pairs = sums[: len(self._levels)], sums[len(self._levels) :]
        squares = [self._square(totals, low, high) for low, high in self._apart]
        expected = sum(
            totals[low] * totals[high] * square
            for (low, high), square in zip(self._apart, squares, strict=True)
        )
        if not expected:
            return None
        observed = sum(count * square for count, square in zip(pairs, squares, strict=True))
        return 1 - Fraction((sum(totals) - 1) * observed, self._weight * expected)

    @staticmethod
    def _square(totals: _Sums, low: int, high: int) -> int:
        """Return four times the squared ordinal distance: everything between two levels and half of each of them."""
        return (2 * sum(totals[low : high + 1]) - totals[low] - totals[high]) ** 2
