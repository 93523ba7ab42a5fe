"""How a result is worked out, in words, with the item's own arithmetic."""

from __future__ import annotations

from typing import Final

from scrutiny_tui.domain.agreement import Label
from scrutiny_tui.domain.results import RoundResult
from scrutiny_tui.domain.sentences import Words
from scrutiny_tui.domain.thresholds import Thresholds

SCALE_WIDTH: Final = 41
"""Columns of the drawn scale, an odd number so that 0 has a column."""


def rule_lines(limits: Thresholds) -> tuple[str, ...]:
    """Return the rule in words, with the thresholds that the session is run with."""
    return (
        f"Clear agreement: at least {limits.consensus_percent} % on one level, "
        f"and under {limits.minority_percent} % at the smaller end.",
        f"Most: at least {limits.broad_percent} % on one level, and under {limits.minority_percent} % at the smaller end.",
        f"Two opposite views: at least {limits.split_percent} % at each end, and the middle at most "
        f"{limits.hollow_percent} % of the smaller end.",
        "Everything else is mixed, and the sentence says in which way.",
        f"Fewer than {limits.fewest_ratings} answers are not summed up.",
    )


def arithmetic_lines(found: RoundResult, words: Words) -> tuple[str, ...]:
    """Return this result's own arithmetic."""
    counts, ratings = found.counts, found.ratings
    told = ", ".join(f"{count} {word}" for count, word in zip(counts, words, strict=True))
    if not ratings:
        return ("Nobody chose a level.",)
    most, end = max(counts), min(counts[0], counts[2])
    return (
        f"{ratings} chose a level: {told}.",
        f"Most on one level: {most} of {ratings} ({_percent(most, ratings)}).",
        f"At the smaller end: {end} of {ratings} ({_percent(end, ratings)}).",
        f"So this is called: {_called(found)}.",
    )


def closeness_lines(found: RoundResult) -> tuple[str, ...]:
    """Return the figure for how close the answers are, on its scale; a sentence where there are too few."""
    if found.shown_score is None or found.score is None:
        return ("Too few answers for a figure.",)
    place = round((float(found.score) + 1) / 2 * (SCALE_WIDTH - 1))
    line = ["─"] * SCALE_WIDTH
    line[SCALE_WIDTH // 2] = "┼"
    line[place] = "■"
    return (
        f"How close our answers are: {found.shown_score} (not a mark)",
        f"-100 ├{''.join(line)}┤ +100",
        "+100: all the same. 0: as far from one view as from two camps. -100: two camps, half at each end.",
        "It says how close the answers are to one another, not whether the level is high or right.",
    )


def _called(found: RoundResult) -> str:
    if found.verdict.unanimous:
        return "unanimous"
    if found.verdict.label is Label.MIXED:
        return f"{found.verdict.label.value}, {found.verdict.reason.value}"
    return found.verdict.label.value


def _percent(part: int, whole: int) -> str:
    # Rounded down, so that 14.8 % never looks like the 15 % of the rule.
    return f"{100 * part // whole} %"
