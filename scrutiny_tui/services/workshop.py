"""A workshop that is going on: everything that can be done in it, each act saved before it is acknowledged."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Final

from scrutiny_tui.domain import mending, recording, voting
from scrutiny_tui.domain.ballot import Answer
from scrutiny_tui.domain.details import edit_details
from scrutiny_tui.domain.pack import Pack
from scrutiny_tui.domain.people import Voter
from scrutiny_tui.domain.queue import Topic, talk_next
from scrutiny_tui.domain.results import ItemResult, item_result, level_words, results
from scrutiny_tui.domain.rounds import Round
from scrutiny_tui.domain.secrecy import Mode, Secrecy
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
from scrutiny_tui.services.history import Act, History, before
from scrutiny_tui.services.importing import ImportedBallot, take_ballots
from scrutiny_tui.services.people import read_people
from scrutiny_tui.services.tables import read_tables
from scrutiny_tui.store.sessions import SessionFile

NEW_SITTING_AFTER: Final = timedelta(hours=4)
"""After this long away the program asks whether it is the same sitting."""


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo took back."""

    voter: Voter | None
    """Whom it was about; None for a headcount."""
    answered: bool
    """Whether it was an answer or a count; otherwise it was being marked absent or here."""


class Workshop:
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

    # --- sittings and places

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

    # --- answers

    def open_round(self, item: int) -> Round:
        """Return the item's open round, opening one where none is."""
        if self.session.open_round(item) is None:
            self._save(voting.open_round(self.session, item))
        return voting.opened(self.session, item)

    def cast(self, item: int, voter: int, answer: Answer) -> None:
        """Record an answer in the item's open round, in place of the same person's earlier one."""
        self._act((item,), voter, True, lambda session: voting.cast(session, item, voter, answer))

    def cast_slip(self, voter: int, answers: Mapping[int, Answer]) -> None:
        """Record one person's answers on several items as one act, opening the votes that are not open yet."""

        def move(session: Session) -> Session:
            for item, answer in answers.items():
                ready = session if session.open_round(item) else voting.open_round(session, item)
                session = voting.cast(ready, item, voter, answer)
            return session

        self._act(tuple(answers), voter, True, move)

    def take_headcount(self, item: int, totals: Mapping[Answer, int]) -> None:
        """Record a count of hands or cards; everybody here who was not yet in counts as in it.

        Raises `CountError` where more were counted than are here and not yet in.
        """
        self._act((item,), None, True, lambda session: voting.take_headcount(session, item, totals))

    def set_absent(self, item: int, voter: int, *, absent: bool) -> None:
        """Mark a person as not here, or as here again, while the item's round is open; it can be undone."""
        move = partial(voting.set_absent, item=item, voter=voter, absent=absent)
        self._act((item,), voter, False, move)

    def set_away(self, voter: int, *, away: bool) -> None:
        """Mark a person as not here, or as here again; where they have not answered, they count as absent."""
        self._save(voting.set_away(self.session, voter, away=away))

    def add_people(self, text: str) -> tuple[str, ...]:
        """Put more people on the list, typed like "1 member, 1 officer"; return what was understood unexpectedly.

        They count in votes that are open and in those to come; the base of an earlier result does not change.
        Raises `InputError` too, where the text cannot be read.
        """
        session = self.session
        already = session.voters.values()
        if session.details.mode is Mode.GROUPS:
            read = read_tables(text, already)
        else:
            read = read_people(text, session.details.secrecy, after=already)
        self._save(recording.add_people(session, read.voters))
        return read.notices

    def import_people(self, voters: Iterable[Voter]) -> None:
        """Put people who were read from a file on the list."""
        self._save(recording.add_people(self.session, voters))

    def import_ballots(self, ballots: Iterable[ImportedBallot]) -> None:
        """Take answers that came back before the day, all as one change; undo does not reach behind it."""
        taken = tuple(ballots)
        self._save(take_ballots(self.session, taken))
        for item in {ballot.item for ballot in taken}:
            self._history.forget(item)

    def undo(self, item: int) -> Undone | None:
        """Take back the latest answer or absence of the item's open round; None where there is nothing to take back.

        What "latest" is lives in memory only: no file holds the order of answers.
        """
        act = self._history.latest(item)
        if act is None or self.session.open_round(item) is None:
            return None
        self._save(before(self.session, act))
        self._history.drop(act)
        return Undone(None if act.voter is None else self.session.voters[act.voter], act.answered)

    def waiting(self, item: int) -> tuple[int, ...]:
        """Return who is here and has not answered in the item's open round, in the order of the list."""
        found = self.session.open_round(item)
        return voting.waiting(self.session, found) if found else ()

    def reveal(self, item: int) -> None:
        """Show the result of the item's open round to the room. There is no way back but answering again."""
        self._save(voting.reveal(self.session, item))
        self._history.forget(item)

    def set_aside(self, item: int, reason: str) -> None:
        """Set the item's latest round aside, for a reason that is kept."""
        self._save(mending.set_aside(self.session, item, reason))
        self._history.forget(item)

    def correct(self, item: int, voter: int, answer: Answer, reason: str) -> None:
        """Correct an answer after the result, for a reason that is kept; the trail says that it was done."""
        self._save(mending.correct(self.session, item, voter, answer, reason))

    def vote_on(self, prompts: frozenset[int]) -> None:
        """Vote on these prompts beside the steps; one that has answers stays."""
        self._save(recording.vote_on(self.session, prompts))

    # --- what is written down

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

    # --- what the room sees

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

    def _act(
        self, items: tuple[int, ...], voter: int | None, answered: bool, move: Callable[[Session], Session]
    ) -> None:
        away = voter in self.session.sitting.away
        rounds = tuple(
            self.session.open_round(item)
            or Round(item, self.session.next_round(item), self.session.sitting.id)
            for item in items
        )
        self._save(move(self.session))
        only = self.session.details.secrecy is Secrecy.TOTALS
        self._history.add(Act(voter, answered, rounds, away), only=only)
