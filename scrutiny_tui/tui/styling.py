"""Where the styles of the screens are."""

from __future__ import annotations

from pathlib import Path, PurePath
from typing import Any, Final, TypeVar

from textual.screen import Screen

AnyScreen = TypeVar("AnyScreen", bound=Screen[Any])
_FOLDER: Final = Path(__file__).parent / "styles"


def styles(*names: str) -> list[str | PurePath]:
    """Return the files of styles with these names, for the `CSS_PATH` of an app or a page."""
    return [_FOLDER / f"{name}.tcss" for name in names]
