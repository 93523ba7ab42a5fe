"""A page, and the results of a workshop, in words that can be read aloud or piped.

Of a round that is open it says how many answers are in, and nothing else; of one that is set aside nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from scrutiny_tui.domain.actions import CHANGED, first_of, follow_ups
from scrutiny_tui.domain.groups import group_results
from scrutiny_tui.domain.pack import Item
from scrutiny_tui.domain.phrases import capitalised, day, item_name, round_name
from scrutiny_tui.domain.printable import safe
from scrutiny_tui.domain.results import ItemResult, item_result, level_words, results, rule_lines
from scrutiny_tui.domain.secrecy import Mode
from scrutiny_tui.domain.sentences import Accord
from scrutiny_tui.domain.session import Action, Session
from scrutiny_tui.view import page_view as blocks
from scrutiny_tui.view import result_words
from scrutiny_tui.view.blocks import Heading, ItemList, Paragraph, Quotation
from scrutiny_tui.view.page_view import PageView
from scrutiny_tui.view.report_opening import facts
from scrutiny_tui.view.report_view import Kind, RecordOptions, View, named
from scrutiny_tui.view.result_pages import prompts_lines, stair_line, topic_lines


def plain_lines(view: PageView) -> Iterator[str]:
    """Yield what a page says; what is only drawn says nothing."""
    for block in view.blocks:
        if isinstance(block, blocks.Title):
            yield f"{view.where or block.id}: {block.title}"
        elif type(block) in _LINES:
            yield from (line for line in _LINES[type(block)](block) if line)


def _prompts(block: blocks.Prompts) -> Iterator[str]:
    known = block.known or ("",) * len(block.prompts)
    for prompt, standing in zip(block.prompts, known, strict=True):
        yield f"Prompt {prompt.id}: {prompt.text}{f' {capitalised(standing)}.' if standing else ''}"


def _choices(block: blocks.Choices) -> Iterator[str]:
    for level, description in zip(block.choices, block.descriptions or ("", "", ""), strict=True):
        yield f"{level.number}, {level.label}. {description}".strip()


def _marks(block: blocks.Marks) -> Iterator[str]:
    for each in block.marks:
        before = "" if each.before is None else f", {each.before} the round before"
        why = f": {each.why}" if each.why else ""
        yield f"{each.word}: {each.people}{before}{why}."
    yield f"{block.based_on}."


def _standings(block: blocks.Standings) -> Iterator[str]:
    for accord in Accord:
        for each in (found for found in block.standings if found.accord is accord):
            verdict = f": {each.verdict}" if each.verdict else ""
            yield f"{accord.value.capitalize()}. Step {each.item}, {each.title}{verdict}."
            if each.position:
                yield f"Agreed position: {each.position}."


def _why(block: blocks.Why) -> Iterator[str]:
    yield f"Why it matters: {block.heading} ({block.source})." if block.source else "Why it matters:"
    yield block.why


def _pointers(block: blocks.Pointers) -> Iterator[str]:
    for each in block.pointers:
        yield f"{each.about}: {each.text}".replace("\N{NO-BREAK SPACE}", " ")


def _row(row: blocks.Row) -> str:
    about = " · ".join(filter(None, (*row.cells, row.about)))
    return f"{row.text} ({about})" if about else row.text


def _reading(block: blocks.Reading) -> Iterator[str]:
    """Yield the lines without the marks of their layout."""
    for line in block.markdown.replace("**", "").splitlines():
        yield line.removeprefix("> ").lstrip("#").strip()


_LINES: Final[dict[type, Callable[[Any], Iterable[str]]]] = {
    Heading: lambda block: (block.text,),
    Paragraph: lambda block: f"{block.lead} {block.text}".strip().splitlines(),
    Quotation: lambda block: (f"‘{block.text}’", *block.credit.splitlines()),
    ItemList: lambda block: block.items,
    blocks.Lead: lambda block: (block.lead,),
    blocks.Banner: lambda block: (block.text,),
    blocks.Statement: lambda block: (f"Statement: {block.statement}",),
    blocks.Choices: _choices,
    blocks.Prompts: _prompts,
    blocks.Progress: lambda block: (f"{block.told}.",),
    blocks.Marks: _marks,
    blocks.Standings: _standings,
    blocks.Why: _why,
    blocks.Account: lambda block: block.told,
    blocks.Asks: lambda block: (f"To ask: {ask}" for ask in block.asks),
    blocks.Settled: lambda block: block.lines,
    blocks.Stairs: lambda block: (f"Step {stair_line(stair)}" for stair in block.stairs),
    blocks.Pointers: _pointers,
    blocks.Rows: lambda block: (f"{block.header[0]}:" if block.header else "", *map(_row, block.rows)),
    blocks.Reading: _reading,
}


def results_text(session: Session, *, by_groups: bool = False) -> str:
    """Return the results as lines of plain text, ending with a line break.

    `by_groups` adds the results of role groups where they may be shown.
    """
    found, wording = results(session), session.wording
    asked = View.of(session, session.details.date, RecordOptions(Kind.FULL))
    first = ((wording.item(step), result_words.hands(session, step)) for step in first_of(session))
    answered = session.details.mode is not Mode.COLLECTIVE
    parts = (
        (wording.title, *(f"{what}: {told}" for what, told in facts(asked) if told)),
        _part("Where we agree and where we diverge:", _accords(found)),
        *(_item(session, each, by_groups=by_groups) for each in result_words.by_step(found)),
        _part(
            "What to talk about next:",
            (f"{told}." for told in topic_lines(session)),
        ),
        _part(
            "Priorities, two votes each (show of hands):",
            (f"{item_name(item)}, {item.title}: {number}." for item, number in first),
        ),
        _part("Actions:", (_action(session, each) for each in session.actions.values())),
        _part(
            f"{CHANGED}:",
            (f"{day(each.started)}: {each.changed}" for each in follow_ups(session) if each.changed),
        ),
        _part(f"{result_words.PARKED}:", result_words.parked_lines(session)),
        _part("Corrected or cancelled:", (entry.text for entry in session.told_trail)),
        _part(
            "In figures:", (*result_words.annex_lines(found), *result_words.unshown_movement(session, found))
        ),
        _part("Not shown by group:", _without_groups(session) if by_groups else ()),
        _part("How this is worked out:", rule_lines(wording.thresholds) if answered else ()),
    )
    told = ["\n".join(map(safe, part)) for part in parts]
    return "\n\n".join(filter(None, told)) + "\n"


def item_text(session: Session, item: Item) -> str:
    """Return what the results say about one item, as lines of plain text."""
    return "\n".join(map(safe, _item(session, item_result(session, item.number))))


def _part(heading: str, lines: Iterable[str]) -> tuple[str, ...]:
    """Return lines under a heading; nothing if there are none."""
    told = tuple(lines)
    return (heading, *told) if told else ()


def _accords(found: Iterable[ItemResult]) -> Iterator[str]:
    """Yield a line for each way that people agree or do not, with its steps; nothing before the first result."""
    steps = [each for each in found if not each.item.step]
    if all(each.accord is Accord.OPEN for each in steps):
        return
    for accord in Accord:
        names = [f"{each.item.id} {each.item.short}" for each in steps if each.accord is accord]
        if names:
            yield f"{accord.value.capitalize()}: {', '.join(names)}."


def _item(session: Session, each: ItemResult, *, by_groups: bool = False) -> Iterator[str]:
    item, waiting = each.item, result_words.no_result_yet(session, each.item.number)
    yield named(item)
    if each.latest:
        for found in each.rounds[:-1]:
            yield f"{round_name(found.number)}: {result_words.counted(level_words(session), found.counts)}. {found.sentence}"
        yield f"{result_words.counted(level_words(session), each.latest.counts)}."
        yield from result_words.findings(each.latest)
        yield from result_words.went_on(session, each)
        for found in each.rounds:
            yield from result_words.table_lines(session, each, found)
        yield f"{each.latest.base_line}."
        if waiting:
            yield f"Being answered again: {waiting}"
    elif session.details.mode is not Mode.COLLECTIVE:
        yield waiting or "Not yet answered."
    elif not each.agreed:
        yield "Not yet discussed."
    yield from prompts_lines(session, item)
    if each.latest and by_groups:
        yield from result_words.group_lines(session, session.revealed(item.number)[-1])
    yield from result_words.settled_lines(session, each)


def _action(session: Session, action: Action) -> str:
    beside = {"Reason": action.reason, "Evidence": action.evidence}
    told = (f"{what}: {text}" for what, text in beside.items() if text)
    return " ".join((f"{action.text} ({result_words.about_action(session, action)})", *told))


def _without_groups(session: Session) -> list[str]:
    """Return why some steps are not told by groups, once each."""
    latest = [rounds[-1] for item in session.items if (rounds := session.revealed(item.number))]
    return sorted({result_words.no_groups(each) for each in latest if not group_results(session, each)})
