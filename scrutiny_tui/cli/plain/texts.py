"""Steps, lessons and the overview as sentences."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.pack import LessonLink, Step
from scrutiny_tui.domain.phrases import answers_wait, are_in, item_name
from scrutiny_tui.domain.results import ItemResult, item_result, level_words
from scrutiny_tui.domain.secrecy import Mode
from scrutiny_tui.domain.topics import talk_next
from scrutiny_tui.domain.voting import turnout
from scrutiny_tui.domain.wording import Item
from scrutiny_tui.view.notices import steps_so_far

_LEFT_OUT: Final = "The quotation is left out, as was chosen for this workshop."


def step_lines(workshop: Workshop, step: Item) -> Iterator[str]:
    """Yield what the room is asked at a step: the statement, the three levels, and how far its vote is."""
    session = workshop.session
    yield f"{item_name(step)} of {len(session.wording.items)}: {step.title}"
    if step.statement:
        yield f"Statement: {step.statement}"
    for level, told in zip(session.wording.levels, step.sentences, strict=True):
        yield f"{level.number}, {level.label}.{f' {told}' if told else ''}"
    yield state_line(workshop, step)


def state_line(workshop: Workshop, item: Item) -> str:
    """Return how far an item is; never how anybody answered before its result."""
    session = workshop.session
    revealed = session.revealed(item.number)
    if answers_wait(workshop.session, item.number):
        before = " Its earlier result is kept." if revealed else ""
        return f"{are_in(turnout(workshop.session, item.number))}.{before}"
    if revealed:
        return f"Answered; {item_result(workshop.session, item.number).rounds[-1].sentence}"
    agreed = session.agreed.get(item.number)
    if agreed and session.details.mode is Mode.COLLECTIVE:
        return "The room has agreed on it."
    return "Not yet discussed." if session.details.mode is Mode.COLLECTIVE else "Not yet answered."


def prompt_lines(workshop: Workshop, step: Item) -> Iterator[str]:
    """Yield a step's prompts, each with what it rests on, and whose words they are."""
    for prompt in step.prompts:
        yield f"Prompt {prompt.id}: {prompt.text}{f' (Rests on: {prompt.source})' if prompt.source else ''}"
    yield workshop.session.wording.prompts_label if step.prompts else "This step has no prompts."


def quotes_at(workshop: Workshop, item: Item) -> bool:
    """Say whether the lessons of a step quote the reports, so that the content note has to come first."""
    step = _step(workshop, item)
    return workshop.session.details.quotations and step is not None and bool(step.lessons)


def lesson_lines(workshop: Workshop, item: Item) -> Iterator[str]:
    """Yield the lessons, signs and examples that bear on a step."""
    step = _step(workshop, item)
    if step is None:
        yield "The pack on this machine has no lessons for this step."
        return
    for link in step.lessons:
        yield from _lesson(workshop, link)
    if step.context:
        yield step.context
    yield from (
        f"A sign that scrutiny works: {sign.text}" for sign in workshop.pack.signs if sign.id in step.signs
    )
    for example in workshop.pack.examples:
        if example.id in step.examples:
            yield f"When it works well, {example.council}: “{example.quotation}”"
            yield f"{example.judgement}; inspected: {example.inspected}. {example.since} {example.credit}"


def overview_lines(workshop: Workshop, found: tuple[ItemResult, ...]) -> Iterator[str]:
    """Yield how each step stands, and what to talk about next with its reason."""
    yield from (f"Step {line}" if line[:1].isdigit() else line for line in steps_so_far(workshop.session))
    topics = talk_next(found, level_words(workshop.session))
    yield "Talk about next:" if topics else "Nothing stands out to talk about next."
    yield from (f"{item_name(topic.item)}, {topic.item.title}: {topic.reason}." for topic in topics)


def spoken(markdown: str) -> Iterator[str]:
    """Yield the lines of a page of the briefing without the marks of its layout."""
    for line in markdown.replace("**", "").splitlines():
        text = line.removeprefix("> ").lstrip("#").strip()
        if text:
            yield text


def _step(workshop: Workshop, item: Item) -> Step | None:
    return next((each for each in workshop.pack.steps if each.id == item.id), None)


def _lesson(workshop: Workshop, link: LessonLink) -> Iterator[str]:
    lesson = workshop.pack.lesson(link.lesson)
    shared = f" (shared with Step {link.shared_with})" if link.shared_with else ""
    yield f"Lesson: {lesson.heading}{shared}"
    if not workshop.session.details.quotations:
        yield _LEFT_OUT
        return
    yield f"‘{lesson.quotation}’"
    yield f"{lesson.report} ({lesson.short}, {lesson.year}). {lesson.credit}"
