"""What is shown when the screens stop at a mistake of the program, and how they end when they are told to from outside.

Private parts of Textual are used here and in `terminal_repairs` only: its own page prints the values of local
variables, and with them ballots, and there is no public way to replace it.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from contextlib import suppress
from datetime import datetime
from io import TextIOBase
from threading import Timer
from typing import IO, Any, Final

from rich.text import Text
from textual.app import App
from textual.css.query import NoMatches
from textual.driver import Driver

from scrutiny_tui.acts.crash_report import Doing, calm_words, kept_sentence, safe_up_to
from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.domain.errors import BY_SIGNAL, MachineError
from scrutiny_tui.store.system import local_time
from scrutiny_tui.tui.terminal_repairs import TerminalDriver, later, settle_resizes

_NEXT: Final = "Start the program again and choose Continue the last workshop."


class CalmApp(App[None]):
    """An app that ends with a calm page: what happened, what is safe, and where the report about it is."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        settle_resizes()
        self._ended_calmly = False
        self._runs = False
        """Whether the screens run in a terminal."""
        self._last_resort: Timer | None = None
        """Ends the process if the screens do not; None while they are not to end."""
        self._event_loop: asyncio.AbstractEventLoop | None = None
        self.stopped_by = 0
        """The number of the signal that ended the screens; 0 if none did."""

    def run(self, *arguments: Any, **options: Any) -> None:
        """Run the screens; let a signal to end do what quitting does.

        The same signal once more, which a terminal that is closed sends too, does not keep the workshop from being closed.
        """
        if sys.platform == "win32":
            signals = [signal.SIGBREAK]
        else:
            signals = [signal.SIGTERM, signal.SIGHUP]
        before = {each: signal.signal(each, self._hear) for each in signals}
        self._runs = True
        try:
            super().run(*arguments, **options)
        finally:
            for each, handler in before.items():
                signal.signal(each, signal.SIG_IGN if self.stopped_by else handler)
            if self._last_resort is not None:
                self._last_resort.cancel()

    def on_load(self) -> None:
        self._event_loop = asyncio.get_running_loop()

    def exit(self, *arguments: Any, **options: Any) -> None:
        self._end_in_time(MachineError.exit_status)
        super().exit(*arguments, **options)

    def get_driver_class(self) -> type[Driver]:
        return TerminalDriver

    def _hear(self, number: int, _frame: object) -> None:
        """Quit at a signal, also while the event loop, which could hear it too, does not run."""
        status = BY_SIGNAL + number
        if self._event_loop is None:
            raise SystemExit(status)
        self._end_in_time(status)
        with suppress(RuntimeError):  # the screens have just ended
            self._event_loop.call_soon_threadsafe(self._stop, number)

    def _end_in_time(self, status: int) -> None:
        """End the process with this exit status if the screens do not end in time.

        They do not while a message pump lets nothing else run, and not on a terminal that takes nothing any more, for
        which Textual waits for ever; how programs end by a signal waits for Textual #5140.
        """
        if self._runs and self._last_resort is None:
            self._last_resort = later(lambda: _end_at_once(status, self._driver))

    def _build_driver(self, *arguments: Any, **options: Any) -> Driver:
        driver = super()._build_driver(*arguments, **options)
        if isinstance(getattr(driver, "_file", None), TextIOBase):
            vars(driver)["_file"] = _Outlet(vars(driver)["_file"])
        return driver

    def _stop(self, number: int) -> None:
        self.stopped_by = number
        self.exit()

    def _handle_exception(self, error: Exception) -> None:
        """End at an error, unless the program ends anyway: a page taken down while it is built finds its parts gone."""
        if not (self._exit and isinstance(error, NoMatches)):
            super()._handle_exception(error)

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
        return calm_words(error, safe_up_to(self.desk), _NEXT if self.desk.workshop else "", kept)

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
            # It leads nowhere now, so that Python does not complain at its end about what could not be drawn.
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self._file.fileno())
            os.close(nowhere)


def _end_at_once(status: int, driver: object) -> None:
    if sys.platform != "win32" and isinstance(driver, TerminalDriver):
        driver.give_back()
    os._exit(status)
