"""A page, and the results of a workshop, in words that can be read aloud or piped.

Of a round that is open it says how many answers are in, and nothing else; of one that is set aside nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from scrutiny_tui.domain.actions import first_of
from scrutiny_tui.domain.groups import group_results
from scrutiny_tui.domain.pack import Item
from scrutiny_tui.domain.phrases import item_name, which_time
from scrutiny_tui.domain.printable import safe
from scrutiny_tui.domain.results import ItemResult, item_result, level_words, results, rule_lines
from scrutiny_tui.domain.secrecy import Mode
from scrutiny_tui.domain.session import Action, Session
from scrutiny_tui.domain.topics import talk_next
from scrutiny_tui.view import page_view as on_page
from scrutiny_tui.view.blocks import BulletList, Heading, Paragraph, Quotation
from scrutiny_tui.view.report_opening import facts
from scrutiny_tui.view.report_view import Kind, RecordOptions, View, named
from scrutiny_tui.view.result_pages import prompts_lines, round_counts, stair_line
from scrutiny_tui.view.result_words import (
    PARKED,
    about_action,
    annex_lines,
    by_step,
    counted,
    findings,
    group_lines,
    hands,
    no_groups,
    no_result_yet,
    parked_lines,
    settled_lines,
    table_lines,
    topic_words,
    went_on,
)


def plain_lines(view: on_page.PageView) -> Iterator[str]:
    """Yield what a page says; what is only drawn says nothing."""
    for block in view.blocks:
        if isinstance(block, on_page.Title):
            yield f"{view.where or block.id}: {block.title}"
        elif type(block) in _LINES:
            yield from (line for line in _LINES[type(block)](block) if line)


def _prompts(block: on_page.Prompts) -> Iterator[str]:
    known = block.known or ("",) * len(block.prompts)
    for prompt, standing in zip(block.prompts, known, strict=True):
        source = f" (Rests on: {prompt.source})" if prompt.source else ""
        yield f"Prompt {prompt.id}: {prompt.text}{source}{f' Now: {standing}.' if standing else ''}"


def _bars(block: on_page.Bars) -> Iterator[str]:
    *before, latest = (counted([level.short for level in block.levels], each.counts) for each in block.rounds)
    for each, counts in zip(block.rounds, before, strict=False):
        yield f"{which_time(each.number)}: {counts}. {each.sentence}"
    yield f"{latest}."


def _topics(block: on_page.Topics) -> Iterator[str]:
    yield f"Talk about next: {block.ending if not block.topics else ''}".strip()
    yield from (f"{topic}.".replace("\N{NO-BREAK SPACE}", " ") for topic in block.topics)
    if block.topics:
        yield block.ending


def _reading(block: on_page.Reading) -> Iterator[str]:
    """Yield the lines without the marks of their layout."""
    for line in block.markdown.replace("**", "").splitlines():
        yield line.removeprefix("> ").lstrip("#").strip()


_LINES: Final[dict[type, Callable[[Any], Iterable[str]]]] = {
    Heading: lambda block: (block.text,),
    Paragraph: lambda block: f"{block.lead} {block.text}".strip().splitlines(),
    Quotation: lambda block: (f"‘{block.text}’", *block.credit.splitlines()),
    BulletList: lambda block: block.items,
    on_page.Lead: lambda block: (block.lead,),
    on_page.Banner: lambda block: (block.text,),
    on_page.Statement: lambda block: (f"Statement: {block.statement}",),
    on_page.Choice: lambda block: (f"{block.level.number}, {block.level.label}.",),
    on_page.Description: lambda block: (block.description,),
    on_page.Prompts: _prompts,
    on_page.Progress: lambda block: (f"{block.told}.",),
    on_page.Bars: _bars,
    on_page.Verdict: lambda block: (*block.said, *block.told),
    on_page.Asks: lambda block: (f"To ask: {ask}" for ask in block.asks),
    on_page.Settled: lambda block: block.lines,
    on_page.Stairs: lambda block: (f"Step {stair_line(stair)}" for stair in block.stairs),
    on_page.Topics: _topics,
    on_page.Rows: lambda block: (
        f"{row.text} ({row.about})" if row.about else row.text for row in block.rows
    ),
    on_page.Reading: _reading,
}


def results_text(session: Session, *, by_groups: bool = False) -> str:
    """Return the results as lines of plain text, ending with a line break.

    `by_groups` adds the results of role groups where they may be shown.
    """
    found, wording = results(session), session.wording
    asked = View.of(session, session.details.date, RecordOptions(Kind.FULL))
    first = ((wording.item(step), hands(session, step)) for step in first_of(session))
    answered = session.details.mode is not Mode.COLLECTIVE
    parts = (
        (wording.title, *(f"{what}: {told}" for what, told in facts(asked) if told)),
        *(_item(session, each, by_groups=by_groups) for each in by_step(found)),
        _part(
            "Talk about next:", (f"{topic_words(each)}." for each in talk_next(found, level_words(session)))
        ),
        _part(
            "Priorities, two hands each:",
            (f"{item_name(item)}, {item.title}: {number}." for item, number in first),
        ),
        _part("Actions:", (_action(session, each) for each in session.actions.values())),
        _part(f"{PARKED}:", parked_lines(session)),
        _part("Changed or set aside:", (entry.text for entry in session.told_trail)),
        _part("In figures:", annex_lines(found)),
        _part("Steps without groups:", _without_groups(session) if by_groups else ()),
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


def _item(session: Session, each: ItemResult, *, by_groups: bool = False) -> Iterator[str]:
    item, waiting = each.item, no_result_yet(session, each.item.number)
    yield named(item)
    if each.latest:
        yield from _bars(on_page.Bars(session.wording.levels, tuple(map(round_counts, each.rounds))))
        yield from findings(each.latest)
        yield from went_on(session, each)
        for found in each.rounds:
            yield from table_lines(session, each, found)
        yield f"{each.latest.base_line}."
        if waiting:
            yield f"Being answered again: {waiting}"
    elif session.details.mode is not Mode.COLLECTIVE:
        yield waiting or "Not yet answered."
    elif not each.agreed:
        yield "Not yet discussed."
    yield from prompts_lines(session, item)
    if each.latest and by_groups:
        yield from group_lines(session, session.revealed(item.number)[-1])
    yield from settled_lines(session, each)


def _action(session: Session, action: Action) -> str:
    evidence = f" Evidence: {action.evidence}" if action.evidence else ""
    return f"{action.text} ({about_action(session, action)}){evidence}"


def _without_groups(session: Session) -> list[str]:
    """Return why some steps are not told by groups, once each."""
    latest = [rounds[-1] for item in session.items if (rounds := session.revealed(item.number))]
    return sorted({no_groups(each) for each in latest if not group_results(session, each)})
