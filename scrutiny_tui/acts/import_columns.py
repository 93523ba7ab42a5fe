"""Finds the columns of an imported table by their headings, and says which were not read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, TypeAlias

from scrutiny_tui.domain.errors import InputError
from scrutiny_tui.domain.printable import plain, printable
from scrutiny_tui.store.tables import Row

Headings: TypeAlias = Mapping[str, frozenset[str]]
"""What a column is for, to the headings that it may have, in small letters."""

_PARTIES: Final = frozenset({"party", "political group", "political party"})
"""A councillor's party is never read."""

_LONGEST_SHOWN: Final = 30
_MOST_SHOWN: Final = 10


def shown(text: str) -> str:
    """Return text from a file as a message may show it: harmless, one line, not long."""
    one_line = printable(" ".join(text.split()))
    return one_line if len(one_line) <= _LONGEST_SHOWN else f"{one_line[: _LONGEST_SHOWN - 1]}…"


def has_all(cells: tuple[str, ...], headings: Headings) -> bool:
    """Say whether a line has a heading of every kind."""
    found = {plain(cell) for cell in cells}
    return all(found & words for words in headings.values())


def find_columns(header: Row, headings: Headings, name: str) -> Mapping[str, int]:
    """Return where each kind of column is, those that are missing left out.

    Raises `InputError` if two columns could be the same one.
    """
    found: dict[str, int] = {}
    for column, cell in enumerate(header.cells):
        for kind in (kind for kind, words in headings.items() if plain(cell) in words):
            if kind in found:
                other = shown(header.cells[found[kind]])
                raise InputError(
                    f"{name}, line {header.number}: the columns {other} and {shown(cell)} could both be the {kind}. "
                    "Keep one of them."
                )
            found[kind] = column
    return found


def not_read(header: Row, read: Mapping[str, int]) -> tuple[str, ...]:
    """Return the sentences about the columns that were not read."""
    unread = [cell for column, cell in enumerate(header.cells) if cell and column not in set(read.values())]
    parties = [cell for cell in unread if plain(cell) in _PARTIES]
    others = [shown(cell) for cell in unread if plain(cell) not in _PARTIES]
    return (*(f"The column {shown(cell)} was not read." for cell in parties), *_others(others))


def _others(names: list[str]) -> tuple[str, ...]:
    if not names:
        return ()
    if len(names) == 1:
        return (f"The column {names[0]} was not read.",)
    if len(names) > _MOST_SHOWN:
        names = [*names[:_MOST_SHOWN], f"{len(names) - _MOST_SHOWN} more"]
    return (f"The columns {', '.join(names[:-1])} and {names[-1]} were not read.",)
