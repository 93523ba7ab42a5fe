"""Opening a workshop: where it was left, what is asked first, or what is in the way."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.acts.follow_up_acts import six_months_on
from scrutiny_tui.acts.opening import Beginning, asked_about_labels, beginning
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.errors import EditedError, ProblemsError, ScrutinyError
from scrutiny_tui.domain.phrases import day
from scrutiny_tui.domain.session import PageName, Place, Session
from scrutiny_tui.store.disk_errors import DamagedError
from scrutiny_tui.tui.commands import Command
from scrutiny_tui.tui.dialogs import ask
from scrutiny_tui.tui.screens.navigation import (
    CLOSING_FIRST,
    FURTHER,
    named,
    page_at,
    possible,
    resumed_page,
)
from scrutiny_tui.tui.screens.page import Page
from scrutiny_tui.tui.screens.workshop_page import WorkshopPage
from scrutiny_tui.tui.text import words
from scrutiny_tui.tui.themes import styles
from scrutiny_tui.tui.widgets.texts import Lines, Paragraph
from scrutiny_tui.view.page_view import Shown
from scrutiny_tui.view.result_pages import so_far


def open_here(page: Page, path: Path, *, accept_edit: bool = False) -> None:
    """Open a session from a page, telling what is in the way; ask first where it was changed outside the program."""
    try:
        workshop = page.desk.open(path, accept_edit=accept_edit)
    except ScrutinyError as error:
        is_damaged = isinstance(error, DamagedError | ProblemsError)
        if isinstance(error, EditedError):
            _ask_edited(page, path, error)
        elif not (is_damaged and named("damaged workshop")(page, path, str(error))):
            _offer_to_look(page, path, str(error))
        return
    show_opened(page, workshop)


def show_opened(page: Page, workshop: Workshop) -> None:
    """Go to where the workshop that was just opened was left."""
    opened = page.result_of(opening_page, page.desk, workshop)
    if opened is not None:
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
    if first is Beginning.PLACE:
        page = resumed_page(desk, workshop)
    else:
        page = ResumePage(desk, workshop, same_sitting=first is Beginning.NOTE)
    if first is not Beginning.SITTING:
        # The room sees the page before the disk is asked; nothing on it depends on that.
        page.call_after_refresh(page.attempt, workshop.continue_sitting)
    return page


def _offer_to_look(page: Page, path: Path, told: str) -> None:
    """Offer to read a workshop that cannot be opened; where it cannot be read either, say only what is wrong."""
    if not page.desk.library.can_look(path):
        page.app.push_screen(named("text")("This workshop can't be opened", told))
        return

    choices = {
        "Leave it": None,
        "Open read-only": partial(_look, page, path),
    }
    ask(page, "This workshop can't be opened for answers", choices, told)


def _look(page: Page, path: Path) -> None:
    workshop = page.result_of(page.desk.look, path)
    if workshop is not None:
        show_opened(page, workshop)


def _ask_edited(page: Page, path: Path, error: EditedError) -> None:
    if error.has_twin:
        question, opening = "Two files hold this workshop", "Open this file and leave the other"
    else:
        question, opening = (
            "This file was changed outside the program",
            "Open it and keep a copy of the old one",
        )
    choices = {"Leave it": None, opening: partial(open_here, page, path, accept_edit=True)}
    ask(page, question, choices, str(error))


class ResumePage(WorkshopPage):
    """Where you got to, after asking whether this is a new sitting where that is not known."""

    CSS_PATH = styles("reading")
    page_name = "where you got to"
    shows_place = False
    shows_clock = False
    meets_break = False
    commands: ClassVar[tuple[Command, ...]] = (
        Command("next", "right,pagedown,enter", "Continue", "Continue where you left off.", footer=True),
        Command("who", "w,W", "Who is here", "Mark who is here.", footer=True),
        *FURTHER,
        CLOSING_FIRST,
    )
    help_text = (
        "What is done, what you agreed, who was here, what was read out about answers, and the last note."
    )

    def __init__(self, desk: Desk, workshop: Workshop, *, same_sitting: bool = False) -> None:
        """Take the workshop; `same_sitting` says that it goes on with its sitting, so that nothing is asked."""
        super().__init__(desk, workshop, workshop.session.place)
        self._known = same_sitting

    def body(self) -> Iterable[Widget]:
        yield Static("Where you got to", classes="heading")
        yield Static(words(who_facilitates(self.workshop.session)), id="facilitator")
        yield VerticalScroll(Lines(self._so_far(), id="so-far"), can_focus=False)

    def _so_far(self) -> tuple[Paragraph, ...]:
        """Return where the workshop got to, each line with what it is about standing out."""
        parts = (line.partition(": ") for line in so_far(self.workshop.session).splitlines())
        return tuple(
            Paragraph(f"{about}{colon}" * bool(colon), told or about, 2) for about, colon, told in parts
        )

    def begin(self) -> None:
        super().begin()
        if not self._known:
            self.call_after_refresh(self._ask)

    def _ask(self) -> None:
        same = "Same session", partial(self._resume, self.workshop.continue_sitting)
        new = "New session", self._ask_labels
        later = (
            "Six months on: what became of the actions",
            partial(self._resume, six_months_on.run, self.workshop),
        )
        # What is likely comes first: a session seldom goes on past midnight.
        likely = (new, same) if self.workshop.was_another_day else (same, new)
        choices = dict((*likely, later) if self.workshop.session.actions else likely)
        used = self.workshop.used_before
        last = f"Last used on {day(used)}. " if used else ""
        told = f"{last}If it is, unfinished answers are dropped and everyone is marked as here."
        ask(self, "Is this a new session?", choices, told, left=self.action_home)

    def _resume(self, act: Callable[..., object], *arguments: Any) -> None:
        if self.attempt(act, *arguments):
            self.replace_with(resumed_page(self.desk, self.workshop))

    def _ask_labels(self) -> None:
        """Ask whether people have the same labels as last time; if no answer has a label there is nothing to ask."""
        question = asked_about_labels(self.workshop)
        if question is None:
            self._begin(labels_kept=True)
            return
        choices = {
            question.no: partial(self._begin, labels_kept=False),
            question.yes: partial(self._begin, labels_kept=True),
        }
        ask(self, question.text, choices, question.told, left=self.action_home)

    def _begin(self, *, labels_kept: bool) -> None:
        if self.attempt(self.workshop.begin_sitting, labels_kept=labels_kept):
            self._show()
            self.action_who()

    def _show(self) -> None:
        self.query_one("#facilitator", Static).update(words(who_facilitates(self.workshop.session)))
        self.query_one("#so-far", Lines).paragraphs = self._so_far()

    def public(self) -> Shown:
        """Return the first page: what is shown here is for the facilitator, before the room is ready."""
        return Shown(Place())

    def set_up_anew(self) -> None:
        self._show()

    def action_next(self) -> None:
        """Go on with the promise, which is read out in each sitting, before the place where the room was."""
        place = possible(self.workshop, self.workshop.session.place)
        promised = self.workshop.session.sitting.promised
        before = {PageName.WELCOME, PageName.BRIEFING, PageName.PROMISE, PageName.FOLLOW_UP}
        target = place if promised or place.page in before else Place(PageName.PROMISE, place.item)
        self._resume(self.workshop.move_to, target)


def who_facilitates(session: Session) -> str:
    """Return who is recorded as the facilitator of this sitting, and how to change it."""
    who = session.sitting.facilitator
    return (
        f"Facilitator today: {who} (press f to change)"
        if who
        else "No facilitator is recorded (press f to add one)"
    )
