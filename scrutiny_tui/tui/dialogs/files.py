"""A question about files, each of them named."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from scrutiny_tui.tui.dialogs.ask import AskDialog
from scrutiny_tui.tui.text import clean


class FilesDialog(AskDialog):
    """Asks about files that are listed folder by folder, in a part that scrolls where they are many."""

    DEFAULT_CSS = """
    FilesDialog VerticalScroll {
        height: auto;
        max-height: 40vh;
        margin-bottom: 1;
    }
    """
    hint = "↑ ↓ choose · Enter · Tab reads on · Esc leaves"

    def __init__(
        self, question: str, choices: Iterable[tuple[str, str]], files: Iterable[Path], explanation: str
    ) -> None:
        """Take the question, its choices with the safe one first, the files, and what to know about them."""
        super().__init__(question, choices)
        self._told = clean(f"{_listed(files)}\n\n{explanation}")

    def inside(self) -> Iterable[Widget]:
        yield VerticalScroll(Static(self._told, markup=False))
        yield from super().inside()


def _listed(files: Iterable[Path]) -> str:
    folders: dict[Path, list[str]] = {}
    for file in files:
        folders.setdefault(file.parent, []).append(" ".join(file.name.split()))
    return "\n".join(f"{folder}:\n  " + "\n  ".join(names) for folder, names in folders.items())
