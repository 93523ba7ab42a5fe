"""The steps in the report: what was asked, every result, what was settled on, and where answers agree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from scrutiny_tui.domain.groups import GroupResult, group_results, groups_differ, tally
from scrutiny_tui.domain.pack import Lesson, LessonLink
from scrutiny_tui.domain.phrases import item_name, which_time
from scrutiny_tui.domain.results import CAUTION, ItemResult, RoundResult, turn
from scrutiny_tui.domain.session import Note
from scrutiny_tui.domain.topics import talk_next
from scrutiny_tui.domain.wording import Item
from scrutiny_tui.view.blocks import (
    NOTHING,
    Bar,
    Block,
    BulletList,
    Heading,
    Paragraph,
    Quotation,
    Table,
    table,
)
from scrutiny_tui.view.phrases import (
    judged_beforehand,
    moved,
    no_groups,
    no_result_yet,
    prompts_words,
    shared_view,
)
from scrutiny_tui.view.report_opening import chart
from scrutiny_tui.view.report_view import (
    NOT_RATED,
    Accord,
    View,
    accord,
    agreed_and_differing,
    counts,
    level_headings,
    little_known,
    named,
    no_result,
    said,
    sentences,
    table_said,
    tables_said,
    without_level,
)


def lessons(view: View, item: Item) -> Iterator[Block]:
    """Yield the lessons of a step; nothing if the pack has none, or is no longer on this machine."""
    if view.pack is None:
        return
    links = (link for step in view.pack.steps if step.id == item.id for link in step.lessons)
    for link in links:
        lesson = view.pack.lesson(link.lesson)
        yield Paragraph(_heading(lesson, link), "The lesson that bears on it:")
        if view.options.quotations:
            yield Quotation(lesson.quotation, credit(lesson))


def credit(lesson: Lesson) -> str:
    """Return where a quotation stands, with title and year, and how far it was checked."""
    return f"{source(lesson)}. {lesson.credit}"


def source(lesson: Lesson) -> str:
    """Return a report with its title and year."""
    return f"{lesson.report} ({lesson.short}, {lesson.year})"


def _heading(lesson: Lesson, link: LessonLink) -> str:
    shared = f" Shared with Step {link.shared_with}." if link.shared_with else ""
    return f"{lesson.heading} ({lesson.short}, {lesson.year}).{shared}"


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


def prompts(view: View, step: ItemResult) -> Iterator[Block]:
    """Yield the results of a step's prompts and what was written down about them."""
    found = view.prompts_of(step.item.number)
    if found and not view.is_collective:
        yield from _prompt_results(view, step.item, found)
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


def _prompt_results(view: View, step: Item, found: tuple[ItemResult, ...]) -> Iterator[Table]:
    """Yield the counts of a step's prompts, then what they come to."""
    name = item_name(step)
    told = [row for each in found for row in _counts(view, each)]
    yield table(f"{name}: answers to its prompts", ("Prompt", *level_headings(view), "No level"), told)
    lines = [row for each in found for row in _prompt_sentences(view, each)]
    yield table(f"{name}: its prompts in one sentence", ("Prompt", "In one sentence"), lines)


def _counts(view: View, each: ItemResult) -> Iterator[tuple[str, ...]]:
    """Yield a row for each time a prompt was answered, or an empty one where it was not."""
    if not each.rounds:
        yield named(each.item), *(NOTHING,) * (len(view.words) + 1)
    for found in each.rounds:
        yield f"{named(each.item)}{_when(each, found)}", *counts(found), str(without_level(found))


def _prompt_sentences(view: View, each: ItemResult) -> Iterator[tuple[str, ...]]:
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


def where_we_agree(view: View) -> Iterator[Block]:
    """Yield the items on which the answers agree, in the order of the steps."""
    yield Heading("Where we agree", 2)
    found = items_of(view, Accord.AGREES)
    if found:
        yield BulletList((*_agreeing(view, found), *_prompts(found)))
        if not view.is_collective:
            yield Paragraph(
                "To agree is not to be right: it says how close the answers are, not how good things are."
            )
    else:
        yield Paragraph(f"On no {_what(view)} so far.")


def where_we_diverge(view: View) -> Iterator[Block]:
    """Yield the items on which the answers differ, the most divergent first."""
    yield Heading("Where we diverge", 2)
    found = by_divergence(view, items_of(view, Accord.DIVERGES))
    if found:
        yield BulletList(tuple(_line(view, each) for each in found))
    else:
        yield Paragraph(f"On no {_what(view)} so far.")


def not_enough_known(view: View) -> Iterator[Block]:
    """Yield the items on which too little is known, and those without a result."""
    yield Heading("Where not enough is known", 2)
    items = [_known_little(each) for each in view.found if each.latest and little_known(each.latest)]
    items += [sentences((_opening(each), no_result(view, each.item))) for each in items_of(view, Accord.OPEN)]
    if items:
        yield BulletList(tuple(items))
    else:
        yield Paragraph("There are enough answers on everything that was asked.")


def items_of(view: View, where: Accord) -> list[ItemResult]:
    """Return the items that belong there."""
    return [each for each in view.found if accord(each, collective=view.is_collective) is where]


def by_divergence(view: View, found: Sequence[ItemResult]) -> list[ItemResult]:
    """Return the items in the order of what to talk about next: the most divergent first."""
    topics = talk_next(tuple(replace(each, mark=None) for each in found), view.words)
    place = {topic.item.number: number for number, topic in enumerate(topics)}
    return sorted(found, key=lambda each: place.get(each.item.number, len(place)))


def _what(view: View) -> str:
    return "step" if len(view.found) == len(view.steps) else "step or prompt"


def _agreeing(view: View, found: Sequence[ItemResult]) -> Iterator[str]:
    return (_line(view, each) for each in found if not each.item.step)


def _prompts(found: Sequence[ItemResult]) -> Iterator[str]:
    """Yield a line for each step of which the answers to prompts agree: their sentences stand with the step."""
    for step, prompts in groupby((each.item for each in found if each.item.step), key=lambda item: item.step):
        yield f"Prompts of Step {step}: {', '.join(item.id for item in prompts)}."


def _line(view: View, each: ItemResult) -> str:
    told = (said(each.latest), tables_said(view, each.latest)) if each.latest else ()
    return sentences((_opening(each), *told, *agreed_and_differing(view, each)))


def _known_little(each: ItemResult) -> str:
    latest = each.latest
    return sentences((_opening(each), latest.finding or latest.sentence)) if latest else ""


def _opening(each: ItemResult) -> str:
    """Return an item with its title as a sentence; a prompt is a question already."""
    name = named(each.item)
    return name if name.endswith(("?", ".", "!")) else f"{name}."
