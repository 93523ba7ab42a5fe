"""A program that dies at one of its calls to the operating system, or could at each, in the process of the test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import count
from pathlib import Path
from typing import Any, Final
from unittest import mock

from scrutiny_tui.store.system import System
from tests.support.disk import PowerCutError

_CHANGING: Final = ("make_folder", "create", "write", "sync", "replace", "remove", "sync_folder")


@contextmanager
def without_locks() -> Iterator[None]:
    """Let a session be opened again although the program that had it open did not get as far as letting go."""

    def take(_system: System, _path: Path) -> Callable[[], None]:
        return lambda: None

    with mock.patch.object(System, "lock", take):
        yield


def _change(change: Callable[[str, Callable[..., Any]], Callable[..., Any]], stack: ExitStack) -> None:
    """Put other calls in place of those that change something."""
    for name in _CHANGING:
        stack.enter_context(mock.patch.object(System, name, change(name, getattr(System, name))))


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
        _change(dying, stack)
        try:
            act()
        except PowerCutError:
            return True
    return False


@contextmanager
def looking_at_every_call(look: Callable[[], object]) -> Iterator[None]:
    """Look, before every call that changes something, at what a program would leave that dies there.

    Of a write, it looks once more when half is done.
    """

    def looking(name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def calling(system: System, *arguments: Any) -> Any:
            look()
            if name != "write":
                return call(system, *arguments)
            descriptor, data = arguments
            half = call(system, descriptor, data[: len(data) // 2])
            look()
            return half + call(system, descriptor, data[half:])

        return calling

    with ExitStack() as stack:
        _change(looking, stack)
        yield
