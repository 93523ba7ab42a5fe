"""Going on after something could not be saved: again, or in another folder; then the same key once more."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType

from scrutiny_tui.domain.errors import ScrutinyError
from scrutiny_tui.store.places import typed_path
from scrutiny_tui.store.system import Refuge
from scrutiny_tui.tui.dialogs.dialog import AskDialog
from scrutiny_tui.tui.dialogs.line import PROJECTOR_OFF, PathDialog, ask_line
from scrutiny_tui.tui.screens.navigation import resumed_page

if TYPE_CHECKING:
    from scrutiny_tui.tui.screens.workshop_page import WorkshopPage

AGAIN: Final = "again"
"""Stands for trying once more."""
ELSEWHERE: Final = "elsewhere"
"""Stands for a folder that is still to be named."""

SAFE: Final = "Everything before it is safe. Your last key press was not saved."
_IN_DOUBT: Final = "Everything before it is safe. Your last key press may not have been saved."
_CHOOSE: Final = "Choose where to carry on:"
_ANEW: Final = "Try again, in a new file beside the old one"


class TroubleDialog(AskDialog):
    """Says that the last key was not kept, and offers to try again or to carry on in another folder.

    Answers with `AGAIN`, with the place of a folder in the list that was given, or with `ELSEWHERE`.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("t,T", f"take('{AGAIN}')", "Try again", show=False),
        Binding("c,C", "first", "Carry on", show=False),
        Binding("f,F", f"take('{ELSEWHERE}')", "Another folder", show=False),
    ]
    keys = (("t", "Try again"), ("c", "Carry on"), ("f", "Another folder"), ("Esc", "Cancel"))

    def __init__(self, reason: str, folders: Iterable[Refuge], *, anew: bool) -> None:
        """Take why, the folders to suggest, and whether trying again needs a new file, because it is not certain what the old one holds."""
        self._folders = tuple(folders)
        choices = [(AGAIN, f"t  {_ANEW if anew else 'Try again'}")]
        choices += [
            (
                str(place),
                f"{'c' if place == 0 else ' '}  Carry on in {each.name}{' (another disk)' if each.other_disk else ''}",
            )
            for place, each in enumerate(self._folders)
        ]
        choices.append((ELSEWHERE, "f  Carry on in another folder…"))
        super().__init__(
            "We couldn't save that",
            choices,
            f"{reason} {_IN_DOUBT if anew else SAFE} {_CHOOSE}",
        )

    def action_take(self, choice: str) -> None:
        self.dismiss(choice)

    def action_first(self) -> None:
        self.dismiss("0" if self._folders else ELSEWHERE)


Again = Callable[[], None]

_WHERE: Final = (
    "Type a folder on another disk or USB stick, for example /media/stick or E:\\. A missing folder is made. "
    f"{PROJECTOR_OFF}"
)


def meet_trouble(page: WorkshopPage, reason: str, again: Again) -> None:
    """Say what is safe, let the facilitator choose how to go on, and then do again what was not kept."""
    folders = page.desk.refuges()

    def decide(choice: str | None) -> None:
        if choice == AGAIN and page.workshop.is_stuck:
            _carry_on(page, page.workshop.path.parent, again)
        elif choice == AGAIN:
            again()
        elif choice == ELSEWHERE:
            _ask_folder(page, reason, again)
        elif choice is not None:
            _carry_on(page, folders[int(choice)].folder, again)

    page.app.push_screen(TroubleDialog(reason, folders, anew=page.workshop.is_stuck), decide)


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
    def take(path: str) -> None:
        _carry_on(page, typed_path(path).absolute(), again)

    back = partial(meet_trouble, page, reason, again)
    dialog = PathDialog("Carry on in another folder", "Folder", "", _WHERE)
    ask_line(page, dialog, take, left=back)


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
    page.tell("It is saved now.")
    page.replace_with(resumed_page(page.desk, page.workshop))
