"""Reads the files of a pack into their raw shape."""

from __future__ import annotations

from scrutiny_tui.domain.pack import LEVEL_NUMBERS, Example, Lesson, LessonLink, Sign
from scrutiny_tui.store.content import limits
from scrutiny_tui.store.content.asking import load_questions
from scrutiny_tui.store.content.day import load_day
from scrutiny_tui.store.content.files import Folder
from scrutiny_tui.store.content.pages import load_pages
from scrutiny_tui.store.content.raw import RawPack, RawPrompt, RawStep
from scrutiny_tui.store.content.scale import load_levels, load_thresholds
from scrutiny_tui.store.content.schema import Findings, Table


def load_pack(folder: Folder, findings: Findings) -> RawPack | None:
    """Return everything the folder holds; nothing where pack.toml itself cannot be read."""
    steps = tuple(_step(table, number, name) for number, name, table in _step_tables(folder))
    lessons = tuple(_lesson(table) for table in _entries(folder, "lessons"))
    signs = tuple(_sign(table) for table in _entries(folder, "signs"))
    examples = tuple(_example(table) for table in _entries(folder, "examples"))
    pack = folder.table("pack.toml")
    if pack is None:
        return None
    return RawPack(
        id=pack.identifier("id"),
        version=pack.text("version", limits.VERSION),
        title=pack.text("title", limits.TITLE),
        about=pack.text("about", limits.ABOUT),
        content_note=pack.text("content_note", limits.CONTENT_NOTE),
        prompts_label=pack.text("prompts_label", limits.PROMPTS_LABEL),
        levels=load_levels(pack),
        thresholds=load_thresholds(pack.table("thresholds")),
        questions=load_questions(pack.table("questions")),
        day=load_day(pack, [number for number, _name in folder.step_files()]),
        pages=load_pages(pack, folder, findings),
        steps=steps,
        lessons=lessons,
        signs=signs,
        examples=examples,
    )


def _step_tables(folder: Folder) -> list[tuple[int, str, Table]]:
    found = ((number, name, folder.table(name)) for number, name in folder.step_files())
    return [(number, name, table) for number, name, table in found if table is not None]


def _entries(folder: Folder, kind: str) -> tuple[Table, ...]:
    table = folder.optional_table(f"{kind}.toml")
    return table.tables(kind) if table is not None else ()


def _step(table: Table, number: int, name: str) -> RawStep:
    return RawStep(
        file=name,
        number=number,
        title=table.text("title", limits.TITLE),
        short=table.text("short", limits.STEP_SHORT),
        statement=table.text("statement", limits.STATEMENT),
        sentences=_sentences(table),
        prompts=_prompts(table),
        lessons=tuple(_link(link) for link in table.tables("lessons")),
        context=table.optional_text("context", limits.CONTEXT),
        signs=table.texts("signs", limits.IDENTIFIER),
        examples=table.texts("examples", limits.IDENTIFIER),
    )


def _sentences(table: Table) -> tuple[str, ...]:
    sentences = table.texts("sentences", limits.SENTENCE)
    if len(sentences) != len(LEVEL_NUMBERS):
        table.problem("sentences", f"There are {len(sentences)}; write three, one for each level.")
    return sentences


def _prompts(table: Table) -> tuple[RawPrompt, ...]:
    prompts = tuple(
        RawPrompt(text=prompt.text("text", limits.PROMPT), source=prompt.text("source", limits.SOURCE))
        for prompt in table.tables("prompts")
    )
    if not prompts:
        table.problem("prompts", "There is no question; write at least one under [[prompts]].")
    return prompts


def _link(table: Table) -> LessonLink:
    return LessonLink(
        lesson=table.identifier("lesson"), shared_with=table.optional_text("shared_with", limits.IDENTIFIER)
    )


def _lesson(table: Table) -> Lesson:
    return Lesson(
        id=table.identifier("id"),
        heading=table.text("heading", limits.HEADING),
        quotation=table.text("quotation", limits.QUOTATION),
        report=table.text("report", limits.REPORT),
        short=table.text("short", limits.NAME),
        year=table.number("year", 1900, 2100),
        credit=table.text("credit", limits.CREDIT),
        verified=table.flag("verified"),
    )


def _sign(table: Table) -> Sign:
    return Sign(id=table.identifier("id"), text=table.text("text", limits.SIGN))


def _example(table: Table) -> Example:
    return Example(
        id=table.identifier("id"),
        council=table.text("council", limits.NAME),
        judgement=table.text("judgement", limits.NAME),
        quotation=table.text("quotation", limits.QUOTATION),
        inspected=table.text("inspected", limits.NAME),
        since=table.text("since", limits.SINCE),
        credit=table.text("credit", limits.CREDIT),
    )
