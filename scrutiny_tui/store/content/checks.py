"""What the parts of a pack say about each other: numbers, ids, links, the limits of results, and the plan of the day.

A value that could not be read is None, and nothing more is said about it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from typing import Any, Final, TypeAlias

from scrutiny_tui.domain.agreement import Thresholds
from scrutiny_tui.domain.day_plan import DayPlan, PartKind, faults
from scrutiny_tui.domain.pack import LEVEL, LEVEL_NUMBERS, Level, Pack, Questions, Step
from scrutiny_tui.store.codec import suggestion

PACK: Final = "pack.toml"

_Wrong: TypeAlias = Iterator[tuple[str, str]]
"""Keys of a file, and what is wrong there."""
_HALF: Final = 50
_NAME_A_LEVEL: Final = frozenset({"case", "lead"})


def problems_of(
    pack: Pack, steps: Mapping[str, Step], numbers: Sequence[int]
) -> Iterator[tuple[str, str, str]]:
    """Yield file, key and reason of whatever does not fit together.

    `steps` are the steps by their files; `numbers` are those of all files of steps, also of those that cannot be read.
    """
    found = {
        PACK: (
            *_levels(pack.levels),
            *_thresholds(pack.thresholds),
            *_questions(pack.questions),
            *_day(pack.day, numbers),
            *_twice("pages[{}].file", ((place, page.id) for place, page in numbered(pack.pages))),
        ),
        **{f"{name}.toml": _ids(name, getattr(pack, name)) for name in ("lessons", "signs", "examples")},
        **{file: _links(step, pack, numbers) for file, step in steps.items()},
    }
    return ((file, key, reason) for file, wrong in found.items() for key, reason in wrong)


def numbered(entries: Iterable[Any] | None) -> Iterator[tuple[int, Any]]:
    """Yield the entries that could be read, with their places from 1."""
    return ((place, each) for place, each in enumerate(entries or (), start=1) if each is not None)


def _levels(levels: Sequence[Level]) -> _Wrong:
    for place, level in numbered(levels):
        if level.number and place in LEVEL_NUMBERS and level.number != place:
            yield (
                f"levels[{place}].number",
                f"Levels are numbered 1, 2, 3 in this order; this one should be {place}.",
            )
    yield from _twice("levels[{}].short", ((place, level.short) for place, level in numbered(levels)))


def _thresholds(found: Thresholds) -> _Wrong:
    given = {each.name: getattr(found, each.name, None) for each in fields(Thresholds)}
    limits = Thresholds(**{name: value for name, value in given.items() if value is not None})
    told = {
        "fewest_ratings": limits.fewest_ratings < 1
        and "Write at least 1; nothing can be summed up of no rating.",
        "broad_percent": limits.broad_percent <= _HALF
        and "Write more than 50, so that only one level can hold that share.",
        "consensus_percent": limits.consensus_percent < limits.broad_percent
        and "Clear agreement asks for at least as much as broad agreement; write broad_percent or more.",
        "split_percent": limits.split_percent > _HALF
        and "Write at most 50; two ends cannot each hold more than half.",
        "minority_percent": limits.minority_percent > limits.split_percent
        and "An end small enough for agreement cannot be large enough for a split; write split_percent or less.",
    }
    return ((f"thresholds.{name}", reason) for name, reason in told.items() if reason)


def _questions(found: Questions) -> _Wrong:
    for each in fields(Questions):
        form = getattr(found, each.name, None)
        if form is None:
            continue
        if each.name in _NAME_A_LEVEL and LEVEL not in form:
            yield f"questions.{each.name}", f"Write {LEVEL} where the level's short word belongs."
        elif each.name not in _NAME_A_LEVEL and LEVEL in form:
            yield f"questions.{each.name}", f"This question is asked whatever the level; take {LEVEL} out."


def _day(day: DayPlan | None, numbers: Sequence[int]) -> _Wrong:
    """Every step has to be in the plan, and all but breaks once."""
    parts = [
        (place, part)
        for place, part in numbered(day.parts if day else ())
        if part.kind and part.step is not None
    ]
    for place, part in parts:
        if part.kind is PartKind.STEP and not part.step:
            yield f"day[{place}].step", "This key is missing; write the number of a step."
        elif part.kind is not PartKind.STEP and part.step:
            yield f"day[{place}].step", "Only a step has a number; take it out."
    parts = [(place, part) for place, part in parts if (part.kind is PartKind.STEP) == bool(part.step)]
    for at, reason in faults([part for _, part in parts], numbers):
        place, part = parts[at]
        yield f"day[{place}].{'step' if part.step else 'part'}", reason
    planned = {part.step for _, part in parts}
    for number in numbers if day else ():
        if number not in planned:
            yield "day", f"Step {number} has no minutes; write it under [[day]], or leave [[day]] out."


def _ids(name: str, entries: Iterable[Any]) -> _Wrong:
    return _twice(f"{name}[{{}}].id", ((place, each.id) for place, each in numbered(entries)))


def _twice(key: str, values: Iterable[tuple[int, str | None]]) -> _Wrong:
    seen = set()
    for place, value in values:
        if value and value in seen:
            yield key.format(place), f'"{value}" is used twice; give each entry its own.'
        seen.add(value)


def _links(step: Step, pack: Pack, numbers: Sequence[int]) -> _Wrong:
    """Tell of what a step refers to and is not there."""
    others = frozenset(str(number) for number in numbers if str(number) != step.id)
    links = [*numbered(step.lessons)]
    targets = (
        *(("lesson", f"lessons[{at}].lesson", link.lesson, _all_ids(pack.lessons)) for at, link in links),
        *(("other step", f"lessons[{at}].shared_with", link.shared_with, others) for at, link in links),
        *(("sign", f"signs[{at}]", name, _all_ids(pack.signs)) for at, name in numbered(step.signs)),
        *(
            ("example", f"examples[{at}]", name, _all_ids(pack.examples))
            for at, name in numbered(step.examples)
        ),
    )
    for kind, key, target, known in targets:
        if target and target not in known:
            yield key, f'There is no {kind} with the id "{target}"; {suggestion(target, known)}'


def _all_ids(entries: Iterable[Any]) -> frozenset[str]:
    return frozenset(each.id for _, each in numbered(entries) if each.id)
