"""Where a workshop got to, in sentences, for whoever opens it again."""

from __future__ import annotations

from collections.abc import Iterator

from scrutiny_tui.domain.phrases import day
from scrutiny_tui.domain.results import ItemResult, results
from scrutiny_tui.domain.secrecy import Mode
from scrutiny_tui.domain.session import Session
from scrutiny_tui.view.phrases import how_many


def steps_so_far(session: Session) -> Iterator[str]:
    """Yield how each step stands, and each prompt that has a result: its sentence, and the shared view."""
    for each in results(session):
        if not each.item.step or each.rounds:
            yield _step(session, each)


def sittings_so_far(session: Session) -> Iterator[str]:
    """Yield who was here when, the notes to the next facilitator, the promise that was read out, and what was changed."""
    for sitting in session.sittings.values():
        here = how_many(session, session.electorate - sitting.away)
        who = f", facilitator {sitting.facilitator}" if sitting.facilitator else ""
        yield f"Sitting {sitting.id}, {day(sitting.started)}{who}: {here} here."
        if sitting.handover:
            yield f"Note from that sitting: {sitting.handover}"
    promised = [sitting.promised for sitting in session.sittings.values() if sitting.promised]
    if promised:
        yield f"Read out: {promised[-1]}"
    yield from (entry.text for entry in session.trail.values())


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
