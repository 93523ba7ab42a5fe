"""What the start page says of the last workshop: it is projected, so it names no council."""

from __future__ import annotations

from scrutiny_tui.domain.phrases import day
from scrutiny_tui.domain.results import step_results
from scrutiny_tui.domain.sentences import Accord
from scrutiny_tui.domain.session import Session
from scrutiny_tui.view.result_words import who_answers


def how_far(session: Session) -> tuple[str, str]:
    """Return the day with how many answer, and a line with how far each step is, such as "≡1  ≈2  ·3"."""
    steps = step_results(session)
    signs = "  ".join(f"{each.accord.sign}{each.item.id}" for each in steps)
    following = next((each.item for each in steps if each.accord is Accord.OPEN), None)
    then = f"   next: Step {following.id}, {following.short}" if following else ""
    return f"{day(session.details.date)} · {who_answers(session)}", f"{signs}{then}"
