"""Questions with a few answers and texts to read, in a box at the foot of the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, ClassVar, Final, Generic, TypeAlias, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.events import ScreenResume, ScreenSuspend
from textual.screen import ModalScreen, Screen
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from scrutiny_tui.tui.commands import Command
from scrutiny_tui.tui.sizes import HEIGHTS, WIDTHS, size_classes
from scrutiny_tui.tui.text import clean, words
from scrutiny_tui.tui.themes import styles
from scrutiny_tui.tui.widgets.bars import Key, KeyBar, MessageLine, Rows
from scrutiny_tui.tui.widgets.texts import Lines, Paragraph

Result = TypeVar("Result")
Keys: TypeAlias = tuple[tuple[str, str], ...]
"""Keys as people read them, each with what it does."""

_NAMES: Final = {
    "Enter": "enter",
    "Esc": "escape",
    "Ctrl+S": "ctrl+s",
    "Tab": "tab",
    "Delete": "delete",
    "↓": "down",
}
"""Textual's names of keys that can be clicked, single letters apart."""


def _clickable(shown: str, title: str) -> Key:
    """Return a key for the key line; digits cannot be clicked, because the pointer would show the room what is chosen."""
    name = shown if len(shown) == 1 and shown.isalpha() else _NAMES.get(shown, "")
    return Key(shown, title, name)


class Dialog(ModalScreen[Result], Generic[Result]):
    """A question at the foot of the page, whose key line it takes. Escape leaves it without an answer."""

    CSS_PATH = styles("forms", "dialogs")
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Leave", show=False)]
    keys: ClassVar[Keys] = (("Esc", "Cancel"),)
    """The keys that do something here, for the key line and the help; the last one always has room."""
    help_text: str = ""
    """What is asked, and what becomes of what is chosen or written."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title_text = clean(title)

    def compose(self) -> ComposeResult:
        self.add_class(*size_classes(*self.app.size))
        with Vertical(id="box"):
            yield Static(self._title_text, classes="heading", markup=False)
            yield from self.inside()
            yield MessageLine()
        yield KeyBar()

    def on_mount(self) -> None:
        self.show_keys()
        # The box may be over the line in which the page says it.
        for line in self.app.screen_stack[-2].query(MessageLine):
            self.query_one(MessageLine).say_too(line)

    @on(ScreenSuspend)
    @on(ScreenResume)
    def _make_room(self, event: ScreenSuspend | ScreenResume) -> None:
        """Give way to a question that is opened from this one: the room sees one box at a time."""
        self.set_class(isinstance(event, ScreenSuspend), "-covered")

    def inside(self) -> Iterable[Widget]:
        """Yield what stands below the title."""
        return ()

    def shown_keys(self) -> Keys:
        """Return the keys that do something now."""
        return self.keys

    def show_keys(self) -> None:
        """Bring the key line to what the keys do now."""
        self.query_one(KeyBar).keys = tuple(_clickable(*each) for each in self.shown_keys())

    def help_paragraphs(self) -> tuple[str, ...]:
        """Return what the help says: the title, then what it is about."""
        return tuple(filter(None, (self._title_text, self.help_text)))

    def unkept(self) -> str:
        """Return a sentence about what was typed and not saved, which quitting drops; empty if there is nothing."""
        return ""

    def action_leave(self) -> None:
        self.dismiss(None)

    def warn(self, text: str) -> None:
        """Say within the box what is wrong, until the next key."""
        self.query_one(MessageLine).say(text, stays=True)

    @on(KeyBar.Pressed)
    def _press(self, event: KeyBar.Pressed) -> None:
        # From the app: a key that the question itself sent would not come back up to its bindings.
        self.app.call_later(self.app.simulate_key, event.action)


class Reading(VerticalScroll):
    """A text to read; Tab gets to it only where there is more of it than is shown."""

    def __init__(self, text: str) -> None:
        super().__init__(Static(clean(text), markup=False), classes="explanation")

    def allow_focus(self) -> bool:
        """Take the focus only if there is more of the text than is shown."""
        return self.max_scroll_y > 0


FEW: Final = 3
"""Up to so many choices leave room for a longer text, where there are few rows."""


class AskDialog(Dialog[str]):
    """Asks a question; answers with the value of what was chosen, or with nothing after Escape."""

    AUTO_FOCUS = "OptionList"
    keys: ClassVar[Keys] = (("↑ ↓", "Choose"), ("Enter", "Confirm"), ("Esc", "Cancel"))

    def __init__(self, question: str, choices: Iterable[tuple[str, str]], explanation: str = "") -> None:
        """Take the question and its choices as pairs of value and words; the first one is the safe one."""
        super().__init__(question)
        self._choices = tuple(choices)
        self.help_text = explanation

    def inside(self) -> Iterable[Widget]:
        self.set_class(bool(self.help_text), "-explained")
        self.set_class(len(self._choices) <= FEW, "-few")
        if self.help_text:
            yield Reading(self.help_text)
        yield Rows(*(Option(clean(text), id=value) for value, text in self._choices), markup=False)

    def shown_keys(self) -> Keys:
        is_longer = any(reading.allow_focus() for reading in self.query(Reading))
        return (*self.keys[:-1], ("Tab", "Read on"), self.keys[-1]) if is_longer else self.keys

    def on_resize(self) -> None:
        """Say how to read on where the text is longer than its room."""
        self.call_after_refresh(self.show_keys)

    @on(OptionList.OptionSelected)
    def _take(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option_id)


class TellingDialog(Dialog[None]):
    """A title and a text that scrolls where it is longer than the box."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,question_mark,f1,h,H", "leave", "Leave", show=False),
    ]
    AUTO_FOCUS = "VerticalScroll"
    keys: ClassVar[Keys] = (("↑ ↓", "Scroll"), ("Esc", "Close"))

    def __init__(self, title: str, text: str | Content | Iterable[Paragraph]) -> None:
        super().__init__(title)
        self._text = text

    def inside(self) -> Iterable[Widget]:
        told = words(self._text) if isinstance(self._text, str) else self._text
        yield VerticalScroll(Static(told) if isinstance(told, Content) else Lines(told))


_NOTHING: Final = Paragraph("", "")
_MOVED_IN: Final = 2
"""Columns by which the further lines of what has no key are moved in."""


def help_over(screen: Screen[Any], commands: Iterable[Command], *, typing: bool) -> TellingDialog:
    """Return the help of a page or a question, whose commands these are.

    While somebody is typing, letters are what they type, and only the other keys are named.
    """
    if isinstance(screen, Dialog):
        paragraphs, keys = screen.help_paragraphs(), screen.shown_keys()
    else:
        paragraphs, keys = tuple(filter(None, (getattr(screen, "help_text", ""),))), ()
    return TellingDialog("Help", _help(paragraphs, keys, commands, typing=typing))


def _help(
    paragraphs: Iterable[str], keys: Keys, commands: Iterable[Command], *, typing: bool
) -> Iterator[Paragraph]:
    """Yield paragraphs, keys of a question's own, and a line a command, those without a key below the others."""
    for paragraph in paragraphs:
        yield Paragraph("", paragraph)
        yield _NOTHING
    if keys:
        yield from _keyed(keys)
        yield _NOTHING
    found = [(each.keys_while_typing if typing else each.shown_keys, each) for each in commands]
    yield from _keyed([(keys, _explained(each)) for keys, each in found if keys])
    others = [each for _keys, each in found if not each.keys]
    if others:
        yield _NOTHING
        yield Paragraph("All commands (Ctrl+P)", "")
    for each in others:
        yield Paragraph("", _explained(each), _MOVED_IN)


def _explained(command: Command) -> str:
    """Return a command's title and sentence, nothing twice."""
    begun = command.help.casefold().startswith(command.title.rstrip("…").casefold())
    return command.help if begun else f"{command.title}: {command.help}"


def _keyed(keys: Sequence[tuple[str, str]]) -> Iterator[Paragraph]:
    width = max((len(key) for key, _does in keys), default=0)
    for key, does in keys:
        yield Paragraph(f"{key:<{width}}  ", does, width + 2)
