"""A program that dies at one of its calls to the operating system, in the process of the test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import count
from pathlib import Path
from typing import Any, Final
from unittest import mock

from scrutiny_tui.store.journal.system import System
from tests.support.disk import PowerCutError

_CHANGING: Final = ("create", "write", "truncate", "sync", "sync_data", "replace", "remove", "sync_folder")


@contextmanager
def without_locks() -> Iterator[None]:
    """Let a session be opened again although the program that had it open did not get as far as letting go."""

    def take(_system: System, _path: Path) -> Callable[[], None]:
        return lambda: None

    with mock.patch.object(System, "lock", take):
        yield


def dies(at: int, act: Callable[[], object]) -> bool:
    """Do something until the call with this number, counted from 1; return whether it came so far.

    Of a write that is the call, half is done. Nothing after it reaches the disk.
    """
    numbers = count(1)

    def dying(name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def calling(system: System, *arguments: Any) -> Any:
            number = next(numbers)
            if number == at and name == "write":
                descriptor, data = arguments
                call(system, descriptor, data[: len(data) // 2])
            if number >= at:
                raise PowerCutError
            return call(system, *arguments)

        return calling

    with ExitStack() as stack:
        for name in _CHANGING:
            stack.enter_context(mock.patch.object(System, name, dying(name, getattr(System, name))))
        try:
            act()
        except PowerCutError:
            return True
    return False
