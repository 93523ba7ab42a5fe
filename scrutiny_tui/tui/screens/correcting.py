"""Correcting an answer after the result: whose, masked what, why, and once more whether.

The pages name people, so the first question is about the projector. What is keyed never shows, and what is said at the
end is the same whether or not the answer was another one before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scrutiny_tui.domain.corrections import CORRECTION_REASONS, correct, corrected
from scrutiny_tui.domain.phrases import capitalised
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.domain.session import PageName
from scrutiny_tui.domain.voting import skip_word
from scrutiny_tui.tui.dialogs.ask import AskDialog
from scrutiny_tui.tui.dialogs.slip import SlipDialog

if TYPE_CHECKING:
    from scrutiny_tui.tui.screens.workshop_page import WorkshopPage

KEPT: Final = "The correction is kept. The projector can go on again."
LEFT: Final = "Nothing is corrected."


def ask_correction(page: WorkshopPage) -> None:
    """Ask whether the room cannot see the screen, then whose answer is corrected, to what and why."""

    def go_on(choice: str | None) -> None:
        if choice == "yes":
            _ask_whose(page)

    told = (
        "The next page lists the people, and the room would see whose answer is corrected. What you key is masked. "
        "Blank is not enough: nothing can be keyed while the screen is blank."
    )
    about = (
        "No leaves the result as it is. Yes goes on: whose answer it is, what the slip says, why, and then once more "
        "whether. Nothing changes before the last of them."
    )
    choices = (("no", "No, leave it"), ("yes", "Yes, it is off, muted or frozen"))
    page.app.push_screen(AskDialog("Is the projector off?", choices, told, about=about), go_on)


def _ask_whose(page: WorkshopPage) -> None:
    session = page.workshop.session
    found = session.revealed(page.place.item)[-1]
    people = [(str(voter.id), voter.label) for voter in session.voters.values() if voter.id in found.ballots]

    def take(person: str | None) -> None:
        if person is None:
            page.tell(LEFT)
        else:
            _ask_answer(page, int(person))

    about = "Those with an answer of their own in this result. What the chosen person's slip says is asked for next."
    page.app.push_screen(AskDialog("Whose answer is corrected?", people, about=about), take)


def _ask_answer(page: WorkshopPage, voter: int) -> None:
    session = page.workshop.session

    def take(answer: Answer | None) -> None:
        if answer is None:
            page.tell(LEFT)
        else:
            _ask_why(page, voter, answer)

    label, levels = session.voters[voter].label, session.wording.levels
    page.app.push_screen(SlipDialog(label, levels, skip=skip_word(session, page.place.item)), take)


def _ask_why(page: WorkshopPage, voter: int, answer: Answer) -> None:
    def take(reason: str | None) -> None:
        if reason is None:
            page.tell(LEFT)
        else:
            _confirm(page, voter, answer, reason)

    about = "The reason stands in the record. It is asked once more whether the answer is corrected."
    reasons = ((each, capitalised(each)) for each in CORRECTION_REASONS)
    page.app.push_screen(AskDialog("Why is it corrected?", reasons, about=about), take)


def _confirm(page: WorkshopPage, voter: int, answer: Answer, reason: str) -> None:
    def act(choice: str | None) -> None:
        if choice != "yes":
            page.tell(LEFT)
        elif page.change(correct, page.place.item, voter, answer, reason):
            page.tell(KEPT)
            page.go(PageName.RESULT)

    choices = (("no", "No, leave the result as it is"), ("yes", "Yes, correct it"))
    told = (
        f"The record will say that {corrected(page.workshop.session, voter)} was corrected after the result, "
        f"because {reason}."
    )
    about = "Yes puts what was keyed in place of the answer and shows the result again. It cannot be undone, only corrected again."
    page.app.push_screen(AskDialog("Correct this answer?", choices, told, about=about), act)
