"""A workshop in which role groups can be told apart."""

from __future__ import annotations

from scrutiny_tui.domain.people import Role
from scrutiny_tui.domain.session import Session
from tests.support.sessions import answers, revealed, session


def of_two_groups() -> Session:
    """Return a workshop of ten members and six co-optees with two results on step 1 and one on step 2."""
    now = revealed(session(10, *(Role.CO_OPTEE,) * 6), 1, answers("1 1 1 1 1 2 2 2 2 2 3 3 3 3 3 2"))
    now = revealed(now, 1, answers("1 1 1 2 2 2 2 2 3 3 3 3 3 3 3 3"))
    return revealed(now, 2, answers("2 2 2 2 2 2 2 2 2 3 1 1 1 1 1 d"))
