"""Annexes: what was corrected or set aside, the wording that was used, and where it comes from."""

from __future__ import annotations

from collections.abc import Iterator

from scrutiny_tui import __version__
from scrutiny_tui.domain.phrases import day, item_name
from scrutiny_tui.domain.wording import Item
from scrutiny_tui.view.record.blocks import Block, BulletList, Heading, Paragraph, table
from scrutiny_tui.view.record.names import trail_text
from scrutiny_tui.view.record.sections.lessons import credit
from scrutiny_tui.view.record.sections.wordings import named
from scrutiny_tui.view.record.view import View


def corrections(view: View) -> Iterator[Block]:
    """Yield what the trail says, in its order."""
    yield Heading("Annex: corrections and results set aside", 2)
    session = view.session
    told = session.trail.values() if view.is_full else session.told_trail
    lines = tuple(trail_text(session, entry, full=view.is_full) for entry in told)
    yield BulletList(lines) if lines else Paragraph("Nothing was corrected or set aside.")


def wording_used(view: View) -> Iterator[Block]:
    """Yield the statements, what each level looks like, and the prompts, as they were in the workshop."""
    wording = view.session.wording
    yield Heading("Annex: the wording used", 2)
    yield Paragraph(f"{wording.title}, version {wording.version}. {wording.prompts_label}")
    rows = [(str(level.number), level.label, level.short) for level in wording.levels]
    yield table("The three statements", ("Number", "Statement", "Short form"), rows)
    for item in wording.items:
        yield Heading(named(item), 3)
        yield from _levels_of(view, item)
        if item.prompts:
            yield BulletList(tuple(f"{prompt.id} {prompt.text} ({prompt.source})" for prompt in item.prompts))


def sources(view: View) -> Iterator[Block]:
    """Yield where content comes from, and which program made the report."""
    yield Heading("Sources", 2)
    if view.pack is None:
        yield Paragraph("The content that the workshop was set up with is not on this machine any more.")
    else:
        yield Paragraph(view.pack.about)
        reports = dict.fromkeys(credit(lesson) for lesson in view.pack.lessons)
        if reports:
            yield BulletList(tuple(reports))
    yield Paragraph(f"Made with Scrutiny TUI {__version__} on {day(view.made)}.")


def _levels_of(view: View, item: Item) -> Iterator[Block]:
    if any(item.sentences):
        rows = [
            (level.label, told)
            for level, told in zip(view.session.wording.levels, item.sentences, strict=True)
        ]
        caption = f"{item_name(item)}: what each level looks like here"
        yield table(caption, ("Statement", "What it looks like here"), rows)
