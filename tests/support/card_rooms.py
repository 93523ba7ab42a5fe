"""A room in which people hold up cards, in place of a camera. Needs OpenCV."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from scrutiny_tui.domain.errors import MachineError
from scrutiny_tui.domain.raised_cards import ANSWERS, Edge
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.store.rendered_room import Look, RenderedRoom, turned_to
from tests.support.sessions import answers

if TYPE_CHECKING:
    from scrutiny_tui.acts.desk import Desk
    from scrutiny_tui.store.card_reader import Frame

EDGES: Final[Mapping[Answer, Edge]] = {answer: edge for edge, answer in ANSWERS.items()}
SMALL_PICTURES: Final = Look(width=640, height=360, size=30.0)
_EVERY: Final = 0.25
"""Seconds from one picture to the next by the room's own clock, which lets no test wait."""


def turns(keys: str) -> dict[int, float]:
    """Return the degrees by which the first people turn their cards, such as "1 d 2"; "-" keeps a card down."""
    return {
        card: turned_to(EDGES[answers(key)[0]])
        for card, key in enumerate(keys.split(), start=1)
        if key != "-"
    }


class CardRoom:
    """A room of fifteen people, and the camera that sees it."""

    def __init__(self, keys: str = "", look: Look = SMALL_PICTURES) -> None:
        """Take what the first people hold up."""
        self._drawn = RenderedRoom(dict.fromkeys(range(1, 16), 0.0), look)
        self.is_on = False
        """Whether the camera is on."""
        self._taken = 0
        self.pictures = 0
        """How many pictures were taken since it was switched on last."""
        self.trouble = ""
        """Why there is no picture; empty if there is."""
        self.fault: Exception | None = None
        """A mistake of the program that the next picture meets."""
        self.hold_up(keys)

    def hold_up(self, keys: str) -> None:
        """Let the first people hold this up, and all others nothing."""
        self._drawn.raised = turns(keys)

    def switch_on(self, _desk: Desk) -> CardRoom:
        """Stand in for what opens the camera."""
        assert not self.is_on, "a camera was switched on that was not off"
        self._meet_trouble()
        self.is_on, self.pictures = True, 0
        return self

    def next_frame(self) -> Frame:
        """Return the next picture."""
        if self.fault:
            raise self.fault
        self._meet_trouble()
        self.pictures += 1
        self._taken += 1
        return self._drawn.next_frame()

    def clock(self) -> float:
        """Return the time in the room, in seconds."""
        return self._taken * _EVERY

    def close(self) -> None:
        """Switch the camera off."""
        self.is_on = False

    def _meet_trouble(self) -> None:
        if self.trouble:
            raise MachineError(self.trouble)
