"""What can go wrong with a session's files, in words for the person at the laptop."""

from __future__ import annotations

import errno
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from scrutiny_tui.domain.errors import InputError, MachineError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_FULL: Final = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)})
"""Error numbers of a disk, or of a person's share of it, that is full."""
_HELD: Final = -1
"""Stands among the error numbers for a file that another program holds, usually a virus scanner or a sync client."""
_ODD_NAME: Final = -2
"""Stands among them for a name that Windows does not take."""
_ON_WINDOWS: Final = {
    **dict.fromkeys((5, 32, 33), _HELD),  # access denied, sharing violation, lock violation
    **dict.fromkeys((21, 55, 64, 433, 1167, 1617), errno.ENODEV),  # not ready, gone, not connected, removed
    **dict.fromkeys((23, 1117), errno.EIO),  # bad checksum, device error
    **dict.fromkeys((39, 112, 1295), errno.ENOSPC),  # disk full, share of it full
    **dict.fromkeys((111, 206), errno.ENAMETOOLONG),
    123: _ODD_NAME,
}
"""What Windows' own error numbers stand for; Python's translation of them loses most. Source: winerror.h."""
_ONLY_READ: Final = (
    "You don't have permission to change this file. Copy the workshop to a folder of your own."
)
GONE: Final = "If it is on a USB stick or network drive, connect it and try again."
_NO_LOCKS: Final = "This drive can't lock files. Copy the workshop to this computer and open it there."
_HINTS: Final = {
    **dict.fromkeys((errno.EACCES, errno.EPERM, errno.EROFS), _ONLY_READ),
    **dict.fromkeys((errno.ENOENT, errno.ENOTDIR, errno.ENODEV, errno.ENXIO), GONE),
    **dict.fromkeys((errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP), _NO_LOCKS),
    errno.EIO: "The disk or USB stick may be failing. Carry on with another one.",
    errno.ENAMETOOLONG: "Choose a shorter name.",
    _ODD_NAME: 'Choose a name without < > : " / \\ | ? *',
    _HELD: "Another program is using the file (for example OneDrive or a virus scanner). Pause "
    "it and try again.",
}
"""What can be done, by error number."""

NOT_SAVED: Final = "This was not saved. Everything before it is safe."
"""What is told of a change that was refused."""
IN_DOUBT: Final = (
    "We can't be sure your last change was saved. Everything before it is safe. Nothing "
    "more is saved until the disk works again."
)
"""What is told of a change that a failing disk may have kept or not."""
FULL_TO_OPEN: Final = (
    "Everything already saved is safe. Free some space and open it again, or open it read-only."
)
CHANGED_OUTSIDE: Final = (
    "Another program has changed or replaced this workshop's file. Close the workshop and open it again."
)
ONE_COPY: Final = "Only one copy is saved now: {}."
"""What is told while there is no second copy, with why."""
REFUSED: Final = "This workshop is open read-only, so nothing can be changed."
TOO_LARGE: Final = "The workshop has grown too large for one file."
DISK_FULL: Final = "The disk is full."
DISK_FAILED: Final = "The disk reported an error."


class NotSavedError(MachineError):
    """A change was refused because it could not be made safe; everything acknowledged before it still is."""

    def __init__(self, reason: str, told: str = "") -> None:
        """Take why, as one sentence, and what that means for whoever asked for the change."""
        super().__init__(f"{reason} {told}".strip())
        self.reason = reason
        """Why, as one sentence."""


class LockedError(MachineError):
    """Another program has the session open."""


class DamagedError(InputError):
    """A session's files cannot be trusted, or contradict each other; none of them has been changed."""


class NewerFormatError(InputError):
    """The files were written by a newer version of the program."""


def is_full(error: OSError) -> bool:
    """Say whether the disk, or a person's share of it, is full."""
    return _cause(error) in _FULL


def is_held(error: OSError) -> bool:
    """Say whether another program holds the file for the moment, as they do on Windows."""
    return _cause(error) == _HELD


def _cause(error: OSError) -> int:
    """Return the error number that stands for what went wrong."""
    return _ON_WINDOWS.get(getattr(error, "winerror", None) or 0, error.errno or 0)


def not_saved(error: OSError, path: Path, told: str = "") -> NotSavedError:
    """Return what to raise where `path` could not be written; its reason names no path, which could be projected."""
    if is_full(error):
        return NotSavedError(DISK_FULL, told)
    return NotSavedError(DISK_FAILED, f"{explain(error, path)} {told}".strip())


def explain(error: OSError, path: Path) -> str:
    """Say in plain sentences why the machine refused to touch `path`, and what can be done about it."""
    if is_full(error):
        return f"The disk that holds {path} is full."
    reason = error.strerror or type(error).__name__
    return f"{path} can't be used: {reason}. {_HINTS.get(_cause(error), '')}".strip()


@contextmanager
def in_words(path: Path, if_full: str = "") -> Iterator[None]:
    """Raise `MachineError` for what the system refuses in the block, which touches `path`.

    `if_full` is told besides if the disk is full.
    """
    try:
        yield
    except OSError as error:
        reason = explain(error, path)
        raise MachineError(f"{reason} {if_full}".strip() if is_full(error) else reason) from error


def lacks_because(error: OSError) -> str:
    """Return as the end of a sentence why there is no second copy."""
    if is_full(error):
        return "the backup folder is full"
    is_missing = _HINTS.get(_cause(error)) == GONE
    return "the backup folder is missing" if is_missing else "the backup folder can't be written to"
