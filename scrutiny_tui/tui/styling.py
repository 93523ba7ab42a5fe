"""Styles: what every page needs is read at the start, the rest with the first page that needs it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path, PurePath
from typing import Any, Final, TypeVar

from textual.app import App
from textual.screen import Screen

AnyScreen = TypeVar("AnyScreen", bound=Screen[Any])

_FOLDER: Final = Path(__file__).parent / "styles"


def styles(*names: str) -> list[str | PurePath]:
    """Return the files of styles with these names, for the `CSS_PATH` of an app or a page."""
    return [_FOLDER / f"{name}.tcss" for name in names]


class StyledApp(App[None]):
    """An app whose pages name the styles that they need in their `CSS_PATH`.

    Textual reads those too, but then reads all other styles again and applies them to everything that is shown, and it
    passes over those of the first page.
    """

    CSS_PATH = styles("base")

    def __init__(self) -> None:
        super().__init__()
        self._colours: dict[str, str] = {}
        """The colours that the styles were read with."""

    def push_screen(self, screen: Any, *arguments: Any, **options: Any) -> Any:
        return super().push_screen(self.styled(screen), *arguments, **options)

    def switch_screen(self, screen: Any) -> Any:
        return super().switch_screen(self.styled(screen))

    def styled(self, screen: AnyScreen) -> AnyScreen:
        """Return a page that is to be shown, after the styles were read that it needs and no page before it did."""
        self.read_styles(screen.css_path)
        return screen

    def read_styles(self, paths: Iterable[str | PurePath]) -> None:
        """Read styles, each file once; nothing that is shown already has to be drawn anew for them."""
        unread = [path for path in map(PurePath, paths) if not self.stylesheet.has_source(str(path))]
        if unread:
            self.stylesheet.read_all(unread)
            self.stylesheet.parse()

    def use_colours(self) -> None:
        """Read the styles with the colours of the theme that is chosen, before anything is shown."""
        self._colours = self.get_css_variables()
        self.stylesheet.set_variables(self._colours)

    def refresh_css(self, animate: bool = True) -> None:
        """Read the styles again after a change of colours.

        Textual asks for it once at the start too, when they have just been read with the same colours.
        """
        colours = self.get_css_variables()
        if colours != self._colours:
            self._colours = colours
            super().refresh_css(animate)
