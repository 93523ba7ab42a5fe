"""What is said when somebody asks for a page: a step, its lessons, the plan, who is here, the time, the report."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from scrutiny_tui.acts import follow_up_acts, people_acts, plan_acts, time_acts
from scrutiny_tui.acts.act import Act, Option, Question
from scrutiny_tui.cli.plain.room import STOP, Room
from scrutiny_tui.domain.errors import InputError
from scrutiny_tui.domain.personal_names import sealed, where_named
from scrutiny_tui.domain.phrases import time_of_day
from scrutiny_tui.domain.results import item_result
from scrutiny_tui.domain.session import PageName, Place
from scrutiny_tui.domain.standing import Stage, Standing
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
from scrutiny_tui.view.page_view import Shown
from scrutiny_tui.view.pages import leaf_page, lesson_page, opener, quotes
from scrutiny_tui.view.result_pages import evidence_page, how_worked_out
from scrutiny_tui.view.result_words import over_words, part_name

_FOLDER: Final = "Type the folder to save it in. Enter cancels."
_PAGES: Final = f"Press Enter for the next page, type b to go back, or {STOP} to leave."


def page_of(name: PageName) -> Callable[[Room], None]:
    """Return what says a page about the step that the room is at."""
    return lambda room: room.say_page(_shown(room, name))


def _shown(room: Room, name: PageName) -> Shown:
    return Shown(Place(name, room.step.number), opener=opener(room.workshop.pack, room.step))


def prompts(room: Room) -> None:
    """Say all prompts of the step, and then what they are based on."""
    room.say_page(replace(_shown(room, PageName.STEP), together=True))
    sources = (f"{prompt.id}: {prompt.source}" for prompt in room.step.prompts if prompt.source)
    room.console.say("What these questions are based on:", *sources)


def lessons(room: Room) -> None:
    """Say the lessons that bear on the step, the content note before the first that quotes the reports."""
    pack, at = room.workshop.pack, room.step
    if quotes(room.session, pack, at) and not _note_passed(room):
        return
    read = tuple(lesson_page(room.session, pack, at, noted=True))
    room.say_page(Shown(Place(PageName.STEP, at.number), read=read))


def evidence(room: Room) -> None:
    """Say what could show the step, and the evidence that is noted; the room sees how much is."""
    pack, at = room.workshop.pack, room.step
    read = tuple(evidence_page(sealed(room.session), pack, at))
    room.say_page(Shown(Place(PageName.STEP, at.number), read=read))
    room.console.say(*(f"Noted: {note.told}" for note in item_result(room.session, at.number).evidence))


def briefing(room: Room) -> None:
    """Go through the briefing page by page, the content note before the first page that quotes the reports."""
    pages, at = room.workshop.pack.pages, 0
    while at < len(pages):
        page = pages[at]
        if page.quotes and not _note_passed(room):
            return
        read = tuple(leaf_page(page, quotations=room.session.details.quotations))
        place = Place(PageName.BRIEFING, room.step.number, at)
        room.go(Shown(place, read=read, where=f"Briefing {at + 1} of {len(pages)}"))
        typed = room.console.ask(_PAGES).casefold()
        if typed == STOP:
            break
        at = max(at - 1, 0) if typed == "b" else at + 1
    room.go_to(room.step.number)


def _note_passed(room: Room) -> bool:
    """Say the content note unless it was said, and return whether to go on to what quotes the reports."""
    if room.session.details.quotations and not room.desk.noted:
        room.console.say("Before we go on:", room.workshop.pack.content_note)
        room.desk.noted = room.console.ask(f"Press Enter to go on, or type {STOP}.").casefold() != STOP
        return room.desk.noted
    return True


def overview(room: Room) -> None:
    """Say how every step stands, and what to talk about next."""
    room.go_to(room.step.number, PageName.OVERVIEW)


def explanation(room: Room) -> None:
    """Say how the result of the step is worked out."""
    found = item_result(room.session, room.step.number).latest
    room.console.say(how_worked_out(room.session, found) if found else "There is no result yet.")


def plan(room: Room) -> None:
    """Say every action of the plan."""
    page_of(PageName.PLAN)(room)
    room.console.say(_can_ask(room, plan_acts, follow_up_acts))


def people(room: Room) -> None:
    """Say who is here and who is not."""
    away = room.session.sitting.away
    for voter in room.session.voters.values():
        ballot = "" if voter.casts else ", does not answer"
        room.console.say(f"{voter.label}: {'absent' if voter.id in away else 'here'}{ballot}")
    room.console.say(_can_ask(room, people_acts))


def time(room: Room) -> None:
    """Say what the clock shows, how the plan of the day stands, and whether it fits."""
    day = room.workshop.day()
    parts = (", ".join(filter(None, _part_words(room, each))) for each in day.parts)
    clock = time_acts.clock_words(room.workshop) or "No timer is running."
    room.console.say(clock, *(f"{part}." for part in parts), over_words(day), _can_ask(room, time_acts))


def _part_words(room: Room, each: Standing) -> Iterator[str]:
    yield part_name(room.session.wording, each.part)
    yield f"{each.part.minutes} minutes" if each.part.minutes else ""
    yield "" if each.stage is Stage.NEXT else each.stage.value
    if each.begins:
        yield f"{'since' if each.stage is Stage.NOW else 'from'} {time_of_day(each.begins)}"


def _can_ask(room: Room, *groups: object) -> str:
    acts = (each for group in groups for each in vars(group).values() if isinstance(each, Act))
    names = (each.name for each in acts if each.when(room.workshop, {"step": room.step}))
    return f"You can type: {', '.join(names)}."


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
