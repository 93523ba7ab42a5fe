"""The prompts of a step that were voted on, and what was written down about any of its prompts."""

from __future__ import annotations

from collections.abc import Iterator

from scrutiny_tui.domain.groups import tally
from scrutiny_tui.domain.phrases import item_name, which_time
from scrutiny_tui.domain.results import ItemResult, RoundResult
from scrutiny_tui.domain.wording import Item
from scrutiny_tui.view.annex import prompts_words
from scrutiny_tui.view.group_words import moved
from scrutiny_tui.view.phrases import judged_beforehand, shared_view
from scrutiny_tui.view.record.blocks import NOTHING, Block, BulletList, Paragraph, Table, table
from scrutiny_tui.view.record.sections.tallies import by_groups, tables_table
from scrutiny_tui.view.record.sections.wordings import (
    counts,
    level_headings,
    named,
    no_result,
    said,
    without_level,
)
from scrutiny_tui.view.record.view import View


def prompts(view: View, step: ItemResult) -> Iterator[Block]:
    """Yield the results of a step's prompts and what was written down about them."""
    found = view.prompts_of(step.item.number)
    if found and not view.is_collective:
        yield from _results(view, step.item, found)
        whole = tally(found)
        if whole.labels:
            yield Paragraph(prompts_words(whole))
        for each in found:
            if each.latest:
                yield from tables_table(view, each)
                yield from by_groups(view, each)
    told = tuple(line for each in found for line in _beside(view, each)) + tuple(
        _loose_notes(view, step.item)
    )
    if told:
        yield BulletList(told)


def _results(view: View, step: Item, found: tuple[ItemResult, ...]) -> Iterator[Table]:
    """Yield the counts of a step's prompts, then what they come to."""
    name = item_name(step)
    told = [row for each in found for row in _counts(view, each)]
    yield table(f"{name}: answers to its prompts", ("Prompt", *level_headings(view), "No level"), told)
    lines = [row for each in found for row in _sentences(view, each)]
    yield table(f"{name}: its prompts in one sentence", ("Prompt", "In one sentence"), lines)


def _counts(view: View, each: ItemResult) -> Iterator[tuple[str, ...]]:
    """Yield a row for each time a prompt was answered, or an empty one where it was not."""
    if not each.rounds:
        yield named(each.item), *(NOTHING,) * (len(view.words) + 1)
    for found in each.rounds:
        yield f"{named(each.item)}{_when(each, found)}", *counts(found), str(without_level(found))


def _sentences(view: View, each: ItemResult) -> Iterator[tuple[str, ...]]:
    if not each.rounds:
        yield item_name(each.item), no_result(view, each.item)
    for found in each.rounds:
        yield f"{item_name(each.item)}{_when(each, found)}", said(found)


def _when(each: ItemResult, found: RoundResult) -> str:
    return f" ({which_time(found.number).lower()})" if len(each.rounds) > 1 else ""


def _beside(view: View, each: ItemResult) -> Iterator[str]:
    """Yield what stands beside a prompt's answers."""
    name = item_name(each.item)
    if len(each.rounds) > 1:
        yield f"{name}. {moved(view.session, *view.session.revealed(each.item.number)[-2:])}"
    if each.earlier:
        yield f"{name}. {judged_beforehand(view.session, each.earlier, full=view.is_full)}"
    if each.agreed:
        yield f"{name}. {shared_view(view.session, each.agreed)}"
        if each.agreed.different_view:
            yield f"{name}. A different view: {each.agreed.different_view}"
    yield from (f"{name}, {note.kind.value}: {note.text}" for note in each.notes)


def _loose_notes(view: View, step: Item) -> Iterator[str]:
    """Yield the notes about prompts that are not voted on."""
    session = view.session
    for item in session.wording.prompts_of(step):
        if item.number not in session.prompts:
            yield from (
                f"{item_name(item)}, {note.kind.value}: {note.text}" for note in session.notes_of(item.number)
            )
