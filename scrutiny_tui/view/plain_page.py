"""A page of a workshop in words that can be read aloud, line by line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from scrutiny_tui.domain.phrases import which_time
from scrutiny_tui.view.blocks import BulletList, Heading, Paragraph, Quotation
from scrutiny_tui.view.page_blocks import (
    Asks,
    Banner,
    Bars,
    Choice,
    Description,
    Lead,
    Progress,
    Prompts,
    Reading,
    Rows,
    Settled,
    Stairs,
    Statement,
    Title,
    Topics,
    Verdict,
)
from scrutiny_tui.view.page_view import PageView
from scrutiny_tui.view.phrases import counted
from scrutiny_tui.view.result_pages import stair_line


def plain_lines(view: PageView) -> Iterator[str]:
    """Yield what a page says; what is only drawn says nothing."""
    for block in view.blocks:
        if isinstance(block, Title):
            yield f"{view.where or block.id}: {block.title}"
        elif type(block) in _LINES:
            yield from (line for line in _LINES[type(block)](block) if line)


def _prompts(block: Prompts) -> Iterator[str]:
    known = block.known or ("",) * len(block.prompts)
    for prompt, standing in zip(block.prompts, known, strict=True):
        source = f" (Rests on: {prompt.source})" if prompt.source else ""
        yield f"Prompt {prompt.id}: {prompt.text}{source}{f' Now: {standing}.' if standing else ''}"


def _bars(block: Bars) -> Iterator[str]:
    *before, latest = (counted([level.short for level in block.levels], each.counts) for each in block.rounds)
    for each, counts in zip(block.rounds, before, strict=False):
        yield f"{which_time(each.number)}: {counts}. {each.sentence}"
    yield f"{latest}."


def _topics(block: Topics) -> Iterator[str]:
    yield f"Talk about next: {block.ending if not block.topics else ''}".strip()
    yield from (f"{topic}.".replace("\N{NO-BREAK SPACE}", " ") for topic in block.topics)
    if block.topics:
        yield block.ending


def _reading(block: Reading) -> Iterator[str]:
    """Yield the lines without the marks of their layout."""
    for line in block.markdown.replace("**", "").splitlines():
        yield line.removeprefix("> ").lstrip("#").strip()


_LINES: Final[dict[type, Callable[[Any], Iterable[str]]]] = {
    Heading: lambda block: (block.text,),
    Paragraph: lambda block: f"{block.lead} {block.text}".strip().splitlines(),
    Quotation: lambda block: (f"‘{block.text}’", *block.credit.splitlines()),
    BulletList: lambda block: block.items,
    Lead: lambda block: (block.lead,),
    Banner: lambda block: (block.text,),
    Statement: lambda block: (f"Statement: {block.statement}",),
    Choice: lambda block: (f"{block.level.number}, {block.level.label}.",),
    Description: lambda block: (block.description,),
    Prompts: _prompts,
    Progress: lambda block: (f"{block.told}.",),
    Bars: _bars,
    Verdict: lambda block: (*block.said, *block.told),
    Asks: lambda block: (f"To ask: {ask}" for ask in block.asks),
    Settled: lambda block: block.lines,
    Stairs: lambda block: (f"Step {stair_line(stair)}" for stair in block.stairs),
    Topics: _topics,
    Rows: lambda block: (f"{row.text} ({row.about})" if row.about else row.text for row in block.rows),
    Reading: _reading,
}
