"""Finds voters' names in what somebody typed, and takes them out where that is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from scrutiny_tui.domain.people import Role, Voter
from scrutiny_tui.domain.results import results
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.domain.session import Session, TrailEntry
from scrutiny_tui.domain.voting import name_of

HIDDEN: Final = "one of those who answer"
"""Stands for whoever led or supported the workshop and answers too, where no name may be told."""

_TITLES: Final = frozenset(
    {"cllr", "councillor", "alderman", "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "rev", "revd",
     "sir", "dame", "lord", "lady", "the", "and"}
)  # fmt: skip
"""Words of a name that name nobody."""

_SHORTEST: Final = 3
"""Letters that a part of a name has at least to be looked for alone."""

_CORRECTED: Final = re.compile(r"the answer of .+ was corrected after the result:", re.DOTALL)


def name_pattern(session: Session, voter: Voter) -> re.Pattern[str] | None:
    """Return what finds a voter in a text; None if the label is a role or a table and picks out nobody."""
    by_name = session.details.secrecy is Secrecy.BY_NAME
    numbered = voter.label[-1:].isdigit()
    if voter.role is Role.TABLE or not voter.label.strip() or not (by_name or numbered):
        return None
    return _finder(voter.label, parts=by_name)


def name_hidden(session: Session, typed: str) -> str:
    """Return what was typed as somebody's name or role, or a phrase where a voter's name is in it."""
    if session.details.secrecy is not Secrecy.BY_NAME:
        return typed
    patterns = (name_pattern(session, voter) for voter in session.voters.values())
    return HIDDEN if any(pattern and pattern.search(typed) for pattern in patterns) else typed


def without_whose(line: str) -> str:
    """Return a line of the trail without whose answer was corrected."""
    return _CORRECTED.sub("one answer was corrected after the result:", line)


def _finder(label: str, *, parts: bool) -> re.Pattern[str]:
    whole = r"\s+".join(re.escape(word) for word in label.split())
    told = [f"(?i:{whole})", *(re.escape(part) for part in _parts(label) if parts)]
    return re.compile(rf"(?<!\w)(?:{'|'.join(told)})(?!\w)")


def _parts(name: str) -> Iterator[str]:
    for part in re.findall(r"[^\W\d_][\w'’-]*", name):
        if len(part) >= _SHORTEST and part.casefold() not in _TITLES:
            yield part


MENDED: Final = "what was corrected or cancelled"
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
    return f"whose rating it was on {name_of(session, item)}"


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
    yield from (("a parked question", each.text) for each in session.parked.values())
    for action in session.actions.values():
        where = f"an action on {name_of(session, action.item)}" if action.item else "an action"
        yield where, "\n".join((action.text, action.owner, action.evidence))
    for entry in session.trail.values():
        yield MENDED, trail_text(session, entry, full=False)


_STAY = "These names are in text that someone typed. They are kept until you edit it:"


_FIXED = "The reason for a correction or a cancelled result can't be changed."


def typed_names(session: Session) -> Iterator[str]:
    """Yield a sentence and a line for each name of the list that stays in typed text; nothing if there is none."""
    if session.details.secrecy is not Secrecy.BY_NAME:
        return
    found = dict.fromkeys((*names_found(session), *_unpublished(session)))
    if found:
        yield _STAY
        yield from (f"  {each}" for each in found)
    if any(each.where == MENDED for each in found):
        yield _FIXED


def _unpublished(session: Session) -> Iterator[NameFound]:
    """Yield names in what no report holds: notes to the next facilitator, judgements that wait for a result."""
    handovers = "\n".join(sitting.handover for sitting in session.sittings.values())
    typed = [("a note to the next facilitator", handovers)]
    typed += [(whose_judgement(session, each.item), each.whose) for each in session.earlier.values()]
    for voter in session.voters.values():
        pattern = name_pattern(session, voter)
        yield from (
            NameFound(voter.label, where) for where, text in typed if pattern and pattern.search(text)
        )
