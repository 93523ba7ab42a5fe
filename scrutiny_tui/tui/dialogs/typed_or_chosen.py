"""A line to write, with other choices below it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from scrutiny_tui.tui.dialogs.dialog import Dialog
from scrutiny_tui.tui.text import clean, one_line
from scrutiny_tui.tui.widgets.bars import MessageLine
from scrutiny_tui.tui.widgets.forms import Field, LineInput, Rows


@dataclass(frozen=True, slots=True)
class Answer:
    """What was written, or what was chosen instead; the other one is empty."""

    written: str = ""
    chosen: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What such a dialog asks."""

    title: str
    explanation: str
    label: str
    """What stands before the line."""
    choices: tuple[tuple[str, str], ...]
    """Pairs of value and words."""
    about: str
    """For the help: what becomes of the line and of each choice."""
    text: str = ""
    """What is in the line at first, marked so that writing takes its place."""
    objection: str = ""
    """Why what is in the line could not be taken."""


class TypedOrChosen(Dialog[Answer]):
    """Answers with what was written or chosen; with nothing after Escape. Writing can begin at once."""

    DEFAULT_CSS = """
    TypedOrChosen {
        & Field {
            height: 1;
            margin: 1 0;

            & Label {
                width: 11;
            }
        }

        &.-short Field {
            margin: 0;
        }

        &.-short OptionList {
            max-height: 8;
        }
    }
    """
    AUTO_FOCUS = "Input"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("down", "app.focus_next", show=False)]
    hint = "Enter takes it · ↓ the other choices · Esc leaves"
    help_keys = (
        ("Enter", "takes the line as it is written, or the choice that is marked."),
        ("↓", "goes to the choices below the line; ↑ ↓ move among them."),
        ("Tab", "goes to the choices and back to the line."),
        ("Esc", "leaves it; nothing is changed."),
    )

    def __init__(self, asked: Asked) -> None:
        super().__init__(asked.title)
        self._asked = asked

    def inside(self) -> Iterable[Widget]:
        yield Static(clean(self._asked.explanation), markup=False)
        yield Field(self._asked.label, LineInput(self._asked.text, select_on_focus=True))
        yield Rows(*(Option(clean(text), id=value) for value, text in self._asked.choices), markup=False)

    def on_mount(self) -> None:
        if self._asked.objection:
            self.query_one(MessageLine).say(self._asked.objection, stays=True)

    def help_paragraphs(self) -> tuple[str, ...]:
        """Return the title, what is known about it, and what becomes of the line and the choices."""
        return self._title_text, self._asked.explanation, self._asked.about

    def unkept(self) -> str:
        written = self.query_one(Input).value != self._asked.text
        return f"What was written after {self._asked.label} is not taken yet." if written else ""

    @on(Input.Submitted)
    def _take_line(self, event: Input.Submitted) -> None:
        written = one_line(event.value).strip()
        if written:
            self.dismiss(Answer(written=written))
        else:
            self.query_one(MessageLine).say("Write a number, or choose a line below.", stays=True)

    @on(OptionList.OptionSelected)
    def _take_choice(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(Answer(chosen=event.option_id or ""))
