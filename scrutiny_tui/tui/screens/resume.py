"""A workshop that is opened again after a pause, or with a note from whoever had it before."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.phrases import day
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.domain.session import PageName, Place, Session
from scrutiny_tui.tui.commands import Command, bindings
from scrutiny_tui.tui.screens.navigation import opened_at, possible
from scrutiny_tui.tui.screens.workshop_page import WorkshopPage
from scrutiny_tui.tui.styling import styles
from scrutiny_tui.tui.text import words
from scrutiny_tui.view.page_view import Shown
from scrutiny_tui.view.result_pages import so_far


class ResumePage(WorkshopPage):
    """Where you got to, after asking whether this is a new sitting where that is not known."""

    CSS_PATH = styles("reading")
    page_name = "where you got to"
    shows_place = False
    shows_clock = False
    meets_break = False
    commands: ClassVar[tuple[Command, ...]] = (
        Command("next", "right,pagedown,enter", "Go on", "Go on where the workshop was left.", footer=True),
        Command("who", "w,W", "Who is here", "Mark who is here and who is not.", footer=True),
        Command("scroll(1)", "down", "Further down", "Show what is below."),
        Command("scroll(-1)", "up", "Further up", "Show what is above."),
        Command("back", "escape", "Back to the start page", "Close this workshop. Everything is saved."),
    )
    BINDINGS = bindings(commands)
    help_text = (
        "What is done, the shared views, who was here, the promise that was read out, and the last note."
    )

    def __init__(self, desk: Desk, workshop: Workshop, *, same_sitting: bool = False) -> None:
        """Take the workshop; `same_sitting` says that it goes on with its sitting, so that nothing is asked."""
        super().__init__(desk, workshop, workshop.session.place)
        self._known = same_sitting

    def body(self) -> Iterable[Widget]:
        yield Static("Where you got to", classes="heading")
        yield Static(words(who_facilitates(self.workshop.session)), id="facilitator")
        yield VerticalScroll(Static(words(so_far(self.workshop.session)), id="so-far"), can_focus=False)

    def begin(self) -> None:
        super().begin()
        if not self._known:
            self.call_after_refresh(self._ask)

    def _ask(self) -> None:
        from scrutiny_tui.tui.dialogs.ask import AskDialog

        same, new = ("same", "The same sitting"), ("new", "A new sitting")
        # What is likely comes first: a sitting seldom goes on past midnight.
        choices = (new, same) if self.workshop.was_another_day else (same, new)
        used = self.workshop.used_before
        last = f"Last used on {day(used)}. " if used else ""
        explanation = f"{last}In a new sitting an unfinished vote is set aside, and everybody counts as here until marked absent."
        about = (
            "The same sitting goes on where it was left. A new sitting asks next about the labels and then who is here. "
            "Esc closes the workshop and changes nothing."
        )
        question = "Same sitting, or a new one?"
        self.app.push_screen(AskDialog(question, choices, explanation, about=about), self._decide)

    def _decide(self, choice: str | None) -> None:
        if choice == "same":
            if self.attempt(self.workshop.continue_sitting):
                place = possible(self.workshop, self.workshop.session.place)
                self.replace_with(opened_at(self.desk, self.workshop, place))
        elif choice == "new":
            self._ask_labels()
        else:
            self.action_back()

    def _ask_labels(self) -> None:
        """Ask whether people have their labels from the last time; without labels there is nothing to ask."""
        from scrutiny_tui.tui.dialogs.ask import AskDialog

        if self.workshop.session.details.secrecy is not Secrecy.LABELS:
            self._begin("yes")
            return
        choices = (("no", "No, or not sure"), ("yes", "Yes, everybody has the same label"))
        told = "Only then can answers be compared with the last time person by person."
        about = (
            "Either begins the new sitting. After No, how people moved between two times is not shown across the "
            "sittings. Esc closes the workshop and changes nothing."
        )
        question = "Do people have the same labels as last time?"
        self.app.push_screen(AskDialog(question, choices, told, about=about), self._begin)

    def _begin(self, kept: str | None) -> None:
        if kept is None:
            self.action_back()
        elif self.attempt(self.workshop.begin_sitting, labels_kept=kept == "yes"):
            self._show()
            self.action_who()

    def _show(self) -> None:
        self.query_one("#facilitator", Static).update(words(who_facilitates(self.workshop.session)))
        self.query_one("#so-far", Static).update(words(so_far(self.workshop.session)))

    def public(self) -> Shown:
        """Return the first page: what is shown here is for the facilitator, before the room is ready."""
        return Shown(Place())

    def set_up_anew(self) -> None:
        self._show()

    def action_next(self) -> None:
        """Go on with the promise, which is read out in each sitting, before the place where the room was."""
        place = possible(self.workshop, self.workshop.session.place)
        promised = self.workshop.session.sitting.promised
        before = {PageName.WELCOME, PageName.BRIEFING, PageName.PROMISE}
        target = place if promised or place.page in before else Place(PageName.PROMISE, place.item)
        if self.attempt(self.workshop.move_to, target):
            self.replace_with(opened_at(self.desk, self.workshop, target))

    def action_scroll(self, by: int) -> None:
        self.query_one(VerticalScroll).scroll_relative(y=by * 3, animate=False)

    def action_back(self) -> None:
        self.action_home()


def who_facilitates(session: Session) -> str:
    """Return who is recorded as the facilitator of this sitting, and how to change it."""
    who = session.sitting.facilitator
    return (
        f"Facilitator of this sitting: {who} (f: somebody else)"
        if who
        else "No facilitator is recorded (f: say who)"
    )
