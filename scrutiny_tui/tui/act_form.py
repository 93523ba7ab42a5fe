"""An act from a page: what it asks for first, its form, its questions, and what is said afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from textual import on
from textual.containers import VerticalScroll
from textual.events import DescendantFocus, Key
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from scrutiny_tui.acts.act import ON_AGAIN, PROJECTOR, Act, Given, Parameter, Question, Subject, WrongError
from scrutiny_tui.domain.errors import InputError, RuleError, ScrutinyError
from scrutiny_tui.domain.pack import SYMBOLS
from scrutiny_tui.domain.phrases import item_name
from scrutiny_tui.tui.dialogs import ask
from scrutiny_tui.tui.dialogs.dialog import AskDialog, Keys, TellingDialog
from scrutiny_tui.tui.dialogs.line import NOT_KEPT, KeepingDialog
from scrutiny_tui.tui.dialogs.own_forms import HandsDialog, PromptsDialog, sort_lines, type_lines
from scrutiny_tui.tui.text import clean, words
from scrutiny_tui.tui.widgets.forms import Choice, FormLine, LineInput, MaskedKey

if TYPE_CHECKING:
    from scrutiny_tui.acts.shelf_acts import Shelved
    from scrutiny_tui.tui.screens.page import Page
    from scrutiny_tui.tui.screens.workshop_page import WorkshopPage

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
        marks = (f"{each.level} {SYMBOLS[each.level - 1]} " if each.level else "" for each in options)
        shown = (*(f"{mark}{each.words}" for mark, each in zip(marks, options, strict=True)), *offers)
        if not self._keys:
            super().__init__(ask.label, self._field(start, asked.name))
            self.set_class(ask.is_long, "-whole")
            return
        if ask.is_optional or (options and start not in self._keys):
            self._keys = ("", *self._keys)
            shown = ("none" if ask.is_optional else "not chosen yet", *shown)
        under = None
        if offers:
            under = self._field("" if start in self._keys else start, f"{asked.name}-written")
            self._keys, shown = (*self._keys, None), (*shown, OTHER)
        at = self._keys.index(start) if start in self._keys else len(self._keys) - 1
        super().__init__(ask.label, Choice(shown, at, by_digit=under is None, id=asked.name), under=under)

    def _field(self, start: str, name: str) -> Widget:
        ask = self.asked.ask
        if ask.is_hidden:
            return MaskedKey(lambda key: self.value({}, key) is not None, id=name)
        if ask.is_long:
            return TextArea(
                clean(start), soft_wrap=True, show_line_numbers=False, tab_behavior="focus", id=name
            )
        # One word or number is replaced by what is typed; words are gone on with.
        return LineInput(start, select_on_focus=" " not in start, id=name)

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
        enter = (("Enter", "Save" if self.is_on_last else "Next"),)
        choose = (("◄ ►", "Choose"),) if isinstance(self.focused, Choice) else ()
        move = (("Tab", "Next"),) if isinstance(self.focused, TextArea) else enter
        return (*move, *choose, ("Ctrl+S", "Save"), ("Esc", "Cancel"))

    @property
    def is_on_last(self) -> bool:
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


_PROJECTOR: Final = replace(
    PROJECTOR, told=f"{PROJECTOR.told} Blank is not enough: nothing can be entered while the screen is blank."
)


def run_act(page: WorkshopPage, act: Act, here: Given) -> None:
    """Do an act on a page: ask for what the page does not know, then whether, and do it."""
    _Run(page, act, page.workshop, lambda values: page.do(act, values), page.warn, dict(here)).begin()


def run_shelf_act(page: Page, act: Act, shelved: Shelved, done: Callable[[], None]) -> None:
    """Do an act to a workshop that is put away in the same way; `done` brings the page up to date."""

    def refuse(told: str) -> None:
        page.app.push_screen(TellingDialog("This could not be done", told))

    def do(values: Given) -> None:
        try:
            told = act.do(shelved, values)
        except ScrutinyError as error:
            refuse(str(error))
            return
        page.tell(" ".join(told.split("\n")))
        done()

    _Run(page, act, shelved, do, refuse, {}).begin()


@dataclass
class _Run:
    """One act on its way."""

    _page: Page
    _act: Act
    _workshop: Subject
    _do: Callable[[Given], object]
    _refuse: Callable[[str], object]
    _here: dict[str, Any]
    _chosen: list[str] = field(default_factory=list)
    """What was chosen from lists so far, in words."""

    @property
    def _title(self) -> str:
        """The act, and what it is about as far as that is known."""
        step = self._here.get("step")
        is_asked = any(each.name == "step" and each.ask.is_here for each in self._act.parameters)
        about = (*([item_name(step)] if step and is_asked else ()), *self._chosen)
        return f"{self._act.title}: {', '.join(about)}" if about else self._act.title

    def begin(self) -> None:
        """Ask whether the room cannot see the screen if it must not, then go on."""
        if self._act.is_private:
            self._ask(_PROJECTOR, self._ask_first)
        else:
            self._ask_first()

    def _ask_first(self) -> None:
        """Ask for the next parameter that is chosen from a list; after the last one show the form."""
        if self._act.name in _OWN_FORMS:
            _OWN_FORMS[self._act.name](self._page, self._act)
            return
        asked = self._act.asked(self._here)
        listed = [each for each in asked if each.ask.is_first or (len(asked) == 1 and each.ask.options)]
        first = next((each for each in listed if each.ask.when(self._workshop, self._here)), None)
        if first is not None:
            self._choose(first)
        elif any(each.ask.when(self._workshop, self._here) for each in asked):
            self._show_form()
        else:
            self._confirm(self._here)

    def _choose(self, first: Parameter) -> None:
        choices = {each.key: each.words for each in first.options(self._workshop, self._here)}

        def take(key: str) -> None:
            self._chosen.append(choices[key])
            self._here[first.name] = first.checked(self._workshop, self._here, key)
            if first.ask.is_first:
                self._ask_first()
            else:
                self._confirm(self._here)

        told = self._act.about(self._workshop, self._here)
        self._page.app.push_screen(AskDialog(self._title, choices.items(), told), self._unless_left(take))

    def _show_form(self) -> None:
        try:
            form = ActForm(self._title, self._act, self._workshop, self._here)
        except ScrutinyError as error:
            self._refuse(str(error))
        else:
            self._page.app.push_screen(form, self._unless_left(self._confirm))

    def _confirm(self, known: Given) -> None:
        values = {each.name: known.get(each.name) for each in self._act.parameters}
        try:
            questions = [*self._act.questions(self._workshop, values)]
        except ScrutinyError as error:
            self._refuse(str(error))
            return

        def next_question() -> None:
            if questions:
                self._ask(questions.pop(0), next_question)
            else:
                self._do(values)

        next_question()

    def _unless_left(self, go_on: Callable[[Any], None]) -> Callable[[Any], None]:
        """Return what takes the answer of a dialog, which is None if it was left."""
        return lambda answer: self._leave() if answer is None else go_on(answer)

    def _leave(self) -> None:
        if self._act.is_private:
            self._page.tell(f"Nothing is changed. {ON_AGAIN}")

    def _ask(self, question: Question, go_on: Callable[[], None]) -> None:
        leave = None if question is _PROJECTOR else self._leave
        ask(self._page, question.text, {question.no: leave, question.yes: go_on}, question.told, left=leave)


_OWN_FORMS: Final[Mapping[str, Callable[[Any, Act], None]]] = {
    "priorities": lambda page, act: page.app.push_screen(
        HandsDialog(page.workshop), lambda hands: hands is None or page.do(act, {"hands": hands})
    ),
    "vote-on": lambda page, act: page.app.push_screen(
        PromptsDialog(page.workshop), lambda _chosen: page.acted(act)
    ),
    "type-words": type_lines,
    "sort-words": sort_lines,
}
"""What asks for the parameters of the acts that need more than a line for each."""
