"""How a result is worked out, in words, with the item's own arithmetic.

The rule's shares are turned into numbers of answers, so that anybody can check them by counting.
"""

from __future__ import annotations

from typing import Final

from scrutiny_tui.domain.agreement import Thresholds
from scrutiny_tui.domain.results import RoundResult
from scrutiny_tui.domain.sentences import Words, called

SCALE: Final = "+100: everyone chose the same. 0: halfway between one view and two camps. -100: two camps, half at each end."
"""What the figure for how close the answers are stands for."""

SCALE_WIDTH: Final = 41
"""Columns of the drawn scale, an odd number so that 0 has a column."""


def rule_lines(limits: Thresholds) -> tuple[str, ...]:
    """Return the rule in words, with the thresholds that the session is run with."""
    return (
        f"Clear agreement: at least {limits.consensus_percent} % chose the same statement, "
        f"and at least one of the two ends is below {limits.minority_percent} %.",
        f"Most agree: at least {limits.broad_percent} % chose the same statement, "
        f"and at least one of the two ends is below {limits.minority_percent} %.",
        f"Two opposite views: at least {limits.split_percent} % at each end, and the middle at most "
        f"{limits.hollow_percent} % of the smaller end.",
        "In all other cases we describe the pattern.",
        f"We say nothing of fewer than {limits.fewest_ratings} answers: that is too few.",
    )


def arithmetic_lines(found: RoundResult, words: Words, limits: Thresholds) -> tuple[str, ...]:
    """Return this result's own arithmetic: what was counted, beside what the rule asks for with so many answers."""
    counts, ratings = found.counts, found.ratings
    told = ", ".join(f"{count} {word}" for count, word in zip(counts, words, strict=True))
    if not ratings:
        return ("Nobody chose a statement.",)
    told = f"{ratings} chose a statement: {told}."
    if ratings < limits.fewest_ratings:
        return (
            told,
            f"It takes {limits.fewest_ratings} to say more.",
            f"So this is: {called(found.verdict)}.",
        )
    end, split = min(counts[0], counts[2]), _at_least(limits.split_percent, ratings)
    return (
        told,
        f"The most on one statement: {max(counts)}. Clear agreement needs {_at_least(limits.consensus_percent, ratings)}, "
        f"most agree needs {_at_least(limits.broad_percent, ratings)}.",
        f"At the smaller end: {end}. Agreement allows {_at_least(limits.minority_percent, ratings) - 1} at most.",
        f"Between the ends: {counts[1]}. Two opposite views need {split} at the smaller end, and at most "
        f"{_between(limits, end if end >= split else split)} between.",
        f"So this is: {called(found.verdict)}.",
    )


def _between(limits: Thresholds, end: int) -> int:
    """Return how many may stand between two ends of which the smaller holds so many."""
    return limits.hollow_percent * end // 100


def _at_least(percent: int, ratings: int) -> int:
    """Return the smallest number of answers that is at least this share of them."""
    return -(-percent * ratings // 100)


def closeness_words(found: RoundResult) -> tuple[str, ...]:
    """Return the figure for how close the answers are, and what it means; a sentence where there are too few."""
    if found.shown_score is None or found.score is None:
        return ("Too few answers for a figure.",)
    return (
        f"How far we agree, from -100 to +100: {found.shown_score}. Not a score.",
        SCALE,
        "It says how close our answers are to one another, not whether the statement is high or right.",
    )


def closeness_lines(found: RoundResult) -> tuple[str, ...]:
    """Return the same with the figure drawn on its scale."""
    figure, *meaning = closeness_words(found)
    if found.shown_score is None or found.score is None:
        return (figure,)
    place = round((float(found.score) + 1) / 2 * (SCALE_WIDTH - 1))
    line = ["─"] * SCALE_WIDTH
    line[SCALE_WIDTH // 2] = "┼"
    line[place] = "■"
    return (figure, f"-100 ├{''.join(line)}┤ +100", *meaning)
