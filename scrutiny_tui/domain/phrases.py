"""Small phrases about numbers, days, items, actions and how far a vote is."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from scrutiny_tui.domain.secrecy import Mode

if TYPE_CHECKING:
    from scrutiny_tui.domain.pack import Item
    from scrutiny_tui.domain.rounds import Round, Turnout
    from scrutiny_tui.domain.session import Action, Session


_ORDINALS: Final = ("First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth")


def day(when: date) -> str:
    """Return a day in British form, such as "21 November 2026"."""
    return f"{when.day} {when:%B %Y}"


def several(number: int, one: str, many: str) -> str:
    """Return a number with its noun, such as "1 person" or "3 people"."""
    return f"{number} {one if number == 1 else many}"


def capitalised(text: str) -> str:
    """Return a text with a capital letter at its beginning, the rest as it is."""
    return f"{text[:1].upper()}{text[1:]}"


def which_time(number: int) -> str:
    """Return how a round is called, such as "First time" for 1; from the tenth on "Time 10"."""
    return f"{_ORDINALS[number - 1]} time" if number <= len(_ORDINALS) else f"Time {number}"


def item_name(item: Item) -> str:
    """Return how an item is called, such as "Step 2" or "Prompt 2.4"."""
    return f"{'Prompt' if item.step else 'Step'} {item.id}"


def action_step(session: Session, action: Action) -> str:
    """Return where an action came from, such as "Step 2"; "No step" where it came from none."""
    return item_name(session.wording.item(action.item)) if action.item else "No step"


def due(action: Action) -> str:
    """Return when an action is due, in British form."""
    return day(action.due) if action.due else "no date"


def how_many_in(session: Session, found: Round) -> str:
    """Return how many answers of a round are in, such as "14 of 15 in"; never what they are."""
    return f"{found.given} of {len(session.electorate)} in"


FEW_ANSWERS: Final = "With so few answers the room may work out who chose what."


def answers_wait(session: Session, item: int) -> bool:
    """Say whether answers on an item are in that nobody has seen the result of."""
    found = session.open_round(item)
    return found is not None and found.given > 0


def are_in(turnout: Turnout) -> str:
    """Return how many answers are in, such as "14 of 15 answers are in"."""
    verb = "is" if turnout.given == 1 else "are"
    return f"{turnout.given} of {several(turnout.asked, 'answer', 'answers')} {verb} in"


def turnout_line(turnout: Turnout, what: str = "in") -> str:
    """Return how many are in and how many are absent, such as "14 of 15 in · 1 absent"."""
    absent = f" · {turnout.absent} absent" if turnout.absent else ""
    return f"{turnout.given} of {turnout.asked} {what}{absent}"


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


def exposed(session: Session, turnout: Turnout) -> str:
    """Return that so few answers may give people away; nothing if there are enough, or where tables answer.

    A table's answer is shown under its label in any case.
    """
    enough = turnout.given >= session.wording.thresholds.fewest_ratings
    return "" if enough or session.details.mode is Mode.GROUPS else FEW_ANSWERS
