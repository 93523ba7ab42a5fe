"""Whether the records of a session fit together."""

from __future__ import annotations

from collections.abc import Iterator

from scrutiny_tui.domain.day_plan import faults
from scrutiny_tui.domain.errors import Problem
from scrutiny_tui.domain.rounds import RoundState, round_id
from scrutiny_tui.domain.session import Session


def check_references(session: Session, file: str) -> list[Problem]:
    """Return a problem for every record that names another one that is not there."""
    steps = session.wording.items
    prompts = {prompt.number for step in steps for prompt in session.wording.prompts_of(step)}
    items = {step.number for step in steps} | prompts
    found = (
        *_whole(session),
        *_rounds(session),
        *_open_rounds(session),
        *_named(session, items),
        *_plan(session),
    )
    return [Problem(file, key, reason) for key, reason in found]


def _whole(session: Session) -> Iterator[tuple[str, str]]:
    if not session.wording.items:
        yield "items", "must hold at least one step"
    if not session.sittings:
        yield "sittings", "must hold at least one sitting"
    for number in sorted(session.forgotten.entries - session.trail.keys()) if session.forgotten else ():
        yield "session[1].forgotten.entries", f"names line {number} of the record, which is not in the file"


def _rounds(session: Session) -> Iterator[tuple[str, str]]:
    for key, each in session.rounds.items():
        where = f"rounds[{key}]"
        if key != each.id:
            yield where, "its number does not belong to its item and round"
        if each.number > 1 and round_id(each.item, each.number - 1) not in session.rounds:
            yield where, "the round before it is not in the file"
        if each.sitting not in session.sittings:
            yield f"{where}.sitting", f"names sitting {each.sitting}, which is not in the file"
        for voter in sorted((each.ballots.keys() | each.absent | each.base) - session.voters.keys()):
            yield where, f"names person {voter}, who is not in the file"
        if each.state is RoundState.REVEALED and each.ballots.keys() - each.base:
            yield f"{where}.base", "leaves out somebody who answered"
        elif each.state is RoundState.REVEALED and each.given + len(each.absent) > len(each.base):
            yield f"{where}.totals", "come to more answers than there were people"


def _open_rounds(session: Session) -> Iterator[tuple[str, str]]:
    for item in {each.item for each in session.rounds.values()}:
        opened = [each for each in session.rounds_of(item) if each.state is RoundState.OPEN]
        if len(opened) > 1:
            yield f"rounds[{opened[1].id}].state", "is open although another round of the same step is"


def _plan(session: Session) -> Iterator[tuple[str, str]]:
    steps = [step.number for step in session.wording.items]
    for place, reason in faults(session.plan.parts, steps) if session.plan else ():
        yield f"session[1].day.parts[{place + 1}]", reason


def _named(session: Session, items: set[int]) -> Iterator[tuple[str, str]]:
    named = [(f"rounds[{key}].item", each.item) for key, each in session.rounds.items()]
    named += [(f"notes[{key}].item", note.item) for key, note in session.notes.items()]
    named += [(f"actions[{key}].item", each.item) for key, each in session.actions.items() if each.item]
    named += [("session[1].priorities", number) for number in session.priorities]
    named += [(f"agreed_levels[{key}]", key) for key in session.agreed]
    named += [(f"earlier_judgements[{key}]", key) for key in session.earlier]
    named += [(f"marks[{key}]", key) for key in session.marks]
    named += [("session[1].place.item", session.place.item)]
    named += [("session[1].prompts", number) for number in sorted(session.prompts)]
    for where, item in named:
        if item not in items:
            yield where, f"names step {item}, which is not in the file"
    for key, note in session.notes.items():
        if note.table and note.table not in session.voters:
            yield f"notes[{key}].table", f"names table {note.table}, which is not in the file"
        if note.round > session.next_round(note.item):
            yield f"notes[{key}].round", f"names round {note.round}, which is not in the file"
    for key, sitting in session.sittings.items():
        for voter in sorted(sitting.away - session.voters.keys()):
            yield f"sittings[{key}].away", f"names person {voter}, who is not in the file"
