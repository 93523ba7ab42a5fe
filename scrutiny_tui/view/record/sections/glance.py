"""The report at a glance: the staircase of steps as one table, with a chart of the same numbers."""

from __future__ import annotations

from collections.abc import Iterator

from scrutiny_tui.domain.phrases import item_name
from scrutiny_tui.domain.results import ItemResult
from scrutiny_tui.view.record.blocks import NOTHING, Bar, Block, Chart, Heading, Table, table
from scrutiny_tui.view.record.sections.wordings import (
    counted,
    counts,
    level_headings,
    named,
    no_result,
    said,
    shared_word,
    without_level,
)
from scrutiny_tui.view.record.view import View


def at_a_glance(view: View) -> Iterator[Block]:
    """Yield the counts of all steps with a chart, then what they come to."""
    yield Heading("At a glance", 2)
    if view.is_collective:
        yield _settled(view)
        return
    yield _staircase(view)
    told = [each for each in view.steps if each.latest]
    if told:
        yield chart(view, "How the answers are spread", tuple(_bar(each) for each in told))
    yield table("The steps at a glance: in one sentence", ("Step", "In one sentence"), _sentences(view))


def chart(view: View, title: str, bars: tuple[Bar, ...]) -> Chart:
    """Return bars of counts with their description in words."""
    description = " ".join(f"{bar.label}: {counted(view, bar.counts)}." for bar in bars)
    return Chart(title, description, level_headings(view), bars)


def _staircase(view: View) -> Table:
    header = ("Step", *level_headings(view), "No level", "Shared view")
    who = "tables" if view.is_of_tables else "people"
    caption = f"The steps at a glance: how many {who} chose each level, and the shared view"
    return table(caption, header, [_row(view, each) for each in view.steps])


def _row(view: View, each: ItemResult) -> tuple[str, ...]:
    latest = each.latest
    if latest is None:
        nothing = (NOTHING,) * (len(view.words) + 1)
        return named(each.item), *nothing, shared_word(view, each)
    return named(each.item), *counts(latest), str(without_level(latest)), shared_word(view, each)


def _sentences(view: View) -> list[tuple[str, ...]]:
    return [
        (named(each.item), said(each.latest) if each.latest else no_result(view, each.item))
        for each in view.steps
    ]


def _bar(each: ItemResult) -> Bar:
    return Bar(item_name(each.item), each.latest.counts if each.latest else ())


def _settled(view: View) -> Table:
    rows = [
        (
            named(each.item),
            shared_word(view, each) or "not yet discussed",
            each.agreed.how.value if each.agreed else "",
            each.agreed.different_view if each.agreed else "",
        )
        for each in view.steps
    ]
    header = ("Step", "Shared view", "How it was reached", "A different view")
    return table("The steps at a glance: what the room settled on", header, rows)
