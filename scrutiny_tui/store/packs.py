"""Packs as values: read from their files and checked.

A value that could not be read is None, and nothing more is said about it.

Where a value is missing or wrong, None stands in its place until all the rest is looked at; nobody is given such a pack.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Annotated, Any, Final, TypeAlias

from scrutiny_tui.domain.agreement import Thresholds
from scrutiny_tui.domain.day_plan import LONGEST_PART, DayPlan, Part, PartKind, faults
from scrutiny_tui.domain.errors import InputError, Problem, ProblemsError
from scrutiny_tui.domain.fields import Between, Entries, Id, Text
from scrutiny_tui.domain.pack import LEVEL, LEVEL_NUMBERS, Level, Pack, Page, Prompt, Questions, Step, WarmUp
from scrutiny_tui.domain.records import record
from scrutiny_tui.store.codec import Reading, form, hints, read, suggestion
from scrutiny_tui.store.pack_files import Folder, PageEntry, read_page, unsafe_character, visible
from scrutiny_tui.store.system import PathKind, kind_at

PACK: Final = "pack.toml"

_LIST_FILES: Final = {"lessons": "id", "signs": "id", "examples": "id", "headings": "part"}
"""The files that hold one list, and the key that is another one for each entry."""

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
            *_warm_up(pack.warm_up),
            *_day_faults(pack.day, numbers),
            *_twice("pages[{}].file", ((place, page.id) for place, page in numbered(pack.pages))),
        ),
        **{
            f"{name}.toml": _twice(
                f"{name}[{{}}].{key}",
                [(place, getattr(each, key)) for place, each in numbered(getattr(pack, name))],
            )
            for name, key in _LIST_FILES.items()
        },
        **{file: _links(step, pack, numbers) for file, step in steps.items()},
    }
    return ((file, key, reason) for file, wrong in found.items() for key, reason in wrong)


def numbered(entries: Iterable[Any] | None) -> Iterator[tuple[int, Any]]:
    """Yield the entries that could be read, with their places from 1."""
    return ((place, each) for place, each in enumerate(entries or (), start=1) if each is not None)


def _warm_up(found: WarmUp | None) -> _Wrong:
    wrong = (*_levels(found.levels), *_questions(found.questions)) if found else ()
    return ((f"warm_up.{key}", reason) for key, reason in wrong)


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


def _day_faults(day: DayPlan | None, numbers: Sequence[int]) -> _Wrong:
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


_ID: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@record
class _PromptEntry:
    """An entry under [[prompts]] in a step file; its id comes from its place."""

    text: Annotated[str, Text(150)]
    source: Annotated[str, Text(160)]
    opener: bool = False


@record
class _PartEntry:
    """An entry under [[day]]."""

    part: PartKind
    minutes: Annotated[int, Between(1, LONGEST_PART)]
    step: Annotated[int, Between(1, 9)] = 0
    title: Annotated[str, Text(16)] = ""


class _PackReading(Reading):
    """Reads texts as authors write them, and notes what is wrong with the folder."""

    def __init__(self, file: str, folder: Folder) -> None:
        super().__init__(file)
        self.folder = folder

    def wrong(self, key: str, reason: str) -> Any:
        """Note that the value at a key is wrong and return None in its place."""
        self.folder.wrong(self.file, reason, key)

    def text(self, value: str, key: str, bounds: Text) -> Any:
        """Return a text that is within its bounds, as one line."""
        folded = " ".join(value.split())
        if unsafe := unsafe_character(folded):
            return self.wrong(key, f"This holds the control character {unsafe}; take it out.")
        if folded and isinstance(bounds, Id) and not _ID.fullmatch(folded):
            self.wrong(key, 'An id has small letters, digits and hyphens only, such as "clear-role".')
        return super().text(folded, key, bounds)


def read_pack(folder: Path) -> Pack:
    """Return the pack in a folder.

    Raises `InputError` if the folder is not there or holds no pack.toml, and `ProblemsError` with every problem if the
    pack cannot be used as it is.
    """
    pack, problems = _examine(folder)
    if pack is None or problems:
        raise ProblemsError(f"The pack in {visible(str(folder))} cannot be used as it is:", problems)
    return pack


def check_pack(folder: Path) -> tuple[Problem, ...]:
    """Return every problem of the pack in a folder, none if it can be used.

    Raises `InputError` if the folder is not there or holds no pack.toml.
    """
    return _examine(folder)[1]


def _examine(path: Path) -> tuple[Pack | None, tuple[Problem, ...]]:
    _require_pack(path)
    folder = Folder(path)
    folder.check_names()
    files = folder.step_files()
    steps = {name: step for number, name in files.items() if (step := _step(folder, number, name))}
    lists = {name: _list_file(folder, name) for name in _LIST_FILES}
    table = folder.table(PACK)
    if table is None:
        return None, folder.problems()
    reading = _PackReading(PACK, folder)
    pages = _pages(table, reading)
    day = _day(table, reading)
    pack = read(Pack, table, reading, steps=tuple(steps.values()), pages=pages, day=day, **lists)
    if pack is not None:
        for file, key, reason in problems_of(pack, steps, tuple(files)):
            folder.wrong(file, reason, key)
    return pack, folder.problems()


def _require_pack(folder: Path) -> None:
    shown = visible(str(folder))
    try:
        if kind_at(folder) is not PathKind.FOLDER:
            raise InputError(f"There is no folder {shown}. Name a pack's folder, such as content/six-steps.")
        if kind_at(folder / PACK) is None:
            raise InputError(f"The folder {shown} is not a pack: it holds no pack.toml.")
    except OSError as error:
        raise InputError(f"The folder {shown} cannot be read: {error.strerror or error}.") from error


def _step(folder: Folder, number: int, file: str) -> Step | None:
    table = folder.table(file)
    if table is None:
        return None
    reading = _PackReading(file, folder)
    entries = _entries(_PromptEntry, table, "prompts", reading)
    if entries == ():
        reading.wrong("prompts", "There is no question; write at least one under [[prompts]].")
    prompts = tuple(
        Prompt(f"{number}.{place}", entry.text, entry.source) for place, entry in numbered(entries)
    )
    openers = [place for place, entry in numbered(entries) if entry.opener]
    for place in openers[1:]:
        reading.wrong(
            f"prompts[{place}].opener", f"Prompt {openers[0]} opens this step already; mark only one."
        )
    opener = f"{number}.{openers[0]}" if openers else ""
    return read(Step, table, reading, id=str(number), prompts=prompts, opener=opener)


def _list_file(folder: Folder, name: str) -> Any:
    """Return the entries of a file that holds one list, such as lessons.toml; none if there is no such file."""
    file = f"{name}.toml"
    table, reading = folder.optional_table(file), _PackReading(file, folder)
    found = form(hints(Pack)[name]).read(table.pop(name, []), name, reading)
    for key in table:
        reading.unknown(key[:60], key, {name: found})
    return found


def _pages(table: dict[str, Any], reading: _PackReading) -> tuple[Page, ...]:
    entries = _entries(PageEntry, table, "pages", reading)
    return tuple(
        entry and read_page(entry, f"pages[{place}].file", reading.folder)
        for place, entry in enumerate(entries or (), start=1)
    )


def _day(table: dict[str, Any], reading: _PackReading) -> DayPlan | None:
    entries = _entries(_PartEntry, table, "day", reading)
    parts = (entry and Part(entry.part, entry.minutes, entry.step, entry.title) for entry in entries or ())
    return DayPlan(tuple(parts)) if entries else None


def _entries(kind: Any, table: dict[str, Any], key: str, reading: Reading) -> Any:
    """Take a list out of a table whose entries are not those of the domain."""
    return form(Entries[kind]).read(table.pop(key, []), key, reading)
