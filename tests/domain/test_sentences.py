"""What is said of a result beside its label.

The sentence about the counts is right for one, two and many, and never says more than the counts do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from scrutiny_tui.domain.agreement import Counts, verdict
from scrutiny_tui.domain.results import RoundResult, round_result
from scrutiny_tui.domain.sentences import (
    Flags,
    base_line,
    caution,
    few_tables,
    finding,
    flags,
    many_do_not_know,
    sentence,
)
from tests.support.sessions import WORDS, answers, revealed, session


def result(keys: str, members: int = 15) -> RoundResult:
    now = revealed(session(members), 1, answers(keys))
    return round_result(now, now.rounds[1001])


def test_fewer_than_half_of_those_entitled_is_provisional() -> None:
    assert result("2 2 2 2 2 2 2").flags.provisional
    assert not result("2 2 2 2 2 2 2 2").flags.provisional
    assert result("2 2 2 2 2 2 2").caution == "Only 7 of 15 chose a level: this is provisional."
    assert result("2 2 2 2 2 2 2 2").caution == ""


def test_whoever_has_an_interest_or_to_whom_it_does_not_apply_is_not_entitled() -> None:
    assert not result("2 2 2 2 2 2 2 i").flags.provisional
    assert result("2 2 2 2 2 2 2 a").flags.provisional
    assert result("2 2 2 2 2 2 2 d").flags.provisional


@pytest.mark.parametrize(
    ("keys", "known"),
    [
        ("2 2 2 2", False),
        ("2 2 2 2 2", True),
        ("2 2 2 2 2 2 2 2 d d d", True),
        ("2 2 2 2 2 2 2 2 d d d d", False),
    ],
)
def test_not_enough_is_known_under_five_ratings_or_from_a_third_of_dont_knows(keys: str, known: bool) -> None:
    assert result(keys).flags.not_enough_known is not known


def test_without_any_dont_know_nobody_says_that_many_do_not_know() -> None:
    assert not many_do_not_know(0, 0)
    assert many_do_not_know(1, 0)


@pytest.mark.parametrize(
    ("counts", "apart"),
    [
        ((1, 0, 9), True),
        ((9, 0, 1), True),
        ((1, 3, 10), True),
        ((2, 0, 18), False),
        ((0, 1, 9), False),
        ((1, 12, 0), False),
        ((1, 0, 4), False),
        ((1, 0, 2), False),
    ],
)
def test_one_answer_apart_is_a_single_one_at_the_end_away_from_where_the_room_agrees(
    counts: Counts, apart: bool
) -> None:
    nobody = dict.fromkeys(("dont_know", "abstain", "not_applicable", "interest", "absent", "not_cast"), 0)

    assert flags(counts, verdict(counts), sum(counts), nobody) == Flags(
        provisional=False, not_enough_known=sum(counts) < 5, one_apart=apart
    )


NOBODY_ELSE = {"dont_know": 0, "abstain": 0, "not_applicable": 0, "interest": 0, "absent": 0, "not_cast": 0}

NOT_LEVELS = frozenset({
    "Everyone", "All", "Clear", "Most", "One", "Between", "No", "Two", "Nobody",
})  # fmt: skip
"""Words with a capital that a sentence may hold besides the levels."""


def said(counts: Counts, *, everyone: bool = True) -> str:
    return sentence(counts, verdict(counts), WORDS, everyone)


def five_to_twelve_answers() -> Iterator[Counts]:
    for low, middle, high in product(range(13), repeat=3):
        if 5 <= low + middle + high <= 12:
            yield low, middle, high


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ((0, 0, 0), "Nobody chose a level."),
        ((0, 1, 0), "1 answer: too few to sum up."),
        ((1, 0, 1), "2 answers: too few to sum up."),
        ((4, 0, 0), "4 answers: too few to sum up."),
        ((0, 15, 0), "Everyone chose Developing."),
        ((1, 1, 13), "Clear agreement: 13 of 15 chose Strong. One answer is at Beginning."),
        ((2, 0, 16), "Clear agreement: 16 of 18 chose Strong. 2 answers are at Beginning."),
        ((0, 2, 13), "Clear agreement: 13 of 15 chose Strong."),
        ((13, 1, 1), "Clear agreement: 13 of 15 chose Beginning. One answer is at Strong."),
        ((1, 10, 1), "Clear agreement: 10 of 12 chose Developing; 1 chose Beginning, 1 chose Strong."),
        ((0, 11, 1), "Clear agreement: 11 of 12 chose Developing; 1 chose Strong."),
        ((1, 10, 3), "Most chose Developing: 10 of 14; 1 chose Beginning, 3 chose Strong."),
        ((8, 4, 0), "Most chose Beginning: 8 of 12."),
        ((1, 3, 8), "Most chose Strong: 8 of 12. One answer is at Beginning."),
        ((0, 8, 7), "Between Developing and Strong: 8 and 7."),
        ((6, 6, 0), "Between Beginning and Developing: 6 and 6."),
        ((1, 5, 6), "Between Developing and Strong: 5 and 6; 1 chose Beginning."),
        ((3, 0, 10), "Most chose Strong (10), but 3 chose Beginning."),
        ((10, 1, 3), "Most chose Beginning (10), but 3 chose Strong."),
        ((2, 8, 2), "Most chose Developing (8), but 2 chose Beginning and 2 chose Strong."),
        ((5, 5, 5), "No single view: 5, 5 and 5."),
        ((7, 1, 7), "Two opposite views: 7 Beginning, 7 Strong, 1 between."),
        ((8, 0, 4), "Two opposite views: 8 Beginning, 4 Strong, nobody between."),
    ],
)
def test_the_sentence(counts: Counts, expected: str) -> None:
    assert said(counts) == expected


def test_a_level_that_all_chose_is_not_everyones_while_somebody_chose_none() -> None:
    assert said((0, 0, 14), everyone=False) == "All 14 who chose a level chose Strong."


@pytest.mark.parametrize("everyone", [True, False])
def test_every_number_in_a_sentence_is_one_of_the_counts_or_their_sum(everyone: bool) -> None:
    for counts in five_to_twelve_answers():
        numbers = {int(number) for number in re.findall(r"\d+", said(counts, everyone=everyone))}
        assert numbers <= {*counts, sum(counts)}, counts


def test_every_number_stands_beside_the_level_it_counts() -> None:
    at = {word: place for place, word in enumerate(WORDS)}
    pairs = re.compile(r"(\d+)(?: of \d+)?(?: chose)? (Beginning|Developing|Strong)\b")
    for counts in five_to_twelve_answers():
        told = said(counts, everyone=False).removeprefix(f"All {sum(counts)} who chose a level chose ")
        for number, word in pairs.findall(told):
            assert int(number) == counts[at[word]], (counts, told)


def test_every_name_in_a_sentence_is_one_of_the_levels() -> None:
    for counts in five_to_twelve_answers():
        names = set(re.findall(r"\b[A-Z][a-z]+", said(counts))) - NOT_LEVELS
        assert names <= set(WORDS), counts


def test_levels_that_nobody_chose_are_not_named() -> None:
    for counts in five_to_twelve_answers():
        empty = {word for word, count in zip(WORDS, counts, strict=True) if not count}
        assert not empty & set(re.findall(r"\w+", said(counts))), counts


def test_most_is_only_said_of_more_than_half() -> None:
    for counts in five_to_twelve_answers():
        if "Most" in said(counts) or "agreement" in said(counts):
            assert 2 * max(counts) > sum(counts), counts


def test_everyone_is_only_said_where_one_level_holds_all() -> None:
    for counts in five_to_twelve_answers():
        assert ("Everyone" in said(counts)) == (max(counts) == sum(counts)), counts
        assert "Everyone" not in said(counts, everyone=False), counts


def test_somebody_at_the_far_end_is_always_told_when_most_are_at_one_end() -> None:
    for counts in five_to_twelve_answers():
        low, middle, high = counts
        if low > max(middle, high) and high:
            assert "Strong" in said(counts) or said(counts).startswith("No single view"), counts
        if high > max(low, middle) and low:
            assert "Beginning" in said(counts) or said(counts).startswith("No single view"), counts


def test_every_sentence_ends_as_one() -> None:
    for counts in five_to_twelve_answers():
        told = said(counts)
        assert told.endswith(".")
        assert "  " not in told
        assert ".." not in told


def test_nothing_is_called_reached_failed_good_or_bad() -> None:
    told = " ".join(said(counts) for counts in five_to_twelve_answers()).lower()

    assert not {"reached", "failed", "good", "bad"} & set(re.findall(r"\w+", told))


@pytest.mark.parametrize(
    ("dont_know", "ratings", "expected"),
    [
        (0, 0, ""),
        (0, 15, ""),
        (4, 10, ""),
        (5, 10, "5 of 15 do not know. That is a finding."),
        (1, 2, "1 of 3 does not know. That is a finding."),
        (1, 3, ""),
        (7, 0, "7 of 7 do not know. That is a finding."),
    ],
)
def test_many_dont_knows_are_a_finding_from_a_third_on(dont_know: int, ratings: int, expected: str) -> None:
    assert finding(dont_know, ratings) == expected


def test_the_base_line_of_a_full_round() -> None:
    assert base_line(15, 15, NOBODY_ELSE) == "15 of 15 answered"


def test_the_base_line_in_the_singular() -> None:
    assert base_line(9, 15, dict.fromkeys(NOBODY_ELSE, 1)) == (
        "9 of 15 answered · 1 does not know · 1 prefers not to say · 1 says it does not apply"
        " · 1 declared an interest · 1 absent · 1 not in"
    )


def test_the_base_line_in_the_plural() -> None:
    assert base_line(3, 15, dict.fromkeys(NOBODY_ELSE, 2)) == (
        "3 of 15 answered · 2 do not know · 2 prefer not to say · 2 say it does not apply"
        " · 2 declared an interest · 2 absent · 2 not in"
    )


@pytest.mark.parametrize(
    ("answered", "tables", "people", "told"),
    [
        (2, 3, 12, "2 of 3 tables answered, 12 people · 1 did not discuss this step"),
        (1, 1, 1, "1 of 1 table answered, 1 person"),
    ],
)
def test_tables_are_told_with_the_people_at_them(answered: int, tables: int, people: int, told: str) -> None:
    not_rated = {"not_applicable": tables - answered, "absent": 0}
    assert base_line(answered, tables, not_rated, people) == told


def test_every_sentence_of_five_to_twelve_answers_is_one_that_was_read() -> None:
    """The table beside this test was read line by line; a change to a sentence is to be read there again."""
    read = Path(__file__).with_name("sentences_of_5_to_12.txt").read_text(encoding="utf-8")
    table = sorted(five_to_twelve_answers(), key=lambda counts: (sum(counts), counts))
    told = "".join(f"{low} {middle} {high}  {said((low, middle, high))}\n" for low, middle, high in table)

    assert told == read


def test_a_few_tables_are_told_one_by_one() -> None:
    assert few_tables(1) == "1 table, with its own answer."
    assert few_tables(3) == "3 tables, each with its own answer."


@pytest.mark.parametrize(
    ("ratings", "asked", "expected"),
    [
        (7, 15, "Only 7 of 15 chose a level: this is provisional."),
        (1, 3, "Only 1 of 3 chose a level: this is provisional."),
        (8, 15, ""),
        (0, 15, ""),
        (0, 0, ""),
    ],
)
def test_fewer_than_half_are_told_to_be_provisional(ratings: int, asked: int, expected: str) -> None:
    assert caution(ratings, asked) == expected
