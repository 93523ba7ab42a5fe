"""Says what is at the other end: somebody who can be asked, or a terminal that can show screens."""

from __future__ import annotations

import os
import sys
from typing import Final

_PLAIN_KINDS: Final = frozenset({"dumb", "unknown"})
"""What TERM is for a terminal that can only show line after line."""


def has_keyboard() -> bool:
    """Tell whether somebody can be asked."""
    return sys.stdin is not None and sys.stdin.isatty()


def has_screen() -> bool:
    """Tell whether there is a terminal at both ends."""
    return has_keyboard() and sys.stdout is not None and sys.stdout.isatty()


def shows_screens() -> bool:
    """Tell whether there is a terminal that can show the full-screen program."""
    return has_screen() and not is_plain_kind(os.environ.get("TERM", ""))


def is_plain_kind(term: str) -> bool:
    """Tell whether a terminal that calls itself so can only show line after line."""
    return term.strip().lower() in _PLAIN_KINDS


def writes_unicode() -> bool:
    """Tell whether what is printed can hold any character."""
    return str(getattr(sys.stdout, "encoding", "")).lower().startswith("utf")
