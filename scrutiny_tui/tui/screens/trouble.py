"""Going on after something could not be saved: again, or in another folder; then the same key once more."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from scrutiny_tui.domain.errors import ScrutinyError
from scrutiny_tui.store.places import typed_path
from scrutiny_tui.tui.dialogs.line import LineDialog
from scrutiny_tui.tui.dialogs.trouble import AGAIN, ELSEWHERE, TroubleDialog
from scrutiny_tui.tui.screens.navigation import page_at, possible

if TYPE_CHECKING:
    from scrutiny_tui.tui.screens.workshop_page import WorkshopPage

Again = Callable[[], None]

_WHERE: Final = (
    "A folder on another disk or a memory stick, such as /media/stick or E:\\. It is made where there is none. "
    "A path can name people: turn the projector off, or freeze it, before you type it."
)
_ABOUT: Final = "A new file with everything that is in is written there, and the workshop goes on in it."


def meet_trouble(page: WorkshopPage, reason: str, again: Again) -> None:
    """Say what is safe, let the facilitator choose how to go on, and then do again what was not kept."""
    folders = page.desk.refuges()

    def decide(choice: str | None) -> None:
        if choice == AGAIN:
            _try_again(page, again)
        elif choice == ELSEWHERE:
            _ask_folder(page, reason, again)
        elif choice is not None:
            _carry_on(page, folders[int(choice)].folder, again)

    page.app.push_screen(TroubleDialog(reason, folders, anew=page.workshop.is_stuck), decide)


def _try_again(page: WorkshopPage, again: Again) -> None:
    if page.workshop.is_stuck:
        _carry_on(page, page.workshop.path.parent, again)
    else:
        again()


def _carry_on(page: WorkshopPage, folder: Path, again: Again) -> None:
    try:
        told = page.desk.carry_on(folder)
    except ScrutinyError as error:
        meet_trouble(page, page.told_of_files(str(error)), again)
        return
    page.show_copies()
    page.tell(told)
    again()


def _ask_folder(page: WorkshopPage, reason: str, again: Again) -> None:
    def take(path: str | None) -> None:
        if path:
            _carry_on(page, typed_path(path).absolute(), again)
        else:
            meet_trouble(page, reason, again)

    page.app.push_screen(LineDialog("Carry on in another folder", "Folder", "", _WHERE, about=_ABOUT), take)


def meet_refusal(page: WorkshopPage, reason: str, again: Callable[[], bool]) -> None:
    """Meet what could not be saved; `again` tries the same and says whether it went through."""
    doing = getattr(page.app, "doing", None)
    if doing is not None and doing[1] is page:
        # The whole act once more, so that the page goes on as if it had been kept at once.
        meet_trouble(page, reason, lambda: page.call_next(page.app.run_action, *doing))
    else:
        meet_trouble(page, reason, lambda: _do_again(page, again))


def _do_again(page: WorkshopPage, again: Callable[[], bool]) -> None:
    """Do again what a question over the page led to, and build the page anew if it is still here."""
    place = page.place
    if not again() or page.app.screen is not page or page.place != place:
        return
    page.tell("It is kept now.")
    now = possible(page.workshop, page.workshop.session.place)
    page.replace_with(page_at(page.desk, page.workshop, now))
