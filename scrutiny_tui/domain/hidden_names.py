"""Finds voters' names in what somebody typed, and takes them out where that is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from scrutiny_tui.domain.people import Role, Voter
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.domain.session import Session

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
