"""Reads a whole journal: what is good, what a crash left unfinished, and what is damage."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from typing import NamedTuple

from scrutiny_tui.store.journal.lines import (
    LINE_LIMIT,
    Header,
    Record,
    payload_of,
    read_entry,
    read_header,
    seed_of,
)
from scrutiny_tui.store.journal.shapes import Point, load
from scrutiny_tui.store.journal.system import FILE_LIMIT


class Broken(NamedTuple):
    """A file that cannot be trusted."""

    reason: str
    """What is wrong and where, to follow "it is damaged: "."""
    reach: int = -1
    """The highest number of a change that can still be made out; -1 if none."""


class Journal(NamedTuple):
    """A journal that can be trusted up to its tail."""

    header: Header
    records: tuple[Record, ...]
    seals: frozenset[Point]
    """The snapshots it connects with: the one it continues, and those it announces."""
    whole: bytes
    """The bytes of all good lines."""
    tail: bytes = b""
    """An unfinished last line, as a crash leaves it; never acknowledged."""

    @property
    def reach(self) -> int:
        """The number of the last change."""
        return self.records[-1].sequence if self.records else self.header.base.sequence


@dataclass(slots=True)
class _Reading:
    header: Header
    records: list[Record] = field(default_factory=list)
    seals: set[Point] = field(default_factory=set)

    def take(self, line: bytes) -> None:
        entry = read_entry(seed_of(self.header.session), line)
        reach = self.records[-1].sequence if self.records else self.header.base.sequence
        if isinstance(entry, Point):
            if entry.sequence not in {reach, reach + 1}:
                raise ValueError("it announces a snapshot out of turn")
            self.seals.add(entry)
        elif entry.sequence != reach + 1:
            raise ValueError(f"change {reach + 1} is missing before it")
        else:
            self.records.append(entry)


def read_journal(data: bytes) -> Journal | Broken:
    """Read a journal; raises `NewerFormatError` if a later version wrote it."""
    if len(data) > FILE_LIMIT:
        return Broken("it is too large")
    if not data:
        return Broken("it is empty")
    lines = data.removesuffix(b"\n").split(b"\n")
    try:
        reading = _Reading(read_header(lines[0]))
    except ValueError as error:
        return Broken(f"line 1: {error}", _highest(lines))
    reading.seals.add(reading.header.base)
    for number, line in enumerate(lines[1:], start=1):
        try:
            reading.take(line)
        except ValueError as error:
            tail = data[len(b"\n".join(lines[:number])) + 1 :]
            if _is_unfinished(tail):
                return _journal(reading, lines[:number], tail)
            return Broken(f"line {number + 1}: {error}", _highest(lines))
    return _journal(reading, lines, b"")


def _journal(reading: _Reading, lines: list[bytes], tail: bytes) -> Journal:
    whole = b"\n".join(lines) + b"\n"
    return Journal(reading.header, tuple(reading.records), frozenset(reading.seals), whole, tail)


def _is_unfinished(tail: bytes) -> bool:
    return len(tail) <= LINE_LIMIT and not any(_object_in(line) for line in tail.split(b"\n"))


def _object_in(line: bytes) -> dict[str, object]:
    with suppress(ValueError):
        if isinstance(found := payload_of(line), dict):
            return found
    with suppress(ValueError):
        if isinstance(found := load(line.decode("ascii")), dict):
            return found
    return {}


def _highest(lines: list[bytes]) -> int:
    found = (_object_in(line).get("n") for line in lines)
    return max((number for number in found if type(number) is int), default=-1)
