"""What is shown when the screens stop at a mistake of the program, and how they end when they are told to from outside.

This is the one module that uses private parts of Textual: its own page prints the values of local variables, and
with them ballots, and there is no public way to replace it.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from contextlib import suppress
from datetime import datetime
from io import TextIOBase
from typing import IO, Any, Final

from rich.text import Text
from textual.app import App
from textual.driver import Driver

from scrutiny_tui.acts.crash_report import Doing, kept_sentence
from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.store.system import local_time
from scrutiny_tui.view.crash_words import calm_words

_NEXT: Final = "Start the program again and choose Continue the last workshop."


class CalmEnd(App[None]):
    """An app that ends with a calm page: what happened, what is safe, and where the report about it is."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._ended_calmly = False
        self.stopped_by = 0
        """The number of the signal that ended the screens; 0 where none did."""

    def on_load(self) -> None:
        """From before the first byte is drawn, let a signal to end do what quitting does. Windows has no such signals."""
        if sys.platform != "win32":
            loop = asyncio.get_running_loop()
            for each in (signal.SIGTERM, signal.SIGHUP):
                loop.add_signal_handler(each, self._stop, each)

    def _build_driver(self, *arguments: Any, **options: Any) -> Driver:
        driver = super()._build_driver(*arguments, **options)
        if isinstance(getattr(driver, "_file", None), TextIOBase):
            vars(driver)["_file"] = _Outlet(vars(driver)["_file"])
        return driver

    def _stop(self, number: int) -> None:
        self.stopped_by = number
        self.exit()

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
        from scrutiny_tui.view.crash_words import safe_up_to

        return calm_words(error, safe_up_to(self._desk), _NEXT if self._desk.workshop else "", kept)

    def _doing(self) -> Doing:
        stack = self._screen_stacks.get(self._current_mode, [])
        names = " over ".join(type(screen).__name__ for screen in reversed(stack))
        return Doing(names or "starting", *self.size)


class _Outlet:
    """Draws for as long as the terminal is there. Textual would wait for ever for one that was closed to take the rest."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file
        self.fileno = file.fileno

    def write(self, text: str) -> None:
        with suppress(OSError):
            self._file.write(text)

    def flush(self) -> None:
        try:
            self._file.flush()
        except OSError:
            _draw_nowhere(self._file.fileno())


def _draw_nowhere(terminal: int) -> None:
    """Let a descriptor lead nowhere, so that Python does not complain at its end about what could not be drawn."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, terminal)
    os.close(nowhere)
