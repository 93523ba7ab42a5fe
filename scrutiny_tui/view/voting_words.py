"""What is said while a vote goes on: how many are in, what is asked before the result, what an undo took back."""

from __future__ import annotations

from typing import Final

from scrutiny_tui.acts.history import Undone
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.phrases import several
from scrutiny_tui.domain.rounds import Turnout
from scrutiny_tui.domain.secrecy import Mode
from scrutiny_tui.domain.session import Session

FEW_ANSWERS: Final = "With so few answers the room may work out who chose what."


def answers_wait(workshop: Workshop, item: int) -> bool:
    """Say whether answers on an item are in that nobody has seen the result of."""
    found = workshop.session.open_round(item)
    return found is not None and found.given > 0


def are_in(turnout: Turnout) -> str:
    """Return how many answers are in, such as "14 of 15 answers are in"."""
    verb = "is" if turnout.given == 1 else "are"
    return f"{turnout.given} of {several(turnout.asked, 'answer', 'answers')} {verb} in"


def from_before(session: Session, item: int) -> str:
    """Return that nobody knows whose answers are in, as after an opening if only totals are kept; else nothing."""
    found = session.open_round(item)
    if found is None or not found.unknown:
        return ""
    were = "answer was" if found.unknown == 1 else "answers were"
    return (
        f"{found.unknown} {were} in when this workshop was opened. Who gave them is not kept: "
        "ask who has not answered yet."
    )


def ask_anyway(turnout: Turnout) -> str:
    """Return the question before a result that somebody is missing from; nothing if nobody is."""
    if not turnout.missing:
        return ""
    absent = f", {turnout.absent} absent" if turnout.absent else ""
    verb = "is" if turnout.given == 1 else "are"
    return f"{turnout.given} of {turnout.asked} {verb} in{absent}. Show the result anyway?"


def exposed(workshop: Workshop, turnout: Turnout) -> str:
    """Return that so few answers may give people away; nothing if there are enough, or where tables answer.

    A table's answer is shown under its label in any case.
    """
    session = workshop.session
    enough = turnout.given >= session.wording.thresholds.fewest_ratings
    return "" if enough or session.details.mode is Mode.GROUPS else FEW_ANSWERS


def taken_back(undone: Undone | None) -> str:
    """Return what an undo took back; never what the answer was."""
    if undone is None:
        return "There is nothing to take back."
    if undone.voter is None:
        return "The count is taken back."
    what = "the whole slip is taken back" if undone.whole_slip else "taken back"
    again = "; what was in before is in again" if undone.earlier_back else ""
    return f"{undone.voter.label}: {what}{again}"
