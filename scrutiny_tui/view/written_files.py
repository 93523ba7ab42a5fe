"""Puts finished files into a folder: all of them or none, and never over a file that is there unless asked to."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path

from scrutiny_tui.domain.errors import InputError, MachineError
from scrutiny_tui.domain.printable import safe
from scrutiny_tui.store.system import System, kind_at, write_new


def place_files(
    folder: Path,
    files: Mapping[str, bytes],
    *,
    replace: bool,
    what: str = "The paper",
) -> tuple[Path, ...]:
    """Write the files, given as name and content, into the folder and return their paths.

    The folder is made if only its last part is missing. `what` is how sentences call what is written. Raises
    `InputError` if a file is there already and is not to be replaced, and `MachineError` if the folder cannot be
    written to; then nothing has changed.
    """
    try:
        present = present_in(folder, files)
        if present and not replace:
            raise InputError(
                f"{safe(str(folder))} already holds {', '.join(present)}. Name another folder, or add --overwrite."
            )
        with ExitStack() as undo:
            stage = _stage(folder, undo)
            for name, content in files.items():
                # Slips and forms of a workshop by name hold names: nobody else may look into them.
                write_new(System(), stage / name, content)
            for name in files:
                _move(stage / name, folder / name, undo)
            undo.pop_all()
        shutil.rmtree(stage, ignore_errors=True)
    except OSError as error:
        reason = error.strerror or error
        raise MachineError(f"{what} could not be written to {safe(str(folder))}: {reason}.") from error
    return tuple(folder / name for name in files)


def present_in(folder: Path, names: Iterable[str]) -> tuple[str, ...]:
    """Return which of these names a folder has already; none if it cannot be looked into."""
    return tuple(name for name in names if os.path.lexists(folder / name))


def _stage(folder: Path, undo: ExitStack) -> Path:
    if kind_at(folder) is None:
        folder.mkdir(mode=0o700)
        undo.callback(folder.rmdir)
    stage = Path(tempfile.mkdtemp(prefix=".paper-", dir=folder))
    undo.callback(shutil.rmtree, stage, ignore_errors=True)
    return stage


def _move(finished: Path, target: Path, undo: ExitStack) -> None:
    """Put a finished file in its place; what was there before comes back when a later file fails."""
    if os.path.lexists(target):
        before = finished.with_name(f"{finished.name}.before")
        target.replace(before)
        undo.callback(before.replace, target)
    finished.replace(target)
    undo.callback(target.unlink)
