"""A report put under the headings of a council's own Word template."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final, TypeAlias

from scrutiny_tui.domain.pack import PartHeadings
from scrutiny_tui.domain.printable import plain
from scrutiny_tui.domain.records import record
from scrutiny_tui.view.blocks import Block, Document, Heading, PageBreak, Paragraph

TO_COMPLETE: Final = "To be completed by the report author."
"""Stands under a heading for which the program has nothing."""

_PART: Final = 2
"""The level of the parts of a report."""

_LOWEST: Final = 4
"""The lowest level of headings in a report."""

_NUMBER: Final = re.compile(r"^[\W_]*(?:\d+(?:\.\d+)*[a-z]?|(?:[ivx]+|[a-z])(?=[.):]))(?=[\W_])")
"""What is typed before a heading: "3.", "2.1", "(a)", "iv."."""

_Section: TypeAlias = list[Block]


@record
class TemplateHeading:
    """A heading of a template."""

    text: str
    level: int
    """1 to 3."""
    style: str
    """The id of the template's style that makes it a heading; empty if no style does."""


@record
class Template:
    """A Word file that can be used as a template, and its headings."""

    data: bytes
    headings: tuple[TemplateHeading, ...]


def strangers(
    document: Document, template: Template, names: Iterable[PartHeadings]
) -> tuple[str, ...] | None:
    """Return the headings that a report takes from a template and of which the pack does not say what they mean.

    None if it says so of no heading, and the report takes none.
    """
    kept = _kept(document, template, names)
    return tuple(each.text for each, parts in kept if not parts) if kept or not _has_parts(document) else None


def under_headings(document: Document, template: Template, names: Iterable[PartHeadings]) -> Document:
    """Return the document with each part under the heading of the template that means it, and all others at the end.

    It stays as it is if it has no parts, or the template no heading that the pack knows. Where the template's headings
    begin with level 1, the title gets level 0, which is Word's own style for titles.
    """
    kept = _kept(document, template, names)
    if not kept:
        return document
    known = [meant for _each, meant in kept]
    (title, *opening), *sections = _split(document.blocks)
    under: list[list[_Section]] = [[] for _parts in known]
    others: list[_Section] = []
    for section in sections:
        fitting = [place for place, parts in enumerate(known) if _heading(section).part in parts]
        # A heading that means nothing else comes before one of several meanings, such as "Implications".
        place = min(fitting, key=lambda each: len(known[each]), default=None)
        (others if place is None else under[place]).append(section)
    levels = [*_levels([each.level for each, _parts in kept])]
    blocks = [*_moved([title], levels[0]), *opening]
    for place, ((each, parts), level) in enumerate(zip(kept, levels, strict=True)):
        is_shared = len(parts) > 1 or len(under[place]) > 1
        blocks += _below(Heading(each.text, level), under[place], is_shared=is_shared)
        if not under[place] and levels[place + 1 : place + 2] <= [level]:
            blocks.append(Paragraph(TO_COMPLETE))
    for section in others:
        blocks += _moved(section, levels[0])
    return replace(document, blocks=tuple(blocks))


def _kept(
    document: Document, template: Template, names: Iterable[PartHeadings]
) -> Sequence[tuple[TemplateHeading, Collection[str]]]:
    """Return each heading of the template that is to be kept, and the parts that it means.

    One that stands above all others is the title of the template, which gives way to the document's own.
    """
    if not _has_parts(document):
        return ()
    parts = defaultdict(set)
    for name in names:
        for phrase in name.phrases:
            parts[_key(phrase)].add(str(name.part))
    kept = [(each, parts.get(_key(each.text), set())) for each in template.headings]
    if not any(meant for _each, meant in kept):
        return ()
    has_title = not kept[0][1] and all(each.level > kept[0][0].level for each, _meant in kept[1:])
    return kept[has_title:]


def _has_parts(document: Document) -> bool:
    return any(isinstance(each, Heading) and each.part for each in document.blocks)


def _key(heading: str) -> str:
    """Return what is compared of a heading: its words, without capitals, numbers before them and punctuation."""
    words = _NUMBER.sub("", plain(heading).replace("&", " and "))
    return " ".join(re.sub(r"[^\w\s]", "", re.sub(r"[-/_]", " ", words)).split())


def _split(blocks: Iterable[Block]) -> list[_Section]:
    """Return what stands before the first heading of the second level, and what begins with each of these."""
    found: list[_Section] = [[]]
    for block in blocks:
        if isinstance(block, Heading) and block.level == _PART:
            last = found[-1]
            found.append([last.pop()] if last and isinstance(last[-1], PageBreak) else [])
        found[-1].append(block)
    return found


def _heading(section: _Section) -> Heading:
    return next(each for each in section if isinstance(each, Heading))


def _levels(given: Sequence[int]) -> Iterator[int]:
    """Yield the levels of headings so that none is left out on the way down."""
    level = min(_PART, *given) - 1
    for each in given:
        level = min(each, level + 1)
        yield level


def _below(heading: Heading, sections: Iterable[_Section], *, is_shared: bool) -> Iterator[Block]:
    """Yield a heading of the template and the sections below it, which keep their own headings if it is shared."""
    blocks = [block for section in sections for block in _moved(section, heading.level + is_shared)]
    breaks = [each for each in blocks[:1] if isinstance(each, PageBreak)]
    yield from breaks
    yield heading
    yield from blocks[len(breaks) + (not is_shared) :]


def _moved(blocks: Iterable[Block], level: int) -> Iterator[Block]:
    """Yield the blocks with the headings of the second level on this one, and the others as far below as they were."""
    for each in blocks:
        if isinstance(each, Heading):
            yield replace(each, level=min(each.level + level - _PART, _LOWEST))
        else:
            yield each
