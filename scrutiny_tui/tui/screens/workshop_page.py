"""What the pages of a workshop share: the step bar, where they lead, and what can be written down anywhere."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, Final

from textual import on
from textual.widget import Widget

from scrutiny_tui.domain.secrecy import Mode
from scrutiny_tui.domain.session import AgreedLevel, PageName, Place
from scrutiny_tui.domain.wording import Item
from scrutiny_tui.services.desk import Desk
from scrutiny_tui.services.workshop import Workshop
from scrutiny_tui.tui.commands import Command, letter
from scrutiny_tui.tui.screens.navigation import go, go_home, resumed_page
from scrutiny_tui.tui.screens.page import Page
from scrutiny_tui.tui.widgets.step_bar import StepBar

EVERYWHERE: Final = (
    Command(
        "overview", letter("o"), "Overview", "See all six steps and what to talk about next.", everywhere=True
    ),
    Command("who", letter("w"), "Who is here", "Mark who is here and who is not.", everywhere=True),
    Command("home", "", "Close this workshop", "Go to the start page. Everything is saved.", everywhere=True),
    Command(
        "handover",
        "",
        "Note to the next facilitator",
        "Leave a note for whoever opens this workshop next.",
        everywhere=True,
    ),
    Command(
        "take_answers",
        "",
        "Take answers from a file",
        "Take answers that came back before the day.",
        everywhere=True,
    ),
    Command("paper", "", "Print paper", "Write cards, slips, labels and sheets to print.", everywhere=True),
    Command(
        "details",
        "",
        "Details of this workshop",
        "Correct the council, the date and what else was set up.",
        everywhere=True,
    ),
)
"""What every page of a workshop offers."""


def has_notes(page: Any) -> bool:
    """Say whether the page's item has notes that may be shown."""
    return bool(page.workshop.notes_of(page.place.item))


ABOUT_STEP: Final = (
    Command("note", letter("n"), "Note", "Write down evidence, a reason or a minority view."),
    Command(
        "shared_view",
        letter("g"),
        "Shared view",
        "Record the level the room settles on, or that it does not agree.",
    ),
    Command("lesson", letter("l"), "Lesson", "Show the lessons, signs and examples that bear on this step."),
    Command(
        "notes", "", "Notes of this step", "Read, change or withdraw a note of this step.", when=has_notes
    ),
)
"""What every page about a step offers."""


class WorkshopPage(Page):
    """A page of an open workshop."""

    shows_steps: ClassVar[bool] = True

    def __init__(self, desk: Desk, workshop: Workshop, place: Place) -> None:
        super().__init__(desk)
        self.workshop = workshop
        self.place = place

    @property
    def item(self) -> Item:
        """The item that the page is about."""
        return self.workshop.item(self.place.item)

    @property
    def last_item(self) -> int:
        """The number of the last item."""
        return len(self.workshop.session.wording.items)

    def heading(self) -> tuple[str, str, str]:
        wording = self.workshop.session.wording
        name = "Prompt" if self.item.step else "Step"
        where = f"{name} {self.item.id} of {self.last_item}" if self.shows_steps else ""
        return wording.title, self.workshop.session.details.council, where

    def under_title(self) -> Iterable[Widget]:
        if self.shows_steps:
            session = self.workshop.session
            titles = tuple(item.short for item in session.wording.items)
            agreed = session.agreed if session.details.mode is Mode.COLLECTIVE else {}
            done = frozenset(
                item.number
                for item in session.wording.items
                if session.revealed(item.number) or item.number in agreed
            )
            yield StepBar(titles, self.item.step or self.item.number, done)

    def go(self, page: PageName, item: int | None = None) -> None:
        """Leave for another place of the workshop."""
        place = Place(page, self.place.item if item is None else item)
        self.attempt(go, self, self.desk, self.workshop, place)

    @on(StepBar.Chosen)
    def _choose_step(self, event: StepBar.Chosen) -> None:
        self.leave_for_step(event.number)

    def leave_for_step(self, number: int) -> None:
        """Go to a step that was clicked."""
        self.go(PageName.STEP, number)

    def action_overview(self) -> None:
        self.go(PageName.OVERVIEW, self.item.step or None)

    def action_home(self) -> None:
        go_home(self, self.desk)

    def action_who(self) -> None:
        from scrutiny_tui.tui.dialogs.who import WhoDialog

        self.app.push_screen(WhoDialog(self.workshop), self.people_changed)

    def people_changed(self, _result: object = None) -> None:
        """Bring the page to a changed list of people."""

    def action_take_answers(self) -> None:
        from scrutiny_tui.tui.screens.errands import ask_import

        ask_import(self)

    def action_paper(self) -> None:
        from scrutiny_tui.tui.screens.errands import ask_paper

        path = self.workshop.path
        ask_paper(self, self.workshop.session, self.workshop.pack, path.with_name(f"{path.stem}-paper"))

    def action_details(self) -> None:
        from scrutiny_tui.tui.screens.details import DetailsPage

        self.app.push_screen(DetailsPage(self.desk, self.workshop), self._show_details)

    def _show_details(self, told: str | None) -> None:
        """Build this page again where details were kept; where nothing was changed it is as it was left."""
        if told is not None:
            self.tell(told)
            self.replace_with(resumed_page(self.desk, self.workshop))

    def action_handover(self) -> None:
        from scrutiny_tui.tui.dialogs.writing import WritingDialog

        title = "Note to the next facilitator"
        text = self.workshop.session.sitting.handover
        self.app.push_screen(WritingDialog(title, text=text), self._keep_handover)

    def _keep_handover(self, written: tuple[str, str] | None) -> None:
        if written is not None and self.attempt(self.workshop.leave_note, written[1]):
            self.tell("The note is kept for whoever opens this workshop next.")

    def action_note(self) -> None:
        from scrutiny_tui.domain.session import NoteKind
        from scrutiny_tui.tui.dialogs.writing import WritingDialog

        dialog = WritingDialog(f"Note on step {self.item.id}", kinds=tuple(NoteKind))
        self.app.push_screen(dialog, self._keep_note)

    def _keep_note(self, written: tuple[str, str] | None) -> None:
        from scrutiny_tui.domain.session import NoteKind

        if written is not None and self.attempt(
            self.workshop.add_note, self.place.item, NoteKind(written[0]), written[1]
        ):
            self.tell("The note is kept.")
            self.written()

    def action_notes(self) -> None:
        from scrutiny_tui.tui.screens.notes import ask_notes

        ask_notes(self)

    def action_shared_view(self) -> None:
        from scrutiny_tui.tui.dialogs.agree import AgreeDialog

        levels = self.workshop.session.wording.levels
        earlier = self.workshop.session.agreed.get(self.place.item)
        self.app.push_screen(AgreeDialog(self.item, levels, earlier), self._keep_view)

    def _keep_view(self, view: AgreedLevel | None) -> None:
        if view is not None and self.attempt(self.workshop.agree, view):
            self.tell("Our shared view is kept, for the committee to confirm.")
            self.written()

    def written(self) -> None:
        """Bring the page to something that was just written down."""

    def ask_again(self, item: int) -> None:
        """Ask whether an item is to be answered again; its results so far are kept."""
        from scrutiny_tui.tui.dialogs.ask import AskDialog

        def decide(choice: str | None) -> None:
            if choice == "yes":
                self.go(self.desk.way, item)

        asked = self.workshop.item(item)
        question = f"Answer {'Prompt' if asked.step else 'Step'} {asked.id} again? The first result is kept."
        choices = (("no", "No, leave it as it is"), ("yes", "Yes, answer again"))
        self.app.push_screen(AskDialog(question, choices), decide)

    def action_lesson(self) -> None:
        from scrutiny_tui.tui.screens.lesson import LessonPage

        self.app.push_screen(LessonPage(self.desk, self.workshop, self.place))
