"""A pack as its files hold it. Where an entry already is what the domain means by it, the domain's class is used."""

from __future__ import annotations

from typing import NamedTuple

from scrutiny_tui.domain.asking import Questions
from scrutiny_tui.domain.day_plan import DayPlan
from scrutiny_tui.domain.pack import Example, Lesson, LessonLink, Level, Sign
from scrutiny_tui.domain.thresholds import Thresholds


class RawPrompt(NamedTuple):
    """An entry under [[prompts]] in a step file; its id comes from its place."""

    text: str
    source: str


class RawStep(NamedTuple):
    """A file in `steps/`."""

    file: str
    number: int
    """From the file's name."""
    title: str
    short: str
    statement: str
    sentences: tuple[str, ...]
    prompts: tuple[RawPrompt, ...]
    lessons: tuple[LessonLink, ...]
    context: str
    signs: tuple[str, ...]
    examples: tuple[str, ...]


class RawPage(NamedTuple):
    """An entry under [[pages]] in pack.toml, with the text of its two files."""

    id: str
    """The file's name without number and ending."""
    file: str
    title: str
    short: bool
    quotes: bool
    body: str
    notes: str
    """Empty where there is no file of notes."""


class RawPack(NamedTuple):
    """The whole folder."""

    id: str
    version: str
    title: str
    about: str
    content_note: str
    prompts_label: str
    levels: tuple[Level, ...]
    thresholds: Thresholds
    questions: Questions
    day: DayPlan | None
    pages: tuple[RawPage, ...]
    steps: tuple[RawStep, ...]
    lessons: tuple[Lesson, ...]
    signs: tuple[Sign, ...]
    examples: tuple[Example, ...]
