"""The moves beside the vote: notes, shared views, sittings and marks, and mistakes put right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Final, TypeAlias

from scrutiny_tui.domain.day_plan import Sitting
from scrutiny_tui.domain.errors import RuleError
from scrutiny_tui.domain.fields import HIGHEST_VOTER, check_text
from scrutiny_tui.domain.pack import LEVEL_NUMBERS
from scrutiny_tui.domain.people import Role, Voter
from scrutiny_tui.domain.rounds import Answer, RoundState, TrailEntry, answers_deleted
from scrutiny_tui.domain.secrecy import Secrecy, promise
from scrutiny_tui.domain.session import (
    PRACTICE_ID,
    AgreedLevel,
    Direction,
    EarlierJudgement,
    Mark,
    MarkKind,
    Note,
    NoteKind,
    ParkedQuestion,
    Place,
    Session,
)
from scrutiny_tui.domain.voting import check_fits, name_of, person

NEW_SITTING: Final = "a new session began before the result was shown"
"""The reason recorded when a half-filled round is left behind by a new sitting."""

ASIDE_REASONS: Final = (
    "the question was misunderstood",
    "answers were said aloud",
    "the wrong step was answered",
    "the slips were mixed up",
    "the committee asked for it",
)
"""Why a round can be set aside."""

CORRECTION_REASONS: Final = (
    "it was entered wrongly",
    "the slip was misread",
    "it was saved for the wrong person",
)
"""Why an answer can be corrected after the result."""


DELETED: Final = "The individual answers in this result were deleted, so they can't be corrected."
"""Why a result stays as it is."""


def set_aside(session: Session, item: int, reason: str) -> Session:
    """Return the session with the item's latest round set aside, and a line about it in the trail.

    Totals of a round that was not revealed go with it, and it is never shown. Raises `RuleError` if the item has
    no round that counts, or the reason is too long.
    """
    check_text(reason, "The reason")
    rounds = [each for each in session.rounds_of(item) if each.state is not RoundState.VOID]
    if not rounds:
        raise RuleError(f"There is no answer on {name_of(session, item)} to cancel.")
    last = rounds[-1]
    voided = replace(last, state=RoundState.VOID, reason=reason, answered=frozenset())
    if session.details.secrecy is Secrecy.TOTALS and last.state is RoundState.OPEN:
        voided = replace(voided, totals={}, closed=False, absent=frozenset())
    line = f"{name_of(session, item).capitalize()}, Round {last.number} cancelled: {reason}."
    return with_trail(session.with_round(voided), line, item)


def correct(session: Session, item: int, voter: int, answer: Answer, reason: str) -> Session:
    """Return the session with one answer of the item's latest result corrected, and a line about it in the trail.

    The line names somebody only where answers are kept by name. An answer that is the same as before gets the same
    line: were there none, the record would tell whoever keys one answer after another which of them the person gave.
    Raises `RuleError` if the item has no result, only totals are kept, or the voter has no answer of their own in
    it.
    """
    revealed = session.revealed(item)
    if session.details.secrecy is Secrecy.TOTALS:
        raise RuleError("This workshop keeps totals only. Cancel the result and answer again.")
    if not revealed:
        raise RuleError(f"There is no result on {name_of(session, item)} to correct.")
    last = revealed[-1]
    if answers_deleted(session.forgotten, last):
        raise RuleError(f"{DELETED} Cancel the result and answer again.")
    if voter not in last.ballots:
        raise RuleError("This person has no answer in this result.")
    check_fits(session, item, answer)
    where = f"{name_of(session, item).capitalize()}, Round {last.number}"
    line = f"{where}: {corrected(session, voter)} was corrected after the result: {check_text(reason, 'The reason')}."
    changed = replace(last, ballots={**last.ballots, voter: answer})
    return with_trail(session.with_round(changed), line, item)


def corrected(session: Session, voter: int) -> str:
    """Return how the record calls the answer that is corrected: whose it is only where answers are kept by name."""
    by_name = session.details.secrecy is Secrecy.BY_NAME
    return f"the answer of {session.voters[voter].label}" if by_name else "one answer"


def with_trail(session: Session, line: str, item: int = 0) -> Session:
    """Return the session with one more line in its trail, about an item where one is given."""
    entry = TrailEntry(max(session.trail, default=0) + 1, line, item)
    return replace(session, trail={**session.trail, entry.id: entry})


def remove_person(session: Session, voter: int) -> Session:
    """Return the session without this person. A numbered label is kept as gone: somebody may hold it on a card.

    Nothing that was counted changes: raises `RuleError` if the person has answered, was on the list at a result or
    a count, gave a table's reason, or is the last who answers.
    """
    found = person(session, voter)
    if why := why_stays(session, voter):
        raise RuleError(why)
    sittings = {
        key: replace(each, away=each.away - {voter}) if voter in each.away else each
        for key, each in session.sittings.items()
    }
    voters = {key: each for key, each in session.voters.items() if key != voter}
    stem, _blank, number = found.label.rpartition(" ")
    is_numbered = stem in {role.heading for role in Role} and number.isdigit()
    gone = session.gone | {found.label} if is_numbered else session.gone
    return replace(session, voters=voters, sittings=sittings, gone=gone)


def why_stays(session: Session, voter: int) -> str:
    """Return why somebody on the list cannot be taken off it; empty if they can."""
    found = session.voters[voter]
    reason = next(_holds(session, found), "")
    if reason:
        return f"{found.label} {reason}, so can't be removed. Mark them absent instead."
    if session.electorate == {voter}:
        return "At least one person must be able to answer. Add the others first."
    return ""


def _holds(session: Session, found: Voter) -> Iterator[str]:
    """Yield what holds somebody on the list."""
    for _key, each in sorted(session.rounds.items()):
        where = name_of(session, each.item)
        if found.id in each.is_in:
            yield f"has answered {where}"
        elif each.unknown and found.casts:
            yield f"may have answered {where}"
        elif found.id in each.base:
            yield f"was on the list when the result of {where} was shown"
        elif found.id in each.absent or (found.casts and each.closed and each.state is RoundState.OPEN):
            yield f"was on the list when {where} was counted"
    for _key, note in sorted(session.notes.items()):
        if note.table == found.id:
            yield f"has given a reason on {name_of(session, note.item)}"


Credit: TypeAlias = tuple[str, str]
"""Whose words a note's evidence is, and when they were said; either may be empty."""

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
    session: Session,
    item: int,
    kind: NoteKind,
    text: str,
    credit: Credit = ("", ""),
    reason_of: tuple[int, int] = (0, 0),
) -> Session:
    """Return the session with a note on the item; `reason_of` is a table and the number of the round that it explains.

    Raises `RuleError` if the text is empty, or it or the credit too long.
    """
    about = session.wording.item(item).number
    note = Note(max(session.notes, default=0) + 1, about, kind, text, *reason_of, *credit)
    return _with_note(session, note, "Nothing was saved, because the note is empty.")


def change_note(session: Session, note: int, text: str, credit: Credit = ("", "")) -> Session:
    """Return the session with other words in a note, which keeps its kind, its table and its place in the order.

    Raises `RuleError` if there is no such note, the text is empty, or it or the credit too long.
    """
    if note not in session.notes:
        raise RuleError("This note is no longer in the workshop.")
    changed = replace(session.notes[note], text=text, source=credit[0], date=credit[1])
    return _with_note(session, changed, "A note can't be empty, so it has not changed. Withdraw it instead.")


def _with_note(session: Session, note: Note, empty: str) -> Session:
    """Return the session with a note added or replaced. Raises `RuleError`, with the sentence `empty` if it has no text."""
    source, date = check_text(note.source, "The source"), check_text(note.date, "The date of the source")
    kept = replace(note, text=check_text(note.text, NOTE), source=source, date=date)
    if not kept.text:
        raise RuleError(empty)
    return replace(session, notes={**session.notes, note.id: kept})


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
    for level in (view.level, view.target):
        if level is not None:
            _check_level(level)
    kept = replace(view, different_view=check_text(view.different_view, DIFFERENT_VIEW))
    return replace(session, agreed={**session.agreed, session.wording.item(view.item).number: kept})


def aim(session: Session, item: int, target: int | None, direction: Direction | None) -> Session:
    """Return the session with where the room wants to be in a year on an item, and which way it is going.

    Raises `RuleError` if no position is agreed there, or there is no such level.
    """
    view = session.agreed.get(item)
    if view is None:
        raise RuleError("Agree a position first. Then say where next.")
    return agree(session, replace(view, target=target, direction=direction))


def record_earlier(session: Session, judgement: EarlierJudgement) -> Session:
    """Return the session with a level that was judged beforehand. It is no answer, and hidden until the result.

    Raises `RuleError` if there is no such step or level.
    """
    _check_level(judgement.level)
    kept = replace(judgement, whose=check_text(judgement.whose, "Whose rating it is"))
    return replace(session, earlier={**session.earlier, session.wording.item(judgement.item).number: kept})


def _check_level(level: int) -> None:
    if level not in LEVEL_NUMBERS:
        raise RuleError(f"There is no statement {level}.")


def vote_on(session: Session, prompts: frozenset[int]) -> Session:
    """Return the session with these prompts voted on beside the steps.

    A prompt whose vote was opened and that nobody has answered can be left out: that vote is let go. Raises
    `RuleError` if a number is no prompt's, or a prompt that was answered is left out.
    """
    if any(not session.wording.item(number).step for number in prompts):
        raise RuleError("Only prompt questions can be chosen. The steps are always answered.")
    left_out = {number: session.rounds_of(number) for number in session.prompts - prompts}
    answered = [
        number
        for number, rounds in left_out.items()
        if any(each.given or each.state is not RoundState.OPEN for each in rounds)
    ]
    if answered:
        name = session.wording.item(min(answered)).id
        raise RuleError(f"Prompt {name} already has answers, so it is kept.")
    kept = {key: each for key, each in session.rounds.items() if each.item not in left_out}
    return replace(session, prompts=prompts, rounds=kept)


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


def rehearsal(session: Session, name: str, started: datetime) -> Session:
    """Return a workshop that is set up like this one, to practise on. `name` is an id that no other session has.

    It has the people, the ways to answer, the timetable and the actions to go through. Nothing that was answered,
    judged, written down or agreed is in it: answers that came in before the day stay unseen until the day.
    """
    fresh = Session(
        f"{PRACTICE_ID}{name}",
        session.details,
        session.wording,
        session.voters,
        actions={key: each for key, each in session.actions.items() if each.carried},
        follows=session.follows,
        prompts=session.prompts,
        gone=session.gone,
        plan=session.plan,
    )
    return begin_sitting(fresh, started, session.details.facilitator)


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
