"""The form of an act: a line for each parameter that its description asks for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, ClassVar, Final

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from scrutiny_tui.acts.act import Act, Given, Parameter, WrongError
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.errors import InputError, RuleError
from scrutiny_tui.tui.dialogs.ask import AskDialog
from scrutiny_tui.tui.dialogs.dialog import Dialog
from scrutiny_tui.tui.text import SYMBOLS, clean
from scrutiny_tui.tui.widgets.bars import MessageLine
from scrutiny_tui.tui.widgets.forms import Choice, Field, LineInput

NOT_CHOSEN: Final = "not chosen yet"
OTHER: Final = "as written:"
"""What is chosen beside the texts that are offered, so that another one can be written."""
NOT_KEPT: Final = "What was written is not kept yet."
_OFFER: Final = "-offer"


class ActForm(Dialog[dict[str, Any]]):
    """Answers with the values of an act's parameters; with nothing if it was left, asking first if something was written."""

    DEFAULT_CSS = """
    ActForm Field {
        height: auto;

        & Label {
            width: 19;
        }
    }

    ActForm #about {
        height: auto;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "keep", "Keep", show=False, priority=True),
        Binding("enter", "keep_line", "Keep", show=False, priority=True),
        Binding("down", "move(1)", "Next line", show=False, priority=True),
        Binding("up", "move(-1)", "Line before", show=False, priority=True),
    ]

    def __init__(self, act: Act, workshop: Workshop, here: Given) -> None:
        """Take what is to be done, and what is known of its parameters."""
        super().__init__(_title(act, here))
        self._act = act
        self._workshop = workshop
        self._here = here
        self._asked = act.asked(here)
        self._begun: dict[str, str] = {}

    @property
    def _is_long(self) -> bool:
        return any(each.ask.is_long for each in self._asked)

    def inside(self) -> Iterable[Widget]:
        warnings = dict.fromkeys(each.ask.warning for each in self._asked if each.ask.warning)
        yield from (Static(warning) for warning in warnings)
        known = dict(self._here)
        for each in self._asked:
            yield from self._lines_of(each, known)
        yield Static("", id="about")

    def _lines_of(self, asked: Parameter, known: dict[str, Any]) -> Iterator[Widget]:
        ask = asked.ask
        start = ask.start(self._workshop, known) if ask.when(self._workshop, known) else ""
        if ask.options is not None:
            yield Field(ask.label, self._choice(asked, known, start))
        elif ask.is_long:
            yield TextArea(
                clean(start), soft_wrap=True, show_line_numbers=False, tab_behavior="focus", id=asked.name
            )
        else:
            offers = tuple(ask.offers(self._workshop, known)) if ask.offers else ()
            line = LineInput(start, placeholder=ask.help, select_on_focus=bool(offers), id=asked.name)
            line.password = ask.is_hidden
            if offers:
                yield Field(ask.label, self._offers(asked, offers, start))
            yield Field("" if offers else ask.label, line)
        if start:
            known[asked.name] = self._value(asked, known, start)

    def _choice(self, asked: Parameter, known: Given, start: str) -> Choice:
        options = asked.options(self._workshop, known)
        keys = [option.key for option in options]
        first = () if start in keys else (NOT_CHOSEN,)
        words = (*first, *(_shown(option.key, option.words) for option in options))
        return Choice(words, keys.index(start) if start in keys else 0, id=asked.name)

    def _offers(self, asked: Parameter, offers: tuple[str, ...], start: str) -> Choice:
        none = ("none",) if asked.ask.is_optional else ()
        words = (*none, *offers, OTHER)
        at = (
            0
            if not start and none
            else offers.index(start) + len(none)
            if start in offers
            else len(words) - 1
        )
        return Choice(words, at, id=f"{asked.name}{_OFFER}")

    def _value(self, asked: Parameter, known: Given, text: str) -> Any:
        """Return the value of what a line holds; None as long as it is none."""
        try:
            return asked.checked(self._workshop, known, text)
        except WrongError:
            return None

    @property
    def hint_text(self) -> str:
        """The keys that matter, in the last line of the box."""
        keeps = "Ctrl+S keeps it" if self._is_long else "Enter keeps it"
        lines = len(self.query(Field))
        return " · ".join(("Tab next line · ◄ ► choose",) * (lines > 1) + (keeps, "Esc leaves"))

    @property
    def help_keys(self) -> tuple[tuple[str, str], ...]:  # type: ignore[override]
        """Every key that does something here."""
        keeps = "Ctrl+S" if self._is_long else "Enter"
        return (
            ("Tab ↑ ↓", "move to another line."),
            ("◄ ►", "the arrows left and right take another choice; a digit takes its own."),
            (keeps, "keeps what is written and chosen."),
            ("Esc", "leaves it; what was written can be kept, or thrown away."),
        )

    def help_paragraphs(self) -> tuple[str, ...]:
        return (
            self._title_text,
            self._act.help,
            *(_about_line(each) for each in self._asked if each.ask.help),
        )

    def on_mount(self) -> None:
        for long in self.query(TextArea):
            long.move_cursor(long.document.end)
        self._show()
        self._begun = self._written()
        self.query_one("#hint", Static).update(self.hint_text)
        first = next((each for each in self._asked if each.ask.is_long), self._asked[0])
        self.query_one(f"#{first.name}").focus()

    def unkept(self) -> str:
        return NOT_KEPT if self._written() != self._begun else ""

    def _written(self) -> dict[str, str]:
        """Return what each line holds, as it would be typed."""
        return {each.name: self._text(each) for each in self._asked}

    def _text(self, asked: Parameter) -> str:
        field = self.query_one(f"#{asked.name}")
        if isinstance(field, Choice):
            options = asked.options(self._workshop, self._here)
            shown = {_shown(option.key, option.words): option.key for option in options}
            return shown.get(field.value, "")
        if isinstance(field, TextArea):
            return field.text
        line = field.value if isinstance(field, Input) else ""
        offered = self.query_one_optional(f"#{asked.name}{_OFFER}", Choice)
        if offered is None or offered.value == OTHER:
            return line
        return "" if asked.ask.is_optional and not offered.place else offered.value

    @on(Choice.Changed)
    @on(Input.Changed)
    def _show(self) -> None:
        """Show the lines that are asked for now, and say what there is to say about them."""
        known, told = dict(self._here), []
        for each in self._asked:
            wanted = each.ask.when(self._workshop, known)
            self._display(each, wanted)
            known[each.name] = self._value(each, known, self._text(each)) if wanted else None
            if known[each.name] is not None:
                told.append(each.ask.about(self._workshop, known))
        self.query_one("#about", Static).update(clean(" ".join(filter(None, told))))

    def _display(self, asked: Parameter, wanted: bool) -> None:
        offered = self.query_one_optional(f"#{asked.name}{_OFFER}", Choice)
        line = self.query_one(f"#{asked.name}")
        for field, shown in (
            (offered, wanted),
            (line, wanted and (offered is None or offered.value == OTHER)),
        ):
            if field is not None:
                (field.parent if isinstance(field.parent, Field) else field).display = shown

    def action_move(self, by: int) -> None:
        """Move to another line, but inside a text of several lines move the cursor."""
        if isinstance(self.focused, TextArea):
            self.focused.action_cursor_down() if by > 0 else self.focused.action_cursor_up()
        elif by > 0:
            self.focus_next()
        else:
            self.focus_previous()

    def action_keep_line(self) -> None:
        """Keep everything, but inside a text of several lines begin a new line."""
        if isinstance(self.focused, TextArea):
            self.focused.insert("\n")
        else:
            self.action_keep()

    def action_keep(self) -> None:
        """Answer with what is written, or say what is wrong with it."""
        try:
            values = self._act.read(self._workshop, self._written(), self._here)
            self._act.check(self._workshop, values)
        except (InputError, RuleError) as error:
            self.query_one(MessageLine).say(str(error), stays=True)
            if isinstance(error, WrongError):
                self._focus_on(error.parameter)
            return
        self.dismiss(values)

    def _focus_on(self, name: str) -> None:
        line, offered = self.query_one(f"#{name}"), self.query_one_optional(f"#{name}{_OFFER}")
        (line if offered is None or line.parent is None or line.parent.display else offered).focus()

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


def _title(act: Act, here: Given) -> str:
    step = here.get("step")
    mine = any(each.name == "step" and each.is_answered_by(here) for each in act.parameters)
    return f"{act.title}: {'Prompt' if step.step else 'Step'} {step.id}" if mine and step else act.title


def _about_line(asked: Parameter) -> str:
    return f"{asked.ask.label}: {asked.ask.help}"


def _shown(key: str, words: str) -> str:
    """Return an option as its line shows it: a level with its digit and its shape."""
    if not key.isdecimal():
        return words
    symbol = f"{SYMBOLS[int(key) - 1]} " if 1 <= int(key) <= len(SYMBOLS) else ""
    return f"{key} {symbol}{words}"
