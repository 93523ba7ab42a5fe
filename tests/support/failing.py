"""The real file system with folders that fail, as when a disk is full, breaks or is pulled out."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import pytest

from scrutiny_tui.store.system import DISK, System

Kind = TypeVar("Kind", bound=System)


class FailingSystem(System):
    """Passes everything on to the operating system, but for what is written in folders that fail."""

    def __init__(self) -> None:
        self.failing: dict[Path, int] = {}
        """Folders whose files cannot be written, with the error number."""
        self._paths: dict[int, Path] = {}

    def fail(self, folder: Path, error: int = errno.EIO) -> None:
        """Let everything that is written in a folder fail from now on."""
        self.failing[folder] = error

    def mend(self) -> None:
        """Let everything work again."""
        self.failing.clear()

    def _refuse(self, path: Path) -> None:
        for folder, error in self.failing.items():
            if path.parent == folder:
                raise OSError(error, os.strerror(error))

    def create(self, path: Path) -> int:
        self._refuse(path)
        return self._known(super().create(path), path)

    def write(self, descriptor: int, data: bytes) -> int:
        self._refuse(self._paths[descriptor])
        return super().write(descriptor, data)

    def sync(self, descriptor: int) -> None:
        # A full disk takes no more, and still brings what it took to the disk.
        if self._paths[descriptor].parent not in self._full:
            self._refuse(self._paths[descriptor])
        super().sync(descriptor)

    def replace(self, source: Path, target: Path) -> None:
        self._refuse(target)
        super().replace(source, target)

    @property
    def _full(self) -> set[Path]:
        return {folder for folder, error in self.failing.items() if error == errno.ENOSPC}

    def _known(self, descriptor: int, path: Path) -> int:
        self._paths[descriptor] = path
        return descriptor


@contextmanager
def on(system: Kind) -> Iterator[Kind]:
    """Have the program use this system while the block runs."""
    with pytest.MonkeyPatch.context() as patched:
        use(system, patched)
        yield system


def use(system: System, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the program use this system wherever it would use its own."""
    for name in vars(System):
        if not name.startswith("__"):
            monkeypatch.setattr(DISK, name, partial(_call, system, name))


def _call(system: System, name: str, *arguments: Any) -> Any:
    return getattr(system, name)(*arguments)
