"""A page of a workshop in words that can be read aloud, line by line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from scrutiny_tui.domain.sentences import Accord
from scrutiny_tui.view.blocks import BulletList, Heading, Paragraph, Quotation
from scrutiny_tui.view.page_blocks import (
    Account,
    Asks,
    Banner,
    Choices,
    Lead,
    Marks,
    Pointers,
    Progress,
    Prompts,
    Reading,
    Rows,
    Settled,
    Stairs,
    Standings,
    Statement,
    Title,
    Why,
)
from scrutiny_tui.view.page_view import PageView
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


def _choices(block: Choices) -> Iterator[str]:
    for level, description in zip(block.choices, block.descriptions, strict=True):
        yield f"{level.number}, {level.label}. {description}".strip()


def _marks(block: Marks) -> Iterator[str]:
    for each in block.marks:
        before = "" if each.before is None else f", {each.before} the round before"
        why = f": {each.why}" if each.why else ""
        yield f"{each.word}: {each.people}{before}{why}."
    yield f"{block.based_on}."


def _standings(block: Standings) -> Iterator[str]:
    for accord in Accord:
        for each in (found for found in block.standings if found.accord is accord):
            verdict = f": {each.verdict}" if each.verdict else ""
            yield f"{accord.value.capitalize()}. Step {each.item}, {each.title}{verdict}."
            if each.position:
                yield f"Agreed position: {each.position}."


def _why(block: Why) -> Iterator[str]:
    yield f"Why it matters: {block.heading} ({block.source})." if block.source else "Why it matters:"
    yield block.why


def _pointers(block: Pointers) -> Iterator[str]:
    for each in block.pointers:
        yield f"{each.about}: {each.text}".replace("\N{NO-BREAK SPACE}", " ")


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
    Choices: _choices,
    Prompts: _prompts,
    Progress: lambda block: (f"{block.told}.",),
    Marks: _marks,
    Standings: _standings,
    Why: _why,
    Account: lambda block: block.told,
    Asks: lambda block: (f"To ask: {ask}" for ask in block.asks),
    Settled: lambda block: block.lines,
    Stairs: lambda block: (f"Step {stair_line(stair)}" for stair in block.stairs),
    Pointers: _pointers,
    Rows: lambda block: (f"{row.text} ({row.about})" if row.about else row.text for row in block.rows),
    Reading: _reading,
}
