"""Showing the result of answers that wait, from a page that takes none: the same question as where they are taken."""

from __future__ import annotations

from typing import Final

from scrutiny_tui.acts.vote_acts import show_result
from scrutiny_tui.domain import voting
from scrutiny_tui.domain.phrases import answers_wait, ask_anyway, exposed
from scrutiny_tui.domain.session import PageName
from scrutiny_tui.tui.screens.workshop_page import WorkshopPage

SHOW_IT: Final = "Yes, show the result"

ABOUT_SHOWING: Final = (
    "No shows nothing. Yes shows the result of the answers that are in to the room; whoever is missing is told as a "
    "number. There is no way back but answering again."
)


def ask_result(page: WorkshopPage, item: int) -> None:
    """Show an item's result; ask first which one where there are two, or where somebody has not answered."""
    if not answers_wait(page.workshop.session, item):
        page.go(PageName.RESULT, item)
    elif page.workshop.session.revealed(item):
        _ask_which(page, item)
    else:
        _ask_missing(page, item)


def _ask_which(page: WorkshopPage, item: int) -> None:
    from scrutiny_tui.tui.dialogs.ask import AskDialog

    def decide(choice: str | None) -> None:
        if choice == "shown":
            page.go(PageName.RESULT, item)
        elif choice == "new":
            _ask_missing(page, item)

    turnout = voting.turnout(page.workshop.session, item)
    new = f"The new answers: {turnout.given} of {turnout.asked} {'is' if turnout.given == 1 else 'are'} in"
    choices = (("shown", "The result that was shown before"), ("new", new))
    about = (
        "The first shows what the room has seen already. The second asks where somebody is missing, and then shows the "
        "result of the new answers; the result before is kept."
    )
    page.app.push_screen(AskDialog("Which result?", choices, about=about), decide)


def _ask_missing(page: WorkshopPage, item: int) -> None:
    from scrutiny_tui.tui.dialogs.ask import AskDialog

    def show(choice: str | None) -> None:
        if choice == "yes" and page.attempt(show_result, page.workshop, item):
            page.go(PageName.RESULT, item)

    turnout = voting.turnout(page.workshop.session, item)
    question = ask_anyway(turnout)
    if not question:
        show("yes")
        return
    choices = (("no", "No, not yet"), ("yes", SHOW_IT))
    told = exposed(page.workshop.session, turnout)
    page.app.push_screen(AskDialog(question, choices, told, about=ABOUT_SHOWING), show)
