"""Checks TOML tables key by key and collects every problem, so that an author sees them all at once.

Whoever reads a table asks for its keys; a key that nobody asked for is an unknown one. A value that is missing or
wrong is noted and replaced by an empty one, so that reading goes on to the next.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, TypeVar

from scrutiny_tui.domain.errors import Problem
from scrutiny_tui.store.content import limits
from scrutiny_tui.store.content.words import fold, suggestion, unsafe_character, visible

_KINDS: Final = (
    (bool, "true or false"),
    (int, "a whole number"),
    (float, "a number with a point"),
    (str, "a text"),
    (list, "a list"),
    (dict, "a table"),
)
_IDENTIFIER: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

_DIGITS: Final = re.compile(r"(\d+)")
Wanted = TypeVar("Wanted")


class Findings:
    """Every problem found in one pack so far, and the tables whose keys are still to be accounted for."""

    def __init__(self) -> None:
        self._problems: list[Problem] = []
        self._tables: list[Table] = []

    def add(self, file: str, key: str, reason: str) -> None:
        """Note a problem; whatever the files held is made safe to print."""
        self._problems.append(Problem(visible(file), visible(key), visible(reason)))

    def watch(self, table: Table) -> None:
        """Look for unknown keys in this table at the end."""
        self._tables.append(table)

    def problems(self) -> tuple[Problem, ...]:
        """Return every problem in the order of files and keys; to be called once, when all was read."""
        for table in self._tables:
            table.report_unknown_keys()
        self._tables.clear()
        return tuple(sorted(set(self._problems), key=_order))


class Table:
    """A TOML table while it is read."""

    def __init__(self, values: Mapping[str, object], file: str, findings: Findings, place: str = "") -> None:
        self._values = values
        self._file = file
        self._findings = findings
        self._place = place
        self._asked: set[str] = set()
        findings.watch(self)

    def problem(self, key: str, reason: str) -> None:
        """Note a problem with one key of this table."""
        self._findings.add(self._file, self._place + key, reason)

    def text(self, key: str, limit: int) -> str:
        """Return a text that has to be there, folded to one line; empty where there was a problem with it."""
        value = self._value(key, str, f"a text in quotation marks, at most {limit} characters")
        return "" if value is None else self._checked(key, value, limit)

    def optional_text(self, key: str, limit: int) -> str:
        """Return a text that may be left out, folded to one line."""
        self._asked.add(key)
        return self.text(key, limit) if key in self._values else ""

    def identifier(self, key: str) -> str:
        """Return an id of small letters, digits and hyphens."""
        name = self.text(key, limits.IDENTIFIER)
        if name and not _IDENTIFIER.fullmatch(name):
            self.problem(key, 'An id has small letters, digits and hyphens only, such as "clear-role".')
        return name

    def flag(self, key: str) -> bool:
        """Return true or false; false where the key is left out."""
        self._asked.add(key)
        return key in self._values and bool(self._value(key, bool, "true or false"))

    def number(self, key: str, lowest: int, highest: int) -> int:
        """Return a whole number within bounds, both included; the lowest when it was a problem."""
        wanted = f"a whole number from {lowest} to {highest}"
        value = self._value(key, int, wanted)
        if value is None:
            return lowest
        if not lowest <= value <= highest:
            self.problem(key, f"This is {value}; write {wanted}.")
            return lowest
        return value

    def optional_number(self, key: str, lowest: int, highest: int, default: int) -> int:
        """Return a whole number that may be left out."""
        self._asked.add(key)
        return self.number(key, lowest, highest) if key in self._values else default

    def texts(self, key: str, limit: int) -> tuple[str, ...]:
        """Return a list of texts; empty where the key is left out."""
        return tuple(
            self._checked(f"{key}[{place}]", item, limit)
            if isinstance(item, str)
            else self._wrong_item(key, place)
            for place, item in enumerate(self._list(key), start=1)
        )

    def tables(self, key: str) -> tuple[Table, ...]:
        """Return the tables of a list, counted from 1 in messages; empty where the key is left out."""
        found = []
        for place, item in enumerate(self._list(key), start=1):
            if isinstance(item, dict):
                found.append(Table(item, self._file, self._findings, f"{self._place}{key}[{place}]."))
            else:
                self.problem(f"{key}[{place}]", f"Write each entry as a table under [[{key}]].")
        return tuple(found)

    def table(self, key: str) -> Table:
        """Return a table inside this one; an empty one where the key is left out."""
        self._asked.add(key)
        value = self._values.get(key, {})
        if not isinstance(value, dict):
            self.problem(key, f"Write this as a table under [{key}].")
            value = {}
        return Table(value, self._file, self._findings, f"{self._place}{key}.")

    def report_unknown_keys(self) -> None:
        """Note every key that was not asked for."""
        for key in self._values:
            if key not in self._asked:
                shown = key[: limits.NAME]
                self.problem(shown, f"There is no such key; {suggestion(shown, self._asked)}")

    def _value(self, key: str, kind: type[Wanted], wanted: str) -> Wanted | None:
        self._asked.add(key)
        if key not in self._values:
            self.problem(key, f"This key is missing; write {wanted}.")
            return None
        value = self._values[key]
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            self.problem(key, f"This is {_kind(value)}; write {wanted}.")
            return None
        return value

    def _checked(self, key: str, value: str, limit: int) -> str:
        text = fold(value)
        unsafe = unsafe_character(text)
        if not text:
            self.problem(key, f"This text is empty; write at most {limit} characters.")
        elif unsafe:
            self.problem(key, f"This text holds the control character {unsafe}; take it out.")
        elif len(text) > limit:
            self.problem(key, f"This text has {len(text)} characters; at most {limit} fit.")
        else:
            return text
        return ""

    def _list(self, key: str) -> list[object]:
        self._asked.add(key)
        value = self._values.get(key, [])
        if not isinstance(value, list):
            self.problem(key, f"This is {_kind(value)}; write a list.")
            return []
        if len(value) > limits.ENTRIES:
            self.problem(key, f"This list has {len(value)} entries; at most {limits.ENTRIES} fit.")
        return value[: limits.ENTRIES]

    def _wrong_item(self, key: str, place: int) -> str:
        self.problem(f"{key}[{place}]", "Write each entry of this list as a text in quotation marks.")
        return ""


def _order(problem: Problem) -> tuple[str, list[str], str]:
    """Sort `prompts[10]` behind `prompts[9]`."""
    key = [part.zfill(6) if part.isdigit() else part for part in _DIGITS.split(problem.key)]
    return problem.file, key, problem.reason


def _kind(value: object) -> str:
    return next((name for kind, name in _KINDS if isinstance(value, kind)), "something else")
