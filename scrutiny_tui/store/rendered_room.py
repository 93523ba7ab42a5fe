"""Rooms with raised cards that are drawn, to practise and to measure with: no picture of a real room is needed."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from math import ceil, cos, pi, radians, sin, sqrt
from typing import TYPE_CHECKING, Any, Final

from scrutiny_tui.domain.raised_cards import Edge
from scrutiny_tui.domain.records import record
from scrutiny_tui.store.card_reader import load_cv2, marker

if TYPE_CHECKING:
    from scrutiny_tui.store.card_reader import Frame

_SQUARES: Final = 7
"""Along a marker's side, its black border among them; one more on each side is the white edge of the card."""
_CARD: Final = (_SQUARES + 2) / _SQUARES
"""Side of a card's white square, in sides of its marker."""
_DISTANCE: Final = 25.0
"""How far the camera is from a card, in sides of its marker: a few metres."""
_MOVES: Final = 0.1
"""How likely a thumb is to move from one picture to the next."""
_SHIFT: Final = 64
"""Pixels by which the grain of one picture is moved against that of another, at most."""


@record
class Look:
    """How hard a room is to read."""

    width: int = 1920
    height: int = 1080
    size: float = 48.0
    """Side in pixels of a marker that is held straight to the camera."""
    sway: float = 8.0
    """Degrees that a card is turned away from upright, at most."""
    tilt: float = 15.0
    """Degrees that it faces away from the camera, at most."""
    blur: float = 0.0
    """Pixels that a card moves while a picture is taken, at most."""
    soft: float = 0.7
    """Pixels over which the lens spreads what should be a point."""
    light: float = 1.0
    """1 for a bright room, 0 for a dark one."""
    noise: float = 3.0
    """Spread of what the camera adds to each pixel, of 255."""
    shining: float = 0.0
    """Share of cards that a lamp shines on, as it does on matt paper."""
    covered: float = 0.0
    """Share of cards of which a thumb covers a corner, until it moves."""
    clutter: int = 0
    """How many squares there are that look like markers and are none."""


def turned_to(edge: Edge) -> float:
    """Return how many degrees a card is turned clockwise, as the camera sees it, if this edge is up."""
    return -90.0 * edge


class RenderedRoom:
    """Cards held up in a room, each as one person holds it: the same way, but never quite still.

    The same seed gives the same pictures. Each is drawn when it is asked for.
    """

    def __init__(self, raised: Mapping[int, float], look: Look | None = None, seed: int = 1) -> None:
        """Take the raised cards, each with the degrees that it is turned. Raises `MachineError` without OpenCV."""
        self.raised = dict(raised)
        """May be changed between two pictures: cards are turned, put down and raised again, but no others come."""
        self.look = look or Look()
        self._cv2, self._draw = load_cv2(), _numpy().random.default_rng(seed)
        grain = (self.look.height + _SHIFT, self.look.width + _SHIFT, 3)
        self._grain = (self._draw.standard_normal(grain, "float32") * self.look.noise).astype("int16")
        self._room = self._furnished()
        places = self._places(len(self.raised))
        self._held = {
            card: _HeldCard(_numpy().array(marker(card)), place, self.look, self._draw)
            for card, place in zip(sorted(self.raised), places, strict=True)
        }

    def next_frame(self) -> Frame:
        """Return the next picture, as the cards are held now."""
        room = self._room.copy()
        for card, turned in self.raised.items():
            self._held[card].draw(room, turned)
        x, y = self._draw.integers(0, _SHIFT, 2).tolist()
        grain = self._grain[y : y + self.look.height, x : x + self.look.width]
        soft = self._cv2.GaussianBlur(room, (0, 0), self.look.soft)
        dark = self._cv2.convertScaleAbs(soft, alpha=self.look.light)
        taken: Frame = self._cv2.add(dark, grain, dtype=self._cv2.CV_8U)
        return taken

    def close(self) -> None:
        """There is nothing to switch off."""

    def _places(self, cards: int) -> list[tuple[float, float]]:
        """Return a place for each card, so that none is in front of another."""
        look, each = self.look, self.look.size * _CARD * sqrt(2)
        columns = max(1, min(int(look.width / each), ceil(sqrt(cards * look.width / look.height))))
        rows = max(1, ceil(cards / columns))
        wide, high = look.width / columns, look.height / rows
        found = []
        for place in self._draw.permutation(rows * columns)[:cards].tolist():
            x, y = self._draw.uniform(-0.5, 0.5, 2) * (max(0.0, wide - each), max(0.0, high - each))
            found.append((wide * (place % columns + 0.5) + x, high * (place // columns + 0.5) + y))
        return found

    def _furnished(self) -> Frame:
        """Return the room without its cards: walls, what stands there, and squares that look like markers."""
        draw, look, cv2 = self._draw, self.look, self._cv2
        rough = draw.integers(40, 200, (6, 9, 3)).astype("uint8")
        room: Frame = cv2.resize(rough, (look.width, look.height), interpolation=cv2.INTER_CUBIC)
        for filled in (True, False) * 30:
            x, y = draw.integers(0, (look.width, look.height)).tolist()
            w, h = draw.integers(8, 160, 2).tolist()
            colour = draw.integers(0, 256, 3).tolist()
            cv2.rectangle(room, (x, y), (x + w, y + h), colour, -1 if filled else 3)
            cv2.ellipse(room, (y, x), (h // 2, w // 2), 0, 0, 360, colour[::-1], -1)
        for _ in range(look.clutter):
            squares = draw.integers(0, 2, (_SQUARES, _SQUARES)) == 1
            squares[[0, -1]] = squares[:, [0, -1]] = True
            place = draw.uniform(0, (look.width, look.height)).tolist()
            _HeldCard(squares, place, look, draw).draw(room, draw.uniform(0, 360))
        return room


class _HeldCard:
    """A card in the hand of somebody."""

    def __init__(self, squares: Any, place: tuple[float, float], look: Look, draw: Any) -> None:
        self._look, self._cv2, self._draw = look, load_cv2(), draw
        black, white = draw.integers(15, 60), draw.integers(200, 250)
        paper = _numpy().pad(_numpy().where(squares, black, white), 1, constant_values=white)
        fine = max(4, ceil(look.size / _SQUARES * 2))
        self._paper = paper.astype("uint8").repeat(fine, 0).repeat(fine, 1)
        self._place = place
        self._turned, self._tilt = draw.uniform(-look.sway, look.sway), draw.uniform(-look.tilt, look.tilt)
        self._about = draw.uniform(0, pi)
        self._lamp = (
            draw.uniform((0, 0, 0.15, 40), (1, 1, 0.35, 130)) if draw.random() < look.shining else None
        )
        self._thumb = self._grip()

    def draw(self, room: Frame, turned: float) -> None:
        """Draw the card into a room, turned clockwise by so many degrees."""
        cv2 = self._cv2
        half = self._look.size * _CARD / 2
        reach = int(half * sqrt(2) * 1.1 + self._look.blur) + 2
        x, y = self._place + self._draw.uniform(-1, 1, 2) * self._look.size / 20
        left, top = int(x) - reach, int(y) - reach
        # Twice as fine, and made smaller then, as the squares of a camera's chip do.
        onto = 2 * (self._seen(half, turned) + _numpy().array([x - left, y - top]))
        paper = self._lit()
        paper = _numpy().dstack([paper, _numpy().full_like(paper, 255)])
        whole = _numpy().array([[0, 0], [1, 0], [1, 1], [0, 1]], "float32") * len(paper)
        seen = cv2.getPerspectiveTransform(whole, onto.astype("float32"))
        fine = cv2.warpPerspective(paper, seen, (4 * reach, 4 * reach))
        patch = cv2.resize(fine, (2 * reach, 2 * reach), interpolation=cv2.INTER_AREA)
        self._paste(room, self._blurred(patch), left, top)

    def _seen(self, half: float, turned: float) -> Any:
        """Return the corners of the card around its middle, turned and tilted, as the camera sees them."""
        draw, numpy = self._draw, _numpy()
        angle = radians(turned + self._turned + draw.uniform(-2, 2))
        away = radians(self._tilt + draw.uniform(-2, 2))
        flat = numpy.array([[-half, -half], [half, -half], [half, half], [-half, half]])
        flat = flat @ [[cos(angle), sin(angle)], [-sin(angle), cos(angle)]]
        axis = numpy.array([cos(self._about), sin(self._about)])
        across = axis[::-1] * (-1, 1)
        far = flat @ across
        distance = self._look.size * _DISTANCE
        onto = numpy.outer(flat @ axis, axis) + numpy.outer(far * cos(away), across)
        return onto * (distance / (distance + far * sin(away)))[:, None]

    def _lit(self) -> Any:
        """Return the card's face with what a lamp and a thumb do to it."""
        paper, draw, numpy = self._paper, self._draw, _numpy()
        side = len(paper)
        if self._lamp is not None:
            x, y, wide, strong = self._lamp + draw.uniform(-1, 1, 4) * (0.05, 0.05, 0, 10)
            rows, columns = numpy.indices(paper.shape) / side
            glow = strong * numpy.exp(-((columns - x) ** 2 + (rows - y) ** 2) / (2 * wide**2))
            paper = numpy.minimum(paper + glow, 255).astype("uint8")
        if draw.random() < _MOVES:
            self._thumb = self._grip()
        if self._thumb:
            right, low, wide = self._thumb
            corner = (int(right * side), int(low * side))
            paper = self._cv2.circle(paper.copy(), corner, int(wide * side), 140, -1)
        return paper

    def _grip(self) -> tuple[int, int, float] | None:
        """Return the corner that a thumb covers, and how far into the card it reaches."""
        draw = self._draw
        if draw.random() >= self._look.covered:
            return None
        return (*draw.integers(0, 2, 2).tolist(), draw.uniform(0.14, 0.26))

    def _blurred(self, patch: Any) -> Any:
        """Return the card as it moved while the picture was taken."""
        length, angle = self._draw.uniform(0, (self._look.blur, pi)).tolist()
        middle = ceil(length / 2)
        kernel = _numpy().zeros((2 * middle + 1, 2 * middle + 1), "float32")
        x, y = int(8 * length * cos(angle)), int(8 * length * sin(angle))
        ends = ((16 * middle - x, 16 * middle - y), (16 * middle + x, 16 * middle + y))
        self._cv2.line(kernel, *ends, 1.0, 1, self._cv2.LINE_AA, 4)
        return self._cv2.filter2D(patch, -1, kernel / kernel.sum()) if length >= 1 else patch

    def _paste(self, room: Frame, patch: Any, left: int, top: int) -> None:
        x, y = max(0, left), max(0, top)
        under = room[y : max(0, top + len(patch)), x : max(0, left + len(patch))]
        part = patch[y - top :, x - left :][: under.shape[0], : under.shape[1]]
        if part.size:
            # Along the card's edges the room shows through as far as the card does not fill a pixel.
            under[:] = (part[..., :1] + under * (1 - part[..., 1:] / 255.0)).clip(0, 255)


@cache
def _numpy() -> Any:
    return import_module("numpy")
