"""The shipped pack says what its sources say, fits the screen, and claims nothing that was not checked."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import pytest

from scrutiny_tui.domain.pack import Pack, Page
from scrutiny_tui.store.packs import read_pack

SHIPPED = Path(__file__).parents[1] / "content" / "six-steps"
PAGE_COLUMNS = 74
PAGE_ROWS = 17
"""What 80 by 24 leaves for a page below its title."""
PROMPT_COLUMNS = 70
BAR_COLUMNS = 80
SAFE_ELSEWHERE = frozenset("←↑→↓")
"""Characters of WGL4 that neither cp437 nor cp1252 holds."""
SOURCE_ROWS = [
    line.split("\t")
    for line in Path(__file__).with_name("source_rows.txt").read_text(encoding="utf-8").splitlines()
]
"""Every row of the two source documents, as a place of the pack and the words that stand there: word for word, but for the
law and the opinion that the pack paraphrases. The sources' own quotation marks and dashes are kept."""


@pytest.fixture(scope="module")
def pack() -> Pack:
    """The shipped pack."""
    return read_pack(SHIPPED)


def shown_words(page: Page) -> str:
    """Return a page's text as a reader sees it, on one line."""
    lines = (re.sub(r"^(- |> )", "", line) for line in page.body.split("\n"))
    return " ".join(" ".join(lines).replace("**", "").split())


def found_at(pack: Pack, place: str) -> str:
    """Return the words at a place of the table."""
    kind, _, name = place.partition(" ")
    if kind == "page":
        return next(shown_words(page) for page in pack.pages if page.id == name)
    if kind == "lesson":
        lesson = pack.lesson(name)
        return f"{lesson.heading}\n{lesson.quotation}"
    if kind == "example":
        return next(f"{each.quotation}\n{each.judgement}" for each in pack.examples if each.id == name)
    if kind == "step":
        return next(f"{step.title}\n{step.statement}" for step in pack.steps if step.id == name)
    texts = {"signs": [sign.text for sign in pack.signs], "levels": [level.label for level in pack.levels]}
    return "\n".join(texts[kind])


def rows(page: Page) -> list[str]:
    """Return a page as the screen wraps it, with a blank row between blocks."""
    wrapped: list[str] = []
    for line in page.body.replace("**", "").split("\n"):
        if line.startswith("- "):
            wrapped += textwrap.wrap(f"• {line[2:]}", PAGE_COLUMNS, subsequent_indent="  ")
        elif line.startswith("> "):
            wrapped += textwrap.wrap(line[2:], PAGE_COLUMNS, initial_indent="  ", subsequent_indent="  ")
        else:
            wrapped += textwrap.wrap(line, PAGE_COLUMNS) or [""]
    return wrapped


def every_text() -> str:
    """Return all files of the pack, one after the other."""
    files = sorted(path for path in SHIPPED.rglob("*") if path.is_file())
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


def test_every_row_of_the_sources_is_there_and_quotations_are_whole(pack: Pack) -> None:
    assert [(place, words) for place, words in SOURCE_ROWS if words not in found_at(pack, place)] == []
    source = {words for _, words in SOURCE_ROWS}
    assert {lesson.quotation for lesson in pack.lessons} <= source
    assert {example.quotation for example in pack.examples} <= source
    assert {sign.text for sign in pack.signs} <= source
    assert {step.statement for step in pack.steps} <= source
    assert {level.label for level in pack.levels} <= source


def test_every_page_fits_the_smallest_screen_with_a_few_lines_of_notes(pack: Pack) -> None:
    assert {page.id: len(rows(page)) for page in pack.pages if len(rows(page)) > PAGE_ROWS} == {}
    assert {page.id for page in pack.pages if not 2 <= len(page.notes.split("\n")) <= 6} == set()
    short = [page.id for page in pack.pages if page.short]
    assert short == ["purpose", "getting-it-right", "six-steps", "how-to-use"]


def test_the_pages_with_lessons_can_be_left_out(pack: Pack) -> None:
    quotations = [lesson.quotation for lesson in pack.lessons]
    quoting = {page.id for page in pack.pages if any(each in shown_words(page) for each in quotations)}
    assert quoting == {"lessons-challenge", "lessons-culture"}
    assert {page.id for page in pack.pages if page.quotes} == {"getting-it-right", *quoting}


def test_every_step_has_five_to_seven_open_questions_with_their_sources(pack: Pack) -> None:
    prompts = [prompt for step in pack.steps for prompt in step.prompts]
    assert all(5 <= len(step.prompts) <= 7 for step in pack.steps)
    assert [prompt.id for prompt in prompts if not (prompt.text.endswith("?") and prompt.source)] == []
    assert [prompt.id for prompt in prompts if len(textwrap.wrap(prompt.text, PROMPT_COLUMNS)) > 3] == []
    assert len({prompt.text for prompt in prompts}) == len(prompts)
    assert "written for this program" in pack.prompts_label
    assert "not the LGA's" in pack.prompts_label


def test_the_steps_fit_side_by_side(pack: Pack) -> None:
    assert len(" " + "  ".join(f"{step.id} {step.short}" for step in pack.steps)) <= BAR_COLUMNS


def test_the_lessons_are_tied_to_the_steps_as_the_sources_allow(pack: Pack) -> None:
    links = [(step.id, link.lesson, link.shared_with) for step in pack.steps for link in step.lessons]
    assert links == [
        ("1", "information", ""), ("2", "role", ""), ("3", "role", "2"), ("4", "relationships", ""),
        ("5", "challenge", ""), ("6", "culture", ""),
    ]  # fmt: skip
    assert "ties none of its five lessons to this step" in pack.steps[2].context
    assert "Centre for Public Scrutiny" in pack.steps[2].context
    assert [step.id for step in pack.steps if step.context] == ["3"]


def test_reports_have_title_and_year_and_no_quotation_passes_for_checked(pack: Pack) -> None:
    assert {(lesson.short, lesson.report, lesson.year) for lesson in pack.lessons} == {
        ("Jay report", "Independent Inquiry into Child Sexual Exploitation in Rotherham (1997-2013)", 2014),
        ("Casey report", "Report of Inspection of Rotherham Metropolitan Borough Council", 2015),
    }
    assert [lesson.id for lesson in pack.lessons if lesson.verified] == []
    told = "As quoted in the LGA presentation. Not checked against the {}."
    assert {lesson.credit for lesson in pack.lessons} == {told.format("report")}
    assert {example.credit for example in pack.examples} == {told.format("inspection report")}


@pytest.mark.parametrize("page_id", ["statutory-context", "since-2017"])
def test_law_is_dated_and_needs_a_check(pack: Pack, page_id: str) -> None:
    words = "As seen in November 2026; to be checked by the council's own adviser"
    assert words in found_at(pack, f"page {page_id}")


def test_every_inspection_has_a_year_and_what_came_since(pack: Pack) -> None:
    years = [(example.council, example.inspected) for example in pack.examples]
    assert years == [("East Sussex", "2018"), ("Lincolnshire", "2019"), ("Essex", "2018")]
    assert all(example.since for example in pack.examples)


def test_the_content_note_says_what_the_lessons_are_about(pack: Pack) -> None:
    words = ("child sexual exploitation", "Survivors may be", "quotations can be left out")
    assert [each for each in words if each not in pack.content_note] == []


def test_only_characters_that_every_terminal_font_has() -> None:
    unsafe = {
        character
        for character in set(every_text()) - SAFE_ELSEWHERE
        if not (character.encode("cp437", "ignore") or character.encode("cp1252", "ignore"))
    }
    assert unsafe == set()


def test_no_address_of_a_person_or_a_site() -> None:
    assert re.findall(r"\S*@\S*|https?:\S*|www\.\S*|\S+\.(?:gov|org|co)\.uk\S*", every_text()) == []
