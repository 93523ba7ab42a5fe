"""Keying slips a second time, without a way to guess what is on them."""

from __future__ import annotations

import pytest

from scrutiny_tui.domain.ballot import Answer
from scrutiny_tui.domain.errors import RuleError
from scrutiny_tui.services.workshop import Workshop

IN = {1: Answer.LEVEL_2, 2: Answer.DONT_KNOW}
OTHER = {1: Answer.LEVEL_3, 2: Answer.DONT_KNOW}


@pytest.mark.parametrize(("second", "matches"), [(IN, True), (OTHER, False)])
def test_a_slip_keyed_again_matches_or_differs(
    room: Workshop, second: dict[int, Answer], matches: bool
) -> None:
    room.cast_slip(1, IN)
    before = room.session

    assert room.compare_slip(1, second) is matches
    assert room.session is before


@pytest.mark.parametrize("given", [{}, {1: Answer.LEVEL_2}])
def test_a_slip_that_is_not_wholly_in_is_not_compared_and_does_not_count_as_compared(
    room: Workshop, given: dict[int, Answer]
) -> None:
    room.cast_slip(2, IN)
    room.cast_slip(1, given)
    for _time in range(3):
        with pytest.raises(RuleError, match="No whole slip of Member 1 is in"):
            room.compare_slip(1, IN)

    room.cast_slip(1, IN)
    assert room.compare_slip(1, IN)


def test_what_is_in_stays_where_only_the_rest_of_a_slip_is_taken(room: Workshop) -> None:
    room.cast_slip(1, {1: Answer.LEVEL_1})
    room.cast_slip(1, IN, keep_earlier=True)

    given = [found.ballots[1] for found in room.session.rounds.values()]
    assert given == [Answer.LEVEL_1, Answer.DONT_KNOW]


def test_undo_takes_back_the_rest_of_a_slip_and_leaves_what_was_in(room: Workshop) -> None:
    room.cast_slip(1, {1: Answer.LEVEL_1})
    room.cast_slip(2, {1: Answer.LEVEL_1})
    room.cast_slip(1, IN, keep_earlier=True)
    room.undo(1)

    assert room.answered_by(1, IN) == {1}
    assert room.answered_by(2, IN) == {1}


def test_a_slip_that_differed_is_told_of_on_each_of_its_steps(room: Workshop) -> None:
    room.cast_slip(1, IN)
    room.cast_slip(2, IN)
    room.compare_slip(1, OTHER)

    assert (room.differing(1), room.differing(2), room.differing(3)) == (1, 1, 0)


def test_a_slip_that_matches_later_no_longer_differs(room: Workshop) -> None:
    room.cast_slip(1, IN)
    room.compare_slip(1, OTHER)
    room.compare_slip(1, IN)

    assert room.differing(1) == 0


@pytest.mark.parametrize("anew", [IN, OTHER])
def test_a_slip_that_is_keyed_anew_no_longer_differs(room: Workshop, anew: dict[int, Answer]) -> None:
    room.cast_slip(1, IN)
    room.compare_slip(1, OTHER)
    room.cast_slip(1, anew)

    assert room.differing(1) == 0


def test_a_slip_that_is_taken_back_no_longer_differs(room: Workshop) -> None:
    room.cast_slip(1, IN)
    room.compare_slip(1, OTHER)
    room.undo(1)

    assert room.differing(1) == 0


def test_a_slip_is_compared_twice_and_no_more(room: Workshop) -> None:
    room.cast_slip(1, IN)
    room.cast_slip(2, IN)
    room.compare_slip(1, OTHER)
    assert room.compare_slip(1, IN)

    with pytest.raises(RuleError, match="was compared twice"):
        room.compare_slip(1, IN)
    assert room.compare_slip(2, IN)


def test_comparing_other_slips_between_does_not_allow_more(room: Workshop) -> None:
    for voter in (1, 2):
        room.cast_slip(voter, IN)
    for voter in (1, 2, 1, 2):
        room.compare_slip(voter, OTHER)

    with pytest.raises(RuleError, match="was compared twice"):
        room.compare_slip(1, IN)


def test_keying_anew_and_taking_that_back_does_not_allow_more(room: Workshop) -> None:
    room.cast_slip(1, IN)
    room.compare_slip(1, OTHER)
    room.compare_slip(1, OTHER)
    room.cast_slip(1, OTHER)
    room.undo(1)

    with pytest.raises(RuleError, match="was compared twice"):
        room.compare_slip(1, IN)


def test_fewer_steps_on_the_slip_do_not_allow_more(room: Workshop) -> None:
    room.cast_slip(1, IN)
    room.compare_slip(1, OTHER)
    room.compare_slip(1, OTHER)
    room.reveal(1)

    with pytest.raises(RuleError, match="was compared twice"):
        room.compare_slip(1, {2: Answer.DONT_KNOW})


def test_answering_again_begins_anew(room: Workshop) -> None:
    room.cast_slip(1, {1: Answer.LEVEL_2})
    room.compare_slip(1, {1: Answer.LEVEL_3})
    room.compare_slip(1, {1: Answer.LEVEL_3})
    room.reveal(1)
    room.cast_slip(1, {1: Answer.LEVEL_1})

    assert room.compare_slip(1, {1: Answer.LEVEL_1})
