"""Something to press at the end of a form."""

from __future__ import annotations

from dataclasses import dataclass

from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.widget import Widget


class Press(Widget, can_focus=True):
    """A word in brackets that Enter or a click presses."""

    DEFAULT_CSS = "Press { height: 1; width: auto; }"
    BINDINGS = [Binding("enter,space", "press", "Press", show=False)]

    @dataclass
    class Pressed(Message):
        """Sent when it is pressed."""

        press: Press

        @property
        def control(self) -> Press:
            """What was pressed."""
            return self.press

    def __init__(self, text: str, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._text = text

    def render(self) -> Content:
        """Draw it, marked by more than colour while it has the focus."""
        return (
            Content.styled(f"► [ {self._text} ]", "bold reverse")
            if self.has_focus
            else Content(f"  [ {self._text} ]")
        )

    def action_press(self) -> None:
        self.post_message(self.Pressed(self))

    def on_click(self) -> None:
        """Press it."""
        self.action_press()
