"""What people wrote is typed without labels, gone through with the projector off, and shown to everyone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.domain.own_words import add_lines, shown_lines, sort_line
from scrutiny_tui.domain.rounds import LineState
from scrutiny_tui.domain.secrecy import Mode
from scrutiny_tui.domain.session import PageName, Place, Session
from scrutiny_tui.domain.voting import open_round
from tests.support.screens import DETAILS, LARGE, NORMAL, SMALL, Size, a_result, at, make_desk, running, write
from tests.support.sessions import room_of
from tests.tui.audience.windows import both, read

LINES: Final = (
    "Minutes show that the plan was changed.",
    "Officers set the agenda.",
    "We asked Ryan about it.",
)
CARRY_ON: Final = "down enter"
"""That the projector is off."""


def with_result(folder: Path, *lines: str, step: int = 1) -> Desk:
    """Return a desk at a result of six people, with these lines on its step."""
    desk = make_desk(folder, people="6 members")
    write(desk, a_result(step, "2 2 2 2 3 1"), lambda now: add_lines(now, step, lines) if lines else now)
    return at(desk, Place(PageName.RESULT, step))


def all_shown(now: Session) -> Session:
    for line in [*now.words.values()]:
        now = sort_line(now, line, LineState.SHOWN)
    return now


def texts(desk: Desk) -> list[str]:
    return [line.text for line in room_of(desk).session.words.values()]


async def test_lines_are_typed_one_after_another_and_only_their_number_is_shown(tmp_path: Path) -> None:
    desk = with_result(tmp_path)
    async with running(desk) as pilot:
        await pilot.keys(f"k i {CARRY_ON}")
        assert "0 lines on step 1." in pilot.told("#count")
        for line in LINES:
            await pilot.type(line)
            await pilot.keys("enter")
            assert line not in pilot.text
            assert "Member" not in pilot.text
        assert "3 lines on step 1." in pilot.told("#count")

        await pilot.keys("enter")
        assert "the line is empty" in pilot.said
        await pilot.keys("escape")
        assert "3 lines on step 1. The projector can go on again." in pilot.said
        assert "3 lines not gone through yet." in pilot.said
    assert texts(desk) == [*LINES]


async def test_a_line_that_is_too_long_is_not_cut_off(tmp_path: Path) -> None:
    desk = with_result(tmp_path)
    async with running(desk) as pilot:
        await pilot.keys(f"k i {CARRY_ON}")
        await pilot.paste("x" * 301)
        await pilot.keys("enter")
        assert "1 too many: at most 300 characters." in pilot.said
        await pilot.keys("backspace enter")
    assert texts(desk) == ["x" * 300]


async def test_lines_are_not_typed_before_three_have_answered(tmp_path: Path) -> None:
    desk = at(make_desk(tmp_path, people="6 members"), Place(PageName.STEP))
    async with running(desk) as pilot:
        await pilot.keys("k i")
        assert pilot.page == "WordsPage"
        assert "What people wrote is shown after the result of step 1." in pilot.said


async def test_each_line_is_gone_through_and_what_may_name_somebody_is_pointed_out(tmp_path: Path) -> None:
    desk = with_result(tmp_path, *LINES, "Young people came once.")
    async with running(desk, LARGE) as pilot:
        await pilot.keys("k s")
        assert "Is the projector off?" in pilot.said
        assert LINES[0] not in pilot.said
        await pilot.keys(CARRY_ON)
        assert "Line 1 of 4" in pilot.said
        assert LINES[0] in pilot.said
        await pilot.keys("down down enter")
        assert "Line 2 of 4" in pilot.said
        await pilot.keys("enter")
        assert "This may name someone: Ryan." in pilot.said
        # Enter leaves such a line out.
        await pilot.keys("enter enter")
        assert "The projector can go on again." in pilot.said
    session = room_of(desk).session
    assert shown_lines(session, 1) == ("Officers set the agenda.", "Young people came once.")
    assert [note.text for note in session.notes_of(1)] == [LINES[0]]
    assert [line.state for line in session.words.values() if "Ryan" in line.text] == [LineState.LEFT_OUT]


async def test_leaving_half_way_keeps_what_was_decided_and_goes_on_with_the_rest(tmp_path: Path) -> None:
    desk = with_result(tmp_path, *LINES)
    async with running(desk) as pilot:
        await pilot.keys(f"k s {CARRY_ON} enter escape s {CARRY_ON}")
        assert "Line 1 of 2" in pilot.said
    assert shown_lines(room_of(desk).session, 1) == (LINES[0],)


@pytest.mark.parametrize("size", [SMALL, NORMAL, LARGE])
async def test_six_lines_stand_on_a_page_and_the_arrows_turn_it(tmp_path: Path, size: Size) -> None:
    lines = [f"Line number {number} of what people wrote." for number in range(1, 9)]
    desk = with_result(tmp_path, *lines)
    write(desk, all_shown)
    async with running(desk, size) as pilot:
        await pilot.keys("k")
        assert "What people wrote (1 of 2)" in pilot.said
        assert [line in pilot.said for line in lines] == [True] * 6 + [False] * 2
        await pilot.keys("right")
        assert "What people wrote (2 of 2)" in pilot.said
        assert [line in pilot.said for line in lines] == [False] * 6 + [True] * 2
        await pilot.keys("right left k")
        assert pilot.page == "ResultPage"


async def test_they_stand_beside_the_second_round(tmp_path: Path) -> None:
    desk = with_result(tmp_path, *LINES)
    write(desk, all_shown, lambda now: open_round(now, 1))
    for page in (PageName.ANSWERS, PageName.STEP):
        async with running(at(desk, Place(page)), LARGE) as pilot:
            await pilot.keys("k")
            assert LINES[1] in pilot.said


async def test_the_room_sees_what_was_shown_and_nothing_of_what_is_typed(tmp_path: Path) -> None:
    desk = with_result(tmp_path, *LINES)
    line = room_of(desk).session.words[2]
    write(desk, lambda now: sort_line(now, line, LineState.SHOWN))
    async with both(tmp_path, desk) as (facilitator, audience):
        await facilitator.keys("k")
        await read(audience, line.text)
        assert LINES[0] not in audience.said
        await facilitator.keys(f"i {CARRY_ON}")
        await facilitator.type("A line that is being typed.")
        await facilitator.keys("enter")
        await facilitator.keys("escape k")
        await read(audience, "What people wrote: 1 line")
        assert "being typed" not in audience.said


@pytest.mark.parametrize(
    ("title", "keys", "told"),
    [("Correct a line", "ctrl+u", "Line changed."), ("Withdraw a line", "", "Line withdrawn.")],
)
async def test_a_line_is_corrected_and_withdrawn_with_the_projector_off(
    tmp_path: Path, title: str, keys: str, told: str
) -> None:
    desk = with_result(tmp_path, *LINES)
    async with running(desk, LARGE) as pilot:
        await pilot.keys("k")
        await pilot.ask_for(title)
        assert "Is the projector off?" in pilot.said
        await pilot.keys(f"{CARRY_ON} enter")
        if keys:
            await pilot.keys(keys)
            await pilot.type("Other words.")
            await pilot.keys("ctrl+s")
        else:
            assert "It will be erased from this workshop and its backups." in pilot.said
            await pilot.keys("down enter")
        assert told in pilot.said
        assert "The deleted text was erased from all files" in pilot.said
    assert LINES[0] not in texts(desk)


async def test_a_committee_that_agrees_together_has_no_such_page(tmp_path: Path) -> None:
    details = replace(DETAILS, mode=Mode.COLLECTIVE)
    async with running(at(make_desk(tmp_path, details), Place(PageName.STEP))) as pilot:
        await pilot.keys("k")
        assert pilot.page == "StepPage"
