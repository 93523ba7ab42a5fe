"""Themes for a projector, the names of the meanings that colours carry, and where the style sheets are.

Every colour is a grey or one of the 256 colours that each terminal has, so that a terminal without truecolor shows
the same picture. Text keeps 7:1 against what is behind it.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePath
from typing import Any, Final, TypeVar

from textual.color import Color
from textual.screen import Screen
from textual.theme import Theme

LIGHT: Final = "projector-light"
DARK: Final = "projector-dark"
CONTRAST: Final = "high-contrast"

_WHITE: Final = "#ffffff"
_BLACK: Final = "#000000"

_LEVELS: Final = ("level-1", "level-2", "level-3")
_ON_WHITE: Final = ("#af005f", "#005f5f", "#5f00ff")
_ON_BLACK: Final = ("#ffaf5f", "#87d75f", "#00d7ff")
"""Three hues of equal weight: their contrasts to the page differ by less than a tenth, so that no level stands out."""


def themes() -> tuple[Theme, ...]:
    """Return our themes, the default first."""
    light = _theme(LIGHT, paper=_WHITE, ink=_BLACK, accent="#00005f", panel="#eeeeee", dark=False)
    dark = _theme(DARK, paper=_BLACK, ink=_WHITE, accent="#afd7ff", panel="#262626", dark=True)
    contrast = _theme(CONTRAST, paper=_BLACK, ink=_WHITE, accent="#ffff00", panel="#303030", dark=True)
    return light, dark, contrast


def _theme(name: str, *, paper: str, ink: str, accent: str, panel: str, dark: bool) -> Theme:
    return Theme(
        name=name,
        primary=accent,
        secondary=accent,
        accent=accent,
        warning=ink,
        error=ink,
        success=ink,
        foreground=ink,
        background=paper,
        surface=paper,
        panel=panel,
        boost=panel,
        dark=dark,
        variables=_variables(paper, ink, accent, panel, dark=dark),
    )


def _variables(paper: str, ink: str, accent: str, panel: str, *, dark: bool) -> dict[str, str]:
    # The accent is named here too because Textual works its own out by way of hue and rounds it.
    return {
        "primary": accent,
        "secondary": accent,
        "accent": accent,
        "text": ink,
        "text-muted": ink,
        "text-disabled": ink,
        "quiet": panel,
        "block-cursor-foreground": paper,
        "block-cursor-background": ink,
        "block-cursor-blurred-foreground": ink,
        "block-cursor-blurred-background": panel,
        "block-hover-background": panel,
        "input-cursor-background": ink,
        "input-cursor-foreground": paper,
        "input-selection-background": ink,
        "input-selection-foreground": paper,
        "footer-background": panel,
        "footer-foreground": ink,
        "scrollbar": ink,
        "scrollbar-hover": accent,
        "scrollbar-active": accent,
        "scrollbar-background": panel,
        "border": ink,
        "border-blurred": ink,
        "link-background": paper,
        "markdown-h1-color": accent,
        **_marks(dark=dark),
    }


def _marks(*, dark: bool) -> dict[str, str]:
    levels = dict(zip(_LEVELS, _ON_BLACK if dark else _ON_WHITE, strict=True))
    on_colour = _BLACK if dark else _WHITE
    return {**levels, "mark-text": on_colour, "on-accent": on_colour}


def meanings(theme: Theme, colours: Mapping[str, str]) -> dict[str, str]:
    """Return what a theme that is not ours, with these colours, uses for the names in our styles."""
    on_accent = Color.parse(colours["primary"]).get_contrast_text(1).hex
    return {**_marks(dark=theme.dark), "on-accent": on_accent, "quiet": colours["panel"]}


AnyScreen = TypeVar("AnyScreen", bound=Screen[Any])
_FOLDER: Final = Path(__file__).parent / "styles"


def styles(*names: str) -> list[str | PurePath]:
    """Return the files of styles with these names, for the `CSS_PATH` of an app or a page."""
    return [_FOLDER / f"{name}.tcss" for name in names]
