"""The line above the keys in which something is said in passing."""

from __future__ import annotations

from typing import Final

from textual.timer import Timer
from textual.widgets import Static

from scrutiny_tui.tui.text import words

SHORTEST_SECONDS: Final = 5.0
"""How long the shortest message stands."""

_CHARACTERS_A_SECOND: Final = 12
"""Slow enough for whoever looks up only when the message is already there."""


class MessageLine(Static):
    """One message at a time, in rows of its own, so that it covers nothing; without a message it takes no room."""

    DEFAULT_CSS = "MessageLine { height: auto; display: none; }"

    def __init__(self) -> None:
        super().__init__()
        self._stays = False
        self._timer: Timer | None = None

    def say(self, text: str, *, stays: bool = False) -> None:
        """Show a text instead of the one before: until a key is pressed where it stays, else as long as it reads."""
        self.clear()
        self.update(words(text))
        self.display = True
        self._stays = stays
        if not stays:
            self._timer = self.set_timer(reading_seconds(text), self.clear)

    def note_key(self) -> None:
        """Take note that a key was pressed, which ends a message that stays until then."""
        if self._stays:
            self.clear()

    def clear(self) -> None:
        """Show nothing."""
        if self._timer is not None:
            self._timer.stop()
        self._timer = None
        self._stays = False
        self.display = False


def reading_seconds(text: str) -> float:
    """Return for how many seconds a text stands before it goes by itself."""
    return max(SHORTEST_SECONDS, len(text) / _CHARACTERS_A_SECOND)
