"""A path as somebody types it."""

from __future__ import annotations

from pathlib import Path


def typed_path(text: str) -> Path:
    """Return the path that was typed, "~" meaning the person's own folder; any other "~" is an ordinary letter."""
    path = Path(text)
    try:
        return path.expanduser()
    except RuntimeError:  # so Python says that nobody of that name is known here
        return path
