"""What every page of an open workshop does about saving: copies, and what to do where something could not be saved."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.acts.workshop import TWO_AGAIN, Workshop
from scrutiny_tui.domain.errors import ScrutinyError
from scrutiny_tui.domain.session import PageName, Place, Session
from scrutiny_tui.tui.commands import Command
from scrutiny_tui.tui.screens.page import Page
from scrutiny_tui.tui.widgets.bars import TitleBar

READ_ONLY: Final = "Read only"


def _is_looked_at(page: Any) -> bool:
    return bool(page.workshop.read_only)


def _has_one_copy(page: Any) -> bool:
    return bool(page.workshop.one_copy)


ABOUT_FILES: Final = (
    Command(
        "second_copy",
        "",
        "Make the second copy again",
        "Try whether the folder of the second copy is back.",
        everywhere=True,
        when=_has_one_copy,
    ),
    Command(
        "read_again",
        "",
        "Read it again",
        "Show what whoever has the workshop open did meanwhile.",
        everywhere=True,
        when=_is_looked_at,
    ),
)
"""What is offered about the files where it applies."""


class SavingPage(Page):
    """A page on which things are saved. What could not be saved is met at once, and done again when it can be."""

    def __init__(self, desk: Desk, workshop: Workshop) -> None:
        super().__init__(desk)
        self.workshop = workshop

    def title_bar(self) -> TitleBar:
        title, owner, place = self.heading()
        shown = (READ_ONLY, place) if self.workshop.read_only else (place,)
        return TitleBar(title, owner, " · ".join(filter(None, shown)))

    def withholds(self, command: Command) -> bool:
        return self.workshop.read_only and command.changes

    def begin(self) -> None:
        super().begin()
        if self.workshop.renew_copy():
            self.tell(TWO_AGAIN)
        self.show_copies()
        # The room sees the page before the disk is asked for a copy.
        self.call_after_refresh(self.keep_copy)

    def on_screen_resume(self) -> None:
        """Meet what a question over this page could not save."""
        self.show_copies()
        if reason := self.workshop.take_refusal():
            self._meet_trouble(reason, lambda: None)

    def change(self, move: Callable[..., Session], *arguments: Any, **options: Any) -> bool:
        """Save what a move makes of the session; tell why and return False if it was refused."""
        return self.attempt(lambda: self.workshop.save(move(self.workshop.session, *arguments, **options)))

    def attempt(self, act: Any, *arguments: Any, **options: Any) -> bool:
        done = super().attempt(act, *arguments, **options)
        self.show_copies()
        return done

    def refused(self, error: ScrutinyError, again: Callable[[], bool]) -> None:
        reason = self.workshop.take_refusal()
        doing = getattr(self.app, "doing", None)
        if not reason:
            super().refused(error, again)
        elif doing is not None and doing[1] is self:
            # The whole act once more, so that the page goes on as if it had been kept at once.
            self._meet_trouble(reason, lambda: self.call_next(self.app.run_action, *doing))
        else:
            self._meet_trouble(reason, lambda: self._do_again(again))

    def show_copies(self) -> None:
        """Say for as long as it is so that only one copy is kept."""
        self.say_lasting(self.workshop.one_copy)

    def action_second_copy(self) -> None:
        self.tell(TWO_AGAIN if self.workshop.renew_copy() else self.workshop.one_copy)
        self.show_copies()

    def action_read_again(self) -> None:
        """Show a workshop that is only looked at as it is now: whoever has it open goes on meanwhile."""
        from scrutiny_tui.tui.screens.navigation import resumed_page

        try:
            found = self.desk.look_again()
        except ScrutinyError as error:
            self.warn(str(error))
            return
        if found is not None:
            self.tell("It is read again.")
            self.replace_with(resumed_page(self.desk, found))

    def keep_copy(self) -> None:
        """Make a dated copy where one is due, and take withdrawn words out of every file."""
        if told := self.workshop.keep_copy():
            self.warn(self.told_of_files(told))

    def told_of_files(self, told: str) -> str:
        """Return a sentence about the workshop's files as it may be shown on this page."""
        return told

    def _do_again(self, again: Callable[[], bool]) -> None:
        """Do again what a question over the page led to, and build the page anew where it is still here."""
        from scrutiny_tui.tui.screens.navigation import page_at, possible

        place = self.workshop.session.place
        if not again() or self.workshop.session.place != place:
            return
        self.tell("It is kept now.")
        now = possible(self.workshop, place)
        if now != place and self.workshop.session.revealed(place.item):
            now = Place(PageName.RESULT, place.item)
        self.replace_with(page_at(self.desk, self.workshop, now))

    def _meet_trouble(self, reason: str, again: Callable[[], None]) -> None:
        from scrutiny_tui.tui.screens.trouble import meet_trouble

        meet_trouble(self, reason, again)
