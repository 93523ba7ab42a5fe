"""The sentence about a pack or a session file in which nothing is wrong."""

from __future__ import annotations

from scrutiny_tui.domain.pack import Pack
from scrutiny_tui.domain.phrases import several
from scrutiny_tui.domain.session import Session
from scrutiny_tui.view.phrases import who_answers


def pack_line(pack: Pack) -> str:
    """Return what a pack holds, such as "six-steps: 6 steps, 36 prompts, 5 lessons, 17 pages: nothing wrong."."""
    prompts = sum(len(step.prompts) for step in pack.steps)
    held = (
        several(len(pack.steps), "step", "steps"),
        several(prompts, "prompt", "prompts"),
        several(len(pack.lessons), "lesson", "lessons"),
        several(len(pack.pages), "page", "pages"),
    )
    return f"{pack.id}: {', '.join(held)}: nothing wrong."


def session_line(file: str, session: Session) -> str:
    """Return what a session file holds; nothing about answers."""
    held = (
        f"a workshop of {session.details.council}",
        several(len(session.wording.items), "step", "steps"),
        who_answers(session),
    )
    return f"{file}: {', '.join(held)}: nothing wrong."
