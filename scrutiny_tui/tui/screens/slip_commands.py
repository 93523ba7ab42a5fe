"""What can be asked for where whole slips are keyed, what the help says about it, and what is asked back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.domain.session import Details
from scrutiny_tui.domain.voting import keeps_apart, may_skip, why_not
from scrutiny_tui.tui.commands import Command, letter
from scrutiny_tui.tui.screens.answer_keys import HELD, slip_keys
from scrutiny_tui.tui.screens.open_vote import VOTING

if TYPE_CHECKING:
    from scrutiny_tui.tui.screens.workshop_page import WorkshopPage

_KEYING: Final = (
    "Key one person's slip from the first step to the last, then Enter. Every key shows the same mark. What is keyed "
    "of a slip waits while you move to somebody else, and is dropped when the page is left; the program asks first. "
    "Where somebody is partly in, it asks whether the answers that are in stay."
)
_CORRECTING: Final = "To correct a slip, move there and key it again."
_TOTALS: Final = (
    "Only totals are kept, and slips have no names: key them in any order, the list counts who is in. u takes back the "
    "last slip and none before it, and no slip can be keyed again."
)
_REVEAL: Final = "Each step is revealed alone, from its own page."

_ABOUT_EARLIER: Final = (
    "Keep those leaves the answers that are in and takes the rest of the slip. Take the whole slip puts it in place of "
    "them, which cannot be done where only totals are kept. Esc takes nothing, and the slip can still be changed."
)


def slips_help(details: Details) -> str:
    """Return what the help says about keying whole slips in such a workshop."""
    changing = _TOTALS if details.secrecy is Secrecy.TOTALS else _CORRECTING
    return " ".join(filter(None, (_KEYING, changing, HELD, _REVEAL, why_not(details))))


def _may_skip_any(page: Any) -> bool:
    session = page.workshop.session
    return any(may_skip(session, item.number) for item in session.items)


SLIP_COMMANDS: Final = (
    *slip_keys("write", _may_skip_any),
    # The key bar shows it among the lead keys.
    Command("keep", "enter", "Keep this slip", "Keep the slip and go on to the next person."),
    Command(
        "undo",
        letter("u"),
        "Undo",
        "Take back the last key; at the start of a slip, the last slip.",
        footer=True,
    ),
    Command("absent", "minus", "Absent", "Mark the person as not here, or as here again."),
    Command("cursor(-1)", "up", "Person before", "Move to the person before."),
    Command("cursor(1)", "down", "Next person", "Move to the next person."),
    *VOTING,
)
"""What the page offers, the most useful first."""


def ask_earlier(page: WorkshopPage, label: str, number: int, take: Callable[..., None]) -> None:
    """Ask what becomes of answers on so many steps that are in already, without a word about what they are.

    `take` is called with `keep_earlier`, or not at all.
    """
    from scrutiny_tui.tui.dialogs.ask import AskDialog

    def decide(choice: str | None) -> None:
        if choice is not None:
            take(keep_earlier=choice == "rest")

    question = f"{label} has {'an answer' if number == 1 else 'answers'} in on {number} of these steps."
    rest, whole = ("rest", "Keep those, take the rest"), ("whole", "Take the whole slip")
    choices = (rest, whole) if keeps_apart(page.workshop.session.details) else (rest,)
    page.app.push_screen(AskDialog(question, choices, about=_ABOUT_EARLIER), decide)
