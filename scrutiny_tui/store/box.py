"""The box: what is in while a vote is open and only totals are kept.

A journal line for each answer would tell the order of the answers, and with it who gave which. The box is one small
file that is replaced whole: totals, and the sorted numbers of those who have answered. It is deleted at the reveal,
when the totals go into the session.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from scrutiny_tui.domain.errors import InputError, MachineError
from scrutiny_tui.domain.rounds import RoundState
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.domain.session import Session
from scrutiny_tui.store.box_bytes import DAMAGED, Content, Left, decode, encode, filled
from scrutiny_tui.store.documents import boxed
from scrutiny_tui.store.finding import BOX_SUFFIX
from scrutiny_tui.store.journal.errors import NotSavedError, explain, not_saved
from scrutiny_tui.store.journal.places import main_place, mirror_place
from scrutiny_tui.store.journal.second import why
from scrutiny_tui.store.journal.system import System, temporary_path, write_whole
from scrutiny_tui.store.left_behind import mark, take_away
from scrutiny_tui.store.references import check_references

_NOT_SAVED: Final = "This was not saved; everything before it is."
_NOT_TIDIED: Final = "The totals of a vote that is over are still in their own file; they are taken out as soon as it can be written."
_FROM_SECOND: Final = (
    "The totals of the vote that is open were taken from the second copy. "
    "Compare how many are in with the slips before you go on."
)

_EMPTY: Final[Mapping[str, Any]] = {"totals": {}, "answered": (), "closed": False, "absent": ()}
"""What a box says of a round in which nobody has answered."""


def box_paths(path: Path, session: str, mirror: Path) -> tuple[Path, Path]:
    """Return where the box of a session is: beside its file, and in the mirror folder."""
    main = main_place(path)
    return box_path(path), mirror_place(mirror, main, session).snapshot.with_suffix(BOX_SUFFIX)


def box_path(path: Path) -> Path:
    """Return where the box of a session is beside its file."""
    return main_place(path).snapshot.with_suffix(BOX_SUFFIX)


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
        self._left: tuple[Left, ...] | None = None
        """The boxes that were left where the workshop was carried on from, and are not taken away yet."""

    def begin(self, session: Session, left: Box) -> None:
        """Write the first box of a workshop that is carried on, before the file of its session is there.

        `left` is the box that it was in, which is taken away later: see `settle`. Raises as `save` does.
        """
        folder = self._main.parent
        self._left = tuple(mark(self._system, folder, filter(None, (left._main, left._mirror))))
        self._kept = boxed(session)
        try:
            self._put(self._main, self._kept)
        except OSError as error:
            raise not_saved(error, self._main, _NOT_SAVED) from error
        self._save_mirror()

    def settle(self) -> None:
        """Take away the boxes that were left behind, now that the file of this session is there and will be found."""
        if self._left is not None:
            self._left = tuple(take_away(self._system, self._main.parent, self._left)) or None

    def save(self, session: Session) -> None:
        """Bring the box to this moment of the session.

        Raises `FullError` or `NotSavedError` where it could not be written.
        """
        wanted = boxed(session)
        if wanted == self._kept:
            return
        self.settle()
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
        found, content = self._read()
        self._kept, self._left = content.rounds, content.left
        holding = self.holding(session)
        if found is not None and not _belongs(holding):
            raise _unreadable(str(found))
        if found == self._mirror and holding != session:
            self.notices.append(_FROM_SECOND)
        self._drop_unfinished()
        self.settle()
        try:
            self.save(holding)
        except NotSavedError as error:
            self.notices.append(f"{error.reason} {_NOT_TIDIED}")
        self._make_even()
        return holding

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
                session = session.with_round(filled(each, self._kept.get(str(each.id), _EMPTY)))
        return session

    def _put(self, path: Path, wanted: Mapping[str, Any]) -> None:
        if wanted:
            write_whole(self._system, path, encode(self._session, Content(wanted, self._left)))
        else:
            self._system.remove(path)
            self._system.remove(temporary_path(path))
            self._system.sync_folder(path.parent)

    def _drop_unfinished(self) -> None:
        """Take away what a crash left half written: it may hold one answer more than counts."""
        for path in filter(None, (self._main, self._mirror)):
            with suppress(OSError):
                self._system.remove(temporary_path(path))

    def _make_even(self) -> None:
        """Have both copies hold what is kept, which a crash between the two, or a lost file, may have prevented."""
        if not self._kept:
            return
        whole = encode(self._session, Content(self._kept, self._left))
        with suppress(OSError):
            if self._system.read(self._main) != whole:
                self._put(self._main, self._kept)
        with suppress(OSError):
            if self._mirror is not None and self._system.read(self._mirror) != whole:
                self._save_mirror()

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

    def _read(self) -> tuple[Path | None, Content]:
        """Return what the first copy that is whole holds, and which it is."""
        damaged: list[str] = []
        refused: dict[Path, str] = {}
        for path in filter(None, (self._main, self._mirror)):
            try:
                data = self._system.read(path)
                found = None if data is None else decode(self._session, data)
            except OSError as error:
                refused[path] = explain(error, path)
            except DAMAGED:
                damaged.append(str(path))
            else:
                if found is not None:
                    return path, found
        # Where the box itself is gone, a second copy that cannot be reached says nothing.
        if self._main in refused or (damaged and refused):
            raise MachineError(" ".join(refused.values()))
        if damaged:
            raise _unreadable(" and ".join(damaged))
        return None, Content({})


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
