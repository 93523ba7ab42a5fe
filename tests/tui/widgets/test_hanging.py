"""Paragraphs whose further lines stand to the right of what they begin with."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult

from scrutiny_tui.tui.widgets.hanging import Hanging, Paragraph


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
