"""The lessons of the reports that bear on a step; quoted only where that was chosen."""

from __future__ import annotations

from collections.abc import Iterator

from scrutiny_tui.domain.pack import Lesson, LessonLink
from scrutiny_tui.domain.wording import Item
from scrutiny_tui.view.record.blocks import Block, Paragraph, Quotation
from scrutiny_tui.view.record.view import View


def lessons(view: View, item: Item) -> Iterator[Block]:
    """Yield the lessons of a step; nothing if the pack has none, or is no longer on this machine."""
    if view.pack is None:
        return
    links = (link for step in view.pack.steps if step.id == item.id for link in step.lessons)
    for link in links:
        lesson = view.pack.lesson(link.lesson)
        yield Paragraph(_heading(lesson, link), "The lesson that bears on it:")
        if view.options.quotations:
            yield Quotation(lesson.quotation, credit(lesson))


def credit(lesson: Lesson) -> str:
    """Return where a quotation stands, with title and year, and how far it was checked."""
    return f"{source(lesson)}. {lesson.credit}"


def source(lesson: Lesson) -> str:
    """Return a report with its title and year."""
    return f"{lesson.report} ({lesson.short}, {lesson.year})"


def _heading(lesson: Lesson, link: LessonLink) -> str:
    shared = f" Shared with Step {link.shared_with}." if link.shared_with else ""
    return f"{lesson.heading} ({lesson.short}, {lesson.year}).{shared}"
