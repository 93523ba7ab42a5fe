"""What is shown when the screens stop at a mistake of the program.

This is the one module that uses private parts of Textual: its own page prints the values of local variables, and
with them ballots, and there is no public way to replace it.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from rich.text import Text
from textual.app import App

from scrutiny_tui.report.calm import calm_words
from scrutiny_tui.services.clock import local_time
from scrutiny_tui.services.crash_report import Doing
from scrutiny_tui.services.desk import Desk
from scrutiny_tui.services.keeping_reports import kept_sentence
from scrutiny_tui.services.safe_up_to import safe_up_to

_NEXT: Final = "Start the program again and choose Continue the last workshop."


class CalmEnd(App[None]):
    """An app that ends with a calm page: what happened, what is safe, and where the report about it is."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._ended_calmly = False

    def panic(self, *renderables: object) -> None:
        """End with the calm page in place of whatever was to be printed, which may hold an error's message."""
        self._return_code = 1
        self._fatal_error()

    def _fatal_error(self) -> None:
        # Only what went wrong first is told: the rest follows from it, and Textual would add advice for developers.
        if not self._ended_calmly:
            self._ended_calmly = True
            self._exit_renderables.append(Text(self._last_words(local_time())))
        self._close_messages_no_wait()

    def _last_words(self, now: datetime) -> str:
        error = self._exception or RuntimeError()
        kept = kept_sentence(error, self._doing(), now)
        return calm_words(error, safe_up_to(self._desk), _NEXT if self._desk.workshop else "", kept)

    def _doing(self) -> Doing:
        stack = self._screen_stacks.get(self._current_mode, [])
        names = " over ".join(type(screen).__name__ for screen in reversed(stack))
        return Doing(names or "starting", *self.size)
