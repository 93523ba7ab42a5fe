"""The course of a workshop: at each step, what was asked for is done, until it is stopped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.cli.plain import answers, ending, opening, planning, talking, texts, timing
from scrutiny_tui.cli.plain.console import Choice, Console, InputEndedError
from scrutiny_tui.cli.plain.room import Room
from scrutiny_tui.domain.explanation import arithmetic_lines, closeness_words, rule_lines
from scrutiny_tui.domain.moves import toggle_mark
from scrutiny_tui.domain.phrases import answers_wait
from scrutiny_tui.domain.public_view import Shown
from scrutiny_tui.domain.results import item_result, level_words, results
from scrutiny_tui.domain.secrecy import Mode
from scrutiny_tui.domain.session import MarkKind, PageName, Place
from scrutiny_tui.domain.wording import Item

_ONE_COPY: Final = "Only one copy is kept."
_BLANK: Final = "The audience window is blank."
_STOPPED: Final = "Everything is saved. To go on: scrutiny-tui run last --plain"
_ENDED: Final = f"The input has ended. {_STOPPED}"


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be asked for at a step."""

    key: str
    """The same letter as on the screens, where there is one."""
    title: str
    act: Callable[[Room], None]


def run_plain(desk: Desk, console: Console) -> None:
    """Hold the workshop that is open until it is stopped, or until the input ends."""
    if desk.workshop is None or desk.workshop.read_only:
        console.say("This workshop can only be looked at. Its results: scrutiny-tui results SESSION")
        return
    room = Room(desk, desk.workshop, console)
    try:
        if opening.take_up(room):
            _hold(room)
        console.say(_STOPPED)
    except InputEndedError:
        console.say(_ENDED)
    finally:
        room.close()


def _hold(room: Room) -> None:
    room.go_to(room.step.number)
    timing.meet_break(room)
    if not any(room.session.rounds) and not room.session.agreed:
        room.console.say("Type briefing for the briefing, or ? for everything that can be asked for.")
    told: int | None = None
    while True:
        room.look_after_copies()
        if told != room.step.number:
            told = room.step.number
            room.console.say("", *texts.step_lines(room.workshop, room.step))
        typed = room.console.ask(_what_next(room)).casefold()
        if typed in {"q", "quit", "stop"}:
            return
        if not _done(room, typed):
            room.console.say("That is nothing that can be asked for here. ? says what is.")


def _what_next(room: Room) -> str:
    """Return the question what to do, with what is likely; before it how many copies are kept where it is one, and what the room sees just now."""
    first = "g our shared view" if room.session.details.mode is Mode.COLLECTIVE else "v answer, r result"
    last = room.step.number == len(room.session.wording.items)
    one_copy = _ONE_COPY if room.workshop.one_copy else ""
    now = " ".join(filter(None, (one_copy, timing.clock_line(room), _BLANK if room.is_blank else "")))
    asked = f"Step {room.step.id}. What next? {first}, Enter for the {'overview' if last else 'next step'}, ? for all."
    return f"{now} {asked}".strip()


def _done(room: Room, typed: str) -> bool:
    """Do what was typed; return whether it is something that can be asked for."""
    if not typed:
        _go_on(room)
        return True
    step = typed.removeprefix("step").strip()
    if typed.startswith("step") and step.isascii() and step.isdigit():
        return _go_to_step(room, int(step))
    entries = _entries(room)
    if typed == "?":
        room.console.say(*(f"{entry.key}: {entry.title}" for entry in entries))
        room.console.say(
            "step and a number: go to that step", "Enter: the next step", "q: stop; everything is saved"
        )
        return True
    found = next((each for each in entries if Choice(each.key, each.title).means(typed)), None)
    if found:
        found.act(room)
    return found is not None


def _entries(room: Room) -> tuple[Entry, ...]:
    voting = (
        Entry("v", "answer this step, or answer it again", answers.answer),
        Entry("r", "show the result", lambda room: answers.show_result(room, _asked(room))),
        Entry("h", "how this result is worked out", _explain),
    )
    return (
        *(voting if room.session.details.mode is not Mode.COLLECTIVE else ()),
        Entry("prompts", "hear the prompts of this step", _say_prompts),
        Entry("l", "lessons that bear on this step", _say_lessons),
        Entry("n", "note", talking.write_note),
        Entry("g", "our shared view on this step", talking.agree),
        Entry("p", "the plan, and an action for this step", planning.plan),
        Entry("w", "who is here", talking.say_who_is_here),
        Entry("t", "the clock, a break, the plan of the day, when we have to end", timing.keep_time),
        Entry("*", "pin this step, to talk about it first, or take the pin off", _mark(MarkKind.PINNED)),
        Entry("c", "come back to this step, or no longer", _mark(MarkKind.LATER)),
        Entry("o", "overview of all steps", _say_overview),
        Entry("again", "hear this step again", _say_step),
        Entry("briefing", "the briefing, page by page", opening.briefing),
        Entry("hands", "two hands each: what to work on first", ending.count_hands),
        Entry("read", "read back all shared views and actions", ending.say_read_back),
        Entry("e", "write the report for the agenda pack", ending.write_record),
        Entry("b", "blank the audience window, or show it again", _blank),
    )


def _asked(room: Room) -> Item:
    """Return what a result is asked of: answers that wait come first, then the step itself."""
    step = room.step
    mine = [item for item in room.session.items if step.number in {item.number, item.step}]
    return next((item for item in mine if answers_wait(room.workshop.session, item.number)), step)


def _go_on(room: Room) -> None:
    if room.step.number == len(room.session.wording.items):
        _say_overview(room)
    else:
        room.go_to(room.step.number + 1)


def _go_to_step(room: Room, number: int) -> bool:
    if not 1 <= number <= len(room.session.wording.items):
        return False
    room.go_to(number)
    return True


def _blank(room: Room) -> None:
    room.blank()
    room.console.say(_BLANK if room.is_blank else "The audience window shows the workshop again.")


def _say_step(room: Room) -> None:
    room.show_page(PageName.STEP)
    room.console.say(*texts.step_lines(room.workshop, room.step))


def _say_prompts(room: Room) -> None:
    room.show(Shown(Place(PageName.STEP, room.step.number), together=True))
    room.console.say(*texts.prompt_lines(room.workshop, room.step))


def _say_lessons(room: Room) -> None:
    if texts.quotes_at(room.workshop, room.step) and not opening.note_passed(room):
        return
    told, step = tuple(texts.lesson_lines(room.workshop, room.step)), room.step
    place = Place(PageName.STEP, step.number)
    room.show(Shown(place, heading=f"{step.id}  {step.title}", text="\n\n".join(told)))
    room.console.say(*told)


def _say_overview(room: Room) -> None:
    room.go_to(room.step.number, PageName.OVERVIEW)
    room.console.say("", *texts.overview_lines(room.workshop, results(room.workshop.session)))


def _explain(room: Room) -> None:
    found = item_result(room.workshop.session, room.step.number).latest
    if found is None:
        room.console.say("There is no result yet.")
        return
    limits = room.session.wording.thresholds
    room.console.say(*arithmetic_lines(found, level_words(room.session), limits), *closeness_words(found))
    room.console.say(*rule_lines(limits))


def _mark(kind: MarkKind) -> Callable[[Room], None]:
    def toggle(room: Room) -> None:
        step = room.step.number
        if room.attempt(lambda: room.workshop.save(toggle_mark(room.workshop.session, step, kind))):
            marked = item_result(room.workshop.session, step).mark is kind
            room.console.say(f"This step is {'' if marked else 'no longer '}{kind.value}.")

    return toggle
