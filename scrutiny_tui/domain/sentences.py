"""The plain sentences about a result: its counts, who they rest on, and what to be careful about.

Source of the rules: this project; "provisional" and "not enough known" are choices, not literature.

One place builds them, so that the screen, the plain text and every report say the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from scrutiny_tui.domain.agreement import Counts, Label, Reason, Verdict


@dataclass(frozen=True, slots=True)
class Flags:
    """What is said of a result beside its label."""

    provisional: bool
    """Fewer than half of those entitled chose a level."""
    not_enough_known: bool
    """A third or more of the answers are don't know, or there are too few to sum up."""
    one_apart: bool
    """The room agrees at one end, and exactly one answer is at the other."""


def entitled(base: int, not_rated: Mapping[str, int]) -> int:
    """Return how many of the base could have chosen a level: less those it does not apply to or who have an interest."""
    return base - not_rated["not_applicable"] - not_rated["interest"]


def many_do_not_know(dont_know: int, ratings: int) -> bool:
    """Say whether a third or more of the answers are don't know."""
    return dont_know > 0 and 3 * dont_know >= ratings + dont_know


def flags(counts: Counts, found: Verdict, base: int, not_rated: Mapping[str, int]) -> Flags:
    """Return the flags of a result; `base` is how many were on the list, `not_rated` how many chose no level, by why."""
    ratings, most = sum(counts), counts.index(max(counts))
    too_few = found.label in {Label.NO_VOTES, Label.TOO_FEW}
    return Flags(
        provisional=2 * ratings < entitled(base, not_rated),
        not_enough_known=too_few or many_do_not_know(not_rated["dont_know"], ratings),
        one_apart=found.agrees and most != MIDDLE and counts[2 - most] == 1,
    )


Words: TypeAlias = tuple[str, str, str]
"""The short words of the three levels."""

MIDDLE: Final = 1
"""Where the middle level stands in the counts."""

_NOT_RATED: Final = {
    "dont_know": ("does not know", "do not know"),
    "abstain": ("prefers not to say", "prefer not to say"),
    "not_applicable": ("says it does not apply", "say it does not apply"),
    "interest": ("declared an interest", "declared an interest"),
    "absent": ("absent", "absent"),
    "not_cast": ("not in", "not in"),
}

_CALLED: Final = {
    Label.NO_VOTES: "nobody chose a level",
    Label.TOO_FEW: "too few to sum up",
    Label.SPLIT: "two opposite views",
    Label.CONSENSUS: "clear agreement",
    Label.BROAD: "most on one level",
}

_MIXED: Final = {
    Reason.OPPOSING: "most agree, but a minority is at an end",
    Reason.BETWEEN: "between two neighbouring levels",
    Reason.SPREAD: "no single view",
}

_NOT_DISCUSSED: Final = {"not_applicable": ("did not discuss this step", "did not discuss this step")}


def sentence(counts: Counts, found: Verdict, words: Words, everyone: bool) -> str:
    """Return the sentence about the counts.

    `everyone` says whether all who were asked chose a level, so that "everyone" is only said where it is true.
    """
    ratings = sum(counts)
    if found.label is Label.NO_VOTES:
        return "Nobody chose a level."
    if found.label is Label.TOO_FEW:
        return f"{ratings} {'answer' if ratings == 1 else 'answers'}: too few to sum up."
    if found.unanimous:
        who = "Everyone" if everyone else f"All {ratings} who chose a level"
        return f"{who} chose {words[counts.index(ratings)]}."
    if found.label is Label.SPLIT:
        between = f"{counts[MIDDLE] or 'nobody'} between"
        return f"Two opposite views: {counts[0]} {words[0]}, {counts[2]} {words[2]}, {between}."
    if found.label is Label.MIXED:
        return _mixed(counts, found.reason, words)
    return _agreed(counts, found.label, words)


def few_tables(tables: int) -> str:
    """Return the sentence where too few tables chose a level to sum them up: each answer is shown instead."""
    return "1 table, with its own answer." if tables == 1 else f"{tables} tables, each with its own answer."


def label_word(label: Label) -> str:
    """Return what a label is called in a tally, such as "clear agreement"."""
    return _CALLED.get(label, label.value)


def called(found: Verdict) -> str:
    """Return the short name of a verdict in the words that the sentences use, such as "two opposite views"."""
    if found.label is Label.MIXED:
        return _MIXED[found.reason]
    return "all the same" if found.unanimous else _CALLED[found.label]


def standing(counts: Counts, found: Verdict, words: Words) -> str:
    """Return the short name of a verdict and, where the room agrees, the level, such as "clear agreement at Strong"."""
    if found.reason is Reason.OPPOSING:
        return f"most at {words[counts.index(max(counts))]} with a minority at an end"
    if not found.agrees:
        return called(found)
    how = "all" if found.unanimous else "clear agreement" if found.label is Label.CONSENSUS else "most"
    return f"{how} at {words[counts.index(max(counts))]}"


def finding(dont_know: int, ratings: int) -> str:
    """Return the sentence for a round in which a third or more of the answers are don't know; empty below that."""
    if not many_do_not_know(dont_know, ratings):
        return ""
    verb = "does" if dont_know == 1 else "do"
    return f"{dont_know} of {ratings + dont_know} {verb} not know. That is a finding."


def caution(ratings: int, asked: int) -> str:
    """Return the sentence for a round in which fewer than half of those asked chose a level; empty otherwise."""
    if not ratings or 2 * ratings >= asked:
        return ""
    return f"Only {ratings} of {asked} chose a level: this is provisional."


def base_line(ratings: int, base: int, not_rated: Mapping[str, int], people: int | None = None) -> str:
    """Return the line under the counts, such as "14 of 15 answered · 1 does not know".

    `people` is given where tables answer: how many people sit at those that chose a level.
    """
    words = _NOT_RATED if people is None else _NOT_RATED | _NOT_DISCUSSED
    tables = "table" if base == 1 else "tables"
    parts = [f"{ratings} of {base} answered"]
    if people is not None:
        parts = [f"{ratings} of {base} {tables} answered, {people} {'person' if people == 1 else 'people'}"]
    parts += [
        f"{number} {words[why][0 if number == 1 else 1]}" for why, number in not_rated.items() if number
    ]
    return " · ".join(parts)


def _agreed(counts: Counts, label: Label, words: Words) -> str:
    most, ratings = max(counts), sum(counts)
    at = counts.index(most)
    if label is Label.CONSENSUS:
        opening = f"Clear agreement: {most} of {ratings} chose {words[at]}"
    else:
        opening = f"Most chose {words[at]}: {most} of {ratings}"
    if at == MIDDLE:
        others = [f"{counts[end]} chose {words[end]}" for end in (0, 2) if counts[end]]
        return f"{opening}; {', '.join(others)}."
    far = counts[2 - at]
    if not far:
        return f"{opening}."
    return f"{opening}. {'One answer is' if far == 1 else f'{far} answers are'} at {words[2 - at]}."


def _mixed(counts: Counts, reason: Reason, words: Words) -> str:
    most = max(counts)
    at = counts.index(most)
    if reason is Reason.OPPOSING:
        ends = [place for place in (0, 2) if place != at and counts[place]]
        against = " and ".join(f"{counts[place]} chose {words[place]}" for place in ends)
        return f"Most chose {words[at]} ({most}), but {against}."
    if reason is Reason.BETWEEN:
        end, other = (0, 2) if counts[0] > counts[2] else (2, 0)
        low, high = sorted((end, MIDDLE))
        rest = f"; {counts[other]} chose {words[other]}" if counts[other] else ""
        return f"Between {words[low]} and {words[high]}: {counts[low]} and {counts[high]}{rest}."
    return f"No single view: {counts[0]}, {counts[1]} and {counts[2]}."
