"""Questions in which a line is written."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, Final

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from scrutiny_tui.tui.dialogs.dialog import AskDialog, Dialog, Result
from scrutiny_tui.tui.text import clean, one_line
from scrutiny_tui.tui.widgets.bars import MessageLine
from scrutiny_tui.tui.widgets.forms import Field, LineInput, Rows

LONGEST_LINE: Final = 120
"""Characters of a line, unless it was longer before or holds a path."""

_NEARLY: Final = 20
"""With so many characters left it begins to say how many."""


class LineDialog(Dialog[str]):
    """Answers with the line that was written; with nothing after Escape."""

    DEFAULT_CSS = """
    LineDialog {
        & Field {
            height: 1;
            margin-top: 1;

            & Label {
                width: 8;
            }
        }

        & #left {
            height: auto;
            display: none;
        }
    }
    """
    AUTO_FOCUS = "Input"
    help_keys = (
        ("Enter", "takes the line as it is written."),
        ("Ctrl+U", "empties it up to the cursor."),
        ("Esc", "leaves it; nothing is changed."),
    )
    hint = "Enter takes it · Esc leaves"

    def __init__(
        self,
        title: str,
        label: str,
        text: str,
        explanation: str,
        *,
        about: str = "",
        longest: int = LONGEST_LINE,
    ) -> None:
        """Take the title, what stands before the line, what is in it at first, and a sentence about it.

        `about` says for the help what becomes of the line; more than `longest` characters are not taken.
        """
        super().__init__(title)
        self._label = label
        self._text = one_line(text)
        self._explanation = explanation
        self._about = about
        self._longest = max(longest, len(self._text))

    def help_paragraphs(self) -> tuple[str, ...]:
        """Return the title, what is known about the line, and what becomes of it."""
        about = self._about or f"Write one line after {self._label}. Nothing happens before you press Enter."
        return self._title_text, self._explanation, about

    def inside(self) -> Iterable[Widget]:
        yield Static(clean(self._explanation), markup=False)
        yield Field(self._label, LineInput(self._text, id="line"))
        yield Static("", id="left")

    def unkept(self) -> str:
        written = self.query_one(Input).value != self._text
        return f"What was written after {self._label} is not taken yet." if written else ""

    @on(Input.Submitted)
    def _take(self, event: Input.Submitted) -> None:
        written = one_line(event.value).strip()
        if len(written) > self._longest:
            self.query_one(MessageLine).say(
                f"{self._too_long(len(written))} Nothing is cut off by itself.", stays=True
            )
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


class JumpDialog(Dialog[int]):
    """Answers with the place in the list of the person who was chosen."""

    AUTO_FOCUS = "Input"
    help_text = (
        "Type a label or part of one; the list shrinks to those that hold it. The one that ends with it comes first, so "
        "that 4 finds Member 4 before Member 14. Whoever is taken is marked in the list of slips; no answer changes."
    )
    help_keys = (
        ("Enter", "takes the first of those that were found."),
        ("Tab", "goes to those that were found; ↑ ↓ and Enter take another of them."),
        ("Esc", "leaves it; the mark stays where it was."),
    )
    hint = "Type part of the label · Enter takes the first · Esc leaves"

    def __init__(self, labels: tuple[str, ...]) -> None:
        super().__init__("Jump to a person")
        self._labels = labels

    def inside(self) -> Iterable[Widget]:
        yield LineInput(id="part")
        yield Rows(*self._options(""), markup=False)

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        found = self.query_one(OptionList)
        found.clear_options()
        found.add_options(self._options(event.value))
        found.highlighted = 0 if found.option_count else None

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
