from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import OptionList

from scrutiny_tui.tui.screens.page import TOO_SMALL
from scrutiny_tui.tui.sizes import size_classes
from scrutiny_tui.tui.widgets.key_bar import MOST_KEYS, Key, KeyBar
from scrutiny_tui.tui.widgets.title_bar import TitleBar
from tests.support.screens import (
    LARGE,
    NORMAL,
    SIZES,
    SMALL,
    Driver,
    empty_desk,
    keyed,
    page_name,
    resized,
    running,
    said,
    screen_text,
    told,
)
from tests.tui.scenes import DIALOGS, PAGES, SCENES, Scene, full_desk, shown


def scrolled(widget: Widget) -> bool:
    """Say whether a widget stands in something that scrolls."""
    return any(
        isinstance(each, OptionList) or (isinstance(each, Widget) and "auto" in each.styles.overflow_y)
        for each in widget.ancestors
        if not isinstance(each, Screen)
    )


def cut_off(pilot: Driver) -> list[str]:
    """Return the widgets of which a part is neither on the screen nor in something that scrolls."""
    screen = pilot.app.screen
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


KEY_BAR_ROOM: Final = 68
"""Columns that the keys of a page may take, so that they fit the smallest terminals that people use."""


def frame_shown(pilot: Driver) -> bool:
    """Say whether the page on top has its title in the first row and its keys in the last."""
    screen, (width, height) = pilot.app.screen, pilot.app.size
    title, keys = screen.query_one(TitleBar).region, screen.query_one(KeyBar).region
    return (title.y, title.width, keys.y, keys.width) == (0, width, height - 1, width)


def keys_of(pilot: Driver) -> tuple[Key, ...]:
    """Return the keys at the bottom of the page."""
    return pilot.app.screen.query_one(KeyBar).keys


@pytest.mark.parametrize("scene", SCENES, ids=str)
async def test_everything_has_its_place_at_every_size(tmp_path: Path, scene: Scene) -> None:
    lost = {}
    async with shown(scene, full_desk(tmp_path), SMALL) as pilot:
        for size in SIZES:
            await resized(pilot, size)
            if cut_off(pilot):
                lost[size] = cut_off(pilot)
            assert scene in DIALOGS or frame_shown(pilot)
            assert len(screen_text(pilot).strip()) > 100
        if scene in PAGES:
            assert 1 <= len(keys_of(pilot)) <= MOST_KEYS
            assert keys_of(pilot)[-1].title == "Help"
            assert sum(key.width for key in keys_of(pilot)) - 2 <= KEY_BAR_ROOM

    assert lost == {}


@pytest.mark.parametrize("scene", PAGES, ids=str)
async def test_the_key_that_helps_is_shown_on_the_smallest_terminal(tmp_path: Path, scene: Scene) -> None:
    async with shown(scene, full_desk(tmp_path), SMALL) as pilot:
        bar = told(pilot, "KeyBar")
        assert bar.endswith(("? Help", "F1 Help"))

        shown_keys = [key for key in keys_of(pilot) if f"{key.shown} {key.title}".strip() in bar]
        assert len(shown_keys) > min(2, len(keys_of(pilot)) - 1)


@pytest.mark.parametrize(
    "scene",
    [page for page in PAGES if page.name in ["set-up", "step", "answers", "result", "overview", "lesson"]],
    ids=str,
)
async def test_a_page_looks_the_same_drawn_first_or_after_a_change_of_size(
    tmp_path: Path, scene: Scene
) -> None:
    async with shown(scene, full_desk(tmp_path / "one"), LARGE) as pilot:
        await resized(pilot, NORMAL)
        after = screen_text(pilot)
    async with shown(scene, full_desk(tmp_path / "other"), NORMAL) as pilot:
        first = screen_text(pilot)

    assert first == after


@pytest.mark.parametrize("size", [(59, 18), (60, 17), (20, 5)])
async def test_where_there_is_no_room_the_page_says_only_what_to_do(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with running(empty_desk(tmp_path), size) as pilot:
        assert said(pilot) == TOO_SMALL

        await resized(pilot, SMALL)
        assert TOO_SMALL not in said(pilot)
        assert "New workshop" in said(pilot)


async def test_the_menu_still_takes_keys_when_there_was_no_room_for_a_moment(tmp_path: Path) -> None:
    async with running(empty_desk(tmp_path), NORMAL) as pilot:
        await resized(pilot, (40, 10))
        await resized(pilot, NORMAL)
        await keyed(pilot, "enter")

        assert page_name(pilot) == "SetUpPage"


async def test_what_was_typed_stays_when_the_size_changes(tmp_path: Path) -> None:
    async with running(empty_desk(tmp_path), NORMAL) as pilot:
        await keyed(pilot, "enter E x a")
        await resized(pilot, (40, 10))
        await resized(pilot, NORMAL)
        await keyed(pilot, "m")

        assert "Exam" in said(pilot)


@pytest.mark.parametrize(
    ("size", "classes"),
    [
        ((59, 17), ("-tiny", "-flat")),
        ((60, 18), ("-narrow", "-short")),
        ((80, 24), ("-normal", "-medium")),
        ((100, 28), ("-wide", "-tall")),
    ],
)
def test_each_size_has_its_classes(size: tuple[int, int], classes: tuple[str, str]) -> None:
    assert size_classes(*size) == classes
