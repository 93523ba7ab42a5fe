"""How a result is worked out, in words and with its own arithmetic."""

from __future__ import annotations

from itertools import product

import pytest

from scrutiny_tui.domain.agreement import Counts, Label
from scrutiny_tui.domain.explain import SCALE_WIDTH, arithmetic_lines, closeness_lines, rule_lines
from scrutiny_tui.domain.results import RoundResult, round_result
from scrutiny_tui.domain.rounds import Round, RoundState
from scrutiny_tui.domain.thresholds import Thresholds
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
    assert arithmetic_lines(result((2, 0, 10)), WORDS) == (
        "12 chose a level: 2 Beginning, 0 Developing, 10 Strong.",
        "Most on one level: 10 of 12 (83 %).",
        "At the smaller end: 2 of 12 (16 %).",
        "So this is called: mixed, opposing minority.",
    )


@pytest.mark.parametrize(
    ("counts", "called"),
    [
        ((0, 0, 12), "unanimous"),
        ((0, 1, 11), "consensus"),
        ((0, 4, 8), "broad agreement"),
        ((6, 0, 6), "split"),
        ((4, 4, 4), "mixed, spread over all three"),
        ((1, 1, 0), "too few"),
    ],
)
def test_what_counts_are_called(counts: Counts, called: str) -> None:
    assert arithmetic_lines(result(counts), WORDS)[-1] == f"So this is called: {called}."


def test_without_ratings_there_is_no_arithmetic() -> None:
    assert arithmetic_lines(result((0, 0, 0)), WORDS) == ("Nobody chose a level.",)


def test_a_share_that_is_not_large_enough_is_not_told_as_if_it_were() -> None:
    limits = {"smaller end": (15, 30), "Most on": (60, 75)}
    for low, middle, high in product(range(13), range(31), range(31)):
        counts = (low, middle, high)
        if not 5 <= sum(counts) <= 30:
            continue
        _, most, end, _ = arithmetic_lines(result(counts), WORDS)
        for line, part in ((most, max(counts)), (end, min(low, high))):
            shown = line.partition("(")[2].partition(" %")[0]
            for limit in limits[next(name for name in limits if name in line)]:
                assert (int(shown) >= limit) == (100 * part >= limit * sum(counts)), (counts, line)


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
