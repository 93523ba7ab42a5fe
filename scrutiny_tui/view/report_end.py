"""The end of the report: what comes next, a page for its author, and the annexes."""

from __future__ import annotations

from collections.abc import Iterator
from string import ascii_lowercase
from typing import Final

from scrutiny_tui import __version__
from scrutiny_tui.domain.actions import months_after
from scrutiny_tui.domain.pack import Item
from scrutiny_tui.domain.personal_names import trail_text
from scrutiny_tui.domain.phrases import action_step, day, due, item_name, round_name, several
from scrutiny_tui.domain.results import SCALE, rule_lines
from scrutiny_tui.domain.rounds import Round, answers_deleted
from scrutiny_tui.domain.sentences import Accord, called
from scrutiny_tui.domain.session import ActionKind
from scrutiny_tui.view.blocks import Block, Heading, ItemList, PageBreak, Paragraph, table
from scrutiny_tui.view.report_view import NOT_RATED, View, named
from scrutiny_tui.view.result_words import (
    EARLIER,
    NO_ACTION,
    PARKED,
    annex_lines,
    credit,
    how_many,
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
            str(number),
            action_step(view.session, each),
            f"{each.text} ({EARLIER})" if each.carried else each.text,
            each.kind.value,
            each.owner or "not given",
            due(each),
            each.status.value,
        )
        for number, each in enumerate(actions, start=1)
    ]
    header = ("No.", "Step", "Action", "For whom", "Owner (role)", "Due", "Status")
    yield table(several(len(actions), "action", "actions"), header, rows)
    shown = tuple(f"{each.text} – {each.evidence}" for each in actions if each.evidence)
    if shown:
        yield Paragraph("Evidence that it was done:")
        yield ItemList(shown)


def _parked(view: View) -> Iterator[Block]:
    parked = tuple(parked_lines(view.session))
    if parked:
        yield Heading(PARKED, 2)
        yield ItemList(parked)


_LEFT_TO_THE_AUTHOR: Final = (
    "Legal implications",
    "Financial implications",
    "Equality implications",
    "Risk implications",
    "Background papers",
)
"""Headings of a committee report that nothing in a workshop can fill."""


def _for_the_author(view: View) -> Iterator[Block]:
    yield PageBreak()
    yield Heading("Draft text for the committee report", 2)
    yield Paragraph("Copy this into your council's template and edit it. It is a draft, not a decision.")
    outcome = f"the outcome of a self-assessment of scrutiny, made with “{view.session.wording.title}”"
    review = day(months_after(view.session.details.date, 6))
    parts: dict[str, Block] = {
        "Recommendations": Paragraph("\n".join(_recommendations(view))),
        "Purpose of the report": Paragraph(f"To report {outcome}, and to agree what is done next."),
        "Who took part, and when": Paragraph(_who_and_when(view)),
        "Findings": ItemList(tuple(_findings(view))),
        "Review": Paragraph(
            f"Review date: to be set by the committee. Six months after the self-assessment is {review}."
        ),
        **dict.fromkeys(_LEFT_TO_THE_AUTHOR, Paragraph("To be added by the author.")),
    }
    for heading, block in parts.items():
        yield Heading(heading, 3)
        yield block


def _who_and_when(view: View) -> str:
    details = view.session.details
    named = view.person(details.completed_by)
    who = f" by {named}" if named else _answerers(view)
    backed = f" Sponsor: {view.sponsor}." if view.sponsor else ""
    committee = ", ".join(filter(None, (details.committee, details.council)))
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
    parts = {
        "The committee agrees on": view.items(Accord.AGREE),
        "Most people agree on": view.items(Accord.MOST),
        "Views diverge on": view.diverging,
        "Not enough is known about": view.items(Accord.UNKNOWN),
        "Not yet discussed:": view.items(Accord.OPEN),
    }
    for begins, found in parts.items():
        if found:
            yield f"{begins} {'; '.join(_short(each.item) for each in found)}."
    views = [f"{item_name(each.item)}: {view.shared_word(each)}" for each in view.steps if each.agreed]
    if views:
        yield f"Agreed positions, for the committee to confirm: {'; '.join(views)}."


def _short(item: Item) -> str:
    return item_name(item) if item.step else f"{item_name(item)}, {item.title}"


_ADDRESSED: Final = {
    ActionKind.US: "agree {actions} for itself",
    ActionKind.CABINET: "recommend {actions} to cabinet",
    ActionKind.PARTNER: "recommend {actions} to partners",
}


def _recommendations(view: View) -> Iterator[str]:
    """Yield what the committee is recommended to do, each line with its letter; actions by their numbers."""
    told = [f"note the outcome of the self-assessment of {day(view.session.details.date)}"]
    if view.session.agreed:
        told.append("confirm the agreed positions, or change them")
    for kind, words in _ADDRESSED.items():
        actions = view.session.actions.values()
        numbers = [str(number) for number, each in enumerate(actions, start=1) if each.kind is kind]
        if numbers:
            which = f"action{'s' if len(numbers) > 1 else ''} {', '.join(numbers)}"
            told.append(f"{words.format(actions=which)} (see the action plan)")
    told.append("set a date for a review of progress")
    yield "The committee is recommended to:"
    for letter, each in zip(ascii_lowercase, told, strict=False):
        yield f"({letter}) {each}{'.' if each is told[-1] else ';'}"


CLOSENESS: Final = (
    f"How far we agree goes from -100 to +100. {SCALE} It is not a score: it shows how alike the answers are, not "
    "whether they are right. It is van der Eijk's measure of agreement, times 100."
)
"""Source: Cees van der Eijk, Quality & Quantity 35 (2001), 325-341."""


def _how_it_is_worked_out(view: View) -> Iterator[Block]:
    yield PageBreak()
    yield Heading("Annex: how this is worked out", 2)
    if view.is_collective:
        yield Paragraph(
            "The committee answered together, so nothing was counted. The report shows what it agreed."
        )
        return
    yield Paragraph("Answers are counted and never averaged. The counts decide which sentence is used:")
    yield ItemList(rule_lines(view.session.wording.thresholds))
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


def _corrections(view: View) -> Iterator[Block]:
    yield Heading("Annex: corrections and cancelled results", 2)
    session = view.session
    told = session.trail.values() if view.is_full else session.told_trail
    lines = tuple(trail_text(session, entry, full=view.is_full) for entry in told)
    yield ItemList(lines) if lines else Paragraph("Nothing was corrected or cancelled.")


def _wording_used(view: View) -> Iterator[Block]:
    wording = view.session.wording
    yield Heading("Annex: the wording used", 2)
    yield Paragraph(f"{wording.title}, version {wording.version}. {wording.prompts_label}")
    rows = [(str(level.number), level.label, level.short) for level in wording.levels]
    yield table("The three statements", ("Number", "Statement", "Short form"), rows)
    for item in wording.items:
        yield Heading(named(item), 3)
        if any(item.sentences):
            looks = [*zip((level.label for level in wording.levels), item.sentences, strict=True)]
            caption = f"{item_name(item)}: what each statement looks like here"
            yield table(caption, ("Statement", "What it looks like here"), looks)
        if item.prompts:
            yield ItemList(tuple(f"{prompt.id} {prompt.text} ({prompt.source})" for prompt in item.prompts))


def _sources(view: View) -> Iterator[Block]:
    yield Heading("Sources", 2)
    if view.pack is None:
        yield Paragraph("The content that the workshop was set up with is no longer on this computer.")
    else:
        yield Paragraph(view.pack.about)
        reports = dict.fromkeys(map(credit, view.pack.lessons))
        if reports:
            yield ItemList(tuple(reports))
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
    _parked,
    _for_the_author,
    _how_it_is_worked_out,
    _corrections,
    _wording_used,
    _sources,
    _answers_by_person,
)
"""What the end of the report consists of, in order."""
