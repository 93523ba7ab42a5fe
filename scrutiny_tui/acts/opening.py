"""Setting up, opening and reading a workshop, and what it begins with. It is loaded with the first workshop."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import replace
from enum import Enum
from pathlib import Path
from typing import Final

from scrutiny_tui.acts.act import Question, WrongError
from scrutiny_tui.acts.library import Library, refuse_example
from scrutiny_tui.acts.rescue import last_saved, newest_for
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.details import faults
from scrutiny_tui.domain.errors import EditedError, ScrutinyError
from scrutiny_tui.domain.moves import begin_sitting, rehearsal
from scrutiny_tui.domain.pack import Pack, pin
from scrutiny_tui.domain.people import Voter
from scrutiny_tui.domain.phrases import moment
from scrutiny_tui.domain.secrecy import Mode, Secrecy
from scrutiny_tui.domain.session import Details, Session
from scrutiny_tui.store.disk_errors import DamagedError
from scrutiny_tui.store.packs import read_pack
from scrutiny_tui.store.places import Places
from scrutiny_tui.store.public_file import remove_left_over
from scrutiny_tui.store.session_copies import session_path
from scrutiny_tui.store.session_file import create_session, open_session, read_session, view_session
from scrutiny_tui.store.session_paths import (
    SUFFIX,
    free_path,
    read_head,
    session_stem,
    twins_of,
)
from scrutiny_tui.store.storage import held


class Opening:
    """Does what `Library` says of its methods of the same names; the errors are told there.

    Beside that it makes the copies that go away.
    """

    def __init__(self, library: Library) -> None:
        self._library = library

    @property
    def _places(self) -> Places:
        return self._library.places

    def pack(self) -> Pack:
        """Return the pack that new workshops use."""
        return read_pack(self._places.pack)

    def pack_of(self, session: Session) -> Pack:
        """Return the pack that a session was set up with, or that of new workshops if it is not here."""
        return read_pack(self._places.pack_of(session.wording.pack))

    def create(self, details: Details, voters: tuple[Voter, ...]) -> Workshop:
        """Set up a workshop: check the details, write its file and open it."""
        check_details(details)
        pack = self.pack()
        session = Session(self._library.new_id(), details, pin(pack), {voter.id: voter for voter in voters})
        session = begin_sitting(session, self._library.today(), details.facilitator)
        path = free_path(self._places.sessions, session_stem(details), SUFFIX)
        self._places.make_mirror(for_new=True)
        return Workshop(create_session(path, session, self._places.mirror), pack, self._library.today)

    def open_copy(self, path: Path, session: Session) -> Workshop:
        """Write a session to a folder of its own, its mirror there too, and open it. Raises `ScrutinyError`."""
        folder, mirror = path.parent, path.parent / "mirror"
        places = replace(self._places, sessions=folder, mirror=mirror, usual_mirror=None, settings=None)
        places.make_mirror(for_new=True)
        pack, file = self.pack_of(session), create_session(path, session, mirror)
        return Workshop(file, pack, self._library.today, places=places)

    def rehearsal(self, path: Path) -> Session:
        """Return a workshop to practise on that is set up like the one at this path. Raises `ScrutinyError`."""
        refuse_example(path)
        return rehearsal(self.read(path), self._library.new_id(), self._library.today())

    def reserve(self, path: Path) -> AbstractContextManager[None]:
        """Return what keeps other programs from opening a session. Raises `MachineError` if one has it open."""
        return held(session_path(path))

    def open(self, path: Path, *, accept_edit: bool = False) -> Workshop:
        """Open a session for writing, with the pack it was set up with."""
        try:
            return self._opened(session_path(path), accept_edit=accept_edit)
        except DamagedError as error:
            raise self._with_offer(path, error) from error

    def _opened(self, path: Path, *, accept_edit: bool) -> Workshop:
        told = self._about_twins(path, accept=accept_edit)
        used = last_saved(path)
        self._places.make_mirror(for_new=False)
        file = open_session(path, self._places.mirror, accept_edit=accept_edit)
        try:
            pack = self.pack_of(file.session)
        except ScrutinyError:
            file.close()
            raise
        file.begin(told)
        remove_left_over(path)
        return Workshop(file, pack, self._library.today, used, self._places)

    def _about_twins(self, path: Path, *, accept: bool) -> tuple[str, ...]:
        """Return a sentence for each older file that holds the same workshop.

        Raises `EditedError` if one is as new as this one, or newer, unless `accept` says that this one is meant.
        """
        own = read_head(path)
        twins = twins_of(path, self._library.paths()) if own else ()
        newest = max(twins, key=lambda twin: twin.sequence, default=None)
        if own and newest and newest.sequence >= own.sequence and not accept:
            which = "both are as new" if newest.sequence == own.sequence else f"{newest.path.name} is newer"
            raise EditedError(
                f"There are two files of this workshop, {path.name} and {newest.path.name}, and "
                f"{which}. Someone, or a program such as OneDrive, has copied it. Nothing has been "
                "changed. Choose which one to open.",
                has_twin=True,
            )
        return tuple(f"{twin.path.name} is an earlier copy of this workshop." for twin in twins)

    def look(self, path: Path) -> Workshop:
        """Open a session to look at it only."""
        file = view_session(path, self._places.mirror)
        return Workshop(file, self.pack_of(file.session), self._library.today, self._library.today())

    def read(self, path: Path) -> Session:
        """Return a session as it is on the disk, without opening it for writing."""
        try:
            return read_session(path, self._places.mirror)
        except DamagedError as error:
            raise self._with_offer(path, error) from error

    def _with_offer(self, path: Path, error: DamagedError) -> DamagedError:
        newest = newest_for(self._library, path)
        if newest is None:
            return error
        return DamagedError(
            f"{error} The newest backup is from {moment(newest.made)}. To restore it, press d on the start page or type: scrutiny-tui "
            f"backups --restore {newest.path.name}"
        )


def check_details(details: Details) -> None:
    """Raise `WrongError`, which names the detail, if the details of a workshop cannot be used."""
    for name, told in faults(details).items():
        raise WrongError(name, told)


class Beginning(Enum):
    """What is shown or asked first."""

    LOOK = "it is only looked at"
    SITTING = "whether this is the same session"
    NOTE = "where you got to, with the note from the last facilitator"
    PLACE = "where you were"


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


_PEOPLE: Final = Question(
    "Does everyone have the same label as last time?",
    "Everyone has the same label",
    "Labels may have changed",
    "Only then can we show how many people changed their answer since last time.",
)
_TABLES: Final = Question(
    "Are the same people at each table as last time?",
    "The same people are at each table",
    "The tables may have changed",
    "Only then can we show how many tables changed their answer since last time.",
)


def asked_about_labels(workshop: Workshop) -> Question | None:
    """Return what a new sitting asks about the labels of before; None if nobody answered under one."""
    session = workshop.session
    if session.details.secrecy is not Secrecy.LABELS or not session.holds_ballots:
        return None
    return _TABLES if session.details.mode is Mode.GROUPS else _PEOPLE
