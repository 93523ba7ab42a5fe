"""A field that holds one of a few words."""

from __future__ import annotations

from dataclasses import dataclass

from textual.binding import Binding
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from scrutiny_tui.tui.text import clean


class Choice(Widget, can_focus=True):
    """Shows one of several options on one line; the arrows, the space bar or a click take the next one."""

    DEFAULT_CSS = "Choice { height: 1; width: 1fr; }"
    BINDINGS = [
        Binding("right,space", "turn(1)", "Next", show=False),
        Binding("left", "turn(-1)", "Before", show=False),
    ]

    place: reactive[int] = reactive(0)
    """Which option is taken, counted from 0."""

    @dataclass
    class Changed(Message):
        """Sent when another option is taken."""

        choice: Choice
        value: str

        @property
        def control(self) -> Choice:
            """The field."""
            return self.choice

    def __init__(self, options: tuple[str, ...], place: int = 0, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._options = options
        self.set_reactive(Choice.place, place)

    @property
    def value(self) -> str:
        """The option that is taken."""
        return self._options[self.place]

    def render(self) -> Content:
        """Draw the option between arrows that say that there are others."""
        text = clean(self.value)
        return Content.styled(f"◄ {text} ►", "bold reverse") if self.has_focus else Content(f"  {text}  ")

    def action_turn(self, by: int) -> None:
        self.place = (self.place + by) % len(self._options)
        self.post_message(self.Changed(self, self.value))

    def on_click(self, _event: Click) -> None:
        """Take the next option."""
        self.action_turn(1)
