"""Letters three rows high, drawn with half blocks that every terminal font has.

A row of text holds two rows of dots, so that a dot is about as wide as it is high. Small letters are drawn as capitals.
"""

from __future__ import annotations

from typing import Final

ROWS: Final = 3
"""Rows of text that a line takes at scale 1."""

_BETWEEN: Final = 1
"""Dots between two letters."""

_DOT: Final = "#"

_HALVES: Final = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}
"""How two dots above one another are drawn."""

_SAME: Final = str.maketrans("’‘–—", "''--")
"""Typographic signs that are drawn as their plain ones."""

_SHAPES: Final = {
    " ": "../../../../../..",
    "A": ".##./#..#/#..#/####/#..#/#..#",
    "B": "###./#..#/###./#..#/#..#/###.",
    "C": ".###/#.../#.../#.../#.../.###",
    "D": "###./#..#/#..#/#..#/#..#/###.",
    "E": "####/#.../###./#.../#.../####",
    "F": "####/#.../###./#.../#.../#...",
    "G": ".###/#.../#.../#.##/#..#/.###",
    "H": "#..#/#..#/####/#..#/#..#/#..#",
    "I": "###/.#./.#./.#./.#./###",
    "J": "..##/...#/...#/...#/#..#/.##.",
    "K": "#..#/#.#./##../##../#.#./#..#",
    "L": "#.../#.../#.../#.../#.../####",
    "M": "#...#/##.##/#.#.#/#.#.#/#...#/#...#",
    "N": "#...#/##..#/#.#.#/#.#.#/#..##/#...#",
    "O": ".##./#..#/#..#/#..#/#..#/.##.",
    "P": "###./#..#/#..#/###./#.../#...",
    "Q": ".##./#..#/#..#/#..#/#.##/.###",
    "R": "###./#..#/#..#/###./#.#./#..#",
    "S": ".###/#.../.##./...#/...#/###.",
    "T": "#####/..#../..#../..#../..#../..#..",
    "U": "#..#/#..#/#..#/#..#/#..#/.##.",
    "V": "#...#/#...#/#...#/.#.#./.#.#./..#..",
    "W": "#...#/#...#/#.#.#/#.#.#/##.##/#...#",
    "X": "#...#/.#.#./..#../..#../.#.#./#...#",
    "Y": "#...#/.#.#./..#../..#../..#../..#..",
    "Z": "####/...#/..#./.#../#.../####",
    "0": ".##./#..#/#..#/#..#/#..#/.##.",
    "1": ".#./##./.#./.#./.#./###",
    "2": ".##./#..#/...#/.##./#.../####",
    "3": "###./...#/.##./...#/...#/###.",
    "4": "#..#/#..#/####/...#/...#/...#",
    "5": "####/#.../###./...#/...#/###.",
    "6": ".##./#.../###./#..#/#..#/.##.",
    "7": "####/...#/..#./..#./.#../.#..",
    "8": ".##./#..#/.##./#..#/#..#/.##.",
    "9": ".##./#..#/#..#/.###/...#/.##.",
    ".": "./././././#",
    ",": "../../../../.#/#.",
    ":": "./#/././#/.",
    ";": "../.#/../../.#/#.",
    "?": "##./..#/..#/.#./.../.#.",
    "!": "#/#/#/#/./#",
    "'": "#/#/./././.",
    "-": ".../.../###/.../.../...",
    "+": ".../.#./###/.#./.../...",
    "/": "...#/..#./..#./.#../.#../#...",
    "(": ".#/#./#./#./#./.#",
    ")": "#./.#/.#/.#/.#/#.",
    "·": "././#/././.",
}
"""Each character as six rows of dots from the top, all of a width."""


def drawable(text: str) -> bool:
    """Say whether every character of a text has a big letter."""
    return all(character in _SHAPES for character in _plain(text))


def breadth(text: str, scale: int = 1) -> int:
    """Return the columns that one line of drawable text takes; `scale` is how many columns a dot is wide."""
    widths = [len(_dots(character)[0]) for character in _plain(text)]
    return scale * (sum(widths) + _BETWEEN * max(len(widths) - 1, 0))


def folded(text: str, width: int, scale: int = 1) -> tuple[str, ...]:
    """Return the text broken between words into lines that fit so many columns when drawn.

    Empty where it cannot be drawn: a character has no big letter, or a word is too wide.
    """
    found = text.split()
    if not drawable(text) or any(breadth(word, scale) > width for word in found):
        return ()
    lines: list[str] = []
    for word in found:
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and breadth(joined, scale) <= width:
            lines[-1] = joined
        else:
            lines.append(word)
    return tuple(lines)


def drawn(text: str, scale: int = 1) -> tuple[str, ...]:
    """Return one line of drawable text as `ROWS` times `scale` rows, all as wide as `breadth`."""
    letters = [_dots(character) for character in _plain(text)]
    rows = [("." * _BETWEEN).join(letter[row] for letter in letters) for row in range(2 * ROWS)]
    dots = [_wider(row, scale) for row in rows for _copy in range(scale)]
    return tuple(_joined(above, below) for above, below in zip(dots[::2], dots[1::2], strict=True))


def big_rows(text: str, width: int, scale: int = 1) -> tuple[str, ...]:
    """Return the rows of a text of one or more lines, folded to a width, a blank row between two lines.

    Empty where it cannot be drawn so.
    """
    parts = [folded(part, width, scale) for part in text.split("\n")]
    if not all(parts):
        return ()
    rows: list[str] = []
    for line in (line for part in parts for line in part):
        rows += ["", *drawn(line, scale)] if rows else drawn(line, scale)
    return tuple(rows)


def _plain(text: str) -> str:
    return text.translate(_SAME).upper()


def _dots(character: str) -> list[str]:
    return _SHAPES[character].split("/")


def _wider(row: str, scale: int) -> str:
    return "".join(dot * scale for dot in row)


def _joined(above: str, below: str) -> str:
    return "".join(_HALVES[a == _DOT, b == _DOT] for a, b in zip(above, below, strict=True))
