"""Neutral questions to ask after a result; they never point at a person."""

from __future__ import annotations

from scrutiny_tui.domain.agreement import Label, Reason
from scrutiny_tui.domain.results import RoundResult
from scrutiny_tui.domain.sentences import Words


def questions(found: RoundResult, words: Words) -> tuple[str, ...]:
    """Return what to ask next, at most two questions, chosen by the verdict."""
    counts = found.counts
    label = found.verdict.label
    if label in {Label.NO_VOTES, Label.TOO_FEW}:
        return ("What would help us to judge this step?",)
    if label is Label.SPLIT:
        return _case(words[2]), _lead(words[0])
    commonest = counts.index(max(counts))
    if found.verdict.unanimous:
        return _case(words[commonest]), "What might a child in our care say about this?"
    others = [place for place in (0, 2, 1) if place != commonest and counts[place]]
    if found.verdict.reason is Reason.BETWEEN:
        # The two levels that the sentence names, not a single answer at the far end.
        others.sort(key=lambda place: -counts[place])
    return _case(words[commonest]), _lead(words[others[0]])


def _case(word: str) -> str:
    return f"What would we show a visitor to make the case for {word}?"


def _lead(word: str) -> str:
    return f"What might lead someone to choose {word}? Anyone may answer."
