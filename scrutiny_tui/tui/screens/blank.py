"""The blank screen: nothing on the projector until the same key is pressed again."""

from __future__ import annotations

from typing import Any

from textual.screen import ModalScreen


class BlankScreen(ModalScreen[Any]):
    """Shows nothing and takes no key; the program's own blank key takes it away again."""
