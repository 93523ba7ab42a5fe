"""Where a room agrees and where it diverges: measures, verdicts and the numbers behind their words.

Where they come from: 75 % is the median of what 25 Delphi studies called consensus (Diamond and others, Journal of
Clinical Epidemiology 67, 2014); under 15 % at the far end is the COMET group's rule; 30 % at each end equals the
disagreement counts of the RAND/UCLA Appropriateness Method for panels of 8 to 16; five ratings and the half-empty
middle are this project's choices.

Source of alpha: Klaus Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), with
the ordinal metric; missing answers need no filling in.

Only items that at least two people rated count. One item alone with any
disagreement always gives 0, and a low alpha may only mean that every item gets the same level, so alpha is never told
of a single item and never a mark to pass.

Everything is exact: counts are whole numbers, scores are fractions, and nothing is rounded before it is compared.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from enum import StrEnum
from fractions import Fraction
from itertools import combinations
from typing import Final, TypeAlias

from scrutiny_tui.domain.fields import Percent
from scrutiny_tui.domain.records import record


@record
class Thresholds:
    """When counts are called what. Percentages are whole numbers, compared exactly, never rounded."""

    fewest_ratings: Percent = 5
    """Below this many ratings nothing is summed up."""
    consensus_percent: Percent = 75
    """Consensus: at least this share on one level."""
    broad_percent: Percent = 60
    """Broad agreement: at least this share on one level."""
    minority_percent: Percent = 15
    """Consensus and broad agreement: less than this share at the smaller end."""
    split_percent: Percent = 30
    """Split: at least this share at each end."""
    hollow_percent: Percent = 50
    """Split: the middle holds at most this share of the smaller end."""


ColumnCounts: TypeAlias = Mapping[int, int]
"""How many chose each level of one item."""

_A_PAIR: Final = 2


def alpha_of_counts(columns: Iterable[ColumnCounts]) -> Fraction | None:
    """Return the ordinal alpha of items: 1 where every item's answers are the same, 0 as by chance, below 0 worse.

    None if nothing can be said: no item was rated twice, or everybody gave one and the same level throughout.
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


Counts: TypeAlias = tuple[int, int, int]
"""How many chose the first, the second and the third level."""


class Label(StrEnum):
    """What counts are called."""

    NO_VOTES = "no votes"
    TOO_FEW = "too few"
    SPLIT = "split"
    CONSENSUS = "consensus"
    BROAD = "broad agreement"
    MIXED = "mixed"


class Reason(StrEnum):
    """Why counts are called mixed; empty for every other label."""

    NONE = ""
    OPPOSING = "opposing minority"
    BETWEEN = "between two neighbouring levels"
    SPREAD = "spread over all three"


class Shape(StrEnum):
    """Which levels are occupied, in words."""

    NOTHING = "nothing"
    SAME = "all the same"
    NEIGHBOURS = "within one level"
    ALL_THREE = "spread over all three"
    ENDS = "at both ends, nobody between"
    CAMPS = "split between the ends"


@record
class Verdict:
    """What the counts of one item are called, and why."""

    label: Label
    reason: Reason
    shape: Shape
    unanimous: bool
    """Whether everybody who chose a level chose the same one, with enough ratings to say so."""

    @property
    def agrees(self) -> bool:
        """Whether the room agrees, clearly or by most."""
        return self.label in {Label.CONSENSUS, Label.BROAD}


def van_der_eijk_a(counts: Counts) -> Fraction | None:
    """Return van der Eijk's agreement A: 1 all on one level, 0 as far from one view as from two camps, -1 two camps.

    None if nobody rated. For three levels the layers of the general algorithm add up to this closed form.
    Source: Cees van der Eijk, "Measuring agreement in ordered rating scales", Quality & Quantity 35 (2001), 325-341.
    """
    ratings = sum(counts)
    if not ratings:
        return None
    smallest, second, largest = sorted(counts)
    if counts[1] < min(counts[0], counts[2]):
        return Fraction(largest - 3 * second + 2 * smallest, ratings)
    return Fraction(largest - smallest, ratings)


def leik_consensus(counts: Counts) -> Fraction | None:
    """Return Leik's ordinal consensus: 1 all on one level, 1/2 half on one and half next to it, 0 two camps.

    For three levels it is the share at the median level less the share two levels away from it. None if nobody
    rated. Source: Robert Leik, "A measure of ordinal consensus", Pacific Sociological Review 9 (1966), 85-90.
    """
    ratings = sum(counts)
    if not ratings:
        return None
    dispersion = sum(min(below, ratings - below) for below in (counts[0], counts[0] + counts[1]))
    return 1 - Fraction(dispersion, ratings)


def shown_score(counts: Counts, thresholds: Thresholds | None = None) -> str | None:
    """Return A times 100 as it is shown, such as "+47", "0" or "-33"; None below the fewest ratings that count.

    Halves are rounded away from zero.
    """
    score = van_der_eijk_a(counts)
    enough = sum(counts) >= (thresholds or Thresholds()).fewest_ratings
    return as_shown(score) if enough and score is not None else None


def as_shown(score: Fraction) -> str:
    """Return a score between -1 and 1 times 100, with its sign, halves rounded away from zero."""
    whole = int(100 * abs(score) + Fraction(1, 2))
    return f"{'+' if score > 0 else '-'}{whole}" if whole else "0"


def verdict(counts: Counts, thresholds: Thresholds | None = None) -> Verdict:
    """Say what the counts are called: the first of too few, split, consensus, broad agreement and mixed that holds."""
    limits = thresholds or Thresholds()
    label = _label(counts, limits)
    reason = _reason(counts, limits) if label is Label.MIXED else Reason.NONE
    ratings = sum(counts)
    unanimous = max(counts) == ratings >= max(limits.fewest_ratings, 1)
    return Verdict(label, reason, _shape(counts, limits), unanimous)


def _label(counts: Counts, limits: Thresholds) -> Label:
    ratings = sum(counts)
    if not ratings:
        return Label.NO_VOTES
    if ratings < limits.fewest_ratings:
        return Label.TOO_FEW
    if _is_split(counts, limits):
        return Label.SPLIT
    if _few_opposed(counts, limits) and _has_share(counts, limits.consensus_percent):
        return Label.CONSENSUS
    if _few_opposed(counts, limits) and _has_share(counts, limits.broad_percent):
        return Label.BROAD
    return Label.MIXED


def _reason(counts: Counts, limits: Thresholds) -> Reason:
    large = _has_share(counts, limits.broad_percent)
    opposed = not _few_opposed(counts, limits)
    if large and opposed:
        return Reason.OPPOSING
    if not large and not opposed:
        return Reason.BETWEEN
    return Reason.SPREAD


def _shape(counts: Counts, limits: Thresholds) -> Shape:
    low, middle, high = (count > 0 for count in counts)
    if not (low or middle or high):
        return Shape.NOTHING
    if low + middle + high == 1:
        return Shape.SAME
    # Two people are not two camps, however far apart they stand.
    if sum(counts) > 2 and _is_split(counts, limits):  # noqa: PLR2004
        return Shape.CAMPS
    if low and high:
        return Shape.ALL_THREE if middle else Shape.ENDS
    return Shape.NEIGHBOURS


def _is_split(counts: Counts, limits: Thresholds) -> bool:
    smaller_end = min(counts[0], counts[2])
    return (
        smaller_end > 0
        and 100 * smaller_end >= limits.split_percent * sum(counts)
        and 100 * counts[1] <= limits.hollow_percent * smaller_end
    )


def _has_share(counts: Counts, percent: int) -> bool:
    return 100 * max(counts) >= percent * sum(counts)


def _few_opposed(counts: Counts, limits: Thresholds) -> bool:
    return 100 * min(counts[0], counts[2]) < limits.minority_percent * sum(counts)
