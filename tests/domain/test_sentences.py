"""What is said of a result: right for one, two and many, never more than the counts do, and with its own arithmetic."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path

import pytest

from scrutiny_tui.domain.agreement import Counts, Label, Thresholds, verdict
from scrutiny_tui.domain.results import (
    SCALE_WIDTH,
    RoundResult,
    arithmetic_lines,
    closeness_lines,
    round_result,
    rule_lines,
)
from scrutiny_tui.domain.rounds import Round, RoundState
from scrutiny_tui.domain.sentences import (
    Accord,
    Flags,
    base_line,
    caution,
    few_tables,
    finding,
    flags,
    many_do_not_know,
    sentence,
)
from tests.support.sessions import WORDS, answers, counted, revealed, session

NOBODY = dict.fromkeys(("dont_know", "abstain", "not_applicable", "interest", "absent", "not_cast"), 0)


def said(counts: Counts, *, everyone: bool = True) -> str:
    return sentence(counts, verdict(counts), WORDS, everyone)


def result(counts: Counts) -> RoundResult:
    """Return the result of people of whom each chose a statement."""
    ballots = dict(enumerate(counted(counts), start=1))
    return round_result(session(), Round(1, 1, 1, RoundState.REVEALED, ballots, base=frozenset(ballots)))


def five_to_twelve_answers() -> Sequence[Counts]:
    every: Iterator[Counts] = product(range(13), repeat=3)  # type: ignore[assignment]
    return sorted((each for each in every if 5 <= sum(each) <= 12), key=lambda counts: (sum(counts), counts))


def test_every_sentence_of_five_to_twelve_answers_is_one_that_was_read() -> None:
    """The table beside this test was read line by line; a change to a sentence is to be read there again."""
    read = Path(__file__).with_name("sentences_of_5_to_12.txt").read_text(encoding="utf-8")
    told = [
        f"{low} {middle} {high}  {said((low, middle, high))}\n"
        for low, middle, high in five_to_twelve_answers()
    ]
    assert "".join(told) == read


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ((0, 0, 0), "Nobody chose a statement."),
        ((0, 1, 0), "1 person chose a statement: too few to say."),
        ((4, 0, 0), "4 people chose a statement: too few to say."),
        ((0, 15, 0), "Everyone chose Developing."),
        ((1, 1, 13), "Clear agreement: 13 chose Strong, 1 Beginning and 1 Developing."),
        ((2, 0, 16), "Clear agreement: 16 chose Strong, 2 Beginning."),
        ((0, 2, 13), "Clear agreement: 13 chose Strong, 2 Developing."),
        ((1, 10, 3), "Most chose Developing (10), with 1 Beginning and 3 Strong."),
        ((0, 8, 7), "Split between Developing (8) and Strong (7)."),
        ((8, 5, 1), "Split between Beginning (8) and Developing (5), with 1 Strong."),
        ((10, 1, 3), "Most chose Beginning (10), but 3 chose Strong."),
        ((5, 5, 5), "No single view: 5 Beginning, 5 Developing and 5 Strong."),
        ((7, 1, 7), "Two opposite views: 7 Beginning, 7 Strong, 1 Developing."),
    ],
)
def test_the_sentence(counts: Counts, expected: str) -> None:
    assert said(counts) == expected


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ((0, 1, 0), "1 table chose Developing."),
        ((0, 3, 0), "3 tables chose Developing."),
        ((1, 1, 1), "3 tables: 1 Beginning, 1 Developing and 1 Strong."),
        ((0, 2, 1), "3 tables: 2 Developing and 1 Strong."),
    ],
)
def test_a_few_tables_are_told_as_they_are(counts: Counts, expected: str) -> None:
    assert few_tables(counts, WORDS) == expected


# Beside the sentence


@pytest.mark.parametrize(
    ("keys", "provisional"),
    [
        ("2 2 2 2 2 2 2", True), ("2 2 2 2 2 2 2 2", False), ("2 2 2 2 2 2 2 i", False), ("2 2 2 2 2 2 2 a", True),
        ("2 2 2 2 2 2 2 d", True), ("2 2 2 2 2 2 i i", True),
    ],
)  # fmt: skip
def test_fewer_than_half_of_those_entitled_are_told_to_be_provisional(keys: str, provisional: bool) -> None:
    now = revealed(session(15), 1, answers(keys))
    found = round_result(now, now.rounds[1001])
    assert found.flags.provisional is provisional
    assert bool(found.caution) is provisional


@pytest.mark.parametrize(
    ("ratings", "asked", "expected"),
    [
        (7, 15, "Only 7 of the 15 who could answer chose a statement, so this is provisional."),
        (1, 3, "Only 1 of the 3 who could answer chose a statement, so this is provisional."),
        (7, 14, ""), (8, 15, ""), (0, 15, ""), (0, 0, ""),
    ],
)  # fmt: skip
def test_exactly_half_is_enough_for_no_caution(ratings: int, asked: int, expected: str) -> None:
    assert caution(ratings, asked) == expected
    found = flags((ratings, 0, 0), verdict((ratings, 0, 0)), asked, NOBODY)
    assert found.provisional is (2 * ratings < asked)


@pytest.mark.parametrize(
    ("keys", "known"),
    [
        ("2 2 2 2", False), ("2 2 2 2 2", True), ("2 2 2 2 2 2 2 2 d d d", True), ("2 2 2 2 2 2 2 2 d d d d", False),
    ],
)  # fmt: skip
def test_not_enough_is_known_under_five_ratings_or_from_a_third_of_dont_knows(keys: str, known: bool) -> None:
    now = revealed(session(15), 1, answers(keys))
    assert round_result(now, now.rounds[1001]).flags.not_enough_known is not known


@pytest.mark.parametrize(
    ("counts", "apart"),
    [
        ((1, 0, 9), True), ((9, 0, 1), True), ((1, 3, 10), True), ((2, 0, 18), False), ((0, 1, 9), False),
        ((1, 12, 0), False), ((1, 0, 4), False), ((1, 0, 2), False),
    ],
)  # fmt: skip
def test_one_answer_apart_is_a_single_one_at_the_end_away_from_the_room(counts: Counts, apart: bool) -> None:
    assert flags(counts, verdict(counts), sum(counts), NOBODY) == Flags(
        provisional=False, not_enough_known=sum(counts) < 5, one_apart=apart
    )


@pytest.mark.parametrize(
    ("dont_know", "ratings", "expected"),
    [
        (0, 0, ""), (0, 15, ""), (4, 10, ""), (1, 3, ""), (1, 2, "1 of 4 doesn't know. That is a finding."),
        (5, 10, "5 of 16 don't know. That is a finding."), (7, 0, "7 of 8 don't know. That is a finding."),
    ],
)  # fmt: skip
def test_many_dont_knows_are_a_finding_from_a_third_on(dont_know: int, ratings: int, expected: str) -> None:
    assert finding(dont_know, ratings, dont_know + ratings + 1) == expected
    assert many_do_not_know(dont_know, ratings) is bool(expected)


def test_the_base_line_counts_everybody_once_and_what_others_chose_is_told() -> None:
    assert base_line(15, 15, NOBODY) == "15 of 15 chose a statement"
    assert base_line(14, 15, NOBODY | {"dont_know": 1}) == "14 of 15 chose a statement · 1 doesn't know"
    assert base_line(9, 15, dict.fromkeys(NOBODY, 1)) == (
        "9 of 14 here chose a statement · 1 doesn't know · 1 prefers not to say · 1 not applicable"
        " · 1 interest declared · 1 absent · 1 has not answered"
    )
    assert base_line(3, 15, dict.fromkeys(NOBODY, 2)) == (
        "3 of 13 here chose a statement · 2 don't know · 2 prefer not to say · 2 not applicable"
        " · 2 interests declared · 2 absent · 2 have not answered"
    )
    tables = {"not_applicable": 1, "absent": 0}
    assert base_line(2, 3, tables, 12) == (
        "2 of 3 tables chose a statement, 12 people · 1 did not discuss this step"
    )
    assert base_line(1, 1, {"absent": 0}, 1) == "1 of 1 table chose a statement, 1 person"
    now = revealed(session(15), 1, answers("d d d d d d d 2 2 2 3 3 a i"))
    found = round_result(now, now.rounds[1001])
    assert (found.finding, found.sentence) == (
        "7 of 15 don't know. That is a finding.",
        "5 people chose a statement: 3 Developing and 2 Strong.",
    )
    assert found.headline == "Not enough known"


@pytest.mark.parametrize(
    ("counts", "said_large", "accord"),
    [
        ((0, 0, 0), "Too few to say", Accord.UNKNOWN), ((1, 1, 1), "Too few to say", Accord.UNKNOWN),
        ((0, 0, 9), "Everyone agrees", Accord.AGREE), ((0, 1, 9), "We agree", Accord.AGREE),
        ((0, 3, 6), "Most agree", Accord.MOST), ((0, 5, 5), "Between two", Accord.DIVERGE),
        ((4, 4, 4), "No single view", Accord.DIVERGE), ((3, 1, 8), "No single view", Accord.DIVERGE),
        ((5, 0, 5), "Opposite views", Accord.DIVERGE),
    ],
)  # fmt: skip
def test_the_result_in_two_or_three_words(counts: Counts, said_large: str, accord: Accord) -> None:
    found = result(counts)
    assert (found.headline, found.accord) == (said_large, accord)


# How it is worked out


def test_the_rule_is_told_with_its_thresholds_and_its_arithmetic() -> None:
    for limits in (Thresholds(), Thresholds(7, 80, 66, 10, 25, 40)):
        told = " ".join(rule_lines(limits))
        shares = (
            limits.consensus_percent,
            limits.broad_percent,
            limits.minority_percent,
            limits.split_percent,
        )
        assert all(f"{percent}%" in told for percent in (*shares, limits.hollow_percent))
        assert f"fewer than {limits.fewest_ratings} answers" in told
    assert arithmetic_lines(result((2, 0, 10)), WORDS, Thresholds()) == (
        "12 chose a statement: 2 Beginning, 0 Developing and 10 Strong.",
        "The most on one statement: 10. Clear agreement needs 9, most agree needs 8.",
        "At the smaller end: 2. Agreement allows 1 at most.",
        "Between the ends: 0. Two opposite views need 4 at the smaller end, and at most 2 between.",
        "So this is: most at Strong, but some differ strongly.",
    )
    assert arithmetic_lines(result((0, 0, 0)), WORDS, Thresholds()) == ("Nobody chose a statement.",)
    limits = Thresholds()
    numbers = re.compile(r"(?:needs|allows|need|most) (\d+)")
    for low, middle, high in product(range(11), range(0, 21, 2), range(21)):
        counts, ratings, end = (low, middle, high), low + middle + high, min(low, high)
        if not 5 <= ratings <= 30:
            continue
        _, most, smaller, opposite, _ = arithmetic_lines(result(counts), WORDS, limits)
        found = [int(number) for number in numbers.findall(f"{most} {smaller} {opposite}")]
        clear, broad, few, split, between = found
        assert (max(counts) >= clear) == (100 * max(counts) >= limits.consensus_percent * ratings), counts
        assert (max(counts) >= broad) == (100 * max(counts) >= limits.broad_percent * ratings), counts
        assert (end <= few) == (100 * end < limits.minority_percent * ratings), counts
        assert (end >= split) == (100 * end >= limits.split_percent * ratings), counts
        assert (end >= split and middle <= between) == (verdict(counts).label is Label.SPLIT), counts


@pytest.mark.parametrize(
    ("counts", "called"),
    [
        ((0, 0, 12), "all at Strong"), ((0, 1, 11), "clear agreement at Strong"), ((0, 4, 8), "most at Strong"),
        ((6, 0, 6), "two opposite views"), ((4, 4, 4), "no single view"), ((1, 1, 0), "too few to say"),
    ],
)  # fmt: skip
def test_what_counts_are_called(counts: Counts, called: str) -> None:
    assert arithmetic_lines(result(counts), WORDS, Thresholds())[-1] == f"So this is: {called}."


def test_the_scale_is_as_wide_as_ever_and_its_figure_told_not_to_be_a_mark() -> None:
    scales = {low: closeness_lines(result((low, 12 - 2 * low, low)))[1] for low in range(7)}
    assert {len(scale) for scale in scales.values()} == {SCALE_WIDTH + len("-100 ├┤ +100")}
    places = {low: scale.partition("├")[2].index("■") for low, scale in scales.items()}
    assert (places[0], places[4], places[6]) == (SCALE_WIDTH - 1, SCALE_WIDTH // 2, 0)
    first, *_, last = closeness_lines(result((8, 4, 0)))
    assert first == "How far we agree, from -100 to +100: +67. Not a score."
    assert last.endswith("not whether the statement is high or right.")
    assert closeness_lines(result((2, 2, 0))) == ("Too few answers for a figure.",)
