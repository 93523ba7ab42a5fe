"""The paper for the agenda six months on: what was recommended, what became of it, and what changed for children."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from scrutiny_tui.domain.actions import CHANGED, follow_ups, review_day
from scrutiny_tui.domain.phrases import capitalised, day, listed, status_since
from scrutiny_tui.domain.references import reference
from scrutiny_tui.domain.session import ActionStatus
from scrutiny_tui.view.blocks import Block, Heading, ItemList, Paragraph, table
from scrutiny_tui.view.report_end import action_words, changed, made_with, reply
from scrutiny_tui.view.report_opening import opening
from scrutiny_tui.view.report_view import View, ended
from scrutiny_tui.view.result_words import NO_ACTION, together


def _recommendations(view: View) -> Iterator[Block]:
    held = [day(each.started) for each in follow_ups(view.session)]
    yield from opening(view)
    if held:
        yield Paragraph(f"{listed(held)}.", "Looked at again on:")
    yield Heading("Recommendations", 2, "recommendations")
    told = ["That the committee notes what became of its actions and recommendations."]
    if any(each.status is ActionStatus.OPEN for each in view.session.actions.values()):
        told.append(
            f"That the committee looks at those that are open again on {day(review_day(view.session))}."
        )
    yield ItemList(tuple(told), is_numbered=True)


def _what_became(view: View) -> Iterator[Block]:
    """Yield every action with how far it is, what was answered and what was done."""
    session, actions = view.session, tuple(view.session.actions.values())
    yield Heading("What was recommended, and what became of it", 2)
    if not actions:
        yield Paragraph(NO_ACTION)
        return
    rows = [
        (
            reference(session, each),
            action_words(each),
            capitalised("; lead: ".join(filter(None, (each.kind.value, each.owner)))),
            together(
                f"{capitalised(status_since(each))}.", reply(each), each.evidence and ended(each.evidence)
            ),
        )
        for each in actions
    ]
    numbers = Counter(each.status for each in actions)
    counted = ", ".join(f"{numbers[each]} {each.value}" for each in ActionStatus if numbers[each])
    header = ("Reference", "What was recommended", "To whom, and lead", "What became of it")
    yield table(f"What became of it: {counted}", header, rows)


def _what_changed(view: View) -> Iterator[Block]:
    told = [*changed(view)]
    yield from told or (Heading(f"{CHANGED}?", 2), Paragraph("Nothing is written down yet."))


SECTIONS: Final = (_recommendations, _what_became, _what_changed, made_with)
"""What the paper consists of, in order."""
