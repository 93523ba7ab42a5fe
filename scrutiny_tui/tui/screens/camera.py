"""Raised cards, read by a camera: who is still to be seen, and nothing of what the cards say."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import ClassVar, Final

from textual import on
from textual.events import ScreenResume, ScreenSuspend, Unmount
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from scrutiny_tui.acts.card_vote import CardVote
from scrutiny_tui.acts.card_watch import CardWatch, Sighting, open_camera
from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.phrases import several
from scrutiny_tui.domain.session import PageName, Place
from scrutiny_tui.store.cameras import FoundCamera
from scrutiny_tui.store.card_reader import NO_CAMERA_PART, Reading, camera_ready
from scrutiny_tui.tui.commands import Command, letter
from scrutiny_tui.tui.dialogs import ask
from scrutiny_tui.tui.screens.open_vote import VOTING, OpenVote
from scrutiny_tui.tui.screens.workshop_page import WorkshopPage
from scrutiny_tui.tui.text import retell
from scrutiny_tui.tui.themes import styles
from scrutiny_tui.view.page_view import CardsShown, Shown

_DARK: Final = 50
"""A picture is dark if it is less bright than this on average, from 0 to 255."""
_STARTING: Final = "The camera is being switched on."
_ON: Final = "The camera is on."
_BY_SLIP: Final = "Press s to enter the answers as slips."


class Seen(Message):
    """A picture was read, or there was none."""

    def __init__(self, watch: CardWatch, sighting: Sighting) -> None:
        super().__init__()
        self.watch = watch
        self.sighting = sighting

    def can_replace(self, message: Message) -> bool:
        """Take the place of an earlier picture that was not looked at yet."""
        return isinstance(message, Seen)


class CameraPage(WorkshopPage):
    """Takes answers from raised cards. It begins with a trial, in which none counts, once in a workshop.

    The camera is on only while this page is on top: not below a question, not while the screen is blank. What is shown
    depends on who was read, never on what a card says.
    """

    CSS_PATH = styles("voting")
    vote: OpenVote
    page_name = PageName.CARDS
    commands: ClassVar[tuple[Command, ...]] = (
        Command(
            "trial(False)",
            "enter",
            "Begin",
            "End the trial: from now on cards count.",
            footer=True,
            when=lambda page: page.is_trial,
        ),
        Command(
            "slips",
            letter("s"),
            "Slips",
            "Switch the camera off, and enter the answers of everyone who was not read.",
            footer=True,
        ),
        Command(
            "trial(True)",
            letter("c"),
            "Check",
            "See how well the cards are seen. None counts meanwhile.",
            footer=True,
            when=lambda page: not page.is_trial,
        ),
        *VOTING,
        Command("camera", "", "Choose another camera", "Look for cameras again, and choose one."),
    )
    help_text = (
        "Everyone raises a card, with the answer at the top. A card counts once it was held still for about a second; turned "
        "to another answer, it is read again until you show the result. Whoever gives no answer keeps the card down and tells "
        "you: press s and enter it as a slip. No picture is shown, kept or sent."
    )

    def __init__(self, desk: Desk, workshop: Workshop, place: Place) -> None:
        super().__init__(desk, workshop, place)
        self.vote = OpenVote(self, PageName.CARDS)
        self.is_trial = not desk.cards.tried
        self._cards: CardVote | None = None
        """The vote as the cards know it; None before it is open."""
        self._watching: CardWatch | None = None
        """Who has the camera on; None while it is off."""
        self._reading: Reading | None = None

    def body(self) -> Iterable[Widget]:
        yield from super().body()
        yield Static("", id="camera", markup=False)
        yield Static("", id="echo")

    def public(self) -> Shown:
        return Shown(self.place, cards=self._shown())

    def _shown(self) -> CardsShown:
        if self._cards is None or not self.is_trial:
            return CardsShown(self._cards.unread if self._cards else ())
        reading = self._reading
        if reading is None:
            return CardsShown(trial=True)
        seen = tuple(sorted(reading.cards))
        unseen = self._cards.missing_from(seen)
        return CardsShown(unseen, True, seen, reading.small, reading.brightness < _DARK)

    def opened(self) -> None:
        self._cards = CardVote(self.desk, self.workshop, self.place.item)
        self.written()
        self._switch_on()

    @on(ScreenResume)
    def _switch_on(self) -> None:
        """Watch for cards, if the vote is open and nobody does."""
        if self._cards is None or self._watching is not None:
            return
        if not camera_ready():
            self._report(f"{NO_CAMERA_PART} {_BY_SLIP}")
            return

        def pass_on(sighting: Sighting) -> None:
            self.post_message(Seen(watch, sighting))

        watch = CardWatch(partial(open_camera, self.desk), self._cards.dealt, pass_on)
        watch.counts = not self.is_trial
        self._watching = watch
        self._report(_STARTING)
        self.run_worker(watch.run, thread=True, group="camera", name="reading cards")

    @on(ScreenSuspend)
    @on(Unmount)
    def _switch_off(self) -> None:
        watch, self._watching = self._watching, None
        if watch is not None:
            watch.stop()

    @on(Seen)
    def _see(self, event: Seen) -> None:
        """Take what the cards say, and show who is still to be seen."""
        sighting = event.sighting
        is_late = event.watch is not self._watching
        if is_late or self._cards is None or not self._cards.is_open:
            return
        if sighting.cameras:
            self._choose(sighting.cameras)
            return
        before, self._reading = (self._shown(), self.vote.turnout), sighting.reading
        taken = self.is_trial or self.attempt(self._cards.take, sighting.said)
        if taken and (self._shown(), self.vote.turnout) != before:
            self.written()
        self._report(f"{sighting.trouble} {_BY_SLIP}" if sighting.trouble else _told(self._cards))

    def _report(self, told: str) -> None:
        retell(self.query_one("#camera", Static), told)

    def _choose(self, cameras: tuple[FoundCamera, ...]) -> None:
        """Ask which camera; the choice is kept on this computer."""

        def take(number: int) -> None:
            self.desk.cards.camera = number

        choices = {
            f"Camera {each.number} ({each.width} × {each.height})": partial(take, each.number)
            for each in cameras
        }
        ask(self, "Which camera sees the room?", choices, left=partial(take, cameras[0].number))

    def action_camera(self) -> None:
        self.desk.cards.camera = None
        self._switch_off()
        self._switch_on()

    def action_trial(self, trial: bool) -> None:
        self.is_trial = trial
        self.desk.cards.tried = self.desk.cards.tried or not trial
        if self._watching is not None:
            self._watching.counts = not trial
        self.written()

    def action_slips(self) -> None:
        self.desk.cards.rest_on_slips = True
        self.go(PageName.ANSWERS)


def _told(cards: CardVote) -> str:
    """Return what there is to say while the camera is on."""
    if not cards.left_over:
        return cards.why_not or _ON
    more = several(len(cards.left_over), "more card is raised", "more cards are raised")
    return f"{more} than people are here. Press w to mark who is here."
