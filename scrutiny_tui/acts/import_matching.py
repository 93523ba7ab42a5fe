"""Says whom and which step the cells of an imported line mean."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from typing import Final

from scrutiny_tui.domain.people import Voter
from scrutiny_tui.domain.printable import plain
from scrutiny_tui.domain.wording import Item
from scrutiny_tui.store.tables import unguarded

_MOST_SUGGESTIONS: Final = 20
"""Comparing spellings is slow; whoever has more unknown names than this has the wrong file."""

_LONGEST_NAME: Final = 100
"""Longer text is no misspelt name, and would take long to compare."""


class People:
    """The people of a session, found by label."""

    def __init__(self, voters: Iterable[Voter]) -> None:
        listed = tuple(voters)
        self._exact = {" ".join(voter.label.split()): voter for voter in listed}
        self._plain = _unambiguous((plain(voter.label), voter) for voter in listed)
        self._suggested: dict[str, str] = {}

    def find(self, label: str) -> Voter | None:
        """Return whoever has this label, in any letters where that is clear; None if nobody has."""
        names = (unguarded(label), label, label.removeprefix("'"))
        found = (self._exact.get(name) or self._plain.get(plain(name)) for name in names)
        return next((voter for voter in found if voter), None)

    def nearest(self, label: str) -> str:
        """Return the label most like this one; empty if none is like it."""
        word = plain(label)
        if word not in self._suggested:
            if len(self._suggested) == _MOST_SUGGESTIONS or len(word) > _LONGEST_NAME:
                return ""
            near = difflib.get_close_matches(word, self._plain, n=1)
            self._suggested[word] = self._plain[near[0]].label if near else ""
        return self._suggested[word]


def items_by_name(items: Iterable[Item]) -> Mapping[str, Item]:
    """Return the items by all that they may be called: "1", "step 1" or the title."""
    listed = tuple(items)
    titles = {plain(item.title): item for item in listed}
    ids = {plain(item.id): item for item in listed}
    kinds = {plain(f"{'prompt' if item.step else 'step'} {item.id}"): item for item in listed}
    # Where a title looks like another item's number, the number counts.
    return titles | kinds | ids


def _unambiguous(pairs: Iterable[tuple[str, Voter]]) -> dict[str, Voter]:
    found: dict[str, list[Voter]] = {}
    for name, voter in pairs:
        found.setdefault(name, []).append(voter)
    return {name: voters[0] for name, voters in found.items() if len(voters) == 1}
