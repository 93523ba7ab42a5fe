"""Questions and forms over a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from textual.screen import Screen


def ask(
    screen: Screen[Any],
    question: str,
    choices: Mapping[str, Callable[[], object] | None],
    told: str = "",
    *,
    left: Callable[[], object] | None = None,
) -> None:
    """Ask a question over a screen, and do what belongs to the choice, or to leaving without one.

    `choices` are in words, the safe one first; a choice that nothing belongs to changes nothing.
    """
    acts = tuple(choices.values())

    def do(choice: str | None) -> None:
        act = left if choice is None else acts[int(choice)]
        if act is not None:
            act()

    numbered = ((str(place), words_for_it) for place, words_for_it in enumerate(choices))
    # The first page is there before anything is asked.
    from scrutiny_tui.tui.dialogs.dialog import AskDialog  # noqa: PLC0415

    screen.app.push_screen(AskDialog(question, numbered, told), do)
