"""A question about files, each of them named."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from scrutiny_tui.tui.dialogs.ask import AskDialog


class FilesDialog(AskDialog):
    """Asks about files that are listed folder by folder, in a part that scrolls where they are many."""

    def __init__(
        self,
        question: str,
        choices: Iterable[tuple[str, str]],
        files: Iterable[Path],
        explanation: str,
        *,
        about: str,
    ) -> None:
        """Take the question, its choices with the safe one first, the files, and what to know about them."""
        super().__init__(question, choices, f"{_listed(files)}\n\n{explanation}", about=about)


def _listed(files: Iterable[Path]) -> str:
    folders: dict[Path, list[str]] = {}
    for file in files:
        folders.setdefault(file.parent, []).append(" ".join(file.name.split()))
    return "\n".join(f"{folder}:\n  " + "\n  ".join(names) for folder, names in folders.items())
