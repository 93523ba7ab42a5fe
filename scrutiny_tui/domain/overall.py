"""The whole workshop in figures: tallies, the median score, and Krippendorff's alpha.

Answers are never pooled over items and levels are never averaged.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from scrutiny_tui.domain.agreement import Label
from scrutiny_tui.domain.alpha import agreeing_pairs, alpha_of_counts
from scrutiny_tui.domain.results import ItemResult, RoundResult
from scrutiny_tui.domain.session import Session


@dataclass(frozen=True, slots=True)
class Tally:
    """How many items have which label, and which item's answers are furthest apart."""

    labels: Mapping[Label, int]
    """Every label that occurs, in the order of the labels."""
    lowest: ItemResult | None
    """The item with the lowest score among those with enough answers; None if none has."""
    median: Fraction | None
    """The median score of those items, between -1 and 1; None if there is none."""
    scored: int
    """How many items have enough answers for a score."""


@dataclass(frozen=True, slots=True)
class Reliability:
    """Krippendorff's ordinal alpha over the latest result of every item, and what it rests on."""

    alpha: Fraction | None
    """None if it is not defined: no item rated twice, or one and the same level throughout."""
    voters: int
    """How many were on the list of at least one of the items."""
    items: int
    ratings: int
    possible: int
    """How many ratings there would be, had everybody on the list of an item chosen a level."""
    same_pairs: Fraction | None
    """The share of pairs of answers on the same item that are the same."""


def tally(found: Iterable[ItemResult]) -> Tally:
    """Return the tally of some items, such as a step's prompts; items without a result are left out."""
    told = [(each, latest) for each in found if (latest := each.latest)]
    labels = Counter(latest.verdict.label for _, latest in told)
    scored = [
        (latest.score, each)
        for each, latest in told
        if latest.shown_score is not None and latest.score is not None
    ]
    lowest = min(scored, key=lambda pair: pair[0], default=None)
    return Tally(
        {label: labels[label] for label in Label if labels[label]},
        lowest[1] if lowest else None,
        _median([score for score, _ in scored]),
        len(scored),
    )


def _median(scores: Sequence[Fraction]) -> Fraction | None:
    if not scores:
        return None
    ordered, middle = sorted(scores), len(scores) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def reliability(session: Session) -> Reliability | None:
    """Return alpha and what it rests on; None before the first result."""
    latest = [rounds[-1] for item in session.items if (rounds := session.revealed(item.number))]
    if not latest:
        return None
    columns = [dict(enumerate(found.counts, start=1)) for found in latest]
    return Reliability(
        alpha=alpha_of_counts(columns),
        voters=len(frozenset().union(*(found.base for found in latest))),
        items=len(latest),
        ratings=sum(sum(column.values()) for column in columns),
        possible=sum(len(found.base) for found in latest),
        same_pairs=agreeing_pairs(columns),
    )


def step_tally(found: Sequence[ItemResult], step: int) -> Tally:
    """Return the tally of the prompts of a step that were voted on."""
    return tally(each for each in found if each.item.step == step)


def furthest(found: Tally) -> RoundResult | None:
    """Return the result whose answers are furthest apart; None if none has enough answers."""
    return found.lowest.latest if found.lowest else None
