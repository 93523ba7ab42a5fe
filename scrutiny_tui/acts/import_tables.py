"""Finds the columns of an imported table, and says which step its cells mean."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Final, TypeAlias

from scrutiny_tui.acts.asks import shown
from scrutiny_tui.domain.errors import InputError
from scrutiny_tui.domain.pack import Item
from scrutiny_tui.domain.phrases import listed
from scrutiny_tui.domain.printable import plain
from scrutiny_tui.domain.session import Session
from scrutiny_tui.store.tables import Row

Headings: TypeAlias = Mapping[str, frozenset[str]]
"""What a column is for, to the headings that it may have, in small letters."""

_PARTIES: Final = frozenset({"party", "political group", "political party"})
"""A councillor's party is never read."""

_MOST_SHOWN: Final = 10


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
                    f"{name}, line {header.number}: the columns {other} and {shown(cell)} could both be "
                    f"the {kind}. Remove one of them."
                )
            found[kind] = column
    return found


def not_read(header: Row, read: Collection[int]) -> tuple[str, ...]:
    """Return the sentences about the columns that were not read."""
    unread = [cell for column, cell in enumerate(header.cells) if cell and column not in read]
    alone = [[shown(cell)] for cell in unread if plain(cell) in _PARTIES]
    others = [shown(cell) for cell in unread if plain(cell) not in _PARTIES]
    return tuple(
        f"The {'column' if len(names) == 1 else 'columns'} {listed(names, _MOST_SHOWN)} "
        f"{'was' if len(names) == 1 else 'were'} ignored."
        for names in (*alone, others)
        if names
    )


_NUMBER: Final = re.compile(r"(\d{1,4})[.,](\d{0,4})")

_HEADED: Final = re.compile(r"(step|prompt)?\s*(\d{1,4}(?:[.,]\d{1,4})?)[\s.:)-]+(.+)")
"""A question of a form, such as "Step 2: Knowledge" or "2. Knowledge"."""


def whole_number(text: str) -> str:
    """Return the number that a spreadsheet has written with noughts behind it, such as 2 of "2.0"; else the text."""
    number = _NUMBER.fullmatch(text)
    return number[1] if number and not number[2].strip("0") else text


class Items:
    """What is voted on, found by all that it may be called: "1", "step 1", the title, or the short name of a step."""

    def __init__(self, session: Session) -> None:
        listed = session.items
        short = {plain(item.short): item for item in listed if not item.step}
        titles = {plain(item.title): item for item in listed}
        ids = {plain(item.id): item for item in listed}
        kinds = {plain(f"{'prompt' if item.step else 'step'} {item.id}"): item for item in listed}
        # Where a title looks like another item's number, the number counts.
        self._named = short | titles | kinds | ids
        self._ids = ids
        self._every = session.wording.every

    def find(self, text: str) -> Item | None:
        """Return the item that a cell names; None if it names none that is voted on here."""
        name = plain(text)
        return self._named.get(name) or self._ids.get(whole_number(name.replace(",", ".")))

    def headed(self, text: str) -> Item | None:
        """Return the item whose answers stand below a heading; None if it is about something else."""
        question = _HEADED.fullmatch(plain(text))
        if (found := self.find(text)) or not question:
            return found
        item = self.find(question[2])
        names = (plain(item.title), plain(item.short), plain(item.statement)) if item else ()
        return item if question[1] or question[3].startswith(tuple(filter(None, names))) else None

    def is_reformatted(self, texts: Iterable[str]) -> bool:
        """Say whether a spreadsheet gave the numbers of a column more decimals: then "2.10" may have been 2.1."""
        return any(
            text.endswith("0") and _NUMBER.fullmatch(text) and text not in self._every for text in texts
        )

    def doubt(self, text: str, others: Collection[str], *, reformatted: bool) -> str:
        """Return why it is not sure which item a number means, because a spreadsheet drops noughts; empty if it is.

        `others` are the numbers in the lines of the same person: if the nought of the other item was kept there, it
        would have been kept here.
        """
        number = text.replace(",", ".")
        if not _NUMBER.fullmatch(number):
            return ""
        alike = [each for each in self._ids if "." in each and each.rstrip("0") == number.rstrip("0")]
        if alike in ([], [number]) or (not reformatted and number in alike and {*alike} <= {*others}):
            return ""
        if not reformatted and number.endswith("0") and number in alike:
            return ""
        told = " or ".join(alike)
        return f'"{shown(text)}" may be prompt {told}, because spreadsheets change such numbers. Type it as "Prompt {alike[-1]}".'
