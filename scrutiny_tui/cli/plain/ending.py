"""The end of the day line by line: two hands each, the read-back, the report."""

from __future__ import annotations

from typing import Final

from scrutiny_tui.cli.plain.console import Choice
from scrutiny_tui.cli.plain.room import Room
from scrutiny_tui.domain.actions import record_hands, too_many
from scrutiny_tui.domain.errors import InputError
from scrutiny_tui.domain.session import PageName
from scrutiny_tui.store.places import typed_path
from scrutiny_tui.store.system import is_folder
from scrutiny_tui.view.close_files import Closing, Wanted, free_number, write_closing
from scrutiny_tui.view.phrases import FAIR, NO_ACTION, about_action, read_back

_FOLDER: Final = "Type the folder that the Word file goes into; Enter alone writes none."
_KEEP: Final = (Choice("n", "no, nothing is kept"), Choice("y", "yes"))


def count_hands(room: Room) -> None:
    """Ask how many hands each step got, and keep the numbers."""
    room.console.say("Everybody has two hands, for two steps or both for one. Call the steps one by one.")
    hands: dict[int, int] = {}
    for step in room.session.wording.items:
        hands[step.number] = room.console.number(
            f"How many hands for Step {step.id}, {step.title}? Enter alone for none."
        )
    doubt = too_many(room.session, hands)
    if doubt and room.console.choose(f"{doubt} Keep them all the same?", _KEEP) == "n":
        return
    if room.attempt(lambda: room.workshop.save(record_hands(room.workshop.session, hands))):
        room.console.say("The numbers are kept.")


def say_read_back(room: Room) -> None:
    """Say every shared view and every action, and ask whether that is a fair record."""
    room.show_page(PageName.READ_BACK)
    room.console.say(*(f"Step {line}." for line in read_back(room.session)))
    actions = room.session.actions.values()
    told = (f"Action: {each.text} ({about_action(room.session, each)})" for each in actions)
    room.console.say(*(told if actions else (NO_ACTION,)), FAIR)


def write_record(room: Room) -> None:
    """Write the report for the agenda pack as a Word file, beside any that is there already."""
    typed = room.console.ask(_FOLDER)
    if not typed:
        return
    folder = typed_path(typed).absolute()
    made = room.desk.library.today().date()
    closing = Closing(room.session, Wanted.WORD, made, room.workshop.pack, folder)

    def write() -> None:
        if not is_folder(folder):
            raise InputError(f"There is no folder {folder}, or it cannot be looked into.")
        for path in write_closing(closing, free_number(closing)):
            room.console.say(f"Written: {path}")

    room.attempt(write)
