"""The files of a pack as their authors write them: found, read and packed up.

Every problem of a pack is noted here, so that an author sees all of them at once.
"""

import os
import re
import tomllib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import Annotated, Any, Final

from scrutiny_tui.domain.errors import InputError, MachineError, Problem
from scrutiny_tui.domain.fields import Text
from scrutiny_tui.domain.pack import Page
from scrutiny_tui.domain.printable import is_harmful, is_harmless
from scrutiny_tui.domain.records import record
from scrutiny_tui.store.system import DISK, PathKind, is_file, kind_at, read_plain

FILE_BYTES: Final = 1_000_000
"""The largest file that is read at all, in bytes."""

_STEP_FILE: Final = re.compile(r"([1-9])-[a-z0-9-]+\.toml")
_PLACE_IN_TOML: Final = re.compile(r" \(at (line \d+), column \d+\)$")
_DIGITS: Final = re.compile(r"(\d+)")

_DEEP: Final = 50
_DEEP_KEY: Final = re.compile(
    rf"""(?:(?:(?<![\w-])[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){{{_DEEP}}}"""
)
"""A key of fifty parts; Python's reader takes minutes over one of a hundred thousand."""
_TOO_DEEP: Final = "This file nests lists or tables too deeply."


class Folder:
    """A pack's folder. Whatever cannot be read is noted as a problem and treated as empty."""

    def __init__(self, root: Path) -> None:
        self._root = root.resolve()
        self._problems: set[Problem] = set()
        self._found: dict[str, Path | None] = {}
        """What `_inside` found: every file is asked about several times."""

    def wrong(self, file: str, reason: str, key: str = "") -> None:
        """Note a problem with a file, or with the value at a key; whatever the file held is made safe to print."""
        self._problems.add(Problem(visible(file), visible(key), visible(reason)))

    def problems(self) -> tuple[Problem, ...]:
        """Return every problem so far in the order of files and keys."""
        return tuple(sorted(self._problems, key=_order))

    def holds(self, name: str) -> bool:
        """Whether a file of this name lies inside the folder, links followed."""
        path = self._inside(name)
        return path is not None and is_file(path)

    def leaves(self, name: str) -> bool:
        """Whether the name leads out of the folder, such as "../notes.md"."""
        return self._inside(name) is None

    def _inside(self, name: str) -> Path | None:
        """Return the path that a name means, links followed; None if that is not in the folder."""
        if name not in self._found:
            self._found[name] = None
            # Python 3.11 reports a link that leads to itself as a RuntimeError.
            with suppress(OSError, RuntimeError):
                path = (self._root / name).resolve()
                if "\\" not in name and path.is_relative_to(self._root):
                    self._found[name] = path
        return self._found[name]

    def text(self, name: str) -> str | None:
        """Return a file's text with plain line ends; None if it cannot be read."""
        try:
            data = self._bytes(name)
        except OSError as error:
            self.wrong(name, f"This file cannot be read: {error.strerror or error}.")
            return None
        try:
            # Windows editors may put a byte order mark before the text.
            return None if data is None else data.decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError as error:
            line = error.object[: error.start].count(b"\n") + 1
            self.wrong(name, "This file is not UTF-8 text; save it as UTF-8.", f"line {line}")
            return None

    def table(self, name: str) -> dict[str, Any] | None:
        """Return what a TOML file holds; None if it cannot be read."""
        text = self.text(name)
        if text is None:
            return None
        try:
            # To look for a deep key takes half as long as to read the file, and nearly no line has as many dots.
            lines = (line for line in text.split("\n") if line.count(".") >= _DEEP)
            if not any(map(_DEEP_KEY.search, lines)):
                return tomllib.loads(text)
            self.wrong(name, _TOO_DEEP)
        except RecursionError:
            self.wrong(name, _TOO_DEEP)
        except ValueError as error:
            place = _PLACE_IN_TOML.search(str(error))
            reason = _PLACE_IN_TOML.sub("", str(error))
            self.wrong(name, f"This is not valid TOML: {reason}.", place[1] if place else "")
        return None

    def optional_table(self, name: str) -> dict[str, Any]:
        """Return what a TOML file holds; nothing if there is no such file or it cannot be read."""
        return (self.table(name) or {}) if DISK.is_there(self._root / name) else {}

    def step_files(self) -> dict[int, str]:
        """Return the name of each step's file, in order; wrong names and numbers are noted."""
        found: dict[int, str] = {}
        for path in sorted((self._root / "steps").glob("*.toml")):
            name = f"steps/{path.name}"
            match = _STEP_FILE.fullmatch(path.name)
            number = int(match[1]) if match else 0
            if not number:
                self.wrong(
                    name,
                    'A step file is called by its number, 1 to 9, and a name, such as "2-role.toml"; rename it.',
                )
            elif number in found:
                self.wrong(name, f"Step {number} is also {found[number]}; use each number once.")
            else:
                if number != len(found) + 1:
                    self.wrong(name, f"There is no step {len(found) + 1} before this one; count from 1.")
                found[number] = name
        if not found:
            self.wrong("steps", 'There is no step; write at least one file such as "1-knowledge.toml".')
        return found

    def check_names(self) -> None:
        """Note every file whose name is not UTF-8, which other computers could not copy."""
        for folder, folders, files in os.walk(self._root):
            for name in (*folders, *files):
                try:
                    name.encode("utf-8")
                except UnicodeEncodeError:
                    path = Path(folder, name).relative_to(self._root)
                    self.wrong(path.as_posix(), "This file's name is not UTF-8; rename it.")

    def _bytes(self, name: str) -> bytes | None:
        path = self._inside(name)
        if path is None:
            self.wrong(
                name, "This file is a link that leads out of the pack's folder; put the file itself here."
            )
        elif kind_at(path) is not PathKind.FILE:
            self.wrong(name, "This is not a file; write one.")
        elif len(data := read_plain(path, FILE_BYTES + 1)) > FILE_BYTES:
            self.wrong(name, f"This file has {path.stat().st_size} bytes; at most {FILE_BYTES} are read.")
        else:
            return data
        return None


def unsafe_character(text: str) -> str:
    """Name the first character that must not reach a screen, such as "U+001B"; empty if there is none."""
    if is_harmless(text):
        return ""
    found = (each for each in text if each != "\n" and is_harmful(each))
    return next((f"U+{ord(each):04X}" for each in found), "")


def visible(text: str) -> str:
    """Return the text as one line with unsafe characters written out, for messages about files not to be trusted."""
    return "".join(
        each.encode("unicode_escape").decode("ascii") if is_harmful(each) else each for each in text
    )


def _order(problem: Problem) -> tuple[str, list[str], str]:
    """Sort `prompts[10]` behind `prompts[9]`."""
    key = [part.zfill(6) if part.isdigit() else part for part in _DIGITS.split(problem.key)]
    return problem.file, key, problem.reason


_LONGEST_BODY: Final = 1300
_LONGEST_NOTES: Final = 1500
_NUMBER: Final = re.compile(r"^\d+-")
_NOT_SHOWN: Final = re.compile(r"^#|^\||^```|^\d+[.)] |^\s+[-*>] |^\* |\]\(|<[a-z/!]")
"""Markdown that the program does not show: headings, tables, code, numbers, nested lists, links, HTML."""


@record
class PageEntry:
    """An entry under [[pages]] in pack.toml."""

    file: Annotated[str, Text(70)]
    title: Annotated[str, Text(70)]
    short: bool = False
    quotes: bool = False


def read_page(entry: PageEntry, key: str, folder: Folder) -> Page:
    """Return a page with the texts of its two files; what is wrong with them is noted, with its name at this key."""
    file = entry.file or ""
    body = notes = ""
    if reason := _not_found(file, folder):
        folder.wrong("pack.toml", reason, key)
    elif file:
        body = _markdown(folder, file, _LONGEST_BODY)
        beside = str(PurePosixPath(file).with_suffix(".notes.md"))
        notes = _markdown(folder, beside, _LONGEST_NOTES) if folder.holds(beside) else ""
        if not body:
            folder.wrong(file, "This page is empty; write its text or take it off the list in pack.toml.")
    page_id = _NUMBER.sub("", PurePosixPath(file).stem)
    return Page(page_id, entry.title, entry.short, body, notes, entry.quotes)


def _not_found(file: str, folder: Folder) -> str:
    """Return why there is no such page; empty if there is, or if it has no name."""
    if folder.leaves(file):
        return f'A page lies inside the pack\'s folder and is written with "/"; "{file}" does not.'
    if file and not file.endswith(".md"):
        return f'A page is a Markdown file, ending in ".md"; "{file}" is not.'
    if file and not folder.holds(file):
        return f'There is no file "{file}"; write it or correct the name.'
    return ""


def _markdown(folder: Folder, file: str, longest: int) -> str:
    text = (folder.text(file) or "").expandtabs(4).strip()
    if len(text) > longest:
        folder.wrong(file, f"This page has {len(text)} characters; at most {longest} fit.")
    for number, line in enumerate(text.split("\n"), start=1):
        if unsafe := unsafe_character(line):
            told = f"This line holds the control character {unsafe}; take it out."
            folder.wrong(file, told, f"line {number}")
        if _NOT_SHOWN.search(line):
            told = 'Pages hold paragraphs, "- " lists, "> " quotations and **bold** only; write this line so.'
            folder.wrong(file, told, f"line {number}")
    return text


_MOST: Final = 500
"""Files of a pack that are handed over."""
_ENDINGS: Final = frozenset({".toml", ".md"})
"""What a pack consists of; anything else in its folder is somebody's own."""


def pack_files(folder: Path) -> Mapping[str, bytes]:
    """Return a pack's files by their name inside the folder, those that links lead to left out.

    Raises `InputError` if it holds too much, and `MachineError` if it cannot be read.
    """
    try:
        paths = sorted(path for path in folder.rglob("*") if _is_part(path))
        if len(paths) > _MOST:
            raise InputError(f"The pack in {folder} has more than {_MOST} files, so it can't be handed over.")
        return {path.relative_to(folder).as_posix(): _read(path) for path in paths}
    except OSError as error:
        raise MachineError(f"The pack in {folder} cannot be read: {error.strerror or error}.") from error


def _is_part(path: Path) -> bool:
    return path.suffix in _ENDINGS and kind_at(path) is PathKind.FILE and not path.is_symlink()


def _read(path: Path) -> bytes:
    data = read_plain(path, FILE_BYTES + 1)
    if len(data) > FILE_BYTES:
        raise InputError(f"{path} is larger than a pack's files are, so the pack can't be handed over.")
    return data
