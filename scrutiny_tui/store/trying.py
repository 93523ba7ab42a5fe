"""Finds out whether a folder can be used for sessions, by doing in it what the program does."""

from __future__ import annotations

import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from scrutiny_tui.store.errors import explain
from scrutiny_tui.store.lock import take_lock
from scrutiny_tui.store.plain_file import is_there
from scrutiny_tui.store.system import System, write_whole

_NAME: Final = ".scrutiny-tui-trial"


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of it."""

    free: int | None
    """Bytes that are free on its disk; None if that cannot be found out."""
    fault: str = ""
    """Why it cannot be used, with what to do; empty if it can."""


def try_folder(folder: Path, system: System | None = None) -> Tried:
    """Write, sync, replace and lock a file of the program's own in a folder, which is made where it is not there.

    Nothing of it is left behind, the folder included where it was made for this.
    """
    system = system or System()
    made = [each for each in (folder, *folder.parents) if not is_there(each)]
    trial = folder / _NAME
    try:
        system.make_folder(folder)
        write_whole(system, trial, b"A trial whether this folder can be written to.\n")
        release = take_lock(trial.with_suffix(".lock"))
        if release:
            release()
        return Tried(_free(folder))
    except OSError as error:
        return Tried(_free(folder), explain(error, folder))
    finally:
        for path in (trial, trial.with_suffix(".lock")):
            with suppress(OSError):
                path.unlink()
        for each in made:
            with suppress(OSError):
                each.rmdir()


def _free(folder: Path) -> int | None:
    there = next((each for each in (folder, *folder.parents) if is_there(each)), folder)
    try:
        return shutil.disk_usage(there).free
    except OSError:
        return None
