"""The description of something a person can do: what it is called, what it asks for, and what it does.

The screens, the plain twin, the command line and the printed key sheet are made from these descriptions, so that a rule
or a word about an act stands in one place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from inspect import getdoc
from typing import Annotated, Any, Final, TypeAlias, get_args, get_origin, get_type_hints

from scrutiny_tui.domain.errors import InputError, RuleError
from scrutiny_tui.domain.fields import LONGEST_TEXT, too_long
from scrutiny_tui.domain.printable import plain, printable
from scrutiny_tui.domain.records import record
from scrutiny_tui.domain.session import PageName
from scrutiny_tui.store.disk_errors import REFUSED

Subject: TypeAlias = Any
"""What an act is done to: a `Workshop`, or a `Shelved` one for the acts of the shelf."""
Given: TypeAlias = Mapping[str, Any]
"""The values of an act's parameters by name, as far as they are known."""

EVERY_PAGE: Final = frozenset(str(page) for page in PageName)
"""The pages of a workshop that have a place in it."""
MAY_BE_PUBLISHED: Final = "No names of children, families or staff. This may be published."
LONGEST_LINE: Final = 1_000
"""Characters that fit on one line of a form; longer texts are written on several lines."""

_KEY_NAMES: Final = {
    "asterisk": "*",
    "down": "↓",
    "escape": "Esc",
    "full_stop": ".",
    "greater_than_sign": ">",
    "left": "←",
    "less_than_sign": "<",
    "minus": "-",
    "plus": "+",
    "question_mark": "?",
    "right": "→",
    "slash": "/",
    "up": "↑",
}


def key_name(key: str) -> str:
    """Return a key as it is written on the keyboard, such as "Enter", "Ctrl+P", "*" or "n"."""
    if len(key) == 1:
        return key
    return _KEY_NAMES.get(key) or "+".join(part.capitalize() for part in key.split("+"))


@record
class Option:
    """One of the values that a parameter can have."""

    key: str
    """What is typed for it: a digit, a letter or a short word."""
    words: str
    value: Any = None
    level: int = 0
    """The level that it stands for, shown with its digit and shape; 0 for anything else."""

    def is_named(self, typed: str) -> bool:
        """Say whether somebody typed its key or its words, in any letters."""
        return plain(typed) in {plain(self.key), plain(self.words)}

    def is_begun(self, typed: str) -> bool:
        """Say whether somebody typed how its key or its words begin, in any letters."""
        return plain(self.key).startswith(plain(typed)) or plain(self.words).startswith(plain(typed))


def _always(_workshop: Subject, _given: Given) -> bool:
    return True


def _nothing(_workshop: Subject, _given: Given) -> str:
    return ""


@record
class Ask:
    """How a parameter is asked for: a choice if it has options, otherwise a text."""

    label: str
    """What stands before the line in a form."""
    help: str = ""
    """What to write or choose, for the help of the command line and the question of the plain twin."""
    options: tuple[Option, ...] | Callable[[Subject, Given], Iterable[Option]] | None = None
    """What can be chosen: the same in every workshop, or as the workshop and the parameters before it have it."""
    read: Callable[[Subject, Given, str], Any] | None = None
    """Makes the value of what was typed. Raises `InputError` if it cannot."""
    offers: Callable[[Subject, Given], Iterable[str]] | None = None
    """Texts that can be taken without typing them; anything else can be typed too."""
    start: Callable[[Subject, Given], str] = _nothing
    """What the line holds at first: a text as it would be typed, or the key of an option."""
    when: Callable[[Subject, Given], bool] = _always
    """Whether it is asked for, given the parameters before it."""
    warning: str = ""
    """A sentence to read before writing."""
    longest: int = LONGEST_TEXT
    is_long: bool = False
    """Whether the text may have several lines."""
    is_optional: bool = False
    """Whether it may stay empty."""
    is_hidden: bool = False
    """Whether nobody may see what is typed or chosen."""
    is_here: bool = False
    """Whether a page usually says what is meant, such as the step it shows."""
    is_first: bool = False
    """Whether it is asked for before the others, because what they hold at first depends on it."""
    about: Callable[[Subject, Given], str] = _nothing
    """A sentence about the value that was given, such as a doubt; the value is among those that it gets."""


@record
class Parameter:
    """A parameter of an act, under the name that its function has for it."""

    name: str
    ask: Ask

    def is_answered_by(self, here: Given) -> bool:
        """Say whether it is known already what is meant."""
        return (self.ask.is_here or self.ask.is_first) and here.get(self.name) is not None

    def options(self, workshop: Subject, given: Given) -> tuple[Option, ...]:
        """Return what can be chosen; nothing if a text is asked for."""
        options = self.ask.options or ()
        return options if isinstance(options, tuple) else tuple(options(workshop, given))

    def checked(self, workshop: Subject, given: Given, typed: str) -> Any:
        """Return the value of what was typed or chosen. Raises `WrongError`, which names the parameter, if it is none."""
        try:
            return self._value(workshop, given, typed)
        except (InputError, RuleError) as error:
            raise WrongError(self.name, str(error)) from error

    def _value(self, workshop: Subject, given: Given, typed: str) -> Any:
        kept = printable(typed).strip()
        if not self.ask.is_long:
            kept = " ".join(kept.split())
        if told := too_long(kept, f'"{self.ask.label}"', self.ask.longest):
            raise InputError(told)
        if not kept and not self.ask.is_optional:
            wanted = "please choose" if self.ask.options else "please fill this in"
            raise InputError(f"{self.ask.label}: {wanted}.")
        if self.ask.options is not None and kept:
            return self._chosen(workshop, given, kept)
        return self.ask.read(workshop, given, kept) if self.ask.read else kept

    def _chosen(self, workshop: Subject, given: Given, typed: str) -> Any:
        options = self.options(workshop, given)
        found = [each for each in options if each.is_named(typed)]
        found = found or [each for each in options if each.is_begun(typed)]
        if len(found) == 1:
            return found[0].value
        if self.ask.read is not None:
            return self.ask.read(workshop, given, typed)
        if not options:
            raise InputError(f"{self.ask.label}: there is nothing to choose from.")
        known = ", ".join(each.words for each in options)
        raise InputError(f'{self.ask.label}: "{typed}" is not a choice. Choose one of: {known}.')


class WrongError(InputError):
    """What was given for one parameter cannot be taken."""

    def __init__(self, parameter: str, told: str) -> None:
        super().__init__(told)
        self.parameter = parameter
        """The name of the parameter."""


@record
class Question:
    """Something that is asked before an act that cannot be undone."""

    text: str
    yes: str
    """The verb that does it, such as "Withdraw the note"."""
    no: str
    """The verb that leaves everything as it is."""
    told: str = ""
    """What to know before answering."""


PROJECTOR: Final = Question(
    "Is the projector off?",
    "Carry on: it is off, muted or frozen",
    "Go back",
    "Otherwise everyone will see what comes next. Answers that you type stay hidden.",
)
"""Asked before a private act."""
ON_AGAIN: Final = "The projector can go on again."
"""Said after a private act."""


@record
class Act:
    """Something a person can do in a workshop."""

    name: str
    """One or two words with a hyphen, such as "withdraw-note": its name on the command line."""
    title: str
    help: str
    run: Callable[..., str]
    """Does it and returns the sentence that says so. Raises `RuleError`, `InputError` or `MachineError`."""
    key: str = ""
    """The key on the screens and in the plain twin, as Textual names it; empty if it is chosen by its title only."""
    changes: bool = True
    """Whether it changes the workshop, and is withheld if that is only looked at."""
    pages: frozenset[str] = EVERY_PAGE
    """The pages that offer it."""
    footer: frozenset[str] = frozenset()
    """The pages whose bottom line names it."""
    when: Callable[[Subject, Given], bool] = _always
    """Whether it can be done now, given what the page shows."""
    about: Callable[[Subject, Given], str] = _nothing
    """What to know before it is done, which depends on the workshop; empty for nothing."""
    confirm: Callable[..., Iterable[Question]] | None = None
    """The questions before it; it is given the workshop and the parameters, and raises like `run`."""
    rebuilds: bool = False
    """Whether it may change anything on the page, which is then built anew."""
    leads_to: str = ""
    """The page that shows what came of it; empty if that is the page it was done on."""
    is_private: bool = False
    """Whether what it shows is not for the room, so that the projector has to be off."""
    is_of_sitting: bool = True
    """Whether the room does it, so that a sitting goes on with it; not if it can be done months later."""

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """What it asks for, in this order."""
        hints = get_type_hints(self.run, include_extras=True).items()
        return tuple(
            Parameter(name, get_args(hint)[1]) for name, hint in hints if get_origin(hint) is Annotated
        )

    def asked(self, here: Given) -> tuple[Parameter, ...]:
        """Return the parameters to ask for, those left out that the page itself answers."""
        return tuple(each for each in self.parameters if not each.is_answered_by(here))

    def read(self, workshop: Subject, typed: Mapping[str, str], here: Given) -> dict[str, Any]:
        """Return the values of all parameters from texts, and from what a page says.

        A parameter that is not among the texts has what its line holds at first. Raises `WrongError` if one is wrong.
        """

        def give(asked: Parameter, known: Given) -> Any:
            text = typed.get(asked.name)
            return asked.checked(workshop, known, asked.ask.start(workshop, known) if text is None else text)

        return self.filled(workshop, here, give)

    def filled(
        self, workshop: Subject, here: Given, give: Callable[[Parameter, Given], Any]
    ) -> dict[str, Any]:
        """Return the values of all parameters: what the page says, else what `give` returns, one after another."""
        values: dict[str, Any] = {}
        for each in self.parameters:
            known = {**here, **values}
            if each.is_answered_by(here):
                values[each.name] = here[each.name]
            else:
                values[each.name] = give(each, known) if each.ask.when(workshop, known) else None
        return values

    def questions(self, workshop: Subject, values: Given) -> tuple[Question, ...]:
        """Return what is asked before it is done. Raises `RuleError` if it cannot be done at all."""
        return tuple(self.confirm(workshop, **values)) if self.confirm else ()

    def check(self, workshop: Subject, values: Given) -> None:
        """Try it without keeping anything, if that is possible. Raises the error with which it would be refused."""
        rehearsed = getattr(workshop, "rehearsed", None)
        if rehearsed is not None:
            self.run(rehearsed(), **values)

    def do(self, workshop: Subject, values: Given) -> str:
        """Do it, and return the sentence that says so."""
        if self.changes and workshop.read_only:
            raise RuleError(REFUSED)
        return self.run(workshop, **values)


class Catalogue:
    """Every act, in the order in which it is offered."""

    def __init__(self) -> None:
        self.acts: dict[str, Act] = {}

    def on(self, page: str) -> tuple[Act, ...]:
        """Return the acts that a page offers."""
        return tuple(act for act in self.acts.values() if page in act.pages)


CATALOGUE: Final = Catalogue()


def act(
    name: str, *, title: str, catalogue: Catalogue = CATALOGUE, **rest: Any
) -> Callable[[Callable[..., str]], Act]:
    """Describe the function below as an act and put it into a catalogue; see `Act` for what can be said of it.

    The function's own description is the help. Raises `ValueError` if there is an act of that name.
    """

    def described(run: Callable[..., str]) -> Act:
        if name in catalogue.acts:
            raise ValueError(f"there are two acts called {name}")
        catalogue.acts[name] = Act(name=name, title=title, help=getdoc(run) or "", run=run, **rest)
        return catalogue.acts[name]

    return described


def enum_options(kind: type[Enum]) -> tuple[Option, ...]:
    """Return options for the values of an enumeration; the name of each is its key."""
    return tuple(Option(enum_key(each), str(each.value), each) for each in kind)


def enum_key(value: Enum) -> str:
    """Return what is typed for a value of an enumeration: its name in small letters, with hyphens."""
    return value.name.lower().replace("_", "-")
