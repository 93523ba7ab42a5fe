"""The clock, the break and the plan of the day on the screens, with a time that stands still until it is moved on."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.acts.time_acts import end_at, take_break
from scrutiny_tui.domain.session import PageName, Place
from scrutiny_tui.tui.screens import workshop_page
from scrutiny_tui.tui.screens.workshop_page import WorkshopPage
from scrutiny_tui.tui.widgets.big import BigText
from tests.support.screens import Driver, at, make_desk, running
from tests.support.sessions import FixedClock, room_of


@pytest.fixture
def clock() -> FixedClock:
    """The time in the room."""
    return FixedClock()


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Desk:
    """A desk whose workshop is at the second step."""
    return at(make_desk(tmp_path, clock=clock), Place(PageName.STEP, 2))


def page(pilot: Driver) -> WorkshopPage:
    assert isinstance(pilot.screen, WorkshopPage)
    return pilot.screen


def ticks(pilot: Driver) -> bool:
    """Say whether the page draws anything by itself, second by second."""
    return page(pilot)._ticking is not None


def big(pilot: Driver) -> str:
    """Return what is in large letters."""
    return page(pilot).query_one(BigText).text


async def test_a_number_counts_down(desk: Desk, clock: FixedClock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workshop_page, "SECOND", 0.01)
    async with running(desk) as pilot:
        assert not ticks(pilot)
        await pilot.keys("t 1 0 enter")
        assert pilot.told("TitleBar").endswith("Step 2 of 6 ► 10:00 left")
        assert ticks(pilot)

        clock.move_on(timedelta(minutes=8, seconds=5))
        await pilot.until(lambda: pilot.told("TitleBar").endswith("▲ 1:55 Under 2 minutes left"))
        clock.move_on(timedelta(minutes=2))
        await pilot.until(lambda: pilot.told("TitleBar").endswith("■ 0:00 Time is up"))

        assert not ticks(pilot)


async def test_the_clock_counts_up_stands_still_and_goes_when_asked(desk: Desk, clock: FixedClock) -> None:
    async with running(desk) as pilot:
        await pilot.keys("t tab enter")
        clock.move_on(timedelta(seconds=65))
        await pilot.keys("right")
        assert pilot.told("TitleBar").endswith("Step 3 of 6 ► 1:05 so far")

        await pilot.keys("t tab down enter")
        assert pilot.told("TitleBar").endswith("║ 1:05 so far, paused")
        assert not ticks(pilot)
        await pilot.keys("t tab down down down enter")
        assert (pilot.page, big(pilot)) == ("ClockPage", "1:05")
        await pilot.keys("escape t tab down down enter")

        assert pilot.told("TitleBar").endswith("Step 3 of 6")


async def test_what_cannot_be_taken_stays_to_be_corrected(desk: Desk) -> None:
    async with running(desk) as pilot:
        await pilot.keys("t enter")
        assert "Type a number, or choose from the list." in pilot.said
        for written, objection in (
            ("a b c", '"abc" is not a time of day.'),
            ("0", "Type the minutes, for example 10."),
            ("9 9 9 9 9", "for 1 to 180 minutes"),
            ("minus 5", "for 1 to 180 minutes"),
        ):
            await pilot.keys(f"{written} enter")
            assert pilot.page == "TypedOrChosen"
            assert objection in pilot.said
        assert room_of(desk).face() is None

        await pilot.keys("1 0 enter")
        assert pilot.page == "StepPage"
        assert "10:00 left" in pilot.said

        await pilot.keys("t 1 6 3 0 enter")
        assert "We finish at 4:30pm." in pilot.said


async def test_the_break_shows_when_to_be_back_and_any_of_three_keys_goes_on(desk: Desk) -> None:
    async with running(desk) as pilot:
        for key in ("enter", "escape", "right"):
            await pilot.keys("t tab down enter enter")
            assert pilot.page == "BreakPage"
            assert pilot.told("#body").startswith("Back at")
            assert big(pilot) == "2:15pm"
            await pilot.keys(key)

            assert (pilot.page, room_of(desk).session.place.item) == ("StepPage", 2)


async def test_a_break_goes_on_after_a_crash_and_can_be_made_longer(desk: Desk, clock: FixedClock) -> None:
    take_break.run(room_of(desk), "14.15")
    async with running(desk) as pilot:
        assert big(pilot) == "2:15pm"

        clock.move_on(timedelta(minutes=8))
        await pilot.keys("t 1 5 enter")
        assert pilot.page == "BreakPage"
        assert big(pilot) == "2:28pm"

        await pilot.keys("enter")
        assert pilot.page == "StepPage"
    async with running(desk) as pilot:
        assert pilot.page == "StepPage"
    assert room_of(desk).session.sitting.today.back_at is None
    assert room_of(desk).session.sitting.today.breaks == 1


async def test_the_plan_of_the_day_is_changed_line_by_line(desk: Desk) -> None:
    async with running(desk) as pilot:
        await pilot.ask_for("Timetable")
        assert "· Briefing 10 min past" in pilot.said
        assert "► 2:05pm Step 2 Role 15 min now" in pilot.said

        await pilot.keys("enter 3 5 enter")
        assert "► 2:05pm Step 2 Role 35 min now" in pilot.said
        await pilot.keys("down down enter tab enter")
        assert "- Break left out" in pilot.said
        await pilot.keys("home enter 1 4 . 0 0 enter end enter 1 7 . 0 0 enter")
        assert "Start: 2:00pm" in pilot.said
        assert "Finish: 5:00pm." in pilot.said
        await pilot.keys("escape")

        assert pilot.page == "StepPage"
    assert dict(room_of(desk).plan.keyed)["step 2"].minutes == 35


async def test_a_timetable_too_long_is_fitted_only_when_asked(desk: Desk, clock: FixedClock) -> None:
    end_at.run(room_of(desk), "16.00")
    clock.move_on(timedelta(minutes=10))
    over = room_of(desk).day().over
    assert over > 0

    async with running(desk) as pilot:
        for keys in ("o", "left", "t"):
            await pilot.keys(keys)
            assert "too long" not in pilot.said
        await pilot.keys("tab up enter")
        assert f"The timetable is {over} minutes too long" in pilot.said
        await pilot.keys("down enter")
        assert "The timetable fits now." in pilot.said
    assert room_of(desk).day().over <= 0


async def test_a_break_is_asked_for_again_and_a_mistaken_one_stays_in_the_plan(desk: Desk) -> None:
    async with running(desk) as pilot:
        await pilot.ask_for("Break")
        await pilot.keys("1 . 2 0 enter")
        assert "1:20am has passed." in pilot.said
        await pilot.keys("1 5 space m i n enter")
        assert pilot.page == "BreakPage"
        await pilot.keys("enter")

    assert room_of(desk).session.sitting.today.breaks == 0
    assert "break 1" in [each.key for each in room_of(desk).day().left]
