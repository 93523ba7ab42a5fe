"""Paragraphs whose further lines stand to the right of what they begin with. A paragraph whose phrases stay together."""

from __future__ import annotations

from typing import Any

import pytest
from textual.app import App, ComposeResult

from scrutiny_tui.tui.themes import LIGHT, themes
from scrutiny_tui.tui.widgets.texts import Hanging, Paragraph, PointerList
from scrutiny_tui.view.page_view import Pointer, Pointers
from tests.support.screens import screen_lines, settled


class Stage(App[None]):
    """Shows one text."""

    def __init__(self, *paragraphs: Paragraph) -> None:
        super().__init__()
        self._paragraphs = paragraphs

    def compose(self) -> ComposeResult:
        yield Hanging(self._paragraphs)


async def drawn(width: int, *paragraphs: Paragraph) -> list[str]:
    """Return the lines of a text on a terminal of this width."""
    app = Stage(*paragraphs)
    async with app.run_test(size=(width, 10)) as pilot:
        await pilot.pause()
        hanging = app.query_one(Hanging)
        told = hanging.render()
        assert hanging.size.height == len(told.plain.split("\n"))
        return [line.rstrip() for line in told.plain.split("\n")]


async def test_further_lines_are_moved_in() -> None:
    assert await drawn(30, Paragraph("Enter  ", "Show all prompts together, one by one.", 7)) == [
        "Enter  Show all prompts",
        "       together, one by one.",
    ]


async def test_a_paragraph_without_a_beginning_uses_the_whole_width() -> None:
    assert await drawn(20, Paragraph("", "One two three four five."), Paragraph("", "")) == [
        "One two three four",
        "five.",
        "",
    ]


async def test_on_a_very_narrow_terminal_there_is_room_for_words_all_the_same() -> None:
    lines = await drawn(20, Paragraph(f"{'Ctrl+Page Up':<18}", "Go back one page.", 18))
    assert max(map(len, lines)) <= 20
    assert lines[-1].startswith("    ")
    assert not lines[-1].startswith(" " * 5)


@pytest.mark.parametrize("text", ["[/x] [red] \\ 中文 🙂", "a\x1b[31mb\u202ec"])
async def test_typed_text_is_shown_as_it_is_and_obeyed_nowhere(text: str) -> None:
    [line] = await drawn(60, Paragraph("", text))
    assert "\x1b" not in line
    assert "\u202e" not in line
    assert line[0] == text[0]


class ToldApp(App[None]):
    """A program with one line about all steps."""

    def compose(self) -> ComposeResult:
        yield PointerList()

    def on_mount(self) -> None:
        for theme in themes():
            self.register_theme(theme)
        self.theme = LIGHT


async def lines_of(text: str, size: tuple[int, int]) -> list[str]:
    app: Any = ToldApp()
    async with app.run_test(size=size) as pilot:
        app.query_one(PointerList).show(Pointers((Pointer("Talk next", text),)))
        await settled(pilot)
        return [line.rstrip() for line in screen_lines(pilot) if line.strip()]


async def test_a_number_stays_with_its_word() -> None:
    told = await lines_of("2\xa0Role: two opposite views · 4\xa0Engagement: no single view", (46, 6))

    assert told == [
        "TALK NEXT  2\xa0Role: two opposite views ·",
        "           4\xa0Engagement: no single view",
    ]


async def test_what_is_wider_than_the_screen_is_broken_and_not_lost() -> None:
    told = await lines_of("y" * 70, (40, 6))

    assert "".join(told).count("y") == 70


async def test_markup_is_shown_and_not_acted_on() -> None:
    assert await lines_of("[red]a[/red]", (60, 4)) == ["TALK NEXT  [red]a[/red]"]
