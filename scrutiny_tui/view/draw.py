"""Which labels nobody may draw on the day, because answers under them came in before it."""

from __future__ import annotations

from scrutiny_tui.acts.answer_import import ImportPlan
from scrutiny_tui.domain.session import Session
from scrutiny_tui.view.paper.choosing import draws_labels


def out_of_the_draw(session: Session, plan: ImportPlan) -> list[str]:
    """Return a sentence that names the labels of a file that was taken; none where no labels are drawn."""
    if not draws_labels(session):
        return []
    labels = [session.voters[voter].label for voter in sorted({ballot.voter for ballot in plan.ballots})]
    return [f"Keep these labels out of the draw, for those who answered: {', '.join(labels)}."]
