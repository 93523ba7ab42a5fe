"""Where a workshop got to, in words."""

from __future__ import annotations

from textual.content import Content

from scrutiny_tui.domain.results import ItemResult, results
from scrutiny_tui.domain.secrecy import Mode
from scrutiny_tui.domain.session import Session
from scrutiny_tui.report.phrases import day, several
from scrutiny_tui.tui.text import lines, words


def so_far(session: Session) -> Content:
    """Return what is done, the shared views, who was here, the promise that was read out and the last note."""
    parts = [words(_step(session, each)) for each in results(session) if not each.item.step or each.rounds]
    parts.append(Content(""))
    parts += [words(line) for line in _sittings(session)]
    return lines(parts)


def _step(session: Session, each: ItemResult) -> str:
    told = each.latest.sentence if each.latest else _not_yet(session, each)
    view = ""
    if each.agreed:
        level = each.agreed.level
        view = f" Shared view: {session.wording.levels[level - 1].short if level else 'not agreed'}."
    return f"{each.item.id} {each.item.title}: {told}{view}"


def _not_yet(session: Session, each: ItemResult) -> str:
    if each.agreed and session.details.mode is Mode.COLLECTIVE:
        return "agreed as a collective."
    told = "not yet answered" if session.open_round(each.item.number) is None else "answering has begun"
    return f"{told}." if each.agreed else told


def _sittings(session: Session) -> list[str]:
    told = []
    for sitting in session.sittings.values():
        here = len(session.electorate - sitting.away)
        who = f", facilitator {sitting.facilitator}" if sitting.facilitator else ""
        told.append(
            f"Sitting {sitting.id}, {day(sitting.started)}{who}: {several(here, 'person', 'people')} here."
        )
        if sitting.handover:
            told.append(f"Note from that sitting: {sitting.handover}")
    promised = [sitting.promised for sitting in session.sittings.values() if sitting.promised]
    if promised:
        told.append(f"Read out: {promised[-1]}")
    told += [entry.text for entry in session.trail.values()]
    return told
