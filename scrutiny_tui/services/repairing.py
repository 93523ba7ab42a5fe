"""A workshop whose file is damaged: what is wrong with it, what can be recovered, and a new file with that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from scrutiny_tui.domain.errors import InputError, Problem, ProblemsError, ScrutinyError
from scrutiny_tui.domain.limits import LONGEST_TEXT
from scrutiny_tui.domain.mending import with_trail
from scrutiny_tui.domain.secrecy import Secrecy, Setting
from scrutiny_tui.domain.session import Details, Session
from scrutiny_tui.domain.wording import Wording, pin
from scrutiny_tui.services.backups import write_new
from scrutiny_tui.services.library import Library
from scrutiny_tui.store.content.read import read_pack
from scrutiny_tui.store.documents import Tables
from scrutiny_tui.store.finding import SUFFIX
from scrutiny_tui.store.journal.copies import has_session
from scrutiny_tui.store.journal.errors import NewerFormatError
from scrutiny_tui.store.journal.places import main_place
from scrutiny_tui.store.journal.system import System
from scrutiny_tui.store.parse import NewerSchemaError
from scrutiny_tui.store.salvage.recovering import Recovery, recover
from scrutiny_tui.store.sessions import read_session
from scrutiny_tui.store.written import write_item, write_session, write_wording

RECOVERED: Final = "recovered"
"""Ends the name of a file that holds what was recovered."""
LOST_COUNCIL: Final = "Recovered workshop"
"""The council where the workshop's details were lost."""


@dataclass(frozen=True, slots=True)
class Examination:
    """What is wrong with a workshop's files, and what can be made of it."""

    problems: tuple[Problem, ...]
    """What is wrong, and where; empty where all is right."""
    opens: bool
    """Whether the workshop can be opened as it is, from its second copy if need be."""
    recovery: Recovery | None = None
    """What can be recovered; None where nothing needs to be, or nothing can."""
    why_not: str = ""
    """Why nothing can be recovered, in a sentence."""


@dataclass(frozen=True, slots=True)
class Repaired:
    """A new file with all that could be recovered."""

    path: Path
    session: Session
    missing: tuple[str, ...]
    """What could not be recovered, a sentence each."""


def examine(library: Library, path: Path) -> Examination:
    """Look at a workshop's file and its copies and say what is wrong; changes nothing."""
    problems = _wrong_by_itself(path)
    if not problems:
        return Examination((), opens=True)
    opens = _opens(library, path)
    try:
        recovery = _recover(library, path)
    except ScrutinyError as error:
        told = "" if isinstance(error, NewerFormatError | NewerSchemaError) else str(error)
        return Examination(problems, opens, why_not=told)
    # Where the file itself cannot be read, the recovery says line by line why.
    own = () if recovery.is_damaged(path.name) else problems
    return Examination((*own, *recovery.faults), opens, recovery)


def repair(library: Library, path: Path, out: Path | None = None) -> Repaired:
    """Put all that is sound of a workshop into a new file; nothing that is there is changed.

    A line in its trail says so. Raises `InputError` where too little is left, where there is a file at `out`, or where
    a newer program wrote it, and `MachineError`.
    """
    recovery = _recover(library, path)
    now = f"{library.today():%d.%m.%Y %H:%M}"
    lost = f" {' '.join(recovery.missing)}" if recovery.missing else " Nothing was missing."
    session = with_trail(recovery.session, f"Recovered on {now} from damaged files.{lost}"[:LONGEST_TEXT])
    return Repaired(write_new(library, session, out, RECOVERED), session, recovery.missing)


def find(library: Library, name: str) -> Path:
    """Return the workshop that a person means, also one of which only a journal or copies are left.

    Raises `InputError` where there is none.
    """
    try:
        return library.find(name)
    except InputError:
        folder = library.places.sessions
        for path in (Path(name), folder / name, folder / f"{name}{SUFFIX}"):
            if path.suffix == SUFFIX and has_session(System(), main_place(path)):
                return path
        raise


def _recover(library: Library, path: Path) -> Recovery:
    now = library.today().replace(second=0, microsecond=0)
    return recover(path, library.places.mirrors, _spare(library, now.date()), now)


def _wrong_by_itself(path: Path) -> tuple[Problem, ...]:
    try:
        read_session(path)
    except ProblemsError as error:
        return error.problems
    except InputError as error:
        return (Problem(path.name, "", str(error)),)
    return ()


def _opens(library: Library, path: Path) -> bool:
    try:
        library.read(path)
    except ScrutinyError:
        return False
    return True


def _spare(library: Library, today: date) -> Tables:
    """Return stand-ins for the details and the wording; the wording is the pack's, which may be a newer one."""
    try:
        wording = pin(read_pack(library.places.pack))
    except ScrutinyError:
        return {}
    # As many eyes as possible are assumed, and labels, until somebody corrects it.
    details = Details(LOST_COUNCIL, "", today, setting=Setting.PUBLIC, secrecy=Secrecy.LABELS)
    return {"session": {1: write_session(Session("", details, wording))}, **_words(wording)}


def _words(wording: Wording) -> Tables:
    items = {item.number: write_item(item) for item in wording.items}
    return {"wording": {1: write_wording(wording)}, "items": items}
