"""The one door to the disk, the clock and the drives."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import string
import sys
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from contextvars import ContextVar
from datetime import datetime
from enum import Enum, auto
from getpass import getuser
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeAlias, TypeVar

from scrutiny_tui.domain.records import record
from scrutiny_tui.store.disk_errors import is_held

if sys.platform == "darwin":
    import fcntl
elif sys.platform == "win32":
    import ctypes

FILE_LIMIT: Final = 64 * 1024 * 1024
"""Largest file that is read or written, in bytes; ten thousand ballots take about two million."""
NEEDED: Final = 4 * 1024 * 1024
"""Bytes that must be free for a folder to be suggested: the session twice, and what is held back."""
_OWNER_ONLY: Final = 0o600
_NO_FULL_SYNC: Final = frozenset({errno.EINVAL, errno.ENOTSUP, errno.ENOTTY})
_REPLACE_TRIES: Final = 10
_REPLACE_DELAY: Final = 0.03
"""Seconds by which the wait between two tries grows."""
_WITHOUT_WAITING: Final = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
_PLAIN: Final = getattr(os, "O_BINARY", 0) | getattr(os, "O_NOINHERIT", 0) | getattr(os, "O_CLOEXEC", 0)


def read_plain(path: Path, most: int) -> bytes:
    """Return a file's first bytes, at most so many.

    What it is, is asked of the open file, because its name may mean another one a moment later; a pipe or a device
    would keep the program waiting. Raises `OSError`, also where it is no plain file.
    """
    descriptor = os.open(path, _WITHOUT_WAITING | _PLAIN)
    try:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode):
            raise OSError(errno.EINVAL, "it is not a plain file")
        with open(descriptor, "rb", closefd=False) as file:
            # Python sets aside as much memory as it is asked to read; one byte more tells that the file has grown.
            return file.read(min(most, found.st_size + 1))
    finally:
        os.close(descriptor)


class PathKind(Enum):
    """What a path can lead to."""

    FOLDER = auto()
    FILE = auto()
    """A plain one."""
    OTHER = auto()
    """Such as a pipe or a device."""


def kind_at(path: Path) -> PathKind | None:
    """Return what a path leads to, or nothing if that is not there.

    Raises `OSError` if the system won't tell; from Python 3.14 on `Path.is_dir` and its like would say that it is not there.
    """
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return None
    return PathKind.FOLDER if stat.S_ISDIR(mode) else PathKind.FILE if stat.S_ISREG(mode) else PathKind.OTHER


def is_folder(path: Path) -> bool:
    """Say whether there is a folder at this path; what cannot be asked, such as a stick that is pulled out, is none."""
    return _kind_told(path) is PathKind.FOLDER


def is_file(path: Path) -> bool:
    """Say whether there is a plain file at this path, as far as the system tells."""
    return _kind_told(path) is PathKind.FILE


def is_there(path: Path) -> bool:
    """Say whether there is anything at this path, as far as the system tells."""
    return _kind_told(path) is not None


def _kind_told(path: Path) -> PathKind | None:
    with suppress(OSError, ValueError):
        return kind_at(path)
    return None


Clock: TypeAlias = Callable[[], datetime]
"""Returns the wall-clock time of the room, without a zone."""


class FileState(NamedTuple):
    """Which file a path names, and whether it was written to since."""

    size: int
    """Bytes."""
    changed: int
    """When it was last written to, in nanoseconds since the epoch."""
    identity: tuple[int, int]
    """Device and file number."""


class System:
    """The operating system's files. Every method raises `OSError` as the system does."""

    def read(self, path: Path) -> bytes | None:
        """Return at most one byte more than `FILE_LIMIT`, or nothing if there is no such file."""
        try:
            return read_plain(path, FILE_LIMIT + 1)
        except FileNotFoundError:
            return None

    def reread(self, path: Path, most: int) -> bytes:
        """Return the first bytes of a file that was just written and synced, at most so many, for comparison.

        Linux is told to forget what it has in memory of the file, so that the disk itself is asked.
        """
        if sys.platform == "linux":
            descriptor = os.open(path, os.O_RDONLY | _PLAIN)
            try:
                os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
            finally:
                os.close(descriptor)
        return read_plain(path, most)

    def names(self, folder: Path) -> tuple[str, ...]:
        """Return the sorted names in a folder; none if it does not exist."""
        try:
            return tuple(sorted(entry.name for entry in folder.iterdir()))
        except FileNotFoundError:
            return ()

    def is_there(self, path: Path) -> bool:
        """Tell whether there is anything of this name; no error is raised, and then it is not known."""
        return os.path.lexists(path)

    def make_folder(self, folder: Path) -> None:
        """Create a folder and its parents, for the owner only, unless it is there, and have their names on the disk."""
        if kind_at(folder) is not PathKind.FOLDER:
            if folder.parent == folder:  # so the root of a drive says that is not there
                raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(folder))
            self.make_folder(folder.parent)
            folder.mkdir(mode=0o700, exist_ok=True)
            self.sync_folder(folder.parent)

    def create(self, path: Path) -> int:
        """Create a file that must not exist, for the owner only, and return its descriptor."""
        return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _PLAIN, _OWNER_ONLY)

    def write(self, descriptor: int, data: bytes) -> int:
        """Write some of the bytes and return how many."""
        return os.write(descriptor, data)

    def sync(self, descriptor: int) -> None:
        """Return when the file's contents are on the disk itself."""
        if sys.platform == "darwin":
            try:
                fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
            except OSError as error:
                if error.errno not in _NO_FULL_SYNC:
                    raise
            else:
                return
        os.fsync(descriptor)

    def close(self, descriptor: int) -> None:
        """Close a descriptor."""
        os.close(descriptor)

    def state_at(self, path: Path) -> FileState:
        """Return which file or folder a path names now."""
        found = path.stat()
        return FileState(found.st_size, found.st_mtime_ns, (found.st_dev, found.st_ino))

    def replace(self, source: Path, target: Path) -> None:
        """Give `source` the name `target`; on Windows wait up to 1.35 s for a program that holds the target."""
        for attempt in range(1, _REPLACE_TRIES):
            try:
                source.replace(target)
            except PermissionError as error:
                if not is_held(error):
                    raise
                self.wait(attempt * _REPLACE_DELAY)
            else:
                return
        source.replace(target)

    def wait(self, seconds: float) -> None:
        """Let another program finish."""
        time.sleep(seconds)

    def remove(self, path: Path) -> None:
        """Remove a file if it is there."""
        path.unlink(missing_ok=True)

    def sync_folder(self, folder: Path) -> None:
        """Return when the names in a folder are on the disk; Windows cannot be asked to."""
        if sys.platform == "win32":
            return
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | _PLAIN)
        try:
            os.fsync(descriptor)
        except OSError as error:
            if error.errno != errno.EINVAL:
                raise
        finally:
            os.close(descriptor)

    def lock(self, path: Path) -> Callable[[], None] | None:
        """Take the lock file and return what releases it, or nothing if another program holds it.

        The operating system releases the lock of a process that dies.
        """
        from filelock import FileLock, Timeout  # noqa: PLC0415  only a writer pays for the import

        # On a drive without locks the library would go on with a file that a crash leaves behind.
        lock = FileLock(path, timeout=0, mode=0o600, thread_local=False, fallback_to_soft=False)
        try:
            lock.acquire()
        except Timeout:
            # The library waits in vain too where no file can be made; a lock that somebody holds has its file.
            if kind_at(path) is None:
                raise PermissionError(
                    errno.EACCES, "you can't save files in this folder", str(path)
                ) from None
            return None
        return lock.release


DISK: Final = System()
"""The real one."""


def write_new(path: Path, data: bytes, *, synced: bool = True) -> None:
    """Create a file that must not exist and return when its contents are on the disk, unless that is not wanted."""
    descriptor = DISK.create(path)
    try:
        while data:
            data = data[DISK.write(descriptor, data) :]
        if synced:
            DISK.sync(descriptor)
    finally:
        DISK.close(descriptor)


def temporary_path(path: Path) -> Path:
    """Return where a file is written before it takes the place of another."""
    return path.with_name(f"{path.name}.tmp")


def write_whole(path: Path, data: bytes, *, synced: bool = True) -> None:
    """Put `data` in place of a file, whole or not at all.

    Return when it is on the disk under that name, unless that is not wanted.
    """
    temporary = temporary_path(path)
    try:
        DISK.remove(temporary)
        write_new(temporary, data, synced=synced)
        DISK.replace(temporary, path)
    except OSError:
        with suppress(OSError):
            DISK.remove(temporary)
        raise
    if synced:
        DISK.sync_folder(path.parent)


def local_time() -> datetime:
    """Return this machine's wall-clock time."""
    return datetime.now().astimezone().replace(tzinfo=None)


@record
class Refuge:
    """A folder that can be written to."""

    name: str
    """What a person calls it; it gives no path, which could hold a name."""
    folder: Path
    other_disk: bool
    """Whether it is on another disk than the session."""


def refuges(session: Path, mirror: Path, home: Path, sticks: Iterable[Path]) -> tuple[Refuge, ...]:
    """Return the folders that can be written to now, each once: the mirror's, then sticks, then the home folder."""
    wanted = [("the backup folder", mirror)]
    wanted += [(f"the USB stick or drive {stick.name or stick.drive}", stick) for stick in sticks]
    wanted.append(("your home folder", home))
    ours = _disk_of(session.parent)
    found = {
        folder: Refuge(name, folder, _disk_of(folder) != ours)
        for name, folder in reversed(wanted)
        if has_room(folder) and folder != session.parent
    }
    return tuple(reversed(found.values()))


def find_sticks() -> Iterator[Path]:
    """Yield the folders under which this system shows memory sticks and further drives.

    A network drive on Windows is none: one that is away takes half a minute to say so.
    """
    if sys.platform == "win32":
        for letter in string.ascii_uppercase[3:]:
            drive = Path(f"{letter}:\\")
            if _drive_type(drive) in _OWN_DRIVES and is_folder(drive):
                yield drive
        return
    for root in _roots():
        with suppress(OSError):
            yield from sorted(path for path in root.iterdir() if is_folder(path) and not path.is_symlink())


_OWN_DRIVES: Final = frozenset({2, 3})
"""What Windows calls a drive that can be removed, and one that cannot. Source: GetDriveTypeW."""


def _drive_type(drive: Path) -> int:
    """Return Windows' number for the kind of a drive, which it knows without asking the drive."""
    if sys.platform == "win32":
        return int(ctypes.windll.kernel32.GetDriveTypeW(str(drive)))
    return 0


def has_room(folder: Path) -> bool:
    """Say whether a folder, which may have to be made, can be written to and has room for a session."""
    return os.access(_there(folder), os.W_OK | os.X_OK) and (free_space(folder) or 0) >= NEEDED


def free_space(folder: Path) -> int | None:
    """Return how many bytes are free where a folder is or would be made; None if that cannot be found out."""
    with suppress(OSError):
        return shutil.disk_usage(_there(folder)).free
    return None


def _there(folder: Path) -> Path:
    return next((each for each in (folder, *folder.parents) if is_folder(each)), folder)


def _roots() -> tuple[Path, ...]:
    try:
        user = getuser()
    except (OSError, KeyError):
        user = ""
    named = (Path("/media") / user, Path("/run/media") / user) if user else ()
    return (*named, Path("/media"), Path("/Volumes"), Path("/mnt"))


def _disk_of(folder: Path) -> int | None:
    with suppress(OSError):
        return _there(folder).stat().st_dev
    return None


Step = TypeVar("Step")

Watcher: TypeAlias = Callable[[Collection[Any]], Iterator[Any]]
"""Yields the steps of some work one after another, and sees by that how far it is."""
WATCHER: Final[ContextVar[Watcher]] = ContextVar("scrutiny_tui.progress", default=iter)
"""Who watches; nobody unless somebody was put here."""


def watched(steps: Collection[Step]) -> Iterator[Step]:
    """Yield the steps of some work, such as the lines of a file, past whoever watches."""
    return WATCHER.get()(steps)
