"""How answers moved between two rounds, told only where nobody's answer can be worked out from it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scrutiny_tui.domain.agreement import Counts
from scrutiny_tui.domain.ballot import Answer
from scrutiny_tui.domain.movement import Movement, labels_kept, movement, turn
from scrutiny_tui.domain.recording import begin_sitting
from scrutiny_tui.domain.results import round_result
from scrutiny_tui.domain.rounds import Round, RoundState
from tests.support.sessions import NOW, WORDS, answers, counted, session


def vote(keys: str, first_voter: int = 1) -> Round:
    """Return a round in which the voters from this one on gave these answers."""
    return Round(1, 1, 1, ballots=dict(enumerate(answers(keys), start=first_voter)))


def test_up_down_and_stayed_are_counted_person_by_person() -> None:
    assert movement(vote("1 2 3 1 2"), vote("2 1 3 3 2")) == Movement(up=2, down=1, stayed=2)


def test_a_movement_reads_as_a_line() -> None:
    assert str(Movement(3, 1, 8)) == "3 moved up, 1 moved down, 8 stayed"


@pytest.mark.parametrize("gone", [1, 2, 3, 4])
def test_movement_is_hidden_while_one_to_four_people_are_gone(gone: int) -> None:
    assert movement(vote("2 " * 12), vote("3 " * (12 - gone))) is None


@pytest.mark.parametrize("new", [1, 2, 3, 4])
def test_movement_is_hidden_while_one_to_four_people_are_new(new: int) -> None:
    assert movement(vote("2 " * 8), vote("3 " * (8 + new))) is None


def test_new_and_gone_people_are_counted_together() -> None:
    assert movement(vote("2 " * 10), vote("2 " * 10, first_voter=3)) is None
    assert movement(vote("2 " * 10), vote("2 " * 10, first_voter=4)) == Movement(0, 0, 7)


def test_movement_is_shown_again_when_five_people_are_gone() -> None:
    assert movement(vote("2 " * 12), vote("3 " * 7)) == Movement(up=7, down=0, stayed=0)


def test_whoever_chose_no_level_once_counts_as_new_or_gone() -> None:
    assert movement(vote("2 2 2 2 2 d"), vote("2 2 2 2 2 3")) is None


def test_whoever_chose_no_level_both_times_does_not_count() -> None:
    assert movement(vote("2 2 2 2 2 d"), vote("2 2 2 2 3 a")) == Movement(up=1, down=0, stayed=4)


def test_there_is_no_movement_where_nobody_answered_both_times() -> None:
    assert movement(vote("1 1 1 1 1"), vote("3 3 3 3 3", first_voter=6)) is None
    assert movement(vote("d d"), vote("a a")) is None


@pytest.mark.parametrize("counted_first", [True, False])
def test_totals_do_not_say_who_moved(counted_first: bool) -> None:
    counted = replace(vote("2 " * 8), totals={Answer.LEVEL_1: 4})
    slips = vote("3 " * 12)

    assert (movement(counted, slips) if counted_first else movement(slips, counted)) is None


@pytest.mark.parametrize(
    ("kept", "is_kept"), [((True, True), True), ((False, True), False), ((True, False), False)]
)
def test_labels_are_kept_where_every_sitting_in_between_kept_them(
    kept: tuple[bool, bool], is_kept: bool
) -> None:
    now = session()
    for labels in kept:
        now = begin_sitting(now, NOW, labels_kept=labels)

    assert labels_kept(now, Round(1, 1, 1), Round(1, 2, 3)) is is_kept


def test_labels_are_the_same_within_a_sitting() -> None:
    now = begin_sitting(session(), NOW, labels_kept=False)

    assert labels_kept(now, Round(1, 1, 2), Round(1, 2, 2))


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ((6, 0, 6), (1, 2, 9), "Two opposite views, then clear agreement at Strong."),
        ((6, 0, 0), (0, 6, 0), "All at Beginning, then all at Developing."),
        ((4, 4, 4), (3, 4, 5), "No single view, then still no single view."),
        ((0, 4, 8), (0, 5, 7), "Most at Strong, then between two neighbouring levels."),
        ((2, 0, 2), (2, 1, 9), "Too few to sum up, then most at Strong with a minority at an end."),
        ((0, 8, 4), (0, 4, 8), "Most at Developing, then most at Strong."),
    ],
)
def test_how_the_verdict_went_is_told_with_the_level_where_the_room_agrees(
    before: Counts, after: Counts, told: str
) -> None:
    found = [
        round_result(
            session(),
            Round(
                1,
                number,
                1,
                RoundState.REVEALED,
                dict(enumerate(counted(counts), start=1)),
                base=frozenset(range(1, sum(counts) + 1)),
            ),
        )
        for number, counts in enumerate((before, after), start=1)
    ]

    assert turn(found[0], found[1], WORDS) == told
