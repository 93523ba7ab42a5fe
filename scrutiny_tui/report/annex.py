"""The figures of the whole workshop in sentences: the annex of every report, never a projected page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from scrutiny_tui.domain.agreement import Label, as_shown
from scrutiny_tui.domain.overall import Reliability, Tally, reliability, tally
from scrutiny_tui.domain.results import ItemResult
from scrutiny_tui.domain.secrecy import Mode
from scrutiny_tui.domain.sentences import label_word
from scrutiny_tui.domain.session import Session
from scrutiny_tui.report.phrases import item_name, several

_ORDER: Final = (Label.CONSENSUS, Label.BROAD, Label.MIXED, Label.SPLIT, Label.TOO_FEW, Label.NO_VOTES)

LOW_ALPHA: Final = "Alpha is low when nearly every item gets the same level, even if everybody agrees, so it is not a mark to pass."


def annex_lines(session: Session, found: Sequence[ItemResult]) -> Iterator[str]:
    """Yield the figures of the whole workshop; nothing before the first result."""
    whole = tally(found)
    rests_on = reliability(session)
    if rests_on is None:
        return
    yield f"{several(rests_on.items, 'item', 'items')}: {tally_words(whole)}."
    if whole.median is not None and whole.lowest:
        yield _scores(whole)
    if rests_on.items > 1:
        # Of one item alone alpha is always 0, or not defined.
        yield alpha_words(rests_on, tables=session.details.mode is Mode.GROUPS)
        yield LOW_ALPHA


def tally_words(found: Tally) -> str:
    """Return a tally, such as "clear agreement 2, two opposite views 1"."""
    return ", ".join(
        f"{label_word(label)} {found.labels[label]}" for label in _ORDER if label in found.labels
    )


def prompts_words(found: Tally) -> str:
    """Return the tally of a step's prompts and which of them is furthest apart, never their answers together."""
    lowest = f" Furthest apart: {item_name(found.lowest.item)}." if found.lowest and found.scored > 1 else ""
    return f"Its prompts: {tally_words(found)}.{lowest}"


def _scores(whole: Tally) -> str:
    lowest = whole.lowest
    if lowest is None or lowest.latest is None or whole.median is None:
        return ""
    return (
        f"How close the answers are, from -100 for two camps to +100 for all the same: median "
        f"{as_shown(whole.median)} of {several(whole.scored, 'item', 'items')}; lowest "
        f"{lowest.latest.shown_score}, {item_name(lowest.item)}."
    )


def alpha_words(found: Reliability, *, tables: bool = False) -> str:
    """Return Krippendorff's alpha with what it rests on; why there is none where it is not defined."""
    one, many = ("table", "tables") if tables else ("person", "people")
    rests_on = (
        f"{several(found.voters, one, many)} on the list, {several(found.items, 'item', 'items')}, "
        f"{found.ratings} of {found.possible} ratings"
    )
    if found.alpha is None:
        why = "every rating is the same level" if found.same_pairs is not None else "no item was rated by two"
        return f"Krippendorff's alpha (ordinal) is not defined: {why}; {rests_on}."
    parts = [f"Krippendorff's alpha (ordinal) {_hundredths(found.alpha)}", rests_on]
    if found.without_one:
        lowest, highest = (_hundredths(each) for each in found.without_one)
        parts.append(f"{lowest} to {highest} leaving out any one {one}")
    if found.same_pairs is not None:
        parts.append(f"{_whole(100 * found.same_pairs)} % of pairs of answers to the same item are the same")
    return f"{'; '.join(parts)}."


def _hundredths(number: Fraction) -> str:
    """Return a number with two decimals, halves away from zero."""
    hundredths = _whole(100 * abs(number))
    sign = "-" if number < 0 and hundredths else ""
    return f"{sign}{hundredths // 100}.{hundredths % 100:02}"


def _whole(number: Fraction) -> int:
    return int(number + Fraction(1, 2))
