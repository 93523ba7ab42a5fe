"""Any act of the catalogue, with whatever somebody might choose and type for it; the same chances give the same act."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Any, Final

from scrutiny_tui.acts.act import Act, Parameter
from scrutiny_tui.acts.catalogue import CATALOGUE
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.errors import InputError, RuleError

_TYPED: Final[Mapping[str, tuple[str, ...]]] = {
    "answer": ("1", "2", "strong", "don't know", "a"),
    "counts": ("1,2,0", "0,4,9"),
    "date": ("21/11/2026", "3 December 2026"),
    "due": ("", "3 months", "12 January 2027", "next meeting"),
    "hands": ("4,2,9,0,8,7", "0,1,0,0,0,0"),
    "minutes": ("10", "45"),
    "name": ("B. Facilitator", ""),
    "next_meeting": ("12 January 2027",),
    "people": ("1 member, 1 co-optee", "2 members"),
    "to": ("1", "2"),
    "prompts": ("1.1", "1.1, 2.2", ""),
    "time": ("16.30", "23.59"),
    "until": ("10", "15 minutes"),
}
"""What is typed for a parameter of this name; a number where it is one of people, words for any other."""
_NUMBERS: Final = frozenset({"dont_know", "abstain", "interest", "not_applicable"})
_AS_THEY_ARE: Final = frozenset({"mode", "secrecy"})
_LONGEST: Final = 1500
"""Characters of a text, at most."""


def any_act(chance: Random, room: Workshop, weights: Mapping[str, int]) -> tuple[Act, dict[str, Any]] | None:
    """Draw an act and its values, one act as likely as others unless a weight is given; nothing if it cannot be typed."""
    acts = list(CATALOGUE.acts.values())
    act = chance.choices(acts, [weights.get(each.name, 1) for each in acts])[0]
    try:
        return act, values_for(chance, room, act)
    except (InputError, RuleError):
        return None


def values_for(chance: Random, room: Workshop, act: Act) -> dict[str, Any]:
    """Return values for all parameters of an act. Raises `InputError` or `RuleError` if something cannot be chosen or typed."""
    values: dict[str, Any] = {}
    for each in act.parameters:
        is_asked = each.ask.when(room, values)
        values[each.name] = (
            each.checked(room, values, _typed(chance, room, each, values)) if is_asked else None
        )
    return values


def _typed(chance: Random, room: Workshop, parameter: Parameter, values: Mapping[str, Any]) -> str:
    ask = parameter.ask
    start = ask.start(room, values)
    if parameter.name in _AS_THEY_ARE or (start and chance.random() < 0.3):
        return start
    offered = [option.key for option in parameter.options(room, values)] or [
        *(ask.offers(room, values) if ask.offers else ())
    ]
    if offered:
        return chance.choice(offered)
    if parameter.name in _NUMBERS:
        return str(chance.randint(0, 3))
    return chance.choice(_TYPED[parameter.name]) if parameter.name in _TYPED else words(chance, ask.longest)


def words(chance: Random, most: int = _LONGEST) -> str:
    """Return words, now and then many."""
    length = _LONGEST if chance.random() < 0.05 else chance.randint(1, 60)
    return f"Words {chance.random():.6f} ".ljust(length, "é")[: min(most, _LONGEST)]
