"""Counting hands or cards: the list closes, and everything adds up."""

from __future__ import annotations

from pathlib import Path

import pytest

from scrutiny_tui.acts.history import Undone
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.errors import CountError, RuleError
from scrutiny_tui.domain.results import item_result, movement
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.domain.voting import reveal, reveal_headcount, set_away, take_headcount, turnout
from tests.acts.rooms import after_a_crash, filled, times_saved
from tests.support.sessions import FixedClock, workshop

SEVEN = {Answer.LEVEL_1: 2, Answer.LEVEL_2: 4, Answer.DONT_KNOW: 1}


@pytest.fixture(params=[Secrecy.LABELS, Secrecy.TOTALS])
def room(tmp_path: Path, clock: FixedClock, request: pytest.FixtureRequest) -> Workshop:
    """A workshop of twelve members."""
    made = workshop(tmp_path, 12, clock=clock, secrecy=request.param)
    made.open_round(1)
    return made


def test_a_count_closes_the_list(room: Workshop) -> None:
    room.take_headcount(1, SEVEN)

    assert (room.open_round(1).given, room.waiting(1)) == (7, ())
    with pytest.raises(RuleError, match="A count has closed the list"):
        room.cast(1, 12, Answer.LEVEL_3)
    with pytest.raises(RuleError, match="A count has been taken already"):
        room.take_headcount(1, SEVEN)


def test_slips_before_the_count_are_added_to_it(room: Workshop) -> None:
    filled(room, 1, "3 3 d")

    room.take_headcount(1, SEVEN)
    room.save(reveal(room.session, 1))

    found = item_result(room.session, 1).rounds[0]
    assert (found.counts, found.ratings) == ((2, 4, 2), 8)
    assert found.base_line == "8 of 12 answered · 2 do not know · 2 not in"


def test_more_than_are_here_are_refused_with_both_numbers(room: Workshop) -> None:
    before = room.session

    with pytest.raises(CountError, match=r"You counted 13; 12 are marked here\.") as caught:
        room.take_headcount(1, {Answer.LEVEL_1: 13})

    assert (caught.value.counted, caught.value.here) == (13, 12)
    assert room.session is before


def test_those_who_answered_or_are_away_are_not_counted_as_here(room: Workshop) -> None:
    filled(room, 1, "1 2")
    room.set_absent(1, 12, absent=True)

    with pytest.raises(CountError, match=r"You counted 10; 9 are here and not yet in\."):
        room.take_headcount(1, {Answer.LEVEL_1: 10})


@pytest.mark.parametrize("nothing", [{}, {Answer.LEVEL_1: 0}, {Answer.LEVEL_1: 3, Answer.LEVEL_2: -1}])
def test_a_count_of_nothing_is_refused(room: Workshop, nothing: dict[Answer, int]) -> None:
    with pytest.raises(RuleError, match="Nothing was counted"):
        room.take_headcount(1, nothing)


def test_a_step_always_applies_to_a_count_too(room: Workshop) -> None:
    with pytest.raises(RuleError, match="A step always applies"):
        room.take_headcount(1, {Answer.NOT_APPLICABLE: 1})


def test_nobody_left_to_be_counted_is_said_so(room: Workshop) -> None:
    for voter in range(1, 13):
        room.set_absent(1, voter, absent=True)

    with pytest.raises(CountError, match=r"You counted 1; nobody is marked here\."):
        room.take_headcount(1, {Answer.LEVEL_1: 1})


def test_how_far_a_count_would_bring_the_vote_is_known_before_it_is_taken(room: Workshop) -> None:
    filled(room, 1, "1 2")
    room.set_absent(1, 12, absent=True)
    before = room.session

    with_count = turnout(take_headcount(room.session, 1, SEVEN), 1)

    assert (with_count.given, with_count.asked, with_count.absent, with_count.missing) == (9, 12, 1, 2)
    assert room.session is before
    room.take_headcount(1, SEVEN)
    assert turnout(room.session, 1) == with_count


def test_a_count_and_its_result_are_one_change(tmp_path: Path, room: Workshop, clock: FixedClock) -> None:
    filled(room, 1, "3")
    before = times_saved(room)

    room.save(reveal_headcount(room.session, 1, SEVEN))

    assert times_saved(room) == before + 1
    assert room.session.revealed(1)[0].counts == (2, 4, 1)
    assert after_a_crash(room, tmp_path / "after", clock).session == room.session
    assert room.undo(1) is None


def test_a_count_that_does_not_fit_shows_no_result(room: Workshop) -> None:
    before = room.session

    with pytest.raises(CountError):
        room.save(reveal_headcount(room.session, 1, {Answer.LEVEL_1: 13}))

    assert room.session is before


def test_an_undo_opens_the_list_again(room: Workshop) -> None:
    filled(room, 1, "1")
    before = room.session
    room.take_headcount(1, SEVEN)

    assert room.undo(1) == Undone(None, answered=True)

    assert room.session == before
    assert len(room.waiting(1)) == 11


def test_whoever_leaves_after_the_count_was_counted(room: Workshop) -> None:
    room.set_absent(1, 12, absent=True)
    room.take_headcount(1, {Answer.LEVEL_2: 11})
    room.save(set_away(room.session, 1, away=True))

    room.save(reveal(room.session, 1))

    assert item_result(room.session, 1).rounds[0].base_line == "11 of 12 answered · 1 absent"


def test_whoever_comes_back_after_the_count_was_absent(room: Workshop) -> None:
    room.set_absent(1, 12, absent=True)
    room.take_headcount(1, {Answer.LEVEL_2: 11})
    room.save(set_away(room.session, 12, away=False))

    room.save(reveal(room.session, 1))

    assert item_result(room.session, 1).rounds[0].base_line == "11 of 12 answered · 1 absent"


def test_whoever_joins_after_the_count_is_not_in(room: Workshop) -> None:
    room.take_headcount(1, {Answer.LEVEL_2: 12})
    room.add_people("2 members")

    room.save(reveal(room.session, 1))

    assert item_result(room.session, 1).rounds[0].base_line == "12 of 14 answered · 2 not in"


def test_a_count_survives_a_crash(tmp_path: Path, clock: FixedClock) -> None:
    room = workshop(tmp_path, 12, clock=clock)
    filled(room, 1, "1 2 d")
    room.take_headcount(1, SEVEN)

    again = after_a_crash(room, tmp_path / "after", clock)

    assert again.session == room.session


def test_two_counts_are_compared_without_movement(room: Workshop) -> None:
    for counted in ({Answer.LEVEL_1: 12}, {Answer.LEVEL_3: 12}):
        room.open_round(1)
        room.take_headcount(1, counted)
        room.save(reveal(room.session, 1))

    assert [each.counts for each in item_result(room.session, 1).rounds] == [(12, 0, 0), (0, 0, 12)]
    assert movement(*room.session.revealed(1)) is None


def test_a_slip_can_be_changed_after_the_count_where_slips_are_kept(tmp_path: Path) -> None:
    room = workshop(tmp_path, 12)
    filled(room, 1, "1")
    room.take_headcount(1, SEVEN)

    room.cast(1, 1, Answer.LEVEL_3)

    assert room.open_round(1).counts == (2, 4, 1)
