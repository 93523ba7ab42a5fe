"""One page to take away: where the committee agrees, what it will do, and what happens next."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from scrutiny_tui.domain.phrases import capitalised
from scrutiny_tui.domain.references import reference
from scrutiny_tui.domain.session import ActionStatus
from scrutiny_tui.view.blocks import Block, Chart, Heading, ItemList, Paragraph
from scrutiny_tui.view.committee_report import review_words, who_and_by_when, who_took_part
from scrutiny_tui.view.report_end import action_words
from scrutiny_tui.view.report_opening import in_brief, opening
from scrutiny_tui.view.report_steps import result_line
from scrutiny_tui.view.report_view import View, ended
from scrutiny_tui.view.result_words import NO_ACTION, together, topic_name


def _opening(view: View) -> Iterator[Block]:
    yield from opening(view)
    yield Paragraph(f"{capitalised(who_took_part(view))}.")


def _findings(view: View) -> Iterator[Block]:
    """Yield the result of each step, drawn if anything was counted."""
    yield Heading("Where we agree and where we diverge", 2)
    lines = {each.item.id: result_line(view, each) for each in view.steps}
    drawn = (*in_brief(view, lines),)
    yield from drawn
    if not any(isinstance(each, Chart) for each in drawn):
        yield ItemList(
            tuple(together(f"{topic_name(each.item)}:", lines[each.item.id]) for each in view.steps)
        )


def _actions(view: View) -> Iterator[Block]:
    yield Heading("What we will do", 2)
    lines = tuple(
        together(f"{reference(view.session, each)}:", ended(action_words(each)), who_and_by_when(each))
        for each in view.session.actions.values()
        if each.status is ActionStatus.OPEN
    )
    yield ItemList(lines) if lines else Paragraph(NO_ACTION)


def _next(view: View) -> Iterator[Block]:
    yield Heading("What happens next", 2)
    confirms = "The committee confirms the agreed positions, or changes them." if view.session.agreed else ""
    yield Paragraph(together(confirms, review_words(view)))


SECTIONS: Final = (_opening, _findings, _actions, _next)
"""What the page consists of, in order."""
