"""The papers and the figures that the plain twin offers at the close."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Final

from scrutiny_tui.acts.act import Option, Question
from scrutiny_tui.cli.plain_room import Room
from scrutiny_tui.domain.errors import InputError
from scrutiny_tui.domain.personal_names import where_named
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

_FOLDER: Final = "Type the folder to save it in. Enter cancels."


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
