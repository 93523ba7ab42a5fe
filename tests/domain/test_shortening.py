"""What could be shortened where the plan of the day is over."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from scrutiny_tui.domain.day_plan import DayPlan, shortened, with_minutes
from scrutiny_tui.domain.shortening import LEAST, proposals
from tests.support.days import PLAN, day_of, ending, in_room


@st.composite
def plans(draw: st.DrawFn) -> DayPlan:
    """Draw a day with other minutes, in which parts may be left out."""
    parts = tuple(
        replace(part, minutes=draw(st.sampled_from([0, 1, 4, 5, 6]) | st.integers(0, 60)))
        for part in PLAN.parts
    )
    return DayPlan(parts)


def cuts(end: float, done: int = 3) -> list[dict[str, int]]:
    return [dict(each.minutes) for each in proposals(day_of(ending(in_room(done), end)))]


@given(plans(), st.integers(0, 5), st.integers(1, 300))
def test_a_plan_shortened_as_proposed_fits_or_what_is_missing_is_told(
    plan: DayPlan, done: int, end: int
) -> None:
    now = ending(in_room(done), end)
    over = day_of(now, plan).over

    for each in proposals(day_of(now, plan)):
        assert day_of(now, shortened(plan, each.minutes)).over <= each.missing
        assert sum(each.minutes.values()) >= over - each.missing


@given(plans(), st.integers(0, 5), st.integers(1, 300))
def test_no_proposal_takes_more_than_there_is_or_touches_what_was_begun(
    plan: DayPlan, done: int, end: int
) -> None:
    day = day_of(ending(in_room(done), end), plan)
    left = {each.key: each.part.minutes for each in day.left}

    for proposal in proposals(day):
        assert proposal.cuts
        for cut in proposal.cuts:
            assert 0 < cut.minutes <= left[cut.standing.key]
            assert cut.whole or left[cut.standing.key] - cut.minutes >= min(LEAST, left[cut.standing.key])


def test_a_plan_that_fits_and_a_day_that_is_nearly_done_have_no_proposals() -> None:
    assert cuts(end=500) == []
    last = DayPlan(tuple(part for part in PLAN.parts if part.step))
    assert proposals(day_of(ending(in_room(5), 1), last)) == ()


def test_the_break_goes_first_then_the_longest_parts_then_the_last_steps() -> None:
    # Step 4 is on; 75 minutes of steps 5 and 6, plan and read-back and the break are left.
    assert cuts(end=80) == [
        {"break 1": 10, "step 5": 2, "step 6": 3},
        {"step 5": 6, "step 6": 7, "plan": 2},
        {"step 6": 20},
    ]


def test_a_break_that_stays_long_enough_is_only_made_shorter() -> None:
    assert cuts(end=92)[0] == {"break 1": 3}
    assert cuts(end=89)[0] == {"break 1": 10}


def test_where_nothing_is_enough_the_plan_and_the_read_back_stay_and_what_is_missing_is_told() -> None:
    (only,) = proposals(day_of(ending(in_room(3), 15)))

    assert only.minutes == {"break 1": 10, "step 5": 20, "step 6": 20, "plan": 10, "read-back": 5}
    assert only.missing == 15


def test_where_only_what_closes_the_day_can_be_shorter_that_is_proposed() -> None:
    (only,) = proposals(day_of(ending(in_room(3), 30)))

    assert only.minutes == {"break 1": 10, "step 5": 20, "step 6": 20, "plan": 10, "read-back": 5}
    assert only.missing == 0


def test_what_closes_the_day_is_not_proposed_shorter_than_it_can_be() -> None:
    short = with_minutes(with_minutes(PLAN, "plan", 5), "read-back", 3)

    assert proposals(day_of(ending(in_room(5), 1), short)) == ()


def test_what_is_left_out_already_is_not_proposed() -> None:
    plan = with_minutes(PLAN, "break 1", 0)

    assert all("break 1" not in each.minutes for each in proposals(day_of(ending(in_room(3), 70), plan)))
