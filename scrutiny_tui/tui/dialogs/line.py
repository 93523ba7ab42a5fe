"""Questions in which a line is written."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any, ClassVar, Final

from textual import on
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from scrutiny_tui.tui.dialogs import ask
from scrutiny_tui.tui.dialogs.dialog import Dialog, Keys, Result
from scrutiny_tui.tui.text import clean, one_line
from scrutiny_tui.tui.widgets.bars import Rows
from scrutiny_tui.tui.widgets.forms import Field, LineInput

_NEARLY: Final = 20
"""With so many characters left it begins to say how many."""


class LineDialog(Dialog[str]):
    """Answers with the line that was written; with nothing after Escape."""

    AUTO_FOCUS = "Input"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "Save", show=False, priority=True),
    ]
    keys: ClassVar[Keys] = (("Enter", "Save"), ("Ctrl+U", "Empty"), ("Esc", "Cancel"))
    longest: ClassVar[int] = 120
    """Characters of a line, unless it was longer before."""

    def __init__(self, title: str, label: str, text: str, explanation: str) -> None:
        """Take the title, what stands before the line, what is in it at first, and a sentence about it."""
        super().__init__(title)
        self._label = label
        self._text = one_line(text)
        self.help_text = explanation
        self._longest = max(self.longest, len(self._text))
        self.chosen: Callable[[], object] | None = None
        """What is done instead of taking the line."""

    def inside(self) -> Iterable[Widget]:
        yield Static(clean(self.help_text), markup=False)
        yield Field(self._label, LineInput(self._text, id="line"))
        yield Static("", id="left")

    def unkept(self) -> str:
        written = self.query_one(Input).value != self._text
        return f"{self._label}: what you typed is not saved yet." if written else ""

    @on(Input.Submitted)
    def action_save(self) -> None:
        self.take(one_line(self.query_one(Input).value).strip())

    def take(self, written: str) -> None:
        """Answer with a line unless it is too long."""
        if len(written) > self._longest:
            self.warn(self._too_long(len(written)))
            return
        self.dismiss(written)

    @on(Input.Changed)
    def _count(self, event: Input.Changed) -> None:
        """Say near the end how much room is left; nothing is cut off in silence."""
        length = len(event.value)
        left = self._longest - length
        near = f"{left} left of {self._longest} characters" if left <= _NEARLY else ""
        shown = self.query_one("#left", Static)
        shown.update(near if left >= 0 else self._too_long(length))
        shown.display = left <= _NEARLY

    def _too_long(self, length: int) -> str:
        return f"{length - self._longest} too many: at most {self._longest} characters."


class TypedOrChosen(LineDialog):
    """A line to write, with other choices below it. Writing can begin at once."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("down", "app.focus_next", show=False)]
    keys = (("Enter", "Confirm"), ("↓", "Other choices"), ("Esc", "Cancel"))
    choices: Mapping[str, Callable[[], object]] = {}
    """What can be chosen instead, in words, each with what it does."""
    objection: str = ""
    """Why what is in the line could not be taken."""

    def inside(self) -> Iterable[Widget]:
        yield from super().inside()
        yield Rows(*map(Option, map(clean, self.choices)), markup=False)

    def on_mount(self) -> None:
        if self.objection:
            self.warn(self.objection)

    def take(self, written: str) -> None:
        if written:
            super().take(written)
        else:
            self.warn("Type a number, or choose from the list.")

    @on(OptionList.OptionSelected)
    def _choose(self, event: OptionList.OptionSelected) -> None:
        self.chosen = tuple(self.choices.values())[event.option_index]
        self.dismiss(None)


class PathDialog(LineDialog):
    """Answers with a path, which may be longer than other lines."""

    longest = 1000


class HiddenDialog(LineDialog):
    """Answers with a line that nobody sees, such as a password."""

    keys = (("Enter", "Confirm"), ("Ctrl+U", "Empty"), ("Esc", "Cancel"))

    def on_mount(self) -> None:
        self.query_one(Input).password = True


PROJECTOR_OFF: Final = "A path can name people. Turn the projector off before you type it."


def ask_line(
    screen: Screen[Any],
    dialog: LineDialog,
    take: Callable[[str], object],
    left: Callable[[], object] | None = None,
) -> None:
    """Ask for a line over a screen, and do what belongs to what is written, chosen instead, or to leaving."""

    def do(written: str | None) -> None:
        if dialog.chosen is not None:
            dialog.chosen()
        elif written:
            take(written)
        elif left is not None:
            left()

    screen.app.push_screen(dialog, do)


NOT_KEPT: Final = "What you typed is not saved yet."


class KeepingDialog(Dialog[Result]):
    """Lines to write. Ctrl+S saves what is written, as Enter does on the last line; Escape asks first if something was."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "keep", "Save", show=False, priority=True),
        Binding("enter", "next", "Next line", show=False, priority=True),
        Binding("down", "move(1)", "Next line", show=False, priority=True),
        Binding("up", "move(-1)", "Line before", show=False, priority=True),
    ]

    @property
    @abstractmethod
    def is_on_last(self) -> bool:
        """Whether the cursor is on the last line."""

    @abstractmethod
    def action_keep(self) -> None:
        """Answer with what is written."""

    def action_move(self, by: int) -> None:
        self.focus_next() if by > 0 else self.focus_previous()

    def action_next(self) -> None:
        """Go to the next line; after the last one save."""
        if self.is_on_last:
            self.action_keep()
        else:
            self.focus_next()

    def action_leave(self) -> None:
        if not self.unkept():
            self.dismiss(None)
            return
        choices = {"Keep editing": None, "Save": self.action_keep, "Leave": partial(self.dismiss, None)}
        ask(self, "Leave without saving?", choices, NOT_KEPT)


class JumpDialog(Dialog[int]):
    """Answers with the place in the list of the person who was chosen."""

    AUTO_FOCUS = "Input"
    help_text = "Type a label or part of one. The label that ends with it comes first: 4 finds Member 4 before Member 14."
    keys = (("Enter", "Go to the first"), ("Tab", "Choose another"), ("Esc", "Cancel"))

    def __init__(self, labels: tuple[str, ...]) -> None:
        super().__init__("Jump to a person")
        self._labels = labels

    def inside(self) -> Iterable[Widget]:
        yield LineInput(id="part")
        yield Rows(*self._options(""), markup=False)

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        self.query_one(Rows).refill(self._options(event.value), 0)

    @on(Input.Submitted)
    def _take_first(self) -> None:
        found = self.query_one(OptionList)
        if found.option_count:
            self.dismiss(int(found.get_option_at_index(0).id or 0))

    @on(OptionList.OptionSelected)
    def _take(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(int(event.option_id or 0))

    def _options(self, part: str) -> list[Option]:
        """Return the labels that hold the part; those that end with it first, so that "4" finds Member 4 before 14."""
        wanted = part.strip().lower()
        matching = [place for place, label in enumerate(self._labels) if wanted in label.lower()]
        matching.sort(key=lambda place: (self._labels[place].lower().split()[-1:] != [wanted], place))
        return [Option(clean(self._labels[place]), id=str(place)) for place in matching]
