"""Showing the result of answers that wait, from a page that takes none: the same question as where they are taken."""

from __future__ import annotations

from typing import Final

from scrutiny_tui.domain.rounds import Turnout
from scrutiny_tui.domain.session import PageName
from scrutiny_tui.report.phrases import several
from scrutiny_tui.services.workshop import Workshop
from scrutiny_tui.tui.screens.workshop_page import WorkshopPage

SHOW_IT: Final = "Yes, show the result"


def answers_wait(workshop: Workshop, item: int) -> bool:
    """Say whether answers on an item are in that nobody has seen the result of."""
    found = workshop.session.open_round(item)
    return found is not None and found.given > 0


def waiting_line(workshop: Workshop, item: int) -> str:
    """Return that answers wait, such as "14 of 15 answers are in. r shows the result."; never what they are."""
    if not answers_wait(workshop, item):
        return ""
    turnout = workshop.turnout(item)
    answers = several(turnout.asked, "answer", "answers")
    return f"{turnout.given} of {answers} {'is' if turnout.given == 1 else 'are'} in. r shows the result."


def ask_anyway(turnout: Turnout) -> str:
    """Return the question before the result of a vote in which somebody is missing."""
    absent = f", {turnout.absent} absent" if turnout.absent else ""
    return f"{turnout.given} of {turnout.asked} are in{absent}. Show the result anyway?"


def ask_result(page: WorkshopPage, item: int) -> None:
    """Show an item's result; ask first which one where there are two, or where somebody has not answered."""
    if not answers_wait(page.workshop, item):
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

    turnout = page.workshop.turnout(item)
    new = f"The new answers: {turnout.given} of {turnout.asked} are in"
    choices = (("shown", "The result that was shown before"), ("new", new))
    page.app.push_screen(AskDialog("Which result?", choices), decide)


def _ask_missing(page: WorkshopPage, item: int) -> None:
    from scrutiny_tui.tui.dialogs.ask import AskDialog

    def show(choice: str | None) -> None:
        if choice == "yes" and page.attempt(page.workshop.reveal, item):
            page.go(PageName.RESULT, item)

    turnout = page.workshop.turnout(item)
    if not turnout.missing:
        show("yes")
        return
    choices = (("no", "No, not yet"), ("yes", SHOW_IT))
    page.app.push_screen(AskDialog(ask_anyway(turnout), choices), show)
