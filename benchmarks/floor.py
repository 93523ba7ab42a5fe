"""The least that a full-screen program made with Textual can be: one label. What it costs is the floor for ours."""

from __future__ import annotations

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.widgets import Static


class Floor(App[None]):
    """Shows a label, and another one after a key."""

    BINDINGS: ClassVar[list[BindingType]] = [("n", "next", "Next")]

    def compose(self) -> ComposeResult:
        """Show the label."""
        yield Static("floor", id="label")

    def action_next(self) -> None:
        """Show another label."""
        self.query_one(Static).update("next")


if __name__ == "__main__":
    Floor().run()
