"""Turns a pack's folder into a pack; the only way in. An author sees every problem at once.

Where a value is missing or wrong, None stands in its place until all the rest is looked at; nobody is given such a pack.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Final

from scrutiny_tui.domain.day_plan import LONGEST_PART, DayPlan, Part, PartKind
from scrutiny_tui.domain.errors import InputError, Problem, ProblemsError
from scrutiny_tui.domain.fields import Between, Entries, Id, Text
from scrutiny_tui.domain.pack import Pack, Page, Prompt, Step
from scrutiny_tui.store.codec import Reading, hints, read, reader
from scrutiny_tui.store.content.checks import PACK, numbered, problems_of
from scrutiny_tui.store.content.files import Folder, unsafe_character, visible
from scrutiny_tui.store.content.pages import PageEntry, read_page

_ID: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class _PromptEntry:
    """An entry under [[prompts]] in a step file; its id comes from its place."""

    text: Annotated[str, Text(150)]
    source: Annotated[str, Text(160)]


@dataclass(frozen=True, slots=True)
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
    lists = {name: _list_file(folder, name) for name in ("lessons", "signs", "examples")}
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
        if not folder.is_dir():
            raise InputError(f"There is no folder {shown}. Name a pack's folder, such as content/six-steps.")
        if not (folder / PACK).exists():
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
    return read(Step, table, reading, id=str(number), prompts=prompts)


def _list_file(folder: Folder, name: str) -> Any:
    """Return the entries of a file that holds one list, such as lessons.toml; none if there is no such file."""
    file = f"{name}.toml"
    table, reading = folder.optional_table(file), _PackReading(file, folder)
    found = reader(hints(Pack)[name])(table.pop(name, []), name, reading)
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
    return reader(Entries[kind])(table.pop(key, []), key, reading)
