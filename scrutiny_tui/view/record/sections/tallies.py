"""The tables of counts: times, tables and role groups."""

from __future__ import annotations

from collections.abc import Iterator

from scrutiny_tui.domain.groups import GroupResult, group_results, groups_differ
from scrutiny_tui.domain.phrases import item_name, which_time
from scrutiny_tui.domain.results import ItemResult
from scrutiny_tui.view.group_words import no_groups
from scrutiny_tui.view.record.blocks import Block, Paragraph, Table, table
from scrutiny_tui.view.record.sections.wordings import NOT_RATED, counts, level_headings, table_said
from scrutiny_tui.view.record.view import View


def rounds_table(view: View, each: ItemResult) -> Table:
    """Return how many chose what, a row for each time; why nobody chose a level is told where it occurs."""
    used = [(key, name) for key, name in NOT_RATED if any(found.not_rated[key] for found in each.rounds)]
    header = ("Answered", *level_headings(view), *(name for _, name in used), "On the list")
    rows = [
        (
            which_time(found.number),
            *counts(found),
            *(str(found.not_rated[key]) for key, _ in used),
            str(found.base),
        )
        for found in each.rounds
    ]
    who = "tables" if view.is_of_tables else "people"
    return table(f"{item_name(each.item)}: how many {who} gave each answer", header, rows)


def tables_table(view: View, each: ItemResult) -> Iterator[Block]:
    """Yield each table's answer and reason, time by time; nothing if no tables answer."""
    again = len(each.rounds) > 1
    for found in each.rounds:
        if not found.tables:
            continue
        rows = [
            (told.label, str(told.size), table_said(view, told), told.reason or "none written down")
            for told in found.tables
        ]
        when = f", {which_time(found.number).lower()}" if again else ""
        caption = f"{item_name(each.item)}: what each table chose, and why{when}"
        yield table(caption, ("Table", "People", "Answer", "Reason"), rows)


def by_groups(view: View, each: ItemResult) -> Iterator[Block]:
    """Yield the latest result by role groups where that is asked for and nobody could be picked out."""
    found = _groups(view, each)
    if not found:
        return
    rows = [(group.name, *counts_of(group.counts), group.sentence) for group in found]
    header = ("Group", *level_headings(view), "In one sentence")
    yield table(f"{item_name(each.item)}: by group", header, rows)
    if groups_differ(found):
        yield Paragraph("These groups differ: their middle answers are on different levels.")


def about_groups(view: View) -> Iterator[Block]:
    """Yield why some results are not told by groups, once for all of them."""
    if not view.options.by_groups or view.is_of_tables:
        return
    why: dict[str, list[str]] = {}
    for each in view.found:
        if each.latest and not _groups(view, each):
            reason = no_groups(view.session.revealed(each.item.number)[-1])
            why.setdefault(reason, []).append(item_name(each.item))
    told = sum(bool(each.latest) for each in view.found)
    for reason, names in why.items():
        which = "nothing" if len(names) == told else f"not {', '.join(names)}"
        yield Paragraph(f"{which}. {reason}", "Told by groups:")


def _groups(view: View, each: ItemResult) -> tuple[GroupResult, ...]:
    if not view.options.by_groups or view.is_of_tables:
        return ()
    return group_results(view.session, view.session.revealed(each.item.number)[-1])


def counts_of(numbers: tuple[int, ...]) -> tuple[str, ...]:
    """Return numbers as cells."""
    return tuple(str(number) for number in numbers)
