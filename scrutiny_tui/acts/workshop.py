"""A workshop that is open: its session, its file, what can be taken back, and the clock.

Whatever changes the session is a move of the domain, saved with `save` before it is acknowledged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from copy import copy
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from scrutiny_tui.acts.history import Act, History, Undone, before
from scrutiny_tui.domain import clock, moves, standing, voting
from scrutiny_tui.domain.actions import to_go_through
from scrutiny_tui.domain.clock import ClockFace
from scrutiny_tui.domain.day_plan import DayPlan
from scrutiny_tui.domain.deletion import holds_removed
from scrutiny_tui.domain.moves import with_trail
from scrutiny_tui.domain.pack import Pack
from scrutiny_tui.domain.people_list import read_voters
from scrutiny_tui.domain.rounds import Answer, Round
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.domain.session import Action, Place, Session
from scrutiny_tui.domain.standing import Day
from scrutiny_tui.store.disk_errors import ONE_COPY, NotSavedError
from scrutiny_tui.store.places import Places
from scrutiny_tui.store.session_file import SessionFile, ViewedFile
from scrutiny_tui.store.session_paths import SUFFIX, free_path
from scrutiny_tui.store.session_upkeep import newest_holds_more, take_out
from scrutiny_tui.store.system import Clock

TWO_AGAIN: Final = "Two copies are saved again."
_COPY_AT_OPENING_AFTER: Final = timedelta(hours=1)
"""Opened again within this time of the latest dated copy, none is made: scripts open a workshop for each act."""
_NEW_SITTING_AFTER: Final = timedelta(hours=4)
"""After this long away the program asks whether it is the same sitting."""


class Workshop:
    """A session that is open, or only looked at.

    Every method that changes something raises `RuleError` if the rules do not allow it and `MachineError` if it could
    not be saved; in both cases the session is as it was before.
    """

    def __init__(
        self,
        file: SessionFile | ViewedFile,
        pack: Pack,
        clock: Clock,
        last_used: datetime | None = None,
        places: Places | None = None,
    ) -> None:
        """Take a file that is open, when it was used last, and the folders in which there may be copies of it."""
        self.now = clock
        """Returns the time in the room."""
        self.pack = pack
        """The pack whose briefing and lessons go with the session."""
        self.unreached: tuple[str, ...] = ()
        """A sentence for each place that may still hold what was taken out of the session last."""
        self.saved_by = last_used
        """When the session was last used before it was opened now."""
        self._file = file
        self.places = places
        """The folders of the program; None if no copy of the file is to be looked for."""
        self._draft: Session | None = None
        self._refusal = ""
        self._history = History()
        self._as_opened = file.session
        self._copy_due = self._check_due = True
        self._has_new_result = self._has_removed = self._erased = False
        # A session that is only looked at keeps the moment at which its last sitting ended.
        self._going_on = last_used is None

    @property
    def session(self) -> Session:
        """The session as it is saved; within one change, as it will be."""
        return self._file.session if self._draft is None else self._draft

    @property
    def path(self) -> Path:
        """The session's file."""
        return self._file.path

    @property
    def folders(self) -> dict[Path, str]:
        """The folders of its files, each with how a sentence on a projected page calls it."""
        second = {} if self._file.copies is None else {self._file.copies.folder: "the backup folder"}
        return {self.path.parent: "the folder of this workshop", **second}

    @property
    def notices(self) -> tuple[str, ...]:
        """Sentences about the state of the files, and about what was taken out and may still be in some."""
        return (*self._file.notices, *self.unreached)

    @property
    def read_only(self) -> bool:
        """Whether the session is only looked at, and every change but where the room is raises `RuleError`."""
        return self._file.read_only

    @property
    def is_stuck(self) -> bool:
        """Whether it is not certain what this file holds, because the disk failed or another program touched it."""
        return self._file.is_stuck

    @property
    def one_copy(self) -> str:
        """A sentence that only one copy is kept, and why; empty while there are two."""
        return ONE_COPY.format(self._file.lacks) if self._file.lacks else ""

    def save(self, after: Session) -> None:
        """Bring the disk to this moment of the session, as one change."""
        if after is self.session:
            return
        if self._going_on and after.sitting.ended:
            after = moves.continue_sitting(after)
        if self._draft is None:
            self._put(after)
        else:
            self._draft = after
        self._history.keep_open(after)

    @contextmanager
    def as_one_change(self) -> Iterator[None]:
        """Save all that is done within as one change at the end; if an error is raised, nothing of it was done."""
        if self._draft is not None:
            # It is part of a larger change already.
            yield
            return
        going_on = self._going_on
        self._draft = self._file.session
        try:
            yield
            self._put(self._draft)
        except BaseException:
            self._going_on = going_on
            self._history.clear()
            raise
        finally:
            self._draft = None

    def rehearsed(self, session: Session | None = None) -> Workshop:
        """Return a twin on which something can be tried; nothing that is done to it is kept, in memory or on the disk.

        It has this session, or another one that people can try things with on the pages of a workshop.
        """
        twin, file = copy(self), ViewedFile(self.path, self.session, (), read_only=session is None)
        vars(twin).update(_file=file, _draft=session or self.session, _history=History())
        return twin

    def _put(self, after: Session) -> None:
        earlier = self._file.session
        try:
            self._file.save(after)
        except NotSavedError as error:
            self._refusal = error.reason
            raise
        self._refusal = ""
        self._has_new_result = self._has_new_result or voting.has_new_result(earlier, after)
        self._has_removed = self._has_removed or holds_removed(earlier, after)

    def take_refusal(self) -> str:
        """Return once why the last change could not be saved, as a sentence; empty if it was saved."""
        reason, self._refusal = self._refusal, ""
        return reason

    def keep_copy(self) -> str:
        """Make a dated copy if one is due, after the opening and after a result; take out what was taken out.

        A page asks for it once it is shown, and closing does. Returns a sentence if it failed, or succeeds again.
        """
        if not isinstance(self._file, SessionFile):
            return ""
        copy_due, self._copy_due = self._copy_due, False
        result, self._has_new_result = self._has_new_result, False
        told = self._take_out() if self._has_removed or self._must_check() else ()
        now, copies = self.now(), self._file.copies
        recent = copies is not None and copies.is_recent(now, _COPY_AT_OPENING_AFTER)
        if result or (copy_due and not recent):
            told = (*told, self._file.keep_copy(now))
        return " ".join(dict.fromkeys(filter(None, told)))

    def _must_check(self) -> bool:
        """Say, once after the opening, whether a copy holds what was taken out: a crash came between, or a stick was away."""
        due, self._check_due = self._check_due, False
        if not due or not isinstance(self._file, SessionFile):
            return False
        return self.session.forgotten is not None or newest_holds_more(self._file)

    def _take_out(self) -> tuple[str, ...]:
        self._has_removed, self._erased = False, self._has_removed
        if isinstance(self._file, SessionFile):
            mirrors = self.places.mirrors if self.places else ()
            thoroughly = self.session.forgotten is not None
            self.unreached = take_out(self._file, mirrors, self.now(), thoroughly=thoroughly)
        return self.unreached

    def take_erased(self) -> str:
        """Return once that what the last change took out is gone from every file; empty if nothing was, or some is left."""
        erased, self._erased = self._erased, False
        told = "The deleted text was erased from all files of this workshop."
        return told if erased and not self.unreached else ""

    def forget(self, after: Session) -> tuple[str, ...]:
        """Save a session from which names or answers were deleted, and take them out of every file that can be reached.

        Given the session as it is, only the files are gone through. Returns a sentence for each that is out of reach.
        """
        self.save(after)
        self._history.clear()
        return self._take_out()

    def renew_copy(self) -> bool:
        """Make a lost second copy again, whole, if its folder is back; return whether there are two copies again."""
        return self._file.renew_mirror()

    def new_path(self, folder: Path) -> Path:
        """Return the file in which it would be carried on in a folder. Raises `MachineError` if that cannot be looked into."""
        return free_path(folder.resolve(), self.path.stem, SUFFIX)

    def carry_on(self, folder: Path, second: Path | None) -> None:
        """Write everything up to the last answer into a new file in another folder, and go on there.

        The old file stays as it is; the trail of the new one names it. `second` is where the second copy goes. Raises
        `MachineError` or `InputError` if that folder cannot be written; then the session is where it was.
        """
        target = self.new_path(folder)
        line = (
            f"Carried on in a new file, {target.name}, because {self.path.name} could no longer be written."
        )
        self._file.carry_on(target, with_trail(self._file.session, line), second)

    def close(self) -> None:
        """End the sitting for now and let other programs open the session."""
        if self.read_only:
            return
        # A workshop in which nothing was done, such as by a command that was refused, leaves no trace.
        self._copy_due = self._copy_due and self.session is not self._as_opened
        self._check_due = False
        self.keep_copy()
        try:
            ended = self.now() if self._going_on else self.session.sitting.ended or self.saved_by
            after = self.session if ended is None else moves.end_sitting(self.session, ended)
            if after != self.session:
                self._file.save(after)
        finally:
            self._file.close()

    @property
    def used_before(self) -> datetime | None:
        """When the latest sitting ended or, if it was cut off, the session was used last; None if that is not known."""
        return self.session.sitting.ended or self.saved_by

    @property
    def asks_about_sitting(self) -> bool:
        """Whether it was so long ago that this may be a new sitting."""
        return self.used_before is not None and self.now() - self.used_before >= _NEW_SITTING_AFTER

    @property
    def was_another_day(self) -> bool:
        """Whether the session was used last on an earlier day."""
        return self.used_before is not None and self.used_before.date() < self.now().date()

    @property
    def to_go_through(self) -> tuple[Action, ...]:
        """The actions of the earlier workshop, until they were gone through; none if it is only looked at."""
        return () if self.read_only else to_go_through(self.session)

    def begin_sitting(self, facilitator: str = "", *, labels_kept: bool = True) -> None:
        """Begin a new sitting; a half-filled round is set aside with a fixed reason.

        Without a `facilitator` it is whoever the details name. `labels_kept`: whether people have the labels of before.
        """
        who = facilitator or self.session.details.facilitator
        self.save(moves.begin_sitting(self.session, self.now(), who, labels_kept=labels_kept))
        self._going_on = True

    def continue_sitting(self) -> None:
        """Go on with the sitting that was interrupted, even if that cannot be saved before the next change."""
        self._going_on = True
        self.save(moves.continue_sitting(self.session))

    def open_round(self, item: int) -> Round:
        """Return the item's open round, opening one if none is."""
        if self.session.open_round(item) is None:
            self.save(voting.open_round(self.session, item))
        return voting.opened(self.session, item)

    def cast(self, item: int, voter: int, answer: Answer) -> None:
        """Record an answer in the item's open round, in place of the same person's earlier one."""
        self._act((item,), voter, True, lambda session: voting.cast(session, item, voter, answer))

    def cast_slip(self, voter: int, answers: Mapping[int, Answer], *, keep_earlier: bool = False) -> None:
        """Record one person's answers on several items as one act, opening the votes that are not open yet.

        With `keep_earlier`, what is in of this person stays, and only the rest of the slip is taken.
        """
        kept = voting.answered_by(self.session, voter, answers) if keep_earlier else frozenset()
        taken = {item: answer for item, answer in answers.items() if item not in kept}
        if not taken:
            return
        # What is kept belongs to the act too, so that on every step of the slip undo reaches this slip first.
        self._act(tuple(answers), voter, True, lambda session: voting.cast_slip(session, voter, taken))

    def clear(self, item: int, voter: int) -> None:
        """Take one person's answer out of the item's open round, whoever answered since; it can be undone."""
        self._act((item,), voter, True, lambda session: voting.withdraw(session, item, voter))

    def take_headcount(self, item: int, totals: Mapping[Answer, int]) -> None:
        """Record a count of hands or cards; everybody here who was not yet in counts as in it.

        Raises `CountError` if more were counted than are here and not yet in.
        """
        self._act((item,), None, True, lambda session: voting.take_headcount(session, item, totals))

    def set_absent(self, item: int, voter: int, *, absent: bool) -> None:
        """Mark a person as not here, or as here again, while the item's round is open; it can be undone."""
        self._act(
            (item,), voter, False, lambda session: voting.set_absent(session, item, voter, absent=absent)
        )

    def save_for_good(self, after: Session) -> None:
        """Save answers behind which undo does not reach, such as those of a file; it is still there for other items."""
        before = self.session.rounds
        self.save(after)
        for each in after.rounds.values():
            if each is not before.get(each.id):
                self._history.forget(each.item)

    def undo(self, item: int) -> Undone | None:
        """Take back the latest answer or absence of the item's open round; None if there is none in memory."""
        act = self._history.latest(item)
        if act is None or self.session.open_round(item) is None:
            return None
        self.save(before(self.session, act))
        self._history.drop(act)
        if act.voter is None:
            return Undone(None, act.answered)
        back = act.answered and act.voter in voting.opened(self.session, item).is_in
        return Undone(self.session.voters[act.voter], act.answered, len(act.rounds) > 1, back)

    def waiting(self, item: int) -> tuple[int, ...]:
        """Return who is here and has not answered in the item's open round, in the order of the list."""
        found = self.session.open_round(item)
        return voting.waiting(self.session, found) if found else ()

    def _act(
        self, items: tuple[int, ...], voter: int | None, answered: bool, move: Callable[[Session], Session]
    ) -> None:
        away = voter in self.session.sitting.away
        rounds = tuple(
            self.session.open_round(item)
            or Round(item, self.session.next_round(item), self.session.sitting.id)
            for item in items
        )
        self.save(move(self.session))
        only = self.session.details.secrecy is Secrecy.TOTALS
        self._history.add(Act(voter, answered, rounds, away), only=only)

    def add_people(self, text: str) -> tuple[str, ...]:
        """Put more people on the list, typed like "1 member, 1 officer"; return what was understood unexpectedly.

        They count in votes that are open and in those to come; the base of an earlier result does not change.
        Raises `InputError` too, if the text cannot be read.
        """
        now = self.session
        read = read_voters(text, now.details, joined=now)
        self.save(moves.add_people(self.session, read.voters))
        return read.notices

    @property
    def plan(self) -> DayPlan:
        """The plan of the day: as it was changed for this session, else the pack's, else a usual one."""
        return standing.planned(self.session, self.pack)

    def move_to(self, place: Place) -> None:
        """Remember where the room is, and since when if another part of the day begins there."""
        moved = moves.move_to(self.session, place)
        # Nothing but the place is kept of a session that is only looked at.
        self.save(moved if self.read_only else standing.note_part(moved, self.plan, self.now()))

    def day(self) -> Day:
        """Return how the day stands now."""
        return standing.day_now(self.session, self.plan, self.now())

    def face(self) -> ClockFace | None:
        """Return what the room's clock shows now; None if there is none."""
        return clock.face(self.session, self.now())
