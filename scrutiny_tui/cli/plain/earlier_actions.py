"""The open actions of the workshop that this one follows, gone through line by line before anything else."""

from __future__ import annotations

from typing import Final

from scrutiny_tui.cli.plain.console import Choice
from scrutiny_tui.cli.plain.room import Room
from scrutiny_tui.domain.actions import gone_through, set_status
from scrutiny_tui.domain.phrases import day
from scrutiny_tui.domain.public_view import Shown
from scrutiny_tui.domain.session import Action, ActionStatus, Place
from scrutiny_tui.view.phrases import about_action

_BECAME: Final = {
    ActionStatus.OPEN: "still open",
    ActionStatus.DONE: "done",
    ActionStatus.DROPPED: "dropped",
}
_REST: Final = Choice("rest", "leave this one and all that follow as they are")
_EVIDENCE: Final = "What shows that it was done? One line; Enter alone {}. No names of children, families or staff: it may be published."


def go_through(room: Room) -> None:
    """Ask of each action what became of it; going through them once is enough, then they are in the plan."""
    found = room.workshop.to_go_through
    if not found:
        return
    follows = room.session.follows
    when = f" of {day(follows.date)}" if follows else ""
    # The room sees the first page meanwhile: this comes before it is ready.
    room.show(Shown(Place()))
    room.console.say("", f"Open when the workshop{when} was put away, {len(found)} in all:")
    for number, action in enumerate(found, start=1):
        room.console.say(f"{number}. {action.text} ({about_action(room.session, action)})")
        if not _asked(room, action):
            break
    if room.change(gone_through):
        room.console.say("They are in the plan from now on.")


def _asked(room: Room, action: Action) -> bool:
    """Ask what became of an action until that is kept; return whether the following ones are asked about too."""
    others = [status for status in ActionStatus if status is not action.status]
    choices = [Choice(status.value, _BECAME[status]) for status in (action.status, *others)]
    while True:
        chosen = room.console.choose("What became of it?", (*choices, _REST))
        if chosen == _REST.key:
            return False
        if _kept(room, action, ActionStatus(chosen)):
            return True


def _kept(room: Room, action: Action, status: ActionStatus) -> bool:
    """Keep what became of an action, and return whether that is kept; what is said to be as it was stays so."""
    evidence = _evidence(room, action) if status is ActionStatus.DONE else ""
    if status is action.status and not evidence:
        return True
    return room.attempt(
        lambda: room.workshop.save(set_status(room.workshop.session, action.id, status, evidence or None))
    )


def _evidence(room: Room, action: Action) -> str:
    alone = f"leaves it at: {action.evidence}" if action.evidence else "leaves it empty"
    return room.console.ask(_EVIDENCE.format(alone))
