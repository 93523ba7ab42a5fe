"""A place to write a few lines."""

from __future__ import annotations

from collections.abc import Iterable

from textual.widget import Widget
from textual.widgets import Static, TextArea

from scrutiny_tui.domain.fields import too_long
from scrutiny_tui.domain.moves import NOTE
from scrutiny_tui.tui.dialogs.keeping import NOT_KEPT, KeepingDialog
from scrutiny_tui.tui.text import clean
from scrutiny_tui.tui.widgets.bars import MessageLine
from scrutiny_tui.tui.widgets.forms import Choice, Field

WARNING = "No names of children, families or staff. This may be published."


class WritingDialog(KeepingDialog[tuple[str, str]]):
    """Answers with the kind chosen and the text written; with nothing if it was left or is empty.

    Escape keeps nothing and asks first where something was written.
    """

    AUTO_FOCUS = "TextArea"
    help_text = (
        "Write a few lines, and choose their kind where it is asked. They may be published, so name no children, "
        "families or staff. Leaving asks first where something was written."
    )
    help_keys = (
        ("Ctrl+S", "keeps what is written."),
        ("Enter", "begins a new line."),
        ("Tab", "goes to the kind, where there is one, and back."),
        ("◄ ►", "the arrows left and right take the next kind."),
        ("Esc", "leaves it; what was written can be kept, or thrown away."),
    )
    hint = "Ctrl+S keeps it · Esc leaves"

    def __init__(self, title: str, *, kinds: tuple[str, ...] = (), text: str = "") -> None:
        super().__init__(title)
        self._kinds = kinds
        self._before = clean(text)

    def inside(self) -> Iterable[Widget]:
        yield Static(WARNING)
        if self._kinds:
            yield Field("Kind", Choice(self._kinds))
        yield TextArea(self._before, soft_wrap=True, show_line_numbers=False, tab_behavior="focus")

    def on_mount(self) -> None:
        written = self.query_one(TextArea)
        written.move_cursor(written.document.end)
        if self._kinds:
            self.query_one("#hint", Static).update(
                "Tab, then ◄ ► for the kind · Ctrl+S keeps it · Esc leaves"
            )

    def action_keep(self) -> None:
        text = self.query_one(TextArea).text
        if not text.strip() and not self._before:
            self.dismiss(None)
            return
        if told := too_long(text, NOTE):
            self.query_one(MessageLine).say(told, stays=True)
            return
        kind = self.query_one(Choice).value if self._kinds else ""
        self.dismiss((kind, clean(text)))

    def unkept(self) -> str:
        return NOT_KEPT if self.query_one(TextArea).text != self._before else ""
