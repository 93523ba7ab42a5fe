"""The facilitator's side of a second window for the room: what is drawn here is published, private notes are shown here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.tui.calm_end import CalmEnd
from scrutiny_tui.tui.commands import Command

if TYPE_CHECKING:
    from scrutiny_tui.tui.screens.workshop_page import WorkshopPage
    from scrutiny_tui.view.publisher import Publisher


def _may_be_private(app: Any) -> bool:
    return bool(app.has_workshop and not app.is_private)


def _is_private(app: Any) -> bool:
    return bool(app.has_workshop and app.is_private)


PRIVATE: Final = (
    Command(
        "private(True)",
        "",
        "Audience window is open: show private notes here",
        "Show notes for the facilitator and who is missing in this window. Only where the room sees the other one.",
        when=_may_be_private,
    ),
    Command(
        "private(False)",
        "",
        "Hide private notes",
        "Show nothing here that the room may not see.",
        when=_is_private,
    ),
    Command("private_notes", "", "Private notes", "Read all private notes of this page.", when=_is_private),
)
"""The commands for the facilitator's own window."""


class TwoWindows(CalmEnd):
    """An app whose pages can be followed by an audience window."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.is_private = False
        """Whether private notes are shown: switched on by hand, because nobody can know who watches which window."""
        self._publisher: Publisher | None = None

    @property
    def has_workshop(self) -> bool:
        """Whether a workshop is open."""
        return self._desk.workshop is not None

    def post_display_hook(self) -> None:
        """Publish what has just been drawn: after an acknowledgement, never before it."""
        if self._publisher is None and not self.has_workshop:
            return
        from scrutiny_tui.tui.publishing import shown_to_room
        from scrutiny_tui.view.publisher import Publisher

        self._publisher = self._publisher or Publisher(self._desk)
        if not self.screen_stack:
            return
        changed = self._publisher.follow(shown_to_room(self._desk.workshop, self.screen_stack))
        if changed and self.is_private:
            self._show_private()

    def on_unmount(self) -> None:
        """Take away what was published."""
        if self._publisher:
            self._publisher.close()

    def action_private(self, shown: bool) -> None:
        """Show private notes in this window, or hide them again; ask first whether the room sees another window."""
        if shown:
            from scrutiny_tui.tui.dialogs.ask import AskDialog

            choices = (("no", "No, or not sure"), ("yes", "Yes, the room sees the other window"))
            about = (
                "No changes nothing. Yes shows notes for the facilitator and who is missing in this window."
            )
            self.push_screen(
                AskDialog("Does the room see another window?", choices, about=about), self._decide
            )
        else:
            self._set_private(shown=False)

    def _decide(self, choice: str | None) -> None:
        if choice == "yes":
            self._set_private(shown=True)

    def _set_private(self, *, shown: bool) -> None:
        self.is_private = shown
        self._show_private()
        trouble = self._publisher.trouble if self._publisher else ""
        if shown and trouble:
            self.workshop_pages[-1].warn(f"The audience window gets nothing to show: {trouble}.")

    def action_private_notes(self) -> None:
        """Show all private notes, which may be more than fit beside the page."""
        from scrutiny_tui.tui.dialogs.telling import TellingDialog

        told = self._private_notes(self.workshop_pages[-1])
        self.push_screen(TellingDialog("For you only", told or "There are no private notes on this page."))

    @property
    def workshop_pages(self) -> list[WorkshopPage]:
        """The pages of the workshop that are open over one another, the last one on top."""
        from scrutiny_tui.tui.screens.workshop_page import WorkshopPage

        return [
            each
            for each in self.screen_stack
            if isinstance(each, WorkshopPage) and each.workshop is self._desk.workshop
        ]

    def _show_private(self) -> None:
        for page in self.workshop_pages:
            _show(page, self._private_notes(page) if self.is_private else "")

    def _private_notes(self, page: WorkshopPage) -> str:
        """Return what is for the facilitator only: of the page, and that the plan of the day is over."""
        from scrutiny_tui.view.phrases import over_words

        notes, day = page.private_notes(), page.workshop.day()
        if notes is None:
            return ""
        return "\n".join(filter(None, (over_words(day) if day.over > 0 else "", notes)))


def _show(page: WorkshopPage, text: str) -> None:
    """Show private notes in a strip above the keys of a page; an empty text takes it away."""
    from scrutiny_tui.tui.widgets.bars import MessageLine, PrivateStrip

    strip = page.query_one_optional(PrivateStrip)
    if strip is None and text:
        strip = PrivateStrip()
        page.mount(strip, before=page.query_one(MessageLine))
    if strip is not None:
        strip.text = text
        strip.display = bool(text)
