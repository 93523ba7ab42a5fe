"""Each step: its statement, every result, what the room settled on and wrote down, and the lesson that bears on it."""

from __future__ import annotations

from collections.abc import Iterator

from scrutiny_tui.domain.phrases import item_name, which_time
from scrutiny_tui.domain.results import CAUTION, ItemResult, turn
from scrutiny_tui.domain.session import Note
from scrutiny_tui.view.group_words import moved
from scrutiny_tui.view.phrases import judged_beforehand, no_result_yet, shared_view
from scrutiny_tui.view.record.blocks import Bar, Block, BulletList, Heading, Paragraph
from scrutiny_tui.view.record.sections.glance import chart
from scrutiny_tui.view.record.sections.lessons import lessons
from scrutiny_tui.view.record.sections.prompts import prompts
from scrutiny_tui.view.record.sections.tallies import about_groups, by_groups, rounds_table, tables_table
from scrutiny_tui.view.record.sections.wordings import named, no_result, said
from scrutiny_tui.view.record.view import View


def each_step(view: View) -> Iterator[Block]:
    """Yield every step under a heading of its own."""
    yield Heading("Step by step", 2)
    yield from about_groups(view)
    for each in view.steps:
        yield Heading(named(each.item), 3)
        yield Paragraph(each.item.statement)
        yield from _results(view, each)
        yield from _settled(view, each)
        yield from prompts(view, each)
        yield from _notes(each)
        yield from lessons(view, each.item)


def _results(view: View, each: ItemResult) -> Iterator[Block]:
    if each.latest is None:
        if not each.agreed:
            yield Paragraph(no_result(view, each.item))
        return
    yield rounds_table(view, each)
    bars = tuple(Bar(which_time(found.number), found.counts) for found in each.rounds)
    yield chart(view, f"{item_name(each.item)}: how the answers are spread", bars)
    yield from _sentences(view, each)
    yield from tables_table(view, each)
    yield from by_groups(view, each)


def _sentences(view: View, each: ItemResult) -> Iterator[Block]:
    """Yield each result in sentences, oldest first, and how it went on from one to the next."""
    again = len(each.rounds) > 1
    for found in each.rounds:
        lead = f"{which_time(found.number)}:" if again else "In one sentence:"
        yield Paragraph(f"{said(found)} {found.base_line}.", lead)
    if again:
        yield Paragraph(" ".join(_went_on(view, each)), "From one time to the next:")
    if told := no_result_yet(view.session, each.item.number):
        yield Paragraph(told, "Being answered again:")


def _went_on(view: View, each: ItemResult) -> Iterator[str]:
    yield turn(each.rounds[-2], each.rounds[-1], view.words)
    yield moved(view.session, *view.session.revealed(each.item.number)[-2:])
    if each.rounds[-1].verdict.agrees:
        yield CAUTION


def _settled(view: View, each: ItemResult) -> Iterator[Block]:
    if each.earlier:
        yield Paragraph(judged_beforehand(view.session, each.earlier, full=view.is_full))
    if each.agreed:
        yield Paragraph(shared_view(view.session, each.agreed))
        if each.agreed.different_view:
            yield Paragraph(each.agreed.different_view, "A different view:")


def _notes(each: ItemResult) -> Iterator[Block]:
    if each.notes:
        yield Heading("Notes", 4)
        yield BulletList(tuple(_note_line(note) for note in each.notes))


def _note_line(note: Note) -> str:
    kind = note.kind.value
    return f"{kind[0].upper()}{kind[1:]}: {note.text}"
