from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pytest
from textual.color import Color
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import OptionList

from scrutiny_tui.domain.session import PageName
from scrutiny_tui.tui.commands import available
from scrutiny_tui.tui.screens.navigation import FURTHER
from scrutiny_tui.tui.screens.page import TOO_SMALL, Page
from scrutiny_tui.tui.themes import CONTRAST, DARK
from scrutiny_tui.tui.widgets.bars import Key, KeyBar, MessageLine, TitleBar
from tests.support.cells import Cell, contrast, shown_cells
from tests.support.screens import LARGE, NORMAL, SMALL, WIDE, Driver, Size, empty_desk, running
from tests.tui.scenes import PAGES, SCENES, Scene, full_desk, shown


def scrolled(widget: Widget) -> bool:
    """Say whether a widget stands in something that scrolls."""
    return any(
        isinstance(each, OptionList) or (isinstance(each, Widget) and "auto" in each.styles.overflow_y)
        for each in widget.ancestors
        if not isinstance(each, Screen)
    )


def cut_off(pilot: Driver) -> list[str]:
    """Return the widgets of which a part is neither on the screen nor in something that scrolls."""
    screen = pilot.screen
    found = []
    for widget in screen.query("*").exclude("ToastRack, ToastRack *, Tooltip"):
        parent = widget.parent
        if not widget.display or not widget.region or scrolled(widget) or not isinstance(parent, Widget):
            continue
        # The palette's own container has no region; what is in it is drawn over it.
        frame = parent.region or screen.region
        inside = screen.region.contains_region(widget.region) and frame.contains_region(widget.region)
        if not inside and all(each.display for each in widget.ancestors if isinstance(each, Widget)):
            found.append(f"{widget!r} {widget.region} in {parent.region}")
    return found


MOST_KEYS: Final = 5
"""Keys at the bottom of a page at most: those that matter now."""

KEY_BAR_ROOM: Final = 68
"""Columns that the keys of a page may take, so that they fit the smallest terminals that people use."""


def frame_shown(pilot: Driver) -> bool:
    """Say whether the page on top has its title in the first row and its keys in the last."""
    screen, (width, height) = pilot.screen, pilot.app.size
    title, keys = screen.query_one(TitleBar).region, screen.query_one(KeyBar).region
    return (title.y, title.width, keys.y, keys.width) == (0, width, height - 1, width)


def keys_of(pilot: Driver) -> tuple[Key, ...]:
    """Return the keys at the bottom of the page."""
    return pilot.screen.query_one(KeyBar).keys


SIZES_OF_PAGES: Final = (SMALL, (68, 19), NORMAL, WIDE, (200, 60))
"""The sizes that pages are looked at in, each changed to while the page is shown: at least one of each kind."""

SIZES_OF_DIALOGS: Final = (SMALL, NORMAL, LARGE)
"""Those of dialogs, of which none looks at how wide or high a large terminal is."""

THEME_AT: Final = {NORMAL: DARK, WIDE: CONTRAST, LARGE: CONTRAST}
"""The sizes at which the colours change, so that each page is seen in all of ours."""


LARGE_LETTERS: Final = "▀▄█"
"""What large letters are drawn with."""

_NEAR: Final = 3
"""How many rows above and below a text are beside it."""

LEAST_OF_A_MARK: Final = 4.5
"""The least contrast of a statement's mark with the page."""

MOST_OF_THE_LIGHTEST: Final = 1.1
"""How much more than another one a statement's mark may stand out of the page."""


def faults_of_marks(pilot: Driver, cells: Sequence[Cell]) -> list[str]:
    """Return which statements' marks weigh more than others, or are lost on the page."""
    page = Counter(cell.paper for cell in cells).most_common(1)[0][0]
    accent = Color.parse(pilot.app.theme_variables["primary"]).rgb
    marks = {
        cell.character: contrast(cell.paper, page)
        for cell in cells
        if cell.character in "123" and len({*cell.paper}) > 1 and cell.paper != accent
    }
    if not marks:
        return []
    rules = {
        "some marks can hardly be seen": min(marks.values()) >= LEAST_OF_A_MARK,
        "some marks stand out more": max(marks.values()) <= MOST_OF_THE_LIGHTEST * min(marks.values()),
    }
    return [f"{rule}: {marks}" for rule, kept in rules.items() if not kept]


def said_twice(pilot: Driver) -> list[str]:
    """Return the texts in large letters that are said again in ordinary ones right above or below."""
    found = []
    for each in pilot.screen.query("#body BigText, #body BigTwin") if isinstance(pilot.screen, Page) else ():
        text, region = getattr(each, "text", ""), each.region
        around = pilot.cells[max(region.y - _NEAR, 1) : region.bottom + _NEAR]
        is_large = any({*LARGE_LETTERS} & {*row} for row in pilot.cells[region.y : region.bottom])
        if text and is_large and re.search(rf"\b{re.escape(text)}\b", " ".join(around), re.IGNORECASE):
            found.append(text)
    return found


def look_faults(pilot: Driver) -> list[str]:
    """Return what is cut off, what some terminal cannot draw, and what is hard to read or to take in on the screen."""
    found, cells = cut_off(pilot), [*shown_cells(pilot)]
    found += [f"{cell} is not on every terminal" for cell in {*cells} if not cell.is_everywhere]
    found += [f"{cell} is hard to read" for cell in {*cells} if not cell.is_readable]
    found += [f"{text} is said twice" for text in said_twice(pilot)]
    return found + faults_of_marks(pilot, cells)


def faults(pilot: Driver, scene: Scene) -> list[str]:
    """Return what is wrong with the looks of the screen, and what is missing."""
    found = look_faults(pilot)
    if scene in PAGES and not frame_shown(pilot):
        found.append("the title or the keys are not where they belong")
    if len(pilot.text.strip()) <= 100:
        found.append("there is next to nothing on the screen")
    return found


def leads_on(pilot: Driver) -> bool:
    """Say whether → goes on from this page."""
    keys = {each.action: each.keys.split(",") for each in available(pilot.screen)}
    return any("right" in held and not action.startswith("scroll") for action, held in keys.items())


def faults_of_keys(pilot: Driver) -> list[str]:
    """Return what is wrong with the keys at the bottom of the page."""
    bar, keys = pilot.told("KeyBar"), keys_of(pilot)
    fitting = [key for key in keys if f"{key.shown} {key.title}".strip() in bar]
    # What is added where there is more below takes the place of one of the others.
    usual = [key for key in keys if key.title != FURTHER[0].title]
    rules = {
        "the help is not the last": bar.endswith(("? Help", "F1 Help")) and keys[-1].title == "Help",
        "there are too many": 1 <= len(usual) <= MOST_KEYS and len(fitting) <= MOST_KEYS,
        "they are too wide": sum(key.width for key in usual) - 2 <= KEY_BAR_ROOM,
        "what leads on is not among them": "→" in bar or not leads_on(pilot),
        "too few fit": len(fitting) > min(2, len(keys) - 1),
    }
    return [rule for rule, kept in rules.items() if not kept]


async def faults_of_blank(pilot: Driver) -> list[str]:
    """Return what is wrong with the key that blanks the screen even while typing, and shows it again."""
    before = pilot.lines
    await pilot.keys("f9")
    blank = pilot.text.strip()
    await pilot.keys("f9")
    # A camera was off meanwhile, and takes a moment.
    await pilot.until(lambda: pilot.lines == before)
    return [] if blank == "" else ["something is still shown"]


def two_rows(size: Size) -> str:
    """Return a message that takes two rows."""
    return " ".join(["x" * (size[0] - 8)] * 2)


async def pushed_off(pilot: Driver) -> list[str]:
    """Return what a message of two rows pushes off the page."""
    page = pilot.screen
    assert isinstance(page, Page)
    page.tell(two_rows(page.size))
    await pilot.settle(draws=False)
    found = cut_off(pilot)
    page.query_one(MessageLine).clear()
    await pilot.settle(draws=False)
    return found


@pytest.mark.parametrize("scene", SCENES, ids=str)
async def test_everything_has_its_place_and_can_be_read_at_every_size(tmp_path: Path, scene: Scene) -> None:
    wrong, is_page = {}, scene in PAGES
    async with shown(scene, full_desk(tmp_path), SMALL) as pilot:
        for size in SIZES_OF_PAGES if is_page else SIZES_OF_DIALOGS:
            pilot.app.theme = THEME_AT.get(size, pilot.app.theme)
            if size != pilot.app.size:
                await pilot.resize(size)
            wrong[f"{size[0]}x{size[1]}"] = faults(pilot, scene)
            if is_page:
                wrong[f"keys at {size[0]}x{size[1]}"] = faults_of_keys(pilot)
                wrong[f"{size[0]}x{size[1]} beside a message"] = await pushed_off(pilot)
        wrong["blank"] = await faults_of_blank(pilot)

    assert {where: found for where, found in wrong.items() if found} == {}


@pytest.mark.parametrize("theme", [DARK, CONTRAST])
async def test_the_palette_can_be_read_in_each_theme(tmp_path: Path, theme: str) -> None:
    [scene] = [scene for scene in SCENES if scene.name == "palette"]
    async with shown(scene, full_desk(tmp_path), NORMAL, theme) as pilot:
        papers = Counter(cell.paper for cell in shown_cells(pilot))

        assert papers.most_common(1)[0][0] == (0, 0, 0)
        assert faults(pilot, scene) == []


@pytest.mark.parametrize("name", ["set-up", "step", "answers", "result", "overview", "lesson"])
async def test_a_page_looks_the_same_drawn_first_or_after_a_change_of_size(tmp_path: Path, name: str) -> None:
    [scene] = [page for page in PAGES if page.name == name]
    async with shown(scene, full_desk(tmp_path / "one"), LARGE) as pilot:
        await pilot.resize(NORMAL)
        after = pilot.text
    async with shown(scene, full_desk(tmp_path / "other"), NORMAL) as pilot:
        first = pilot.text

    assert first == after


async def test_if_there_is_no_room_the_page_says_only_what_to_do_and_loses_nothing(tmp_path: Path) -> None:
    async with running(empty_desk(tmp_path), SMALL) as pilot:
        for size in ((59, 18), (60, 17), (20, 5)):
            await pilot.resize(size)
            assert pilot.said == TOO_SMALL

            await pilot.resize(SMALL)
            assert "Set up a new workshop" in pilot.said

        await pilot.keys("enter E x a")
        await pilot.resize((40, 10))
        await pilot.resize(NORMAL)
        await pilot.keys("m")
        assert pilot.page == "SetUpPage"
        assert "Exam" in pilot.said


async def test_a_question_makes_way_for_what_to_do_and_comes_back_as_it_was(tmp_path: Path) -> None:
    async with shown(Scene("finish", "t 9", page=PageName.OVERVIEW), full_desk(tmp_path)) as pilot:
        before = pilot.lines
        await pilot.resize((50, 14))
        assert pilot.said == TOO_SMALL

        await pilot.resize(NORMAL)
        assert pilot.lines == before
        await pilot.keys("7")
        assert "97" in pilot.said
