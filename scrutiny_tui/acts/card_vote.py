"""A vote in which raised cards count.

If each answer is kept with its label or name, the number of a card is that of its person. If only totals are kept, it is
a number that belongs to nobody: people draw their cards.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

from scrutiny_tui.domain.phrases import from_before
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.domain.voting import COUNTED, exchange, keeps_apart, opened, turnout
from scrutiny_tui.store.places import CAMERA, remember, remembered

if TYPE_CHECKING:
    from scrutiny_tui.acts.desk import Desk
    from scrutiny_tui.acts.workshop import Workshop


_NUMBER: Final = re.compile(r"[0-9]{1,2}")

DRAWN_ROOM: Final = Path("practice")
"""In place of a camera: a room that is drawn, in which everybody who is here holds up a card with a made-up answer."""


class CardMemory:
    """What is known of raised cards from one page to the next. Only the number of the camera is kept on this computer."""

    def __init__(self, settings: Path | None) -> None:
        """Take the file of what is remembered between two runs; None if nothing is."""
        self._settings = settings
        self._camera: int | None = None
        self.stand_in: Path | None = None
        """What is read in place of a camera: a video, or `DRAWN_ROOM`; None if a camera is."""
        self.tried = False
        """Whether it was tried in this workshop how well the cards are seen."""
        self.rest_on_slips = False
        """Whether slips are entered only of those whose cards were not read, so that the next step begins with cards."""
        self._read: WeakKeyDictionary[Workshop, dict[int, set[int]]] = WeakKeyDictionary()

    @property
    def camera(self) -> int | None:
        """The number of the camera that was chosen on this computer; None if none was."""
        chosen = remembered(self._settings, CAMERA)
        return int(chosen) if self._camera is None and _NUMBER.fullmatch(chosen) else self._camera

    @camera.setter
    def camera(self, number: int | None) -> None:
        self._camera = number
        remember(self._settings, CAMERA, "" if number is None else str(number))

    def forget(self) -> None:
        """Forget what was about the workshop that was open."""
        self.tried = self.rest_on_slips = False

    def read_in(self, workshop: Workshop, item: int) -> set[int]:
        """Return the cards that were read in the open vote of a workshop, to be added to; never what they said.

        A warm-up is another workshop, in which the same cards are raised.
        """
        return self._read.setdefault(workshop, {}).setdefault(opened(workshop.session, item).id, set())


class CardVote:
    """The open vote on an item, for as long as its page is there.

    If only totals are kept, what a card said is known only here, so that the card can be turned. Which cards were read is
    known until the workshop is closed, so that none counts twice. No file holds either.
    """

    def __init__(self, desk: Desk, workshop: Workshop, item: int) -> None:
        self._workshop = workshop
        self._item = item
        self._said: dict[int, Answer] = {}
        self.left_over: frozenset[int] = frozenset()
        """Cards that were not taken, because as many are in as people are here; only if cards belong to nobody."""
        self._read = desk.cards.read_in(workshop, item)

    @property
    def dealt(self) -> frozenset[int]:
        """The numbers of the cards that people hold."""
        return self._workshop.session.electorate

    @property
    def is_open(self) -> bool:
        """Whether the vote still goes on: a picture may be read while its result is shown."""
        return self._workshop.session.open_round(self._item) is not None

    @property
    def why_not(self) -> str:
        """Why no card counts now, as a sentence; empty if cards count."""
        session, found = self._workshop.session, opened(self._workshop.session, self._item)
        if found.closed:
            return COUNTED
        if not self._keeps_apart and (told := from_before(session, self._item)):
            return f"{told} Enter those answers as slips: nobody can tell whose cards were read."
        return ""

    @property
    def unread(self) -> tuple[int, ...]:
        """The numbers of the cards that were not read yet and may still come, whoever holds them."""
        if self._keeps_apart:
            return self._workshop.waiting(self._item)
        waits = bool(self._workshop.waiting(self._item))
        return tuple(sorted(self.dealt - self._read)) if waits else ()

    def missing_from(self, seen: Collection[int]) -> tuple[int, ...]:
        """Return the numbers of cards that are not among those that are seen, of everybody who is here."""
        session = self._workshop.session
        if self._keeps_apart:
            return tuple(sorted(self.dealt - session.sitting.away - {*seen}))
        waits = len(seen) < turnout(session, self._item).here
        return tuple(sorted(self.dealt - {*seen})) if waits else ()

    def take(self, answers: Mapping[int, Answer]) -> None:
        """Record what cards say, all as one change. A card that says what it said before changes nothing.

        Raises what `Workshop.cast` does; then none of them counts.
        """
        if self.why_not:
            return
        if self._keeps_apart:
            ballots = opened(self._workshop.session, self._item).ballots
            new = {card: answer for card, answer in answers.items() if ballots.get(card) is not answer}
        else:
            # A card that was read before this page was there can't be turned any more.
            fixed = self._read - self._said.keys()
            new = {
                card: answer
                for card, answer in answers.items()
                if card not in fixed and self._said.get(card) is not answer
            }
        if new:
            # In the order of the numbers, which tells nothing.
            self._save({card: new[card] for card in sorted(new)})

    def _save(self, answers: Mapping[int, Answer]) -> None:
        waiting = iter(self._workshop.waiting(self._item))
        taken, left_over = {}, set()
        with self._workshop.as_one_change():
            for card, answer in answers.items():
                if self._keeps_apart:
                    self._workshop.cast(self._item, card, answer)
                elif card in self._said:
                    turned = exchange(self._workshop.session, self._item, self._said[card], answer)
                    self._workshop.save_for_good(turned)
                elif (voter := next(waiting, None)) is not None:
                    self._workshop.cast(self._item, voter, answer)
                else:
                    left_over.add(card)
                    continue
                taken[card] = answer
        self.left_over = frozenset(left_over)
        if not self._keeps_apart:
            self._said.update(taken)
            self._read.update(taken)

    @property
    def _keeps_apart(self) -> bool:
        return keeps_apart(self._workshop.session.details)
