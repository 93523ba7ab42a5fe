"""Draws the squares of a chart's marks, which Word reports put together.

`python -m scripts.make_marks` writes the file, or another one if that is named.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import hypot
from pathlib import Path
from typing import Final, TypeAlias

from scrutiny_tui.view.blocks import FILLS
from scrutiny_tui.view.word_blocks import MARKS_FILE, PIXELS, SIGNS, png_file

_Point: TypeAlias = tuple[float, float]

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


def marks_file() -> bytes:
    """Return a PNG file with the square of each sign, one beside the other."""
    squares = [_square(each) for each in SIGNS]
    return png_file([b"".join(rows) for rows in zip(*squares, strict=True)])


def _square(sign: str) -> tuple[bytes, ...]:
    """Return the rows of pixels of a square and the gap behind it, three bytes a pixel."""
    fill = bytes.fromhex(FILLS.get(sign, _GREY))
    ink = _WHITE if sign in FILLS else _BLACK
    strokes = [*_strokes(_STROKES[sign])]
    width = PIXELS - _GAP
    return tuple(
        b"".join(_pixel((column, row), strokes, fill, ink) for column in range(width)) + _WHITE * _GAP
        for row in range(width)
    )


def _strokes(told: str) -> Iterator[tuple[_Point, _Point]]:
    """Yield both ends of every stroke, in pixels."""
    for line in told.split("|"):
        pairs = (each.split(",") for each in line.split())
        points = [(int(x) * PIXELS / 100, int(y) * PIXELS / 100) for x, y in pairs]
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


def main(words: Sequence[str]) -> None:
    """Write the file."""
    Path(*words or (MARKS_FILE,)).write_bytes(marks_file())


if __name__ == "__main__":
    main(sys.argv[1:])
