"""A session that is open for writing: its sittings, what is written down beside the answers, and what the room sees."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from scrutiny_tui.domain import recording
from scrutiny_tui.domain.details import edit_details
from scrutiny_tui.domain.pack import Pack
from scrutiny_tui.domain.queue import Topic, talk_next
from scrutiny_tui.domain.results import ItemResult, item_result, level_words, results
from scrutiny_tui.domain.session import (
    Action,
    AgreedLevel,
    Details,
    EarlierJudgement,
    NoteKind,
    Place,
    Session,
)
from scrutiny_tui.domain.wording import Item
from scrutiny_tui.services.clock import Clock
from scrutiny_tui.services.history import History
from scrutiny_tui.store.sessions import SessionFile

NEW_SITTING_AFTER: Final = timedelta(hours=4)
"""After this long away the program asks whether it is the same sitting."""


class OpenSession:
    """One session, open for writing.

    Every method that changes something raises `RuleError` where the rules do not allow it and `MachineError` where
    it could not be saved; in both cases the session is as it was before.
    """

    def __init__(
        self, file: SessionFile, pack: Pack, clock: Clock, last_used: datetime | None = None
    ) -> None:
        self._file = file
        self._clock = clock
        self._last_used = last_used
        self._history = History()
        # A session that is only looked at keeps the moment at which its last sitting ended.
        self._going_on = last_used is None
        self.pack = pack
        """The pack whose briefing and lessons go with the session."""

    @property
    def session(self) -> Session:
        """The session as it is saved."""
        return self._file.session

    @property
    def path(self) -> Path:
        """The session's file."""
        return self._file.path

    @property
    def notices(self) -> tuple[str, ...]:
        """Sentences about the state of the files, for the facilitator."""
        return self._file.notices

    @property
    def saved_by(self) -> datetime | None:
        """When the session was last used before it was opened now."""
        return self._last_used

    def close(self) -> None:
        """End the sitting for now, fold the session into its file and let go of it."""
        try:
            ended = self._clock() if self._going_on else self.session.sitting.ended or self._last_used
            if ended is not None:
                self._file.save(recording.end_sitting(self.session, ended))
        finally:
            self._file.close()

    @property
    def asks_about_sitting(self) -> bool:
        """Whether it was so long ago that this may be a new sitting."""
        used = self.session.sitting.ended or self._last_used
        return used is not None and self._clock() - used >= NEW_SITTING_AFTER

    def begin_sitting(self, facilitator: str = "", *, labels_kept: bool = True) -> None:
        """Begin a new sitting; a half-filled round is set aside with a fixed reason.

        `labels_kept` says whether people have the same labels as before.
        """
        self._history.clear()
        begun = recording.begin_sitting(self.session, self._clock(), facilitator, labels_kept=labels_kept)
        self._save(begun)
        self._going_on = True

    def continue_sitting(self) -> None:
        """Go on with the sitting that was interrupted."""
        self._save(recording.continue_sitting(self.session))
        self._going_on = True

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

    def add_note(self, item: int, kind: NoteKind, text: str, table: int = 0) -> None:
        """Keep a note on an item; `table` says whose one-line reason it is, where it is a table's."""
        self._save(recording.add_note(self.session, item, kind, text, table))

    def record_earlier(self, judgement: EarlierJudgement) -> None:
        """Keep a level that was judged beforehand; it is hidden until the result."""
        self._save(recording.record_earlier(self.session, judgement))

    def remove_note(self, note: int) -> None:
        """Take a note out of the session."""
        self._save(recording.remove_note(self.session, note))

    def agree(self, view: AgreedLevel) -> None:
        """Record the room's shared view on an item."""
        self._save(recording.agree(self.session, view))

    def add_action(self, action: Action) -> None:
        """Keep an action; its id is given to it."""
        self._save(recording.add_action(self.session, action))

    def item(self, number: int) -> Item:
        """Return an item of the session's wording."""
        return self.session.wording.item(number)

    def result(self, item: int) -> ItemResult:
        """Return what is known of one item; nothing of a round that is open."""
        return item_result(self.session, self.item(item))

    def results(self) -> tuple[ItemResult, ...]:
        """Return what is known of every item."""
        return results(self.session)

    def talk_next(self) -> tuple[Topic, ...]:
        """Return what to talk about next, and why."""
        return talk_next(self.results(), level_words(self.session))

    def _save(self, after: Session) -> None:
        if after is not self.session:
            self._file.save(after)
