"""What each cell of the screen shows and in which colours."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final, TypeAlias

from rich.cells import cell_len
from rich.color import Color
from rich.style import Style
from textual.geometry import Offset, Region
from textual.screen import ModalScreen

from tests.support.screens import Driver

Triplet: TypeAlias = tuple[int, int, int]
"""Red, green and blue from 0 to 255."""

TEXT: Final = 7.0
"""The least contrast of a letter."""

GRAPHIC: Final = 3.0
"""The least contrast of a line, a bar or a symbol."""

CUBE: Final = frozenset({0x00, 0x5F, 0x87, 0xAF, 0xD7, 0xFF})
"""What each part of a colour may be in the 256 colours of a terminal, greys apart."""


def _code_page(name: str) -> set[str]:
    return set(bytes(range(32, 256)).decode(name, errors="ignore"))


WGL4: Final = (
    _code_page("cp437")
    | _code_page("cp1252")
    | set("─│┌┐└┘├┤┬┴┼═║╔╗╚╝")
    | set("░▒▓█▀▄▌▐■□▪▫▲▼►◄●○◊♦♥♠♣•…")
    | set("←→↑↓√≈≠≤≥")
)
"""What the fonts of every Windows terminal can draw."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One character with its colours as they are drawn, reversed ones already turned round."""

    character: str
    ink: Triplet
    paper: Triplet
    dim: bool

    @property
    def contrast(self) -> float:
        """The contrast by WCAG 2.2, from 1 to 21."""
        return contrast(self.ink, self.paper)

    @property
    def is_readable(self) -> bool:
        """Whether it stands out enough, and is not dimmed."""
        least = TEXT if self.character.isalnum() or self.character.isascii() else GRAPHIC
        return self.contrast >= least and not self.dim

    @property
    def is_everywhere(self) -> bool:
        """Whether every terminal has its character and its colours."""
        return self.character in WGL4 and is_plain(self.ink) and is_plain(self.paper)


def shown_cells(pilot: Driver) -> Iterator[Cell]:
    """Yield the cells that are not blank of what is on top: the page, or a dialog without the page toned down behind it."""
    inside = _regions(pilot)
    for y, line in enumerate(pilot.segments):
        x = 0
        for segment in line:
            for character in segment.text:
                if character != " " and any(region.contains_point(Offset(x, y)) for region in inside):
                    yield _cell(character, segment.style or Style())
                x += cell_len(character)


def _regions(pilot: Driver) -> list[Region]:
    screen = pilot.screen
    if not isinstance(screen, ModalScreen):
        return [screen.region]
    visible = screen._compositor.visible_widgets
    return [region.intersection(clip) for widget, (region, clip) in visible.items() if widget is not screen]


@cache
def _cell(character: str, style: Style) -> Cell:
    ink, paper = _triplet(style.color), _triplet(style.bgcolor)
    ink, paper = (paper, ink) if style.reverse else (ink, paper)
    return Cell(character, ink, paper, bool(style.dim))


def _triplet(color: Color | None) -> Triplet:
    assert color is not None, "every cell says its colours"
    found = color.get_truecolor()
    return found.red, found.green, found.blue


def is_plain(color: Triplet) -> bool:
    """Say whether a colour is a grey or one of the cube of 256 colours, which every terminal draws alike."""
    return len({*color}) == 1 or {*color} <= CUBE


def contrast(one: Triplet, other: Triplet) -> float:
    """Return the contrast of two colours by WCAG 2.2, 1.4.3, from 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(color: Triplet) -> float:
    """Return the relative luminance by WCAG 2.2, from 0 to 1."""
    red, green, blue = (
        part / 255 / 12.92 if part / 255 <= 0.04045 else ((part / 255 + 0.055) / 1.055) ** 2.4
        for part in color
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
