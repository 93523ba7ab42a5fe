"""The plan, the priorities and the read-back on the screens."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import reduce
from pathlib import Path

import pytest
from textual.widgets import Input

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.domain.actions import add_action, follow
from scrutiny_tui.domain.session import Action, ActionKind, ActionStatus, PageName, Place
from tests.support.files import holding
from tests.support.screens import LARGE, SMALL, WIDE, Move, at, make_desk, running, write
from tests.support.sessions import room_of
from tests.tui.scenes import full_desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk whose workshop is at the second step."""
    return at(make_desk(tmp_path), Place(PageName.STEP, 2))


def to_the_plan(*texts: str) -> Move:
    """Return the move that puts actions into the plan, one of each step."""
    actions = [Action(0, step, text) for step, text in enumerate(texts, start=1)]
    return lambda session: reduce(add_action, actions, session)


def texts_of(desk: Desk) -> list[str]:
    return [action.text for action in room_of(desk).session.actions.values()]


async def test_from_a_step_two_keys_lead_to_an_action_for_it_and_back(desk: Desk) -> None:
    async with running(desk, SMALL) as pilot:
        await pilot.keys("p")
        assert "+ Add an action for Step 2" in pilot.said

        await pilot.keys("enter")
        await pilot.type("Ask for the data.")
        await pilot.keys("down right down")
        await pilot.type("chair")
        await pilot.keys("down right right ctrl+s")
        assert "recommend to cabinet · chair · 21 February 2027 · CF 26/27 01 · Step 2 · open" in pilot.said

        await pilot.keys("p")
        assert pilot.page == "StepPage"
    [action] = room_of(desk).session.actions.values()
    due = date(2027, 2, 21)
    assert action == Action(
        1, 2, "Ask for the data.", ActionKind.CABINET, "chair", due, reference="CF 26/27 01"
    )


async def test_the_day_of_the_next_meeting_is_asked_once(desk: Desk) -> None:
    async with running(desk) as pilot:
        await pilot.keys("p enter A down down down right ctrl+s")
        assert "Next meeting: please fill this in." in pilot.told("#next_meeting-note")
        await pilot.type("12/1/2027")
        await pilot.keys("ctrl+s plus B down down down right")

        assert pilot.screen.query_one("#text", Input).value == "B"
        assert pilot.told("#due-note") == "12 January 2027."
        await pilot.keys("ctrl+s")
    assert room_of(desk).session.next_meeting == date(2027, 1, 12)
    assert {each.due for each in room_of(desk).session.actions.values()} == {date(2027, 1, 12)}


async def test_a_due_day_is_typed_from_its_first_digit_also_where_months_are_offered(desk: Desk) -> None:
    async with running(desk) as pilot:
        await pilot.keys("p enter A down down down")
        await pilot.type("31/3/27")
        assert pilot.told("#due-note") == "31 March 2027."
        await pilot.keys("ctrl+s")
    assert [action.due for action in room_of(desk).session.actions.values()] == [date(2027, 3, 31)]


async def test_a_column_that_needs_less_leaves_the_rest_to_those_that_need_more(desk: Desk) -> None:
    action = Action(0, 2, "Visit.", ActionKind.US, "Chair", date(2027, 1, 12))
    write(desk, lambda session: add_action(session, action))
    async with running(desk, WIDE) as pilot:
        await pilot.keys("p")
        [row] = (line for line in pilot.lines if "Visit." in line)
        assert row.split("  ")[-1] == "12 January 2027"
        assert "for the committee  Chair" in row


async def test_actions_are_added_in_a_row_and_taken_out_after_a_question(desk: Desk) -> None:
    async with running(desk) as pilot:
        await pilot.keys("p enter A ctrl+s enter B ctrl+s")
        await pilot.keys("home delete enter")
        assert texts_of(desk) == ["A", "B"]

        await pilot.keys("delete down enter")
        assert "Action deleted. The deleted text was erased from all files of this workshop." in pilot.said
    assert texts_of(desk) == ["B"]
    async with running(desk) as pilot:
        assert pilot.page == "PlanPage"


async def test_an_action_is_changed_and_what_it_said_before_is_in_no_file(desk: Desk, tmp_path: Path) -> None:
    write(desk, to_the_plan("Ask by mistake.", "Visit.", "Meet."))
    async with running(desk) as pilot:
        await pilot.keys(f"p home enter {'backspace ' * len(' by mistake.')}")
        await pilot.type(" twice.")
        await pilot.keys("escape")
        await pilot.keys("down enter")
        assert "Action changed." in pilot.said
        await pilot.until(lambda: holding(tmp_path, "by mistake") == [])

        await pilot.keys("end up less_than_sign less_than_sign greater_than_sign")
    assert texts_of(desk) == ["Ask twice.", "Meet.", "Visit."]


async def test_a_due_day_far_away_is_asked_about_and_kept_all_the_same(desk: Desk) -> None:
    doubt = "1 January 2020 is 6 years ago. Is the year right?"
    async with running(desk) as pilot:
        await pilot.keys("p enter A down down down left down")
        await pilot.type("1 January 2020")
        assert doubt in pilot.told("#due-note")

        await pilot.keys("up left")
        assert doubt not in pilot.said
        await pilot.keys("right ctrl+s")
        assert pilot.page == "PlanPage"

        await pilot.keys("home enter down down down down ctrl+u")
        await pilot.type("1 January 2027")
        assert pilot.told("#due-note") == "1 January 2027."
    assert [action.due for action in room_of(desk).session.actions.values()] == [date(2020, 1, 1)]


async def test_a_plan_that_is_full_says_so_before_anything_is_written(desk: Desk) -> None:
    write(desk, *[to_the_plan("Ask.")] * 100)
    async with running(desk) as pilot:
        await pilot.keys("p plus")
        assert pilot.page == "PlanPage"
        assert "The action plan can have up to 100 actions." in pilot.said


async def test_hands_are_counted_step_by_step_and_shown_on_the_overview(desk: Desk) -> None:
    async with running(desk) as pilot:
        await pilot.keys("o 2 9 enter 8 enter enter enter 1 0 enter 4")
        assert "31 hands of 30" in pilot.said

        await pilot.keys("enter")
        assert "That makes 31 votes. 15 people are here and have 30." in pilot.said
        await pilot.keys("enter 8 ctrl+s")
        assert "PRIORITIES 5 Influence 10 · 1 Knowledge 8" in pilot.said
    assert room_of(desk).session.priorities == {1: 8, 2: 8, 3: 0, 4: 0, 5: 10, 6: 4}


@pytest.mark.parametrize("onwards", ["tab", "enter", "down"])
async def test_hands_keyed_all_at_once_go_to_the_steps_meant(desk: Desk, onwards: str) -> None:
    async with running(desk) as pilot:
        await pilot.keys("o 2")
        await pilot.rush(f"9 {onwards} 7 backspace 8 {onwards} {onwards} 1 0 ctrl+s")

    assert room_of(desk).session.priorities == {1: 9, 2: 8, 3: 0, 4: 10, 5: 0, 6: 0}


async def test_arrows_go_round_the_priorities_and_what_is_no_count_stays_to_be_mended(desk: Desk) -> None:
    async with running(desk) as pilot:
        await pilot.keys("p 2")
        await pilot.keys("up 5 down")
        assert pilot.page == "HandsDialog"
        assert pilot.app.focused is not None
        assert pilot.app.focused.id == "hands-1"
        assert room_of(desk).session.priorities == {}

        await pilot.paste("1999")
        await pilot.keys("3 ctrl+s")
        assert "A step can have 0 to 1998 votes." in pilot.said.replace("║ ", "")

        await pilot.keys("backspace backspace backspace up enter")
        assert "Priorities saved." in pilot.said
    assert room_of(desk).session.priorities[1] == 19


async def test_the_check_of_the_record_opens_the_agreed_position_of_a_step(tmp_path: Path) -> None:
    desk = at(full_desk(tmp_path), Place(PageName.PLAN, 2))
    async with running(desk, LARGE) as pilot:
        await pilot.keys("right")
        assert "Is this a fair record?" in pilot.said
        assert "□ 2 Clarity of role and purpose no agreed position yet" in pilot.said
        assert (
            "no agreed position (summed up by the chair; a different view is recorded beside it)"
            in pilot.said
        )

        await pilot.keys("enter 3 ctrl+s")
        assert "■ 2 Clarity of role and purpose Strong (after discussion)" in pilot.said
        await pilot.keys("end enter")
        assert pilot.page == "PlanPage"
    assert room_of(desk).session.agreed[2].level == 3


async def test_going_back_always_ends(desk: Desk) -> None:
    led = []
    async with running(desk) as pilot:
        await pilot.keys("o p right left o p")
        for key in ("escape", "left"):
            await pilot.keys(key)
            led.append(pilot.page)
    assert led == ["OverviewPage", "StepPage"]


async def test_what_became_of_earlier_actions_is_asked_first_and_once(tmp_path: Path) -> None:
    earlier = to_the_plan("Ask.", "Visit.", "Meet.")
    desk = make_desk(tmp_path)
    write(desk, lambda session: follow(session, earlier(replace(session, id="session-0"))))
    async with running(desk) as pilot:
        assert "Actions from last time" in pilot.said
        await pilot.keys("enter")
        assert pilot.told(".explanation") == "Ask."
        await pilot.keys("down enter")
        await pilot.type("Minute 14.")
        await pilot.keys("enter")
        assert "CF 26/27 01 · Step 1 · 1 of 3" in pilot.said
        assert "Status: done since 21 November 2026 Evidence: Minute 14." in pilot.said

        await pilot.keys("right enter down down enter enter right")
        assert "3 of 3" in pilot.said
        await pilot.keys("left")
        assert "Status: no longer needed since 21 November 2026" in pilot.said
        await pilot.keys("end")
        assert pilot.page == "WelcomePage"
    async with running(desk) as pilot:
        assert pilot.page == "WelcomePage"
    found = room_of(desk).session.actions.values()
    assert [(each.status, each.evidence) for each in found] == [
        (ActionStatus.DONE, "Minute 14."),
        (ActionStatus.DROPPED, ""),
        (ActionStatus.OPEN, ""),
    ]


async def test_earlier_actions_come_again_if_something_else_was_changed_between_them(tmp_path: Path) -> None:
    earlier = to_the_plan("Ask.", "Visit.", "Meet.")
    desk = make_desk(tmp_path)
    write(desk, lambda session: follow(session, earlier(replace(session, id="session-0"))))
    async with running(desk) as pilot:
        await pilot.keys("right")
        await pilot.ask_for("Details of this workshop")
        await pilot.fill(council="Elsewhere")
        await pilot.keys("ctrl+s")
        assert "Actions from last time" in pilot.said
        assert "1 of 3" in pilot.said

        await pilot.keys("end")
        assert pilot.page == "WelcomePage"


def with_a_recommendation(desk: Desk) -> None:
    """Put a task of the committee and a recommendation to cabinet into the plan."""
    recommended = Action(0, 2, "Visit the team.", ActionKind.CABINET)
    write(desk, to_the_plan("Ask."), lambda session: add_action(session, recommended))


async def test_six_months_on_a_recommendation_is_sent_answered_and_followed_up_on_one_page(
    desk: Desk,
) -> None:
    with_a_recommendation(desk)
    async with running(desk, LARGE) as pilot:
        await pilot.ask_for("Six months on")
        await pilot.keys("down enter")
        assert "CF 26/27 01 · Step 1 · 1 of 2" in pilot.said

        await pilot.keys("right enter enter")
        await pilot.type("We asked twice.")
        await pilot.keys("enter")
        await pilot.type("1/12/2026")
        assert pilot.told("#answer_due-note") == "1 February 2027."
        await pilot.keys("enter enter right right right enter")
        await pilot.type("Not this year.")
        await pilot.keys("ctrl+s")
        became = "Status: open Answer: not accepted Reason: Not this year. Evidence: We asked twice."
        assert became in pilot.said
    assert room_of(desk).session.actions[2].answer_due == date(2027, 2, 1)


async def test_behind_the_last_action_is_what_changed_for_children_and_then_the_close(desk: Desk) -> None:
    with_a_recommendation(desk)
    async with running(desk) as pilot:
        await pilot.ask_for("Six months on")
        await pilot.keys("down enter right right enter")
        await pilot.type("Homes are visited.")
        await pilot.keys("ctrl+s")
        assert "Homes are visited." in pilot.said

        await pilot.keys("p escape")
        assert "Homes are visited." in pilot.said
        await pilot.keys("o")
        await pilot.ask_for("Six months on")
        assert "CF 26/27 01" in pilot.said
    assert len(room_of(desk).session.sittings) == 2
    async with running(desk) as pilot:
        await pilot.keys("right right right")
        assert pilot.page == "ClosePage"
        assert "Six months on: what became of it" in pilot.said


async def test_a_plan_that_is_only_looked_at_names_no_keys_that_change_it(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    write(desk, to_the_plan("Ask."))
    path = room_of(desk).path
    desk.leave()
    desk.look(path)
    async with running(desk) as pilot:
        await pilot.keys("p enter plus delete greater_than_sign")

        assert pilot.page == "PlanPage"
        assert "Add an action" not in pilot.said
        assert "Enter" not in pilot.told("KeyBar")
