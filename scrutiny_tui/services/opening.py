"""Setting up, opening and reading a workshop. The start page needs none of it, so it is loaded with the first workshop."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from scrutiny_tui.domain.details import faults
from scrutiny_tui.domain.errors import InputError, MachineError, ScrutinyError
from scrutiny_tui.domain.people import Voter
from scrutiny_tui.domain.recording import begin_sitting
from scrutiny_tui.domain.session import Details, Session
from scrutiny_tui.domain.wording import pin
from scrutiny_tui.services.clock import Clock
from scrutiny_tui.services.workshop import Workshop
from scrutiny_tui.store.content.read import read_pack
from scrutiny_tui.store.finding import SUFFIX, last_changed
from scrutiny_tui.store.interrupted import drop_begun, finish_moves
from scrutiny_tui.store.names import free_path, plain_name
from scrutiny_tui.store.places import Places
from scrutiny_tui.store.sessions import create_session, open_session
from scrutiny_tui.store.viewing import view_session


def create(
    places: Places, clock: Clock, session_id: str, details: Details, voters: tuple[Voter, ...]
) -> Workshop:
    """Set up a workshop: check the details, write its file and open it."""
    check_details(details)
    pack = read_pack(places.pack)
    session = Session(session_id, details, pin(pack), {voter.id: voter for voter in voters})
    session = begin_sitting(session, clock(), details.facilitator)
    stem = f"{details.date.isoformat()}-{plain_name(details.council)}"
    path = free_path(places.sessions, stem, SUFFIX)
    return Workshop(create_session(path, session, places.mirror), pack, clock)


def open_for_writing(
    places: Places, clock: Clock, path: Path, elsewhere: Iterable[Path], *, accept_edit: bool
) -> Workshop:
    """Open a session with the pack it was set up with, after what was interrupted was brought to its end.

    `elsewhere` are the sessions that are known to have been carried on outside the sessions folder.
    Raises `ScrutinyError` with a sentence where it cannot be opened.
    """
    finish_moves(path.parent, places.mirror)
    drop_begun(path.parent, elsewhere, places.mirrors)
    used = datetime.fromtimestamp(last_changed(path)).astimezone().replace(tzinfo=None)
    file = open_session(path, places.mirror, accept_edit=accept_edit)
    try:
        pack = read_pack(places.pack_of(file.session.wording.pack))
    except ScrutinyError:
        file.close()
        raise
    workshop = Workshop(file, pack, clock, used, places.mirrors)
    workshop.finish_forgetting(places)
    return workshop


def look(places: Places, clock: Clock, path: Path) -> Workshop:
    """Open a session to look at it only. Raises `ScrutinyError` with a sentence where it cannot be read."""
    file = view_session(path, places.mirror)
    pack = read_pack(places.pack_of(file.session.wording.pack))
    return Workshop(file, pack, clock, clock())


def copy_to(places: Places, path: Path, folder: Path) -> tuple[Path, Places]:
    """Copy a session into another folder; return the copy, and places in which its mirror is there too.

    Raises `MachineError` where it cannot be copied.
    """
    copy = folder / path.name
    try:
        data = path.read_bytes()
        copy.touch(mode=0o600)
        copy.write_bytes(data)
    except OSError as error:
        raise MachineError(f"{path.name} could not be copied to {folder}: {error.strerror}.") from error
    return copy, replace(places, sessions=folder, mirror=folder / "mirror")


def check_details(details: Details) -> None:
    """Raise `InputError` where the details of a workshop cannot be used."""
    for told in faults(details).values():
        raise InputError(told)
