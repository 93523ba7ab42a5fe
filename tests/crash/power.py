"""A small disk in a file, whose power can be cut: what was not synced is not in the file. For root on Linux."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Final

_MEGABYTES: Final = 16
_OPTIONS: Final = {"ext4": "loop,noauto_da_alloc"}
"""Without this, ext4 brings contents to the disk by itself when a file takes the place of another."""


class Disk:
    """A file system of its own, mounted under a folder.

    It models the loss of what the operating system still holds back, not a drive that reports a flush too early.
    """

    def __init__(self, base: Path, kind: str = "ext4") -> None:
        """Make the file system and mount it. Raises `CalledProcessError` where that is not permitted."""
        self._image, self._copy = base / "disk.img", base / "left.img"
        self._options = _OPTIONS.get(kind, "loop")
        self.folder, self._left = base / "disk", base / "left"
        self.folder.mkdir()
        self._left.mkdir()
        with self._image.open("wb") as file:
            file.truncate(_MEGABYTES << 20)
        force = "-F" if kind == "ext4" else "-f"
        run(f"mkfs.{kind}", "-q", force, str(self._image))
        self._mount(self._image, self.folder)
        os.sync()

    def cut(self) -> None:
        """Keep what is on the disk now; whoever writes to it has been stopped before."""
        run("cp", "--sparse=always", str(self._image), str(self._copy))

    def left(self) -> Path:
        """Return a folder with what the power cut has left; whoever wrote to the disk has ended."""
        run("umount", str(self.folder))
        self._mount(self._copy, self._left)
        return self._left

    def go_on(self) -> None:
        """Make what is left the disk."""
        run("umount", str(self._left))
        self._copy.replace(self._image)
        self._mount(self._image, self.folder)

    def close(self) -> None:
        """Unmount everything."""
        for folder in (self._left, self.folder):
            if folder.is_mount():
                run("umount", str(folder))

    def _mount(self, image: Path, folder: Path) -> None:
        run("mount", "-o", self._options, str(image), str(folder))


def run(*command: str) -> None:
    """Run a command of the system; raises `CalledProcessError` with what it said."""
    subprocess.run(command, check=True, capture_output=True)
