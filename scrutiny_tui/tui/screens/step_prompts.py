"""All prompts of a step together, each with what is known of it where prompts are voted on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from textual.containers import VerticalScroll

from scrutiny_tui.acts.act import Act
from scrutiny_tui.domain.session import Session
from scrutiny_tui.domain.wording import PROMPTS_A_STEP, Item
from scrutiny_tui.tui.widgets.texts import Hanging, Paragraph
from scrutiny_tui.view.phrases import no_result_yet

if TYPE_CHECKING:
    from scrutiny_tui.tui.screens.workshop_page import WorkshopPage


def prompt_paragraphs(session: Session, step: Item, at: int) -> tuple[Paragraph, ...]:
    """Return the prompts of a step, the one at this place (from 0) marked; above them the tally of those answered."""
    return tuple(_paragraphs(session, step, at))


def frame_of(paragraphs: Iterable[Paragraph]) -> VerticalScroll:
    """Return the prompts in a frame that scrolls; it is made when they are first asked for."""
    return VerticalScroll(Hanging(paragraphs, id="all"), id="all-frame", can_focus=False)


def _paragraphs(session: Session, step: Item, at: int) -> Iterator[Paragraph]:
    if session.prompts:
        yield from _tally(session, step)
    for place, prompt in enumerate(step.prompts):
        here = place == at
        known = _known(session, step.number * PROMPTS_A_STEP + place + 1)
        yield Paragraph("", f"{'► ' if here else '  '}{prompt.text}{known}", len("► "), here)
    yield Paragraph("", "")
    yield Paragraph("", session.wording.prompts_label)


def _tally(session: Session, step: Item) -> Iterator[Paragraph]:
    from scrutiny_tui.domain.groups import step_tally
    from scrutiny_tui.domain.results import results
    from scrutiny_tui.view.phrases import prompts_words

    prompts = step_tally(results(session), step.number)
    if prompts.labels:
        yield Paragraph("", prompts_words(prompts))


def _known(session: Session, number: int) -> str:
    """Return how a prompt stands that is voted on; nothing for one that is only talked about."""
    if number not in session.prompts:
        return ""
    from scrutiny_tui.domain.results import item_result, level_words
    from scrutiny_tui.domain.sentences import standing

    latest = item_result(session, number).latest
    if latest:
        return f" — {standing(latest.counts, latest.verdict, level_words(session))}"
    return f" — {no_result_yet(session, number).rstrip('.') or 'to be answered'}"


def ask_prompts(page: WorkshopPage, act: Act) -> None:
    """Ask which prompts are voted on beside the steps."""
    from scrutiny_tui.tui.dialogs.prompts import PromptsDialog

    page.app.push_screen(PromptsDialog(page.workshop), lambda _chosen: page.acted(act))
