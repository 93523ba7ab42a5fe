"""Keeps Python and the libraries from printing what they find wrong on their own: such lines may hold an answer."""

from __future__ import annotations

import sys
from typing import Any


def hush() -> None:
    """Let nothing be printed that this program did not say itself; with `python -X dev` everything is printed."""
    if sys.flags.dev_mode:
        return
    # Only a command that does something pays for these imports; telling the version needs neither.
    import logging
    import threading

    logging.disable(logging.CRITICAL)
    sys.unraisablehook = _say_nothing
    threading.excepthook = _say_nothing


def _say_nothing(_about: Any) -> None:
    """Take what cannot be raised any more, and print neither its message nor the way to it."""
