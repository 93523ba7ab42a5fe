"""The form of an act: a line for each parameter that its description asks for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, Final

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.events import DescendantFocus, Key
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from scrutiny_tui.acts.act import Act, Given, Parameter, Subject, WrongError
from scrutiny_tui.domain.errors import InputError, RuleError
from scrutiny_tui.domain.pack import SYMBOLS
from scrutiny_tui.tui.dialogs.dialog import Keys
from scrutiny_tui.tui.dialogs.line import NOT_KEPT, KeepingDialog
from scrutiny_tui.tui.text import clean, words
from scrutiny_tui.tui.widgets.forms import Choice, FormLine, LineInput, MaskedKey

NOT_CHOSEN: Final = "not chosen yet"
NONE: Final = "none"
OTHER: Final = "as written:"
"""What is chosen beside the texts that are offered, so that another one can be written below."""


class ActLine(FormLine):
    """What a form has for one parameter: a choice, something to write in, or a choice with something to write in below."""

    def __init__(self, asked: Parameter, workshop: Subject, known: Given, start: str) -> None:
        """Take the parameter, what is known of those before it, and what it holds at first, as it would be typed."""
        self.asked = asked
        self._workshop = workshop
        ask, options = asked.ask, asked.options(workshop, known)
        offers = tuple(ask.offers(workshop, known)) if ask.offers and not options else ()
        self._keys: tuple[str | None, ...] = (*(each.key for each in options), *offers)
        shown = (*(_shown(each.level, each.words) for each in options), *offers)
        if not self._keys:
            super().__init__(ask.label, self._field(start, asked.name))
            self.set_class(ask.is_long, "-whole")
            return
        if ask.is_optional or (options and start not in self._keys):
            self._keys = ("", *self._keys)
            shown = (NONE if ask.is_optional else NOT_CHOSEN, *shown)
        under = None
        if offers:
            under = self._field("" if start in self._keys else start, f"{asked.name}-written")
            self._keys, shown = (*self._keys, None), (*shown, OTHER)
        at = self._keys.index(start) if start in self._keys else len(self._keys) - 1
        super().__init__(ask.label, Choice(shown, at, by_digit=under is None, id=asked.name), under=under)

    def _field(self, start: str, name: str) -> Widget:
        ask = self.asked.ask
        if ask.is_hidden:
            return MaskedKey(self._takes, id=name)
        if ask.is_long:
            return TextArea(
                clean(start), soft_wrap=True, show_line_numbers=False, tab_behavior="focus", id=name
            )
        # One word or number is replaced by what is typed; words are gone on with.
        return LineInput(start, select_on_focus=" " not in start, id=name)

    def _takes(self, key: str) -> bool:
        return self.value({}, key) is not None

    @property
    def answer(self) -> Widget:
        """What it is answered in now."""
        field = self.field
        if self.under is not None and isinstance(field, Choice) and self._keys[field.place] is None:
            return self.under
        return field

    @property
    def text(self) -> str:
        """What it holds, as it would be typed."""
        field = self.answer
        if isinstance(field, Choice):
            return self._keys[field.place] or ""
        return field.text if isinstance(field, TextArea) else getattr(field, "value", "")

    def value(self, known: Given, text: str) -> Any:
        """Return the value of a text; None if it is none."""
        try:
            return self.asked.checked(self._workshop, known, text)
        except WrongError:
            return None

    def show(self, known: Given) -> Any:
        """Show it if it is asked for now, with what there is to say about it, and return its value; None if it has none."""
        self.display = self.asked.ask.when(self._workshop, known)
        if self.under is not None and self.under.parent is not None:
            self.under.parent.display = self.answer is self.under
        value = self.value(known, self.text) if self.display else None
        known = {**known, self.asked.name: value}
        self.tell("" if value is None else self.asked.ask.about(self._workshop, known))
        return value

    def write_other(self, begun: str) -> bool:
        """Write what is not among the texts that are offered; say whether that is possible."""
        if not isinstance(self.under, Input) or not isinstance(self.field, Choice):
            return False
        if self.answer is not self.under:
            self.field.place = len(self._keys) - 1
            self.under.select_on_focus = False
            self.under.clear()
        self.under.insert(begun, len(self.under.value))
        self.under.cursor_position = len(self.under.value)
        return True

    def begin_again(self) -> None:
        """Go to what it is answered in; what was written instead of the texts that are offered is replaced by typing."""
        self.answer.focus()
        if isinstance(self.under, Input) and self.answer is self.under:
            self.under.select_all()


class ActForm(KeepingDialog[dict[str, Any]]):
    """Answers with the values of an act's parameters; with nothing if it was left, asking first if something was written."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "next", "Next line", show=False, priority=True),
        Binding("down", "move(1)", "Next line", show=False, priority=True),
        Binding("up", "move(-1)", "Line before", show=False, priority=True),
    ]

    def __init__(self, title: str, act: Act, workshop: Subject, here: Given) -> None:
        """Take what stands at the top, what is to be done, and what is known of its parameters."""
        super().__init__(title)
        self._act = act
        self._workshop = workshop
        self._here = here
        self._lines = tuple(self._made(act.asked(here)))
        self._begun: dict[str, str] = {}

    @property
    def _told(self) -> tuple[str, ...]:
        """What to know before anything is written or chosen."""
        warnings = (line.asked.ask.warning for line in self._lines)
        told = (self._act.about(self._workshop, self._here), *warnings)
        return tuple(text for text in dict.fromkeys(told) if text)

    def inside(self) -> Iterable[Widget]:
        self.set_class(any(line.asked.ask.is_long for line in self._lines), "-long")
        before = (Static(words(text)) for text in self._told)
        yield VerticalScroll(*before, *self._lines, can_focus=False, id="form")
        yield Static("", id="about")

    def _made(self, asked: Iterable[Parameter]) -> Iterable[ActLine]:
        known = dict(self._here)
        for each in asked:
            wanted = each.ask.when(self._workshop, known)
            start = each.ask.start(self._workshop, known) if wanted else ""
            line = ActLine(each, self._workshop, known, start)
            known[each.name] = line.value(known, start) if wanted else None
            yield line

    def shown_keys(self) -> Keys:
        enter = (("Enter", "Save" if self._is_on_last else "Next"),)
        choose = (("◄ ►", "Choose"),) if isinstance(self.focused, Choice) else ()
        move = (("Tab", "Next"),) if isinstance(self.focused, TextArea) else enter
        return (*move, *choose, ("Ctrl+S", "Save"), ("Esc", "Cancel"))

    @property
    def _is_on_last(self) -> bool:
        shown = [line for line in self._lines if line.display]
        return self.focused is shown[-1].answer

    def help_paragraphs(self) -> tuple[str, ...]:
        lines = (
            f"{line.asked.ask.label}: {line.asked.ask.help}" for line in self._lines if line.asked.ask.help
        )
        return (self._title_text, self._act.help, *self._told, *lines)

    def on_mount(self) -> None:
        for text in self.query(TextArea):
            text.move_cursor(text.document.end)
        for hidden in self.query(MaskedKey):
            self.watch(hidden, "value", self._show, init=False)
        self._show()
        self._begun = self._written()
        next((line for line in self._lines if line.asked.ask.is_long), self._lines[0]).answer.focus()

    def unkept(self) -> str:
        return NOT_KEPT if self._written() != self._begun else ""

    def _written(self) -> dict[str, str]:
        """Return what each line holds, as it would be typed."""
        return {line.asked.name: line.text for line in self._lines}

    @on(Choice.Changed)
    @on(Input.Changed)
    @on(TextArea.Changed)
    def _show(self) -> None:
        """Show the lines that are asked for now; what was said to be wrong is said no longer."""
        known = dict(self._here)
        for line in self._lines:
            known[line.asked.name] = line.show(known)

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Say what the line is for that the cursor is on, and show what is said about it too."""
        self.show_keys()
        line = self._line_with(event.widget)
        self.query_one("#about", Static).update(words(line.asked.ask.help if line else ""))
        if line is not None:
            self.call_after_refresh(line.scroll_visible, animate=False)

    def on_key(self, event: Key) -> None:
        """Begin to write on a line with a choice of texts, of which none is meant."""
        line = self._line_with(self.focused)
        begun = event.character if event.is_printable and isinstance(self.focused, Choice) else None
        if begun and line and line.write_other(begun):
            event.stop()
            self._show()
            line.answer.focus()

    def _line_with(self, field: Widget | None) -> ActLine | None:
        return next((line for line in self._lines if field in {line.field, line.under}), None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave Enter and the arrows to a text of several lines."""
        return action not in {"next", "move"} or not isinstance(self.focused, TextArea)

    def action_move(self, by: int) -> None:
        self.focus_next() if by > 0 else self.focus_previous()

    def action_next(self) -> None:
        """Go to the next line; after the last one save."""
        if self._is_on_last:
            self.action_keep()
        else:
            self.focus_next()

    def action_keep(self) -> None:
        """Answer with what is written, or say what is wrong beside its line."""
        try:
            values = self._act.read(self._workshop, self._written(), self._here)
            self._act.check(self._workshop, values)
        except (InputError, RuleError) as error:
            self._object(str(error), error.parameter if isinstance(error, WrongError) else "")
            return
        self.dismiss(values)

    def _object(self, told: str, name: str) -> None:
        shown = [line for line in self._lines if line.display]
        to_blame = shown if len(shown) == 1 else [line for line in shown if line.asked.name == name]
        for line in to_blame:
            line.tell(told, wrong=True)
            line.begin_again()
            self.call_after_refresh(line.scroll_visible, animate=False)
        if not to_blame:
            self.query_one("#about", Static).update(words(told, "bold"))


def _shown(level: int, words_for_it: str) -> str:
    """Return an option as its line shows it: a level with its digit and its shape."""
    return f"{level} {SYMBOLS[level - 1]} {words_for_it}" if level else words_for_it
