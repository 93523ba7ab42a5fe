"""What the pages of a workshop share: the step bar, where they lead, and what can be written down anywhere."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual import on
from textual.binding import BindingsMap
from textual.widget import Widget

from scrutiny_tui.acts.act import Act, Given
from scrutiny_tui.acts.catalogue import CATALOGUE
from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.secrecy import Mode
from scrutiny_tui.domain.session import PageName, Place
from scrutiny_tui.domain.voting import EVERY_WAY, keeps_apart
from scrutiny_tui.domain.wording import Item
from scrutiny_tui.store.viewed_file import REFUSED
from scrutiny_tui.tui.act_run import run_act
from scrutiny_tui.tui.commands import Command, act_command, bindings, letter
from scrutiny_tui.tui.screens.afterwards import AFTERWARDS, LeadsOn
from scrutiny_tui.tui.screens.handing_over import HANDING, HandingPage
from scrutiny_tui.tui.screens.navigation import go, go_home, resumed_page
from scrutiny_tui.tui.screens.saving_page import ABOUT_FILES
from scrutiny_tui.tui.screens.timing import TIMING, ask_clock, show_day
from scrutiny_tui.tui.widgets.bars import StepBar

if TYPE_CHECKING:
    from scrutiny_tui.domain.public_view import Shown


def _takes_files(page: Any) -> bool:
    return keeps_apart(page.workshop.session.details)


EVERYWHERE: Final = (
    Command(
        "overview", letter("o"), "Overview", "See all steps and what to talk about next.", everywhere=True
    ),
    Command(
        "who", letter("w"), "Who is here", "Mark who is here and who is not.", everywhere=True, changes=True
    ),
    *TIMING,
    *AFTERWARDS,
    Command("home", "", "Close this workshop", "Go to the start page. Everything is saved.", everywhere=True),
    Command(
        "take_answers",
        "",
        "Take answers from a file",
        "Take answers that came back before the day.",
        everywhere=True,
        changes=True,
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
)
"""What every page of a workshop offers."""


LESSON: Final = Command(
    "lesson", letter("l"), "Lesson", "Show the lessons, signs and examples that bear on this step."
)
"""What every page about a step offers."""


class WorkshopPage(LeadsOn, HandingPage):
    """A page of an open workshop."""

    shows_steps: ClassVar[bool] = True
    page_name: ClassVar[str] = ""
    """Under this name the acts say that they are offered here; empty for a page that offers none."""

    def __init__(self, desk: Desk, workshop: Workshop, place: Place) -> None:
        super().__init__(desk, workshop)
        self.place = place
        self.act_commands = tuple(act_command(act, self.page_name) for act in CATALOGUE.on(self.page_name))
        """What can be asked for here, made from the descriptions of the acts."""
        self._bindings = BindingsMap.merge([self._bindings, BindingsMap(bindings(self.act_commands))])

    def here(self) -> Given:
        """Return what the page says about the parameters of an act."""
        return {"step": self.item}

    def action_act(self, name: str) -> None:
        self.begin_act(CATALOGUE.acts[name])

    def begin_act(self, act: Act, **known: Any) -> None:
        """Do an act, asking for what neither the page nor the caller says."""
        run_act(self, act, {**self.here(), **known})

    def do(self, act: Act, values: Given) -> bool:
        """Do an act whose parameters are known, say that it is done, and show what came of it."""
        before, told = self.workshop.session, [""]
        if not self.attempt(lambda: told.append(act.do(self.workshop, values))):
            return False
        self.keep_copy()
        told.append(self.workshop.take_erased())
        self.tell(" ".join(filter(None, told)))
        now = self.workshop.session
        if (now.details, now.voters) != (before.details, before.voters):
            self.set_up_anew()
        else:
            self.acted(act)
        return True

    def set_up_anew(self) -> None:
        """Build the page again after a change of what was set up, which may stand anywhere on it."""
        self.replace_with(resumed_page(self.desk, self.workshop))

    def acted(self, act: Act) -> None:
        """Show what came of an act, here or on the page that shows it."""
        if act.leads_to and act.leads_to != self.place.page:
            self.go(PageName(act.leads_to), self.item.step or self.item.number)
        else:
            self.written()
            self.show_clock()
            self.meet_break()

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
