"""Errands with files from any page: answers that came back before the day, and paper to print."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from scrutiny_tui.domain.errors import ScrutinyError
from scrutiny_tui.domain.pack import Pack
from scrutiny_tui.domain.session import Session
from scrutiny_tui.tui.dialogs.ask import AskDialog
from scrutiny_tui.tui.dialogs.line import LineDialog
from scrutiny_tui.tui.dialogs.telling import TellingDialog

if TYPE_CHECKING:
    from scrutiny_tui.services.importing import ImportPlan
    from scrutiny_tui.tui.screens.page import Page
    from scrutiny_tui.tui.screens.workshop_page import WorkshopPage

PLEASE_BLANK: Final = "A path can name people. Blank the screen first if the room can see it."


def ask_import(page: WorkshopPage) -> None:
    """Ask which file, say what is in it, and take it where the facilitator says so."""

    def read(path: str | None) -> None:
        if not path:
            return
        from scrutiny_tui.services.importing import plan_import, read_ballots

        try:
            plan = plan_import(page.workshop.session, read_ballots(Path(path).expanduser()))
        except ScrutinyError as error:
            page.app.push_screen(TellingDialog("The answers were not taken", str(error)))
            return
        _offer(page, plan)

    told = f"CSV or Excel with the columns voter, item and answer. {PLEASE_BLANK}"
    page.app.push_screen(LineDialog("Take answers from a file", "File", "", told), read)


def _offer(page: WorkshopPage, plan: ImportPlan) -> None:
    if plan.problems:
        told = "\n".join(["Nothing was taken. Mend the file and take it again.", *map(str, plan.problems)])
        page.app.push_screen(TellingDialog("The answers were not taken", told))
        return

    def take(choice: str | None) -> None:
        if choice == "yes" and page.attempt(page.workshop.import_ballots, plan.ballots):
            page.tell(f"Taken: {plan.summary}.")
            page.people_changed()

    choices = (("no", "No, leave them"), ("yes", "Yes, take them"))
    told = "\n".join((f"{plan.summary}.", *plan.notices))
    page.app.push_screen(AskDialog("Take these answers?", choices, told), take)


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
    page.app.push_screen(LineDialog("Print paper", "Folder", str(folder), told), write)
