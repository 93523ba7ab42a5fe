"""Errands with files from any page: answers that came back before the day, and paper to print."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from scrutiny_tui.domain.errors import ScrutinyError
from scrutiny_tui.domain.pack import Pack
from scrutiny_tui.domain.session import Session
from scrutiny_tui.report.phrases import several
from scrutiny_tui.tui.dialogs.ask import AskDialog
from scrutiny_tui.tui.dialogs.line import LineDialog
from scrutiny_tui.tui.dialogs.telling import TellingDialog

if TYPE_CHECKING:
    from scrutiny_tui.services.importing import ImportPlan
    from scrutiny_tui.tui.screens.page import Page
    from scrutiny_tui.tui.screens.workshop_page import WorkshopPage

PROJECTOR_OFF: Final = "A path can name people: turn the projector off, or freeze it, before you type it."

_NOT_TAKEN: Final = "The answers were not taken"


def ask_import(page: WorkshopPage) -> None:
    """Ask which file, say what is in it, and take it where the facilitator says so."""

    def read(path: str | None) -> None:
        if not path:
            return
        from scrutiny_tui.services.importing import plan_import, read_ballots

        try:
            table = read_ballots(Path(path).expanduser())
            plan = plan_import(page.workshop.session, table)
            over = plan_import(page.workshop.session, table, replace=True)
        except ScrutinyError as error:
            page.app.push_screen(TellingDialog(_NOT_TAKEN, str(error)))
            return
        if plan.problems and not over.problems:
            _ask_replace(page, over)
        else:
            _offer(page, plan)

    told = f"CSV or Excel with the columns voter, item and answer. {PROJECTOR_OFF}"
    about = (
        "Write where the file is, such as ~/Desktop/answers.xlsx. Every line is checked first; nothing is taken before "
        "you say so, and no page shows how anybody answered."
    )
    page.app.push_screen(LineDialog("Take answers from a file", "File", "", told, about=about), read)


def _ask_replace(page: WorkshopPage, plan: ImportPlan) -> None:
    """Ask whether answers of the file take the place of those that are in, and take them where that is so."""

    def replace(choice: str | None) -> None:
        if choice == "yes":
            _take(page, plan)

    told = f"{several(plan.replaced, 'answer of the file is', 'answers of the file are')} in already."
    about = "No takes nothing of the file. Yes takes all of it, and the answers that are in give way to those of the file."
    choices = (("no", "No, take nothing"), ("yes", "Yes, replace what is in and take the others"))
    question = "Replace answers that are in already?"
    page.app.push_screen(AskDialog(question, choices, told, about=about), replace)


def _offer(page: WorkshopPage, plan: ImportPlan) -> None:
    if plan.problems:
        earlier = " Then it asks whether answers that are in are replaced." if plan.kept else ""
        first = f"Nothing was taken. Mend the file and take it again.{earlier}"
        told = "\n".join([first, *map(str, plan.problems)])
        page.app.push_screen(TellingDialog(_NOT_TAKEN, told))
        return

    def take(choice: str | None) -> None:
        if choice == "yes":
            _take(page, plan)

    choices = (("no", "No, leave them"), ("yes", "Yes, take them"))
    told = "\n".join((f"{plan.summary}.", *plan.notices))
    about = "No takes nothing. Yes takes them all; they wait with their steps until the result is shown."
    page.app.push_screen(AskDialog("Take these answers?", choices, told, about=about), take)


def _take(page: WorkshopPage, plan: ImportPlan) -> None:
    if page.attempt(page.workshop.import_ballots, plan.ballots):
        page.tell(f"Taken: {plan.summary}.")
        page.people_changed()


def ask_paper(page: Page, session: Session, pack: Pack, folder: Path) -> None:
    """Ask for the folder and write cards, slips, labels, sheets, the form and the run sheet into it."""

    def write(path: str | None) -> None:
        if not path:
            return
        from scrutiny_tui.report.paper.choosing import notices
        from scrutiny_tui.report.paper.options import PaperOptions
        from scrutiny_tui.report.paper.writing import write_paper

        try:
            files = write_paper(session, pack, Path(path).expanduser(), PaperOptions())
        except ScrutinyError as error:
            page.app.push_screen(TellingDialog("The paper was not written", str(error)))
            return
        told = "\n".join((f"In {path}:", *(file.name for file in files), "", *notices(session)))
        page.app.push_screen(TellingDialog("Ready to print", told))

    told = "Cards, slips, labels, table sheets, the form and the run sheet, to print from a browser."
    about = "Write the folder the files go into; it is made where there is none. The next page lists what was written."
    page.app.push_screen(LineDialog("Print paper", "Folder", str(folder), told, about=about), write)
