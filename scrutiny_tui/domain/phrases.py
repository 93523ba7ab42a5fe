"""Small phrases about numbers, days, items and actions."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from scrutiny_tui.domain.session import Action, Session
    from scrutiny_tui.domain.wording import Item


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
