"""The moves that write something down beside the ballots: notes, shared views, sittings and marks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Final

from scrutiny_tui.domain.corrections import NEW_SITTING, set_aside
from scrutiny_tui.domain.errors import RuleError
from scrutiny_tui.domain.fields import HIGHEST_VOTER, check_text
from scrutiny_tui.domain.pack import LEVEL_NUMBERS
from scrutiny_tui.domain.people import Voter
from scrutiny_tui.domain.rounds import Round, RoundState
from scrutiny_tui.domain.secrecy import promise
from scrutiny_tui.domain.session import (
    AgreedLevel,
    EarlierJudgement,
    Mark,
    MarkKind,
    Note,
    NoteKind,
    ParkedQuestion,
    Place,
    Session,
    Sitting,
)

NOTE: Final = "The note"
QUESTION: Final = "The question"
DIFFERENT_VIEW: Final = "The different view"
"""How a sentence calls what was written."""


def move_to(session: Session, place: Place) -> Session:
    """Return the session with the room at another place. Raises `RuleError` if there is no such step."""
    session.wording.item(place.item)
    return session if place == session.place else replace(session, place=place)


def show_quotations(session: Session, *, shown: bool) -> Session:
    """Return the session with the quotations from the reports shown or left out."""
    return replace(session, details=replace(session.details, quotations=shown))


def add_people(session: Session, people: Iterable[Voter]) -> Session:
    """Return the session with more people on the list. Raises `RuleError` if a number or label is taken."""
    added = {voter.id: voter for voter in people}
    labels = {voter.label for voter in session.voters.values()} | session.gone
    if max(added, default=0) > HIGHEST_VOTER:
        raise RuleError(f"The list can have up to {HIGHEST_VOTER} people.")
    if added.keys() & session.voters.keys() or labels & {voter.label for voter in added.values()}:
        raise RuleError("Someone with that label is already on the list.")
    return replace(session, voters={**session.voters, **added})


def add_note(
    session: Session, item: int, kind: NoteKind, text: str, table: int = 0, time: int | None = None
) -> Session:
    """Return the session with a note on the item.

    A table's reason belongs to one round: to the one numbered `time`, or where that is not said to the open round,
    else to the latest result, else to the round that comes next. Raises `RuleError` if the text is empty or too
    long.
    """
    kept = check_text(text, NOTE)
    if not kept:
        raise RuleError("Nothing was saved, because the note is empty.")
    about = session.wording.item(item).number
    belongs = (time or _time_now(session, about)) if table else 0
    note = Note(max(session.notes, default=0) + 1, about, kind, kept, table, belongs)
    return replace(session, notes={**session.notes, note.id: note})


def _time_now(session: Session, item: int) -> int:
    going_on = session.open_round(item)
    rounds = (going_on,) if going_on else session.revealed(item)
    return rounds[-1].number if rounds else session.next_round(item)


def change_note(session: Session, note: int, text: str) -> Session:
    """Return the session with other words in a note, which keeps its kind, its table and its place in the order.

    Raises `RuleError` if there is no such note, or the text is empty or too long.
    """
    if note not in session.notes:
        raise RuleError("This note is no longer in the workshop.")
    kept = check_text(text, NOTE)
    if not kept:
        raise RuleError("A note can't be empty, so it has not changed. Withdraw it instead.")
    changed = replace(session.notes[note], text=kept)
    return replace(session, notes={**session.notes, note: changed})


def remove_note(session: Session, note: int) -> Session:
    """Return the session without this note."""
    return replace(session, notes={key: each for key, each in session.notes.items() if key != note})


def park(session: Session, item: int, text: str) -> Session:
    """Return the session with a question parked; `item` is 0 if it came up at no step.

    Raises `RuleError` if the question is empty or too long.
    """
    kept = check_text(text, QUESTION)
    if not kept:
        raise RuleError("Nothing was saved, because the question is empty.")
    question = ParkedQuestion(max(session.parked, default=0) + 1, item, kept)
    return replace(session, parked={**session.parked, question.id: question})


def unpark(session: Session, question: int) -> Session:
    """Return the session without this parked question."""
    return replace(session, parked={key: each for key, each in session.parked.items() if key != question})


def agree(session: Session, view: AgreedLevel) -> Session:
    """Return the session with the room's shared view on an item, in place of an earlier one.

    Raises `RuleError` if there is no such step or level, or the different view is too long.
    """
    if view.level not in {None, *LEVEL_NUMBERS}:
        raise RuleError(f"There is no statement {view.level}.")
    kept = replace(view, different_view=check_text(view.different_view, DIFFERENT_VIEW))
    return replace(session, agreed={**session.agreed, session.wording.item(view.item).number: kept})


def record_earlier(session: Session, judgement: EarlierJudgement) -> Session:
    """Return the session with a level that was judged beforehand. It is no answer, and hidden until the result.

    Raises `RuleError` if there is no such step or level.
    """
    if judgement.level not in LEVEL_NUMBERS:
        raise RuleError(f"There is no statement {judgement.level}.")
    kept = replace(judgement, whose=check_text(judgement.whose, "Whose rating it is"))
    return replace(session, earlier={**session.earlier, session.wording.item(judgement.item).number: kept})


def vote_on(session: Session, prompts: frozenset[int]) -> Session:
    """Return the session with these prompts voted on beside the steps.

    A prompt whose vote was opened and that nobody has answered can be left out: that vote is let go. Raises
    `RuleError` if a number is no prompt's, or a prompt that was answered is left out.
    """
    if any(not session.wording.item(number).step for number in prompts):
        raise RuleError("Only prompt questions can be chosen. The steps are always answered.")
    left_out = {number: session.rounds_of(number) for number in session.prompts - prompts}
    answered = [number for number, rounds in left_out.items() if not all(_is_blank(each) for each in rounds)]
    if answered:
        name = session.wording.item(min(answered)).id
        raise RuleError(f"Prompt {name} already has answers, so it is kept.")
    kept = {key: each for key, each in session.rounds.items() if each.item not in left_out}
    return replace(session, prompts=prompts, rounds=kept)


def _is_blank(each: Round) -> bool:
    return each.state is RoundState.OPEN and not each.given


def show_promise(session: Session) -> Session:
    """Return the session with the secrecy sentence kept as shown in this sitting."""
    text = promise(session.details.secrecy, session.details.mode)
    sitting = session.sitting
    return session if sitting.promised == text else session.with_sitting(replace(sitting, promised=text))


def begin_sitting(
    session: Session, started: datetime, facilitator: str = "", *, labels_kept: bool = True
) -> Session:
    """Return the session in a new sitting: rounds left half filled are set aside, everybody is here.

    Answers that came back before the day wait on.

    `labels_kept` says whether people have the same labels as in the sitting before.
    """
    number = max(session.sittings, default=0) + 1
    for item in session.items:
        found = session.open_round(item.number)
        if found and found.prepared:
            session = session.with_round(replace(found, sitting=number))
        elif found:
            session = set_aside(session, item.number, NEW_SITTING)
    who = check_text(facilitator, "The facilitator's name")
    return session.with_sitting(Sitting(number, _minute(started), facilitator=who, labels_kept=labels_kept))


def continue_sitting(session: Session) -> Session:
    """Return the session with its latest sitting going on again."""
    return session.with_sitting(replace(session.sitting, ended=None))


def end_sitting(session: Session, ended: datetime) -> Session:
    """Return the session with its latest sitting closed for now."""
    return session.with_sitting(replace(session.sitting, ended=_minute(ended)))


def leave_note(session: Session, text: str) -> Session:
    """Return the session with a note to the next facilitator. Raises `RuleError` if it is too long."""
    kept = check_text(text, NOTE)
    return session.with_sitting(replace(session.sitting, handover=kept))


def _minute(moment: datetime) -> datetime:
    """Return the moment without its seconds, as it is kept."""
    return moment.replace(second=0, microsecond=0)


def toggle_mark(session: Session, item: int, kind: MarkKind) -> Session:
    """Return the session with the item marked so, in place of any other mark; without the mark where it had it.

    Raises `RuleError` if there is no such item.
    """
    session.wording.item(item)
    marks = {number: each for number, each in session.marks.items() if number != item}
    if mark_of(session, item) is not kind:
        marks[item] = Mark(item, kind, len(session.rounds_of(item)))
    return replace(session, marks=marks)


def mark_of(session: Session, item: int) -> MarkKind | None:
    """Return how an item is marked; a step that was answered again since it was done is not done any more."""
    found = session.marks.get(item)
    if found is None or (found.kind is MarkKind.DONE and found.rounds != len(session.rounds_of(item))):
        return None
    return found.kind
