"""Watches the room for raised cards, picture by picture, until it is stopped. No picture is kept once it is read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import field
from random import Random
from threading import Event, Lock
from time import monotonic
from typing import TYPE_CHECKING, Final

from scrutiny_tui.acts.card_vote import DRAWN_ROOM
from scrutiny_tui.domain.errors import MachineError, ScrutinyError
from scrutiny_tui.domain.raised_cards import ANSWERS, Edge, Steadiness
from scrutiny_tui.domain.records import record
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.store.cameras import FoundCamera, FrameSource, LiveCamera, VideoFile, find_cameras
from scrutiny_tui.store.card_reader import Reading, read_cards
from scrutiny_tui.store.rendered_room import RenderedRoom, turned_to

if TYPE_CHECKING:
    from scrutiny_tui.acts.desk import Desk

_AGAIN_SECONDS: Final = 1.0
"""How long it waits before it asks for a picture once more that did not come."""
_MOST_ASKED: Final = 5
"""How often it asks before it switches the camera off and on, as for one that was unplugged."""
_SWITCHED_OFF: Final = Lock()
"""Held while a camera is on: the next one is switched on when the last one is off, whichever pages they are for."""

NO_CAMERA: Final = (
    "No camera gives a picture. Plug one in, or allow cameras under the computer's settings for privacy, and close other "
    "programs that show video."
)


class SeveralCamerasError(MachineError):
    """There are several cameras, and none was chosen."""

    def __init__(self, cameras: tuple[FoundCamera, ...]) -> None:
        """Take those that give a picture."""
        super().__init__("Choose a camera.")
        self.cameras = cameras


def open_camera(desk: Desk) -> FrameSource:
    """Switch on what is read: what stands in for a camera, the camera that was chosen, or the only one there is.

    Raises `ScrutinyError` if there is none; `SeveralCamerasError` if one has to be chosen.
    """
    cards = desk.cards
    if cards.stand_in is not None:
        return _drawn_room(desk) if cards.stand_in == DRAWN_ROOM else VideoFile(cards.stand_in)
    if cards.camera is None:
        found = find_cameras()
        if not found:
            raise MachineError(NO_CAMERA)
        if len(found) > 1:
            raise SeveralCamerasError(found)
        cards.camera = found[0].number
    return LiveCamera(cards.camera or 0)


def _drawn_room(desk: Desk) -> FrameSource:
    chance = Random()  # noqa: S311 - made-up answers for practice
    session = desk.workshop.session if desk.workshop else None
    here = session.electorate - session.sitting.away if session else ()
    return RenderedRoom({card: turned_to(chance.choice([*Edge])) for card in here})


@record
class Sighting:
    """What there is to say of one picture."""

    reading: Reading | None = None
    """The cards in it; None if there was none."""
    said: Mapping[int, Answer] = field(default_factory=dict)
    """What the cards say that were held still, by number, as far as they count."""
    trouble: str = ""
    """Why there is no picture, with what to do; empty if there is one."""
    cameras: tuple[FoundCamera, ...] = ()
    """The cameras to choose from, if one has to be chosen first."""


class CardWatch:
    """Reads the raised cards in a thread of its own, for the page that shows how far that is."""

    def __init__(
        self,
        opens: Callable[[], FrameSource],
        dealt: frozenset[int],
        tell: Callable[[Sighting], object],
        clock: Callable[[], float] = monotonic,
    ) -> None:
        """Take what switches the camera on, the cards to look for, and what takes each sighting."""
        self._opens = opens
        self._dealt = dealt
        self._tell = tell
        self._clock = clock
        self._stopped = Event()
        self.counts = False
        """Whether cards that are held still count; what was held still before says nothing."""

    def stop(self) -> None:
        """Switch the camera off after the picture that is being read."""
        self._stopped.set()

    def run(self) -> None:
        """Watch until it is stopped. If there is no picture, say why and try again."""
        with _SWITCHED_OFF:
            while not self._stopped.is_set():
                try:
                    with _failing_in_words(), closing(self._opens()) as source:
                        self._watch(source)
                except SeveralCamerasError as error:
                    self._tell(Sighting(cameras=error.cameras))
                    return
                except ScrutinyError as error:
                    self._tell(Sighting(trouble=str(error)))
                    self._stopped.wait(_AGAIN_SECONDS)

    def _watch(self, source: FrameSource) -> None:
        steadiness, failed = Steadiness(), 0
        while not self._stopped.is_set():
            try:
                reading = read_cards(source.next_frame(), self._dealt)
            except ScrutinyError as error:
                failed += 1
                if failed == _MOST_ASKED:
                    raise
                self._tell(Sighting(trouble=str(error)))
                self._stopped.wait(_AGAIN_SECONDS)
                continue
            failed = 0
            steadiness = steadiness.after(self._clock(), reading.cards)[0] if self.counts else Steadiness()
            said = {card: ANSWERS[edge] for card, edge in steadiness.accepted.items()}
            self._tell(Sighting(reading, said))


@contextmanager
def _failing_in_words() -> Iterator[None]:
    """Raise `MachineError` for an error of OpenCV's, which a driver or a damaged picture can cause."""
    try:
        yield
    except Exception as error:
        if type(error).__module__ != "cv2":
            raise
        raise MachineError(NO_CAMERA) from error
