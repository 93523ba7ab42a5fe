"""The time in the room."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TypeAlias

Clock: TypeAlias = Callable[[], datetime]
"""Returns the wall-clock time of the room, without a zone."""


def local_time() -> datetime:
    """Return this machine's wall-clock time."""
    return datetime.now().astimezone().replace(tzinfo=None)
