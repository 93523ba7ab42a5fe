"""The lines of a form: fields to write in or choose from, rows, and something to press at the end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import HorizontalGroup, VerticalGroup
from textual.content import Content
from textual.events import Click, Key, Paste
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input, Label, Static

from scrutiny_tui.tui.text import clean, one_line, words


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
        self.query_one(Label).update(f"► {self._label}")

    def on_descendant_blur(self) -> None:
        self.query_one(Label).update(f"  {self._label}")


class Choice(Widget, can_focus=True):
    """Shows one of several options on one line; the arrows or a click take another one, a digit its own."""

    DEFAULT_CSS = "Choice { height: 1; width: 1fr; }"
    BINDINGS = [
        Binding("right", "turn(1)", "Next", show=False),
        Binding("left", "turn(-1)", "Before", show=False),
        Binding("enter", "app.focus_next", "Next", show=False),
    ]

    place: reactive[int] = reactive(0)
    """Which option is taken, counted from 0."""

    @dataclass
    class Changed(Message):
        """Sent when another option is taken."""

        choice: Choice

    def __init__(
        self, options: tuple[str, ...], place: int = 0, *, by_digit: bool = True, id: str | None = None
    ) -> None:
        """Without `by_digit` a digit is left to what can be written instead: "3" may be 3 months, or begin 31 March."""
        super().__init__(id=id)
        self._options = options
        self._by_digit = by_digit
        self.set_reactive(Choice.place, place)

    @property
    def value(self) -> str:
        """The option that is taken."""
        return self._options[self.place]

    def render(self) -> Content:
        """Draw the option between arrows that say that there are others."""
        text = clean(self.value)
        return Content.styled(f"◄ {text} ►", "bold reverse") if self.has_focus else Content(f"  {text}  ")

    def on_key(self, event: Key) -> None:
        """Take the option that begins with the digit that was pressed."""
        is_digit = self._by_digit and event.character and event.character.isdecimal()
        digit = event.character if is_digit else None
        found = (place for place, text in enumerate(self._options) if digit and text.startswith(f"{digit} "))
        if (place := next(found, None)) is not None:
            event.stop()
            self.action_turn(place - self.place)

    def action_turn(self, by: int) -> None:
        self.place = (self.place + by) % len(self._options)
        self.post_message(self.Changed(self))

    def on_click(self, _event: Click) -> None:
        self.action_turn(1)


PEOPLE_APART: Final = "; "
"""What stands between people, or tables, that were pasted on lines of their own."""


class LineInput(Input):
    """A line that takes all of what is pasted, with something between the lines of it; how long it may be is told elsewhere."""

    def __init__(self, value: str = "", *, between: str = " ", **options: Any) -> None:
        """Take what is in it at first, and what stands for a line break between two lines that are pasted."""
        self._between = between
        super().__init__(one_line(value, between), **options)

    def _on_paste(self, event: Paste) -> None:
        # Textual asks the class above next, which takes the first line alone.
        event.text = one_line(event.text, self._between)

    def action_paste(self) -> None:
        self.replace(one_line(self.app.clipboard, self._between), *self.selection)


class MaskedKey(Widget, can_focus=True):
    """Takes one key; every key shows as the same neutral mark, and none can be clicked."""

    DEFAULT_CSS = "MaskedKey { height: 1; width: 1fr; }"

    value: reactive[str] = reactive("")
    """The key that was pressed last; empty before the first one."""

    def __init__(self, takes: Callable[[str], bool], *, id: str | None = None) -> None:
        """Take what says whether a key means something."""
        super().__init__(id=id)
        self._takes = takes

    def render(self) -> Content:
        """Draw whether something was keyed, never what."""
        return Content("■ entered; another key replaces it" if self.value else "□ nothing entered yet")

    def on_key(self, event: Key) -> None:
        if event.is_printable and event.character and self._takes(event.character):
            event.stop()
            self.value = event.character


class Press(Widget, can_focus=True):
    """A word in brackets that Enter or a click presses."""

    DEFAULT_CSS = "Press { height: 1; width: auto; }"
    BINDINGS = [Binding("enter,space", "press", "Press", show=False)]

    class Pressed(Message):
        """Sent when it is pressed."""

    def __init__(self, text: str, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._text = text

    def render(self) -> Content:
        """Draw it, marked by more than colour while it has the focus."""
        return (
            Content.styled(f"► [ {self._text} ]", "bold reverse")
            if self.has_focus
            else Content(f"  [ {self._text} ]")
        )

    def action_press(self) -> None:
        self.post_message(self.Pressed())

    def on_click(self) -> None:
        self.action_press()


class FormLine(VerticalGroup):
    """A label with a field; under them a sentence about what is written, or about why it cannot be taken."""

    def __init__(self, label: str, field: Widget, told: str = "", *, under: Widget | None = None) -> None:
        super().__init__()
        self._label = label
        self.field = field
        """What the line is answered in; its id is the name of the line."""
        self.under = under
        """What stands below it, where there is more to write; None if there is nothing."""
        self._told = told

    def compose(self) -> ComposeResult:
        self.set_class(bool(self._told), "-told")
        yield Field(self._label, self.field)
        if self.under is not None:
            yield Field("", self.under)
        yield Static(words(self._told), id=f"{self.field.id}-note", classes="note")

    def tell(self, text: str, *, wrong: bool = False) -> None:
        """Say something about the line, or nothing if the text is empty."""
        self.set_class(wrong, "-wrong")
        if text != self._told:
            self._told = text
            self.set_class(bool(text), "-told")
            self.query_one(".note", Static).update(words(text))
