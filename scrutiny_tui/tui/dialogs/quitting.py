"""Whether to quit although something that was keyed would be lost."""

from __future__ import annotations

from typing import Final

from scrutiny_tui.tui.dialogs.ask import AskDialog

_CHOICES: Final = (("no", "No, go on"), ("yes", "Yes, quit and drop it"))

_ABOUT: Final = (
    "No leads back to where you were. Yes quits, as Ctrl+Q once more does; what is named here is dropped, and "
    "everything else is saved."
)


class QuitDialog(AskDialog):
    """Asks once; answers with "yes" where the program is to end."""

    def __init__(self, unkept: str) -> None:
        """Take sentences about what would be lost."""
        super().__init__("Quit?", _CHOICES, f"{unkept} Everything else is saved.", about=_ABOUT)
