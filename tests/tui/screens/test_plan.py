"""The plan, the priorities and the read-back on the screens."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from textual.widgets import Input

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.domain.actions import add_action, follow
from scrutiny_tui.domain.session import Action, ActionKind, ActionStatus, PageName, Place, Session
from tests.support.files import holding
from tests.support.screens import (
    LARGE,
    SMALL,
    at,
    keyed,
    make_desk,
    page_name,
    pasted,
    running,
    rushed,
    said,
    told,
    typed,
    until,
    workshop_of,
    write,
)
from tests.tui.scenes import full_desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk whose workshop is at the second step."""
    return at(make_desk(tmp_path), Place(PageName.STEP, 2))


def with_actions(*texts: str) -> list[Action]:
    return [Action(0, step, text) for step, text in enumerate(texts, start=1)]


def planned(desk: Desk, *texts: str) -> None:
    """Put actions into the plan of the workshop on the desk."""
    for action in with_actions(*texts):
        workshop_of(desk).save(add_action(workshop_of(desk).session, action))


def texts_of(desk: Desk) -> list[str]:
    return [action.text for action in workshop_of(desk).session.actions.values()]


async def test_from_a_step_two_keys_lead_to_an_action_for_it_and_back(desk: Desk) -> None:
    async with running(desk, SMALL) as pilot:
        await keyed(pilot, "p")
        assert "+ Add an action for Step 2" in said(pilot)

        await keyed(pilot, "enter")
        await typed(pilot, "Ask for the data.")
        await keyed(pilot, "down right down")
        await typed(pilot, "chair")
        await keyed(pilot, "down right right ctrl+s")
        assert "recommend to cabinet · chair · 21 February 2027 · Step 2 · open" in said(pilot)

        await keyed(pilot, "p")
        assert page_name(pilot) == "StepPage"
    [action] = workshop_of(desk).session.actions.values()
    assert action == Action(1, 2, "Ask for the data.", ActionKind.CABINET, "chair", date(2027, 2, 21))


async def test_the_day_of_the_next_meeting_is_asked_once(desk: Desk) -> None:
    async with running(desk) as pilot:
        await keyed(pilot, "p enter A down down down right ctrl+s")
        assert "Next meeting: please fill this in." in told(pilot, "#next_meeting-note")
        await typed(pilot, "12/1/2027")
        await keyed(pilot, "ctrl+s plus B down down down right")

        assert pilot.app.screen.query_one("#text", Input).value == "B"
        assert told(pilot, "#due-note") == "12 January 2027."
        await keyed(pilot, "ctrl+s")
    assert workshop_of(desk).session.next_meeting == date(2027, 1, 12)
    assert {each.due for each in workshop_of(desk).session.actions.values()} == {date(2027, 1, 12)}


async def test_several_actions_in_a_row_are_added_with_enter(desk: Desk) -> None:
    async with running(desk) as pilot:
        await keyed(pilot, "p enter A ctrl+s enter B ctrl+s")
    assert texts_of(desk) == ["A", "B"]


async def test_an_action_is_changed_and_what_is_half_written_is_asked_about(desk: Desk) -> None:
    planned(desk, "Ask.", "Visit.")
    async with running(desk) as pilot:
        await keyed(pilot, "p home enter end")
        await typed(pilot, " Twice.")
        await keyed(pilot, "escape")
        await keyed(pilot, "down enter")
        assert "Action changed." in said(pilot)
    assert texts_of(desk) == ["Ask. Twice.", "Visit."]


async def test_what_an_action_said_before_is_in_no_file_once_it_is_changed(
    desk: Desk, tmp_path: Path
) -> None:
    planned(desk, "Ask by mistake.")
    async with running(desk) as pilot:
        await keyed(pilot, "p home enter")
        for _letter in "by mistake.":
            await keyed(pilot, "backspace")
        await keyed(pilot, "ctrl+s")
        assert "Action changed." in said(pilot)
        await until(pilot, lambda: holding(tmp_path, "by mistake") == [])


async def test_the_order_changes_with_the_cursor_on_what_is_moved(desk: Desk) -> None:
    planned(desk, "A", "B", "C")
    async with running(desk) as pilot:
        await keyed(pilot, "p end up less_than_sign less_than_sign greater_than_sign")
    assert texts_of(desk) == ["A", "C", "B"]


async def test_taking_an_action_out_asks_with_the_safe_choice_first(desk: Desk) -> None:
    planned(desk, "A", "B")
    async with running(desk) as pilot:
        await keyed(pilot, "p home delete enter")
        assert texts_of(desk) == ["A", "B"]

        await keyed(pilot, "delete down enter")
        assert "Action deleted. The deleted text was erased from all files of this workshop." in said(pilot)
    assert texts_of(desk) == ["B"]


async def test_the_plan_is_where_the_workshop_is_resumed(desk: Desk) -> None:
    async with running(desk) as pilot:
        await keyed(pilot, "p")
    async with running(desk) as pilot:
        assert page_name(pilot) == "PlanPage"


async def test_a_due_day_far_away_is_asked_about_and_kept_all_the_same(desk: Desk) -> None:
    doubt = "1 January 2020 is 6 years ago. Is the year right?"
    async with running(desk) as pilot:
        await keyed(pilot, "p enter A down down down left down")
        await typed(pilot, "1 January 2020")
        assert doubt in told(pilot, "#due-note")

        await keyed(pilot, "up left")
        assert doubt not in said(pilot)
        await keyed(pilot, "right ctrl+s")
        assert page_name(pilot) == "PlanPage"

        await keyed(pilot, "home enter down down down down ctrl+u")
        await typed(pilot, "1 January 2027")
        assert told(pilot, "#due-note") == "1 January 2027."
    assert [action.due for action in workshop_of(desk).session.actions.values()] == [date(2020, 1, 1)]


async def test_a_plan_that_is_full_says_so_before_anything_is_written(desk: Desk) -> None:
    write(desk, *[lambda session: add_action(session, Action(0, 1, "Ask."))] * 100)
    async with running(desk) as pilot:
        await keyed(pilot, "p plus")
        assert page_name(pilot) == "PlanPage"
        assert "The action plan can have up to 100 actions." in said(pilot)


async def test_hands_are_counted_step_by_step_and_shown_on_the_overview(desk: Desk) -> None:
    async with running(desk) as pilot:
        await keyed(pilot, "o 2 9 enter 8 enter enter enter 1 0 enter 4")
        assert "31 hands of 30" in said(pilot)

        await keyed(pilot, "enter")
        assert "That makes 31 votes. 15 people are here and have 30." in said(pilot)
        await keyed(pilot, "enter 8 ctrl+s")
        assert "PRIORITIES 5 Influence 10 · 1 Knowledge 8" in said(pilot)
    assert workshop_of(desk).session.priorities == {1: 8, 2: 8, 3: 0, 4: 0, 5: 10, 6: 4}


@pytest.mark.parametrize("onwards", ["tab", "enter", "down"])
async def test_hands_that_are_keyed_all_at_once_go_to_the_steps_that_were_meant(
    desk: Desk, onwards: str
) -> None:
    async with running(desk) as pilot:
        await keyed(pilot, "o 2")
        await rushed(pilot, f"9 {onwards} 7 backspace 8 {onwards} {onwards} 1 0 ctrl+s")

    assert workshop_of(desk).session.priorities == {1: 9, 2: 8, 3: 0, 4: 10, 5: 0, 6: 0}


async def test_arrows_go_round_the_priorities_and_keep_nothing(desk: Desk) -> None:
    async with running(desk) as pilot:
        await keyed(pilot, "p 2")
        await keyed(pilot, "up 5 down")
        assert page_name(pilot) == "HandsDialog"
        assert pilot.app.focused is not None
        assert pilot.app.focused.id == "hands-1"
        assert workshop_of(desk).session.priorities == {}

        await keyed(pilot, "up enter")
        assert "Priorities saved." in said(pilot)


async def test_a_number_of_hands_that_is_no_count_stays_to_be_mended(desk: Desk) -> None:
    async with running(desk) as pilot:
        await keyed(pilot, "p 2")
        await pasted(pilot, "1999")
        await keyed(pilot, "3 ctrl+s")
        assert "A step can have 0 to 1998 votes." in said(pilot).replace("║ ", "")

        await keyed(pilot, "backspace backspace backspace ctrl+s")
    assert workshop_of(desk).session.priorities[1] == 19


async def test_the_check_of_the_record_opens_the_agreed_position_of_a_step(tmp_path: Path) -> None:
    desk = at(full_desk(tmp_path), Place(PageName.PLAN, 2))
    async with running(desk, LARGE) as pilot:
        await keyed(pilot, "right")
        assert "Is this a fair record?" in said(pilot)
        assert "□ 2 Clarity of role and purpose no agreed position yet" in said(pilot)
        assert "no agreed position (summed up by the chair; a different view is recorded beside it)" in said(
            pilot
        )

        await keyed(pilot, "enter 3 ctrl+s")
        assert "■ 2 Clarity of role and purpose Strong (after discussion)" in said(pilot)
        await keyed(pilot, "end enter")
        assert page_name(pilot) == "PlanPage"
    assert workshop_of(desk).session.agreed[2].level == 3


async def test_going_back_always_ends(desk: Desk) -> None:
    led = []
    async with running(desk) as pilot:
        await keyed(pilot, "o p right left o p")
        for key in ("escape", "left"):
            await keyed(pilot, key)
            led.append(page_name(pilot))
    assert led == ["OverviewPage", "StepPage"]


async def test_what_became_of_the_earlier_actions_is_asked_before_anything_else_and_once(
    tmp_path: Path,
) -> None:
    def follows(session: Session) -> Session:
        before = replace(session, id="session-0")
        for action in with_actions("Ask.", "Visit.", "Meet."):
            before = add_action(before, action)
        return follow(session, before)

    desk = make_desk(tmp_path)
    write(desk, follows)
    async with running(desk) as pilot:
        assert "Still open after the workshop on 21 November 2026:" in said(pilot)
        await keyed(pilot, "enter")
        assert told(pilot, ".explanation") == "Ask."
        await keyed(pilot, "down enter")
        await typed(pilot, "Minute 14.")
        await keyed(pilot, "enter enter down down enter enter enter")
        assert "■ Ask." in said(pilot)

        await keyed(pilot, "right")
        assert page_name(pilot) == "WelcomePage"
    async with running(desk) as pilot:
        assert page_name(pilot) == "WelcomePage"
    found = workshop_of(desk).session.actions.values()
    assert [(each.status, each.evidence) for each in found] == [
        (ActionStatus.DONE, "Minute 14."),
        (ActionStatus.DROPPED, ""),
        (ActionStatus.OPEN, ""),
    ]


async def test_only_the_keys_that_do_something_are_told_where_a_workshop_is_only_looked_at(
    tmp_path: Path,
) -> None:
    desk = make_desk(tmp_path)
    planned(desk, "Ask.")
    path = workshop_of(desk).path
    desk.leave()
    desk.look(path)
    async with running(desk) as pilot:
        await keyed(pilot, "p enter plus delete greater_than_sign")

        assert page_name(pilot) == "PlanPage"
        assert "Add an action" not in said(pilot)
        assert "Enter" not in told(pilot, "KeyBar")
