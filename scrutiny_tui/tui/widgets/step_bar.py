"""The line of steps under the title."""

from __future__ import annotations

from dataclasses import dataclass

from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from scrutiny_tui.tui.text import clean


class StepBar(Widget):
    """The steps by number and short title, the one the room is at marked by more than colour."""

    DEFAULT_CSS = "StepBar { height: 1; }"

    current: reactive[int] = reactive(1)
    """The number of the step the room is at."""
    done: reactive[frozenset[int]] = reactive(frozenset[int]())
    """The steps that have a result."""

    @dataclass
    class Chosen(Message):
        """Sent when a step is clicked."""

        step_bar: StepBar
        number: int

        @property
        def control(self) -> StepBar:
            """The step bar."""
            return self.step_bar

    def __init__(self, titles: tuple[str, ...], current: int, done: frozenset[int]) -> None:
        super().__init__()
        self._titles = tuple(clean(title) for title in titles)
        self.set_reactive(StepBar.current, current)
        self.set_reactive(StepBar.done, done)

    def render(self) -> Content:
        """Draw the line; where it is narrow, only the current step keeps its title."""
        parts = []
        for number, text in enumerate(self._texts(), start=1):
            # The blank behind a step stays outside its mark, which would run into that of the next step.
            marked = Content.assemble((text[:-1], "bold reverse"), text[-1:])
            parts.append(marked if number == self.current else Content(text))
        return Content("").join(parts)

    def on_click(self, event: Click) -> None:
        """Tell which step was clicked."""
        edge = 0
        for number, text in enumerate(self._texts(), start=1):
            edge += len(text)
            if event.x < edge:
                self.post_message(self.Chosen(self, number))
                return

    def _texts(self) -> list[str]:
        full = [self._text(number, title) for number, title in enumerate(self._titles, start=1)]
        if sum(len(text) for text in full) <= self.size.width:
            return full
        return [
            self._text(number, title if number == self.current else "")
            for number, title in enumerate(self._titles, start=1)
        ]

    def _text(self, number: int, title: str) -> str:
        mark = "■" if number in self.done else " "
        return f"{mark}{number} {title} " if title else f"{mark}{number} "
