"""Taking answers person by person or as a count, and showing the result. Nothing said before it depends on an answer."""

from __future__ import annotations

from typing import Final

from scrutiny_tui.acts.import_tables import People
from scrutiny_tui.cli.plain.console import Choice
from scrutiny_tui.cli.plain.room import Room
from scrutiny_tui.domain import voting
from scrutiny_tui.domain.moves import show_promise
from scrutiny_tui.domain.people import Voter
from scrutiny_tui.domain.phrases import item_name
from scrutiny_tui.domain.public_view import Shown
from scrutiny_tui.domain.results import item_result, level_words
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.domain.session import NoteKind, PageName, Place
from scrutiny_tui.domain.topics import questions
from scrutiny_tui.domain.voting import read_answer, reveal, reveal_headcount, skip_word, ways
from scrutiny_tui.domain.wording import Item
from scrutiny_tui.view.notices import (
    answers_wait,
    are_in,
    ask_anyway,
    exposed,
    from_before,
    taken_back,
)
from scrutiny_tui.view.results_text import item_text

NOBODY_NEEDS: Final = "Nobody needs to say what they chose."

_NO_LATER: Final = (Choice("n", "no, not now"), Choice("y", "yes"))
_WAYS: Final = (Choice("s", "one person after the other"), Choice("c", "count cards or hands"))
_RESULT: Final = "r"
_STOP: Final = "stop"


def answer(room: Room) -> None:
    """Take answers on what is voted on at this step, its prompts first; ask before something is answered again."""
    item = next_item(room)
    if room.session.revealed(item.number) and not answers_wait(room.workshop, item.number):
        question = f"Answer {item_name(item)} again? The first result is kept."
        if room.console.choose(question, _NO_LATER) == "n":
            return
    if not room.attempt(lambda: room.workshop.open_round(item.number)) or not _promised(room):
        return
    if PageName.COUNT in ways(room.session.details) and room.console.choose("How?", _WAYS) == "c":
        room.show_page(PageName.COUNT, item.number)
        _count(room, item)
    else:
        room.show_page(PageName.ANSWERS, item.number)
        _one_by_one(room, item)


def next_item(room: Room) -> Item:
    """Return what is answered next at this step: the first of its prompts and itself without a result, else the step."""
    step = room.step
    mine = [item for item in room.session.items if step.number in {item.number, item.step}]
    return next((item for item in mine if not room.session.revealed(item.number)), step)


def show_result(room: Room, item: Item) -> None:
    """Show the result of an item; ask first where somebody is missing."""
    workshop, console = room.workshop, room.console
    if answers_wait(workshop, item.number):
        turnout = voting.turnout(workshop.session, item.number)
        question = ask_anyway(turnout)
        if question:
            console.say(*filter(None, [exposed(workshop, turnout)]))
            if console.choose(question, _NO_LATER) == "n":
                return
        if not room.attempt(lambda: workshop.save(reveal(workshop.session, item.number)), _result_of(item)):
            return
    if not room.session.revealed(item.number):
        console.say("Nobody has answered yet, so there is no result to show.")
        return
    room.show(_result_of(item))
    console.say("", item_text(room.session, item), NOBODY_NEEDS, *_to_ask(room, item))


def _result_of(item: Item) -> Shown:
    return Shown(Place(PageName.RESULT, item.number))


def _to_ask(room: Room, item: Item) -> tuple[str, ...]:
    found = item_result(room.workshop.session, item.number)
    if found.latest is None:
        return ()
    noted = any(note.kind is NoteKind.EVIDENCE for note in found.notes)
    asked = questions(
        found.latest, level_words(room.session), room.session.wording.questions, has_evidence=noted
    )
    return tuple(f"To ask: {question}" for question in asked)


def _promised(room: Room) -> bool:
    """Read the promise out before the first answer of a sitting."""
    if room.session.sitting.promised:
        return True
    if not room.change(show_promise):
        return False
    room.show_page(PageName.PROMISE)
    room.console.say("Before we answer:", room.session.sitting.promised)
    room.console.ask("Read it out, then press Enter.")
    return True


def _one_by_one(room: Room, item: Item) -> None:
    asked = (f"Answers on {item_name(item)}: {item.title}", _how_to_answer(room, item))
    room.console.say(*filter(None, (*asked, from_before(room.session, item.number))))
    while _ask_everybody(room, item) == _RESULT:
        show_result(room, item)
        if room.session.open_round(item.number) is None:
            return
    turnout = voting.turnout(room.workshop.session, item.number)
    told = "" if turnout.missing else " Everybody who is here is in. r shows the result."
    room.console.say(f"{are_in(turnout)}.{told}")


def _ask_everybody(room: Room, item: Item) -> str:
    """Ask person after person; return the word that ended it, nothing if everybody was asked."""
    skipped: set[int] = set()
    person = _next_person(room, item, skipped)
    with room.console.unseen_round():
        while person is not None:
            typed = room.console.ask_unseen(f"{person.label}:")
            if typed.casefold() in {_RESULT, _STOP}:
                return typed.casefold()
            person = _take(room, item, person, typed, skipped) or _next_person(room, item, skipped)
    return ""


def _how_to_answer(room: Room, item: Item) -> str:
    levels = ", ".join(f"{level.number} {level.label}" for level in room.session.wording.levels)
    skip = skip_word(room.session, item.number)
    other = f"; x {skip}" if skip else ""
    return (
        f"For each person type one of: {levels}; d don't know; a prefer not to say; i interest declared{other}. "
        "Or: - absent; u take the last one back; Enter alone to go on to the next person; somebody's label to go to "
        "them; r for the result; stop to leave. Answers are not shown while they are typed."
    )


def _next_person(room: Room, item: Item, skipped: set[int]) -> Voter | None:
    found = room.session.open_round(item.number)
    if found and found.unknown and not voting.turnout(room.session, item.number).missing:
        return None
    waiting = [voter for voter in room.workshop.waiting(item.number) if voter not in skipped]
    return room.session.voters[waiting[0]] if waiting else None


def _take(room: Room, item: Item, person: Voter, typed: str, skipped: set[int]) -> Voter | None:
    """Do what was typed for a person; return who is asked next where that is not whoever comes next."""
    workshop, console = room.workshop, room.console
    if not typed:
        skipped.add(person.id)
        return None
    if typed == "-":
        _mark_absent(room, item, person)
        return None
    if typed.casefold() == "u":
        return _undo(room, item)
    if typed == "?":
        console.say(_how_to_answer(room, item))
        return person
    given = read_answer(typed, room.session.wording.levels)
    if given is not None:
        if room.attempt(lambda: workshop.cast(item.number, person.id, given)):
            console.say(f"{person.label}: in")
        return None
    other = People(voter for voter in room.session.voters.values() if voter.casts).find(typed)
    if other is None:
        console.say("That is not an answer, and nobody has that label.")
    return other or person


def _mark_absent(room: Room, item: Item, person: Voter) -> None:
    if room.attempt(lambda: room.workshop.set_absent(item.number, person.id, absent=True)):
        room.console.say(f"{person.label}: absent")


def _undo(room: Room, item: Item) -> Voter | None:
    undone = None

    def take_back() -> None:
        nonlocal undone
        undone = room.workshop.undo(item.number)

    if room.attempt(take_back):
        room.console.say(taken_back(undone))
    return undone.voter if undone else None


def _count(room: Room, item: Item) -> None:
    """Take a count of cards or hands with its result, so that nothing is left half done."""
    console, workshop = room.console, room.workshop
    console.say("Nobody needs to look at who raises what. Type how many; Enter alone is none.")
    totals = {}
    with console.unseen_round():
        for given, name in _countable(room, item):
            totals[given] = console.number(f"How many: {name}?", unseen=True)
    counted = sum(totals.values())
    try_it = f"{counted} counted, {len(workshop.waiting(item.number))} here and not yet in. Take it and show the result?"
    if console.choose(
        try_it, (Choice("n", "no, nothing is kept"), Choice("y", "yes"))
    ) == "y" and room.attempt(
        lambda: workshop.save(reveal_headcount(workshop.session, item.number, totals)), _result_of(item)
    ):
        show_result(room, item)


def _countable(room: Room, item: Item) -> list[tuple[Answer, str]]:
    levels = [
        (Answer(str(level.number)), f"{level.number} {level.label}") for level in room.session.wording.levels
    ]
    others = [
        (Answer.DONT_KNOW, "don't know"),
        (Answer.ABSTAIN, "prefer not to say"),
        (Answer.INTEREST, "interest declared"),
    ]
    skip = skip_word(room.session, item.number)
    return [*levels, *others, *([(Answer.NOT_APPLICABLE, skip)] if skip else [])]
