"""The start page: safe to project, no council named."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar, Final

from textual import on
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from scrutiny_tui.domain.errors import EditedError, InputError, ScrutinyError
from scrutiny_tui.domain.session import PageName, Place
from scrutiny_tui.services.desk import Desk
from scrutiny_tui.services.workshop import Workshop
from scrutiny_tui.tui.commands import Command, bindings
from scrutiny_tui.tui.screens.navigation import page_at, resumed_page
from scrutiny_tui.tui.screens.page import Page
from scrutiny_tui.tui.widgets.key_bar import Key

LAST: Final = frozenset({"continue", "paper"})
"""What needs a workshop that was used before."""

WHAT_IT_IS: Final = "A committee looks at its own scrutiny of children's services, in six steps."


class HomePage(Page):
    """What to do: continue, set up, look at the example, project the briefing."""

    AUTO_FOCUS = "OptionList"
    commands: ClassVar[tuple[Command, ...]] = (
        Command(
            "continue", "", "Continue the last workshop", "Open the workshop used last where it was left."
        ),
        Command("new", "", "New workshop", "Set up a workshop."),
        Command(
            "quick",
            "",
            "Quick start",
            "Set up with the council, the committee and how many people; the rest can wait.",
        ),
        Command(
            "example", "", "Example", "Look at a made-up workshop; what is changed in it is thrown away."
        ),
        Command("briefing", "", "Briefing", "Project the briefing without a workshop."),
        Command(
            "paper",
            "",
            "Print paper for the last workshop",
            "Write cards, slips, labels and sheets to print.",
        ),
        Command(
            "restore", "", "Restore a dated copy", "Make a new workshop from a copy that was made before."
        ),
        Command("choose", "", "Choose another workshop", "Choose from all the workshops on this laptop."),
        Command("room", "", "Room check", "See whether the back row can read, and what to switch off."),
    )
    BINDINGS = bindings(commands)
    help_text = "This page names no council and can be projected. ↑ and ↓ choose, Enter takes it."

    def __init__(self, desk: Desk, notice: str = "") -> None:
        super().__init__(desk)
        self._notice = notice

    def body(self) -> Iterable[Widget]:
        yield Static("Effective scrutiny of children's services", classes="big")
        yield Static(WHAT_IT_IS, classes="lead")
        last = self.desk.library.last()
        options = [
            Option(command.title, id=command.action, disabled=command.action in LAST and last is None)
            for command in self.commands
        ]
        yield OptionList(*options, markup=False, id="menu")

    def lead_keys(self) -> tuple[Key, ...]:
        return Key("↑ ↓", "choose", ""), Key("Enter", "open", "")

    def on_mount(self) -> None:
        super().on_mount()
        if self._notice:
            self.tell(self._notice)
        menu = self.query_one(OptionList)
        menu.highlighted = 1 if menu.get_option("continue").disabled else 0

    @on(OptionList.OptionSelected)
    async def _take(self, event: OptionList.OptionSelected) -> None:
        await self.run_action(event.option_id or "new")

    def action_continue(self) -> None:
        last = self.desk.library.last()
        if last is None:
            self.tell("There is no workshop yet.")
        else:
            open_here(self, last)

    def action_new(self) -> None:
        from scrutiny_tui.tui.screens.set_up import SetUpPage

        self.replace_with(SetUpPage(self.desk))

    def action_quick(self) -> None:
        from scrutiny_tui.tui.screens.set_up import QuickPage

        self.replace_with(QuickPage(self.desk))

    def action_example(self) -> None:
        try:
            workshop = self.desk.open_example()
        except ScrutinyError as error:
            self.warn(str(error))
            return
        show_opened(self, workshop)

    def action_briefing(self) -> None:
        from scrutiny_tui.tui.screens.briefing import LoneBriefingPage

        try:
            self.replace_with(LoneBriefingPage(self.desk, self.desk.library.pack()))
        except ScrutinyError as error:
            self.warn(str(error))

    def action_choose(self) -> None:
        from scrutiny_tui.tui.screens.choose import ChoosePage

        self.replace_with(ChoosePage(self.desk))

    def action_restore(self) -> None:
        from scrutiny_tui.tui.screens.restore import RestorePage

        self.replace_with(RestorePage(self.desk))

    def action_paper(self) -> None:
        from scrutiny_tui.tui.screens.errands import ask_paper

        last = self.desk.library.last()
        if last is None:
            self.tell("There is no workshop yet.")
            return
        try:
            session, pack = self.desk.library.read(last), self.desk.library.pack()
        except ScrutinyError as error:
            self.warn(str(error))
            return
        ask_paper(self, session, pack, last.with_name(f"{last.stem}-paper"))

    def action_room(self) -> None:
        from scrutiny_tui.tui.screens.room_check import RoomCheckPage

        self.replace_with(RoomCheckPage(self.desk))


def open_here(page: Page, path: Path, *, accept_edit: bool = False) -> None:
    """Open a session from a page, telling what is in the way; ask first where it was changed outside the program."""
    try:
        workshop = page.desk.open(path, accept_edit=accept_edit)
    except ScrutinyError as error:
        if isinstance(error, EditedError):
            _ask_edited(page, path, str(error))
        elif not _offers_recovery(page, path, error):
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

    It tells what was found among the workshop's files. Raises `ScrutinyError` where it cannot be saved that the
    sitting goes on.
    """
    page = _first_page(desk, workshop)
    page.tell_first(*workshop.notices)
    return page


def _first_page(desk: Desk, workshop: Workshop) -> Page:
    if workshop.read_only:
        return page_at(desk, workshop, Place(PageName.OVERVIEW, workshop.session.place.item))
    if workshop.asks_about_sitting:
        from scrutiny_tui.tui.screens.resume import ResumePage

        return ResumePage(desk, workshop)
    sitting = workshop.session.sitting
    workshop.continue_sitting()
    # Not after a power cut: then the room waits, and whoever wrote the note is still there.
    if sitting.handover and sitting.ended:
        from scrutiny_tui.tui.screens.resume import ResumePage

        return ResumePage(desk, workshop, same_sitting=True)
    return resumed_page(desk, workshop)


def _offers_recovery(page: Page, path: Path, error: ScrutinyError) -> bool:
    """Offer to recover a workshop whose files are damaged; return whether that was offered."""
    if not isinstance(error, InputError):
        return False
    from scrutiny_tui.tui.screens.recover import offer_recovery

    return offer_recovery(page, path)


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


def _ask_edited(page: Page, path: Path, told: str) -> None:
    from scrutiny_tui.tui.dialogs.ask import AskDialog

    def decide(choice: str | None) -> None:
        if choice == "yes":
            open_here(page, path, accept_edit=True)

    choices = (("no", "No, leave it alone"), ("yes", "Open it as it is now; a copy is kept"))
    about = (
        "No changes nothing. Opening it takes what the file says now; what the program had saved is kept beside it, "
        "under another name."
    )
    question = "This file was changed outside the program."
    page.app.push_screen(AskDialog(question, choices, told, about=about), decide)
