"""Voters' names in what somebody typed, so that nobody publishes one without having seen it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from scrutiny_tui.domain.hidden_names import name_pattern, without_whose
from scrutiny_tui.domain.results import results
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.domain.session import Session, TrailEntry
from scrutiny_tui.domain.voting import name_of

MENDED: Final = "what was corrected or set aside"
"""Where a name stands that is in a line of the trail."""


@dataclass(frozen=True, slots=True)
class NameFound:
    """A name or label of the list of people that stands in typed text."""

    name: str
    """As it stands in the list."""
    where: str
    """Where it was found, such as "a note on step 2"."""

    def __str__(self) -> str:
        return f"{self.name} ({self.where})"


def names_found(session: Session) -> tuple[NameFound, ...]:
    """Return every name or numbered label of a voter that stands in what a public report publishes as it was typed.

    Where answers are kept by name, a part of a name counts too where it is spelled with the same capitals.
    """
    wanted = [(voter.label, name_pattern(session, voter)) for voter in session.voters.values()]
    told = [
        NameFound(name, where)
        for where, text in _published(session)
        for name, pattern in wanted
        if pattern and pattern.search(text)
    ]
    return tuple(dict.fromkeys(told))


def trail_text(session: Session, entry: TrailEntry, *, full: bool) -> str:
    """Return a line of the trail; whose answer was corrected is told in a full report only."""
    if full or session.details.secrecy is not Secrecy.BY_NAME:
        return entry.text
    return without_whose(entry.text)


def whose_judgement(session: Session, item: int) -> str:
    """Return what is said of a name that stands where it is told whose judgement it was."""
    return f"whose judgement it was on {name_of(session, item)}"


def _published(session: Session) -> Iterator[tuple[str, str]]:
    """Yield everything of a public report that somebody typed, and where it stands; nothing about open votes."""
    items = {*(item.number for item in session.items), *(note.item for note in session.notes.values())}
    for item in sorted(items):
        for note in session.notes_of(item):
            yield f"a {'reason' if note.table else 'note'} on {name_of(session, item)}", note.text
    for item, view in session.agreed.items():
        yield f"a different view on {name_of(session, item)}", view.different_view
    for each in results(session):
        if each.earlier:
            yield whose_judgement(session, each.item.number), each.earlier.whose
    for action in session.actions.values():
        where = f"an action on {name_of(session, action.item)}" if action.item else "an action"
        yield where, "\n".join((action.text, action.owner, action.evidence))
    for entry in session.trail.values():
        yield MENDED, trail_text(session, entry, full=False)
