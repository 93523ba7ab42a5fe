"""Lets the program die, or lets the operating system refuse, at one chosen call of the store to it."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from inspect import isfunction
from itertools import count
from pathlib import Path
from typing import Any, Final
from unittest import mock

from scrutiny_tui.store.system import System

_LOOKING: Final = frozenset({"read", "names", "is_there", "state_at"})
"""Calls that change nothing: to die before one is to die before the next one that does."""
_NOTE: Final = "reached"
"""The file that says that the call was reached."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """What happens at which call."""

    at: int
    """Which call it is, counted from 1 over every kind of call."""
    folder: Path
    """Where to leave a note that the call was reached."""
    error: int | None = None
    """The number of the error that the call ends with; without one, the program dies there."""
    times: float = 1
    """So many calls fail in turn."""

    @property
    def note(self) -> Path:
        """The file that is there once the call was reached."""
        return self.folder / _NOTE

    def strike(self, name: str, arguments: tuple[Any, ...]) -> None:
        """Do what was chosen; a write is done by half first."""
        self.note.touch()
        if name == "write":
            descriptor, data = arguments
            os.write(descriptor, data[: len(data) // 2])
        if self.error is None:
            os.kill(os.getpid(), signal.SIGKILL)
        raise OSError(self.error, os.strerror(self.error or 0))


@contextmanager
def troubled(trouble: Trouble) -> Iterator[None]:
    """Count every call to the operating system while the block runs, and strike at the one that was chosen."""
    numbers = count(1)

    def counted(name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def calling(system: System, *arguments: Any) -> Any:
            number = next(numbers)
            if trouble.at <= number < trouble.at + trouble.times:
                trouble.strike(name, arguments)
            return call(system, *arguments)

        return calling

    with ExitStack() as stack:
        for name, call in [*vars(System).items()]:
            if isfunction(call) and name != "close" and (trouble.error or name not in _LOOKING):
                stack.enter_context(mock.patch.object(System, name, counted(name, call)))
        yield
