"""The committee report: what a clerk puts into the agenda pack, the recommendations first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from typing import Final

from scrutiny_tui.domain.actions import REVIEWED_AFTER, months_after
from scrutiny_tui.domain.pack import Lesson
from scrutiny_tui.domain.people import Role
from scrutiny_tui.domain.people_list import count_people
from scrutiny_tui.domain.phrases import capitalised, day, due, item_name, listed, round_name, status_since
from scrutiny_tui.domain.references import reference
from scrutiny_tui.domain.results import ItemResult
from scrutiny_tui.domain.sentences import Accord
from scrutiny_tui.domain.session import Action, ActionKind, ActionStatus, NoteKind
from scrutiny_tui.domain.topics import talk_next
from scrutiny_tui.view import report_opening, report_steps
from scrutiny_tui.view.accords import hands_raised
from scrutiny_tui.view.blocks import Block, Heading, ItemList, Paragraph, Quotation
from scrutiny_tui.view.report_end import action_words, parked, reply, rule, written_by
from scrutiny_tui.view.report_view import View, ended, named
from scrutiny_tui.view.result_words import how_many, moved_on, said, source, together
from scrutiny_tui.view.template_headings import TO_COMPLETE


def _heads(view: View) -> Iterator[Block]:
    """Yield what stands above every report of an agenda."""
    yield from report_opening.opening(view)
    yield Paragraph("to be completed.", "Agenda item, author and contact, wards, open or exempt:")


_ADDRESSED: Final = {
    ActionKind.US: "agrees this task for itself",
    ActionKind.CABINET: "recommends to cabinet",
    ActionKind.PARTNER: "recommends to a partner",
}


def _recommendations(view: View) -> Iterator[Block]:
    session = view.session
    yield Heading("Recommendations", 2, "recommendations")
    told = [f"That the committee notes the outcome of its self-assessment of {day(session.details.date)}."]
    if session.agreed:
        told.append("That the committee confirms the agreed positions, or changes them.")
    told += [
        f"That the committee {_ADDRESSED[each.kind]} ({reference(session, each)}): {ended(action_words(each))} {who_and_by_when(each)}"
        for each in session.actions.values()
        if each.status is ActionStatus.OPEN
    ]
    yield ItemList((*told, "That the committee sets a date to review progress."), is_numbered=True)


def who_and_by_when(action: Action) -> str:
    """Return the owner of an action, and when it is due."""
    return f"Owner: {action.owner or 'not given'}. Due: {due(action)}."


def _summary(view: View) -> Iterator[Block]:
    yield Heading("Summary", 2, "summary")
    yield from [*report_opening.in_brief(view)] or [Paragraph("No step has a result yet.")]


def _purpose(view: View) -> Iterator[Block]:
    wording = view.session.wording
    yield Heading("Purpose", 2, "purpose")
    yield Paragraph(
        f"To report the outcome of a self-assessment of scrutiny, made with “{wording.title}”, and to agree what is done "
        "next."
    )
    yield Heading("Background", 2, "background")
    statements = listed([f"“{level.label}”" for level in wording.levels])
    who = "The committee" if view.is_collective else "Each table" if view.is_of_tables else "Each person"
    asked_which = f"{who} was asked which of three statements fits best: {statements}."
    caution = "" if view.is_collective else report_opening.SIMILAR
    yield Paragraph(together("Each step says what good looks like.", asked_which, caution))


_FOUND: Final = {
    Accord.AGREE: "Where we agree",
    Accord.MOST: "Where most agree",
    Accord.DIVERGE: "Where we diverge",
    Accord.UNKNOWN: "Where not enough is known",
    Accord.OPEN: "Not yet discussed",
}


def _findings(view: View) -> Iterator[Block]:
    """Yield each item under how far the committee agrees on it, the most divergent first."""
    yield Heading("Findings", 2, "findings")
    yield from report_opening.counts_and_positions(view)
    if view.session.agreed:
        yield Paragraph("Agreed positions are for the committee to confirm.")
    for accord, heading in _FOUND.items():
        found = [each for each in view.found if each.accord is accord]
        if accord is Accord.DIVERGE:
            found = _furthest_apart(view, found)
        lines = [_finding(view, each) for each in found if not each.item.step]
        prompts = sorted(
            (each.item for each in found if each.item.step), key=lambda item: (item.step, item.number)
        )
        lines += [
            f"Prompts of Step {step}: {', '.join(item.id for item in items)}."
            for step, items in groupby(prompts, key=lambda item: item.step)
        ]
        if lines:
            yield Heading(heading, 3)
            yield ItemList(tuple(lines))


def _furthest_apart(view: View, found: Iterable[ItemResult]) -> list[ItemResult]:
    """Return items on which answers differ in the order of what to talk about next, whatever the room marked."""
    topics = talk_next(tuple(replace(each, mark=None) for each in found), view.words)
    places = {topic.item.number: place for place, topic in enumerate(topics)}
    return sorted(found, key=lambda each: places.get(each.item.number, len(places)))


def _finding(view: View, each: ItemResult) -> str:
    views = [each.agreed.different_view] if each.agreed and each.agreed.different_view else []
    views += [note.text for note in each.notes if note.kind is NoteKind.DIFFERENT]
    told = (f"A different view: {ended(text)}" for text in views)
    return together(ended(named(each.item)), report_steps.result_line(view, each), *told)


def _lessons(view: View) -> Iterator[Block]:
    """Yield each lesson once, with the steps that it bears on."""
    found: dict[str, tuple[Lesson, list[str]]] = {}
    for step in view.steps:
        for _link, lesson in report_steps.lesson_links(view, step.item):
            found.setdefault(lesson.id, (lesson, []))[1].append(item_name(step.item))
    if not found:
        return
    yield Heading("Lessons from inquiries and inspections", 2, "lessons")
    for lesson, steps in found.values():
        named_only = "" if view.quotes else f"{source(lesson)}."
        yield Paragraph(together(f"{lesson.heading}.", named_only), f"{listed(steps)}:")
        if view.quotes:
            yield Quotation(lesson.quotation, f"{source(lesson)}.")
    if view.quotes:
        yield Paragraph(" ".join(dict.fromkeys(lesson.credit for lesson, _steps in found.values())))


def _evidence(view: View) -> Iterator[Block]:
    yield Heading("Evidence", 2, "evidence")
    notes = ((item, view.session.notes_of(item.number)) for item in view.session.wording.every.values())
    # Different views of a step are among the findings.
    lines = [
        line
        for item, found in notes
        for line in report_steps.note_lines(
            item, [each for each in found if item.step or each.kind is not NoteKind.DIFFERENT]
        )
    ]
    yield ItemList(tuple(lines)) if lines else Paragraph("No evidence was written down.")
    yield from report_steps.people_wrote(view, 3)


def _consultation(view: View) -> Iterator[Block]:
    yield Heading("Consultation with children and partners", 2, "consultation")
    there = [each for each in view.session.voters.values() if each.role in {Role.PARTNER, Role.YOUNG_PERSON}]
    told = f"On the list of the workshop: {count_people(there)}." if there else ""
    yield Paragraph(together(told, TO_COMPLETE))


def _next_steps(view: View) -> Iterator[Block]:
    session = view.session
    yield Heading("Next steps and review date", 2, "next-steps")
    done = [
        f"{capitalised(status_since(each))} ({reference(session, each)}): "
        f"{together(ended(action_words(each)), reply(each), each.evidence)}"
        for each in session.actions.values()
        if each.status is not ActionStatus.OPEN
    ]
    if done:
        yield ItemList(tuple(done))
    if votes := hands_raised(session):
        yield Paragraph(f"{votes}.", "What to work on first, by votes:")
    yield Paragraph(review_words(view))
    yield from parked(view, 3)


def review_words(view: View) -> str:
    """Return when the committee meets next, and when it could review its progress."""
    meeting = view.session.next_meeting
    review = day(months_after(view.session.details.date, REVIEWED_AFTER))
    next_time = f"The committee meets next on {day(meeting)}." if meeting else ""
    sets = "It sets" if meeting else "The committee sets"
    return together(next_time, f"{sets} the review date; six months after the self-assessment is {review}.")


_IMPLICATIONS: Final = {
    "financial": "Financial implications",
    "legal": "Legal implications",
    "equality": "Equality implications",
}
"""Headings of a committee report that nothing in a workshop can fill."""


def _method(view: View) -> Iterator[Block]:
    """Yield in five lines how the self-assessment was done."""
    yield Heading("How it was done", 2, "method")
    details = view.session.details
    facilitator = view.person(details.facilitator)
    lines = (
        f"{capitalised(who_took_part(view))}.",
        " ".join(
            f"{what}: {told}."
            for what, told in (("Facilitator", facilitator), ("Sponsor", view.sponsor))
            if told
        ),
        "" if view.is_collective else f"What was kept of the answers: {report_opening.kept(view)}.",
        f"What was answered: {report_opening.asked(view)}.",
        "The committee agreed its positions together, without counting answers."
        if view.is_collective
        else "Answers were counted and never averaged.",
    )
    yield ItemList(tuple(filter(None, lines)))


def who_took_part(view: View) -> str:
    """Return in what setting the workshop was held, and who answered."""
    details = view.session.details
    by = view.person(details.completed_by)
    who = f" by {by}" if by else _answerers(view)
    return f"{details.setting.value} meeting; completed {details.mode.value}{who}"


def _answerers(view: View) -> str:
    if view.is_collective:
        return ""
    casting = [voter.id for voter in view.session.voters.values() if voter.casts]
    people = how_many(view.session, casting)
    given = sorted({view.session.revealed(each.item.number)[-1].given for each in view.steps if each.latest})
    if not given:
        return f"; {people} on the list, and no step has a result yet"
    if given == [len(casting)]:
        return f" by {people}"
    answered = str(given[0]) if len(given) == 1 else f"{given[0]} to {given[-1]}"
    unit = " tables" if view.is_of_tables else ""
    return f"; of {people} on the list, {answered}{unit} answered each step that has a result"


def _for_the_author(view: View) -> Iterator[Block]:
    for part, heading in _IMPLICATIONS.items():
        yield Heading(heading, 2, part)
        yield Paragraph(TO_COMPLETE)
    wording = view.session.wording
    yield Heading("Background papers", 2, "background-papers")
    yield Paragraph("Local Government Act 1972, section 100D. For the report author to check:")
    record = f"The record of the self-assessment of {day(view.session.details.date)}"
    lessons = view.pack.lessons if view.pack else ()
    papers = (record, f"{wording.title}, version {wording.version}", *dict.fromkeys(map(source, lessons)))
    yield ItemList(papers)


def _appendix(view: View) -> Iterator[Block]:
    if not view.options.appendix:
        return
    yield Heading("Appendix: more about the results", 2, "appendix")
    if again := [each for each in view.steps if len(each.rounds) > 1]:
        yield Heading("Earlier answers", 3)
        yield ItemList(tuple(_earlier(view, each) for each in again))
    yield from report_steps.about_groups(view)
    for each in view.steps:
        yield from report_steps.by_groups(view, each)
    yield Heading("What good looks like", 3)
    yield from (Paragraph(each.item.statement, f"{item_name(each.item)}:") for each in view.steps)
    if not view.is_collective:
        yield Heading("How we decide what counts as agreement", 3)
        yield from rule(view)
    yield Heading("Sources", 3)
    yield from written_by(view)


def _earlier(view: View, each: ItemResult) -> str:
    """Return what came of the rounds before the latest, and how the answers went on."""
    rounds = (f"{round_name(found.number)}: {said(found)}" for found in each.rounds[:-1])
    return together(f"{item_name(each.item)}.", *rounds, *moved_on(view.session, each))


SECTIONS: Final = (
    _heads,
    _recommendations,
    _summary,
    _purpose,
    _findings,
    _lessons,
    _evidence,
    _consultation,
    _next_steps,
    _method,
    _for_the_author,
    _appendix,
)
"""What the committee report consists of, in order."""
