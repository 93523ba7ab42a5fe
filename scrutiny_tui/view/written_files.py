"""Puts finished files into a folder: all of them or none, and never over a file that is there unless asked to.

A folder can be opened on the desktop afterwards.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path
from subprocess import DEVNULL, Popen
from threading import Thread
from typing import Final

from scrutiny_tui.domain.errors import InputError, MachineError
from scrutiny_tui.domain.printable import safe
from scrutiny_tui.store.system import DISK, kind_at, write_new


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
    written to or does not give back what was written; then nothing has changed.
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
                write_new(stage / name, content)
            for name in files:
                _move(stage / name, folder / name, undo)
            for name, content in files.items():
                _compare(folder / name, content, what)
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


def _compare(written: Path, content: bytes, what: str) -> None:
    """Raise `MachineError` if a file does not hold what was written: some memory sticks say that they kept it."""
    if DISK.reread(written, len(content) + 1) != content:
        raise MachineError(
            f"{what} was written, but {safe(str(written.parent))} does not give back the same: {safe(written.name)} has "
            "changed or is cut off. Nothing was kept there. Use another folder or another memory stick."
        )


_SHOWING: Final = {"win32": ("explorer", "/select,"), "darwin": ("open", "-R")}
"""What opens the folder of a file and marks the file; elsewhere xdg-open opens the folder."""


def can_show_folders() -> bool:
    """Say whether this computer has a desktop on which a folder can be opened."""
    if sys.platform in _SHOWING:
        return "SSH_CONNECTION" not in os.environ
    has_desktop = any(os.environ.get(name) for name in ("WAYLAND_DISPLAY", "DISPLAY"))
    return has_desktop and shutil.which("xdg-open") is not None


def show_in_folder(file: Path) -> bool:
    """Open the folder of a file on the desktop, and say whether that could be begun.

    The page does not wait for it. What it prints, as `click.launch` would let it, would stand across the page.
    """
    command = (
        *_SHOWING.get(sys.platform, ("xdg-open",)),
        str(file if sys.platform in _SHOWING else file.parent),
    )
    try:
        opener = Popen(command, stdin=DEVNULL, stdout=DEVNULL, stderr=DEVNULL)  # noqa: S603  the command is one of ours
    except OSError:
        return False
    Thread(target=opener.wait, daemon=True).start()
    return True
