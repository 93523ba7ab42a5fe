"""Tells whoever wants to know how far work has come that can take a while."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextvars import ContextVar
from typing import Final, Protocol, TypeVar

Step = TypeVar("Step")


class Watcher(Protocol):
    """Yields the steps of some work one after another, and sees by that how far it is."""

    def __call__(self, steps: Collection[Step], /) -> Iterator[Step]:
        """Yield the steps."""


def _unwatched(steps: Collection[Step], /) -> Iterator[Step]:
    yield from steps


WATCHER: Final[ContextVar[Watcher]] = ContextVar("scrutiny_tui.progress", default=_unwatched)
"""Who watches; nobody unless somebody was put here."""


def watched(steps: Collection[Step]) -> Iterator[Step]:
    """Yield the steps of some work, such as the lines of a file, past whoever watches."""
    return WATCHER.get()(steps)
