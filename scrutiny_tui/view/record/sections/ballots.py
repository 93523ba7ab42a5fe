"""Annex of the full report: who gave which answer, of results only."""

from __future__ import annotations

from collections.abc import Iterator

from scrutiny_tui.domain.phrases import item_name, several, which_time
from scrutiny_tui.domain.rounds import Answer, Round, answers_deleted
from scrutiny_tui.domain.wording import Item
from scrutiny_tui.view.record.blocks import Block, Heading, PageBreak, Paragraph, Table, table
from scrutiny_tui.view.record.view import View

_NOT_LEVELS = {
    Answer.DONT_KNOW: "does not know",
    Answer.ABSTAIN: "prefers not to say",
    Answer.NOT_APPLICABLE: "does not apply",
    Answer.INTEREST: "interest declared",
}

_DELETED = "who gave which answer was deleted from the workshop's file."


def answers_by_person(view: View) -> Iterator[Block]:
    """Yield each person's or table's answer to each item; a sentence where the workshop keeps none."""
    if not view.is_full:
        return
    yield PageBreak()
    yield Heading("Annex: the answers one by one", 2)
    if not view.names_people:
        yield Paragraph(
            "Nothing in the workshop's file joins a person to an answer, so there is no list of answers."
        )
        return
    yield Paragraph("This annex holds personal data. Take it out before the report is published.")
    for item in view.session.items:
        if rounds := view.session.revealed(item.number):
            yield from _item(view, item, rounds)


def _item(view: View, item: Item, rounds: tuple[Round, ...]) -> Iterator[Block]:
    answered = [found for found in rounds if found.ballots]
    if answered:
        yield _table(view, item, answered)
    for found in rounds:
        if answers_deleted(view.session.forgotten, found):
            yield Paragraph(f"{item_name(item)}, {which_time(found.number).lower()}: {_DELETED}")
        elif found.totals:
            number = several(sum(found.totals.values()), "answer was", "answers were")
            yield Paragraph(
                f"{item_name(item)}, {which_time(found.number).lower()}: {number} counted together."
            )


def _table(view: View, item: Item, rounds: list[Round]) -> Table:
    header = ("Who", *(which_time(found.number) for found in rounds))
    rows = [
        (voter.label, *(_said(view, found, number) for found in rounds))
        for number, voter in sorted(view.session.voters.items())
        if any(number in found.base or number in found.ballots for found in rounds)
    ]
    return table(f"{item_name(item)}: the answers one by one", header, rows)


def _said(view: View, found: Round, voter: int) -> str:
    answer = found.ballots.get(voter)
    if answer is None:
        return _without(found, voter)
    return f"{answer.level} {view.words[answer.level - 1]}" if answer.level else _NOT_LEVELS[answer]


def _without(found: Round, voter: int) -> str:
    """Return why no answer of this person's own is kept; empty if they were not on the list."""
    if voter not in found.base:
        return ""
    if voter in found.absent:
        return "absent"
    return "counted together" if found.totals else "not in"
