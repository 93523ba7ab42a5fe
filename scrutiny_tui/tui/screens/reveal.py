"""Showing the result of answers that wait, from a page that takes none: the same question as where they are taken."""

from __future__ import annotations

from typing import Final

from scrutiny_tui.domain.rounds import Turnout
from scrutiny_tui.domain.secrecy import Mode
from scrutiny_tui.domain.session import PageName
from scrutiny_tui.report.phrases import several
from scrutiny_tui.services.workshop import Workshop
from scrutiny_tui.tui.screens.workshop_page import WorkshopPage

SHOW_IT: Final = "Yes, show the result"

ABOUT_SHOWING: Final = (
    "No shows nothing. Yes shows the result of the answers that are in to the room; whoever is missing is told as a "
    "number. There is no way back but answering again."
)

FEW_ANSWERS: Final = "With so few answers the room may work out who chose what."


def answers_wait(workshop: Workshop, item: int) -> bool:
    """Say whether answers on an item are in that nobody has seen the result of."""
    found = workshop.session.open_round(item)
    return found is not None and found.given > 0


def waiting_line(workshop: Workshop, item: int, *, is_next: bool = True) -> str:
    """Return that answers wait, such as "14 of 15 answers are in. v goes on."; never what they are.

    The result is named only once everybody who is here is in; `is_next` says whether v goes on with this item.
    """
    if not answers_wait(workshop, item):
        return ""
    turnout = workshop.turnout(item)
    answers = several(turnout.asked, "answer", "answers")
    told = f"{turnout.given} of {answers} {_are(turnout.given)} in."
    if not turnout.missing:
        return f"{told} r shows the result."
    return f"{told} v goes on." if is_next else told


def ask_anyway(workshop: Workshop, item: int, turnout: Turnout) -> str:
    """Return the question before a result that somebody is missing from, or that may be wrong; nothing where all is well."""
    told = []
    if turnout.missing:
        absent = f", {turnout.absent} absent" if turnout.absent else ""
        told.append(f"{turnout.given} of {turnout.asked} {_are(turnout.given)} in{absent}.")
    differing = workshop.differing(item)
    if differing:
        told.append(f"{several(differing, 'slip differs', 'slips differ')} from what is in.")
    return f"{' '.join(told)} Show the result anyway?" if told else ""


def exposed(workshop: Workshop, turnout: Turnout) -> str:
    """Return that so few answers may give people away; nothing where there are enough, or where tables answer.

    A table's answer is shown under its label in any case.
    """
    session = workshop.session
    enough = turnout.given >= session.wording.thresholds.fewest_ratings
    return "" if enough or session.details.mode is Mode.GROUPS else FEW_ANSWERS


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


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
    new = f"The new answers: {turnout.given} of {turnout.asked} {_are(turnout.given)} in"
    choices = (("shown", "The result that was shown before"), ("new", new))
    about = (
        "The first shows what the room has seen already. The second asks where somebody is missing, and then shows the "
        "result of the new answers; the result before is kept."
    )
    page.app.push_screen(AskDialog("Which result?", choices, about=about), decide)


def _ask_missing(page: WorkshopPage, item: int) -> None:
    from scrutiny_tui.tui.dialogs.ask import AskDialog

    def show(choice: str | None) -> None:
        if choice == "yes" and page.attempt(page.workshop.reveal, item):
            page.go(PageName.RESULT, item)

    turnout = page.workshop.turnout(item)
    question = ask_anyway(page.workshop, item, turnout)
    if not question:
        show("yes")
        return
    choices = (("no", "No, not yet"), ("yes", SHOW_IT))
    told = exposed(page.workshop, turnout)
    page.app.push_screen(AskDialog(question, choices, told, about=ABOUT_SHOWING), show)
