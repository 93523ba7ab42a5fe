"""Deleting who answered what, or people's names, from a workshop and from every file of it that can be reached."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Final

from scrutiny_tui.domain.session import Session
from scrutiny_tui.services.planned_session import PlannedSession
from scrutiny_tui.store.places import Places
from scrutiny_tui.store.sessions import SessionFile

BEYOND: Final = (
    "This does not reach memory sticks (but for one that is named with --backup), zip files, full reports and exports, "
    "copies under another name or on other computers, files that were sent, and backups of this machine."
)
"""What forgetting leaves where it is."""

_ALSO: Final = "{} is another copy of this workshop and was left as it is."


class What(StrEnum):
    """What can be deleted once the totals are fixed."""

    BALLOTS = "ballots"
    NAMES = "names"

    @property
    def stays(self) -> str:
        """What stays and what goes, as it is read before the first answer."""
        return {
            "ballots": (
                "Totals, results and verdicts stay. Results by role groups and how people moved go with the answers. "
                "There is no way back."
            ),
            "names": "Totals, results and reports stay as they are. There is no way back.",
        }[self.value]

    @property
    def done(self) -> str:
        """The sentence that says that it is done."""
        return {
            "ballots": "Who answered what is deleted; totals and results are as they were.",
            "names": "People's names are deleted; labels such as Member 4 stand for them.",
        }[self.value]


def _without(session: Session, what: What, today: date) -> Session:
    from scrutiny_tui.domain.forgetting import forget_ballots, forget_names

    return forget_ballots(session, today) if what is What.BALLOTS else forget_names(session, today)


class ForgettingSession(PlannedSession):
    """An open session from which can be deleted who answered what."""

    def may_forget(self, what: What) -> None:
        """Raise `RuleError` where this cannot be deleted now; nothing is changed."""
        _without(self.session, what, self._clock().date())

    def forget(self, what: What, places: Places) -> tuple[str, ...]:
        """Delete this from the session and all its files; return a sentence for each place that could not be reached.

        Raises `RuleError` where it cannot be deleted, and `MachineError` where that could not be saved; then nothing
        was. What is cut off after it was saved is brought to its end by the next opening.
        """
        from scrutiny_tui.store.other_copies import other_copies

        self._save(_without(self.session, what, self._clock().date()))
        self._history.clear()
        told = self.finish_forgetting(places)
        others = other_copies(self.path, self.session.id, (places.sessions, *places.mirrors))
        return (*told, *(_ALSO.format(path) for path in others))

    def finish_forgetting(self, places: Places) -> tuple[str, ...]:
        """Take what was deleted out of the session's other files, where that is still to be done.

        Returns a sentence for each that could not be reached; the next opening tries again then.
        """
        forgotten, file = self.session.forgotten, self._file
        if forgotten is None or not forgotten.purging or not isinstance(file, SessionFile):
            return ()
        from scrutiny_tui.domain.forgetting import purged
        from scrutiny_tui.store.purging import purge

        self._unreached = purge(file, self._clock(), places.mirrors)
        if not self._unreached:
            self._save(purged(self.session))
        return self._unreached
