"""What a small terminal still has to show, and what a change of size brings back, as when the letters are made bigger."""

from __future__ import annotations

from pathlib import Path

import pytest

from scrutiny_tui.domain.fields import LONGEST_NAME
from scrutiny_tui.domain.session import Details, PageName, Place
from scrutiny_tui.domain.voting import turnout
from tests.support.screens import DETAILS, LARGE, NORMAL, SMALL, at, make_desk, running
from tests.support.sessions import room_of
from tests.tui.scenes import SCENES, full_desk, shown

NAMED = {scene.name: scene for scene in SCENES}


async def scene_lines(folder: Path, name: str, *sizes: tuple[int, int]) -> list[str]:
    """Return the lines of a scene that was reached at the first size and then seen at the others, one after another."""
    async with shown(NAMED[name], full_desk(folder), sizes[0]) as pilot:
        for size in sizes[1:]:
            await pilot.resize(size)
        return [*pilot.lines]


@pytest.mark.parametrize("sizes", [(SMALL, NORMAL), (NORMAL, SMALL, LARGE, NORMAL)])
async def test_the_marked_person_stays_in_sight(tmp_path: Path, sizes: tuple[tuple[int, int], ...]) -> None:
    async with shown(NAMED["who-stays"], full_desk(tmp_path), sizes[0]) as pilot:
        for size in sizes:
            await pilot.resize(size)
            assert any("■ Co-optee 2" in line for line in pilot.lines)


NAMES = ("Council", "Committee", "Facilitator", "Sponsor", "Chair")


async def test_details_of_any_length_can_be_read_on_the_welcome_page(tmp_path: Path) -> None:
    council, committee, facilitator, sponsor, by = ((f"{name} " * 20)[:LONGEST_NAME] for name in NAMES)
    long = Details(council, committee, DETAILS.date, facilitator, sponsor, completed_by=by)
    async with running(at(make_desk(tmp_path, long), Place(PageName.WELCOME)), SMALL) as pilot:
        assert "Please step out at any time." not in pilot.said
        assert "↓ More" in pilot.told("KeyBar")

        await pilot.keys("down down")
        assert "Please step out at any time." in pilot.said
        assert "↓ More" not in pilot.told("KeyBar")

        await pilot.keys("up up right")
        assert "Please step out at any time." in pilot.said
        await pilot.keys("right")
        assert pilot.page == "BriefingPage"


async def test_where_statements_have_no_room_the_key_bar_says_how_to_read_them(tmp_path: Path) -> None:
    desk = at(full_desk(tmp_path), Place(PageName.STEP, 5))
    async with running(desk, SMALL) as pilot:
        assert "Enter Statements" in pilot.told("KeyBar")
        await pilot.keys("enter")
        assert "We plan and finish our reviews" in pilot.said

        await pilot.resize(NORMAL)
        assert "To talk about (1 of 6)" in pilot.said
        assert "We plan and finish our reviews" in pilot.said


async def test_whoever_answers_alone_can_read_the_statements_at_every_size(tmp_path: Path) -> None:
    desk = at(full_desk(tmp_path), Place(PageName.ALONE, 5))
    async with running(desk, SMALL) as pilot:
        await pilot.keys("down enter space")
        assert "We plan and finish our reviews" not in pilot.said
        assert "↓ The statements" in pilot.told("KeyBar")
        await pilot.keys("down 2")
        assert "We plan and finish our reviews" in pilot.said
        assert "► 2 ■■□ Developing its practice" in pilot.said
        assert "↓ The step" in pilot.told("KeyBar")
        assert "■ Chosen. Enter confirms" in pilot.said

        await pilot.resize(NORMAL)
        assert "We plan and finish our reviews" in pilot.said
        assert "Scrutiny reviews are well planned" in pilot.said
        assert "The step" not in pilot.told("KeyBar")


@pytest.mark.parametrize(
    ("name", "question"),
    [
        ("earlier-actions", "Actions from last time"),
        ("read-back", "Is this a fair record?"),
        ("plan", ""),
        ("day", ""),
    ],
)
async def test_rows_are_broken_for_the_room_there_is(tmp_path: Path, name: str, question: str) -> None:
    fresh = await scene_lines(tmp_path / "fresh", name, LARGE)
    async with shown(NAMED[name], full_desk(tmp_path / "after"), SMALL) as pilot:
        assert question in pilot.said
        await pilot.resize(LARGE)
        assert pilot.lines == fresh


async def test_a_step_being_answered_says_so_and_a_lesson_offers_what_is_below(tmp_path: Path) -> None:
    lines = await scene_lines(tmp_path, "overview", NORMAL)

    assert any("5 Influence" in line and "3 of 15 have answered" in line for line in lines)
    async with running(at(full_desk(tmp_path), Place(PageName.STEP))) as pilot:
        await pilot.keys("l enter")
        for size in (SMALL, NORMAL, LARGE):
            await pilot.resize(size)
            assert ("More" in pilot.told("KeyBar")) == (size != LARGE)


async def test_where_nothing_can_be_seen_no_key_takes_an_answer(tmp_path: Path) -> None:
    desk = at(full_desk(tmp_path), Place(PageName.ANSWERS, 5))
    async with running(desk, NORMAL) as pilot:
        before = turnout(room_of(desk).session, 5)
        await pilot.resize((40, 10))
        await pilot.keys("2 3 u r o")
        for size in (SMALL, NORMAL, LARGE):
            await pilot.resize(size)
            lines = [line.replace("\N{NO-BREAK SPACE}", " ") for line in pilot.lines]
            assert any("i interest declared" in line for line in lines), size
            assert any("2 ■■□ Developing" in line for line in lines), size

        assert turnout(room_of(desk).session, 5) == before
        assert "Next slip:" in pilot.said


async def test_the_chart_stays_in_sight_after_something_is_written_down(tmp_path: Path) -> None:
    desk = at(full_desk(tmp_path), Place(PageName.RESULT, 4))
    async with running(desk, NORMAL) as pilot:
        await pilot.keys("g 2 escape")
        assert "What you typed is not saved yet." in pilot.said
        await pilot.keys("down enter")
        assert room_of(desk).session.agreed[4].level == 2

        assert "2 ■■□ Developing" in pilot.said
        assert "↓ More" in pilot.told("KeyBar")
        await pilot.keys("down " * 5)
        assert "Agreed position, for the committee to confirm: Developing its practice" in pilot.said


async def test_a_clicker_blanks_and_help_names_no_letter_where_letters_are_typed(tmp_path: Path) -> None:
    async with running(at(full_desk(tmp_path), Place(PageName.WELCOME)), NORMAL) as pilot:
        await pilot.keys("full_stop")
        assert pilot.said == ""
        await pilot.keys("full_stop escape")
        assert "Close this workshop?" in pilot.said
        await pilot.keys("escape")
        assert pilot.page == "WelcomePage"
        assert "Please step out at any time." in pilot.said
    shown_lines = await scene_lines(tmp_path, "help-of-set-up", (120, 60))

    assert any("F9      Blank" in line for line in shown_lines)
    assert not any(letter in line for letter in ("b F9", "q   ") for line in shown_lines)
