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


def test_a_slip_that_is_in_on_some_steps_only_differs(room: Workshop) -> None:
    room.cast(room.open_round(1).item, 1, Answer.LEVEL_2)

    assert not room.compare_slip(1, IN)


def test_nothing_is_compared_with_a_slip_that_is_not_in(room: Workshop) -> None:
    room.cast_slip(2, IN)

    with pytest.raises(RuleError, match="The slip of Member 1 is not in"):
        room.compare_slip(1, IN)


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
