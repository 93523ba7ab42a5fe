"""A session that is open for writing: its sittings, what is written down beside the answers, and what the room sees."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from scrutiny_tui.domain import recording
from scrutiny_tui.domain.details import edit_details
from scrutiny_tui.domain.marks import mark_of, toggle_mark
from scrutiny_tui.domain.pack import Pack
from scrutiny_tui.domain.session import (
    AgreedLevel,
    Details,
    EarlierJudgement,
    MarkKind,
    Note,
    NoteKind,
    Place,
    Session,
)
from scrutiny_tui.domain.wording import Item
from scrutiny_tui.services.clock import Clock
from scrutiny_tui.services.filed_session import FiledSession
from scrutiny_tui.services.history import History
from scrutiny_tui.services.times import read_time
from scrutiny_tui.store.erasing import erase
from scrutiny_tui.store.sessions import SessionFile
from scrutiny_tui.store.viewing import ViewedFile

if TYPE_CHECKING:
    from scrutiny_tui.domain.pace import Pace
    from scrutiny_tui.domain.queue import Topic
    from scrutiny_tui.domain.results import ItemResult

COPY_AT_OPENING_AFTER: Final = timedelta(hours=1)
"""Opened again within this time of the latest dated copy, none is made: scripts open a workshop for each act."""
NEW_SITTING_AFTER: Final = timedelta(hours=4)
"""After this long away the program asks whether it is the same sitting."""


class OpenSession(FiledSession):
    """One session, open for writing.

    Every method that changes something raises `RuleError` where the rules do not allow it and `MachineError` where
    it could not be saved; in both cases the session is as it was before.
    """

    def __init__(
        self,
        file: SessionFile | ViewedFile,
        pack: Pack,
        clock: Clock,
        last_used: datetime | None = None,
        mirrors: tuple[Path, ...] = (),
    ) -> None:
        """Take a file that is open, and the folders in which there may be second copies of it."""
        super().__init__(file)
        self._mirrors = mirrors
        self._draft: Session | None = None
        self._clock = clock
        self._last_used = last_used
        self._history = History()
        self._was_opened = True
        self._has_new_result = False
        self._as_opened = file.session
        self._erased: set[tuple[str, int]] = set()
        self._unreached: tuple[str, ...] = ()
        # A session that is only looked at keeps the moment at which its last sitting ended.
        self._going_on = last_used is None
        self.pack = pack
        """The pack whose briefing and lessons go with the session."""

    @property
    def session(self) -> Session:
        """The session as it is saved; within one change, as it will be."""
        return self._file.session if self._draft is None else self._draft

    @property
    def notices(self) -> tuple[str, ...]:
        """Sentences about the state of the files, and about what was erased and may still be in some."""
        return (*super().notices, *self._unreached)

    @property
    def unreached(self) -> tuple[str, ...]:
        """A sentence for each place that may still hold what was erased or deleted last."""
        return self._unreached

    @property
    def saved_by(self) -> datetime | None:
        """When the session was last used before it was opened now."""
        return self._last_used

    def keep_copy(self) -> str:
        """Make a dated copy where one is due, after the opening and after a result was shown; erase what was erased.

        Never between an answer and its acknowledgement: a page asks for it once it is shown, and closing does. Returns
        a sentence where it failed, or succeeds again; everything is saved as before.
        """
        if self.read_only:
            return ""
        opened, self._was_opened = self._was_opened, False
        result, self._has_new_result = self._has_new_result, False
        told = self._erase()
        now = self._clock()
        if result or (opened and not self._file.copied_within(COPY_AT_OPENING_AFTER, now)):
            told.append(self._file.keep_copy(now))
        return " ".join(dict.fromkeys(filter(None, told)))

    def _erase(self) -> list[str]:
        erased, self._erased = self._erased, set()
        if erased and isinstance(self._file, SessionFile):
            self._unreached = erase(self._file, erased, self._mirrors)
            return [*self._unreached]
        return []

    def drop_copies(self) -> str:
        """Remove the dated copies, and make one of now later; return a sentence where some may be left."""
        self._was_opened = True
        return self._file.drop_copies()

    def close(self) -> None:
        """End the sitting for now, fold the session into its file and let go of it."""
        if self.read_only:
            return
        # A workshop in which nothing was done, such as by a command that was refused, leaves no trace.
        self._was_opened = self._was_opened and self.session is not self._as_opened
        self.keep_copy()
        try:
            ended = self._clock() if self._going_on else self.session.sitting.ended or self._last_used
            if ended is not None:
                self._file.save(recording.end_sitting(self.session, ended))
        finally:
            self._file.close()

    @contextmanager
    def as_one_change(self) -> Iterator[None]:
        """Save all that is done within as one change at the end; where an error is raised, nothing of it was done."""
        going_on = self._going_on
        self._draft = self._file.session
        try:
            yield
            self._file.save(self._draft)
        except BaseException:
            self._going_on = going_on
            self._history.clear()
            raise
        finally:
            self._draft = None

    @property
    def asks_about_sitting(self) -> bool:
        """Whether it was so long ago that this may be a new sitting."""
        used = self.used_before
        return used is not None and self._clock() - used >= NEW_SITTING_AFTER

    @property
    def used_before(self) -> datetime | None:
        """When the latest sitting ended or, where it was cut off, the session was used last; None where that is not known."""
        return self.session.sitting.ended or self._last_used

    @property
    def was_another_day(self) -> bool:
        """Whether the session was used last on an earlier day."""
        used = self.used_before
        return used is not None and used.date() < self._clock().date()

    def begin_sitting(self, facilitator: str = "", *, labels_kept: bool = True) -> None:
        """Begin a new sitting; a half-filled round is set aside with a fixed reason.

        Without a `facilitator` it is whoever the details name. `labels_kept` says whether people have the same labels as before.
        """
        self._history.clear()
        who = facilitator or self.session.details.facilitator
        begun = recording.begin_sitting(self.session, self._clock(), who, labels_kept=labels_kept)
        self._save(begun)
        self._going_on = True

    def continue_sitting(self) -> None:
        """Go on with the sitting that was interrupted.

        Where that cannot be saved just now, it goes on all the same, and is saved with the next change.
        """
        self._going_on = True
        self._save(recording.continue_sitting(self.session))

    def change_details(self, details: Details) -> None:
        """Put other details in place; what is kept of the answers changes only until the first one."""
        self._save(edit_details(self.session, details))

    def leave_note(self, text: str) -> None:
        """Keep a note for whoever opens the session next."""
        self._save(recording.leave_note(self.session, text))

    def move_to(self, place: Place) -> None:
        """Remember where the room is, so that it can be resumed there."""
        self._save(recording.move_to(self.session, place))

    def show_promise(self) -> None:
        """Keep that the secrecy sentence was shown in this sitting, and its text."""
        self._save(recording.show_promise(self.session))

    def show_quotations(self, *, shown: bool) -> None:
        """Show the quotations from the reports, or leave them out."""
        self._save(recording.show_quotations(self.session, shown=shown))

    def add_note(self, item: int, kind: NoteKind, text: str, table: int = 0, time: int | None = None) -> None:
        """Keep a note on an item; `table` says whose one-line reason it is, where it is a table's.

        `time` is the number of the round that a table's reason explains: the open one, else the latest, where it is
        not said.
        """
        self._save(recording.add_note(self.session, item, kind, text, table, time))

    def notes_of(self, item: int) -> tuple[Note, ...]:
        """Return the notes of an item that may be shown, in the order they were written."""
        return self.session.notes_of(item)

    def change_note(self, note: int, text: str) -> None:
        """Put other words in a note; it keeps its kind, its table and its place in the order.

        `keep_copy`, asked for next, takes the words of before out of every file.
        """
        self._save(recording.change_note(self.session, note, text))
        self._erased.add(("notes", note))

    def record_earlier(self, judgement: EarlierJudgement) -> None:
        """Keep a level that was judged beforehand; it is hidden until the result."""
        self._save(recording.record_earlier(self.session, judgement))

    def remove_note(self, note: int) -> None:
        """Take a note out of the record and the results; `keep_copy`, asked for next, takes its words out of every file."""
        self._save(recording.remove_note(self.session, note))
        self._erased.add(("notes", note))

    def agree(self, view: AgreedLevel) -> None:
        """Record the room's shared view on an item."""
        self._save(recording.agree(self.session, view))

    def toggle_mark(self, item: int, kind: MarkKind) -> MarkKind | None:
        """Pin an item, set it aside to come back to, or mark it done; where it is marked so already, take that away.

        Returns how it is marked now.
        """
        self._save(toggle_mark(self.session, item, kind))
        return mark_of(self.session, item)

    def finish_at(self, time: str) -> None:
        """Keep when the sitting has to end, typed like "16.30"; nothing typed takes the end away.

        Raises `InputError` where it cannot be read and `RuleError` where it has passed.
        """
        from scrutiny_tui.domain.pace import finish_at

        now = self._clock()
        finish = datetime.combine(now.date(), read_time(time)) if time.strip() else None
        self._save(finish_at(self.session, finish, now))

    def pace(self) -> Pace | None:
        """Return how fast the sitting went and what time is left; None without an end or before its first result."""
        from scrutiny_tui.domain.pace import pace

        return pace(self.session, self._clock())

    def item(self, number: int) -> Item:
        """Return an item of the session's wording."""
        return self.session.wording.item(number)

    def result(self, item: int) -> ItemResult:
        """Return what is known of one item; nothing of a round that is open."""
        from scrutiny_tui.domain.results import item_result

        return item_result(self.session, self.item(item))

    def results(self) -> tuple[ItemResult, ...]:
        """Return what is known of every item."""
        from scrutiny_tui.domain.results import results

        return results(self.session)

    def talk_next(self) -> tuple[Topic, ...]:
        """Return what to talk about next, and why."""
        from scrutiny_tui.domain.queue import talk_next
        from scrutiny_tui.domain.results import level_words

        return talk_next(self.results(), level_words(self.session))

    def _save(self, after: Session) -> None:
        if after is self.session:
            return
        if self._going_on and after.sitting.ended:
            after = recording.continue_sitting(after)
        if self._draft is not None:
            self._draft = after
            return
        self._put(after)
