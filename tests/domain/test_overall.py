"""The whole workshop in figures: tallies, the median score, and alpha with what it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from scrutiny_tui.domain import voting
from scrutiny_tui.domain.agreement import Label
from scrutiny_tui.domain.ballot import Answer
from scrutiny_tui.domain.overall import reliability, step_tally, tally
from scrutiny_tui.domain.results import results
from scrutiny_tui.domain.session import Session
from tests.support.sessions import answers, counted, revealed, session


def room(steps: Mapping[int, str], members: int = 12) -> Session:
    now = session(members)
    for step, keys in steps.items():
        now = revealed(now, step, answers(keys))
    return now


def test_the_tally_counts_labels_and_finds_the_lowest_item() -> None:
    now = room(
        {1: "2 " * 12, 2: "1 1 1 1 1 1 3 3 3 3 3 3", 3: "2 " * 10 + "3 3", 4: "2 2", 5: "1 " * 5 + "2 " * 7}
    )
    found = tally(results(now))

    assert found.labels == {Label.TOO_FEW: 1, Label.SPLIT: 1, Label.CONSENSUS: 2, Label.MIXED: 1}
    assert found.lowest is not None
    assert found.lowest.item.number == 2
    assert (found.median, found.scored) == (Fraction(17, 24), 4)


def test_an_odd_number_of_scores_has_the_middle_one_as_its_median() -> None:
    found = tally(results(room({1: "2 " * 12, 2: "1 " * 6 + "3 " * 6, 3: "1 " * 8 + "2 " * 4})))

    assert found.median == Fraction(2, 3)


def test_before_any_result_there_is_nothing_to_tell() -> None:
    assert tally(results(session())).labels == {}
    assert tally(results(session())).median is None
    assert tally(results(session())).lowest is None
    assert reliability(session()) is None


def test_a_step_is_tallied_over_its_prompts_and_never_pooled() -> None:
    now = replace(session(10), prompts=frozenset({101, 201}))
    now = revealed(now, 101, counted((10, 0, 0)))
    now = revealed(now, 1, counted((0, 0, 10)))
    now = revealed(now, 201, counted((5, 0, 5)))

    assert step_tally(results(now), 1).labels == {Label.CONSENSUS: 1}
    assert step_tally(results(now), 2).labels == {Label.SPLIT: 1}


def test_alpha_is_told_with_what_it_rests_on() -> None:
    now = room({1: "1 1 1 1 1 1 d", 2: "3 3 3 3 3 3 3", 3: "2 2 2 2 2 2 2"}, members=7)
    found = reliability(now)

    assert found is not None
    assert found.alpha == 1
    assert (found.voters, found.items, found.ratings, found.possible) == (7, 3, 20, 21)
    assert found.same_pairs == 1


def test_only_the_latest_result_of_an_item_counts() -> None:
    now = revealed(room({1: "1 3 1 3 1", 2: "3 3 3 3 3"}, members=5), 1, answers("1 1 1 1 1"))
    found = reliability(now)

    assert found is not None
    assert found.alpha == 1
    assert found.ratings == 10


def test_totals_have_an_alpha() -> None:
    start = voting.open_round(room({1: "1 1 1 1 1"}, members=5), 2)
    counted_heads = voting.take_headcount(start, 2, {Answer.LEVEL_3: 5})
    found = reliability(voting.reveal(counted_heads, 2))

    assert found is not None
    assert found.alpha == 1


def test_one_level_throughout_has_no_alpha() -> None:
    found = reliability(room({1: "3 3 3 3 3", 2: "3 3 3 3 3"}, members=5))

    assert found is not None
    assert found.alpha is None
    assert found.same_pairs == 1
