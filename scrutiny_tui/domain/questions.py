"""Neutral questions to ask after a result, chosen by the verdict; they never point at a person."""

from __future__ import annotations

from scrutiny_tui.domain.agreement import Label, Reason
from scrutiny_tui.domain.asking import Questions, about
from scrutiny_tui.domain.flags import many_do_not_know
from scrutiny_tui.domain.results import RoundResult
from scrutiny_tui.domain.sentences import Words

_LAST = 2


def questions(
    found: RoundResult, words: Words, forms: Questions, *, has_evidence: bool = False
) -> tuple[str, ...]:
    """Return what to ask next, at most two questions, in the pack's forms with the levels' short words.

    `has_evidence` says whether evidence is noted on the item.
    """
    label = found.verdict.label
    if label in {Label.NO_VOTES, Label.TOO_FEW} and not _tables_differ(found):
        return (forms.too_few,)
    if many_do_not_know(found.not_rated["dont_know"], found.ratings):
        return forms.not_known, about(forms.lead, words[_commonest(found)])
    if label is Label.SPLIT:
        return about(forms.case, words[_LAST]), about(forms.lead, words[0])
    if found.verdict.agrees:
        return about(forms.case, words[_commonest(found)]), _after_agreement(
            found, words, forms, has_evidence
        )
    return about(forms.case, words[_commonest(found)]), about(forms.lead, words[_other(found)])


def _tables_differ(found: RoundResult) -> bool:
    """Say whether there are a few tables, which are not summed up, with answers on different levels."""
    return bool(found.tables) and max(found.counts) < found.ratings


def _after_agreement(found: RoundResult, words: Words, forms: Questions, has_evidence: bool) -> str:
    at = _commonest(found)
    if not found.verdict.unanimous and found.counts[2 - at] and at in {0, _LAST}:
        return about(forms.lead, words[2 - at])
    if at == 0:
        return forms.low
    if at == _LAST and not has_evidence:
        return forms.evidence
    return forms.same if found.verdict.unanimous else about(forms.lead, words[_other(found)])


def _commonest(found: RoundResult) -> int:
    return found.counts.index(max(found.counts))


def _other(found: RoundResult) -> int:
    """Return the place of the level, other than the commonest, that a case is to be made for."""
    others = [place for place in (0, 2, 1) if place != _commonest(found) and found.counts[place]]
    if found.verdict.reason is Reason.BETWEEN:
        # The two levels that the sentence names, not a single answer at the far end.
        others.sort(key=lambda place: -found.counts[place])
    return others[0]
