"""The clock, the break, the plan of the day and the plan of actions of an open workshop, kept on disk.

Words that are taken back leave every file.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from scrutiny_tui.acts.follow_up_acts import set_action_status, six_months_on, what_changed
from scrutiny_tui.acts.shelf_acts import follow_up
from scrutiny_tui.acts.time_acts import (
    add_break,
    change_part,
    change_plan,
    end_at,
    end_break,
    starts_at,
    take_break,
)
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.actions import add_action, gone_through
from scrutiny_tui.domain.clock import ClockFace, hold_clock, start_clock, stop_clock
from scrutiny_tui.domain.day_plan import PartKind, moved
from scrutiny_tui.domain.errors import InputError, RuleError
from scrutiny_tui.domain.session import Action, ActionKind, PageName, Place, Reply
from scrutiny_tui.domain.standing import Pace, Stage, pace
from scrutiny_tui.domain.voting import reveal
from scrutiny_tui.store.disk_errors import REFUSED
from tests.support.days import keys
from tests.support.files import holding
from tests.support.sessions import FixedClock, filled, library


def line(room: Workshop) -> str:
    face = room.face()
    assert isinstance(face, ClockFace)
    return face.line


def opened_again(room: Workshop, folder: Path, clock: FixedClock) -> Workshop:
    """Close the workshop, and open it as the next start of the program does."""
    room.close()
    return library(folder, clock=clock).open(room.path)


def minutes(number: float) -> timedelta:
    return timedelta(minutes=number)


# The clock and the end


def test_a_clock_goes_on_while_nothing_is_open(tmp_path: Path, room: Workshop, clock: FixedClock) -> None:
    room.save(start_clock(room.session, 10, room.now()))
    clock.move_on(minutes(3))
    again = opened_again(room, tmp_path, clock)
    assert line(again) == "► 7:00 left"
    again.save(hold_clock(again.session, again.now()))
    clock.move_on(minutes(30))
    again = opened_again(again, tmp_path, clock)
    assert line(again) == "║ 7:00 left, paused"
    again.save(hold_clock(again.session, again.now()))
    clock.move_on(minutes(8))
    assert line(again) == "■ 0:00 Time is up"
    again.save(stop_clock(again.session))
    assert again.face() is None


def test_the_pace_is_told_from_an_end_and_a_result_on(room: Workshop, clock: FixedClock) -> None:
    end_at.run(room, "16.30")
    assert pace(room.session, room.now()) is None
    filled(room, 1, "2 2 2 2 2")
    clock.move_on(minutes(25))
    room.save(reveal(room.session, 1))
    assert pace(room.session, room.now()) == Pace(minutes_left=120, minutes_each=25)
    for typed, error, told in (("13.00", RuleError, "has passed"), ("half four", InputError, "not a time")):
        with pytest.raises(error, match=told):
            end_at.run(room, typed)
    assert f"{room.session.sitting.finish:%H.%M}" == "16.30"
    end_at.run(room, "")
    assert pace(room.session, room.now()) is None


# Breaks


@pytest.mark.parametrize(
    ("until", "back_at"),
    [
        ("10", "14.15"), ("120", "16.05"), ("10 minutes", "14.15"), ("15 min", "14.20"), ("1 hour", "15.05"),
        ("14.30", "14.30"), ("1430", "14.30"),
    ],
)  # fmt: skip
def test_a_break_lasts_so_many_minutes_or_until_a_time(room: Workshop, until: str, back_at: str) -> None:
    take_break.run(room, until)
    assert f"{room.session.sitting.today.back_at:%H.%M}" == back_at


@pytest.mark.parametrize(
    ("until", "error", "why"),
    [
        ("0", RuleError, "from 1 minute to 12 hours"), ("-5", RuleError, "from 1 minute to 12 hours"),
        ("999", RuleError, "from 1 minute to 12 hours"), ("999999999", RuleError, "from 1 minute to 12 hours"),
        ("14.00", RuleError, "2:00pm has passed"), ("soon", InputError, "not a time of day"),
    ],
)  # fmt: skip
def test_an_impossible_break_is_refused(room: Workshop, until: str, error: type[Exception], why: str) -> None:
    with pytest.raises(error, match=why):
        take_break.run(room, until)
    assert room.session.sitting.today.back_at is None


def test_a_break_outlives_a_start_and_ends_once(tmp_path: Path, room: Workshop, clock: FixedClock) -> None:
    take_break.run(room, "15")
    back_at = room.session.sitting.today.back_at
    again = opened_again(room, tmp_path, clock)
    assert again.session.sitting.today.back_at == back_at
    clock.move_on(minutes(15))
    for _ in range(2):
        end_break.run(again)
        today = again.session.sitting.today
        assert (today.back_at is None, today.breaks) == (True, 1)


def test_a_break_planned_after_an_unplanned_one_is_still_to_come(room: Workshop, clock: FixedClock) -> None:
    planned = sum(part.kind is PartKind.BREAK for part in room.plan.parts)
    for _ in range(planned + 1):
        take_break.run(room, "15")
        clock.move_on(minutes(15))
        end_break.run(room)
    add_break(room, "plan")
    assert f"break {planned + 1}" in [each.key for each in room.day().left]


# The plan of the day


def test_a_change_of_the_packs_plan_is_kept(tmp_path: Path, room: Workshop, clock: FixedClock) -> None:
    assert room.plan == room.pack.day
    change_part(room, "step 2", "35")
    change_plan(room, moved(room.plan, "break 1", 1))
    change_part(room, "briefing", "0")
    add_break(room, "plan")
    starts_at(room, "14.00")
    plan = room.plan
    again = opened_again(room, tmp_path, clock)
    assert again.plan == plan
    assert [f"{key} {part.minutes}" for key, part in plan.keyed][1:8] == [
        "briefing 0", "step 1 15", "step 2 35", "step 3 15", "step 4 15", "break 1 10", "step 5 15"
    ]  # fmt: skip
    again.begin_sitting()
    assert again.plan == plan
    room.close()


def test_what_has_no_place_in_the_plan_changes_nothing(room: Workshop) -> None:
    for typed, error, told in (
        ("9" * 5000, RuleError, "can take up to"),
        ("a while", InputError, "not a number of minutes"),
    ):
        with pytest.raises(error, match=told):
            change_part(room, "step 2", typed)
    assert room.session.plan is None
    room.pack = replace(room.pack, day=None)
    assert room.plan.minutes == 150
    free = 50 - len(room.plan.parts)
    for _ in range(free):
        add_break(room, "plan")
    before = room.session
    with pytest.raises(RuleError, match="up to 50 parts"):
        add_break(room, "plan")
    assert room.session is before


def test_the_day_follows_the_room_part_by_part(room: Workshop, clock: FixedClock) -> None:
    room.move_to(Place(PageName.BRIEFING))
    clock.move_on(minutes(12))
    room.move_to(Place(PageName.STEP, 1))
    clock.move_on(minutes(5))
    room.move_to(Place(PageName.ANSWERS, 1))
    day = room.day()
    assert keys(day, Stage.DONE) == ["welcome", "briefing"]
    assert day.now is not None
    assert f"{day.now.key} {day.now.begins:%H.%M}" == "step 1 14.17"
    assert f"{day.left[0].key} {day.left[0].begins:%H.%M}" == "step 2 14.32"


def test_a_workshop_that_is_only_looked_at_moves_but_keeps_no_time(tmp_path: Path, room: Workshop) -> None:
    room.close()
    viewed = library(tmp_path).look(room.path)
    viewed.move_to(Place(PageName.STEP, 2))
    assert viewed.session.place.item == 2
    assert viewed.session.sitting.today.part == ""
    with pytest.raises(RuleError, match=REFUSED[:20]):
        viewed.save(start_clock(viewed.session, 5, viewed.now()))


# Words that are taken back


def test_the_actions_of_the_workshop_before_are_gone_through_once(tmp_path: Path, room: Workshop) -> None:
    room.save(add_action(room.session, Action(0, 2, "Ask.")))
    room.close()
    shelf = library(tmp_path)
    later = shelf.open(follow_up(shelf, room.path))
    assert [each.text for each in later.to_go_through] == ["Ask."]
    later.save(gone_through(later.session))
    later.close()
    again = shelf.open(later.path)
    assert again.to_go_through == ()
    assert [each.carried for each in again.session.actions.values()] == [True]
    again.close()


def test_a_reason_and_what_changed_leave_every_file_with_their_backups_once_they_are_written_anew(
    tmp_path: Path, room: Workshop
) -> None:
    refused = Action(0, 2, "Pay.", ActionKind.CABINET, reply=Reply.REFUSED, reason="Ann said no.")
    room.save(add_action(room.session, refused))
    six_months_on.do(room, {})
    what_changed.do(room, {"text": "Ben moved house."})
    again = opened_again(room, tmp_path, FixedClock(room.now() + timedelta(hours=2)))
    again.keep_copy()
    assert len(holding(tmp_path, "Ann said no.")) == len(holding(tmp_path, "Ben moved house.")) > 2

    what_changed.do(again, {"text": "Children see the same worker."})
    again.keep_copy()
    assert (holding(tmp_path, "Ben moved house."), len(holding(tmp_path, "Ann said no."))) == ([], 3)

    [action] = again.session.actions.values()
    progress = {"status": action.status, "evidence": "", "sent": None, "answer_due": None}
    answer = {"answer": action.reply, "reason": "Too dear."}
    set_action_status.do(again, {"action": action, **progress, **answer})
    again.close()
    assert holding(tmp_path, "Ann said no.") == []
    assert len(holding(tmp_path, "Too dear.")) > 2
