"""Says which names stay in what somebody typed when names are deleted from the list of people."""

from __future__ import annotations

from collections.abc import Iterator

from scrutiny_tui.domain.naming import name_pattern
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.domain.session import Session
from scrutiny_tui.report.record.names import NameFound, names_found

_STAY = "These names stand in what was typed, and stay until somebody changes it:"


def typed_names(session: Session) -> Iterator[str]:
    """Yield a sentence and a line for each name of the list that is found in notes; nothing where there is none."""
    if session.details.secrecy is not Secrecy.BY_NAME:
        return
    found = [each for each in names_found(session) if each.where != "what was corrected or set aside"]
    found += _in_handover(session)
    if found:
        yield _STAY
        yield from (f"  {each}" for each in found)


def _in_handover(session: Session) -> Iterator[NameFound]:
    """Yield names in the notes to the next facilitator, which no report holds."""
    text = "\n".join(sitting.handover for sitting in session.sittings.values())
    for voter in session.voters.values():
        pattern = name_pattern(session, voter)
        if pattern and pattern.search(text):
            yield NameFound(voter.label, "a note to the next facilitator")
