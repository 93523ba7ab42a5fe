"""Cards that people raise to a camera: what each edge stands for, and when a card counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import IntEnum
from typing import Final

from scrutiny_tui.domain.records import record
from scrutiny_tui.domain.rounds import Answer


class Edge(IntEnum):
    """An edge of a card's marker, clockwise as the camera sees it; the one that is up is the answer."""

    TOP = 0
    RIGHT = 1
    BOTTOM = 2
    LEFT = 3

    @property
    def behind(self) -> Edge:
        """The edge of the back that it is: whoever holds the card sees right and left the other way round."""
        return Edge(-self % len(Edge))


ANSWERS: Final[Mapping[Edge, Answer]] = {
    Edge.TOP: Answer.LEVEL_1,
    Edge.RIGHT: Answer.LEVEL_2,
    Edge.BOTTOM: Answer.LEVEL_3,
    Edge.LEFT: Answer.DONT_KNOW,
}
"""What a card says if this edge of its marker is up."""

Seen = Mapping[int, Edge | None]
"""Cards in one picture, by number; no edge is up if a card is held between two, or is in the picture twice."""


@record
class Steadiness:
    """Which cards have been held still for long enough, from one picture to the next.

    A card counts if the pictures of the last `seconds` show one edge of it at least `times`, spread over at least half of
    that time, and show nothing else of it. Then another edge replaces it in the same way. Pictures that do not show the
    card say nothing against it.

    A single picture is hardly ever misread: the time is there for people who are still turning their cards. At four pictures
    a second, five of seven have to show the card.
    """

    seconds: float = 1.6
    times: int = 5
    seen: Mapping[int, tuple[tuple[float, Edge | None], ...]] = field(default_factory=dict)
    """For each card when it was seen in the last `seconds`, and how."""
    accepted: Mapping[int, Edge] = field(default_factory=dict)
    """The edge that counts, by card."""

    def after(self, moment: float, found: Seen) -> tuple[Steadiness, Mapping[int, Edge]]:
        """Return the state after one more picture, and the cards that count anew or with another edge than before.

        `moment` is in seconds that only go forward.
        """
        earliest = moment - self.seconds
        seen = {}
        for card in self.seen.keys() | found.keys():
            kept = tuple(each for each in self.seen.get(card, ()) if each[0] >= earliest)
            if card in found:
                kept += ((moment, found[card]),)
            if kept:
                seen[card] = kept
        steady = {card: edge for card in found if (edge := self._steady(seen[card])) is not None}
        anew = {card: edge for card, edge in sorted(steady.items()) if self.accepted.get(card) != edge}
        return Steadiness(self.seconds, self.times, seen, {**self.accepted, **anew}), anew

    def _steady(self, sightings: tuple[tuple[float, Edge | None], ...]) -> Edge | None:
        """Return the only edge that was seen, if it was seen for long enough."""
        if len(sightings) < self.times or len({edge for _, edge in sightings}) > 1:
            return None
        (first, edge), (last, _) = sightings[0], sightings[-1]
        return edge if last - first >= self.seconds / 2 else None
