"""Immutable values with named fields, which is what nearly everything in the program is made of.

A record is a frozen dataclass, made some ten times sooner: `dataclasses` puts six methods together as text for each
class and compiles them, which for all classes of a page takes longer than drawing it. Here the methods that are the
same for all are written once, and only the one that fills in the fields is compiled, as soon as a class has so many
values that this pays.

Modules whose records stand in files do without `from __future__ import annotations`: as text each annotation would have
to be compiled before it can be asked what a field holds, which takes 3 ms for a workshop and its pack.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, FrozenInstanceError, dataclass, field, fields
from operator import attrgetter
from typing import Any, Final, NoReturn, TypeVar, dataclass_transform

Kind = TypeVar("Kind")

_FEW: Final = 20
"""Values of a class that are filled in without compiling anything: that takes as long as filling in fifty."""


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(kind: type[Kind]) -> type[Kind]:
    """Make a class of annotated fields one of immutable values: equal if their classes and all their fields are.

    `fields`, `replace` and `is_dataclass` of `dataclasses` take such a class as one of theirs.
    """
    made: Any = dataclass(init=False, repr=False, eq=False)(kind)
    members = fields(made)
    names = [each.name for each in members]
    defaults = {each.name: each.default for each in members if each.default is not MISSING}
    factories = {each.name: each.default_factory for each in members if each.default_factory is not MISSING}
    values_of: Callable[[Any], Any] = attrgetter(*names) if names else lambda _self: ()
    left = iter(range(_FEW))

    def fill(self: Any, *given: Any, **named: Any) -> None:
        told = {**dict(zip(names, given, strict=False)), **named}
        values = {
            **defaults,
            **{name: make() for name, make in factories.items() if name not in told},
            **told,
        }
        are_right = len(told) == len(given) + len(named) and len(values) == len(names)
        if not are_right or next(left, None) is None:
            # It raises what Python does if something is missing or nobody knows it.
            made.__init__ = _initialiser(made)
            made.__init__(self, *given, **named)
            return
        for name in names:
            object.__setattr__(self, name, values[name])
        if hasattr(self, "__post_init__"):
            self.__post_init__()

    def equal(self: Any, other: object) -> bool:
        return values_of(self) == values_of(other) if other.__class__ is self.__class__ else NotImplemented

    made.__init__, made.__repr__ = fill, _told
    made.__eq__, made.__hash__ = equal, lambda self: hash(values_of(self))
    made.__setattr__ = made.__delattr__ = _refuse
    return made  # type: ignore[no-any-return]  # it is the class that was given


def _told(self: Any) -> str:
    shown = (f"{each.name}={getattr(self, each.name)!r}" for each in fields(self) if each.repr)
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _refuse(_self: object, name: str, *_value: object) -> NoReturn:
    raise FrozenInstanceError(f"the field {name!r} of a record cannot be changed")


def _initialiser(kind: Any) -> Callable[..., None]:
    """Return the method that fills in the fields of a class, as a text that was compiled: nothing else is as quick."""
    scope: dict[str, Any] = {"__set": object.__setattr__, "__unset": MISSING}
    heads, lines = ["self"], ["pass"]
    for each in fields(kind):
        head = value = name = each.name
        if each.default is not MISSING:
            scope[f"_{name}"], head = each.default, f"{name}=_{name}"
        elif each.default_factory is not MISSING:
            scope[f"_{name}"], head = each.default_factory, f"{name}=__unset"
            value = f"_{name}() if {name} is __unset else {name}"
        heads.append(head)
        lines.append(f"__set(self, {name!r}, {value})")
    if hasattr(kind, "__post_init__"):
        lines.append("self.__post_init__()")
    exec(f"def __init__({', '.join(heads)}):\n {'; '.join(lines)}", scope)  # noqa: S102 - names of our own fields
    return scope["__init__"]  # type: ignore[no-any-return]
