"""Votes outside the pages that take answers: one answer, a count, the result, answering again, and mending a result."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Annotated, Final

from scrutiny_tui.acts.act import Ask, Given, Option, Question, act
from scrutiny_tui.acts.asks import PERSON, AboutItem, AnswerGiven, VotingPerson
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain import moves, voting
from scrutiny_tui.domain.errors import CountError, InputError, RuleError
from scrutiny_tui.domain.fields import read_count
from scrutiny_tui.domain.moves import ASIDE_REASONS, CORRECTION_REASONS, show_promise
from scrutiny_tui.domain.pack import Item
from scrutiny_tui.domain.people import Voter
from scrutiny_tui.domain.phrases import ask_anyway, capitalised, exposed, how_many_in, round_name
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.domain.session import PageName, Place, Session

_ON_RESULT: Final = frozenset({PageName.RESULT})
_ON_COMMAND_LINE: Final = frozenset({"command line"})
"""The screens and the plain twin take answers on pages of their own."""


def _with_promise(workshop: Workshop) -> str:
    """Keep that the secrecy sentence was said, and return it the first time in a sitting, with a line end after it."""
    earlier = workshop.session.sitting.promised
    workshop.save(show_promise(workshop.session))
    now = workshop.session.sitting.promised
    return "" if now == earlier else f"{now}\n"


def _check_not_shown(session: Session, item: int) -> None:
    """Raise `RuleError` if an answer would begin another vote by mistake."""
    if session.revealed(item) and not session.open_round(item):
        name = voting.name_of(session, item).capitalize()
        raise RuleError(f"{name} already has a result. To answer it again, use: again")


def _how_many_have_answered(session: Session, item: int) -> str:
    return (
        f"{voting.name_of(session, item).capitalize()}: {how_many_in(session, voting.opened(session, item))}."
    )


@act("cast", title="Record one person's answer", pages=_ON_COMMAND_LINE)
def cast(workshop: Workshop, step: AboutItem, person: VotingPerson, answer: AnswerGiven) -> str:
    """Record one person's answer. It replaces their earlier answer, until the result has been shown."""
    session = workshop.session
    found = session.open_round(step.number)
    if found is None:
        # What stands in the way of a vote is said before the promise is.
        voting.open_round(session, step.number)
    if session.details.secrecy is Secrecy.TOTALS:
        raise RuleError(
            "This workshop keeps totals only, not individual answers. Count cards or hands, or "
            "enter answers on the screens."
        )
    if found and found.closed and person.id not in found.ballots:
        raise RuleError("A count has been saved. To start again, use: set-aside")
    _check_not_shown(session, step.number)
    promise = _with_promise(workshop)
    workshop.cast_slip(person.id, {step.number: answer})
    return (
        f"{promise}Answer from {person.label} saved. {_how_many_have_answered(workshop.session, step.number)}"
    )


@act("clear", title="Clear one person's answer", pages=_ON_COMMAND_LINE)
def clear(workshop: Workshop, step: AboutItem, person: VotingPerson) -> str:
    """Clear one person's answer before the result. They are then asked again. Not available if you keep totals only."""
    workshop.clear(step.number, person.id)
    return f"Answer from {person.label} cleared. {_how_many_have_answered(workshop.session, step.number)}"


def _read_number(_workshop: Workshop, _given: Given, typed: str) -> int:
    if (number := read_count(typed)) is None:
        raise InputError(f'"{typed}" is not a number of people.')
    return number


def _read_counts(workshop: Workshop, given: Given, typed: str) -> tuple[int, ...]:
    parts = typed.split(",")
    if len(parts) != len(workshop.session.wording.levels):
        raise InputError("Type one number for each statement, for example 2,9,4.")
    return tuple(_read_number(workshop, given, part.strip()) for part in parts)


def _number(label: str, help_text: str) -> Ask:
    return Ask(label=label, help=help_text, read=_read_number, start=lambda _workshop, _given: "0")


@act("headcount", title="Record a show of hands or cards", pages=_ON_COMMAND_LINE)
def headcount(
    workshop: Workshop,
    step: AboutItem,
    counts: Annotated[
        tuple[int, ...],
        Ask(label="Counts", help="How many chose each statement, for example 2,9,4.", read=_read_counts),
    ],
    dont_know: Annotated[int, _number("Don't know", "How many don't know.")],
    abstain: Annotated[int, _number("Prefer not to say", "How many prefer not to say.")],
    interest: Annotated[int, _number("Interest declared", "How many declared an interest.")],
    not_applicable: Annotated[
        int | None,
        replace(
            _number("Not applicable", "How many say that the prompt is not applicable."),
            when=lambda workshop, given: voting.may_skip(workshop.session, given["step"].number),
        ),
    ],
) -> str:
    """Record a show of hands or cards. Everyone here is then treated as having answered."""
    totals = {Answer(str(level)): number for level, number in enumerate(counts, start=1)}
    totals |= {Answer.DONT_KNOW: dont_know, Answer.ABSTAIN: abstain, Answer.INTEREST: interest}
    totals[Answer.NOT_APPLICABLE] = not_applicable or 0
    _check_takes_count(workshop.session, step.number, totals)
    promise = _with_promise(workshop)
    workshop.open_round(step.number)
    workshop.take_headcount(step.number, totals)
    return f"{promise}Count saved. {_how_many_have_answered(workshop.session, step.number)}"


def _check_takes_count(session: Session, item: int, totals: dict[Answer, int]) -> None:
    """Raise `RuleError` if the count cannot be taken, before a vote is opened for it."""
    _check_not_shown(session, item)
    found = session.open_round(item)
    if found and found.closed:
        raise RuleError("A count has already been saved. To count again, use: set-aside")
    try:
        voting.take_headcount(session if found else voting.open_round(session, item), item, totals)
    except CountError as error:
        raise RuleError(f"{error} Count again, or add the people who are missing.") from error


def _before_result(workshop: Workshop, step: Item) -> Iterator[Question]:
    voting.reveal(workshop.session, step.number)
    turnout = voting.turnout(workshop.session, step.number)
    if question := ask_anyway(turnout):
        yield Question(question, "Show result", "Wait", exposed(workshop.session, turnout))


@act(
    "reveal",
    title="Show result",
    pages=_ON_COMMAND_LINE,
    confirm=_before_result,
    leads_to=PageName.RESULT,
)
def reveal(workshop: Workshop, step: AboutItem) -> str:
    """Show the result of a step. You can't hide it again."""
    show_result(workshop, step.number)
    return ""


def show_result(workshop: Workshop, item: int, counted: Mapping[Answer, int] | None = None) -> None:
    """Show the result of a vote, or of cards or hands that were `counted`, and bring the room to it, as one change."""
    with workshop.as_one_change():
        session = workshop.session
        if counted is None:
            workshop.save(voting.reveal(session, item))
        else:
            workshop.save(voting.reveal_headcount(session, item, counted))
        workshop.move_to(Place(PageName.RESULT, item))


@act("again", title="Answer again", pages=_ON_COMMAND_LINE)
def again(workshop: Workshop, step: AboutItem) -> str:
    """Answer a step or prompt again. Earlier results are kept."""
    name = voting.name_of(workshop.session, step.number)
    if workshop.session.open_round(step.number):
        raise RuleError(f"{name.capitalize()} is already being answered.")
    if not workshop.session.revealed(step.number):
        raise RuleError(f"{name.capitalize()} has no result yet, so it can't be answered again.")
    time = round_name(workshop.open_round(step.number).number)
    return f"{time} of {name} has started. Earlier results are kept."


def _reason(usual: tuple[str, ...]) -> Ask:
    """Return how a reason is asked for: one of the usual ones, or any other words."""
    options = tuple(Option(str(at), capitalised(each), each) for at, each in enumerate(usual, start=1))
    return Ask(
        label="Reason",
        help="The reason. It is saved in the record.",
        options=options,
        read=lambda _workshop, _given, typed: typed,
    )


def _before_setting_aside(workshop: Workshop, step: Item, reason: str) -> Iterator[Question]:
    moves.set_aside(workshop.session, step.number, reason)
    if workshop.session.revealed(step.number) and not workshop.session.open_round(step.number):
        yield Question(
            "Cancel this result?",
            "Cancel this result",
            "Keep the result",
            f"Reason: {reason}. Everyone has seen this result. The record will show that it was "
            "cancelled and why. You can then answer again.",
        )


@act(
    "set-aside",
    title="Cancel this result",
    pages=_ON_RESULT,
    confirm=_before_setting_aside,
    leads_to=PageName.STEP,
)
def set_aside(workshop: Workshop, step: AboutItem, reason: Annotated[str, _reason(ASIDE_REASONS)]) -> str:
    """Cancel the latest result and give a reason for the record."""
    workshop.save(moves.set_aside(workshop.session, step.number, reason))
    return _latest_line(workshop.session)


def _with_answer(workshop: Workshop, given: Given) -> Iterator[Option]:
    latest = workshop.session.revealed(given["step"].number) if "step" in given else ()
    for voter in workshop.session.voters.values():
        if latest and voter.id in latest[-1].ballots:
            yield Option(voter.label, voter.label, voter)


def _before_correcting(
    workshop: Workshop, step: Item, person: Voter, answer: Answer, reason: str
) -> Iterator[Question]:
    moves.correct(workshop.session, step.number, person.id, answer, reason)
    whose = moves.corrected(workshop.session, person.id)
    yield Question(
        "Correct this answer?",
        "Correct answer",
        "Keep the result",
        f"Everyone has seen the result, and it will change. The record will say that {whose} "
        f"was corrected after the result. Reason: {reason}.",
    )


@act(
    "correct",
    title="Correct an answer",
    pages=_ON_RESULT,
    when=lambda workshop, given: any(_with_answer(workshop, given)),
    confirm=_before_correcting,
    is_private=True,
)
def correct(
    workshop: Workshop,
    step: AboutItem,
    person: Annotated[Voter, Ask(label=PERSON.label, help=PERSON.help, options=_with_answer, is_first=True)],
    answer: AnswerGiven,
    reason: Annotated[str, _reason(CORRECTION_REASONS)],
) -> str:
    """Correct one answer after the result. The record will say so."""
    workshop.save(moves.correct(workshop.session, step.number, person.id, answer, reason))
    return _latest_line(workshop.session)


def _latest_line(session: Session) -> str:
    return [*session.trail.values()][-1].text
