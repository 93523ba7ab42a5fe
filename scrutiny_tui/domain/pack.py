"""A pack: the content of one self-assessment, as people wrote it and the program shows it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from scrutiny_tui.domain.asking import Questions
from scrutiny_tui.domain.day_plan import DayPlan
from scrutiny_tui.domain.thresholds import Thresholds

LEVEL_NUMBERS: Final = (1, 2, 3)
"""Packs have exactly three levels, from the first to the furthest on."""


@dataclass(frozen=True, slots=True)
class Level:
    """One of the three statements that an answer chooses."""

    number: int
    """1, 2 or 3."""
    label: str
    """The statement in full, such as "Beginning its journey"."""
    short: str
    """The word that sentences use, such as "Beginning"."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """An open question that helps the room to talk about a step. Written for this project."""

    id: str
    """Step and number, such as "2.4"."""
    text: str
    source: str
    """What the question rests on, such as "Casey (2015); House of Commons HC 369 (2017)"."""


@dataclass(frozen=True, slots=True)
class LessonLink:
    """A lesson shown with a step."""

    lesson: str
    """The lesson's id."""
    shared_with: str = ""
    """The step the source ties it to, where that is another one; empty where it is this step's own."""


@dataclass(frozen=True, slots=True)
class Step:
    """One of the steps that the committee judges itself on."""

    id: str
    """A number as text: "1" to "6" in the shipped pack."""
    title: str
    short: str
    """A title of one to three words for narrow places."""
    statement: str
    sentences: tuple[str, str, str]
    """What each level looks like here, from the first level to the third. Written for this project."""
    prompts: tuple[Prompt, ...]
    lessons: tuple[LessonLink, ...] = ()
    context: str = ""
    """A paragraph shown beside the lessons, in this project's words, with its source in it."""
    signs: tuple[str, ...] = ()
    """Ids of signs that bear on the step."""
    examples: tuple[str, ...] = ()
    """Ids of examples that bear on the step."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """What a report on a failure says, quoted as the source presentation quotes it."""

    id: str
    heading: str
    quotation: str
    report: str
    """The report's full title."""
    short: str
    """How the room calls it, such as "Jay report"."""
    year: int
    credit: str
    """Where the wording was taken from and whether it was checked."""
    verified: bool


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign of effective scrutiny."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Example:
    """A council of which inspectors said that scrutiny works well."""

    id: str
    council: str
    judgement: str
    """The judgement as the source gives it, such as "Ofsted outstanding"."""
    quotation: str
    inspected: str
    """The year of the inspection that is quoted, or what is known of it."""
    since: str
    """What has changed since."""
    credit: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the briefing, to project and talk over."""

    id: str
    title: str
    short: bool
    """Whether the ten-minute briefing holds it."""
    body: str
    """Markdown: paragraphs, lists and quotations."""
    notes: str
    """For the facilitator only; never projected with the page."""
    quotes: bool = False
    """Whether it names or quotes the reports: the content note comes before it; what it quotes can be left out."""


@dataclass(frozen=True, slots=True)
class Pack:
    """The content of one self-assessment."""

    id: str
    version: str
    title: str
    about: str
    """Who wrote what, and where it comes from."""
    levels: tuple[Level, Level, Level]
    steps: tuple[Step, ...]
    lessons: tuple[Lesson, ...]
    signs: tuple[Sign, ...]
    examples: tuple[Example, ...]
    pages: tuple[Page, ...]
    content_note: str
    """Shown before the quotations."""
    prompts_label: str
    """Says whose words the prompts and the step sentences are."""
    thresholds: Thresholds = field(default_factory=Thresholds)
    questions: Questions = field(default_factory=Questions)
    """What is asked after a result."""
    day: DayPlan | None = None
    """The plan of the day; None where the pack has none."""

    def lesson(self, lesson_id: str) -> Lesson:
        """Return the lesson with this id; `KeyError` when there is none."""
        return {lesson.id: lesson for lesson in self.lessons}[lesson_id]
