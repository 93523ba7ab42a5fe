"""Waiting for what another thread or program does."""

from __future__ import annotations

import time
from collections.abc import Callable

_GLANCE = 0.002
"""Seconds between two looks."""


def wait_until(condition: Callable[[], bool], limit: float = 20.0) -> None:
    """Return when the condition holds; fail after `limit` seconds."""
    deadline = time.monotonic() + limit
    while not condition():
        assert time.monotonic() < deadline, f"still waiting after {limit:g} s"
        time.sleep(_GLANCE)
