"""What every part of the plain twin works with: the room with its console and audience window, and how an act is done."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, Final

from scrutiny_tui.acts.act import PROJECTOR, Act, Given, Option, Parameter, Question, WrongError
from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.acts.time_acts import end_break
from scrutiny_tui.acts.workshop import TWO_AGAIN, Workshop
from scrutiny_tui.cli.plain_console import Console
from scrutiny_tui.domain.errors import InputError, RuleError, ScrutinyError
from scrutiny_tui.domain.pack import Item
from scrutiny_tui.domain.phrases import time_of_day
from scrutiny_tui.domain.session import PageName, Place, Session
from scrutiny_tui.store.places import typed_path
from scrutiny_tui.view.page_view import Choices, Shown
from scrutiny_tui.view.pages import opener, page, why_it_matters
from scrutiny_tui.view.plain_text import plain_lines
from scrutiny_tui.view.publisher import Publisher

_AGAIN: Final = Option("again", "try again, after you have freed some space or connected the USB stick")
_LEAVE: Final = Option("leave", "carry on without saving this")
_ELSEWHERE: Final = Option("folder", "carry on in another folder, for example on a USB stick")
_ASK_FOLDER: Final = (
    "Type the folder, or press Enter for the folder it is in. Take care: a path can contain a name."
)
STOP: Final = "stop"
"""Typed to leave what is being asked."""
_EMPTY: Final = "-"
_MOST_OFFERS: Final = 9
"""A longer list of what can be typed is tiring to hear; a page says it."""


class Room:
    """An open workshop and whoever types."""

    def __init__(self, desk: Desk, workshop: Workshop, console: Console) -> None:
        self.desk = desk
        self.workshop = workshop
        self.console = console
        self.is_blank = False
        """Whether an audience window shows nothing."""
        self.shown = Shown(workshop.session.place)
        """What an audience window shows."""
        self._told_copy = ""
        """What was said last about there being one copy only."""
        self._publisher = Publisher(desk, ticks=True)
        self.show(self.shown)

    def close(self) -> None:
        """Leave an audience window without anything to follow."""
        self._publisher.close()

    def show(self, shown: Shown) -> None:
        """Let an audience window, if there is one, show this until it is told otherwise."""
        self.shown = shown
        self._publisher.follow(replace(shown, blank=self.is_blank))

    def say_page(self, shown: Shown) -> None:
        """Say what is on a page, a step with all its prompts, and let an audience window show it."""
        self.show(shown)
        seen = page(self.session, shown)
        if seen.name == PageName.STEP and not shown.read and not shown.together:
            whole = page(self.session, replace(shown, together=True)).blocks
            choices = next(each for each in seen.blocks if isinstance(each, Choices))
            blocks = tuple(choices if isinstance(each, Choices) else each for each in whole)
            seen = replace(seen, blocks=blocks)
        self.console.say("", *plain_lines(seen))

    def blank(self) -> None:
        """Let an audience window show nothing, or again what it would show."""
        self.is_blank = not self.is_blank
        self.show(self.shown)
        self.console.say(
            f"The audience window {'is blank' if self.is_blank else 'shows the workshop again'}."
        )

    def meet_break(self) -> None:
        """Wait until the room is back if there is a break, as after a restart too."""
        back_at, before = self.session.sitting.today.back_at, self.shown
        if back_at is None:
            return
        self.show(replace(before, on_break=True))
        self.console.say(f"Break. Back at {time_of_day(back_at)}.")
        self.console.ask("Press Enter when you carry on.")
        if not self.attempt(lambda: end_break.run(self.workshop), before):
            # If nothing can be saved any more, the room goes on all the same.
            self.show(before)

    @property
    def session(self) -> Session:
        """The session as it is now."""
        return self.workshop.session

    @property
    def step(self) -> Item:
        """The step that the room is at."""
        item = self.session.wording.item(self.session.place.item)
        return self.session.wording.item(item.step_number)

    def go_to(self, step: int, page: PageName = PageName.STEP) -> None:
        """Go to a step; a workshop that is opened again begins there."""
        item, pack = self.session.wording.item(step), self.workshop.pack
        beside = tuple(why_it_matters(self.session, pack, item, noted=self.desk.noted))
        aside = beside if page is PageName.STEP else ()
        self.go(Shown(Place(page, step), opener=opener(pack, item), aside=aside))

    def go(self, shown: Shown) -> None:
        """Go to a place, say what is there, and let an audience window show it."""
        if self.attempt(lambda: self.workshop.move_to(shown.place), shown):
            self.say_page(shown)

    def agrees(self, question: Question) -> bool:
        """Ask a question, the verb that leaves everything as it is first; return whether the other one is chosen."""
        self.console.say(*question.told.splitlines())
        return (
            self.console.choose(question.text, (Option("n", question.no), Option("y", question.yes))) == "y"
        )

    def attempt(self, act: Callable[[], object], shown: Shown | None = None) -> bool:
        """Do something; say why if it is refused, and ask what to do if it could not be saved.

        Returns whether it was done. If so, an audience window shows what came of it: on the page that it shows, or on
        `shown` from then on.
        """
        while True:
            try:
                act()
            except ScrutinyError as error:
                self.console.say(str(error))
                self._say_copies()
                if not self.workshop.take_refusal() or not self._meet_trouble():
                    return False
            else:
                self._say_copies()
                self.show(shown or self.shown)
                return True

    def look_after_files(self) -> None:
        """Make a lost second copy again if that is possible, and a dated copy if one is due; say what came of it.

        Never between an answer and its acknowledgement.
        """
        if self.workshop.renew_copy():
            self.console.say(TWO_AGAIN)
        self._say_copies()
        self.console.say(*filter(None, [self.workshop.keep_copy(), self.workshop.take_erased()]))

    def _say_copies(self) -> None:
        """Say once that only one copy is kept, and why."""
        told, self._told_copy = self._told_copy, self.workshop.one_copy
        if self._told_copy != told:
            self.console.say(*filter(None, [self._told_copy]))

    def _meet_trouble(self) -> bool:
        """Ask how to go on if something could not be saved; return whether to do it again."""
        while True:
            self.console.say("We couldn't save that. Everything before it is safe.")
            chosen = self.console.choose("Choose where to carry on:", (_AGAIN, _ELSEWHERE, _LEAVE))
            if chosen == _LEAVE.key or (chosen == _AGAIN.key and not self.workshop.is_stuck):
                return chosen == _AGAIN.key
            folder = self.workshop.path.parent
            if chosen == _ELSEWHERE.key:
                folder = typed_path(self.console.ask(_ASK_FOLDER) or str(folder)).absolute()
            try:
                self.console.say(self.desk.carry_on(folder))
            except ScrutinyError as error:
                self.console.say(str(error))
            else:
                return True


class _StoppedError(Exception):
    """Somebody does not want to go on with an act."""

    def __init__(self) -> None:
        super().__init__("Nothing was changed.")


def do_act(room: Room, act: Act, here: Given) -> bool:
    """Do an act, asking for what `here` does not say, then whether; return whether it was done."""
    workshop = room.workshop
    try:
        _ask(room, *([PROJECTOR] if act.is_private else []))
        values = _values(room, act, here)
        _ask(room, *act.questions(workshop, values))
    except (_StoppedError, InputError, RuleError) as error:
        room.console.say(str(error))
        return False
    told: list[str] = []
    shown = Shown(Place(PageName(act.leads_to), here["step"].number)) if act.leads_to else None
    is_done = room.attempt(lambda: told.append(act.do(workshop, values)), shown)
    room.console.say(*filter(None, told))
    return is_done


def _ask(room: Room, *questions: Question) -> None:
    """Ask questions one after another. Raises `_StoppedError` unless the verb that does it is chosen each time."""
    if not all(map(room.agrees, questions)):
        raise _StoppedError


def _values(room: Room, act: Act, here: Given) -> dict[str, Any]:
    """Return the values of all parameters. Raises `_StoppedError` if somebody stops before."""
    asked = act.asked(here)
    first = next((each.name for each in asked), "")
    first_of_form = next((each.name for each in asked if not each.ask.is_first), "")
    if first:
        room.console.say(f"{act.help} Type {STOP} to cancel.")

    early: list[str] = []

    def give(parameter: Parameter, known: Given) -> Any:
        if parameter.name == first_of_form:
            room.console.say(*filter(None, [act.about(room.workshop, known)]))
        value = _value(room, parameter, known, early, is_first=parameter.name == first)
        about = parameter.ask.about(room.workshop, {**known, parameter.name: value})
        room.console.say(*filter(None, [about]))
        return value

    return act.filled(room.workshop, here, give)


def _value(room: Room, asked: Parameter, known: Given, early: list[str], *, is_first: bool) -> Any:
    """Return the value of what is typed for a parameter, asking until it is one; Enter takes what the line holds at first.

    Words that were typed too early, at a choice, are kept in `early` for the next text.
    """
    ask, start = asked.ask, asked.ask.start(room.workshop, known)
    options = _numbered(asked.options(room.workshop, known))
    if early and not (options or ask.is_hidden):
        start = early.pop()
        room.console.say(f"You typed this before: {start}", f"{ask.label}: press Enter to use it.")
    leaves = is_first and not start and not ask.is_optional
    *lines, last = filter(None, _question(room, asked, known, options, leaves=leaves))
    while True:
        room.console.say(*lines)
        typed = room.console.ask(last, unseen=ask.is_hidden)
        if typed.casefold() == STOP or (leaves and not typed):
            raise _StoppedError
        if typed in options:
            typed = options[typed].key
        empties = typed == _EMPTY and ask.is_optional
        try:
            return asked.checked(room.workshop, known, "" if empties else typed or start)
        except WrongError as error:
            room.console.say(str(error))
            if options and " " in typed and not ask.is_hidden:
                early[:] = [typed]
                room.console.say("Your text is not lost. You can use it in a moment.")


def _numbered(options: tuple[Option, ...]) -> dict[str, Option]:
    """Return options by what is typed for each: its key if keys are numbers, otherwise its place."""
    has_numbers = any(each.key.isdecimal() for each in options)
    return {each.key if has_numbers else str(at): each for at, each in enumerate(options, start=1)}


def _question(
    room: Room, asked: Parameter, known: Given, options: dict[str, Option], *, leaves: bool
) -> Iterator[str]:
    """Yield the lines of a question: what is asked, what can be typed, and what Enter does."""
    ask, start = asked.ask, asked.ask.start(room.workshop, known)
    yield ask.warning
    yield f"{ask.label}: {ask.help}" if ask.help else f"{ask.label}?"
    yield from (f"{typed}: {option.words}" for typed, option in options.items())
    offers = tuple(ask.offers(room.workshop, known)) if ask.offers else ()
    yield f"For example: {', '.join(offers)}." if 0 < len(offers) <= _MOST_OFFERS else ""
    held = next((each.words for each in options.values() if each.key == start), start)
    yield f"Type {_EMPTY} to leave it empty." if start and ask.is_optional else ""
    if start:
        yield f"Enter for: {held}"
    elif ask.is_optional:
        yield "Enter to leave it empty."
    else:
        yield "Enter to cancel." if leaves else ""
