"""The box: what is in while a vote is open and only totals are kept.

A journal line for each answer would tell the order of the answers, and with it who gave which. The box is one small
file that is replaced whole: totals, and the sorted numbers of those who have answered. It is deleted at the reveal,
when the totals go into the session.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from scrutiny_tui.domain.ballot import Answer
from scrutiny_tui.domain.errors import InputError, MachineError
from scrutiny_tui.domain.limits import HIGHEST_VOTER
from scrutiny_tui.domain.rounds import Round, RoundState
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.domain.session import Session
from scrutiny_tui.store.documents import boxed
from scrutiny_tui.store.journal.errors import NotSavedError, explain, not_saved
from scrutiny_tui.store.journal.places import main_place, mirror_place
from scrutiny_tui.store.journal.second import why
from scrutiny_tui.store.journal.system import System, write_whole
from scrutiny_tui.store.references import check_references

SUFFIX: Final = ".box"

_NOT_SAVED: Final = "This was not saved; everything before it is."
_FROM_SECOND: Final = (
    "The totals of the vote that is open were taken from the second copy. "
    "Compare how many are in with the slips before you go on."
)

_DAMAGED: Final = (AttributeError, KeyError, RecursionError, TypeError, ValueError)
"""What Python raises where a box is not of the shape that this program writes."""

_EMPTY: Final[Mapping[str, Any]] = {"totals": {}, "answered": (), "closed": False, "absent": ()}
"""What a box says of a round in which nobody has answered."""


def box_paths(path: Path, session: str, mirror: Path) -> tuple[Path, Path]:
    """Return where the box of a session is: beside its file, and in the mirror folder."""
    main = main_place(path)
    return box_path(path), mirror_place(mirror, main, session).snapshot.with_suffix(SUFFIX)


def box_path(path: Path) -> Path:
    """Return where the box of a session is beside its file."""
    return main_place(path).snapshot.with_suffix(SUFFIX)


class Box:
    """The box of one session, here and in the mirror folder."""

    def __init__(self, paths: tuple[Path, Path | None], session: str, system: System) -> None:
        """Nothing is read or written before `fill` or `save`; without a second path there is one copy."""
        self.notices: list[str] = []
        """Plain sentences about a copy that cannot be written, or was used."""
        self.lacks = ""
        """Why there is no second copy just now, as the end of a sentence; empty where there is one."""
        self._main, self._mirror = paths
        self._session = session
        self._system = system
        self._kept: Mapping[str, Any] = {}

    def save(self, session: Session) -> None:
        """Bring the box to this moment of the session.

        Raises `FullError` or `NotSavedError` where it could not be written.
        """
        wanted = boxed(session)
        if wanted == self._kept:
            return
        try:
            self._put(self._main, wanted)
        except OSError as error:
            # A write that failed half way must not bring back later what was refused now.
            with suppress(OSError):
                self._put(self._main, self._kept)
            raise not_saved(error, self._main, _NOT_SAVED) from error
        self._kept = wanted
        self._save_mirror()

    def fill(self, session: Session) -> Session:
        """Take up the box at the opening and return the session with its open rounds as the box holds them.

        A box that was left behind is emptied. Raises `InputError` where no copy is whole, `MachineError` where none can
        be read.
        """
        found, self._kept = self._read()
        filled = self.holding(session)
        if found is not None and not _belongs(filled):
            raise _unreadable(str(found))
        if found == self._mirror and filled != session:
            self.notices.append(_FROM_SECOND)
        try:
            self.save(filled)
        except NotSavedError as error:
            self.notices.append(str(error))
        return filled

    def keeps_too_much(self, session: Session) -> bool:
        """Say whether it still holds what it should not at this moment of the session."""
        return bool(self._kept.keys() - boxed(session).keys())

    def renew_mirror(self) -> None:
        """Write the second copy again after it failed."""
        if self.lacks:
            self._save_mirror()

    def empty(self) -> tuple[Path, ...]:
        """Remove both copies because the totals are kept elsewhere now; return those that could not be removed."""
        left = []
        for path in filter(None, (self._main, self._mirror)):
            try:
                self._put(path, {})
            except OSError:
                left.append(path)
        return tuple(left)

    def holding(self, session: Session) -> Session:
        """Return the session with its open rounds as the box holds them; any other session as it is."""
        if session.details.secrecy is not Secrecy.TOTALS:
            return session
        for each in session.rounds.values():
            if each.state is RoundState.OPEN:
                session = session.with_round(_filled(each, self._kept.get(str(each.id), _EMPTY)))
        return session

    def _put(self, path: Path, wanted: Mapping[str, Any]) -> None:
        if wanted:
            write_whole(self._system, path, _encoded(self._session, wanted))
        else:
            self._system.remove(path)
            self._system.sync_folder(path.parent)

    def _save_mirror(self) -> None:
        """Bring the second copy to what is kept; if that fails the workshop goes on with one copy and says so."""
        if self._mirror is None:
            return
        self.lacks = ""
        try:
            self._put(self._mirror, self._kept)
        except OSError as error:
            self.lacks = why(error)
            reason = f"There is no second copy of the totals. {explain(error, self._mirror)}"
            if reason not in self.notices:
                self.notices.append(reason)

    def _read(self) -> tuple[Path | None, Mapping[str, Any]]:
        """Return what the first copy that is whole holds, and which it is."""
        damaged: list[str] = []
        refused: dict[Path, str] = {}
        for path in filter(None, (self._main, self._mirror)):
            try:
                data = self._system.read(path)
                found = None if data is None else _decoded(self._session, data)
            except OSError as error:
                refused[path] = explain(error, path)
            except _DAMAGED:
                damaged.append(str(path))
            else:
                if found is not None:
                    return path, found
        # Where the box itself is gone, a second copy that cannot be reached says nothing.
        if self._main in refused or (damaged and refused):
            raise MachineError(" ".join(refused.values()))
        if damaged:
            raise _unreadable(" and ".join(damaged))
        return None, {}


def _encoded(session: str, rounds: Mapping[str, Any]) -> bytes:
    text = json.dumps({"session": session, "rounds": rounds}, sort_keys=True)
    return json.dumps({"box": text, "sha256": hashlib.sha256(text.encode()).hexdigest()}).encode()


def _decoded(session: str, data: bytes) -> Mapping[str, Any] | None:
    """Return what a box holds; None where it is another session's. Raises an error of Python where it is damaged."""
    outer = json.loads(data)
    text = outer["box"]
    if hashlib.sha256(text.encode()).hexdigest() != outer["sha256"]:
        raise ValueError("checksum")
    inner = json.loads(text)
    if inner["session"] != session:
        return None
    rounds: dict[str, Any] = inner["rounds"]
    for round_id, content in rounds.items():
        _filled(Round(int(round_id), 1, 1), content)
    return rounds


def _filled(each: Round, content: Mapping[str, Any]) -> Round:
    return replace(
        each,
        totals={Answer(answer): _whole(number) for answer, number in content["totals"].items()},
        answered=frozenset(_whole(voter) for voter in content["answered"]),
        closed=bool(content["closed"]),
        absent=frozenset(_whole(voter) for voter in content["absent"]),
    )


def _whole(value: Any) -> int:
    if type(value) is not int or not 0 <= value <= HIGHEST_VOTER:
        raise ValueError("not a number of people, or of a person")
    return value


def _belongs(session: Session) -> bool:
    """Say whether what is in, and by whom, fits the people of the session."""
    rounds = session.rounds.values()
    named = {voter for each in rounds for voter in each.answered | each.absent}
    too_many = any(each.given > len(session.voters) for each in rounds)
    return named <= session.voters.keys() and not too_many and not check_references(session, "")


def _unreadable(where: str) -> InputError:
    return InputError(
        f"The totals of the vote that is open cannot be read: they are damaged in {where}. "
        "Take that away to open the workshop without them; everything else is there."
    )
