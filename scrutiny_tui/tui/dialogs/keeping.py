"""A question in which something is written that must not get lost by leaving it."""

from __future__ import annotations

from abc import abstractmethod
from typing import ClassVar, Final

from textual.binding import Binding, BindingType

from scrutiny_tui.tui.dialogs.ask import AskDialog
from scrutiny_tui.tui.dialogs.dialog import Dialog, Result

NOT_KEPT: Final = "What was written is not kept yet."


class KeepingDialog(Dialog[Result]):
    """Ctrl+S keeps what is written; Escape asks first where something was."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s", "keep", "Keep", show=False, priority=True)]

    @abstractmethod
    def action_keep(self) -> None:
        """Answer with what is written."""

    def action_leave(self) -> None:
        if not self.unkept():
            self.dismiss(None)
            return
        choices = (("write", "Go on writing"), ("keep", "Keep it"), ("drop", "Throw it away"))
        about = "Keep it does what Ctrl+S does. Throw it away leaves everything as it was before."
        self.app.push_screen(AskDialog(NOT_KEPT, choices, about=about), self._decide)

    def _decide(self, choice: str | None) -> None:
        if choice == "keep":
            self.action_keep()
        elif choice == "drop":
            self.dismiss(None)
