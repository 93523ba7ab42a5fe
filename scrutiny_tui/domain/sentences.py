"""The plain sentences about a result: its counts, who they rest on, and what to be careful about.

Source of the rules: this project; "provisional" and "not enough known" are choices, not literature.

One place builds them, so that the screen, the plain text and every report say the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Final, TypeAlias

from scrutiny_tui.domain.agreement import Counts, Label, Reason, Verdict
from scrutiny_tui.domain.phrases import listed, several
from scrutiny_tui.domain.records import record


@record
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


class Accord(StrEnum):
    """Where a step stands among all steps: how far the room agrees on it."""

    AGREE = "we agree"
    MOST = "most agree"
    DIVERGE = "we diverge"
    UNKNOWN = "not enough known"
    OPEN = "not yet answered"

    @property
    def sign(self) -> str:
        """One or two characters that stand for it beside a step; all of them are in code page 437."""
        return _SIGNS[self]


_SIGNS: Final = {
    Accord.AGREE: "≡",
    Accord.MOST: "≈",
    Accord.DIVERGE: "◄►",
    Accord.UNKNOWN: "?",
    Accord.OPEN: "·",
}

_NAMES: Final[Mapping[Label | Reason, tuple[str, str]]] = {
    Label.NO_VOTES: ("Too few to say", "nobody chose a statement"),
    Label.TOO_FEW: ("Too few to say", "too few to say"),
    Label.SPLIT: ("Opposite views", "two opposite views"),
    Label.CONSENSUS: ("We agree", "clear agreement"),
    Label.BROAD: ("Most agree", "most agree"),
    Reason.OPPOSING: ("No single view", "most agree, but some differ strongly"),
    Reason.BETWEEN: ("Between two", "split between two neighbouring statements"),
    Reason.SPREAD: ("No single view", "no single view"),
}
"""What counts are called in large letters and in a sentence; mixed ones by their reason."""


def accord(found: Verdict, told: Flags) -> Accord:
    """Return how far the room agrees; that many do not know weighs more than what the others chose."""
    if told.not_enough_known:
        return Accord.UNKNOWN
    if found.label is Label.BROAD:
        return Accord.MOST
    return Accord.AGREE if found.agrees else Accord.DIVERGE


def headline(found: Verdict, told: Flags, *, everyone: bool) -> str:
    """Return a result in two or three words for the back row, such as "Most agree".

    `everyone` says if all who were asked chose a level.
    """
    few = found.label in {Label.NO_VOTES, Label.TOO_FEW}
    if told.not_enough_known and not few:
        return "Not enough known"
    if found.unanimous and everyone:
        return "Everyone agrees"
    return _NAMES[found.reason or found.label][0]


Words: TypeAlias = tuple[str, str, str]
"""The short words of the three levels."""

MIDDLE: Final = 1
"""Where the middle level stands in the counts."""

_NOT_RATED: Final = {
    "dont_know": ("doesn't know", "don't know"),
    "abstain": ("prefers not to say", "prefer not to say"),
    "not_applicable": ("not applicable", "not applicable"),
    "interest": ("interest declared", "interests declared"),
    "absent": ("absent", "absent"),
    "not_cast": ("has not answered", "have not answered"),
}

_NOT_DISCUSSED: Final = {"not_applicable": ("did not discuss this step", "did not discuss this step")}


def sentence(counts: Counts, found: Verdict, words: Words, everyone: bool, *, unknown: bool = False) -> str:
    """Return the sentence about the counts. It holds no denominator: the base line alone says who they rest on.

    `everyone` says if all who were asked chose a statement, so that "everyone" is only said if it is true; `unknown`
    that many do not know, so that what the others chose is told and not judged.
    """
    ratings = sum(counts)
    if not ratings:
        return "Nobody chose a statement."
    if unknown or found.label is Label.TOO_FEW:
        told = _listed(counts, words) if unknown else "too few to say"
        return f"{several(ratings, 'person', 'people')} chose a statement: {told}."
    if found.unanimous:
        who = "Everyone" if everyone else f"All {ratings} who chose a statement"
        return f"{who} chose {words[counts.index(ratings)]}."
    if found.label is Label.SPLIT:
        between = f"{counts[MIDDLE]} {words[MIDDLE]}" if counts[MIDDLE] else "nobody between"
        return f"Two opposite views: {counts[0]} {words[0]}, {counts[2]} {words[2]}, {between}."
    if found.label is Label.MIXED:
        return _mixed(counts, found.reason, words)
    return _agreed(counts, found.label, words)


def _listed(counts: Counts, words: Words, but: int | None = None) -> str:
    """Return counts that are not 0, such as "3 Developing and 2 Strong", without those of one statement."""
    return listed([f"{number} {words[at]}" for at, number in enumerate(counts) if number and at != but])


def few_tables(counts: Counts, words: Words) -> str:
    """Return the sentence if too few tables chose a statement to sum them up: what they chose, and no verdict."""
    tables = sum(counts)
    who = several(tables, "table", "tables")
    if tables in counts:
        return f"{who} chose {words[counts.index(tables)]}."
    return f"{who}: {_listed(counts, words)}."


def called(found: Verdict) -> str:
    """Return the short name of a verdict in the words that the sentences use, such as "two opposite views"."""
    return "all the same" if found.unanimous else _NAMES[found.reason or found.label][1]


def standing(counts: Counts, found: Verdict, words: Words) -> str:
    """Return the short name of a verdict with the statements it is about, such as "clear agreement at Strong"."""
    most = words[counts.index(max(counts))]
    if found.reason is Reason.OPPOSING:
        return f"most at {most}, but some differ strongly"
    if found.reason is Reason.BETWEEN:
        return f"split between {' and '.join(_neighbours(counts, words))}"
    if not found.agrees:
        return called(found)
    how = "all" if found.unanimous else "clear agreement" if found.label is Label.CONSENSUS else "most"
    return f"{how} at {most}"


def _neighbours(counts: Counts, words: Words) -> tuple[str, str]:
    """Return the two neighbouring statements that most people chose."""
    return (words[0], words[1]) if counts[0] > counts[2] else (words[1], words[2])


def finding(dont_know: int, ratings: int, here: int) -> str:
    """Return the sentence for a round in which a third or more of the answers are don't know; empty below that.

    `here` is how many who answer are here, or how many tables.
    """
    if not many_do_not_know(dont_know, ratings):
        return ""
    verb = "doesn't" if dont_know == 1 else "don't"
    return f"{dont_know} of {here} {verb} know. That is a finding."


def caution(ratings: int, asked: int) -> str:
    """Return the sentence for a round in which fewer than half of those asked chose a statement; empty otherwise."""
    if not ratings or 2 * ratings >= asked:
        return ""
    return f"Only {ratings} of the {asked} who could answer chose a statement, so this is provisional."


def base_line(ratings: int, base: int, not_rated: Mapping[str, int], people: int | None = None) -> str:
    """Return the line under the counts, such as "14 of 15 chose a statement · 1 doesn't know".

    Those who are absent are counted apart: the others are what everything on the page is counted from. `people` is
    given if tables answer: how many people sit at those that chose a statement.
    """
    here = base - not_rated["absent"]
    if people is None:
        told = f"{ratings} of {here}{' here' if here < base else ''} chose a statement"
    else:
        tables = several(here, "table", "tables")
        told = f"{ratings} of {tables} chose a statement, {several(people, 'person', 'people')}"
    return " · ".join((told, *no_statement(not_rated, of_tables=people is not None)))


def no_statement(not_rated: Mapping[str, int], *, of_tables: bool = False) -> Iterator[str]:
    """Yield how many chose no statement by why, such as "2 don't know"."""
    words = _NOT_RATED | _NOT_DISCUSSED if of_tables else _NOT_RATED
    yield from (f"{number} {words[why][number > 1]}" for why, number in not_rated.items() if number)


def _agreed(counts: Counts, label: Label, words: Words) -> str:
    at = counts.index(max(counts))
    rest = _listed(counts, words, but=at)
    if label is Label.CONSENSUS:
        return f"Clear agreement: {max(counts)} chose {words[at]}, {rest}."
    return f"Most chose {words[at]} ({max(counts)}), with {rest}."


def _mixed(counts: Counts, reason: Reason, words: Words) -> str:
    at = counts.index(max(counts))
    if reason is Reason.OPPOSING:
        ends = [place for place in (0, 2) if place != at and counts[place]]
        against = " and ".join(f"{counts[place]} chose {words[place]}" for place in ends)
        return f"Most chose {words[at]} ({max(counts)}), but {against}."
    if reason is Reason.BETWEEN:
        other = 2 if counts[0] > counts[2] else 0
        pair = " and ".join(f"{word} ({counts[words.index(word)]})" for word in _neighbours(counts, words))
        return f"Split between {pair}{f', with {counts[other]} {words[other]}' if counts[other] else ''}."
    return f"No single view: {_listed(counts, words)}."
