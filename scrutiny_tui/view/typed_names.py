"""Says which names stay in what somebody typed when names are deleted from the list of people."""

from __future__ import annotations

from collections.abc import Iterator

from scrutiny_tui.domain.hidden_names import name_pattern
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.domain.session import Session
from scrutiny_tui.view.record.names import MENDED, NameFound, names_found, whose_judgement

_STAY = "These names stand in what was typed, and stay until somebody changes it:"
_FIXED = "The reason of a correction, or why a result was set aside, cannot be changed."


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
