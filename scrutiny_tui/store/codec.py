"""Values of the domain as plain JSON or TOML and back, derived from the annotations of its records.

There is no list of fields anywhere: what a class is annotated with is what a file holds. Reading reports every problem
at once, each with the place that it is at.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from datetime import date, datetime, time
from difflib import get_close_matches
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import (
    Annotated,
    Any,
    Final,
    NamedTuple,
    TypeAlias,
    TypeVar,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)

from scrutiny_tui.domain.errors import Problem
from scrutiny_tui.domain.fields import (
    APART,
    IN_MEMORY,
    KEY,
    LONGEST_TEXT,
    AtMost,
    Between,
    Text,
    WordedChoice,
)

Kind = TypeVar("Kind")
Plain: TypeAlias = Any
"""What JSON and TOML can hold."""

WRONG: Final = object()
"""Stands for a value that could not be read; a problem says why."""

_NAMES: Final = (
    (bool, "true or false"),
    (int, "a whole number"),
    (float, "a number with a point"),
    (str, "a text"),
    (list, "a list"),
    (dict, "a table"),
    (datetime, "a moment"),
    (date, "a day"),
    (time, "a time"),
    (NoneType, "empty"),
)
_EXAMPLES: Final = {
    date: "a day such as 2026-11-21",
    datetime: "a moment such as 2026-11-21T14:05",
    time: "a time such as 14:05",
}
_TABLE: Final = "a table of keys"
_MOST: Final = 1_000_000_000
"""No number without bounds of its own is higher."""
_LONGEST_SHOWN: Final = 60
MOST_PROBLEMS: Final = 1_000
"""So many are told of one file; a hostile one could have millions."""


class Reading:
    """What is wrong with the values of one file, in the order in which it was met."""

    def __init__(self, file: str, *, lenient: bool = False) -> None:
        """Take the file's name for the problems; `lenient` passes over keys that are not known."""
        self.file = file
        self.lenient = lenient
        self.problems: list[Problem] = []

    @property
    def is_full(self) -> bool:
        """Whether no more problems are noted."""
        return len(self.problems) >= MOST_PROBLEMS

    def wrong(self, key: str, reason: str) -> Any:
        """Note that the value at a key is wrong and return what stands for it."""
        if not self.is_full:
            self.problems.append(Problem(self.file, key, reason))
        return WRONG

    def odd(self, key: str, value: object, wanted: str) -> Any:
        """Note that a value is of another kind than is wanted and return what stands for it."""
        return self.wrong(key, f"This is {_name(value)}; write {wanted}.")

    def text(self, value: str, key: str, bounds: Text) -> Any:
        """Return a text that is within its bounds."""
        if len(value) > bounds.longest:
            return self.wrong(key, f"This has {len(value)} characters; at most {bounds.longest} fit.")
        if not bounds.may_be_empty and not value.strip():
            return self.wrong(key, f"This is empty; write {_text_wanted(bounds)}.")
        return value

    def unknown(self, key: str, name: str, known: Mapping[str, object]) -> None:
        """Note a key that is not known."""
        if not self.lenient and not self.is_full:
            self.wrong(key, f"There is no such key; {suggestion(name, known)}")


def suggestion(word: str, known: Mapping[str, object] | frozenset[str]) -> str:
    """Return the end of a sentence: the known word that is most like this one, or all that are known."""
    choices = sorted(known)
    near = get_close_matches(word[:_LONGEST_SHOWN], choices, n=1)
    if near:
        return f'did you mean "{near[0]}"?'
    return f"known here: {', '.join(choices)}." if choices else "there are none here."


def plain(value: Any) -> Plain:  # noqa: C901, PLR0911  one branch for each kind of value
    """Return a value as JSON can hold it: a record as its kept fields, a set as a sorted list."""
    if isinstance(value, Enum):
        return _stored(value)
    if isinstance(value, str | int | NoneType):
        return value
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, time):
        return value.isoformat(timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(plain(key)): plain(value[key]) for key in sorted(value)}
    if isinstance(value, frozenset):
        return sorted(plain(each) for each in value)
    if isinstance(value, tuple):
        return [plain(each) for each in value]
    return {name: plain(getattr(value, name)) for name in kept_fields(cast("Any", type(value)))}


@cache
def kept_fields(kind: type) -> tuple[str, ...]:
    """Return the names of the fields that are written with a value of this class."""
    return tuple(each.name for each in fields(kind) if each.metadata not in (KEY, IN_MEMORY, APART))


def read(kind: type[Kind], value: Plain, reading: Reading, key: str = "", **given: object) -> Kind | None:
    """Return the record of this kind that plain JSON or TOML holds; None if there is none, and a problem says why.

    Keys that are not known are problems too, and left out. `given` are the fields of a record that do not stand in it, such as the number of its document.
    """
    found = _read_record(cast("Any", kind), value, key, reading, given)
    return None if found is WRONG else cast("Kind", found)


@cache
def hints(kind: type) -> Mapping[str, Any]:
    """Return what the fields of a record are annotated with."""
    return get_type_hints(kind, include_extras=True)


class Form(NamedTuple):
    """How a value that is annotated in some way stands in a file."""

    wanted: str
    """What has to be written, as the end of a sentence."""
    read: Callable[[Any, str, Reading], Any]
    """Returns the value, or `WRONG` after noting why not."""


@cache
def form(hint: Any) -> Form:  # noqa: C901, PLR0911  one branch for each kind of annotation
    """Return the form of values that are annotated so."""
    hint, *marks = get_args(hint) if get_origin(hint) is Annotated else (hint,)
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        return _optional(get_args(hint))
    if hint is str:
        return _text(_mark(marks, Text(LONGEST_TEXT, may_be_empty=True)))
    if hint is int:
        return _whole(_mark(marks, Between(-_MOST, _MOST)))
    if hint in _EXAMPLES:
        return _moment(hint)
    if origin in (tuple, frozenset):
        return _several(origin, get_args(hint), _mark(marks, AtMost(_MOST)).entries)
    if origin is Mapping:
        return _mapping(*get_args(hint))
    if hint is bool:
        return _of(bool, "true or false")
    if issubclass(hint, Enum):
        return _choice(hint)
    return Form(_TABLE, lambda value, key, reading: _read_record(hint, value, key, reading, {}))


def _mark(marks: list[Any], usual: Kind) -> Kind:
    """Return the mark of this kind that an annotation has, else the usual one."""
    return next((mark for mark in marks if isinstance(mark, type(usual))), usual)


def _read_record(kind: Any, value: Plain, key: str, reading: Reading, given: Mapping[str, object]) -> Any:
    if not isinstance(value, dict):
        return reading.odd(key, value, _TABLE)
    found, known = dict(given), _parts(kind)
    for name, (part, is_needed) in known.items():
        where = f"{key}.{name}" if key else name
        if name in value:
            found[name] = part.read(value[name], where, reading)
        elif is_needed and name not in given:
            found[name] = reading.wrong(where, f"This key is missing; write {part.wanted}.")
    for name in (name for name in value if name not in known):
        reading.unknown(f"{key}.{name[:_LONGEST_SHOWN]}" if key else name[:_LONGEST_SHOWN], name, known)
    return WRONG if any(each is WRONG for each in found.values()) else kind(**found)


@cache
def _parts(kind: type) -> Mapping[str, tuple[Form, bool]]:
    """Return the fields that a record of this class may have, and whether they must be there."""
    return {
        each.name: (
            form(hints(kind)[each.name]),
            each.default is MISSING and each.default_factory is MISSING,
        )
        for each in fields(cast("Any", kind))
        if each.name in kept_fields(kind)
    }


def _optional(kinds: tuple[Any, ...]) -> Form:
    others = [form(each) for each in kinds if each is not NoneType]
    inner = others[0] if len(others) == 1 else _one_of([each for each in kinds if each is not NoneType])
    if len(others) == len(kinds):
        return inner
    return Form(
        inner.wanted,
        lambda value, key, reading: None if value is None else inner.read(value, key, reading),
    )


def _one_of(kinds: list[type]) -> Form:
    """Return the form of a value of one of several records, which is known by the names of its fields."""
    by_fields = {frozenset(kept_fields(kind)): form(kind) for kind in kinds}
    if len(by_fields) < len(kinds):
        raise ValueError("two of the classes have the same fields")

    def read_one(value: Any, key: str, reading: Reading) -> Any:
        found = by_fields.get(frozenset(value)) if isinstance(value, dict) else None
        if found is None:
            return reading.wrong(key, f"This is {_name(value)}, which does not belong here.")
        return found.read(value, key, reading)

    return Form(_TABLE, read_one)


def _of(kind: type, wanted: str, take: Callable[[Any, str, Reading], Any] | None = None) -> Form:
    """Return the form of values of one kind of plain JSON, which `take` turns into those of the domain."""

    def read_one(value: Any, key: str, reading: Reading) -> Any:
        if type(value) is not kind:
            return reading.odd(key, value, wanted)
        return take(value, key, reading) if take else value

    return Form(wanted, read_one)


def _text(bounds: Text) -> Form:
    return _of(str, _text_wanted(bounds), lambda value, key, reading: reading.text(value, key, bounds))


def _text_wanted(bounds: Text) -> str:
    bound = "" if bounds.longest == LONGEST_TEXT else f", at most {bounds.longest} characters"
    return f"a text in quotation marks{bound}"


def _whole(bounds: Between) -> Form:
    lowest, highest = bounds.lowest, bounds.highest
    wanted = "a whole number" if highest == _MOST else f"a whole number from {lowest} to {highest}"

    def bounded(value: int, key: str, reading: Reading) -> Any:
        if not lowest <= value <= highest:
            return reading.wrong(key, f"This is out of bounds; write {wanted}.")
        return value

    return _of(int, wanted, bounded)


def _moment(kind: type[date] | type[time]) -> Form:
    def read_moment(value: Any, key: str, reading: Reading) -> Any:
        try:
            found = kind.fromisoformat(value)
        except (TypeError, ValueError):
            found = None
        if found is None or getattr(found, "tzinfo", None) or not 1900 <= getattr(found, "year", 2000) < 3000:  # noqa: PLR2004
            return reading.odd(key, value, _EXAMPLES[kind])
        return found

    return Form(_EXAMPLES[kind], read_moment)


def _choice(kind: type[Enum]) -> Form:
    members = {(type(_stored(each)), _stored(each)): each for each in kind}
    words = [str(_stored(each)) for each in kind]
    wanted = f"one of: {', '.join(words)}"

    def read_choice(value: Any, key: str, reading: Reading) -> Any:
        if isinstance(value, str | int) and (type(value), value) in members:
            return members[type(value), value]
        if not isinstance(value, str):
            return reading.odd(key, value, wanted)
        return reading.wrong(key, f"This is none of the words for it; {suggestion(value, frozenset(words))}")

    return Form(wanted, read_choice)


def _mapping(key_hint: Any, value_hint: Any) -> Form:
    read_value = form(value_hint).read
    is_number = key_hint is int
    named = {} if is_number else {str(_stored(each)): each for each in key_hint}

    def read_mapping(value: dict[str, Any], key: str, reading: Reading) -> Any:
        found: dict[Any, Any] = {}
        for name, each in value.items():
            entry = number(name) if is_number else named.get(name)
            if entry is None:
                reading.wrong(f"{key}.{name[:_LONGEST_SHOWN]}", "There is no such key here.")
                found[name] = WRONG
            else:
                found[entry] = read_value(each, f"{key}.{name}", reading)
        return WRONG if any(each is WRONG for each in found.values()) else found

    return _of(dict, _TABLE, read_mapping)


def _several(make: Any, kinds: tuple[Any, ...], most: int) -> Form:
    exactly = 0 if len(kinds) == 1 or kinds[-1] is ... else len(kinds)
    read_each = form(kinds[0]).read

    def read_several(value: list[Any], key: str, reading: Reading) -> Any:
        count = None
        if exactly and len(value) != exactly:
            count = reading.wrong(key, f"This has {len(value)} entries; write exactly {exactly}.")
        if len(value) > most:
            count = reading.wrong(key, f"This has {len(value)} entries; at most {most} fit.")
        listed = enumerate(value[:most], start=1)
        found = [read_each(each, f"{key}[{place}]", reading) for place, each in listed]
        if count is WRONG or any(each is WRONG for each in found):
            return WRONG
        if make is frozenset and len(set(found)) < len(found):
            return reading.wrong(key, "This holds an entry twice; write each once.")
        return make(found)

    read_list = _of(list, "a list", read_several)
    return read_list._replace(wanted=f"a list of exactly {exactly} entries") if exactly else read_list


def number(text: str) -> int | None:
    """Return the whole number that a key stands for; None if it is not one as this program writes it."""
    if not text.isascii() or not text.removeprefix("-").isdigit() or len(text) > len(str(_MOST)):
        return None
    found = int(text)
    return found if str(found) == text else None


def _stored(member: Enum) -> int | str:
    """Return a word of a choice as a file holds it: a digit as a number."""
    value = member.stored if isinstance(member, WordedChoice) else str(member.value)
    return int(value) if value.isdigit() else value


def _name(value: object) -> str:
    """Return what a value of a file is, never what it says."""
    return next((name for kind, name in _NAMES if isinstance(value, kind)), "something else")
