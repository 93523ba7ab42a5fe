"""A page for the author of the committee report: text to paste and to change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from scrutiny_tui.domain.actions import months_after
from scrutiny_tui.domain.hidden_names import HIDDEN
from scrutiny_tui.domain.phrases import day, item_name
from scrutiny_tui.domain.results import ItemResult
from scrutiny_tui.domain.session import ActionKind
from scrutiny_tui.view.phrases import how_many, sponsor
from scrutiny_tui.view.record.blocks import Block, BulletList, Heading, PageBreak, Paragraph
from scrutiny_tui.view.record.sections.accords import by_divergence, items_of
from scrutiny_tui.view.record.sections.wordings import shared_word
from scrutiny_tui.view.record.view import Accord, View, little_known

REVIEW_MONTHS: Final = 6
"""After so many months a review is proposed."""


def for_the_author(view: View) -> Iterator[Block]:
    """Yield purpose, who and when, findings, a draft recommendation and a review date."""
    yield PageBreak()
    yield Heading("For the author of the committee report", 2)
    yield Paragraph("To paste into the council's own report and to change. It is a draft, not a decision.")
    yield Heading("Purpose of the report", 3)
    yield Paragraph(_purpose(view))
    yield Heading("Who took part, and when", 3)
    yield Paragraph(_who_and_when(view))
    yield Heading("Findings", 3)
    yield BulletList(tuple(_findings(view)))
    yield Heading("Draft recommendations", 3)
    yield BulletList(tuple(_recommendations(view)))
    yield Heading("Review", 3)
    yield Paragraph(
        f"Review date: to be set by the committee. {_number(REVIEW_MONTHS)} months after the self-assessment "
        f"is {day(months_after(view.session.details.date, REVIEW_MONTHS))}."
    )


def _number(months: int) -> str:
    return {6: "Six"}.get(months, str(months))


def _purpose(view: View) -> str:
    return (
        f"To report the outcome of a self-assessment of scrutiny, made with “{view.session.wording.title}”, "
        "and to agree what is done next."
    )


def _who_and_when(view: View) -> str:
    details = view.session.details
    named = view.person(details.completed_by)
    who = f" by {named}" if named else _answerers(view)
    shown = view.person(details.sponsor)
    backed = "" if not details.sponsor else f" Sponsor: {shown if shown == HIDDEN else sponsor(details)}."
    committee = f"{details.committee}, {details.council}" if details.committee else details.council
    return f"{committee}, {day(details.date)}, {details.setting.value}; completed {details.mode.value}{who}.{backed}"


def _answerers(view: View) -> str:
    if view.is_collective:
        return ""
    casting = [voter.id for voter in view.session.voters.values() if voter.casts]
    listed = how_many(view.session, casting)
    given = sorted({view.session.revealed(each.item.number)[-1].given for each in view.steps if each.latest})
    if not given:
        return f"; {listed} on the list, and no step has a result yet"
    if given == [len(casting)]:
        return f" by {listed}"
    answered = str(given[0]) if len(given) == 1 else f"{given[0]} to {given[-1]}"
    unit = " tables" if view.is_of_tables else ""
    return f"; of {listed} on the list, {answered}{unit} answered each step that has a result"


def _findings(view: View) -> Iterator[str]:
    agreed = items_of(view, Accord.AGREES)
    apart = by_divergence(view, items_of(view, Accord.DIVERGES))
    unknown = [each for each in view.found if each.latest and little_known(each.latest)]
    yield from _finding("The answers agree on", agreed)
    yield from _finding("They diverge on", apart)
    yield from _finding("Not enough is known on", unknown)
    yield from _finding("Not yet discussed:", items_of(view, Accord.OPEN))
    settled = [each for each in view.steps if each.agreed]
    if settled:
        views = "; ".join(f"{item_name(each.item)}: {shared_word(view, each)}" for each in settled)
        yield f"Shared views, for the committee to confirm: {views}."


def _finding(begins: str, found: Sequence[ItemResult]) -> Iterator[str]:
    if found:
        names = "; ".join(_short(each) for each in found)
        yield f"{begins} {names}."


def _short(each: ItemResult) -> str:
    """Return a step with its title, and a prompt by its number alone."""
    return item_name(each.item) if each.item.step else f"{item_name(each.item)}, {each.item.title}"


def _recommendations(view: View) -> Iterator[str]:
    details = view.session.details
    yield f"That the committee notes the outcome of the self-assessment of {day(details.date)}."
    if view.session.agreed:
        yield "That the committee confirms the shared views, or changes them."
    kinds = {action.kind for action in view.session.actions.values()}
    if ActionKind.US in kinds:
        yield "That the committee agrees the actions for itself in the plan."
    if ActionKind.CABINET in kinds:
        yield "That the committee recommends to cabinet the actions that the plan addresses to it."
    if ActionKind.PARTNER in kinds:
        yield "That the committee recommends to partners the actions that the plan addresses to them."
    yield "That the committee sets a date for a review of progress."
