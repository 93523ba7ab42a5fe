"""Opening a workshop from a page: where it was left, or what is in the way."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.acts.opening import Beginning, beginning
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.errors import EditedError, ProblemsError, ScrutinyError
from scrutiny_tui.domain.session import PageName, Place
from scrutiny_tui.store.disk_errors import DamagedError, NotSavedError
from scrutiny_tui.tui.screens.navigation import opened_at, page_at, possible
from scrutiny_tui.tui.screens.page import Page


def open_here(page: Page, path: Path, *, accept_edit: bool = False) -> None:
    """Open a session from a page, telling what is in the way; ask first where it was changed outside the program."""
    try:
        workshop = page.desk.open(path, accept_edit=accept_edit)
    except ScrutinyError as error:
        if isinstance(error, EditedError):
            _ask_edited(page, path, error)
        elif not _offers_copy(page, path, error):
            _offer_to_look(page, path, str(error))
        return
    show_opened(page, workshop)


def show_opened(page: Page, workshop: Workshop) -> None:
    """Go to where the workshop that was just opened was left."""
    try:
        opened = opening_page(page.desk, workshop)
    except ScrutinyError as error:
        page.warn(str(error))
        return
    page.replace_with(opened)


def opening_page(desk: Desk, workshop: Workshop) -> Page:
    """Return the page for a workshop that was just opened: where it was left, or how far it is.

    The latter after a long pause, with a question, and where the sitting has a note for whoever opens it next.

    It tells what was found among the workshop's files. What cannot be saved is met on that page. Raises
    `ScrutinyError` if the workshop cannot go on at all.
    """
    page = _first_page(desk, workshop)
    page.tell_first(*workshop.notices)
    return page


def _first_page(desk: Desk, workshop: Workshop) -> Page:
    first = beginning(workshop)
    if first is Beginning.LOOK:
        return page_at(desk, workshop, Place(PageName.OVERVIEW, workshop.session.place.item))
    if first is not Beginning.SITTING:
        with suppress(NotSavedError):
            workshop.continue_sitting()
    if first is not Beginning.PLACE:
        from scrutiny_tui.tui.screens.resume import ResumePage

        return ResumePage(desk, workshop, same_sitting=first is Beginning.NOTE)
    return opened_at(desk, workshop, possible(workshop, workshop.session.place))


def _offers_copy(page: Page, path: Path, error: ScrutinyError) -> bool:
    """Offer the newest dated copy of a workshop whose files are damaged; return whether that was offered."""
    if not isinstance(error, DamagedError | ProblemsError):
        return False
    from scrutiny_tui.tui.screens.recover import offer_copy

    return offer_copy(page, path, str(error))


def _offer_to_look(page: Page, path: Path, told: str) -> None:
    """Offer to read a workshop that cannot be opened; where it cannot be read either, say only what is wrong."""
    if not page.desk.library.can_look(path):
        from scrutiny_tui.tui.dialogs.telling import TellingDialog

        page.app.push_screen(TellingDialog("This workshop cannot be opened", told))
        return
    from scrutiny_tui.tui.dialogs.ask import AskDialog

    def decide(choice: str | None) -> None:
        if choice == "look":
            _look(page, path)

    choices = (("no", "No, leave it alone"), ("look", "Look at it; nothing can be changed"))
    about = (
        "Looking shows the overview, the steps and the results as they were saved last. Nothing is taken in."
    )
    question = "This workshop cannot be opened for answers"
    page.app.push_screen(AskDialog(question, choices, told, about=about), decide)


def _look(page: Page, path: Path) -> None:
    try:
        workshop = page.desk.look(path)
    except ScrutinyError as error:
        page.warn(str(error))
        return
    show_opened(page, workshop)


def _ask_edited(page: Page, path: Path, error: EditedError) -> None:
    from scrutiny_tui.tui.dialogs.ask import AskDialog

    def decide(choice: str | None) -> None:
        if choice == "open":
            open_here(page, path, accept_edit=True)

    if error.has_twin:
        question, opening = "Two files hold this workshop", "Open this file; the other stays as it is"
    else:
        question, opening = (
            "This file was changed outside the program",
            "Open it as it is now; a copy is kept",
        )
    choices = (("leave", "Leave it alone"), ("open", opening))
    about = "Leaving it alone changes nothing. Opening keeps what it replaces beside it, under another name."
    page.app.push_screen(AskDialog(question, choices, str(error), about=about), decide)
