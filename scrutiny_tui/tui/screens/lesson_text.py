"""The lessons, signs and examples that bear on a step, as styled text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from textual.content import Content

from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.pack import LessonLink, Step
from scrutiny_tui.tui.text import clean, lesson_credit, lines, words

NOTE_FIRST: Final = "A content note comes before the quotations. Press l for both."
"""Stands where the quotations will, as long as the content note was not shown."""


def needs_note(workshop: Workshop, item: int) -> bool:
    """Say whether what is shown beside a step quotes the reports, so that the content note has to come first."""
    step = _step(workshop, item)
    return workshop.session.details.quotations and step is not None and bool(step.lessons)


def lesson_block(workshop: Workshop, item: int, *, noted: bool, brief: bool = False) -> Content:
    """Return what the pack has beside a step, with the quotations once the content note was shown (`noted`).

    `brief` keeps to the lessons. A session whose step is no longer in the pack gets a sentence that says so.
    """
    step = _step(workshop, item)
    if step is None:
        return Content("The pack on this machine has no lessons for this step.")
    parts = list(_lessons(workshop, step, noted))
    if not noted and needs_note(workshop, item):
        parts.append(Content(NOTE_FIRST))
    if not brief:
        parts += _signs(workshop, step)
        parts += _examples(workshop, step)
    return lines(parts)


def _step(workshop: Workshop, item: int) -> Step | None:
    return next(
        (each for each in workshop.pack.steps if each.id == workshop.session.wording.item(item).id), None
    )


def _lessons(workshop: Workshop, step: Step, noted: bool) -> Iterator[Content]:
    for link in step.lessons:
        yield from _lesson(workshop, link, noted)
    if step.context:
        yield words(step.context)
        yield Content("")


def _lesson(workshop: Workshop, link: LessonLink, noted: bool) -> Iterator[Content]:
    lesson = workshop.pack.lesson(link.lesson)
    yield words(lesson.heading, "bold")
    if link.shared_with:
        yield Content(
            f"Shared with Step {clean(link.shared_with)}: the source ties no lesson to this step alone."
        )
    yield Content("")
    if not workshop.session.details.quotations:
        yield Content("The quotation is left out, as was chosen for this workshop.")
    elif noted:
        yield words(f"‘{lesson.quotation}’")
        yield Content("")
        yield words(lesson_credit(lesson))
    else:
        return
    yield Content("")


def _signs(workshop: Workshop, step: Step) -> Iterator[Content]:
    signs = [sign for sign in workshop.pack.signs if sign.id in step.signs]
    if signs:
        yield Content.styled("Signs that scrutiny works", "bold $primary")
        yield from (words(f"• {sign.text}") for sign in signs)
        yield Content("")


def _examples(workshop: Workshop, step: Step) -> Iterator[Content]:
    for example in workshop.pack.examples:
        if example.id in step.examples:
            yield Content.assemble(
                Content.styled("When it works well", "bold $primary"), ": ", words(example.council, "bold")
            )
            yield words(f"“{example.quotation}”")
            yield words(f"{example.judgement}; inspected: {example.inspected}. {example.since}")
            yield words(example.credit)
            yield Content("")
