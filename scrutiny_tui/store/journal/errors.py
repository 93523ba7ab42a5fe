"""What can go wrong with a session's files, in words for the person at the laptop."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING, Final

from scrutiny_tui.domain.errors import EditedError, InputError, MachineError

if TYPE_CHECKING:
    from pathlib import Path

FULL: Final = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)})
"""Error numbers of a disk, or of a person's share of it, that is full."""


class NotSavedError(MachineError):
    """A change was refused because it could not be made safe; everything acknowledged before it still is."""


class LockedError(MachineError):
    """Another program has the session open."""


class DamagedError(InputError):
    """A session's files cannot be trusted, or contradict each other; none of them has been changed."""


class SealError(EditedError):
    """The session file is readable but was edited by hand, or is an older copy: a person must agree to open it."""


class NewerFormatError(InputError):
    """The files were written by a newer version of the program."""


def explain(error: OSError, path: Path) -> str:
    """Say in one plain sentence why the machine refused to touch `path`."""
    if error.errno in FULL:
        return f"The disk that holds {path} is full."
    reason = error.strerror or type(error).__name__
    return f"{path} cannot be read or written: {reason}."
