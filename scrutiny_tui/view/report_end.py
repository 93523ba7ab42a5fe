"""The end of the record: what comes next, how it was run, and the annexes."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter
from typing import Final

from scrutiny_tui import __version__
from scrutiny_tui.domain.actions import CHANGED, follow_ups
from scrutiny_tui.domain.personal_names import trail_text
from scrutiny_tui.domain.phrases import (
    action_step,
    capitalised,
    day,
    due,
    item_name,
    reply_words,
    round_name,
    several,
    status_since,
)
from scrutiny_tui.domain.references import reference
from scrutiny_tui.domain.results import SCALE, rule_lines
from scrutiny_tui.domain.rounds import Round, answers_deleted
from scrutiny_tui.domain.sentences import Accord, called
from scrutiny_tui.domain.session import Action
from scrutiny_tui.view.blocks import Block, Heading, ItemList, PageBreak, Paragraph, table
from scrutiny_tui.view.report_opening import how_it_was_run
from scrutiny_tui.view.report_view import NOT_RATED, View, ended, named
from scrutiny_tui.view.result_words import (
    EARLIER,
    NO_ACTION,
    PARKED,
    annex_lines,
    credit,
    parked_lines,
    unshown_movement,
)


def _priorities(view: View) -> Iterator[Block]:
    """Yield how many votes each step got, the most first; nothing if nobody was asked."""
    hands = view.session.priorities
    if not hands:
        return
    yield Heading("Priorities", 2)
    yield Paragraph(
        "Each person had two votes, by show of hands, for what to work on first. Only the numbers were saved."
    )
    ordered = sorted(hands.items(), key=lambda pair: (-pair[1], pair[0]))
    rows = [(named(view.session.wording.item(item)), str(number)) for item, number in ordered]
    yield table("Votes for each step", ("Step", "Votes"), rows)


def _plan(view: View) -> Iterator[Block]:
    yield Heading("Action plan", 2)
    actions = tuple(view.session.actions.values())
    if not actions:
        yield Paragraph(NO_ACTION)
        return
    rows = [
        (
            reference(view.session, each),
            action_step(view.session, each),
            action_words(each),
            each.kind.value,
            each.owner or "not given",
            due(each),
            status_since(each),
        )
        for each in actions
    ]
    header = ("Reference", "Step", "Action", "For whom", "Owner (role)", "Due", "Status")
    yield table(f"The plan: {several(len(actions), 'action', 'actions')}", header, rows)
    for heading, told in (
        ("What cabinet and partners answered:", reply),
        ("Evidence of what was done:", attrgetter("evidence")),
    ):
        shown = tuple(f"{reference(view.session, each)}: {told(each)}" for each in actions if told(each))
        if shown:
            yield Paragraph(heading)
            yield ItemList(shown)


def reply(action: Action) -> str:
    """Return how far cabinet or a partner is with a recommendation, as a sentence with the reason; empty if not at all."""
    told = capitalised(reply_words(action))
    return f"{told}: {ended(action.reason)}" if action.reason else told and f"{told}."


def changed(view: View) -> Iterator[Block]:
    """Yield what changed for children, as each follow-up put it; nothing if none was written down."""
    told = [each for each in follow_ups(view.session) if each.changed]
    if told:
        yield Heading(f"{CHANGED}?", 2)
    yield from (Paragraph(each.changed, f"{day(each.started)}:") for each in told)


def action_words(action: Action) -> str:
    """Return the words of an action, and whether it is from the earlier workshop."""
    return f"{action.text} ({EARLIER})" if action.carried else action.text


def parked(view: View, level: int = 2) -> Iterator[Block]:
    """Yield the questions for later under a heading of this level; nothing if there are none."""
    lines = tuple(parked_lines(view.session))
    if lines:
        yield Heading(PARKED, level)
        yield ItemList(lines)


CLOSENESS: Final = (
    f"How far we agree goes from -100 to +100. {SCALE} It is not a score: it shows how alike the answers are, not "
    "whether they are right. It is van der Eijk's measure of agreement, times 100."
)
"""Source: Cees van der Eijk, Quality & Quantity 35 (2001), 325-341."""


def _how_it_is_worked_out(view: View) -> Iterator[Block]:
    yield Heading("Annex: how this is worked out", 2)
    if view.is_collective:
        yield Paragraph(
            "The committee answered together, so nothing was counted. The report shows what it agreed."
        )
        return
    yield from rule(view)
    rows = [
        (
            item_name(each.item),
            f"{told.ratings} of {told.base}",
            told.shown_score or "too few answers",
            called(told.verdict) if told.accord is not Accord.UNKNOWN else Accord.UNKNOWN.value,
        )
        for each in view.found
        if (told := each.latest)
    ]
    if rows:
        yield Paragraph(CLOSENESS)
        header = ("Step", "Chose a statement", "How far we agree", "In short")
        yield table("The figures of each step, latest round", header, rows)
        yield Paragraph("Of the whole workshop:")
        yield ItemList((*annex_lines(view.found), *unshown_movement(view.session, view.found)))


def rule(view: View) -> Iterator[Block]:
    """Yield how the counts decide which sentence is used."""
    yield Paragraph("Answers are counted and never averaged. The counts decide which sentence is used:")
    yield ItemList(rule_lines(view.session.wording.thresholds))


def _corrections(view: View) -> Iterator[Block]:
    yield Heading("Annex: corrections and cancelled results", 2)
    session = view.session
    told = session.trail.values() if view.is_full else session.told_trail
    lines = tuple(trail_text(session, entry, full=view.is_full) for entry in told)
    yield ItemList(lines) if lines else Paragraph("Nothing was corrected or cancelled.")


def _wording_used(view: View) -> Iterator[Block]:
    wording = view.session.wording
    if not view.options.appendix:
        return
    yield Heading("Annex: the wording used", 2)
    yield Paragraph(f"{wording.title}, version {wording.version}. {wording.prompts_label}")
    rows = [(str(level.number), level.label, level.short) for level in wording.levels]
    yield table("The three statements", ("Number", "Statement", "Short form"), rows)
    for item in wording.items:
        yield Heading(named(item), 3)
        if any(item.sentences):
            looks = zip(wording.levels, item.sentences, strict=True)
            yield from (Paragraph(sentence, f"{level.label}:") for level, sentence in looks)
        yield from (Paragraph(f"{each.text} ({each.source})", each.id) for each in item.prompts)


def _sources(view: View) -> Iterator[Block]:
    yield Heading("Sources", 2)
    if view.pack and view.pack.lessons:
        yield ItemList(tuple(dict.fromkeys(map(credit, view.pack.lessons))))
    yield from written_by(view)


def written_by(view: View) -> Iterator[Block]:
    """Yield who wrote what, and which program made the paper."""
    gone = "The content that the workshop was set up with is no longer on this computer."
    yield Paragraph(view.pack.about if view.pack else gone)
    yield from made_with(view)


def made_with(view: View) -> Iterator[Block]:
    """Yield which program made the paper."""
    yield Paragraph(f"Made with Scrutiny TUI {__version__} on {day(view.made)}.")


def _answers_by_person(view: View) -> Iterator[Block]:
    """Yield each person's or table's answer to each item; a sentence if the workshop keeps none."""
    if not view.is_full:
        return
    yield PageBreak()
    yield Heading("Annex: the answers one by one", 2)
    if not view.names_people:
        yield Paragraph(
            "The workshop's file does not show who gave which answer, so there is no list of answers."
        )
        return
    yield Paragraph("This annex holds personal data. Take it out before the report is published.")
    for item in view.session.items:
        yield from _answers(view, item_name(item), view.session.revealed(item.number))


def _answers(view: View, name: str, rounds: tuple[Round, ...]) -> Iterator[Block]:
    kept = [found for found in rounds if found.ballots]
    if kept:
        rows = [
            (voter.label, *(_said(view, found, number) for found in kept))
            for number, voter in sorted(view.session.voters.items())
            if any(number in found.base or number in found.ballots for found in kept)
        ]
        header = ("Who", *(round_name(found.number) for found in kept))
        yield table(f"{name}: the answers one by one", header, rows)
    for found in rounds:
        when = f"{name}, {round_name(found.number)}"
        if answers_deleted(view.session.forgotten, found):
            yield Paragraph(f"{when}: individual answers were deleted from the workshop's file.")
        elif found.totals:
            number = several(sum(found.totals.values()), "answer was", "answers were")
            yield Paragraph(f"{when}: {number} counted together.")


def _said(view: View, found: Round, voter: int) -> str:
    """Return a person's own answer, or why none is kept; empty if they were not on the list."""
    answer = found.ballots.get(voter)
    if answer is not None:
        level = answer.level
        return f"{level} {view.words[level - 1]}" if level else NOT_RATED[answer.value].lower()
    if voter not in found.base:
        return ""
    if found.totals and voter not in found.absent:
        return "counted together"
    return NOT_RATED["absent" if voter in found.absent else "not_cast"].lower()


SECTIONS: Final = (
    _priorities,
    _plan,
    changed,
    parked,
    how_it_was_run,
    _how_it_is_worked_out,
    _corrections,
    _wording_used,
    _sources,
    _answers_by_person,
)
"""What the end of the record consists of, in order."""
