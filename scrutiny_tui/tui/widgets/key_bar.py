"""The line at the bottom: the keys that matter now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

MOST_KEYS: Final = 5
"""More would not be read."""


@dataclass(frozen=True, slots=True)
class Key:
    """One key of the bar."""

    shown: str
    title: str
    action: str
    """What a click does; empty for a key that can only be pressed."""

    @property
    def width(self) -> int:
        """How many columns it takes, the gap behind it included."""
        return len(self.shown) + len(self.title) + 4


class KeyBar(Widget):
    """At most five keys with what they do, the last of them always; each can be clicked."""

    DEFAULT_CSS = "KeyBar { height: 1; dock: bottom; }"

    keys: reactive[tuple[Key, ...]] = reactive(())
    """The keys to show."""

    @dataclass
    class Pressed(Message):
        """Sent when a key of the bar is clicked."""

        key_bar: KeyBar
        action: str

        @property
        def control(self) -> KeyBar:
            """The key bar."""
            return self.key_bar

    def render(self) -> Content:
        """Draw as many keys as fit whole."""
        if not self.keys:
            return Content("")
        return Content("").join(
            Content.assemble(" ", (key.shown, "bold underline"), f" {key.title}  ") for key in self._fitting()
        )

    def on_click(self, event: Click) -> None:
        """Tell which key was clicked."""
        edge = 0
        for key in self._fitting():
            edge += key.width
            if event.x < edge:
                if key.action:
                    self.post_message(self.Pressed(self, key.action))
                return

    def _fitting(self) -> list[Key]:
        """Return as many keys as fit, the first ones and always the last, which is the help."""
        *others, last = self.keys
        fitting: list[Key] = []
        room = self.size.width + 2 - last.width
        for key in others[: MOST_KEYS - 1]:
            room -= key.width
            if room < 0:
                break
            fitting.append(key)
        return [*fitting, last]
