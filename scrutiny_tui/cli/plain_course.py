"""What is said when somebody asks for a page, and the course of a workshop: what comes first, then at each step what is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Final, TypeAlias

from scrutiny_tui.acts.act import EVERY_PAGE, Act, Option, enum_key, key_name
from scrutiny_tui.acts.catalogue import (
    CATALOGUE,
    follow_up_acts,
    people_acts,
    plan_acts,
    setting_acts,
    time_acts,
    word_acts,
)
from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.acts.opening import Beginning, asked_about_labels, beginning
from scrutiny_tui.acts.word_acts import still_waiting
from scrutiny_tui.cli.plain_ballots import answer, report, result
from scrutiny_tui.cli.plain_console import Console, InputEndedError
from scrutiny_tui.cli.plain_room import STOP, Room, do_act
from scrutiny_tui.domain.actions import gone_through, under_review
from scrutiny_tui.domain.personal_names import sealed
from scrutiny_tui.domain.phrases import day, time_of_day, where_in
from scrutiny_tui.domain.printable import plain
from scrutiny_tui.domain.results import item_result
from scrutiny_tui.domain.secrecy import Mode
from scrutiny_tui.domain.session import Action, ActionStatus, PageName, Place
from scrutiny_tui.domain.standing import Stage, Standing
from scrutiny_tui.view.page_view import Shown
from scrutiny_tui.view.pages import leaf_page, lesson_page, opener, quotes
from scrutiny_tui.view.result_pages import evidence_page, how_worked_out, so_far, words_page, words_pages
from scrutiny_tui.view.result_words import about_action, over_words, part_name

_LEAVES: Final = f"Press Enter for the next page, type b to go back, or {STOP} to leave."


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


def words(room: Room) -> None:
    """Say what people wrote on the step, as far as everyone may hear it, and what can be done about it."""
    at = room.step
    for leaf in range(words_pages(room.session, at)):
        read = tuple(words_page(room.session, at, leaf))
        room.say_page(Shown(Place(PageName.STEP, at.number), read=read))
    room.console.say(*filter(None, (still_waiting(room.workshop, at), _can_ask(room, word_acts))))


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
        typed = room.console.ask(_LEAVES).casefold()
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


Page: TypeAlias = Callable[[Room], None]

_CONTINUE: Final = "To continue: scrutiny-tui run last --plain"
_SAME: Final = Option("same", "the same session")
_NEW: Final = Option("new", "a new session: unfinished answers are dropped and everyone is marked as here")
_LATER: Final = Option("six", "six months on: what became of the actions, without answers")
_REST: Final = Option("rest", "leave this action and the rest as they are")
_OFFERED: Final = (
    EVERY_PAGE | people_acts.WHO_IS_HERE | setting_acts.facilitator.pages | {word_acts.WORDS_PAGE}
)
"""The pages whose acts can be asked for at a step, which is all but what only the command line does."""
_BALLOTS: Final[tuple[tuple[str, str, Page], ...]] = (
    ("v", "answer this step, or answer again", answer),
    ("r", "result of this step", result),
    ("h", "how this result is worked out", explanation),
    ("k", "what people wrote on this step", words),
)
"""What can be asked for if answers are taken."""
_PAGES: Final[tuple[tuple[str, str, Page], ...]] = (
    ("again", "read this step again", page_of(PageName.STEP)),
    ("prompts", "prompt questions of this step", prompts),
    ("l", "lessons for this step", lessons),
    ("j", "evidence for this step", evidence),
    ("p", "action plan", plan),
    ("w", "who is here", people),
    ("t", "timetable and timer", time),
    ("o", "overview of all steps", overview),
    ("briefing", "briefing, page by page", briefing),
    ("read", "check the record: all agreed positions and actions", page_of(PageName.READ_BACK)),
    ("e", "report for the agenda pack, as a Word file", report),
    ("b", "blank the audience window, or show it again", lambda room: room.blank()),
)


def run_plain(desk: Desk) -> None:
    """Hold the workshop that is open until it is stopped, or until the input ends."""
    with Console() as console:
        if desk.workshop is None or desk.workshop.read_only:
            console.say("This workshop is open read-only. To see its results: scrutiny-tui results WORKSHOP")
            return
        room = Room(desk, desk.workshop, console)
        stopped = " ".join((desk.told_at_leaving, *((_CONTINUE,) * (desk.original is None))))
        try:
            if _took_up(room):
                _hold(room)
            console.say(stopped)
        except InputEndedError:
            console.say(f"There is nothing more to read. {stopped}")
        finally:
            room.close()


def _took_up(room: Room) -> bool:
    """Say which workshop it is and what comes before the steps; return whether it can go on."""
    details, first = room.session.details, beginning(room.workshop)
    committee = (f"Committee: {details.committee}",) * bool(details.committee)
    room.console.say(
        where_in(room.session, room.session.wording.title),
        f"Council: {details.council}",
        *committee,
        *room.workshop.notices,
    )
    room.look_after_files()
    go_on = _chosen_sitting(room) if first is Beginning.SITTING else room.workshop.continue_sitting
    if not room.attempt(go_on):
        return False
    if first is not Beginning.PLACE:
        room.console.say("", "Where you got to:", so_far(room.session))
    if room.workshop.to_go_through:
        _go_through(room)
    elif room.session.sitting.is_follow_up:
        _follow_up(room)
    return True


def _chosen_sitting(room: Room) -> Callable[[], object]:
    """Ask whether this is the same sitting, and return what goes on with it or begins another."""
    used = room.workshop.used_before
    last = f"Last used on {day(used)}. " if used else ""
    choices = (_NEW, _SAME) if room.workshop.was_another_day else (_SAME, _NEW)
    later = (_LATER,) * bool(room.session.actions)
    chosen = room.console.choose(f"{last}Is this a new session?", (*choices, *later))
    if chosen == _SAME.key:
        return room.workshop.continue_sitting
    if chosen == _LATER.key:
        return partial(follow_up_acts.six_months_on.run, room.workshop)
    question = asked_about_labels(room.workshop)
    kept = question is None or room.agrees(question)
    return lambda: room.workshop.begin_sitting(labels_kept=kept)


def _go_through(room: Room) -> None:
    """Ask what became of each action of the earlier workshop; after once they are in the plan."""
    follows, found = room.session.follows, room.workshop.to_go_through
    when = f" of {day(follows.date)}" if follows else ""
    # The room sees the first page meanwhile: this comes before it is ready.
    room.show(Shown(Place()))
    room.console.say("", f"Actions still open from the last workshop{when}: {len(found)}.")
    for number, action in enumerate(found, start=1):
        room.console.say(f"{number}. {action.text} ({about_action(room.session, action)})")
        if not _asked(room, action):
            break
    if room.attempt(lambda: room.workshop.save(gone_through(room.session))):
        room.console.say("They are now in the action plan.")


def _follow_up(room: Room) -> None:
    """Say each action of the plan and ask what became of it, then what changed for children."""
    found = under_review(room.session)
    for at, action in enumerate(found):
        room.go(Shown(Place(PageName.FOLLOW_UP, room.step.number, at)))
        if not _asked(room, action):
            break
    room.go(Shown(Place(PageName.FOLLOW_UP, room.step.number, len(found))))
    do_act(room, follow_up_acts.what_changed, {})


def _asked(room: Room, action: Action) -> bool:
    """Ask what became of an action until that is kept; return whether the following ones are asked about too."""
    statuses = sorted(ActionStatus, key=lambda status: status is not action.status)
    choices = [Option(enum_key(status), f"it is {status.value}") for status in statuses]
    while (chosen := room.console.choose("What happened?", (*choices, _REST))) != _REST.key:
        if do_act(
            room, follow_up_acts.set_action_status, {"action": action, "status": ActionStatus[chosen.upper()]}
        ):
            return True
    return False


def _hold(room: Room) -> None:
    room.meet_break()
    room.go_to(room.step.number)
    if not any(room.session.rounds) and not room.session.agreed:
        room.console.say("Type briefing for the briefing, or ? for all choices.")
    room.look_after_files()
    while (typed := plain(room.console.ask(_what_next(room)))) not in {"q", "quit", STOP}:
        _follow(room, typed)
        room.look_after_files()


def _what_next(room: Room) -> str:
    """Return the question what to do, with what is likely; before it what has to be known just now."""
    first = "v answer, r result" if _has_ballots(room) else "g agree a position"
    then = "overview" if _is_last(room) else "next step"
    asked = f"{where_in(room.session, f'Step {room.step.id}')}. What next? {first}, Enter for the {then}, ? for all choices."
    one_copy = "Only one copy is saved now." if room.workshop.one_copy else ""
    blank = "The audience window is blank." if room.is_blank else ""
    return " ".join(filter(None, (one_copy, time_acts.clock_words(room.workshop), blank, asked)))


def _has_ballots(room: Room) -> bool:
    return room.session.details.mode is not Mode.COLLECTIVE


def _is_last(room: Room) -> bool:
    return room.step.number == len(room.session.wording.items)


def _follow(room: Room, typed: str) -> None:
    """Do what was typed, or say that it is nothing that can be asked for."""
    numbers = {f"step {item.id}": item.number for item in room.session.wording.items}
    known = _known(room)
    meant = _meant(known, typed)
    if typed in numbers:
        room.go_to(numbers[typed])
    elif not typed:
        overview(room) if _is_last(room) else room.go_to(room.step.number + 1)
    elif typed == "?":
        room.console.say(
            *map(_line, known), "step and its number: go to that step", "Enter: go to the next step"
        )
        room.console.say(f"q: quit. {room.desk.told_at_leaving}")
    elif len(meant) > 1:
        room.console.say("Which of these do you mean?", *map(_line, meant))
    elif not meant:
        room.console.say("Please type one of the choices. Type ? to hear them all.")
    elif isinstance(meant[0].value, Act):
        is_done = do_act(room, meant[0].value, {"step": room.step})
        if is_done and meant[0].value is follow_up_acts.six_months_on:
            _follow_up(room)
        room.meet_break()
    else:
        meant[0].value(room)


def _line(option: Option) -> str:
    return f"{option.key}: {option.words}"


def _known(room: Room) -> list[Option]:
    """Return what can be asked for now: the pages, then the acts."""
    pages = (*(_BALLOTS if _has_ballots(room) else ()), *_PAGES)
    acts = [act for act in CATALOGUE.acts.values() if act.pages & _OFFERED]
    now = (act for act in acts if act.when(room.workshop, {"step": room.step}))
    return [*(Option(*page) for page in pages), *(Option(_key(act), act.title, act) for act in now)]


def _key(act: Act) -> str:
    """Return the key of an act, or its name if it has none that can be typed."""
    key = key_name(act.key.partition(",")[0])
    return key if len(key) == 1 else act.name


def _meant(known: list[Option], typed: str) -> list[Option]:
    """Return what somebody may mean: what is called so, else what begins so, else what has a word that does."""
    called = [each for each in known if each.is_named(typed) or _name(each) == typed]
    begun = [each for each in known if each.is_begun(typed) or _name(each).startswith(typed)]
    inside = [each for each in known if f" {typed}" in plain(each.words)]
    return called or ((begun or inside) if len(typed) > 1 else [])


def _name(option: Option) -> str:
    return option.value.name if isinstance(option.value, Act) else option.key
