"""How wide the columns of a table are, from what stands in them."""

from __future__ import annotations

from typing import Final

from scrutiny_tui.view.record.blocks import Table

_LINE: Final = 70
"""A cell longer than so many characters is broken into lines."""

_EDGE: Final = 2.5
"""Characters that the margins of a cell take."""

_SHORT: Final = 7
"""A cell of so many characters stays on one line."""

_BOLD: Final = 1.2
"""How much wider bold characters are."""

_CHARACTER: Final = 118
"""How wide a character of 12 points is, in twentieths of a point; the mean of ordinary text."""


def column_widths(table: Table, width: int) -> tuple[int, ...]:
    """Return a width for each column, together as wide as the text, in twentieths of a point.

    No word is broken as long as the longest words of all columns fit beside each other; what is left over is shared
    out by how much the columns would like to have.
    """
    columns = [*zip(table.header, *table.rows, strict=True)]
    least = [_EDGE + _longest(column) for column in columns]
    liked = [_EDGE + min(max(len(cell) for cell in column), _LINE) for column in columns]
    room = max(width / _CHARACTER - sum(least), 0)
    more = [like - need for like, need in zip(liked, least, strict=True)]
    wanted = sum(more) or 1
    shares = [need + room * extra / wanted for need, extra in zip(least, more, strict=True)]
    widths = [int(width * share / sum(shares)) for share in shares]
    widths[-1] += width - sum(widths)
    return tuple(widths)


def _longest(column: tuple[str, ...]) -> float:
    """Return how many characters may not be broken up: the longest word, or a short cell such as "Step 5"."""
    header, *cells = column
    heads = [_BOLD * len(word) for word in header.split()]
    return max(
        [*heads, *(len(cell) if len(cell) <= _SHORT else max(map(len, cell.split())) for cell in cells)]
    )
