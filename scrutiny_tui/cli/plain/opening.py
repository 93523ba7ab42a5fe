"""What comes before the steps: which sitting it is, where the workshop got to, earlier actions, the briefing."""

from __future__ import annotations

from typing import Final

from scrutiny_tui.acts.opening import Beginning, beginning
from scrutiny_tui.cli.plain.console import Choice
from scrutiny_tui.cli.plain.earlier_actions import go_through
from scrutiny_tui.cli.plain.room import Room
from scrutiny_tui.cli.plain.texts import spoken
from scrutiny_tui.domain.pack import Page
from scrutiny_tui.domain.phrases import day
from scrutiny_tui.domain.public_view import Shown
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.domain.session import PageName, Place
from scrutiny_tui.view.notices import sittings_so_far, steps_so_far

_SAME: Final = Choice("same", "the same sitting")
_NEW: Final = Choice("new", "a new sitting; an unfinished vote is set aside, and everybody counts as here")
_LABELS: Final = (Choice("n", "no, or not sure"), Choice("y", "yes, everybody has the same label"))
_PAGES: Final = "Press Enter for the next page, b for the one before, or type stop."


def take_up(room: Room) -> bool:
    """Say which workshop it is, and go through what comes before the steps; return whether it can go on.

    That is the question which sitting this is where that is not known, the note from whoever had the workshop before,
    and the actions of the workshop that this one follows.
    """
    details = room.session.details
    room.console.say(room.session.wording.title, f"Council: {details.council}")
    room.console.say(*(f"Committee: {details.committee}",) * bool(details.committee), *room.workshop.notices)
    room.look_after_copies()
    first = beginning(room.workshop)
    asks = first is Beginning.SITTING
    if not (_took_sitting(room) if asks else room.attempt(room.workshop.continue_sitting)):
        return False
    if first is not Beginning.PLACE:
        room.console.say("", "Where you got to:", *steps_so_far(room.session), *sittings_so_far(room.session))
    go_through(room)
    return True


def _took_sitting(room: Room) -> bool:
    """Ask whether this is the same sitting, and return whether the one that was chosen goes on."""
    used = room.workshop.used_before
    last = f"Last used on {day(used)}. " if used else ""
    choices = (_NEW, _SAME) if room.workshop.was_another_day else (_SAME, _NEW)
    if room.console.choose(f"{last}Same sitting, or a new one?", choices) == _SAME.key:
        return room.attempt(room.workshop.continue_sitting)
    kept = _labels_kept(room)
    return room.attempt(lambda: room.workshop.begin_sitting(labels_kept=kept))


def briefing(room: Room) -> None:
    """Go through the briefing page by page, the content note before the first page that names the reports."""
    pages, at = room.workshop.pack.pages, 0
    while at < len(pages):
        page = pages[at]
        if page.quotes and not note_passed(room):
            return
        body, where = _body(room, page), f"Briefing {at + 1} of {len(pages)}"
        place = Place(PageName.BRIEFING, room.step.number, at)
        room.go(Shown(place, heading=page.title, text=body, where=where))
        room.console.say("", f"{where}: {page.title}", *spoken(body))
        typed = room.console.ask(_PAGES).casefold()
        if typed == "stop":
            break
        at = max(at - 1, 0) if typed == "b" else at + 1
    room.go_to(room.step.number)


def note_passed(room: Room) -> bool:
    """Say the content note where it was not yet said, and return whether to go on to what quotes the reports."""
    if room.desk.noted or not room.session.details.quotations:
        return True
    room.console.say("A note before we go on:", room.workshop.pack.content_note)
    going_on = room.console.ask("Press Enter to go on, or type stop.").casefold() != "stop"
    room.desk.noted = going_on
    return going_on


def _labels_kept(room: Room) -> bool:
    if room.session.details.secrecy is not Secrecy.LABELS:
        return True
    return room.console.choose("Do people have the same labels as last time?", _LABELS) == "y"


def _body(room: Room, page: Page) -> str:
    """Return a page as it is read out; what it quotes is left out where that was chosen."""
    if room.session.details.quotations or not page.quotes:
        return page.body
    return "\n".join(line for line in page.body.splitlines() if not line.startswith(">"))
