"""What every part of the plain twin works with: the workshop, the console, the audience window, what to do when refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from scrutiny_tui.acts.act import Question
from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.acts.timekeeping import end_break
from scrutiny_tui.acts.workshop import TWO_AGAIN, Workshop
from scrutiny_tui.cli.plain.console import Choice, Console
from scrutiny_tui.domain.errors import ScrutinyError
from scrutiny_tui.domain.pack import Item
from scrutiny_tui.domain.session import PageName, Place, Session
from scrutiny_tui.store.places import typed_path
from scrutiny_tui.view.page_view import Shown
from scrutiny_tui.view.pages import page
from scrutiny_tui.view.plain_page import plain_lines
from scrutiny_tui.view.publisher import Publisher

_AGAIN: Final = Choice("again", "try once more, after space was made or a stick put back")
_LEAVE: Final = Choice("leave", "leave it; it is not kept")
_ELSEWHERE: Final = Choice("folder", "carry on in another folder, such as one on a stick")
_ASK_FOLDER: Final = "Type the folder; Enter takes the one it is in. A path can name people."


class Room:
    """An open workshop and whoever types."""

    def __init__(self, desk: Desk, workshop: Workshop, console: Console) -> None:
        self.desk = desk
        self.workshop = workshop
        self.console = console
        self.is_blank = False
        """Whether an audience window shows nothing."""
        self.shown = Shown(workshop.session.place)
        """What an audience window shows."""
        self._told_copy = ""
        """What was said last about there being one copy only."""
        self._publisher = Publisher(desk, ticks=True)
        self.show(self.shown)

    def close(self) -> None:
        """Leave an audience window without anything to follow."""
        self._publisher.close()

    def show(self, shown: Shown) -> None:
        """Let an audience window, if there is one, show this until it is told otherwise."""
        self.shown = shown
        self._publisher.follow(replace(shown, blank=self.is_blank))

    def say_page(self, shown: Shown) -> None:
        """Say what is on a page, and let an audience window show it."""
        self.show(shown)
        self.console.say("", *plain_lines(page(self.session, shown)))

    def show_page(self, page: PageName, item: int | None = None) -> None:
        """Let an audience window show a page about an item, or about the step that the room is at."""
        self.show(Shown(Place(page, self.step.number if item is None else item)))

    def blank(self) -> None:
        """Let an audience window show nothing, or again what it would show."""
        self.is_blank = not self.is_blank
        self.show(self.shown)
        self.console.say(
            f"The audience window {'is blank' if self.is_blank else 'shows the workshop again'}."
        )

    def meet_break(self) -> None:
        """Wait until the room is back if there is a break, as after a restart too."""
        back_at, before = self.session.sitting.today.back_at, self.shown
        if back_at is None:
            return
        self.show(replace(before, on_break=True))
        self.console.say(f"Break. Back at {back_at:%H.%M}.")
        self.console.ask("Press Enter when the room goes on.")
        if not self.attempt(lambda: end_break(self.workshop), before):
            # If nothing can be saved any more, the room goes on all the same.
            self.show(before)

    @property
    def session(self) -> Session:
        """The session as it is now."""
        return self.workshop.session

    @property
    def step(self) -> Item:
        """The step that the room is at."""
        item = self.session.wording.item(self.session.place.item)
        return self.session.wording.item(item.step or item.number)

    def go_to(self, step: int, page: PageName = PageName.STEP) -> None:
        """Go to a step; a workshop that is opened again begins there."""
        self.go(Shown(Place(page, step)))

    def go(self, shown: Shown) -> None:
        """Go to a place, say what is there, and let an audience window show it."""
        if self.attempt(lambda: self.workshop.move_to(shown.place), shown):
            self.say_page(shown)

    def agrees(self, question: Question) -> bool:
        """Ask a question, the verb that leaves everything as it is first; return whether the other one is chosen."""
        self.console.say(*question.told.splitlines())
        return (
            self.console.choose(question.text, (Choice("n", question.no), Choice("y", question.yes))) == "y"
        )

    def attempt(self, act: Callable[[], object], shown: Shown | None = None) -> bool:
        """Do something; say why if it is refused, and ask what to do if it could not be saved.

        Returns whether it was done. If so, an audience window shows what came of it: on the page that it shows, or on
        `shown` from then on.
        """
        while True:
            try:
                act()
            except ScrutinyError as error:
                self.console.say(str(error))
                self._say_copies()
                if not self.workshop.take_refusal() or not self._meet_trouble():
                    return False
            else:
                self._say_copies()
                self.show(shown or self.shown)
                return True

    def look_after_files(self) -> None:
        """Make a lost second copy again if that is possible, and a dated copy if one is due; say what came of it.

        Never between an answer and its acknowledgement.
        """
        if self.workshop.renew_copy():
            self.console.say(TWO_AGAIN)
        self._say_copies()
        self.console.say(*filter(None, [self.workshop.keep_copy(), self.workshop.take_erased()]))

    def _say_copies(self) -> None:
        """Say once that only one copy is kept, and why."""
        told, self._told_copy = self._told_copy, self.workshop.one_copy
        if self._told_copy != told:
            self.console.say(*filter(None, [self._told_copy]))

    def _meet_trouble(self) -> bool:
        """Ask how to go on if something could not be saved; return whether to do it again."""
        while True:
            self.console.say("Everything that was in before is safe. This last entry is not kept.")
            chosen = self.console.choose("What now?", (_AGAIN, _ELSEWHERE, _LEAVE))
            if chosen == _LEAVE.key or (chosen == _AGAIN.key and not self.workshop.is_stuck):
                return chosen == _AGAIN.key
            folder = self.workshop.path.parent
            if chosen == _ELSEWHERE.key:
                folder = typed_path(self.console.ask(_ASK_FOLDER) or str(folder)).absolute()
            try:
                self.console.say(self.desk.carry_on(folder))
            except ScrutinyError as error:
                self.console.say(str(error))
            else:
                return True
