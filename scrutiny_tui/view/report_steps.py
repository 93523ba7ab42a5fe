"""The steps in the record: every result, what was agreed on each step, and what was written down."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from scrutiny_tui.domain.groups import GroupResult, group_results, groups_differ, tally
from scrutiny_tui.domain.own_words import PEOPLE_WROTE, left_out, shown_lines
from scrutiny_tui.domain.pack import Item, Lesson, LessonLink
from scrutiny_tui.domain.phrases import capitalised, item_name, listed, round_name, several
from scrutiny_tui.domain.results import ItemResult, RoundResult
from scrutiny_tui.domain.session import Note
from scrutiny_tui.view.blocks import Block, Heading, ItemList, Paragraph, Quotation, Table, table
from scrutiny_tui.view.report_opening import DONT_KNOW, NO_ANSWER, answer_cells, rounds_chart
from scrutiny_tui.view.report_view import View, answer_counts, cells, named, position_words
from scrutiny_tui.view.result_words import (
    GROUPS_DIFFER,
    credit,
    evidence_noted,
    judged_beforehand,
    moved,
    moved_on,
    no_groups,
    no_result_yet,
    prompts_words,
    said,
    shared_view,
    table_word,
    together,
    where_next,
)


def result_line(view: View, each: ItemResult) -> str:
    """Return the latest result of an item in sentences, tables with their answers, and the agreed position."""
    agreed, latest = each.agreed, each.latest
    told = (f"{found.label}: {table_word(view.words, found)}" for found in latest.tables) if latest else ()
    tables = "; ".join(told)
    return together(
        said(latest) if latest else "" if agreed else view.no_result(each.item),
        f"{tables}." if tables else "",
        f"{capitalised(position_words(view.shared_word(each)))}." if agreed else "",
        where_next(view.session, agreed) if agreed else "",
    )


def _each_step(view: View) -> Iterator[Block]:
    yield Heading("Step by step", 2)
    yield from about_groups(view)
    for each in view.steps:
        yield Heading(named(each.item), 3)
        yield Paragraph(each.item.statement)
        yield from _lessons(view, each.item)
        yield from _results(view, each)
        yield from _settled(view, each)
        yield from _prompts(view, each.item)
        yield Paragraph(f"{evidence_noted(each)}.")
        if each.notes:
            yield ItemList(tuple(f"{capitalised(note.kind.value)}: {note.told}" for note in each.notes))


def _results(view: View, each: ItemResult) -> Iterator[Block]:
    if each.latest is None:
        if not each.agreed:
            yield Paragraph(view.no_result(each.item))
        return
    if len(each.rounds) > 1:
        yield rounds_chart(view, each)
    if view.is_collective or len(each.rounds) > 1 or _has_more(each.rounds[0]):
        yield rounds_table(view, each)
    yield from _sentences(view, each)
    yield from _tables(view, each)
    yield from by_groups(view, each)


def _has_more(found: RoundResult) -> bool:
    """Say whether a result has more to it than the table of all steps tells, such as why somebody chose no statement."""
    return found.number > 1 or any(number for why, number in found.not_rated.items() if why != "dont_know")


def rounds_table(view: View, each: ItemResult) -> Table:
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
        chose, *others = found.base_line.split(" · ")
        # Who doesn't know comes first among the others, and a finding has said it already.
        base = " · ".join((chose, *others[bool(found.finding) :]))
        yield Paragraph(f"{said(found)} {base}.", lead)
    if again:
        yield Paragraph(" ".join(moved_on(view.session, each)), "Between rounds:")
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


def by_groups(view: View, each: ItemResult) -> Iterator[Block]:
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


def about_groups(view: View) -> Iterator[Block]:
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
            yield from by_groups(view, each)
    lines = [line for each in found for line in _beside(view, each)]
    for item in view.session.wording.prompts_of(step):
        if item.number not in view.session.prompts:
            lines += note_lines(item, view.session.notes_of(item.number))
    if lines:
        yield ItemList(tuple(lines))


def _prompt_results(view: View, step: Item, found: tuple[ItemResult, ...]) -> Iterator[Table]:
    """Yield the counts of a step's prompts, then what they come to: a row for each round."""
    times = [(each, told, _when(each, told)) for each in found for told in each.rounds or (None,)]
    rows = [(f"{item_name(each.item)}{when}", *answer_cells(view, told)) for each, told, when in times]
    header = ("Prompt", *view.level_headings, DONT_KNOW, NO_ANSWER)
    yield table(f"{item_name(step)}: answers to its prompts", header, rows)
    # A question is said once, with its first round.
    lines = [
        (
            f"{named(each.item) if told in each.rounds[:1] or not told else item_name(each.item)}{when}",
            said(told) if told else view.no_result(each.item),
        )
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
    yield from note_lines(each.item, each.notes)


def note_lines(item: Item, notes: Iterable[Note]) -> Iterator[str]:
    """Yield notes with the item that they are about."""
    yield from (f"{item_name(item)}, {note.kind.value}: {note.told}" for note in notes)


def _lessons(view: View, item: Item) -> Iterator[Block]:
    for link, lesson in lesson_links(view, item):
        # What the source ties to another step is quoted there.
        is_quoted = view.quotes and not link.shared_with
        source = "" if is_quoted else f" ({lesson.short}, {lesson.year})"
        shared = f" Shared with Step {link.shared_with}." if link.shared_with else ""
        yield Paragraph(f"{lesson.heading}{source}.{shared}", "Why it matters:")
        if is_quoted:
            yield Quotation(lesson.quotation, credit(lesson))


def lesson_links(view: View, item: Item) -> Iterator[tuple[LessonLink, Lesson]]:
    """Yield each lesson that bears on a step; none if the pack is gone."""
    if view.pack:
        links = (link for step in view.pack.steps if step.id == item.id for link in step.lessons)
        yield from ((link, view.pack.lesson(link.lesson)) for link in links)


def people_wrote(view: View, level: int = 2) -> Iterator[Block]:
    """Yield what people wrote, as far as it was shown, under a heading of this level; nothing if nobody wrote."""
    found = {each.item: shown_lines(view.session, each.item.number) for each in view.steps}
    missing = sum(left_out(view.session, each.item.number) for each in view.steps)
    if not missing and not any(found.values()):
        return
    yield Heading(PEOPLE_WROTE, level)
    yield Paragraph("These lines are in people's own words. Nobody's name or answer is saved with them.")
    for item, lines in found.items():
        if lines:
            yield Paragraph(f"{named(item)}:")
            yield ItemList(lines)
    if missing:
        yield Paragraph(f"{several(missing, 'line was', 'lines were')} left out.")


SECTIONS: Final = (_each_step, people_wrote)
"""What the middle of the record consists of."""
