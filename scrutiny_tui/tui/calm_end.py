"""What is shown when the screens stop at a mistake of the program, and how they draw to a terminal that was closed.

Textual's own last page prints the values of local variables, and with them ballots. There is no public way to replace
it: `BaseApp` overrides private parts of Textual for it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from typing import IO, Final

from textual.geometry import Size

from scrutiny_tui.acts.crash_report import Doing, kept_sentence
from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.store.system import local_time
from scrutiny_tui.view.crash_words import calm_words, safe_up_to

_NEXT: Final = "Start the program again and choose Continue the last workshop."


def last_words(error: Exception, desk: Desk, screens: Iterable[str], size: Size) -> str:
    """Return what happened, what is safe, and where the report about it is kept."""
    doing = Doing(" over ".join(screens) or "starting", *size)
    kept = kept_sentence(error, doing, local_time())
    return calm_words(error, safe_up_to(desk), _NEXT if desk.workshop else "", kept)


class Outlet:
    """Draws for as long as the terminal is there. Textual would wait for ever for one that was closed to take the rest."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file
        self.fileno = file.fileno

    def write(self, text: str) -> None:
        """Draw, if anybody can see it."""
        with suppress(OSError):
            self._file.write(text)

    def flush(self) -> None:
        """Draw what is left, nowhere if the terminal is gone."""
        try:
            self._file.flush()
        except OSError:
            # Otherwise Python complains at its end about what could not be drawn.
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self._file.fileno())
            os.close(nowhere)
