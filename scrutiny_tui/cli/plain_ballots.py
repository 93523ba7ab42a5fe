"""Taking answers person by person or as a count, showing the result, and saving what was made of them at the close.

Nothing said before a result depends on an answer.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Final

from scrutiny_tui.acts import vote_acts
from scrutiny_tui.acts.act import Option, Question
from scrutiny_tui.acts.asks import People
from scrutiny_tui.acts.history import Undone
from scrutiny_tui.cli.plain_room import STOP, Room, do_act
from scrutiny_tui.domain import phrases, voting
from scrutiny_tui.domain.errors import InputError
from scrutiny_tui.domain.moves import show_promise
from scrutiny_tui.domain.pack import Item
from scrutiny_tui.domain.people import Voter
from scrutiny_tui.domain.personal_names import where_named
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.domain.session import PageName, Place
from scrutiny_tui.store.places import typed_path
from scrutiny_tui.store.system import is_folder
from scrutiny_tui.view.close_offers import (
    AT_CLOSE,
    BEFORE_FULL,
    SAYS_PERSONAL,
    at_close,
    offers_at_close,
    words_at_close,
)
from scrutiny_tui.view.document_files import Documents
from scrutiny_tui.view.notices import taken_back
from scrutiny_tui.view.page_view import Shown
from scrutiny_tui.view.report_view import NOT_RATED

_WAYS: Final = (Option("s", "enter answers person by person"), Option("c", "count hands or cards"))
_RESULT: Final = "r"
_FOLDER: Final = "Type the folder to save it in. Enter cancels."


def answer(room: Room) -> None:
    """Take answers on what is voted on at this step, its prompts first; ask before something is answered again."""
    item = next((each for each in _voted_on(room) if not room.session.revealed(each.number)), room.step)
    if room.session.revealed(item.number) and not phrases.answers_wait(room.session, item.number):
        question = f"Answer {phrases.item_name(item)} again? Earlier results are kept."
        if not room.agrees(Question(question, "Answer again", "Keep the result")):
            return
    if not room.attempt(lambda: room.workshop.open_round(item.number)) or not _promised(room):
        return
    if (
        PageName.COUNT in voting.ways(room.session.details)
        and room.console.choose("How do you want to answer?", _WAYS) == "c"
    ):
        room.show(Shown(Place(PageName.COUNT, item.number)))
        _count(room, item)
    else:
        room.show(Shown(Place(PageName.ANSWERS, item.number)))
        _one_by_one(room, item)


def result(room: Room) -> None:
    """Show the result at this step: where answers wait, otherwise of the step itself."""
    waiting = (each for each in _voted_on(room) if phrases.answers_wait(room.session, each.number))
    _show_result(room, next(waiting, room.step))


def _voted_on(room: Room) -> list[Item]:
    step = room.step
    return [item for item in room.session.items if step.number in {item.number, item.step}]


def _show_result(room: Room, item: Item) -> None:
    if phrases.answers_wait(room.session, item.number) and not do_act(room, vote_acts.reveal, {"step": item}):
        return
    if not room.session.revealed(item.number):
        room.console.say("Nobody has answered yet, so there is no result to show.")
        return
    room.say_page(Shown(Place(PageName.RESULT, item.number)))


def _promised(room: Room) -> bool:
    """Read the promise out before the first answer of a sitting."""
    if room.session.sitting.promised:
        return True
    if not room.attempt(lambda: room.workshop.save(show_promise(room.session))):
        return False
    room.say_page(Shown(Place(PageName.PROMISE, room.step.number)))
    room.console.ask("Read it out, then press Enter.")
    return True


def _one_by_one(room: Room, item: Item) -> None:
    """Ask person after person until somebody stops it, everybody was asked, or the result is shown."""
    asked = (f"Answers on {phrases.item_name(item)}: {item.title}", _how_to_answer(room, item))
    room.console.say(*filter(None, (*asked, phrases.from_before(room.session, item.number))))
    skipped: set[int] = set()
    named: Voter | None = None
    with room.console.unseen_round():
        while room.session.open_round(item.number) and (person := named or _next_person(room, item, skipped)):
            typed = room.console.ask(f"{person.label}:", unseen=True)
            if typed.casefold() == STOP:
                break
            if typed.casefold() == _RESULT:
                _show_result(room, item)
                continue
            if not typed:
                skipped.add(person.id)
            named = _take(room, item, person, typed)
    if room.session.open_round(item.number):
        turnout = voting.turnout(room.session, item.number)
        everyone = f"{phrases.EVERYONE_IN} Type r to show the result."
        room.console.say(f"{phrases.turnout_line(turnout)}." if turnout.missing else everyone)


def _how_to_answer(room: Room, item: Item) -> str:
    levels = ", ".join(f"{level.number} {level.label}" for level in room.session.wording.levels)
    skip = voting.skip_word(room.session, item.number)
    other = f"; x {skip}" if skip else ""
    return (
        f"For each person type one of: {levels}; d don't know; a prefer not to say; i interest "
        f"declared{other}. Or: - absent; u undo the last one; Enter for the next person; a label to go to "
        f"that person; r show result; {STOP} to leave. Nothing you type here is shown."
    )


def _next_person(room: Room, item: Item, skipped: set[int]) -> Voter | None:
    found = room.session.open_round(item.number)
    if found and found.unknown and not voting.turnout(room.session, item.number).missing:
        return None
    waiting = (voter for voter in room.workshop.waiting(item.number) if voter not in skipped)
    return next((room.session.voters[voter] for voter in waiting), None)


def _take(room: Room, item: Item, person: Voter, typed: str) -> Voter | None:
    """Do what was typed for a person; return who is asked next if that is not whoever comes next."""
    if typed == "-":
        absent = room.attempt(lambda: room.workshop.set_absent(item.number, person.id, absent=True))
        room.console.say(*(f"{person.label}: absent",) * absent)
        return None
    if typed.casefold() == "u":
        return _undo(room, item)
    if typed == "?":
        room.console.say(_how_to_answer(room, item))
        return person
    given = voting.read_answer(typed, room.session.wording.levels)
    if given is not None:
        is_in = room.attempt(lambda: room.workshop.cast(item.number, person.id, given))
        room.console.say(*(f"{person.label}: entered",) * is_in)
        return None
    other = People(voter for voter in room.session.voters.values() if voter.casts).find(typed)
    if typed and other is None:
        room.console.say("That is not an answer or a label. Type ? for help.")
        return person
    return other


def _undo(room: Room, item: Item) -> Voter | None:
    undone: list[Undone | None] = []
    if not room.attempt(lambda: undone.append(room.workshop.undo(item.number))):
        return None
    room.console.say(taken_back(undone[-1]))
    return undone[-1].voter if undone[-1] else None


def _count(room: Room, item: Item) -> None:
    """Take a count of cards or hands with its result, so that nothing is left half done."""
    console, workshop = room.console, room.workshop
    console.say("Ask for a show of hands or cards for each statement and type the number. Enter means none.")
    with console.unseen_round():
        totals = {
            given: console.unseen_number(f"How many: {name}?") for given, name in _countable(room, item)
        }
    people = phrases.several(len(workshop.waiting(item.number)), "person is", "people are")
    counted = f"You counted {sum(totals.values())}. {people} here and not counted yet."
    question = f"{counted} Save the count and show the result?"
    if room.agrees(Question(question, "Save and show result", "Save nothing")) and room.attempt(
        lambda: vote_acts.show_result(workshop, item.number, totals)
    ):
        _show_result(room, item)


def _countable(room: Room, item: Item) -> list[tuple[Answer, str]]:
    levels = room.session.wording.levels
    skip = voting.skip_word(room.session, item.number)
    return [
        *((Answer(str(level.number)), f"{level.number} {level.label}") for level in levels),
        *(
            (each, NOT_RATED[each.value].lower())
            for each in (Answer.DONT_KNOW, Answer.ABSTAIN, Answer.INTEREST)
        ),
        *([(Answer.NOT_APPLICABLE, skip)] if skip else []),
    ]


def report(room: Room) -> None:
    """Save a paper or the figures beside any that are there already."""
    made, session = room.desk.library.today().date(), room.session
    asked = {key: at_close(key, session, made, room.workshop.pack) for key in offers_at_close(session)}
    offers = (
        Option(str(number), words_at_close(key, asked[key])) for number, key in enumerate(asked, start=1)
    )
    chosen = int(room.console.choose("What do you want to save?", (Option("0", "nothing"), *offers)))
    if not chosen:
        return
    key = [*asked][chosen - 1]
    told = where_named(session)
    questions = (
        [Question(text, "save it", "save nothing", SAYS_PERSONAL) for text in BEFORE_FULL]
        if AT_CLOSE[key].names_people
        else [Question("Save with these names?", "save with these names", "save nothing", told)] * bool(told)
    )
    if all(map(room.agrees, questions)) and (typed := room.console.ask(_FOLDER)):
        room.attempt(partial(_write, room, asked[key], typed_path(typed).absolute()))


def _write(room: Room, asked: Documents, folder: Path) -> None:
    if not is_folder(folder):
        raise InputError(f"Can't find or open the folder {folder}.")
    room.console.say(
        *(f"Saved: {path}" for path in asked.write(folder, asked.free_number(folder))), *asked.missing()
    )
