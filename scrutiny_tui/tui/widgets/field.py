"""A line of a form: what is asked, and where it is answered."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import HorizontalGroup
from textual.widget import Widget
from textual.widgets import Label


class Field(HorizontalGroup):
    """A label with a field; the label is marked while the field has the focus, by more than colour."""

    def __init__(self, label: str, field: Widget) -> None:
        super().__init__()
        self._label = label
        self._field = field

    def compose(self) -> ComposeResult:
        yield Label(f"  {self._label}", markup=False)
        yield self._field

    def on_descendant_focus(self) -> None:
        """Mark the label."""
        self.query_one(Label).update(f"► {self._label}")

    def on_descendant_blur(self) -> None:
        """Take the mark away."""
        self.query_one(Label).update(f"  {self._label}")
