"""Where a workshop got to, as styled text."""

from __future__ import annotations

from textual.content import Content

from scrutiny_tui.domain.session import Session
from scrutiny_tui.tui.text import lines, words
from scrutiny_tui.view.notices import sittings_so_far, steps_so_far


def so_far(session: Session) -> Content:
    """Return what is done, the shared views, who was here, the promise that was read out and the last note."""
    return lines(words(line) for line in (*steps_so_far(session), "", *sittings_so_far(session)))
