"""Where the answers agree, where they diverge, and where not enough is known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from scrutiny_tui.domain.results import ItemResult
from scrutiny_tui.domain.topics import talk_next
from scrutiny_tui.view.record.blocks import Block, BulletList, Heading, Paragraph
from scrutiny_tui.view.record.sections.wordings import (
    agreed_and_differing,
    named,
    no_result,
    said,
    sentences,
    tables_said,
)
from scrutiny_tui.view.record.view import Accord, View, accord, little_known


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
