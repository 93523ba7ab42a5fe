"""The lessons, signs and examples that bear on a step, as styled text."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content

from scrutiny_tui.domain.pack import LessonLink, Step
from scrutiny_tui.services.workshop import Workshop
from scrutiny_tui.tui.text import clean, lesson_credit, lines, words


def lesson_block(workshop: Workshop, item: int, *, brief: bool = False) -> Content:
    """Return what the pack has beside a step; `brief` keeps to the lessons.

    A session whose step is no longer in the pack gets a sentence that says so.
    """
    step = next((each for each in workshop.pack.steps if each.id == workshop.item(item).id), None)
    if step is None:
        return Content("The pack on this machine has no lessons for this step.")
    parts = list(_lessons(workshop, step))
    if not brief:
        parts += _signs(workshop, step)
        parts += _examples(workshop, step)
    return lines(parts)


def _lessons(workshop: Workshop, step: Step) -> Iterator[Content]:
    for link in step.lessons:
        yield from _lesson(workshop, link)
    if step.context:
        yield words(step.context)


def _lesson(workshop: Workshop, link: LessonLink) -> Iterator[Content]:
    lesson = workshop.pack.lesson(link.lesson)
    yield words(lesson.heading, "bold")
    if link.shared_with:
        yield Content(
            f"Shared with Step {clean(link.shared_with)}: the source ties no lesson to this step alone."
        )
    yield Content("")
    if workshop.session.details.quotations:
        yield words(f"‘{lesson.quotation}’")
        yield Content("")
        yield words(lesson_credit(lesson))
    else:
        yield Content("The quotation is left out, as was chosen for this workshop.")
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
