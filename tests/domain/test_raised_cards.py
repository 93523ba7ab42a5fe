"""When a card that somebody raises counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pytest

from scrutiny_tui.domain.raised_cards import ANSWERS, Edge, Seen, Steadiness
from scrutiny_tui.domain.rounds import Answer


def watch(
    pictures: Iterable[Seen], state: Steadiness | None = None, *, every: float = 0.2, start: float = 0.0
) -> tuple[Steadiness, list[Mapping[int, Edge]]]:
    """Return the state after these pictures, and what counted anew with each."""
    now, told = state or Steadiness(), []
    for number, found in enumerate(pictures):
        now, anew = now.after(start + number * every, found)
        told.append(anew)
    return now, told


def test_a_card_that_is_held_still_for_a_second_counts_once() -> None:
    now, told = watch([{3: Edge.RIGHT}] * 12)

    assert now.accepted == {3: Edge.RIGHT}
    assert [anew for anew in told if anew] == [{3: Edge.RIGHT}]
    assert not any(told[:4])


@pytest.mark.parametrize(
    ("pictures", "every", "counts"),
    [
        ([{3: Edge.TOP}, {}, {3: Edge.TOP}, {3: Edge.TOP}, {}, {3: Edge.TOP}, {3: Edge.TOP}], 0.2, {3: Edge.TOP}),
        ([{3: Edge.TOP}, {3: Edge.TOP}, {3: Edge.LEFT}] * 10, 0.2, {}),
        ([{3: Edge.TOP}, {3: Edge.TOP}, {3: None}] * 10, 0.2, {}),
        ([{3: None}] * 30, 0.2, {}),
        ([{3: Edge.TOP}] * 15, 0.04, {}),
        ([{3: Edge.TOP}] * 20, 0.7, {}),
    ],
    ids=["not in every picture", "turned meanwhile", "turned halfway", "between edges", "a quick camera", "seldom seen"],
)  # fmt: skip
def test_a_card_counts_if_nothing_else_of_it_was_seen_for_long_enough(
    pictures: list[Seen], every: float, counts: Mapping[int, Edge]
) -> None:
    assert watch(pictures, every=every)[0].accepted == counts


def test_another_edge_replaces_the_first_if_it_is_held_still_too() -> None:
    before, _ = watch([{3: Edge.TOP, 4: Edge.LEFT}] * 8)
    turning: list[Seen] = [{3: None, 4: Edge.LEFT}] * 2

    shortly, _ = watch([*turning, {3: Edge.BOTTOM}, {3: Edge.BOTTOM}], before, start=1.6)
    for_long, told = watch([*turning, *[{3: Edge.BOTTOM}] * 12], before, start=1.6)

    assert shortly.accepted == {3: Edge.TOP, 4: Edge.LEFT}
    assert for_long.accepted == {3: Edge.BOTTOM, 4: Edge.LEFT}
    assert [anew for anew in told if anew] == [{3: Edge.BOTTOM}]


def test_a_card_that_is_put_down_still_counts() -> None:
    before, _ = watch([{3: Edge.TOP}] * 8)

    assert watch([{}] * 30, before, start=1.6)[0].accepted == {3: Edge.TOP}


def test_whoever_holds_the_card_sees_right_and_left_the_other_way_round() -> None:
    assert [edge.behind for edge in Edge] == [Edge.TOP, Edge.LEFT, Edge.BOTTOM, Edge.RIGHT]


def test_every_edge_has_an_answer_of_its_own() -> None:
    expected = [Answer.LEVEL_1, Answer.LEVEL_2, Answer.LEVEL_3, Answer.DONT_KNOW]
    assert [ANSWERS[edge] for edge in Edge] == expected
