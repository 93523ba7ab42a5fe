"""Takes the fields out of a document that somebody may have edited, and notes everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar

from scrutiny_tui.domain.errors import Problem
from scrutiny_tui.domain.limits import LONGEST_TEXT

Choice = TypeVar("Choice", bound=StrEnum)


class Fields:
    """One document: each method takes one field out and notes a problem where it is missing or wrong.

    A stand-in value of the right type is returned for a wrong field, so that all problems are found in one pass.
    """

    def __init__(self, document: Any, file: str, key: str, problems: list[Problem]) -> None:
        self._document: Mapping[str, Any] = document if isinstance(document, dict) else {}
        self._file = file
        self._key = key
        self._problems = problems
        self._seen: set[str] = set()
        if not isinstance(document, dict):
            self.wrong("", "is not a document with fields")

    def wrong(self, name: str, reason: str) -> None:
        """Note that a field is wrong; `reason` continues the sentence."""
        key = f"{self._key}.{name}" if name else self._key
        self._problems.append(Problem(self._file, key, reason))

    def text(self, name: str, *, empty: bool = True) -> str:
        """Return a text, which may be empty unless told otherwise."""
        value = self._take(name)
        if not isinstance(value, str):
            self.wrong(name, "must be text")
            return ""
        if len(value) > LONGEST_TEXT:
            self.wrong(name, f"is longer than {LONGEST_TEXT} characters")
        if not empty and not value.strip():
            self.wrong(name, "must not be empty")
        return value

    def whole(self, name: str, lowest: int, highest: int) -> int:
        """Return a whole number within the bounds."""
        value = self._take(name)
        if isinstance(value, bool) or not isinstance(value, int) or not lowest <= value <= highest:
            self.wrong(name, f"must be a whole number from {lowest} to {highest}")
            return lowest
        return value

    def yes(self, name: str) -> bool:
        """Return a true or false."""
        value = self._take(name)
        if not isinstance(value, bool):
            self.wrong(name, "must be true or false")
            return False
        return value

    def choice(self, name: str, kind: type[Choice]) -> Choice:
        """Return one of the words of an enumeration."""
        value = self._take(name)
        found = next((each for each in kind if each.value == value), None)
        if found is None:
            self.wrong(name, f"must be one of: {', '.join(kind)}")
            return next(iter(kind))
        return found

    def day(self, name: str) -> date:
        """Return a day written as 2026-11-21."""
        return self._when(name).date()

    def optional_day(self, name: str) -> date | None:
        """Return a day, or None where the field is null."""
        return None if self.is_null(name) else self.day(name)

    def moment(self, name: str) -> datetime:
        """Return a day and time written as 2026-11-21T14:05."""
        return self._when(name)

    def optional_moment(self, name: str) -> datetime | None:
        """Return a day and time, or None where the field is null."""
        return None if self.is_null(name) else self.moment(name)

    def optional_level(self, name: str) -> int | None:
        """Return 1 to 3, or None where the field is null."""
        return None if self.is_null(name) else self.whole(name, 1, 3)

    def numbers(self, name: str) -> frozenset[int]:
        """Return a list of whole numbers as a set."""
        value = self._take(name)
        if not isinstance(value, list) or not all(type(each) is int for each in value):
            self.wrong(name, "must be a list of whole numbers")
            return frozenset()
        return frozenset(value)

    def numbers_in_order(self, name: str) -> tuple[int, ...]:
        """Return a list of whole numbers, each once, in its order."""
        value = self._take(name)
        if not isinstance(value, list) or not all(type(each) is int for each in value):
            self.wrong(name, "must be a list of whole numbers")
            return ()
        if len(set(value)) != len(value):
            self.wrong(name, "must hold each number once")
        return tuple(value)

    def texts(self, name: str) -> tuple[str, ...]:
        """Return a list of texts."""
        value = self._take(name)
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            self.wrong(name, "must be a list of texts")
            return ()
        return tuple(value)

    def parts(self, name: str) -> tuple[Fields, ...]:
        """Return a list of documents inside this one."""
        value = self._take(name)
        if not isinstance(value, list):
            self.wrong(name, "must be a list")
            return ()
        return tuple(
            Fields(each, self._file, f"{self._key}.{name}[{number}]", self._problems)
            for number, each in enumerate(value, start=1)
        )

    def part(self, name: str) -> Fields:
        """Return a document inside this one."""
        return Fields(self._take(name), self._file, f"{self._key}.{name}", self._problems)

    def has(self, name: str) -> bool:
        """Say whether the field is there."""
        return name in self._document

    def raw(self, name: str) -> Any:
        """Return the field as it is written; None where it is missing."""
        return self._take(name)

    def close(self) -> None:
        """Note every field that nobody asked for."""
        for name in sorted(self._document.keys() - self._seen):
            self.wrong(name, "is not a field that this program knows")

    def _take(self, name: str) -> Any:
        self._seen.add(name)
        return self._document.get(name)

    def is_null(self, name: str) -> bool:
        """Say whether the field is there and holds nothing."""
        self._seen.add(name)
        return name in self._document and self._document[name] is None

    def _when(self, name: str) -> datetime:
        value = self._take(name)
        try:
            moment = datetime.fromisoformat(value)
        except (TypeError, ValueError):
            moment = None
        if moment is None or moment.tzinfo:
            self.wrong(name, "must be a date such as 2026-11-21 or a time such as 2026-11-21T14:05")
            return datetime(1, 1, 1)  # noqa: DTZ001 - a stand-in; wall-clock times of the room carry no zone
        return moment
