"""Programs that are broken on purpose: a crash test that they pass proves nothing."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from typing import Final
from unittest import mock

from scrutiny_tui.store.storage import AtomicStorage
from scrutiny_tui.store.system import System

_HELD: Final = 5
"""So many acknowledged changes are still on their way to the disk."""


def _early() -> Iterator[AbstractContextManager[object]]:
    """Acknowledge a change before it is written, as a cache does; the oldest one held back is written first."""
    replace, close = AtomicStorage.replace, AtomicStorage.close
    held: dict[AtomicStorage, deque[bytes]] = defaultdict(deque)

    def write_some(storage: AtomicStorage, left: int) -> None:
        while len(held[storage]) > left:
            replace(storage, held[storage].popleft())

    def replacing(storage: AtomicStorage, data: bytes) -> None:
        held[storage].append(data)
        write_some(storage, _HELD)

    def closing(storage: AtomicStorage) -> None:
        write_some(storage, 0)
        close(storage)

    yield mock.patch.object(AtomicStorage, "replace", replacing)
    yield mock.patch.object(AtomicStorage, "close", closing)


def _no_fsync() -> Iterator[AbstractContextManager[object]]:
    """Leave it to the operating system when files get to the disk."""
    yield mock.patch.object(System, "sync", _nothing)


def _no_folder_fsync() -> Iterator[AbstractContextManager[object]]:
    """Leave it to the operating system when names of files get to the disk."""
    yield mock.patch.object(System, "sync_folder", _nothing)


def _nothing(_system: System, _what: object) -> None:
    """Do nothing."""


VARIANTS: Final[dict[str, Callable[[], Iterator[AbstractContextManager[object]]]]] = {
    "early": _early,
    "no-fsync": _no_fsync,
    "no-folder-fsync": _no_folder_fsync,
}
"""How the program can be broken."""


@contextmanager
def broken(variant: str) -> Iterator[None]:
    """Break the program in one way while the block runs."""
    with ExitStack() as stack:
        for patch in VARIANTS[variant]():
            stack.enter_context(patch)
        yield
