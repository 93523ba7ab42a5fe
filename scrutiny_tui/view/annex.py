"""The figures of the whole workshop in sentences: for results and the annex of reports."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from scrutiny_tui.domain.agreement import Label
from scrutiny_tui.domain.groups import Tally, tally
from scrutiny_tui.domain.phrases import item_name, several
from scrutiny_tui.domain.results import ItemResult
from scrutiny_tui.domain.sentences import label_word

_ORDER: Final = (Label.CONSENSUS, Label.BROAD, Label.MIXED, Label.SPLIT, Label.TOO_FEW, Label.NO_VOTES)


def annex_lines(found: Sequence[ItemResult]) -> Iterator[str]:
    """Yield the figures of the whole workshop; nothing before the first result."""
    whole = tally(found)
    items = sum(whole.labels.values())
    if items:
        yield f"{several(items, 'item', 'items')}: {tally_words(whole)}."
    if whole.lowest and whole.lowest.latest:
        yield (
            "How close the answers are, from -100 for two camps to +100 for all the same: lowest "
            f"{whole.lowest.latest.shown_score}, {item_name(whole.lowest.item)}."
        )


def tally_words(found: Tally) -> str:
    """Return a tally, such as "clear agreement 2, two opposite views 1"."""
    return ", ".join(
        f"{label_word(label)} {found.labels[label]}" for label in _ORDER if label in found.labels
    )


def prompts_words(found: Tally) -> str:
    """Return the tally of a step's prompts and which of them is furthest apart, never their answers together."""
    lowest = f" Furthest apart: {item_name(found.lowest.item)}." if found.lowest and found.scored > 1 else ""
    return f"Its prompts: {tally_words(found)}.{lowest}"
