"""Actions as rows of a list."""

from __future__ import annotations

from textwrap import wrap
from typing import Final

from textual.content import Content
from textual.widgets.option_list import Option

from scrutiny_tui.domain.session import Action, Session
from scrutiny_tui.tui.text import clean
from scrutiny_tui.view.phrases import MARKS, about_action

_BESIDE: Final = 8
"""Columns of a page that a row of a list does not have, a scroll bar among them."""
_FEWEST: Final = 20
_BETWEEN: Final = " · "
_KEPT_BETWEEN: Final = "\N{NO-BREAK SPACE}· "


def action_row(session: Session, action: Action, width: int) -> Option:
    """Return an action as a row for a terminal of this width: what it says, under it the rest; its id is the action's."""
    about = about_action(session, action)
    return Option(hanging(f"{MARKS[action.status]}  ", action.text, about, width), id=str(action.id))


def hanging(mark: str, text: str, about: str, width: int) -> Content:
    """Return a text behind a mark, and under it what there is to say about it, wrapped and indented below the text.

    What stands between two dots is kept on one line where it fits.
    """
    under = " " * len(mark)
    room = max(width - _BESIDE - len(under), _FEWEST)
    kept = _KEPT_BETWEEN.join(_kept(part, room) for part in clean(about).split(_BETWEEN))
    first, *rest = wrap(clean(text), room) or [""]
    lines = [
        Content.styled(f"{mark}{first}", "bold"),
        *(Content.styled(f"{under}{line}", "bold") for line in rest),
    ]
    return Content("\n").join((*lines, *(Content(f"{under}{line}") for line in wrap(kept, room))))


def _kept(part: str, room: int) -> str:
    """Return the part so that it is not broken, where it is no longer than a line."""
    return part.replace(" ", "\N{NO-BREAK SPACE}") if len(part) < room else part
