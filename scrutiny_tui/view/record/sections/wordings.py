"""Phrases that several sections use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from scrutiny_tui.domain.phrases import item_name
from scrutiny_tui.domain.results import ItemResult, RoundResult, TableAnswer
from scrutiny_tui.domain.wording import Item
from scrutiny_tui.view.phrases import NO_LEVEL, no_result_yet
from scrutiny_tui.view.record.view import View

NOT_RATED: tuple[tuple[str, str], ...] = (
    ("dont_know", "Does not know"),
    ("abstain", "Prefers not to say"),
    ("not_applicable", "Does not apply"),
    ("interest", "Interest declared"),
    ("absent", "Absent"),
    ("not_cast", "Not in"),
)
"""Why somebody chose no level, and what the column is called."""

NOT_DISCUSSED = "Not yet discussed."


def named(item: Item) -> str:
    """Return an item with its title, such as "Step 2: Clarity of role and purpose"."""
    return f"{item_name(item)}: {item.title}"


def level_headings(view: View) -> tuple[str, ...]:
    """Return the heads of the columns of counts: a digit and a word, so that neither stands alone."""
    return tuple(f"{number} {word}" for number, word in enumerate(view.words, start=1))


def counts(found: RoundResult) -> tuple[str, ...]:
    """Return the counts as cells."""
    return tuple(str(count) for count in found.counts)


def without_level(found: RoundResult) -> int:
    """Return how many of those on the list chose no level."""
    return sum(found.not_rated.values())


def counted(view: View, numbers: Iterable[int]) -> str:
    """Return counts in words, such as "Beginning 0, Developing 1, Strong 14"."""
    return ", ".join(f"{word} {number}" for word, number in zip(view.words, numbers, strict=True))


def said(found: RoundResult) -> str:
    """Return everything that is said of a result in sentences."""
    return " ".join(line for line in (found.sentence, found.finding, found.caution) if line)


def no_result(view: View, item: Item) -> str:
    """Return what is told in place of a result."""
    return no_result_yet(view.session, item.number) or NOT_DISCUSSED


def shared_word(view: View, each: ItemResult) -> str:
    """Return the shared view as a short word, such as "Developing"; empty if there is none."""
    if each.agreed is None:
        return ""
    return view.words[each.agreed.level - 1] if each.agreed.level else "not agreed"


def table_said(view: View, told: TableAnswer) -> str:
    """Return what a table chose in words."""
    return view.words[told.answer.level - 1] if told.answer.level else NO_LEVEL[told.answer]


def tables_said(view: View, found: RoundResult) -> str:
    """Return what each table chose in one sentence; empty if no tables answer."""
    told = "; ".join(f"{each.label}: {table_said(view, each)}" for each in found.tables)
    return f"{told}." if told else ""


def sentences(parts: Iterable[str]) -> str:
    """Return the parts that are not empty as one paragraph."""
    return " ".join(part for part in parts if part)


def agreed_and_differing(view: View, each: ItemResult) -> Iterator[str]:
    """Yield the shared view of an item as a word and the different view, in short sentences."""
    if each.agreed:
        yield f"Shared view: {shared_word(view, each)}."
        if each.agreed.different_view:
            yield f"A different view: {each.agreed.different_view}"
