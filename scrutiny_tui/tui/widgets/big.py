"""What the back row must be able to read, in letters three rows high, drawn with half blocks.

A row of text holds two rows of dots, so that a dot is about as wide as it is high. Small letters are drawn as capitals.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from scrutiny_tui.domain.pack import SYMBOLS
from scrutiny_tui.tui.sizes import HEIGHTS
from scrutiny_tui.tui.text import clean, words

if TYPE_CHECKING:
    from scrutiny_tui.view.page_view import Banner, Figures, Twin

ROWS: Final = 3
"""Rows of text that a line takes at scale 1."""

_BETWEEN: Final = "."
"""Dots between two letters."""

_HALVES: Final = {"..": " ", "#.": "▀", ".#": "▄", "##": "█"}
"""How two dots above one another are drawn."""

_SAME: Final = str.maketrans("’‘–—", "''--")
"""Typographic signs that are drawn as their plain ones."""

_SHAPES: Final = {
    " ": "./././././.",
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
    "N": "#..#/##.#/##.#/#.##/#.##/#..#",
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
    return len(drawn(text, scale)[0])


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
    letters = [_SHAPES[character].split("/") for character in _plain(text)]
    rows = [_BETWEEN.join(letter[row] for letter in letters) for row in range(2 * ROWS)]
    dots = ["".join(dot * scale for dot in row) for row in rows for _copy in range(scale)]
    pairs = (zip(above, below, strict=True) for above, below in zip(dots[::2], dots[1::2], strict=True))
    return tuple("".join(_HALVES[f"{above}{below}"] for above, below in row) for row in pairs)


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


MEDIUM: Final = HEIGHTS[-2][0]
TALL: Final = HEIGHTS[-1][0]
"""Rows of a terminal from which on there is room for big letters beside other things."""
_TWICE: Final = 2
_SHARE: Final = 0.5
_LARGER_SHARE: Final = 0.7
"""How much of the terminal's height big letters may take, and those that are larger still."""


class BigText(Widget):
    """A text in big letters; in ordinary ones, in bold, if there is no room for those."""

    DEFAULT_CSS = "BigText { height: auto; }"

    text: reactive[str] = reactive("", layout=True)
    """What is said."""

    def __init__(self, text: str = "", *, tall: int = TALL, scale: int = 1, id: str | None = None) -> None:
        """Say from how many rows of the terminal on (`tall`) there is room.

        Up to `scale` times as big letters are drawn, as far as they fit.
        """
        super().__init__(id=id)
        self.set_reactive(BigText.text, text)
        self._tall = tall
        self._scale = scale

    def show(self, block: Banner) -> None:
        """Show a text; one that is to be larger than large has the page for itself."""
        self._scale, self._tall = block.scale, MEDIUM if block.scale <= _TWICE else 0
        self.text = block.text

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the lines needed; in one column as in two, which some characters take."""
        return len(self._big(width, viewport.height)) or self._ordinary.get_height({}, max(width, 2))

    def render(self) -> Content:
        big = self._big(self.size.width, self.app.size.height)
        return Content("\n".join(big)) if big else self._ordinary

    @property
    def _ordinary(self) -> Content:
        return words(self.text, "bold")

    def _big(self, width: int, height: int) -> tuple[str, ...]:
        """Return the rows of big letters; none where there is no room for them."""
        if height < self._tall:
            return ()
        # Twice as large in one line and only beside other things; what is larger has the page for itself.
        is_beside = self._scale <= _TWICE
        most = 1 if is_beside and height < TALL else self._scale
        share = _SHARE if is_beside else _LARGER_SHARE
        for scale in range(most, 0, -1):
            rows = big_rows(clean(self.text), width, scale)
            if 0 < len(rows) <= (ROWS * scale if is_beside and scale > 1 else height * share):
                return rows
        return ()


class BigTwin(Widget):
    """A text in big letters if there are rows that nothing else needs; otherwise nothing, or its lines if it has several.

    Goes with the gaps of a page and their `Rest`: its height is a small fraction for the same reason.
    """

    DEFAULT_CSS = f"BigTwin {{ height: 0.4fr; max-height: {ROWS + 2}; content-align: left middle; }}"

    text: reactive[str] = reactive("")
    """What is said."""

    def show(self, block: Twin) -> None:
        self.text = block.word
        if others := block.word.count("\n"):
            self.styles.min_height = others + 1
            self.styles.max_height = (ROWS + 1) * (others + 1)

    def render(self) -> Content:
        rows = big_rows(clean(self.text), self.size.width)
        if 0 < len(rows) <= self.size.height:
            return Content("\n".join(rows))
        return words(self.text, "bold") if "\n" in self.text else Content("")


_BETWEEN_COUNTS: Final = 3
"""Columns between a word and its count."""


class BigCounts(Widget):
    """A line a level, its word and its count; or the three counts beside one another; or nothing if room lacks.

    Takes only rows that nothing else needs, as `BigTwin` does.
    """

    DEFAULT_CSS = "BigCounts { height: 0.4fr; }"

    _words: tuple[str, ...]
    _counts: tuple[str, ...]
    _scale: int

    def show(self, block: Figures) -> None:
        """Show these counts; the lines are drawn up to `scale` times as big."""
        self._words = tuple(clean(level.short) for level in block.levels)
        self._counts = tuple(str(count) for count in block.counts)
        self._scale = block.scale
        self.refresh()

    def render(self) -> Content:
        """Draw the biggest form that fits whole."""
        width, height = self.size
        fits = (
            rows
            for rows in self._forms()
            if rows and len(rows) <= height and max(len(row) for row in rows) <= width
        )
        return Content("\n".join(next(fits, [])))

    def _forms(self) -> Iterator[list[str]]:
        if all(drawable(word) for word in self._words):
            for scale in range(self._scale, 0, -1):
                yield self._lines(scale)
        for scale in (2, 1):
            yield self._beside(scale)

    def _lines(self, scale: int) -> list[str]:
        """Return a line a level, the words on the left and the counts on the right."""
        left = max(breadth(word, scale) for word in self._words)
        right = max(breadth(count, scale) for count in self._counts)
        rows: list[str] = []
        for word, count in zip(self._words, self._counts, strict=True):
            beside = zip(drawn(word, scale), drawn(count, scale), strict=True)
            rows += [""] * bool(rows)
            rows += [f"{one:<{left}}{' ' * _BETWEEN_COUNTS * scale}{other:>{right}}" for one, other in beside]
        return rows

    def _beside(self, scale: int) -> list[str]:
        """Return the three counts beside one another, each above its level; no rows where they do not fit so."""
        share = self.size.width // len(self._words)
        blocks = [
            [*drawn(count, scale), f"{place + 1} {SYMBOLS[place]} {word}"]
            for place, (word, count) in enumerate(zip(self._words, self._counts, strict=True))
        ]
        if any(len(row) >= share for block in blocks for row in block):
            return []
        return ["".join(f"{row:<{share}}" for row in rows) for rows in zip_longest(*blocks, fillvalue="")]
