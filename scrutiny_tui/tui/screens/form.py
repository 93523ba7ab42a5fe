"""What every form has: what is wrong is said beside its line, and what was typed is not dropped without asking."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable, Mapping
from typing import ClassVar

from textual import on
from textual.containers import VerticalScroll
from textual.events import DescendantBlur, DescendantFocus
from textual.widget import Widget
from textual.widgets import Input, Static

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.domain.details import faults
from scrutiny_tui.domain.errors import InputError, RuleError
from scrutiny_tui.domain.session import Details
from scrutiny_tui.tui.screens.page import Page
from scrutiny_tui.tui.styling import styles
from scrutiny_tui.tui.text import one_line, words
from scrutiny_tui.tui.widgets.forms import Choice, FormLine, Press


class FormPage(Page):
    """A form whose last line keeps what is written. Subclasses say which lines there are, and what keeping does."""

    CSS_PATH = styles("start")
    AUTO_FOCUS = "#council"
    title_text: ClassVar[str] = ""
    press_text: ClassVar[str] = ""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._begun: tuple[str, ...] = ()
        self._asked: set[str] = set()

    def body(self) -> Iterable[Widget]:
        yield Static(self.title_text, classes="heading")
        yield VerticalScroll(
            *self.fields(),
            Press(self.press_text, id="create"),
            can_focus=False,
            id="form",
        )
        yield Static("", id="wrong")

    def fields(self) -> Iterable[FormLine]:
        """Yield the lines of the form; the id of each field is its name below."""
        return ()

    @abstractmethod
    def details(self) -> Details:
        """Return what is written, with stand-ins for what cannot be read."""

    def faults(self) -> dict[str, str]:
        """Return why lines cannot be taken as they are: a sentence by the name of the line."""
        return faults(self.details())

    def doubts(self) -> dict[str, str]:
        """Return what is asked about lines that can be taken; the same act once more answers yes."""
        return {}

    def beside(self, name: str) -> str:
        """Return what is said about a line that is not at fault; empty for nothing."""
        return ""

    def asks(self, name: str) -> bool:
        """Say whether a line is shown; what is kept of answers is asked only where there are answers, or it is at fault."""
        return name != "secrecy" or name in self.faults()

    def keep(self) -> None:
        """Keep what is written, in which nothing is at fault."""

    def leave(self) -> None:
        """Leave the form; nothing is kept."""

    def begin(self) -> None:
        super().begin()
        self._recheck("")
        self._begun = self._written()

    def unkept(self) -> str:
        return "What was written in the form is not kept." if self._written() != self._begun else ""

    def action_move(self, by: int) -> None:
        if by > 0:
            self.focus_next()
        else:
            self.focus_previous()

    def action_create(self) -> None:
        objections = self._objections()
        if objections:
            self._object(objections)
        else:
            self.keep()

    def action_back(self) -> None:
        if not self.unkept():
            self.leave()
            return
        from scrutiny_tui.tui.dialogs.ask import AskDialog

        def decide(choice: str | None) -> None:
            if choice == "leave":
                self.leave()

        choices = (("stay", "No, go on with the form"), ("leave", "Yes, drop what was written"))
        about = "No leads back to the form as it is. Yes leaves it, and nothing of it is kept."
        question = "Leave without keeping what was written?"
        self.app.push_screen(AskDialog(question, choices, about=about), decide)

    @on(Press.Pressed)
    def _pressed(self) -> None:
        self.action_create()

    @on(Input.Submitted)
    def _end_line(self, event: Input.Submitted) -> None:
        """Go to the next line, unless there is something to be said about this one."""
        name = event.input.id or ""
        objection = self._objections().get(name, "") if event.value.strip() else ""
        if objection:
            self._object({name: objection})
        else:
            self._recheck(name)
            self.focus_next()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._recheck(event.input.id or "")

    @on(Choice.Changed)
    def _turned(self, event: Choice.Changed) -> None:
        self._recheck(event.choice.id or "")

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Show what is said about a line too, where the line is entered."""
        entered = next((line for line in self.query(FormLine) if line.field is event.widget), event.widget)
        self.call_after_refresh(entered.scroll_visible, animate=False)

    def on_descendant_blur(self, event: DescendantBlur) -> None:
        """Say what is wrong with a line that was written and left."""
        field = event.widget
        if not self.is_current or not isinstance(field, Input) or not field.value.strip():
            return
        told = self.faults().get(field.id or "", "")
        if told:
            self._line(field.id or "").tell(told, wrong=True)

    def _recheck(self, name: str) -> None:
        """Take back what was said about a line that was changed, and about lines that are right by now."""
        self.wrong("")
        still = self.faults()
        for line in self.query(FormLine):
            line.display = self.asks(line.field.id or "")
            if line.field.id == name or line.field.id not in still:
                line.tell(self.beside(line.field.id or ""))

    def _objections(self) -> dict[str, str]:
        doubts = {name: told for name, told in self.doubts().items() if told not in self._asked}
        return {**doubts, **self.faults()}

    def _object(self, objections: Mapping[str, str]) -> None:
        """Say what is wrong beside the lines, and go to the first of them."""
        self._asked.update(objections.values())
        lines = [line for line in self.query(FormLine) if line.field.id in objections]
        for line in lines:
            line.tell(objections[line.field.id or ""], wrong=True)
        if lines:
            lines[0].field.focus()
            self.call_after_refresh(lines[0].scroll_visible, animate=False)

    def wrong(self, text: str) -> None:
        """Say what no line is to blame for."""
        self.query_one("#wrong", Static).update(words(text))

    def _line(self, name: str) -> FormLine:
        return next(line for line in self.query(FormLine) if line.field.id == name)

    def _written(self) -> tuple[str, ...]:
        """Return what every line holds."""
        texts = (field.value for field in self.query(Input))
        return (*texts, *(choice.value for choice in self.query(Choice)))

    def text(self, name: str) -> str:
        """Return what is written in a line, without white space at its ends."""
        return one_line(self.query_one(f"#{name}", Input).value).strip()

    def choice(self, name: str) -> str:
        """Return what is chosen in a line."""
        return self.query_one(f"#{name}", Choice).value


def refused(name: str, read: Callable[[], object]) -> dict[str, str]:
    """Return why something that was written cannot be read, under the name of its line; empty if it can."""
    try:
        read()
    except (InputError, RuleError) as error:
        return {name: str(error)}
    return {}
