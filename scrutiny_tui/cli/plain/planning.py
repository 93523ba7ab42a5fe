"""The plan line by line: what is in it, and one more action for the step."""

from __future__ import annotations

from typing import Final

from scrutiny_tui.cli.plain.console import Choice
from scrutiny_tui.cli.plain.room import Room
from scrutiny_tui.domain.actions import add_action, due_day
from scrutiny_tui.domain.session import Action, ActionKind, PageName
from scrutiny_tui.view.phrases import NO_ACTION, about_action

_PUBLIC: Final = "No names of children, families or staff. This may be published."
_KINDS: Final = {"u": ActionKind.US, "c": ActionKind.CABINET, "p": ActionKind.PARTNER}
_DUE: Final = "When is it due? A date, 3 months or 6 months; Enter alone for no date."


def plan(room: Room) -> None:
    """Say the plan, and take an action for this step where one is typed."""
    room.show_page(PageName.PLAN)
    found = room.session.actions.values()
    told = (
        f"{number}. {each.text} ({about_action(room.session, each)})"
        for number, each in enumerate(found, start=1)
    )
    room.console.say(*(told if found else (NO_ACTION,)))
    text = room.console.ask(
        f"Type an action for Step {room.step.id} on one line; Enter alone adds none. {_PUBLIC}"
    )
    if text:
        _add(room, text)


def _add(room: Room, text: str) -> None:
    kind = _KINDS[room.console.choose("For whom?", [Choice(key, each.value) for key, each in _KINDS.items()])]
    owner = room.console.ask("Which role sees to it? A role, not a name; Enter alone for none.")
    due = room.console.ask(_DUE)
    step = room.step.number

    def add() -> None:
        room.workshop.save(
            add_action(
                room.workshop.session,
                Action(
                    0,
                    step,
                    text,
                    kind,
                    owner,
                    due_day(room.workshop.session, due, room.workshop.now().date()),
                ),
            )
        )

    if room.attempt(add):
        room.console.say("The action is in the plan.")
