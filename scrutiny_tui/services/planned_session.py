"""What an open session keeps for afterwards: the plan of actions, what the room would work on first, what it follows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from scrutiny_tui.domain import actions, priorities
from scrutiny_tui.domain.action import Action, ActionStatus
from scrutiny_tui.domain.errors import InputError
from scrutiny_tui.domain.session import Session
from scrutiny_tui.services.days import doubt_about, read_day
from scrutiny_tui.services.timed_session import TimedSession

NEXT_MEETING: Final = "next meeting"
MONTHS: Final = {"3 months": 3, "6 months": 6}
"""What a due date can be picked from beside the next meeting."""


class PlannedSession(TimedSession):
    """An open session with its plan. Erased words leave every file with the next `keep_copy`, as those of a note do."""

    def add_action(self, action: Action) -> None:
        """Keep an action at the end of the plan; its id is given to it."""
        self._save(actions.add_action(self.session, action))

    def change_action(self, action: Action) -> None:
        """Keep an action in place of the one with its id."""
        self._replace(action.id, actions.change_action(self.session, action))

    def set_status(self, number: int, status: ActionStatus, evidence: str | None = None) -> None:
        """Keep that an action is open, done or dropped; without `evidence` what shows it stays as it was."""
        self._replace(number, actions.set_status(self.session, number, status, evidence))

    def _replace(self, number: int, after: Session) -> None:
        """Save a session in which an action is another one; what it said before is to leave every file."""
        before = self.session.actions[number]
        self._save(after)
        if _texts(before) != _texts(self.session.actions[number]):
            self._erased.add(("actions", number))

    def move_action(self, number: int, by: int) -> None:
        """Move an action so many places down the plan, or up."""
        self._save(actions.move_action(self.session, number, by))

    def remove_action(self, number: int) -> None:
        """Take an action that was a mistake out of the plan and the record."""
        self._save(actions.remove_action(self.session, number))
        self._erased.add(("actions", number))

    def set_next_meeting(self, written: str) -> None:
        """Keep the day of the next meeting, typed like "12 January 2027"; nothing typed takes it away.

        Raises `InputError` where it cannot be read.
        """
        meeting = read_day(written, self._clock().date()) if written.strip() else None
        self._save(actions.set_next_meeting(self.session, meeting))

    def due_day(self, written: str) -> date | None:
        """Return the day that is meant by "next meeting", "3 months", "6 months" or a date; None where nothing is written.

        Months are counted from today. Raises `InputError` where it cannot be read, or the next meeting is not known.
        """
        meant = " ".join(written.lower().split()).removeprefix("in ")
        if not meant:
            return None
        if meant == NEXT_MEETING:
            if self.session.next_meeting is None:
                raise InputError("The day of the next meeting is not known yet. Write it as a date.")
            return self.session.next_meeting
        today = self._clock().date()
        return actions.months_after(today, MONTHS[meant]) if meant in MONTHS else read_day(written, today)

    def due_doubt(self, due: date) -> str:
        """Return the question whether the year of a due date is right; empty for a day that is not far away."""
        return doubt_about(due, self._clock().date())

    def record_hands(self, hands: Mapping[int, int]) -> None:
        """Keep how many hands each step got, by its number."""
        self._save(priorities.record_hands(self.session, hands))

    def follow(self, earlier: Session) -> None:
        """Keep which workshop this one follows, and take over its open actions."""
        self._save(actions.follow(self.session, earlier))

    @property
    def to_go_through(self) -> tuple[Action, ...]:
        """The actions of the earlier workshop, until they were gone through; none where it is only looked at."""
        return () if self.read_only else actions.to_go_through(self.session)

    def gone_through(self) -> None:
        """Keep that the actions of the earlier workshop were gone through."""
        self._save(actions.gone_through(self.session))


def _texts(action: Action) -> tuple[str, str, str]:
    return action.text, action.owner, action.evidence
