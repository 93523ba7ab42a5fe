"""What is shown when the program stops at a mistake of its own.

This is the one module that uses private parts of Textual: its own page prints the values of local variables, and
with them ballots, and there is no public way to replace it.
"""

from __future__ import annotations

from pathlib import Path
from traceback import extract_tb

from rich.text import Text
from textual.app import App


class CalmEnd(App[None]):
    """An app that ends with a calm page: what happened, what is safe, and where in the program it was."""

    def _fatal_error(self) -> None:
        self._exit_renderables.append(Text(calm_words(self._exception)))
        self._close_messages_no_wait()


def calm_words(error: BaseException | None) -> str:
    """Return what the facilitator reads. Names the place in the program, never a value."""
    return (
        "Scrutiny TUI had to stop because of a mistake in the program.\n"
        "Every answer that counted as in is on the disk. Start it again and choose Continue the last workshop.\n"
        f"For whoever looks after the program: {_where(error)}"
    )


def _where(error: BaseException | None) -> str:
    frames = extract_tb(error.__traceback__) if error else []
    if error is None or not frames:
        return "no more is known."
    last = frames[-1]
    return f"{type(error).__name__} in {Path(last.filename).name}, line {last.lineno}, {last.name}."
