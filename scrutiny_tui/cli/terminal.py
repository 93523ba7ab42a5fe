"""Says what is at the other end: somebody who can be asked, or a terminal that can show screens."""

from __future__ import annotations

import os
import sys
from typing import Final

_UNABLE: Final = frozenset({"", "dumb", "unknown"})
"""What the variable TERM holds where nothing is known about a terminal, or nothing but that it shows lines."""


def has_keyboard() -> bool:
    """Tell whether somebody can be asked."""
    return sys.stdin is not None and sys.stdin.isatty()


def has_screen() -> bool:
    """Tell whether there is a terminal at both ends."""
    return has_keyboard() and sys.stdout is not None and sys.stdout.isatty()


def shows_screens() -> bool:
    """Tell whether there is a terminal whose cursor can be moved."""
    return has_screen() and (
        sys.platform == "win32" or os.environ.get("TERM", "").strip().lower() not in _UNABLE
    )


def why_plain() -> str:
    """Say why a workshop is held line by line although nobody asked for it; empty if it is not."""
    if os.environ.get("SCRUTINY_PLAIN", "") not in {"", "0"}:
        return "SCRUTINY_PLAIN is set, so the workshop is held line by line, in words."
    if has_screen() and not shows_screens():
        return "This terminal shows lines only, so the workshop is held line by line, in words."
    return ""


def writes_unicode() -> bool:
    """Tell whether what is printed can hold any character."""
    return str(getattr(sys.stdout, "encoding", "")).lower().startswith("utf")
