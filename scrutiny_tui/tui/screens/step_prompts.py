"""All prompts of a step together, each with what is known of it where prompts are voted on."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content

from scrutiny_tui.domain.session import Session
from scrutiny_tui.domain.wording import PROMPTS_A_STEP, Item
from scrutiny_tui.report.phrases import no_result_yet
from scrutiny_tui.tui.text import lines, words


def prompt_lines(session: Session, step: Item, at: int) -> Content:
    """Return the prompts of a step, the one at this place (from 0) marked; above them the tally of those answered."""
    return lines(_lines(session, step, at))


def _lines(session: Session, step: Item, at: int) -> Iterator[Content]:
    if session.prompts:
        yield from _tally(session, step)
    for place, prompt in enumerate(step.prompts):
        here = place == at
        known = _known(session, step.number * PROMPTS_A_STEP + place + 1)
        yield Content.assemble("► " if here else "  ", words(prompt.text, "bold" * here), words(known))


def _tally(session: Session, step: Item) -> Iterator[Content]:
    from scrutiny_tui.domain.overall import step_tally
    from scrutiny_tui.domain.results import results
    from scrutiny_tui.report.annex import prompts_words

    prompts = step_tally(results(session), step.number)
    if prompts.labels:
        yield words(prompts_words(prompts))


def _known(session: Session, number: int) -> str:
    """Return how a prompt stands that is voted on; nothing for one that is only talked about."""
    if number not in session.prompts:
        return ""
    from scrutiny_tui.domain.results import item_result, level_words
    from scrutiny_tui.domain.sentences import standing

    latest = item_result(session, session.wording.item(number)).latest
    if latest:
        return f" — {standing(latest.counts, latest.verdict, level_words(session))}"
    return f" — {no_result_yet(session, number).rstrip('.') or 'to be answered'}"
