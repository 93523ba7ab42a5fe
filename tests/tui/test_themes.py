from __future__ import annotations

import re
from itertools import product
from pathlib import Path
from typing import Final

import pytest
from textual.color import Color

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.domain.pack import SYMBOLS
from scrutiny_tui.domain.session import PageName
from scrutiny_tui.tui import themes as module
from scrutiny_tui.tui.app import ScrutinyApp
from scrutiny_tui.tui.themes import CONTRAST, DARK, LIGHT, themes
from tests.support.cells import GRAPHIC, TEXT, Triplet, contrast, is_plain, shown_cells
from tests.support.screens import driven, empty_desk
from tests.tui.scenes import Scene, full_desk, shown

OURS: Final = (LIGHT, DARK, CONTRAST)

PAPERS: Final = ("background", "surface", "panel", "quiet")
"""What text stands on."""

INKS: Final = (
    "foreground",
    "text",
    "text-muted",
    "text-disabled",
    "primary",
    "secondary",
    "accent",
    "link-color",
)
"""What is written on any of them."""

MARKS: Final = tuple(("mark-text", f"level-{level}") for level in (1, 2, 3))
"""The digit on the mark of each level."""

PAIRS: Final = (
    ("on-accent", "primary"),
    ("block-cursor-foreground", "block-cursor-background"),
    ("block-cursor-blurred-foreground", "block-cursor-blurred-background"),
    ("input-cursor-foreground", "input-cursor-background"),
    ("input-selection-foreground", "input-selection-background"),
    ("footer-foreground", "footer-background"),
    ("foreground", "block-hover-background"),
    ("markdown-h1-color", "background"),
    *MARKS,
)
"""What is written on a ground of its own."""

DRAWN: Final = ("border", "border-blurred", "level-1", "level-2", "level-3", "primary")
"""What lines, bars and symbols are drawn with, on any paper."""

BARS: Final = tuple(
    product(
        ("scrollbar", "scrollbar-hover", "scrollbar-active"),
        ("scrollbar-background", "scrollbar-background-hover", "scrollbar-background-active"),
    )
)

STYLES: Final = Path(module.__file__).parent


def colours(name: str) -> dict[str, Triplet]:
    """Return what each name in our styles means in a theme."""
    theme = next(each for each in themes() if each.name == name)
    found = {**theme.to_color_system().generate(), **theme.variables}
    return {key: Color.parse(value).rgb for key, value in found.items() if value.startswith("#")}


NAMED: Final = {*PAPERS, *INKS, *DRAWN, *(name for pair in (*PAIRS, *BARS) for name in pair)}
"""Every colour that is looked at here."""


@pytest.mark.parametrize("theme", OURS)
def test_everything_stands_out_from_all_it_can_stand_on_and_no_level_from_the_others(theme: str) -> None:
    found = colours(theme)
    least = {
        **dict.fromkeys([*product(INKS, PAPERS), *PAIRS], TEXT),
        **dict.fromkeys([*product(DRAWN, PAPERS), *BARS], GRAPHIC),
    }

    assert {pair for pair in least if contrast(found[pair[0]], found[pair[1]]) < least[pair]} == set()
    levels = [contrast(found[level], found["background"]) for _text, level in MARKS]
    assert 4.5 <= max(levels) < 1.1 * min(levels)


@pytest.mark.parametrize("theme", OURS)
def test_a_terminal_without_truecolor_shows_the_same_colours(theme: str) -> None:
    found = colours(theme)

    assert {name for name in NAMED if not is_plain(found[name])} == set()


@pytest.mark.parametrize("theme", ["textual-dark", "textual-light", "dracula", "nord", "gruvbox"])
def test_keys_titles_and_marks_can_be_read_in_other_themes_too(desk: Desk, theme: str) -> None:
    found = ScrutinyApp(desk, theme).theme_variables
    pairs = [("foreground", "quiet"), ("on-accent", "primary"), *MARKS]

    assert {
        pair for pair in pairs if contrast(*(Color.parse(found[name]).rgb for name in pair)) < 4.5
    } == set()


def test_our_styles_use_no_colour_that_is_not_looked_at_here() -> None:
    sources = [*STYLES.rglob("*.tcss"), *STYLES.rglob("*.py")]
    used = {
        name
        for path in sources
        for name in re.findall(r"\$([a-z][a-z0-9-]*)", path.read_text(encoding="utf-8"))
    }

    assert used - {"level-"} - NAMED == set()


async def test_the_accent_is_the_one_chosen_and_only_a_chosen_theme_is_kept(desk: Desk) -> None:
    assert [colours(name)["primary"] for name in OURS] == [(0, 0, 0x5F), (0xAF, 0xD7, 0xFF), (255, 255, 0)]
    kept: list[str] = []
    app = ScrutinyApp(desk, CONTRAST, kept.append)
    async with driven(app) as pilot:
        assert kept == []

        app.action_next_theme()
        await pilot.settle()
    assert kept == [LIGHT]


RESULT: Final = Scene("result", page=PageName.RESULT, item=3)


async def test_without_colour_a_result_can_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with shown(RESULT, full_desk(tmp_path)) as pilot:
        cells = {*shown_cells(pilot)}

        assert {cell for cell in cells if len({*cell.ink, *cell.paper}) > 2} == set()
        assert {cell for cell in cells if not cell.is_readable} == set()
        for number, symbol in enumerate(SYMBOLS, start=1):
            assert f"{number} {symbol} " in pilot.said


# --- remembered between runs


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk without a workshop."""
    return empty_desk(tmp_path)


@pytest.mark.parametrize(
    ("told", "shown_in"),
    [(DARK, DARK), ("dracula", "dracula"), ("", LIGHT), ("no-such-theme", LIGHT), ("../../etc", LIGHT)],
)
async def test_it_begins_with_the_theme_it_is_told(desk: Desk, told: str, shown_in: str) -> None:
    app = ScrutinyApp(desk, told)
    async with driven(app):
        assert app.theme == shown_in
