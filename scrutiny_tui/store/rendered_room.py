"""Rooms with raised cards that are drawn, to practise and to measure with: no picture of a real room is needed."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from math import ceil, sqrt
from typing import TYPE_CHECKING, Any, Final

from scrutiny_tui.domain.raised_cards import Edge
from scrutiny_tui.domain.records import record
from scrutiny_tui.store.card_reader import load_cv2, marker

if TYPE_CHECKING:
    from scrutiny_tui.store.card_reader import Frame

_SQUARES: Final = 7
"""Along a marker's side, its black border among them."""
_MARGIN: Final = 1.0
"""Squares of white around it."""
_ROOM_EACH: Final = 1.9
"""How many times its marker's side a card needs, however it is turned."""
_DISTANCE: Final = 25.0
"""How far the camera is from a card, in sides of its marker: a few metres."""


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
    light: float = 1.0
    """1 for a bright room, 0 for a dark one."""
    noise: float = 3.0
    """Spread of what the camera adds to each pixel, of 255."""
    shining: float = 0.0
    """Share of cards that a lamp shines on."""
    covered: float = 0.0
    """Share of cards of which a thumb covers a corner."""
    clutter: int = 0
    """How many squares there are that look like markers and are none."""


def turned_to(edge: Edge) -> float:
    """Return how many degrees a card is turned clockwise, as the camera sees it, if this edge is up."""
    return -90.0 * edge


class RenderedRoom:
    """Cards held up in a room; the same seed gives the same pictures. A picture is drawn when it is asked for."""

    def __init__(self, raised: Mapping[int, float], look: Look | None = None, seed: int = 1) -> None:
        """Take the raised cards, each with the degrees that it is turned. Raises `MachineError` without OpenCV."""
        self.raised = dict(raised)
        """May be changed between two pictures; a card keeps its place for as long as there are no more than at first."""
        self.look = look or Look()
        self._cv2 = load_cv2()
        self._numpy: Any = import_module("numpy")
        self._draw = self._numpy.random.default_rng(seed)
        self._places = self._find_places(max(1, len(self.raised)))
        self._room = self._furnished()
        wide = (self.look.height + 64, self.look.width + 64, 3)
        self._grain = (self._draw.standard_normal(wide, "float32") * self.look.noise).astype("int16")

    def next_frame(self) -> Frame:
        """Return the next picture, as the cards are held now."""
        room = self._room.copy()
        for (x, y), (card, turned) in zip(self._places, sorted(self.raised.items()), strict=False):
            self._hold_up(room, _squares(card), x, y, turned)
        return self._taken(room)

    def close(self) -> None:
        """There is nothing to switch off."""

    def _find_places(self, cards: int) -> list[tuple[float, float]]:
        """Return a place for each card, so that no two are in front of each other."""
        look, each = self.look, self.look.size * _ROOM_EACH
        columns = max(1, min(int(look.width / each), ceil(sqrt(cards * look.width / look.height))))
        rows = ceil(cards / columns)
        wide, high = look.width / columns, look.height / rows
        places = []
        for n in self._draw.permutation(rows * columns)[:cards].tolist():
            free_x, free_y = max(0.0, wide - each) / 2, max(0.0, high - each) / 2
            x = wide * (n % columns + 0.5) + self._draw.uniform(-free_x, free_x)
            y = high * (n // columns + 0.5) + self._draw.uniform(-free_y, free_y)
            places.append((x, y))
        return places

    def _furnished(self) -> Frame:
        """Return the room without its cards: walls, what stands there, and squares that look like markers."""
        draw, look, cv2 = self._draw, self.look, self._cv2
        rough = draw.integers(40, 200, (6, 9, 3)).astype("uint8")
        room: Frame = cv2.resize(rough, (look.width, look.height), interpolation=cv2.INTER_CUBIC)
        for _ in range(60):
            x, y = draw.integers(0, (look.width, look.height)).tolist()
            w, h = draw.integers(8, 160, 2).tolist()
            colour = draw.integers(0, 256, 3).tolist()
            if draw.integers(0, 2):
                cv2.rectangle(room, (x, y), (x + w, y + h), colour, int(draw.choice((-1, -1, 3))))
            else:
                cv2.ellipse(room, (x, y), (w // 2, h // 2), 0, 0, 360, colour, -1)
        for _ in range(look.clutter):
            x, y = draw.uniform(0, (look.width, look.height)).tolist()
            false = draw.integers(0, 2, (_SQUARES, _SQUARES)) == 1
            false[[0, -1]] = false[:, [0, -1]] = True
            self._hold_up(room, false, x, y, draw.uniform(0, 360))
        return room

    def _hold_up(self, room: Frame, squares: Any, x: float, y: float, turned: float) -> None:
        """Draw a card into the room at a place."""
        draw, look, numpy, cv2 = self._draw, self.look, self._numpy, self._cv2
        fine = max(4, ceil(look.size / _SQUARES * 2))
        black, white = draw.integers(15, 60), draw.integers(200, 250)
        paper = numpy.pad(numpy.where(squares, black, white), 1, constant_values=white).astype("uint8")
        paper = paper.repeat(fine, 0).repeat(fine, 1)
        self._shine(paper)
        self._cover(paper)
        half = look.size * (0.5 + _MARGIN / _SQUARES)
        quad = self._projected(half, turned + draw.uniform(-look.sway, look.sway))
        reach = int(half * 1.6 + look.blur) + 2
        left, top = int(x) - reach, int(y) - reach
        # Twice as fine, and made smaller then, as the squares of a camera's chip do.
        corners = numpy.array([[0, 0], [1, 0], [1, 1], [0, 1]], "float32") * len(paper)
        onto = cv2.getPerspectiveTransform(
            corners, (2 * (quad + numpy.array([x - left, y - top]))).astype("float32")
        )
        patch = numpy.dstack([paper, numpy.full_like(paper, 255)])
        patch = cv2.warpPerspective(patch, onto, (4 * reach, 4 * reach), flags=cv2.INTER_AREA)
        patch = cv2.resize(patch, (2 * reach, 2 * reach), interpolation=cv2.INTER_AREA)
        self._paste(room, self._moved(patch), left, top)

    def _projected(self, half: float, turned: float) -> Any:
        """Return the corners of a square of twice `half`, turned and tilted, as the camera sees them."""
        draw, numpy = self._draw, self._numpy
        angle, away, about = numpy.radians(
            [turned, draw.uniform(-self.look.tilt, self.look.tilt), draw.uniform(0, 180)]
        )
        flat = numpy.array([[-half, -half], [half, -half], [half, half], [-half, half]])
        turn = numpy.array([[numpy.cos(angle), numpy.sin(angle)], [-numpy.sin(angle), numpy.cos(angle)]])
        axis = numpy.array([numpy.cos(about), numpy.sin(about)])
        across = numpy.array([-axis[1], axis[0]])
        seen = flat @ turn
        along, beside = seen @ axis, seen @ across
        distance = self.look.size * _DISTANCE
        nearer = distance / (distance + beside * numpy.sin(away))
        return (numpy.outer(along, axis) + numpy.outer(beside * numpy.cos(away), across)) * nearer[:, None]

    def _shine(self, paper: Any) -> None:
        draw, numpy = self._draw, self._numpy
        if draw.random() >= self.look.shining:
            return
        rows, columns = numpy.indices(paper.shape) / len(paper)
        x, y, wide = draw.random(), draw.random(), draw.uniform(0.15, 0.35)
        glow = draw.uniform(60, 220) * numpy.exp(-((columns - x) ** 2 + (rows - y) ** 2) / (2 * wide**2))
        paper[:] = numpy.minimum(paper + glow, 255)

    def _cover(self, paper: Any) -> None:
        draw, cv2 = self._draw, self._cv2
        if draw.random() >= self.look.covered:
            return
        side = len(paper)
        corner = (draw.integers(0, 2, 2) * (side - 1)).tolist()
        cv2.circle(paper, corner, int(side * draw.uniform(0.14, 0.26)), int(draw.integers(90, 190)), -1)

    def _moved(self, patch: Any) -> Any:
        """Return a card blurred by its movement while the picture was taken."""
        draw, numpy, cv2 = self._draw, self._numpy, self._cv2
        length = draw.uniform(0, self.look.blur)
        if length < 1:
            return patch
        side = 2 * ceil(length / 2) + 1
        middle, angle = side // 2, draw.uniform(0, numpy.pi)
        kernel = numpy.zeros((side, side), "float32")
        step = (length / 2 * numpy.array([numpy.cos(angle), numpy.sin(angle)]) * 16).round().astype(int)
        ends = [(int(16 * middle + sign * step[0]), int(16 * middle + sign * step[1])) for sign in (-1, 1)]
        cv2.line(kernel, *ends, 1.0, 1, cv2.LINE_AA, 4)
        return cv2.filter2D(patch, -1, kernel / kernel.sum())

    def _paste(self, room: Frame, patch: Any, left: int, top: int) -> None:
        height, width = room.shape[:2]
        x0, y0 = max(0, left), max(0, top)
        x1, y1 = min(width, left + patch.shape[1]), min(height, top + patch.shape[0])
        if x0 >= x1 or y0 >= y1:
            return
        part = patch[y0 - top : y1 - top, x0 - left : x1 - left]
        paper, mask = part[..., :1].astype("float32"), part[..., 1:].astype("float32") / 255
        under = room[y0:y1, x0:x1]
        # What lies under the edge shows through as far as the edge does not fill a pixel.
        under[:] = (paper + under * (1 - mask)).round().clip(0, 255)

    def _taken(self, room: Frame) -> Frame:
        """Return what the camera makes of the room: darker, and with grain."""
        look, cv2 = self.look, self._cv2
        x, y = self._draw.integers(0, 64, 2).tolist()
        grain = self._grain[y : y + look.height, x : x + look.width]
        light = cv2.convertScaleAbs(room, alpha=look.light)
        taken: Frame = cv2.add(light, grain, dtype=cv2.CV_8U)
        return taken


@cache
def _squares(card: int) -> Any:
    return import_module("numpy").array(marker(card))
