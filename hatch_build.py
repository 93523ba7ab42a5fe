"""Puts the man pages into the wheel, as `share/man/man1`, where `man` looks beside the program."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ManPages(BuildHookInterface[Any]):
    """Makes the pages of the sources that are packed."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make the pages; a checkout that is worked on needs none."""
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        from scripts.man_pages import write_pages  # noqa: PLC0415 - the sources are found only now

        pages = write_pages(Path(self.root, "build", "man"))
        build_data["shared_data"] |= {str(page): f"share/man/man1/{page.name}" for page in pages}
