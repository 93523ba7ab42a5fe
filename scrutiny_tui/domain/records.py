"""Immutable values with named fields, which is what nearly everything in the program is made of.

A record is a frozen dataclass, made some ten times sooner: `dataclasses` puts six methods together as text for each
class and compiles them, which for all classes of a page takes longer than drawing it. Here the methods that are the
same for all are written once, and only the one that fills in the fields is compiled, with the first value of a class.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from operator import attrgetter
from typing import Any, Final, NoReturn, TypeVar, dataclass_transform

Kind = TypeVar("Kind")

_set: Final = object.__setattr__


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(kind: type[Kind]) -> type[Kind]:
    """Make a class of annotated fields one of immutable values: equal if their classes and all their fields are.

    `fields`, `replace` and `is_dataclass` of `dataclasses` take such a class as one of theirs.
    """
    made: Any = dataclass(init=False, repr=False, eq=False)(kind)
    values = _values(tuple(each.name for each in fields(made)))

    def fill_first(self: Any, *given: Any, **named: Any) -> None:
        made.__init__ = _initialiser(fields(made))
        made.__init__(self, *given, **named)

    def equal(self: Any, other: object) -> bool:
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    made.__init__, made.__repr__ = fill_first, _told
    made.__eq__, made.__hash__ = equal, lambda self: hash(values(self))
    made.__setattr__ = made.__delattr__ = _refuse
    return made  # type: ignore[no-any-return]  # it is the class that was given


def _values(names: tuple[str, ...]) -> Callable[[Any], Any]:
    """Return what returns the values of these fields."""
    return attrgetter(*names) if names else lambda _self: ()


def _told(self: Any) -> str:
    shown = (f"{each.name}={getattr(self, each.name)!r}" for each in fields(self) if each.repr)
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _refuse(_self: object, name: str, *_value: object) -> NoReturn:
    raise FrozenInstanceError(f"the field {name!r} of a record cannot be changed")


def _initialiser(parts: tuple[Field[Any], ...]) -> Callable[..., None]:
    """Return the method that fills in these fields, as a text that was compiled: nothing else is as quick."""
    scope: dict[str, Any] = {"_set": _set, "_unset": MISSING}
    heads, lines = ["self"], ["pass"]
    for each in parts:
        name, usual, value = each.name, f"_{each.name}", each.name
        if each.default_factory is not MISSING:
            scope[usual], value = each.default_factory, f"{usual}() if {name} is _unset else {name}"
            usual = "_unset"
        else:
            scope[usual] = each.default
        is_needed = each.default is MISSING and each.default_factory is MISSING
        heads.append(name if is_needed else f"{name}={usual}")
        lines.append(f"_set(self, {name!r}, {value})")
    exec(f"def __init__({', '.join(heads)}):\n {'; '.join(lines)}", scope)  # noqa: S102 - names of our own fields
    return scope["__init__"]  # type: ignore[no-any-return]
