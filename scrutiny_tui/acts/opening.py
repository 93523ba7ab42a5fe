"""Setting up, opening and reading a workshop, and what it begins with. It is loaded with the first workshop."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from enum import Enum
from pathlib import Path

from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.details import faults
from scrutiny_tui.domain.errors import EditedError, InputError, MachineError, ScrutinyError
from scrutiny_tui.domain.moves import begin_sitting
from scrutiny_tui.domain.pack import pin
from scrutiny_tui.domain.people import Voter
from scrutiny_tui.domain.session import Details, Session
from scrutiny_tui.store.packs import read_pack
from scrutiny_tui.store.places import Places
from scrutiny_tui.store.public_file import remove_left_over
from scrutiny_tui.store.session_copies import session_path
from scrutiny_tui.store.session_file import create_session, open_session, view_session
from scrutiny_tui.store.session_paths import (
    SUFFIX,
    free_path,
    last_changed,
    read_head,
    session_stem,
    twins_of,
)
from scrutiny_tui.store.system import Clock


def create(
    places: Places, clock: Clock, session_id: str, details: Details, voters: tuple[Voter, ...]
) -> Workshop:
    """Set up a workshop: check the details, write its file and open it."""
    check_details(details)
    pack = read_pack(places.pack)
    session = Session(session_id, details, pin(pack), {voter.id: voter for voter in voters})
    session = begin_sitting(session, clock(), details.facilitator)
    path = free_path(places.sessions, session_stem(details), SUFFIX)
    places.make_mirror(for_new=True)
    return Workshop(create_session(path, session, places.mirror), pack, clock)


def open_for_writing(
    places: Places, clock: Clock, path: Path, others: Iterable[Path], *, accept_edit: bool
) -> Workshop:
    """Open a session with the pack it was set up with. `others` are the files of sessions that are known.

    Raises `ScrutinyError` with a sentence if it cannot be opened, `EditedError` if a person has to agree first.
    """
    path = session_path(path)
    told = _about_twins(path, others, accept=accept_edit)
    used = datetime.fromtimestamp(last_changed(path)).astimezone().replace(tzinfo=None)
    places.make_mirror(for_new=False)
    file = open_session(path, places.mirror, accept_edit=accept_edit)
    try:
        pack = read_pack(places.pack_of(file.session.wording.pack))
    except ScrutinyError:
        file.close()
        raise
    file.begin(told)
    remove_left_over(path)
    return Workshop(file, pack, clock, used, places)


def _about_twins(path: Path, others: Iterable[Path], *, accept: bool) -> tuple[str, ...]:
    """Return a sentence for each older file that holds the same workshop.

    Raises `EditedError` if one is as new as this one, or newer, unless `accept` says that this one is meant.
    """
    own = read_head(path)
    twins = twins_of(path, others) if own else ()
    newest = max(twins, key=lambda twin: twin.sequence, default=None)
    if own and newest and newest.sequence >= own.sequence and not accept:
        which = "both are as new" if newest.sequence == own.sequence else f"{newest.path.name} is newer"
        raise EditedError(
            f"Two files hold this workshop, {path.name} and {newest.path.name}; {which}. A program that keeps folders "
            f"in step, or somebody, has copied it. {path.name} is opened only if you say so. Nothing has been changed.",
            has_twin=True,
        )
    return tuple(f"{twin.path.name} holds an earlier state of this workshop." for twin in twins)


def look(places: Places, clock: Clock, path: Path) -> Workshop:
    """Open a session to look at it only. Raises `ScrutinyError` with a sentence if it cannot be read."""
    file = view_session(path, places.mirror)
    pack = read_pack(places.pack_of(file.session.wording.pack))
    return Workshop(file, pack, clock, clock())


def copy_to(places: Places, path: Path, folder: Path) -> tuple[Path, Places]:
    """Copy a session into another folder; return the copy, and places in which its mirror is there too.

    Raises `MachineError` if it cannot be copied.
    """
    copy = folder / path.name
    try:
        data = path.read_bytes()
        copy.touch(mode=0o600)
        copy.write_bytes(data)
    except OSError as error:
        raise MachineError(f"{path.name} could not be copied to {folder}: {error.strerror}.") from error
    return copy, replace(places, sessions=folder, mirror=folder / "mirror", usual_mirror=None, settings=None)


def check_details(details: Details) -> None:
    """Raise `InputError` if the details of a workshop cannot be used."""
    for told in faults(details).values():
        raise InputError(told)


class Beginning(Enum):
    """What is shown or asked first."""

    LOOK = "it is only looked at"
    SITTING = "whether this is the same sitting"
    NOTE = "where the room got to, with the note from whoever had it before"
    PLACE = "where the room was"


def beginning(workshop: Workshop) -> Beginning:
    """Return what comes first. Asked before the sitting is gone on with: after that the sitting has not ended.

    After `SITTING`, `NOTE` and `PLACE` come the actions of the earlier workshop, as long as there are any
    `to_go_through`.
    """
    if workshop.read_only:
        return Beginning.LOOK
    if workshop.asks_about_sitting:
        return Beginning.SITTING
    sitting = workshop.session.sitting
    # Not after a power cut: then the room waits, and whoever wrote the note is still there.
    return Beginning.NOTE if sitting.handover and sitting.ended else Beginning.PLACE
