"""Whether the records of a session fit together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from scrutiny_tui.domain.day_plan import faults
from scrutiny_tui.domain.fields import HIGHEST_VOTER
from scrutiny_tui.domain.pack import LEVEL_NUMBERS
from scrutiny_tui.domain.rounds import RoundState, round_id

if TYPE_CHECKING:
    from scrutiny_tui.domain.rounds import Round
    from scrutiny_tui.domain.session import Session


def inconsistencies(session: Session) -> Iterator[tuple[str, str]]:
    """Yield where and why a record cannot be right beside the others, such as one that names another that is not there."""
    steps = [step.number for step in session.wording.items]
    prompts = [prompt.number for step in session.wording.items for prompt in session.wording.prompts_of(step)]
    yield from _whole(session, steps)
    yield from _rounds(session)
    yield from _open_rounds(session)
    yield from _named(session, {*steps, *prompts})
    yield from _notes(session)
    for key, sitting in session.sittings.items():
        for voter in sorted(sitting.away - session.voters.keys()):
            yield f"sittings[{key}].away", f"This names person {voter}, who is not in the file."
    for place, reason in faults(session.plan.parts, steps) if session.plan else ():
        yield f"session[1].plan.parts[{place + 1}]", reason
    if session.forgotten:
        for number in sorted(session.forgotten.entries - session.trail.keys()):
            yield (
                "session[1].forgotten.entries",
                f"This names line {number} of the record, which is not in the file.",
            )


def _whole(session: Session, steps: list[int]) -> Iterator[tuple[str, str]]:
    if tuple(level.number for level in session.wording.levels) != LEVEL_NUMBERS:
        yield "session[1].wording.levels", "Levels are numbered 1, 2, 3 in this order."
    if not steps or steps != sorted(set(steps)):
        yield "session[1].wording.items", "There must be at least one step, and each number once, in order."
    if not session.sittings:
        yield "sittings", "There must be at least one sitting."
    for key in session.voters:
        if not 0 < key <= HIGHEST_VOTER:
            yield f"voters[{key}]", f"People have numbers from 1 to {HIGHEST_VOTER}."


def _rounds(session: Session) -> Iterator[tuple[str, str]]:
    for key, each in session.rounds.items():
        where = f"rounds[{key}]"
        if key != each.id:
            yield where, "Its number does not belong to its item and round."
        if each.number > 1 and round_id(each.item, each.number - 1) not in session.rounds:
            yield where, "The round before it is not in the file."
        if each.sitting not in session.sittings:
            yield f"{where}.sitting", f"This names sitting {each.sitting}, which is not in the file."
        for voter in sorted((each.ballots.keys() | each.absent | each.base) - session.voters.keys()):
            yield where, f"This names person {voter}, who is not in the file."
        yield from _counted(session, each, where)


def _counted(session: Session, each: Round, where: str) -> Iterator[tuple[str, str]]:
    if each.state is RoundState.REVEALED and each.ballots.keys() - each.base:
        yield f"{where}.base", "This leaves out somebody who answered."
    elif each.state is RoundState.REVEALED and each.given + len(each.absent) > len(each.base):
        yield f"{where}.totals", "These come to more answers than there were people."
    elif each.state is RoundState.OPEN and each.given > len(session.voters):
        yield f"{where}.totals", "These come to more answers than there are people."


def _open_rounds(session: Session) -> Iterator[tuple[str, str]]:
    for item in sorted({each.item for each in session.rounds.values()}):
        opened = [each for each in session.rounds_of(item) if each.state is RoundState.OPEN]
        if len(opened) > 1:
            yield f"rounds[{opened[1].id}].state", "This is open although another round of the same step is."


def _named(session: Session, items: set[int]) -> Iterator[tuple[str, str]]:
    named = [(f"rounds[{key}].item", each.item) for key, each in session.rounds.items()]
    named += [(f"notes[{key}].item", note.item) for key, note in session.notes.items()]
    named += [(f"actions[{key}].item", each.item) for key, each in session.actions.items() if each.item]
    named += [("session[1].priorities", number) for number in session.priorities]
    named += [(f"agreed[{key}]", key) for key in session.agreed]
    named += [(f"earlier[{key}]", key) for key in session.earlier]
    named += [(f"marks[{key}]", key) for key in session.marks]
    named += [("session[1].place.item", session.place.item)]
    named += [("session[1].prompts", number) for number in sorted(session.prompts)]
    for where, item in named:
        if item not in items:
            yield where, f"This names step {item}, which is not in the file."


def _notes(session: Session) -> Iterator[tuple[str, str]]:
    for key, note in session.notes.items():
        if note.table and note.table not in session.voters:
            yield f"notes[{key}].table", f"This names table {note.table}, which is not in the file."
        if note.round > session.next_round(note.item):
            yield f"notes[{key}].round", f"This names round {note.round}, which is not in the file."
