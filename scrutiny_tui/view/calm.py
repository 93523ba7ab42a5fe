"""What is read on the screen when the program stops at a mistake of its own."""

from __future__ import annotations

from scrutiny_tui.acts.crash_report import origin, place_of
from scrutiny_tui.domain.errors import ScrutinyError
from scrutiny_tui.domain.printable import printable, safe


def calm_words(error: BaseException, safety: str, next_step: str, kept: str) -> str:
    """Return what happened, what is safe, what to do next and where the report is.

    `safety` and `next_step` are sentences; `kept` is the sentence about the report.
    """
    lines = [f"Scrutiny TUI had to stop because of a mistake in the program. {_told(error)}".rstrip()]
    lines += [safety, next_step, f"For whoever looks after the program: {place_of(error)}.", kept]
    return printable("\n".join(line for line in lines if line))


def _told(error: BaseException) -> str:
    """Return what was to be told to a person, and never was; the message of any other error may hold an answer."""
    first = origin(error)
    return safe(str(first)) if isinstance(first, ScrutinyError) else ""
