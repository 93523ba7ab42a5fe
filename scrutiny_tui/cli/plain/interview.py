"""Asks for what an act needs, one thing after another, and does it; what is asked comes from its description."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from scrutiny_tui.acts.act import PROJECTOR, Act, Given, Option, Parameter, Question, WrongError
from scrutiny_tui.cli.plain.room import Room
from scrutiny_tui.domain.errors import InputError, RuleError
from scrutiny_tui.domain.session import PageName, Place
from scrutiny_tui.view.page_view import Shown

_STOP: Final = "stop"
_EMPTY: Final = "-"
_MOST_OFFERS: Final = 9
"""A longer list of what can be typed is tiring to hear; a page says it."""


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
    first = next((each.name for each in act.asked(here)), "")
    if first:
        about = act.about(room.workshop, here)
        room.console.say(f"{act.help} Type {_STOP} to leave it.", *filter(None, [about]))

    def give(asked: Parameter, known: Given) -> Any:
        value = _value(room, asked, known, is_first=asked.name == first)
        about = asked.ask.about(room.workshop, {**known, asked.name: value})
        room.console.say(*filter(None, [about]))
        return value

    return act.filled(room.workshop, here, give)


def _value(room: Room, asked: Parameter, known: Given, *, is_first: bool) -> Any:
    """Return the value of what is typed for a parameter, asking until it is one; Enter takes what the line holds at first."""
    ask, start = asked.ask, asked.ask.start(room.workshop, known)
    options = _numbered(asked.options(room.workshop, known))
    leaves = is_first and not start and not ask.is_optional
    *lines, last = filter(None, _question(room, asked, known, options, leaves=leaves))
    while True:
        room.console.say(*lines)
        typed = room.console.ask_unseen(last) if ask.is_hidden else room.console.ask(last)
        if typed.casefold() == _STOP or (leaves and not typed):
            raise _StoppedError
        if typed in options:
            typed = options[typed].key
        empties = typed == _EMPTY and ask.is_optional
        try:
            return asked.checked(room.workshop, known, "" if empties else typed or start)
        except WrongError as error:
            room.console.say(str(error))


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
    yield f"Such as: {', '.join(offers)}." if 0 < len(offers) <= _MOST_OFFERS else ""
    held = next((each.words for each in options.values() if each.key == start), start)
    yield f"{_EMPTY} empties it." if start and ask.is_optional else ""
    if start:
        yield f"Enter takes: {held}"
    elif ask.is_optional:
        yield "Enter leaves it empty."
    else:
        yield "Enter leaves everything as it is." if leaves else ""
