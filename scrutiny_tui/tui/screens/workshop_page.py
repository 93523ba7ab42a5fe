"""What the pages of a workshop share: the step bar, where they lead, and what can be written down anywhere."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual import on
from textual.widget import Widget

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.moves import add_note, agree, leave_note
from scrutiny_tui.domain.secrecy import Mode
from scrutiny_tui.domain.session import AgreedLevel, PageName, Place
from scrutiny_tui.domain.voting import EVERY_WAY, keeps_apart
from scrutiny_tui.domain.wording import Item
from scrutiny_tui.store.viewed_file import REFUSED
from scrutiny_tui.tui.commands import Command, letter
from scrutiny_tui.tui.screens.afterwards import AFTERWARDS, LeadsOn
from scrutiny_tui.tui.screens.handing_over import HANDING, HandingPage
from scrutiny_tui.tui.screens.navigation import go, go_home, resumed_page
from scrutiny_tui.tui.screens.saving_page import ABOUT_FILES
from scrutiny_tui.tui.screens.timing import TIMING, ask_break, ask_clock, show_day
from scrutiny_tui.tui.widgets.bars import StepBar

if TYPE_CHECKING:
    from scrutiny_tui.domain.public_view import Shown


def _takes_files(page: Any) -> bool:
    return keeps_apart(page.workshop.session.details)


EVERYWHERE: Final = (
    Command(
        "overview", letter("o"), "Overview", "See all steps and what to talk about next.", everywhere=True
    ),
    Command("who", letter("w"), "Who is here", "Mark who is here and who is not.", everywhere=True),
    *TIMING,
    *AFTERWARDS,
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
        when=_takes_files,
    ),
    *HANDING,
    Command(
        "compare_with",
        "",
        "Compare with an earlier one…",
        "Set this workshop beside another one, such as last year's. It names councils.",
        everywhere=True,
    ),
    *ABOUT_FILES,
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
    return bool(page.workshop.session.notes_of(page.place.item))


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


class WorkshopPage(LeadsOn, HandingPage):
    """A page of an open workshop."""

    shows_steps: ClassVar[bool] = True

    def __init__(self, desk: Desk, workshop: Workshop, place: Place) -> None:
        super().__init__(desk, workshop)
        self.place = place

    @property
    def item(self) -> Item:
        """The item that the page is about."""
        return self.workshop.session.wording.item(self.place.item)

    @property
    def last_item(self) -> int:
        """The number of the last item."""
        return len(self.workshop.session.wording.items)

    def heading(self) -> tuple[str, str, str]:
        wording = self.workshop.session.wording
        name = "Prompt" if self.item.step else "Step"
        where = f"{name} {self.item.id} of {self.last_item}" if self.shows_steps else ""
        return wording.title, self.workshop.session.details.council, where

    @property
    def done(self) -> frozenset[int]:
        """The numbers of the steps that have a result, or a shared view where there are no ballots."""
        session = self.workshop.session
        agreed = session.agreed if session.details.mode is Mode.COLLECTIVE else {}
        steps = (item.number for item in session.wording.items)
        return frozenset(number for number in steps if session.revealed(number) or number in agreed)

    def under_title(self) -> Iterable[Widget]:
        if self.shows_steps:
            titles = tuple(item.short for item in self.workshop.session.wording.items)
            yield StepBar(titles, self.item.step or self.item.number, self.done)

    def public(self) -> Shown | None:
        """Return what of this page is for the room, where the room has a window of its own; None: the page below."""
        from scrutiny_tui.domain.public_view import Shown

        return Shown(self.place)

    def private_notes(self) -> str | None:
        """Return what only the facilitator is to see, where the room has a window of its own; None: nothing may be."""
        return ""

    def go(self, page: PageName, item: int | None = None, leaf: int = 0) -> None:
        """Leave for another place of the workshop; `leaf` is the page of the briefing."""
        if self.workshop.read_only and page in EVERY_WAY:
            self.warn(REFUSED)
            return
        place = Place(page, self.place.item if item is None else item, leaf)
        self.attempt(go, self, self.desk, self.workshop, place)

    def lead_to_answers(self, item: int) -> None:
        """Go to where an item is answered; by the promise where it was not read out in this sitting."""
        session = self.workshop.session
        if session.sitting.promised:
            self.go(self.desk.way_in(session.details), item)
        elif self.attempt(self.workshop.open_round, item):
            # With the vote open, the promise leads on to the answers.
            self.go(PageName.PROMISE, item)

    @on(StepBar.Chosen)
    def _choose_step(self, event: StepBar.Chosen) -> None:
        self.leave_for_step(event.number)

    def leave_for_step(self, number: int) -> None:
        """Go to a step that was clicked."""
        self.go(PageName.STEP, number)

    def leave_for(self, page: PageName) -> None:
        """Go to a page that is about all steps."""
        self.go(page, self.item.step or None)

    def action_overview(self) -> None:
        self.leave_for(PageName.OVERVIEW)

    def action_clock(self) -> None:
        ask_clock(self)

    def action_take_break(self) -> None:
        ask_break(self)

    def action_day(self) -> None:
        show_day(self)

    def action_home(self) -> None:
        go_home(self, self.desk)

    def action_who(self) -> None:
        from scrutiny_tui.tui.dialogs.who import WhoDialog

        self.app.push_screen(WhoDialog(self.workshop), self.people_changed)

    def people_changed(self, _result: object = None) -> None:
        """Bring the page to a changed list of people."""

    def answers_taken(self) -> None:
        """Bring the page to answers that just came in from a file."""
        self.people_changed()

    def action_take_answers(self) -> None:
        from scrutiny_tui.tui.screens.errands import ask_import

        ask_import(self)

    def action_compare_with(self) -> None:
        from scrutiny_tui.tui.screens.compare import ComparePage

        self.app.push_screen(ComparePage(self.desk, self.workshop))

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
        if written is not None and self.change(leave_note, written[1]):
            self.tell("The note is kept for whoever opens this workshop next.")

    def action_note(self) -> None:
        from scrutiny_tui.domain.session import NoteKind
        from scrutiny_tui.tui.dialogs.writing import WritingDialog

        dialog = WritingDialog(f"Note on Step {self.item.id}", kinds=tuple(NoteKind))
        self.app.push_screen(dialog, self._keep_note)

    def _keep_note(self, written: tuple[str, str] | None) -> None:
        from scrutiny_tui.domain.session import NoteKind

        if written is not None and self.change(add_note, self.place.item, NoteKind(written[0]), written[1]):
            self.tell("The note is kept.")
            self.written()

    def action_notes(self) -> None:
        from scrutiny_tui.tui.screens.notes import ask_notes

        ask_notes(self)

    def action_shared_view(self) -> None:
        from scrutiny_tui.tui.dialogs.agree import AgreeDialog

        levels = self.workshop.session.wording.levels
        earlier = self.workshop.session.agreed.get(self.place.item)
        apart = self.workshop.session.details.mode is not Mode.COLLECTIVE
        self.app.push_screen(AgreeDialog(self.item, levels, earlier, apart=apart), self._keep_view)

    def _keep_view(self, view: AgreedLevel | None) -> None:
        if view is not None and self.change(agree, view):
            self.tell("Our shared view is kept, for the committee to confirm.")
            self.written()

    def written(self) -> None:
        """Bring the page to something that was just written down."""

    def ask_again(self, item: int) -> None:
        """Ask whether an item is to be answered again; its results so far are kept."""
        from scrutiny_tui.tui.dialogs.ask import AskDialog

        def decide(choice: str | None) -> None:
            if choice == "yes":
                self.lead_to_answers(item)

        asked = self.workshop.session.wording.item(item)
        question = f"Answer {'Prompt' if asked.step else 'Step'} {asked.id} again? The first result is kept."
        choices = (("no", "No, leave it as it is"), ("yes", "Yes, answer again"))
        about = (
            "No leaves the result as it is. Yes takes answers one more time; both results are kept and can be set side "
            "by side."
        )
        self.app.push_screen(AskDialog(question, choices, about=about), decide)

    def action_lesson(self) -> None:
        from scrutiny_tui.tui.screens.lesson import LessonPage

        self.app.push_screen(LessonPage(self.desk, self.workshop, self.place))
