"""What one slip says, keyed masked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Final

from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from scrutiny_tui.domain.pack import Level
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.tui.commands import letter
from scrutiny_tui.tui.dialogs.dialog import Dialog
from scrutiny_tui.tui.text import level_line, lines
from scrutiny_tui.tui.widgets.bars import MessageLine

EMPTY: Final = "□ nothing is keyed yet"
KEYED: Final = "■ keyed; another key takes its place"

_KEYS: Final = (
    ("1", Answer.LEVEL_1),
    ("2", Answer.LEVEL_2),
    ("3", Answer.LEVEL_3),
    (letter("d"), Answer.DONT_KNOW),
    (letter("a"), Answer.ABSTAIN),
    (letter("i"), Answer.INTEREST),
    (letter("x"), Answer.NOT_APPLICABLE),
)
"""The keys of the page that takes slips."""


class SlipDialog(Dialog[Answer]):
    """Asks what a slip says. Every answer shows as the same neutral mark, and no answer can be clicked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "Take", show=False),
        *(Binding(keys, f"key('{answer.value}')", show=False) for keys, answer in _KEYS),
    ]
    AUTO_FOCUS = ""
    hint = "one key · Enter goes on · Esc leaves"
    help_text = (
        "Key what the slip says, with the key that takes it when everybody answers. It is masked: every answer shows as "
        "the same mark, so look at the keys, not at the screen. Nothing is changed yet; the reason is asked for next."
    )
    help_keys = (
        ("1 2 3", "the slip says this statement."),
        ("d a i", "don't know; prefer not to say or blank; interest declared."),
        ("x", "not applicable, for a prompt; not discussed, for a table."),
        ("Enter", "goes on with what was keyed."),
        ("Esc", "leaves it; nothing is changed."),
    )

    def __init__(self, label: str, levels: Iterable[Level], *, skip: str) -> None:
        """Take whose slip it is, the statements, and what leaving the item out is called; nothing if it cannot be."""
        super().__init__(f"What does the slip of {label} say?")
        self._levels = tuple(levels)
        self._skip = skip
        self._keyed: Answer | None = None

    def inside(self) -> Iterable[Widget]:
        others = "d don't know · a prefer not to say · i interest declared"
        yield Static(lines(level_line(level, bold=False) for level in self._levels))
        yield Static(f"{others} · x {self._skip}" if self._skip else others)
        yield Static(EMPTY, id="mark", classes="strong")

    def unkept(self) -> str:
        return "" if self._keyed is None else "The correction is not kept yet."

    def action_key(self, value: str) -> None:
        answer = Answer(value)
        if answer is Answer.NOT_APPLICABLE and not self._skip:
            return
        self._keyed = answer
        self.query_one("#mark", Static).update(KEYED)

    def action_take(self) -> None:
        if self._keyed is None:
            self.query_one(MessageLine).say("Key first what the slip says.", stays=True)
        else:
            self.dismiss(self._keyed)
