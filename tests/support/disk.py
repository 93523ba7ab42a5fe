"""A disk in memory that can lose power, fill up and fail, after SQLite's test6.c.

What was written but not synced is kept, dropped or torn when the power fails; so are new names in a folder that was
not synced. Every call is counted, so that a test can stop or fail at each of them in turn.
"""

from __future__ import annotations

import errno
import os
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from scrutiny_tui.store.system import FileState, System

_NUMBERS = count(1)
_SMALL = 1000
"""So many bytes at least are written at once."""


class PowerCutError(BaseException):
    """The machine has stopped; nothing that is done after it reaches the disk."""


@dataclass(eq=False)
class Inode:
    synced: bytes = b""
    pending: list[bytes] = field(default_factory=list)
    """What was written since the last sync."""
    number: int = field(default_factory=lambda: next(_NUMBERS))

    @property
    def content(self) -> bytes:
        return self.synced + b"".join(self.pending)

    def after_power_cut(self, chance: random.Random) -> Inode:
        content = self.synced
        for data in self.pending:
            content += _left_of(data, chance)
        return Inode(content)


def _left_of(data: bytes, chance: random.Random) -> bytes:
    cut = chance.randint(0, len(data))
    rest = len(data) - cut
    fates = (data, b"", data[:cut], data[:cut] + bytes(rest), data[:cut] + chance.randbytes(rest))
    return chance.choice(fates)


@dataclass
class Trouble:
    """At which call, counted from 1, what goes wrong."""

    at: int
    error: int | None = None
    """The error number to raise; none cuts the power."""
    forever: bool = False
    only: frozenset[str] = frozenset()
    """Names of the only calls that are counted; empty for all."""
    folder: str = ""
    """The only folder whose files are counted; empty for all."""


class SimulatedDisk(System):
    """Files and folders in memory. `call` counts what may fail."""

    def __init__(self, *folders: Path) -> None:
        """Take the folders that are there from the beginning; others have to be made."""
        self.folders = {folder: next(_NUMBERS) for folder in folders}
        """Every folder, with its file number."""
        self.names_now: dict[Path, Inode] = {}
        self.names_synced: dict[Path, Inode] = {}
        self.names_pending: list[dict[Path, Inode | None]] = []
        self.descriptors: dict[int, tuple[Inode, Path]] = {}
        self.locks: set[Path] = set()
        self.calls = 0
        self.trouble: Trouble | None = None
        self.was_struck = False
        self.before: Callable[[str], None] = lambda _name: None
        self._next = 3
        self._is_off = False

    def call(self, name: str, path: Path) -> None:
        if self._is_off:
            raise PowerCutError
        self.before(name)
        trouble = self.trouble
        if (
            trouble is None
            or (trouble.only and name not in trouble.only)
            or trouble.folder not in path.as_posix()
        ):
            return
        self.calls += 1
        if self.calls == trouble.at or (trouble.forever and self.calls > trouble.at):
            self.was_struck = True
            if trouble.error is None:
                self._is_off = True
                raise PowerCutError
            raise OSError(trouble.error, os.strerror(trouble.error))

    def plan(self, trouble: Trouble | None) -> None:
        self.calls, self.trouble = 0, trouble

    def after_power_cut(self, chance: random.Random) -> SimulatedDisk:
        disk = SimulatedDisk()
        disk.folders = dict(self.folders)
        names: dict[Path, Inode | None] = dict(self.names_synced)
        for change in self.names_pending:
            if chance.random() < 0.5:
                names.update(change)
        left: dict[Inode, Inode] = {}
        for path, inode in names.items():
            if inode is not None:
                left.setdefault(inode, inode.after_power_cut(chance))
                disk.names_now[path] = disk.names_synced[path] = left[inode]
        return disk

    def after_kill(self) -> SimulatedDisk:
        disk = SimulatedDisk()
        disk.folders = dict(self.folders)
        disk.names_now = {path: Inode(node.content) for path, node in self.names_now.items()}
        disk.names_synced = dict(disk.names_now)
        return disk

    def put(self, path: Path, data: bytes) -> None:
        """Put a file on the disk as if from outside."""
        self.folders.setdefault(path.parent, next(_NUMBERS))
        self.names_now[path] = self.names_synced[path] = Inode(data)

    def snatch(self, path: Path) -> None:
        """Take a file off the disk as if from outside."""
        del self.names_now[path]
        self.names_synced.pop(path, None)

    def content(self, path: Path) -> bytes:
        return self.names_now[path].content

    def paths(self) -> list[Path]:
        return sorted(self.names_now)

    def read(self, path: Path) -> bytes | None:
        self.call("read", path)
        return self.names_now[path].content if path in self.names_now else None

    def names(self, folder: Path) -> tuple[str, ...]:
        self.call("names", folder)
        return tuple(sorted(path.name for path in self.names_now if path.parent == folder))

    def is_there(self, path: Path) -> bool:
        return path in self.names_now or path in self.folders

    def make_folder(self, folder: Path) -> None:
        self.call("make_folder", folder)
        self.folders.setdefault(folder, next(_NUMBERS))

    def create(self, path: Path) -> int:
        self.call("create", path)
        self._require_folder(path.parent)
        if path in self.names_now:
            raise FileExistsError(errno.EEXIST, "File exists")
        inode = Inode()
        self._rename({path: inode})
        return self._open(inode, path)

    def write(self, descriptor: int, data: bytes) -> int:
        inode, path = self._inode(descriptor)
        half = data[: max(_SMALL, len(data) // 2)]
        try:
            self.call("write", path)
        except (OSError, PowerCutError):
            inode.pending.append(half)
            raise
        inode.pending.append(half)
        return len(half)

    def sync(self, descriptor: int) -> None:
        inode, path = self._inode(descriptor)
        try:
            self.call("sync", path)
        except OSError:
            inode.pending.clear()
            raise
        inode.synced = inode.content
        inode.pending.clear()

    def close(self, descriptor: int) -> None:
        self._inode(descriptor)
        del self.descriptors[descriptor]

    def state_at(self, path: Path) -> FileState:
        self.call("state_at", path)
        if path in self.folders:
            return FileState(0, 0, (1, self.folders[path]))
        if path not in self.names_now:
            raise FileNotFoundError(errno.ENOENT, "No such file")
        inode = self.names_now[path]
        return FileState(len(inode.content), len(inode.content), (1, inode.number))

    def replace(self, source: Path, target: Path) -> None:
        self.call("replace", target)
        self._rename({target: self.names_now[source], source: None})

    def remove(self, path: Path) -> None:
        self.call("remove", path)
        if path in self.names_now:
            self._rename({path: None})

    def sync_folder(self, folder: Path) -> None:
        self.call("sync_folder", folder)
        self._require_folder(folder)
        rest = []
        for change in self.names_pending:
            if next(iter(change)).parent == folder:
                _put(self.names_synced, change)
            else:
                rest.append(change)
        self.names_pending = rest

    def lock(self, path: Path) -> Callable[[], None] | None:
        if path in self.locks:
            return None
        self.locks.add(path)
        return lambda: self.locks.discard(path)

    def wait(self, seconds: float) -> None:
        pass

    def _require_folder(self, folder: Path) -> None:
        if folder not in self.folders:
            raise FileNotFoundError(errno.ENOENT, "No such file or directory")

    def _rename(self, change: dict[Path, Inode | None]) -> None:
        _put(self.names_now, change)
        self.names_pending.append(change)

    def _open(self, inode: Inode, path: Path) -> int:
        self._next += 1
        self.descriptors[self._next] = (inode, path)
        return self._next

    def _inode(self, descriptor: int) -> tuple[Inode, Path]:
        if descriptor not in self.descriptors:
            raise OSError(errno.EBADF, "Bad file descriptor")
        return self.descriptors[descriptor]


def fate_of(number: int) -> random.Random:
    """Return the chances that decide what a power cut leaves, the same for the same number."""
    return random.Random(number)  # noqa: S311  nothing secret hangs on it


def _put(names: dict[Path, Inode], change: dict[Path, Inode | None]) -> None:
    for path, inode in change.items():
        if inode is None:
            names.pop(path, None)
        else:
            names[path] = inode


class NoFileSync(SimulatedDisk):
    """A program that forgets to sync its files."""

    def sync(self, descriptor: int) -> None:
        self._inode(descriptor)


class NoFolderSync(SimulatedDisk):
    """A program that forgets to sync its folders."""

    def sync_folder(self, folder: Path) -> None:
        self.call("sync_folder", folder)
