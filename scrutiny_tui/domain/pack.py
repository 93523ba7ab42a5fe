"""A pack as people wrote it, and the wording of it that a session keeps to the end."""

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from typing import Annotated, Final, TypeAlias

from scrutiny_tui.domain.agreement import Thresholds
from scrutiny_tui.domain.day_plan import DayPlan
from scrutiny_tui.domain.errors import RuleError
from scrutiny_tui.domain.fields import (
    APART,
    KEY,
    AtMost,
    Between,
    Entries,
    FilledText,
    Identifier,
    ItemNumber,
    ItemOrNone,
    LevelNumber,
    Link,
    Text,
)
from scrutiny_tui.domain.records import record

LEVEL: Final = "{level}"
"""Stands in a form for the level's short word. Nothing else in a form is replaced."""

_Form: TypeAlias = Annotated[str, Text(120)]


@record
class Questions:
    """Forms of questions for the whole room; they make the case for views and never point at a person."""

    whom: _Form = "What did we each have in mind: this committee, the council or the service?"
    """Before all others if answers are far apart: people may have judged different things."""
    case: _Form = "What would we show a visitor to make the case for {level}?"
    lead: _Form = "What might lead someone to choose {level}? Anyone can answer."
    same: _Form = "What might a child in our care say about this?"
    low: _Form = "What is the first thing that would move us on?"
    """After agreement at the first level."""
    evidence: _Form = "What would we show an inspector?"
    """After agreement at the furthest level, while no evidence is noted."""
    not_known: _Form = "What would we need to see to know, and who could show us?"
    too_few: _Form = "What would help us to judge this step?"


def about(form: str, word: str) -> str:
    """Return a form with the level's short word in it."""
    return form.replace(LEVEL, word)


LEVEL_NUMBERS: Final = (1, 2, 3)
"""Packs have exactly three levels, from the first to the furthest on."""

SYMBOLS: Final = ("■□□", "■■□", "■■■")
"""The levels as shapes, so that colour is never needed."""

# Lengths are in characters; most are what a screen of 80 by 24 has room for.
_Title: TypeAlias = Annotated[str, Text(70)]
_Sentence: TypeAlias = Annotated[str, Text(140)]
_Name: TypeAlias = Annotated[str, Text(60)]
_Quotation: TypeAlias = Annotated[str, Text(500)]
_Credit: TypeAlias = Annotated[str, Text(120)]
_Show: TypeAlias = Annotated[str, Text(90)]


@record
class Level:
    """One of the three statements that an answer chooses."""

    number: LevelNumber
    """1, 2 or 3."""
    label: Annotated[str, Text(40)]
    """The statement in full, such as "Beginning its journey"."""
    short: Annotated[str, Text(12)]
    """The word that sentences use, such as "Beginning"."""


@record
class Prompt:
    """An open question that helps the room to talk about a step. Written for this project."""

    id: str
    """Step and number, such as "2.4"."""
    text: str
    source: str
    """What the question rests on, such as "Casey (2015); House of Commons HC 369 (2017)"."""


@record
class LessonLink:
    """A lesson shown with a step."""

    lesson: Link
    """The lesson's id."""
    shared_with: Link = ""
    """The step the source ties it to, where that is another one; empty if it is this step's own."""


@record
class Step:
    """One of the steps that the committee judges itself on."""

    id: str = field(metadata=KEY)
    """A number as text: "1" to "6" in the shipped pack."""
    title: _Title
    short: Annotated[str, Text(16)]
    """A title of one to three words for narrow places."""
    statement: Annotated[str, Text(300)]
    sentences: tuple[_Sentence, _Sentence, _Sentence]
    """What each level looks like here, from the first level to the third. Written for this project."""
    prompts: tuple[Prompt, ...]
    opener: str = field(default="", metadata=APART)
    """The id of the prompt to begin with, such as "2.1"; empty if the pack marks none."""
    lessons: Entries[LessonLink] = ()
    context: Annotated[str, Text(600)] = ""
    """A paragraph shown beside the lessons, in this project's words, with its source in it."""
    signs: Entries[Link] = ()
    """Ids of signs that bear on the step."""
    examples: Entries[Link] = ()
    """Ids of examples that bear on the step."""
    shows: Annotated[tuple[_Show, ...], AtMost(5)] = ()
    """What could show how far a committee is, such as a kind of minutes. Written for this project."""
    plain: Annotated[str, Text(60)] = ""
    """The step as a question that a child understands. Written for this project; empty if the pack has none."""


@record
class Lesson:
    """What a report on a failure says, quoted as the source presentation quotes it."""

    id: Identifier
    heading: Annotated[str, Text(100)]
    quotation: _Quotation
    report: Annotated[str, Text(120)]
    """The report's full title."""
    short: _Name
    """How the room calls it, such as "Jay report"."""
    year: Annotated[int, Between(1900, 2100)]
    credit: _Credit
    """Where the wording was taken from and whether it was checked."""
    verified: bool = False


@record
class Sign:
    """A sign of effective scrutiny."""

    id: Identifier
    text: Annotated[str, Text(160)]


@record
class Example:
    """A council of which inspectors said that scrutiny works well."""

    id: Identifier
    council: _Name
    judgement: _Name
    """The judgement as the source gives it, such as "Ofsted outstanding"."""
    quotation: _Quotation
    inspected: _Name
    """The year of the inspection that is quoted, or what is known of it."""
    since: Annotated[str, Text(160)]
    """What has changed since."""
    credit: _Credit


class ReportPart(StrEnum):
    """The parts of the committee report for which a council's own template can have headings."""

    PURPOSE = "purpose"
    RECOMMENDATIONS = "recommendations"
    SUMMARY = "summary"
    BACKGROUND = "background"
    FINDINGS = "findings"
    LESSONS = "lessons"
    EVIDENCE = "evidence"
    CONSULTATION = "consultation"
    NEXT_STEPS = "next-steps"
    FINANCIAL = "financial"
    LEGAL = "legal"
    EQUALITY = "equality"
    METHOD = "method"
    BACKGROUND_PAPERS = "background-papers"
    APPENDIX = "appendix"


@record
class PartHeadings:
    """What councils call a part of a committee report."""

    part: ReportPart
    phrases: Entries[Annotated[str, Text(80)]]
    """Headings such as "Purpose of the report"; capitals, numbers before them and punctuation make no difference."""


@record
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


@record
class WarmUp:
    """A question that matters to nobody, to practise answering with. Written for this project."""

    title: _Title
    """What it is about, such as "Tea at our meetings"."""
    levels: tuple[Level, Level, Level]
    questions: Questions = field(default_factory=Questions)
    """What is asked after its result."""


PROMPTS_A_STEP: Final = 100
"""A prompt's item number is its step's number times this, plus its place among the step's prompts from 1."""


@record
class Item:
    """What is voted on: a step, or one of its prompts."""

    number: ItemNumber
    """1 for the first item; ids of rounds and ballots are worked out from it."""
    id: FilledText
    """The step's id in the pack."""
    title: FilledText
    short: FilledText
    statement: str
    sentences: tuple[str, str, str]
    """What each level looks like here."""
    prompts: tuple[Prompt, ...]
    step: ItemOrNone = 0
    """The number of the step that a prompt belongs to; 0 for a step."""

    @property
    def step_number(self) -> int:
        """Its own number if it is a step, else that of the step whose prompt it is."""
        return self.step or self.number


@record
class Pack:
    """The content of one self-assessment."""

    id: Identifier
    version: Annotated[str, Text(20)]
    title: _Title
    about: Annotated[str, Text(900)]
    """Who wrote what, and where it comes from."""
    levels: tuple[Level, Level, Level]
    steps: tuple[Step, ...] = field(metadata=APART)
    lessons: Entries[Lesson] = field(metadata=APART)
    signs: Entries[Sign] = field(metadata=APART)
    examples: Entries[Example] = field(metadata=APART)
    headings: Entries[PartHeadings] = field(metadata=APART)
    """A heading that stands under several parts takes all of them in."""
    pages: tuple[Page, ...]
    content_note: Annotated[str, Text(400)]
    """Shown before the quotations."""
    prompts_label: _Sentence
    """Says whose words the prompts and the step sentences are."""
    thresholds: Thresholds = field(default_factory=Thresholds)
    questions: Questions = field(default_factory=Questions)
    """What is asked after a result."""
    day: DayPlan | None = None
    """The plan of the day; None if the pack has none."""
    warm_up: WarmUp | None = None
    """What the room can practise answering with; None if the pack has nothing for that."""

    def lesson(self, lesson_id: str) -> Lesson:
        """Return the lesson with this id; `KeyError` when there is none."""
        return {lesson.id: lesson for lesson in self.lessons}[lesson_id]

    def step(self, item: Item) -> Step | None:
        """Return the step that an item of a session was made from; None if this pack has none."""
        return next((each for each in self.steps if each.id == item.id), None)


@record
class Wording:
    """Levels, items and thresholds, pinned with a session."""

    pack: FilledText
    """The pack's id."""
    version: str
    title: FilledText
    levels: tuple[Level, Level, Level]
    items: tuple[Item, ...]
    thresholds: Thresholds
    prompts_label: str
    """Says whose words the prompts and the level sentences are."""
    questions: Questions = field(default_factory=Questions)
    """What is asked after a result."""

    def item(self, number: int) -> Item:
        """Return the step or prompt with this number. Raises `RuleError` if there is none."""
        step = number // PROMPTS_A_STEP or number
        for item in self.items:
            if item.number == step:
                found = (item, *self.prompts_of(item))
                if match := next((each for each in found if each.number == number), None):
                    return match
        raise RuleError(f"There is no step {number} in this workshop.")

    @property
    def every(self) -> Mapping[str, Item]:
        """Every step and prompt by its id."""
        return {item.id: item for step in self.items for item in (step, *self.prompts_of(step))}

    def find(self, item_id: str) -> Item:
        """Return the step or prompt with this id, such as "2" or "2.4". Raises `RuleError` if there is none."""
        if found := self.every.get(item_id.strip()):
            return found
        raise RuleError(f"There is no step or prompt {item_id.strip()} in this workshop.")

    def prompts_of(self, step: Item) -> tuple[Item, ...]:
        """Return a step's prompts as items that can be voted on."""
        return tuple(
            Item(
                number=step.number * PROMPTS_A_STEP + place,
                id=prompt.id,
                title=prompt.text,
                short=prompt.id,
                statement=prompt.text,
                sentences=("", "", ""),
                prompts=(),
                step=step.number,
            )
            for place, prompt in enumerate(step.prompts, start=1)
        )


def pin(pack: Pack) -> Wording:
    """Return what a session keeps of a pack."""
    items = tuple(
        Item(number, step.id, step.title, step.short, step.statement, step.sentences, step.prompts)
        for number, step in enumerate(pack.steps, start=1)
    )
    return Wording(
        pack.id,
        pack.version,
        pack.title,
        pack.levels,
        items,
        pack.thresholds,
        pack.prompts_label,
        pack.questions,
    )
