"""What is written down while the room talks: notes, the shared view, who is here."""

from __future__ import annotations

from typing import Final

from scrutiny_tui.acts.import_tables import People
from scrutiny_tui.cli.plain.console import Choice
from scrutiny_tui.cli.plain.room import Room
from scrutiny_tui.domain import moves
from scrutiny_tui.domain.moves import add_note
from scrutiny_tui.domain.secrecy import Mode
from scrutiny_tui.domain.session import AgreedLevel, How, NoteKind
from scrutiny_tui.domain.voting import set_away

_PUBLIC: Final = "No names of children, families or staff. This may be published."

_KINDS: Final = (
    Choice("e", NoteKind.EVIDENCE.value),
    Choice("r", NoteKind.REASON.value),
    Choice("m", NoteKind.MINORITY.value),
)
_KIND_OF: Final = {"e": NoteKind.EVIDENCE, "r": NoteKind.REASON, "m": NoteKind.MINORITY}
_HOW_OF: Final = {"d": How.DISCUSSION, "c": How.CLEAR, "s": How.CHAIR}


def write_note(room: Room) -> None:
    """Keep a note on this step."""
    kind = _KIND_OF[room.console.choose("What does the note hold?", _KINDS)]
    table = _whose(room) if kind is NoteKind.REASON else 0
    text = room.console.ask(f"Type the note on one line; Enter alone keeps none. {_PUBLIC}")
    step = room.step.number
    if text and room.attempt(
        lambda: room.workshop.save(add_note(room.workshop.session, step, kind, text, table))
    ):
        room.console.say("The note is kept.")


def agree(room: Room) -> None:
    """Keep the shared view on this step: a level or not agreed, how it was reached, a different view."""
    step, levels = room.step, room.session.wording.levels
    none = (Choice("leave", "nothing is kept"),)
    choices = (
        *none,
        *(Choice(str(level.number), level.label) for level in levels),
        Choice("0", "not agreed"),
    )
    level = room.console.choose(f"Our shared view on Step {step.id}, for the committee to confirm?", choices)
    if level == "leave":
        return
    apart = room.session.details.mode is not Mode.COLLECTIVE
    ways = [each for each in _HOW_OF.items() if apart or each[1] is not How.CLEAR]
    how = _HOW_OF[room.console.choose("How was it reached?", [Choice(key, how.value) for key, how in ways])]
    different = room.console.ask("A different view that somebody holds; Enter alone for none.")
    view = AgreedLevel(step.number, int(level) or None, how, different)
    if room.attempt(lambda: room.workshop.save(moves.agree(room.workshop.session, view))):
        room.console.say("Our shared view is kept, for the committee to confirm.")


def _whose(room: Room) -> int:
    """Ask whose reason it is where tables answer; 0 for the whole room."""
    if room.session.details.mode is not Mode.GROUPS:
        return 0
    tables = [Choice(str(voter.id), voter.label) for voter in room.session.voters.values() if voter.casts]
    return int(room.console.choose("Whose reason is it?", [Choice("0", "the whole room"), *tables]))


def say_who_is_here(room: Room) -> None:
    """Say who is here, mark people as absent or here, and put people on the list."""
    while True:
        away = room.session.sitting.away
        for voter in room.session.voters.values():
            ballot = "" if voter.casts else ", does not answer"
            room.console.say(f"{voter.label}: {'absent' if voter.id in away else 'here'}{ballot}")
        typed = room.console.ask(
            "Type a label to change whether they are here, add with people such as add 1 member, or Enter to go on."
        )
        if not typed:
            return
        _change(room, typed)


def _change(room: Room, typed: str) -> None:
    if typed.casefold().startswith("add "):
        room.attempt(lambda: room.console.say(*room.workshop.add_people(typed[len("add ") :])))
        return
    found = People(room.session.voters.values()).find(typed)
    if found is None:
        room.console.say(f"Nobody on the list is called {typed}.")
        return
    away = found.id in room.session.sitting.away
    room.attempt(lambda: room.workshop.save(set_away(room.workshop.session, found.id, away=not away)))
