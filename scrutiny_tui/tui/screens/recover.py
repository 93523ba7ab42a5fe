"""What is offered if a workshop's file is damaged or gone: its newest dated copy, or its second copy."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from scrutiny_tui.acts.rescue import Backup, newest_for, restore
from scrutiny_tui.domain.errors import ScrutinyError
from scrutiny_tui.tui.dialogs.ask import AskDialog
from scrutiny_tui.tui.dialogs.telling import TellingDialog
from scrutiny_tui.view.notices import shown_line

if TYPE_CHECKING:
    from scrutiny_tui.tui.screens.page import Page


def offer_copy(page: Page, path: Path, told: str) -> bool:
    """Offer the newest dated copy of a damaged workshop; return whether there is one."""
    newest = newest_for(page.desk.library, path)
    if newest is None:
        return False

    def decide(choice: str | None) -> None:
        if choice == "restore":
            restore_here(page, newest.path)

    choices = (("no", "Leave it alone"), ("restore", "Go on from the dated copy"))
    about = (
        f"The newest dated copy is of {newest.made:%d.%m.%Y %H:%M}. Going on from it writes a new file beside this one; "
        "the damaged file stays as it is."
    )
    page.app.push_screen(AskDialog("This workshop is damaged", choices, told, about=about), decide)
    return True


def ask_restore(page: Page, copy: Backup, line: str, about: str) -> None:
    """Ask whether to make a workshop from a copy, which `line` describes, and do it; `about` says what is written."""
    if copy.session is None:
        page.app.push_screen(TellingDialog("This copy cannot be read", copy.problem))
        return

    def decide(choice: str | None) -> None:
        if choice == "restore":
            restore_here(page, copy.path)

    choices = (("leave", "Leave it"), ("restore", "Make a workshop from it"))
    page.app.push_screen(AskDialog("Restore this copy?", choices, line, about=about), decide)


def ask_lost(page: Page, lost: Backup) -> None:
    """Ask whether to make a workshop again whose own file is gone."""
    shown = shown_line(lost.session) if lost.session else ""
    line = f"Its file is not where it was. The second copy was saved last on {lost.made:%d.%m.%Y %H:%M}: {shown}."
    about = (
        "A new file is written among the workshops and opened. The second copy belongs to it from then on."
    )
    ask_restore(page, lost, line, about)


def restore_here(page: Page, copy: Path) -> None:
    """Make a workshop from a copy and open it."""
    from scrutiny_tui.tui.screens.opening import open_here

    try:
        path = restore(page.desk.library, copy)
    except ScrutinyError as error:
        page.app.push_screen(TellingDialog("No workshop could be made from the copy", str(error)))
        return
    page.tell(f"It is in {path.name} now.")
    open_here(page, path)
