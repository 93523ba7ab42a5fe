"""What every part of the plain twin works with: the workshop, the console, the audience window, what to do when refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.acts.workshop import TWO_AGAIN, Workshop
from scrutiny_tui.cli.plain.console import Choice, Console
from scrutiny_tui.domain.errors import ScrutinyError
from scrutiny_tui.domain.public_view import Shown
from scrutiny_tui.domain.session import PageName, Place, Session
from scrutiny_tui.domain.wording import Item
from scrutiny_tui.store.places import typed_path
from scrutiny_tui.view.publisher import Publisher

_AGAIN: Final = Choice("again", "try once more, after space was made or a stick put back")
_LEAVE: Final = Choice("leave", "leave it; it is not kept")
_ELSEWHERE: Final = Choice("folder", "carry on in another folder, such as one on a stick")


class Room:
    """An open workshop and whoever types."""

    def __init__(self, desk: Desk, workshop: Workshop, console: Console) -> None:
        self.desk = desk
        self.workshop = workshop
        self.console = console
        self.is_blank = False
        """Whether an audience window shows nothing."""
        self._told_copy = ""
        """What was said last about there being one copy only."""
        self._shown = Shown(workshop.session.place)
        self._publisher = Publisher(desk, ticks=True)
        self._publish()

    def close(self) -> None:
        """Leave an audience window without anything to follow."""
        self._publisher.close()

    @property
    def shown(self) -> Shown:
        """What an audience window shows."""
        return self._shown

    def show(self, shown: Shown) -> None:
        """Let an audience window, where there is one, show this until it is told otherwise."""
        self._shown = shown
        self._publish()

    def show_page(self, page: PageName, item: int | None = None) -> None:
        """Let an audience window show a page about an item, the step that the room is at where none is named."""
        self.show(Shown(Place(page, self.step.number if item is None else item)))

    def blank(self) -> None:
        """Let an audience window show nothing, or again what it would show."""
        self.is_blank = not self.is_blank
        self._publish()

    @property
    def session(self) -> Session:
        """The session as it is now."""
        return self.workshop.session

    @property
    def step(self) -> Item:
        """The step that the room is at."""
        item = self.workshop.session.wording.item(self.session.place.item)
        return self.workshop.session.wording.item(item.step or item.number)

    def go_to(self, step: int, page: PageName = PageName.STEP) -> None:
        """Go to a step; a workshop that is opened again begins there."""
        self.go(Shown(Place(page, step)))

    def go(self, shown: Shown) -> None:
        """Go to a place and let an audience window show it."""
        self.attempt(lambda: self.workshop.move_to(shown.place), shown)

    def change(self, move: Callable[..., Session], *arguments: Any) -> bool:
        """Save what a move makes of the session; say why and return False if it was refused."""
        return self.attempt(lambda: self.workshop.save(move(self.workshop.session, *arguments)))

    def attempt(self, act: Callable[[], object], shown: Shown | None = None) -> bool:
        """Do something; say why where it is refused, and ask what to do where it could not be saved.

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
                self.show(shown or self._shown)
                return True

    def look_after_copies(self) -> None:
        """Make a lost second copy again where that is possible, and a dated copy where one is due; say what came of it.

        Never between an answer and its acknowledgement.
        """
        if self.workshop.renew_copy():
            self.console.say(TWO_AGAIN)
        self._say_copies()
        self.console.say(*filter(None, [self.workshop.keep_copy()]))

    def _say_copies(self) -> None:
        """Say once that only one copy is kept, and why."""
        told, self._told_copy = self._told_copy, self.workshop.one_copy
        if self._told_copy != told:
            self.console.say(*filter(None, [self._told_copy]))

    def _publish(self) -> None:
        self._publisher.follow(replace(self._shown, blank=self.is_blank))

    def _meet_trouble(self) -> bool:
        """Ask how to go on where something could not be saved; return whether to do it again."""
        while True:
            self.console.say("Everything that was in before is safe. This last entry is not kept.")
            chosen = self.console.choose("What now?", (_AGAIN, _ELSEWHERE, _LEAVE))
            if chosen == _LEAVE.key:
                return False
            if chosen == _AGAIN.key and not self.workshop.is_stuck:
                return True
            if self._carried_on(chosen):
                return True

    def _carried_on(self, chosen: str) -> bool:
        """Carry on in a new file, beside the old one or in a folder that is typed; return whether it worked."""
        folder = self.workshop.path.parent
        if chosen == _ELSEWHERE.key:
            typed = self.console.ask("Type the folder. A path can name people.")
            if not typed:
                return False
            folder = typed_path(typed).absolute()
        try:
            self.console.say(self.desk.carry_on(folder))
        except ScrutinyError as error:
            self.console.say(str(error))
            return False
        return True
