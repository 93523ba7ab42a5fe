"""Deleting who answered what, or people's names, from a workshop and from every file of it that can be reached."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Final

from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.deletion import forget_ballots, forget_names
from scrutiny_tui.domain.session import Session
from scrutiny_tui.store.places import Places
from scrutiny_tui.store.session_upkeep import other_files

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


def without(session: Session, what: What, today: date) -> Session:
    """Return the session without this. Raises `RuleError` if it cannot be deleted now."""
    return forget_ballots(session, today) if what is What.BALLOTS else forget_names(session, today)


def forget(workshop: Workshop, what: What, places: Places) -> tuple[str, ...]:
    """Delete this from a workshop and all its files; return a sentence for each place that could not be reached.

    What was deleted before is taken out again of every file that can be reached now, such as on a stick that was not
    plugged in then. Raises `RuleError` if it cannot be deleted, and `MachineError` if that could not be saved; then
    nothing was.
    """
    session = workshop.session
    after = session if is_done(session, what) else without(session, what, workshop.now().date())
    told = workshop.forget(after)
    others = other_files(workshop.path, workshop.session, (places.sessions, *places.mirrors))
    return (*told, *(_ALSO.format(path) for path in others))


def is_done(session: Session, what: What) -> bool:
    """Say whether this was deleted already, and nothing of it has come since."""
    forgotten = session.forgotten
    if forgotten is None:
        return False
    if what is What.NAMES:
        return forgotten.names
    return forgotten.ballots and not any(each.ballots for each in session.rounds.values())
