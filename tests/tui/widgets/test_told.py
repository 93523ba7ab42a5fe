"""A paragraph whose phrases stay together."""

from __future__ import annotations

from typing import Any

from textual.app import App, ComposeResult

from scrutiny_tui.tui.themes import LIGHT, themes
from scrutiny_tui.tui.widgets.told import Told
from tests.support.screens import screen_lines, settled


class ToldApp(App[None]):
    """A program with one paragraph."""

    def compose(self) -> ComposeResult:
        yield Told("Talk about next:")

    def on_mount(self) -> None:
        for theme in themes():
            self.register_theme(theme)
        self.theme = LIGHT


async def lines_of(text: str, size: tuple[int, int]) -> list[str]:
    app: Any = ToldApp()
    async with app.run_test(size=size) as pilot:
        app.query_one(Told).text = text
        await settled(pilot)
        return [line.rstrip() for line in screen_lines(pilot) if line.strip()]


async def test_a_number_stays_with_its_word() -> None:
    told = await lines_of("2\xa0Role: two opposite views · 4\xa0Engagement: no single view", (50, 6))

    assert told == ["Talk about next: 2\xa0Role: two opposite views ·", "4\xa0Engagement: no single view"]


async def test_what_is_wider_than_the_screen_is_broken_and_not_lost() -> None:
    told = await lines_of("y" * 70, (40, 6))

    assert "".join(told).count("y") == 70


async def test_markup_is_shown_and_not_acted_on() -> None:
    assert await lines_of("[red]a[/red]", (60, 4)) == ["Talk about next: [red]a[/red]"]


async def test_nothing_to_tell_leaves_the_heading() -> None:
    assert await lines_of("", (60, 4)) == ["Talk about next:"]
