"""The marks of a line of a chart as a picture, drawn here so that no library for pictures is needed."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from math import hypot
from typing import Final, TypeAlias

from scrutiny_tui.view.blocks import FILLS

_Point: TypeAlias = tuple[float, float]

_SIDE: Final = 48
"""Pixels of a square with the gap behind it: at 5 mm that is what a printer shows."""
_GAP: Final = 4
_PEN: Final = 2.6
"""Half of how wide a stroke is, in pixels."""

_GREY, _WHITE, _BLACK = "E7E6E6", b"\xff\xff\xff", b"\x00\x00\x00"

_STROKES: Final = {
    "1": "36,36 50,26 50,75",
    "2": "33,38 35,31 41,26 49,25 57,27 62,32 63,39 60,46 33,75 64,75",
    "3": "34,31 40,26 48,25 56,27 61,32 61,40 56,46 47,48 57,51 63,57 63,65 58,72 49,76 40,74 33,69",
    "?": "34,37 36,30 42,26 49,25 57,27 62,33 61,40 55,47 50,52 49,60|49,74",
    "·": "48,50",
}
"""What is drawn for each sign, in hundredths of a square: points that are joined, "|" where the pen is lifted."""


def marks_picture(marks: str) -> bytes:
    """Return a PNG file with a square for each mark, one beside the other; the squares of statements have their colours."""
    squares = [_square(each) for each in marks]
    lines = (b"\x00" + b"".join(square[row] for square in squares) for row in range(_SIDE - _GAP))
    size = struct.pack(">IIBBBBB", _SIDE * len(marks), _SIDE - _GAP, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", size), (b"IDAT", zlib.compress(b"".join(lines))), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )


@cache
def _square(sign: str) -> tuple[bytes, ...]:
    """Return the rows of pixels of a square and the gap behind it, three bytes a pixel."""
    fill = bytes.fromhex(FILLS.get(sign, _GREY))
    ink = _WHITE if sign in FILLS else _BLACK
    strokes = [*_strokes(_STROKES[sign])]
    width = _SIDE - _GAP
    return tuple(
        b"".join(_pixel((column, row), strokes, fill, ink) for column in range(width)) + _WHITE * _GAP
        for row in range(width)
    )


def _strokes(told: str) -> Iterator[tuple[_Point, _Point]]:
    """Yield both ends of every stroke, in pixels."""
    for line in told.split("|"):
        pairs = (each.split(",") for each in line.split())
        points = [(int(x) * _SIDE / 100, int(y) * _SIDE / 100) for x, y in pairs]
        yield from pairwise(points) if len(points) > 1 else ((points[0], points[0]),)


def _pixel(at: _Point, strokes: list[tuple[_Point, _Point]], fill: bytes, ink: bytes) -> bytes:
    """Return the colour of a pixel, which is between the two where a stroke has its edge."""
    covered = min(max(_PEN + 0.5 - min(_distance(at, *each) for each in strokes), 0), 1)
    return bytes(round(back + (front - back) * covered) for back, front in zip(fill, ink, strict=True))


def _distance(at: _Point, one: _Point, other: _Point) -> float:
    """Return how far a point is from a stroke."""
    (x, y), (left, top), (right, bottom) = at, one, other
    across, down = right - left, bottom - top
    along = ((x - left) * across + (y - top) * down) / (across**2 + down**2 or 1)
    along = min(max(along, 0), 1)
    return hypot(x - left - along * across, y - top - along * down)
