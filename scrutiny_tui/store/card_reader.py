"""Reads the cards in a camera's picture. Pictures stay in memory: nothing here writes, sends or keeps one."""

from __future__ import annotations

import os
from cmath import phase
from collections.abc import Collection, Mapping
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from math import degrees
from platform import libc_ver
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from scrutiny_tui.domain.errors import MachineError
from scrutiny_tui.domain.raised_cards import Edge, Seen
from scrutiny_tui.domain.records import record

if TYPE_CHECKING:
    from numpy import uint8
    from numpy.typing import NDArray

    Frame: TypeAlias = NDArray[uint8]
    """A picture: rows of pixels, each blue, green and red from 0 to 255, or grey alone."""

SMALLEST: Final = 24
"""Pixels of a marker's side from which on it is read for certain."""

HOW_TO_INSTALL: Final = 'pip install "scrutiny-tui[camera]"'
NO_CAMERA_PART: Final = (
    "To read cards by camera, the program needs a part (OpenCV) that is not on this computer. "
    f"To get it, type: {HOW_TO_INSTALL}"
)

_FFMPEG_SILENT: Final = "-8"

_SIDE: Final = 5
"""Squares along a marker's side, its black border left out."""

_WIDEST: Final = 30.0
"""Degrees that a card may be turned away from an edge's being up; farther away it is between two."""

_QUARTER: Final = 90.0

_UPRIGHT: Final = 0.88
"""How nearly a marker must look like a square, which is 1: one that faces away by 53 degrees or more does not."""

_AROUND: Final = 15
"""Pixels of the neighbourhood that a pixel is compared with, some three squares of a small marker."""
_CONTRAST: Final = 2.0
_MIDDLE: Final = 128


@record
class Reading:
    """What one picture shows."""

    cards: Seen
    """Cards that were dealt, and which edge is up."""
    sizes: Mapping[int, float]
    """The side of each card's marker in pixels."""
    brightness: float
    """Of the whole picture, from 0 (black) to 255."""

    @property
    def small(self) -> tuple[int, ...]:
        """The cards that are too small to be read for certain."""
        return tuple(sorted(card for card, size in self.sizes.items() if size < SMALLEST))


def camera_ready() -> bool:
    """Say whether cards can be read here, without loading what reads them."""
    return find_spec("cv2") is not None


@cache
def load_cv2() -> Any:
    """Return OpenCV, which reads cards and cameras. Raises `MachineError` if it is not here."""
    # On macOS it would ask for leave to use the camera, which only the main thread can do. The system asks by itself.
    os.environ.setdefault("OPENCV_AVFOUNDATION_SKIP_AUTH", "1")
    os.environ.setdefault("OPENCV_FFMPEG_LOGLEVEL", _FFMPEG_SILENT)
    try:
        cv2 = import_module("cv2")
    except ImportError as error:
        raise MachineError(NO_CAMERA_PART) from error
    # What it has to say about a camera would stand in the middle of the page.
    cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)
    if libc_ver()[0] == "glibc":
        _silence_libraries()
    return cv2


def _silence_libraries() -> None:
    """Let what libraries in C tell the terminal go nowhere, such as libjpeg's word on each damaged picture of a camera.

    The screens write to the same place, but not through C's own library, and go on.
    """
    ctypes = import_module("ctypes")
    library = ctypes.CDLL(None)
    library.fopen.restype = ctypes.c_void_p
    if nowhere := library.fopen(os.devnull.encode(), b"w"):
        ctypes.c_void_p.in_dll(library, "stderr").value = nowhere


def marker(card: int) -> tuple[tuple[bool, ...], ...]:
    """Return the squares of a card's marker, row by row from its top edge: true is black.

    The outermost ones are its black border; around it a card must be white, at least as wide as a square.
    Raises `MachineError` without OpenCV.
    """
    drawn = _markers((card,)).generateImageMarker(0, _SIDE + 2)
    return tuple(tuple(bool(square == 0) for square in row) for row in drawn)


def read_cards(frame: Frame, dealt: Collection[int]) -> Reading:
    """Return the cards in a picture. Only those that were dealt are looked for. Raises `MachineError` without OpenCV."""
    cv2 = load_cv2()
    grey = frame if frame.ndim == 2 else cv2.cvtColor(frame, cv2.COLOR_BGR2GRAY)  # noqa: PLR2004 - rows, columns
    # A second look, at how each part differs from what is around it, finds cards that a lamp shines on.
    plain = cv2.addWeighted(grey, _CONTRAST, cv2.blur(grey, (_AROUND, _AROUND)), -_CONTRAST, _MIDDLE)
    cards: dict[int, Edge | None] = {}
    sizes: dict[int, float] = {}
    for card, corners in (*_found(grey, dealt), *_found(plain, dealt)):
        edge = edge_up(corners.tolist())
        cards[card] = edge if cards.get(card, edge) == edge else None
        sizes[card] = float(cv2.contourArea(corners) ** 0.5)
    return Reading(cards, sizes, float(grey.mean()))


def _found(grey: Frame, dealt: Collection[int]) -> list[tuple[int, Any]]:
    """Return each card and the corners of its marker, clockwise from the marker's own top left one."""
    numbers = tuple(sorted(dealt))
    squares, found, _ = _detector(numbers).detectMarkers(grey) if numbers else ((), None, ())
    indices = () if found is None else found.ravel()
    return [(numbers[index], square[0]) for square, index in zip(squares, indices, strict=True)]


def edge_up(corners: list[list[float]]) -> Edge | None:
    """Return which edge of a marker is up, given its corners clockwise from its own top left one.

    None if it is held between two edges, or faces away so far that the card may be lying on a table.
    """
    a, b, c, d = (complex(x, y) for x, y in corners)
    right, top = b + c - a - d, a + b - c - d
    area = abs((right.conjugate() * top).imag)
    turned = degrees(phase(top * 1j))
    quarters = round(turned / _QUARTER)
    lies = 2 * area < _UPRIGHT * (abs(right) ** 2 + abs(top) ** 2)
    return None if lies or abs(turned - quarters * _QUARTER) > _WIDEST else Edge(-quarters % len(Edge))


@cache
def _detector(cards: tuple[int, ...]) -> Any:
    aruco = load_cv2().aruco
    how = aruco.DetectorParameters()
    # Small markers are blurred where two squares meet: only the middle of each counts, measured finely.
    how.perspectiveRemovePixelPerCell, how.perspectiveRemoveIgnoredMarginPerCell = 8, 0.25
    # As narrow as the white edge is, a marker and the card around it are two squares, not one found twice.
    how.minMarkerDistanceRate = 0.05
    return aruco.ArucoDetector(_markers(cards), how)


def _markers(cards: tuple[int, ...]) -> Any:
    """Return the markers of these cards alone, in their order.

    The first 60 differ in at least 8 of 25 squares from one another and from themselves when turned, the first 100 in 7.
    """
    aruco = load_cv2().aruco
    everything = aruco.getPredefinedDictionary(aruco.DICT_5X5_1000)
    # Without a number of squares that may be wrong, the detector takes a marker only if every square is right.
    return aruco.Dictionary(everything.bytesList[[card - 1 for card in cards]], _SIDE)
