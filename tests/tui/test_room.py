"""What the room sees: the lesson beside the step, where it agrees and diverges, and marks of equal weight."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise, product
from pathlib import Path

import pytest
from textual.color import Color
from textual.theme import Theme

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.domain.actions import add_action, begin_follow_up, record_hands
from scrutiny_tui.domain.moves import agree, park, toggle_mark
from scrutiny_tui.domain.session import Action, ActionKind, AgreedLevel, How, MarkKind, PageName, Place
from scrutiny_tui.tui.themes import themes
from tests.support.cells import contrast, shown_cells
from tests.support.screens import LARGE, NORMAL, WIDE, Move, a_result, at, make_desk, running, write
from tests.support.sessions import room_of
from tests.tui.audience.windows import both, read

GIVEN = {
    1: "2 2 2 2 2 2 2 2 2 2 2 2 2 3 d",
    2: "1 2 2 2 2 2 2 2 2 2 3 3 3 3 a",
    3: "2 2 2 2 2 2 2 3 3 3 3 3 3 3 a",
    4: "1 1 1 1 1 1 1 3 3 3 3 3 3 3 2",
    5: "2 2 2 3 3 d d d d d d d a a i",
    6: "3 3 3 3 3 3 3 3 3 3 3 3 3 3 3",
}
LEVELS = {1: 2, 2: 3, 3: 3, 4: None, 5: None, 6: 3}
AT_ODDS = 2
"""The step on which the agreed position is not what most people chose."""
WORDS = {2: "Developing", 3: "Strong", None: "no agreed position"}


def _agreed(step: int, level: int | None) -> Move:
    return lambda now: agree(now, AgreedLevel(step, level, How.DISCUSSION))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A workshop with a result and a position on every step, priorities, marks, actions and a parked question."""
    desk = make_desk(tmp_path)
    for step, given in GIVEN.items():
        write(desk, a_result(step, given))
        level = LEVELS[step]
        write(desk, _agreed(step, level))
    write(
        desk,
        lambda now: record_hands(now, {1: 5, 3: 6, 4: 8}),
        lambda now: toggle_mark(now, 3, MarkKind.PINNED),
        lambda now: park(now, 2, "Who sees the case files?"),
        lambda now: add_action(now, Action(0, 1, "Ask for the data.")),
    )
    return desk


@pytest.mark.parametrize("step", range(1, 7))
async def test_a_step_is_shown_with_its_lesson_in_both_windows(tmp_path: Path, step: int) -> None:
    desk = at(make_desk(tmp_path), Place(PageName.STEP, step))
    desk.noted = True
    pack, item = room_of(desk).pack, room_of(desk).session.wording.item(step)
    lesson = pack.lesson(pack.steps[step - 1].lessons[0].lesson)
    needed = (item.statement, item.prompts[0].text, *item.sentences, lesson.quotation)
    async with both(tmp_path, desk) as windows:
        await read(windows[1], item.title)
        for size in (NORMAL, WIDE, LARGE):
            for window in windows:
                await window.resize(size)
                shown = _columns(window.lines, size[0])
                for text in (*needed, f"{lesson.short}, {lesson.year}"):
                    assert any(_folded(text) in column for column in shown), (window.page, size, text)


async def test_six_months_on_both_windows_show_one_action_and_what_became_of_it(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    asked = Action(0, 1, "Ask for the data.", ActionKind.CABINET, evidence="Minute 14.")
    write(desk, lambda now: begin_follow_up(add_action(now, asked)))
    async with both(tmp_path, at(desk, Place(PageName.FOLLOW_UP))) as windows:
        await read(windows[1], "Six months on")
        for window in windows:
            assert "CF 26/27 01 · Step 1 · 1 of 1" in window.said
            assert "Answer: not sent yet" in window.said
        assert ["Minute 14." in window.said for window in windows] == [True, False]
        await windows[0].keys("right")
        await read(windows[1], "What is different, and how do we know?")


async def test_the_lesson_has_its_share_of_a_wide_screen(tmp_path: Path) -> None:
    desk = at(make_desk(tmp_path), Place(PageName.STEP, 1))
    wide = {}
    async with running(desk) as pilot:
        for columns, rows in ((100, 30), (200, 60)):
            await pilot.resize((columns, rows))
            [line] = [each for each in pilot.lines if "WHY IT MATTERS" in each]
            wide[columns] = columns - line.index("WHY IT MATTERS")
    assert wide[200] > 1.5 * wide[100]


_BESIDE = 100
_SIDE = 40
"""From so many columns on the lesson has so many of its own."""


def _columns(lines: Sequence[str], width: int) -> tuple[str, str]:
    """Return what stands on the left and what in the column of the lesson, if there is one."""
    split = width - _SIDE if width >= _BESIDE else width
    return _folded(" ".join(line[:split] for line in lines)), _folded(
        " ".join(line[split:] for line in lines)
    )


def _folded(text: str) -> str:
    """Return a text without anything that breaks between lines."""
    return re.sub(r"\W+", "", text)


async def test_the_overview_says_where_the_room_agrees_and_the_staircase_is_one_key_away(desk: Desk) -> None:
    async with running(at(desk, Place(PageName.OVERVIEW, 1))) as pilot:
        lines = pilot.lines
    heading = ""
    found: dict[int, tuple[str, str]] = {}
    for line in lines:
        heading = next((each for each in _HEADINGS if each in line), heading)
        if row := re.match(r" *►? *([1-6]) [^·]+? [123?·]{15}", line):
            found[int(row[1])] = (heading, line)
    assert {step: heading for step, (heading, _line) in found.items()} == {
        1: "WE AGREE", 2: "MOST AGREE", 3: "WE DIVERGE", 4: "WE DIVERGE", 5: "NOT ENOUGH KNOWN", 6: "WE AGREE",
    }  # fmt: skip
    for step, (_heading, line) in found.items():
        mark = " !" if step == AT_ODDS else ""
        assert line.endswith(f"  {WORDS[LEVELS[step]]}{mark}"), line
    told = " ".join(lines)
    for recorded in (
        "PRIORITIES",
        "4 Engagement 8",
        "1 Knowledge 5",
        "discuss first",
        "Who sees the case files?",
        "! DIFFERS",
        "TALK NEXT",
    ):
        assert recorded in told, recorded
    async with running(at(desk, Place(PageName.OVERVIEW, 1))) as pilot:
        await pilot.keys("s")
        assert "WE AGREE" not in pilot.said
        assert "A strong organisational culture" in pilot.said
        await pilot.keys("s")
        assert "WE AGREE" in pilot.said


_HEADINGS = ("WE AGREE", "MOST AGREE", "WE DIVERGE", "NOT ENOUGH KNOWN", "NOT YET ANSWERED")


@pytest.mark.parametrize("step", range(1, 7))
async def test_one_mark_a_person_and_no_row_of_fewer_is_longer(desk: Desk, step: int) -> None:
    async with running(at(desk, Place(PageName.RESULT, step))) as pilot:
        for size in (NORMAL, WIDE, LARGE):
            await pilot.resize(size)
            lines = [line.rstrip("▄█▀") for line in pilot.lines]  # without the scroll bar
            rows = [found for line in lines if (found := _ROW.match(line))]
            people = [(int(row[1]), len(row[2].split()), len(row[2].rstrip())) for row in rows]
            assert sum(count for count, *_rest in people) == len(GIVEN[step].split())
            assert all(count == marks for count, marks, _length in people)
            for one, other in product(people, people):
                assert one[0] <= other[0] or one[2] > other[2]
            places = ([found.start() for found in re.finditer(r"\S", row[2])] for row in rows)
            assert len({after - before for each in places for before, after in pairwise(each)}) == 1


_ROW = re.compile(r" *(?:[123] [■□]+ )?(?:Beginning|Developing|Strong|don't know|no answer) +(\d+)  (.*)$")


@pytest.mark.parametrize("theme", themes(), ids=lambda theme: theme.name)
async def test_marks_of_people_who_do_not_know_are_seen_from_the_back_row(desk: Desk, theme: Theme) -> None:
    async with running(at(desk, Place(PageName.RESULT, 5))) as pilot:
        pilot.app.theme = theme.name
        await pilot.settle()
        cells = [cell for cell in shown_cells(pilot) if cell.character == "?"]
        page = Color.parse(theme.background or "").rgb
        # The step line has the sign of this step on the darkest ground.
        grounds = [contrast(cell.paper, page) for cell in cells]
        assert sum(SEEN < each < max(grounds) for each in grounds) == GIVEN[5].count("d")


SEEN = 2.5
"""The least contrast with the page of a mark that is no statement."""
