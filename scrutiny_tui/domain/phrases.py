"""Small phrases about numbers, days, items, actions and how far a vote is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Final

from scrutiny_tui.domain.secrecy import Mode

if TYPE_CHECKING:
    from scrutiny_tui.domain.pack import Item
    from scrutiny_tui.domain.rounds import Round, Turnout
    from scrutiny_tui.domain.session import Action, Session


PRACTICE: Final = "PRACTICE"
"""Stands on every page and file of a rehearsal, and on every page of a warm-up."""
WARM_UP: Final = "Warm-up"
"""The id of the only item of a warm-up."""


def where_in(session: Session, place: str) -> str:
    """Return where the room is, such as "Step 2 of 6", and before it if this is only practice."""
    return " · ".join(filter(None, (PRACTICE * session.is_practice, place)))


def day(when: date) -> str:
    """Return a day in British form, such as "21 November 2026"."""
    return f"{when.day} {when:%B %Y}"


def time_of_day(when: time | datetime) -> str:
    """Return a time of day in British form, such as "4:30pm"."""
    return f"{when:%I:%M%p}".lower().removeprefix("0")


def moment(when: datetime) -> str:
    """Return a day and a time in British form, such as "21 November 2026 at 4:30pm"."""
    return f"{day(when)} at {time_of_day(when)}"


def several(number: int, one: str, many: str) -> str:
    """Return a number with its noun, such as "1 person" or "3 people"."""
    return f"{number} {one if number == 1 else many}"


def listed(names: Sequence[str], most: int = 0) -> str:
    """Return names as a sentence has them, such as "A, B and C"; of more than `most`, the first and how many more."""
    shown = [*names[:most], f"{len(names) - most} more"] if 0 < most < len(names) else names
    return f"{', '.join(shown[:-1])} and {shown[-1]}" if len(shown) > 1 else "".join(shown)


def capitalised(text: str) -> str:
    """Return a text with a capital letter at its beginning, the rest as it is."""
    return f"{text[:1].upper()}{text[1:]}"


def round_name(number: int) -> str:
    """Return how a round is called, such as "Round 2"."""
    return f"Round {number}"


def item_name(item: Item) -> str:
    """Return how an item is called, such as "Step 2", "Prompt 2.4" or "Warm-up"."""
    return WARM_UP if item.id == WARM_UP else f"{'Prompt' if item.step else 'Step'} {item.id}"


def action_step(session: Session, action: Action) -> str:
    """Return where an action came from, such as "Step 2"; "No step" where it came from none."""
    return item_name(session.wording.item(action.item)) if action.item else "No step"


def due(action: Action) -> str:
    """Return when an action is due, in British form."""
    return day(action.due) if action.due else "no date"


def status_since(action: Action) -> str:
    """Return how far an action is, and since when if that was changed, such as "done since 3 June 2027"."""
    return " since ".join((action.status.value, *(day(each.date) for each in action.statuses[-1:])))


def reply_words(action: Action) -> str:
    """Return how far cabinet or a partner is with a recommendation, such as "answer due on 1 February 2027".

    Empty for an action of the committee, and for a recommendation that was not sent yet.
    """
    if action.reply:
        return action.reply.value
    if action.sent is None:
        return ""
    due_on = f", answer due on {day(action.answer_due)}" if action.answer_due else ""
    return f"sent on {day(action.sent)}{due_on}"


def how_many_in(session: Session, found: Round) -> str:
    """Return how many people have answered in a round, such as "14 of 15 have answered"; never what they are."""
    return have_answered(found.given, len(session.electorate))


def have_answered(given: int, asked: int) -> str:
    """Return how many people have answered, such as "1 of 15 has answered"."""
    return f"{given} of {asked} {'has' if given == 1 else 'have'} answered"


FEW_ANSWERS: Final = "With so few answers, people may work out who chose what."


def answers_wait(session: Session, item: int) -> bool:
    """Say whether answers on an item are in that nobody has seen the result of."""
    found = session.open_round(item)
    return found is not None and found.given > 0


EVERYONE_IN: Final = "Everyone who is here has answered."


def turnout_line(turnout: Turnout) -> str:
    """Return how many of those who are here have answered, such as "13 of 14 have answered · 1 absent"."""
    absent = f" · {turnout.absent} absent" if turnout.absent else ""
    return f"{have_answered(turnout.given, turnout.asked - turnout.absent)}{absent}"


def from_before(session: Session, item: int) -> str:
    """Return that nobody knows who has answered, as after an opening if only totals are kept; else nothing."""
    found = session.open_round(item)
    if found is None or not found.unknown:
        return ""
    were = several(found.unknown, "answer was", "answers were")
    return (
        f"{were} there when this workshop was opened. The workshop does not keep whose they "
        "are. Ask who has not answered yet."
    )


def ask_anyway(turnout: Turnout) -> str:
    """Return the question before a result that somebody is missing from; nothing if nobody is."""
    return f"{turnout_line(turnout)}. Show the result now?" if turnout.missing else ""


def exposed(session: Session, turnout: Turnout) -> str:
    """Return that so few answers may give people away; nothing if there are enough, or where tables answer.

    A table's answer is shown under its label in any case.
    """
    enough = turnout.given >= session.wording.thresholds.fewest_ratings
    return "" if enough or session.details.mode is Mode.GROUPS else FEW_ANSWERS
