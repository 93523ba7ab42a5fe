"""The steps in the report: where the committee agrees, every result, and what was agreed on each step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

from scrutiny_tui.domain.groups import GroupResult, group_results, groups_differ, tally
from scrutiny_tui.domain.pack import Item
from scrutiny_tui.domain.phrases import capitalised, item_name, listed, round_name
from scrutiny_tui.domain.results import ItemResult, RoundResult
from scrutiny_tui.domain.sentences import Accord
from scrutiny_tui.domain.session import Note
from scrutiny_tui.view.blocks import Block, Heading, ItemList, Paragraph, Quotation, Table, table
from scrutiny_tui.view.report_opening import (
    DONT_KNOW,
    NO_ANSWER,
    answer_cells,
    how_it_was_run,
    rounds_chart,
)
from scrutiny_tui.view.report_view import View, answer_counts, cells, named
from scrutiny_tui.view.result_words import (
    GROUPS_DIFFER,
    credit,
    judged_beforehand,
    moved,
    no_groups,
    no_result_yet,
    prompts_words,
    said,
    shared_view,
    table_word,
    together,
    went_on,
)


def _where_we_agree(view: View) -> Iterator[Block]:
    found = view.items(Accord.AGREE, Accord.MOST)
    steps = [_line(view, each) for each in found if not each.item.step]
    # The sentences of prompts stand with their step.
    prompts = groupby((each.item for each in found if each.item.step), key=lambda item: item.step)
    lines = [f"Prompts of Step {step}: {', '.join(item.id for item in items)}." for step, items in prompts]
    yield from _listed("Where we agree", steps + lines, _on_none(view))


def _where_we_diverge(view: View) -> Iterator[Block]:
    """Yield the items on which the answers differ, the most divergent first."""
    yield from _listed("Where we diverge", [_line(view, each) for each in view.diverging], _on_none(view))


def _more_evidence(view: View) -> Iterator[Block]:
    """Yield the items of which too little is known, then those that are still open."""
    lines = [_line(view, each) for each in view.items(Accord.UNKNOWN)]
    lines += [together(_opening(each), view.no_result(each.item)) for each in view.items(Accord.OPEN)]
    yield from _listed("Where we need more evidence", lines, "There are enough answers to every question.")


def _listed(heading: str, lines: Sequence[str], otherwise: str) -> Iterator[Block]:
    yield Heading(heading, 2)
    yield ItemList(tuple(lines)) if lines else Paragraph(otherwise)


def _on_none(view: View) -> str:
    return f"No {'steps' if len(view.found) == len(view.steps) else 'steps or prompts'} so far."


def _line(view: View, each: ItemResult) -> str:
    agreed, latest = each.agreed, each.latest
    tables = (
        "; ".join(f"{told.label}: {table_word(view.words, told)}" for told in latest.tables) if latest else ""
    )
    return together(
        _opening(each),
        said(latest) if latest else "",
        f"{tables}." if tables else "",
        f"{capitalised(view.position(each))}." if agreed else "",
        f"A different view: {agreed.different_view}" if agreed and agreed.different_view else "",
    )


def _opening(each: ItemResult) -> str:
    """Return an item with its title as a sentence; a prompt is a question already."""
    name = named(each.item)
    return name if name.endswith(("?", ".", "!")) else f"{name}."


def _each_step(view: View) -> Iterator[Block]:
    yield Heading("Step by step", 2)
    yield from _about_groups(view)
    for each in view.steps:
        yield Heading(named(each.item), 3)
        yield Paragraph(each.item.statement)
        yield from _lessons(view, each.item)
        yield from _results(view, each)
        yield from _settled(view, each)
        yield from _prompts(view, each.item)
        if each.notes:
            yield Heading("Notes", 4)
            yield ItemList(tuple(f"{capitalised(note.kind.value)}: {note.told}" for note in each.notes))


def _results(view: View, each: ItemResult) -> Iterator[Block]:
    if each.latest is None:
        if not each.agreed:
            yield Paragraph(view.no_result(each.item))
        return
    yield rounds_chart(view, each)
    yield _rounds_table(view, each)
    yield from _sentences(view, each)
    yield from _tables(view, each)
    yield from _by_groups(view, each)


def _rounds_table(view: View, each: ItemResult) -> Table:
    """Return how many gave each answer, a column for each round; why nobody chose a statement only if it occurs."""
    rounds = [answer_counts(found) for found in each.rounds]
    rows = [
        (head, *cells(counts[answer] for counts in rounds))
        for answer, head in view.answer_headings.items()
        if answer in "123" or any(counts[answer] for counts in rounds)
    ]
    rows.append(("On the list", *cells(found.base for found in each.rounds)))
    caption = f"{item_name(each.item)}: how many {view.who} gave each answer"
    return table(caption, ("Answer", *(round_name(found.number) for found in each.rounds)), rows)


def _sentences(view: View, each: ItemResult) -> Iterator[Block]:
    again = len(each.rounds) > 1
    for found in each.rounds:
        lead = f"{round_name(found.number)}:" if again else "In words:"
        yield Paragraph(f"{said(found)} {found.base_line}.", lead)
    if again:
        yield Paragraph(" ".join(went_on(view.session, each)), "Between rounds:")
    if told := no_result_yet(view.session, each.item.number):
        yield Paragraph(told, "Being answered again:")


def _tables(view: View, each: ItemResult) -> Iterator[Block]:
    for found in each.rounds:
        if found.tables:
            rows = [
                (told.label, str(told.size), table_word(view.words, told), told.reason or "none recorded")
                for told in found.tables
            ]
            when = f", {round_name(found.number)}" if len(each.rounds) > 1 else ""
            caption = f"{item_name(each.item)}: what each table chose, and why{when}"
            yield table(caption, ("Table", "People", "Answer", "Reason"), rows)


def _by_groups(view: View, each: ItemResult) -> Iterator[Block]:
    """Yield the latest result by role groups if that is asked for and nobody could be picked out."""
    found = _groups(view, each)
    if found:
        rows = [(group.name, *cells(group.counts), group.sentence) for group in found]
        header = ("Group", *view.level_headings, "In one sentence")
        yield table(f"{item_name(each.item)}: by group", header, rows)
    if groups_differ(found):
        yield Paragraph(GROUPS_DIFFER)


def _groups(view: View, each: ItemResult) -> tuple[GroupResult, ...]:
    if not each.latest or not view.options.by_groups or view.is_of_tables:
        return ()
    return group_results(view.session, view.session.revealed(each.item.number)[-1])


def _about_groups(view: View) -> Iterator[Block]:
    """Yield why some results are not told by groups, once for all of them."""
    if not view.options.by_groups or view.is_of_tables:
        return
    told = [each for each in view.found if each.latest]
    why: dict[str, list[str]] = {}
    for each in told:
        if not _groups(view, each):
            reason = no_groups(view.session.revealed(each.item.number)[-1])
            why.setdefault(reason, []).append(item_name(each.item))
    for reason, names in why.items():
        which = "none" if len(names) == len(told) else f"not for {listed(names)}"
        yield Paragraph(f"{which}. {reason}", "Answers by group:")


def _settled(view: View, each: ItemResult) -> Iterator[Paragraph]:
    if each.earlier:
        yield Paragraph(judged_beforehand(view.session, each.earlier, full=view.is_full))
    if each.agreed:
        yield Paragraph(shared_view(view.session, each.agreed))
        if each.agreed.different_view:
            yield Paragraph(each.agreed.different_view, "A different view:")


def _prompts(view: View, step: Item) -> Iterator[Block]:
    found = tuple(each for each in view.found if each.item.step == step.number)
    if found and not view.is_collective:
        yield from _prompt_results(view, step, found)
        whole = tally(found)
        if whole.labels:
            yield Paragraph(prompts_words(whole))
        for each in found:
            yield from _tables(view, each)
            yield from _by_groups(view, each)
    lines = [line for each in found for line in _beside(view, each)]
    for item in view.session.wording.prompts_of(step):
        if item.number not in view.session.prompts:
            lines += _note_lines(item, view.session.notes_of(item.number))
    if lines:
        yield ItemList(tuple(lines))


def _prompt_results(view: View, step: Item, found: tuple[ItemResult, ...]) -> Iterator[Table]:
    """Yield the counts of a step's prompts, then what they come to: a row for each round."""
    times = [(each, told, _when(each, told)) for each in found for told in each.rounds or (None,)]
    rows = [(f"{named(each.item)}{when}", *answer_cells(view, told)) for each, told, when in times]
    header = ("Prompt", *view.level_headings, DONT_KNOW, NO_ANSWER)
    yield table(f"{item_name(step)}: answers to its prompts", header, rows)
    lines = [
        (f"{item_name(each.item)}{when}", said(told) if told else view.no_result(each.item))
        for each, told, when in times
    ]
    yield table(f"{item_name(step)}: its prompts in one sentence", ("Prompt", "In one sentence"), lines)


def _when(each: ItemResult, told: RoundResult | None) -> str:
    return f" ({round_name(told.number)})" if told and len(each.rounds) > 1 else ""


def _beside(view: View, each: ItemResult) -> Iterator[str]:
    name = item_name(each.item)
    if len(each.rounds) > 1:
        yield f"{name}. {moved(view.session, *view.session.revealed(each.item.number)[-2:])}"
    yield from (f"{name}. {together(told.lead, told.text)}" for told in _settled(view, each))
    yield from _note_lines(each.item, each.notes)


def _note_lines(item: Item, notes: Iterable[Note]) -> Iterator[str]:
    yield from (f"{item_name(item)}, {note.kind.value}: {note.told}" for note in notes)


def _lessons(view: View, item: Item) -> Iterator[Block]:
    pack, quoted = view.pack, view.options.quotations and view.session.details.quotations
    if pack is None:
        return
    for link in (link for step in pack.steps if step.id == item.id for link in step.lessons):
        lesson = pack.lesson(link.lesson)
        source = "" if quoted else f" ({lesson.short}, {lesson.year})"
        shared = f" Shared with Step {link.shared_with}." if link.shared_with else ""
        yield Paragraph(f"{lesson.heading}{source}.{shared}", "Why it matters:")
        if quoted:
            yield Quotation(lesson.quotation, credit(lesson))


SECTIONS: Final = (_where_we_agree, _where_we_diverge, _more_evidence, how_it_was_run, _each_step)
"""What the middle of the report consists of, in order."""
