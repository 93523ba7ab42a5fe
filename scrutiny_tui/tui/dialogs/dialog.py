"""What every small question has: a box over the page, a title, help, and Escape to leave it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Generic, TypeAlias, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from scrutiny_tui.tui.sizes import HEIGHTS, WIDTHS, size_classes
from scrutiny_tui.tui.styling import styles
from scrutiny_tui.tui.text import clean
from scrutiny_tui.tui.widgets.bars import Hint, MessageLine

Result = TypeVar("Result")
Keys: TypeAlias = tuple[tuple[str, str], ...]
"""Keys as people read them, each with what it does."""


class Dialog(ModalScreen[Result], Generic[Result]):
    """A question over the page. Escape leaves it without an answer."""

    CSS_PATH = styles("dialogs")
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Leave", show=False)]
    hint: ClassVar[str] = "Esc leaves"
    """The keys that matter, in the last line of the box."""
    help_text: ClassVar[str] = ""
    """What is asked, and what becomes of what is chosen or written."""
    help_keys: ClassVar[Keys] = (("Esc", "leaves it; nothing is changed."),)
    """Every key that does something here, for the help."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title_text = clean(title)

    def compose(self) -> ComposeResult:
        self.add_class(*size_classes(*self.app.size))
        with Vertical(id="box"):
            yield Static(self._title_text, classes="heading", markup=False)
            yield from self.inside()
            yield MessageLine()
            yield Hint(self.hint)

    def inside(self) -> Iterable[Widget]:
        """Yield what stands between the title and the hint."""
        return ()

    def help_paragraphs(self) -> tuple[str, ...]:
        """Return what the help says: the title, then what it is about."""
        return tuple(part for part in (self._title_text, self.help_text) if part)

    def unkept(self) -> str:
        """Return a sentence about what was keyed and not kept, which quitting drops; empty if there is nothing."""
        return ""

    def action_leave(self) -> None:
        self.dismiss(None)
