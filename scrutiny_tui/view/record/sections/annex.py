"""Annex: how everything is worked out, with the thresholds and the figures."""

from __future__ import annotations

from collections.abc import Iterator

from scrutiny_tui.domain.explanation import rule_lines
from scrutiny_tui.domain.phrases import item_name
from scrutiny_tui.domain.results import ItemResult
from scrutiny_tui.domain.sentences import called
from scrutiny_tui.view.annex import annex_lines
from scrutiny_tui.view.record.blocks import Block, BulletList, Heading, PageBreak, Paragraph, table
from scrutiny_tui.view.record.view import View

CLOSENESS = (
    "How close the answers are goes from -100 to +100. +100: all the same. 0: as far from one view as from two camps. "
    "-100: two camps, half at each end. It is not a mark: it does not say whether a level is high or right. It is van "
    "der Eijk's measure of agreement, times 100."
)
"""Source: Cees van der Eijk, Quality & Quantity 35 (2001), 325-341."""


def how_it_is_worked_out(view: View) -> Iterator[Block]:
    """Yield the rule, its thresholds and the figures of each item and of the whole."""
    yield PageBreak()
    yield Heading("Annex: how it is worked out", 2)
    if view.is_collective:
        yield Paragraph(
            "Nobody answered alone, so nothing was counted. What is told is what the room settled on."
        )
        return
    yield Paragraph("Levels are counted and never averaged. The counts decide which sentence is used:")
    yield BulletList(rule_lines(view.session.wording.thresholds))
    told = [each for each in view.found if each.latest]
    if told:
        yield Paragraph(CLOSENESS)
        header = ("Item", "Chose a level", "How close the answers are", "In short")
        yield table("The figures of each item, latest result", header, [_row(each) for each in told])
        yield Paragraph("Of the whole workshop:")
        yield BulletList(tuple(annex_lines(view.found)))


def _row(each: ItemResult) -> tuple[str, ...]:
    found = each.latest
    if found is None:
        return item_name(each.item), "", "", ""
    return (
        item_name(each.item),
        f"{found.ratings} of {found.base}",
        found.shown_score or "too few",
        called(found.verdict),
    )
