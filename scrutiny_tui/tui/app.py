"""The facilitator's window: the first page, the blank screen, and what the room's own window is given to show."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Final, cast

from textual.actions import ActionParseResult
from textual.dom import DOMNode
from textual.events import Event, Key
from textual.screen import ModalScreen, Screen

from scrutiny_tui.domain.session import PageName
from scrutiny_tui.tui.base_app import BaseApp
from scrutiny_tui.tui.commands import Command, bindings, letter
from scrutiny_tui.tui.dialogs import ask
from scrutiny_tui.tui.screens.navigation import named
from scrutiny_tui.tui.screens.page import Page
from scrutiny_tui.tui.widgets.bars import MessageLine, PrivateStrip

if TYPE_CHECKING:
    from scrutiny_tui.tui.screens.workshop_page import WorkshopPage
    from scrutiny_tui.view.page_view import Shown
    from scrutiny_tui.view.publisher import Publisher


def ahead() -> Iterator[Callable[[], object]]:
    """Yield small jobs that load, one after another, what the pages to come need."""
    for name in ("trouble", "text", "set up", "opened", *PageName, "larger", "act", "who"):
        yield partial(named, name)


class BlankScreen(ModalScreen[Any]):
    """Shows nothing; any key takes it away again, and does nothing else."""


BLANK_KEYS: Final = f"{letter('b')},f9,full_stop"
"""They leave every message where it is, so that an error can be read after the screen was blanked in a hurry."""


def _is_private(app: Any) -> bool:
    return app.desk.workshop is not None and bool(app.is_private)


class ScrutinyApp(BaseApp):
    """Shows the workshop that is open on the desk, else the start page."""

    commands: ClassVar[tuple[Command, ...]] = (
        *BaseApp.commands,
        Command(
            "blank",
            BLANK_KEYS,
            "Blank the screen",
            "Show nothing until the next key.",
            priority=True,
        ),
        Command(
            "private(True)",
            "",
            "Show private notes in this window…",
            "Show your notes and who is missing. Only if the projector shows the audience window.",
            when=lambda app: app.desk.workshop is not None and not app.is_private,
        ),
        Command(
            "private(False)",
            "",
            "Hide private notes",
            "Show nothing here that is for you only.",
            when=_is_private,
        ),
        Command("private_notes", "", "Private notes", "Read all of them for this page.", when=_is_private),
    )
    BINDINGS = bindings(commands)
    quiet_keys = frozenset(BLANK_KEYS.split(","))

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.is_private = False
        """Whether private notes are shown: switched on by hand, because nobody can know who watches which window."""
        self.doing: tuple[str | ActionParseResult, DOMNode | None] | None = None
        """The action that is being carried out and on what, so that it can be done again if it was not kept."""
        self._publisher: Publisher | None = None

    def get_default_screen(self) -> Screen[Any]:
        workshop = self.desk.workshop
        first: Page = named("first page")(self.desk, workshop) if workshop else named("home")(self.desk)
        return self.styled(first)

    def on_ready(self) -> None:
        """Load the pages that come next while nobody presses a key."""
        self.do_when_idle(ahead())

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        before, self.doing = self.doing, (action, default_namespace)
        try:
            return await super().run_action(action, default_namespace, namespaces)
        finally:
            self.doing = before

    async def on_event(self, event: Event) -> None:
        """While the screen is blank, let any key end that and do nothing else."""
        if isinstance(event, Key) and not event.is_forwarded and isinstance(self.screen, BlankScreen):
            self.pop_screen()
        else:
            await super().on_event(event)

    def action_blank(self) -> None:
        self.push_screen(BlankScreen())

    @property
    def workshop_pages(self) -> list[WorkshopPage]:
        """The pages of the workshop that are open over one another, the last one on top."""
        workshop, stack = self.desk.workshop, cast("list[WorkshopPage]", self.screen_stack)
        return [each for each in stack if workshop and getattr(each, "workshop", None) is workshop]

    def shown_to_room(self) -> Shown | None:
        """Return what the topmost page has for the room; None if no page of this workshop is there."""
        is_blank, pages = isinstance(self.screen, BlankScreen), reversed(self.workshop_pages)
        return next((shown for page in pages if (shown := page.blank() if is_blank else page.public())), None)

    def post_display_hook(self) -> None:
        """Publish what has just been drawn: after an acknowledgement, never before it."""
        if not self.screen_stack or (self._publisher is None and self.desk.workshop is None):
            return
        from scrutiny_tui.view.publisher import Publisher  # noqa: PLC0415

        self._publisher = self._publisher or Publisher(self.desk)
        if self._publisher.follow(self.shown_to_room()) and self.is_private:
            self._show_private()

    def on_unmount(self) -> None:
        """Take away what was published."""
        if self._publisher:
            self._publisher.close()

    def action_private(self, shown: bool) -> None:
        """Show private notes in this window, or hide them again; ask first whether the room sees another window."""
        if not shown:
            self._set_private(shown=False)
            return
        hide, show = partial(self._set_private, shown=False), partial(self._set_private, shown=True)
        choices = {"Keep private notes hidden": hide, "Show private notes here": show}
        told = "Show them here only if the projector shows the audience window."
        ask(self.screen, "Show private notes in this window?", choices, told, left=hide)

    def _set_private(self, *, shown: bool) -> None:
        self.is_private = shown
        self._show_private()
        trouble = self._publisher.trouble if self._publisher else ""
        if self.is_private and trouble:
            self.workshop_pages[-1].warn(f"The audience window has nothing to show: {trouble}.")

    def action_private_notes(self) -> None:
        """Show all private notes, which may be more than fit beside the page."""
        told = self.workshop_pages[-1].told_in_private()
        self.push_screen(named("text")("For you only", told or "This page has no private notes."))

    def _show_private(self) -> None:
        """Show private notes in a strip above the keys of each page; without any it takes no room."""
        for page in self.workshop_pages:
            text = page.told_in_private() if self.is_private else ""
            strip = page.query_one_optional(PrivateStrip)
            if strip is None and text:
                strip = PrivateStrip()
                page.mount(strip, before=page.query_one(MessageLine))
            if strip is not None:
                strip.text = text
                strip.display = bool(text)
