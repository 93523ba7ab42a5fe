"""How a result is worked out, in words and with its own arithmetic."""

from __future__ import annotations

from itertools import product
from re import findall

import pytest

from scrutiny_tui.domain.agreement import Counts, Label, Thresholds
from scrutiny_tui.domain.explanation import SCALE_WIDTH, arithmetic_lines, closeness_lines, rule_lines
from scrutiny_tui.domain.results import RoundResult, round_result
from scrutiny_tui.domain.rounds import Round, RoundState
from tests.support.sessions import WORDS, counted, session


def result(counts: Counts) -> RoundResult:
    voters = frozenset(range(1, sum(counts) + 1))
    ballots = dict(enumerate(counted(counts), start=1))
    return round_result(session(), Round(1, 1, 1, RoundState.REVEALED, ballots, base=voters))


def test_the_rule_is_told_with_the_thresholds_of_the_session() -> None:
    usual = " ".join(rule_lines(Thresholds()))
    other = " ".join(rule_lines(Thresholds(7, 80, 66, 10, 25, 40)))

    assert all(f"{number} %" in usual for number in (75, 60, 15, 30, 50))
    assert "Fewer than 5 answers" in usual
    assert all(f"{number} %" in other for number in (80, 66, 10, 25, 40))
    assert "Fewer than 7 answers" in other


def test_the_arithmetic_is_that_of_the_counts() -> None:
    assert arithmetic_lines(result((2, 0, 10)), WORDS, Thresholds()) == (
        "12 chose a level: 2 Beginning, 0 Developing, 10 Strong.",
        "Most on one level: 10. Clear agreement needs 9, most on one level 8.",
        "At the smaller end: 2. Agreement allows 1 at most.",
        "Between the ends: 0. Two opposite views need 4 at the smaller end, and at most 2 between.",
        "So this is: most agree, but a minority is at an end.",
    )


@pytest.mark.parametrize(
    ("counts", "called"),
    [
        ((0, 0, 12), "all the same"),
        ((0, 1, 11), "clear agreement"),
        ((0, 4, 8), "most on one level"),
        ((6, 0, 6), "two opposite views"),
        ((4, 4, 4), "no single view"),
        ((1, 1, 0), "too few to sum up"),
    ],
)
def test_what_counts_are_called(counts: Counts, called: str) -> None:
    assert arithmetic_lines(result(counts), WORDS, Thresholds())[-1] == f"So this is: {called}."


def test_without_ratings_there_is_no_arithmetic() -> None:
    assert arithmetic_lines(result((0, 0, 0)), WORDS, Thresholds()) == ("Nobody chose a level.",)


def test_the_numbers_that_the_rule_needs_are_those_it_goes_by() -> None:
    limits = Thresholds()
    for low, middle, high in product(range(13), range(31), range(31)):
        counts = (low, middle, high)
        ratings = sum(counts)
        if not 5 <= ratings <= 30:
            continue
        _, most, end, opposite, _ = arithmetic_lines(result(counts), WORDS, limits)
        clear, broad, few, split = (
            int(number)
            for number in findall(r"(?:needs|level|allows|need) (\d+)", f"{most} {end} {opposite}")
        )
        assert (max(counts) >= clear) == (100 * max(counts) >= limits.consensus_percent * ratings), counts
        assert (max(counts) >= broad) == (100 * max(counts) >= limits.broad_percent * ratings), counts
        assert (min(low, high) <= few) == (100 * min(low, high) < limits.minority_percent * ratings), counts
        assert (min(low, high) >= split) == (100 * min(low, high) >= limits.split_percent * ratings), counts


def test_the_scale_has_its_mark_where_the_figure_is() -> None:
    def place(counts: Counts) -> int:
        scale = closeness_lines(result(counts))[1]
        return scale.partition("├")[2].index("■")

    assert [place((6, 0, 6)), place((4, 4, 4)), place((0, 12, 0))] == [0, SCALE_WIDTH // 2, SCALE_WIDTH - 1]


def test_the_figure_is_told_not_to_be_a_mark() -> None:
    first, *_, last = closeness_lines(result((8, 4, 0)))

    assert first == "How close our answers are: +67 (not a mark)"
    assert last.endswith("not whether the level is high or right.")


def test_the_scale_is_always_as_wide() -> None:
    widths = {len(closeness_lines(result((low, 12 - low, 0)))[1]) for low in range(13)}

    assert widths == {SCALE_WIDTH + len("-100 ├┤ +100")}


def test_too_few_answers_have_no_figure() -> None:
    assert closeness_lines(result((2, 2, 0))) == ("Too few answers for a figure.",)
    assert result((2, 2, 0)).verdict.label is Label.TOO_FEW
