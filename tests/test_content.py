"""The shipped pack says what its sources say, fits the screen, adds up, and claims nothing that was not checked."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable
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
DATA = Path(__file__).parent / "data"
SLIDES, POST = (
    [line for line in text.splitlines() if not line.startswith("# ")]
    for text in ((DATA / name).read_text(encoding="utf-8") for name in ("lga_slides.txt", "cfgs_post.txt"))
)
"""The words of the two sources of the pack, line by line; each file says whose they are."""
OF_NO_PAGE = frozenset(
    {
        "Introduction to Effective Scrutiny of Children's Services",
        "Reach of children's services scrutiny",
        "When scrutiny works well",
        "As part of the LGA's continuing work to support political and corporate leadership for children's services we offer:",
        "LGA Further information and support",
        "Further information",
    }
)
"""Lines of the slides that are titles of more than a page of ours, or lead to what is not in our copy of the slides."""
LINKED = {"Jay report": 2014, "Casey report": 2015}
"""The short names of the reports on the slides, and when they were published."""

NOT_THE_LGAS = frozenset({"seven-principles", "act-2017", "since-2017", "value-scrutiny"})
"""Pages of which the LGA wrote nothing."""
ADDED = re.compile(
    r"\[[^]]*\]"  # in brackets: a word that a slide lost, or [sic]
    r"|, 201[45]$|^(Jay|Casey) report, 201[45]: .*"
    r"| \(201[89], overall judgement at the time\)\..*"
    r"|^The LGA presentation illustrates these five .*"
    r"|^(Wording as on the LGA's slide|As quoted in the LGA presentation\.|In our words: ).*"
    r"|^From “|”, as quoted in the LGA presentation\. Not checked\.$"
    r"|^[1-6] "
)
"""What this project added to the LGA's pages. On the page on the law, what comes after "What to know now" is ours, too."""
TO_ASK = re.compile(
    r"[Aa]sk your (monitoring officer|legal adviser|safeguarding partnership|Director)|ask the Director"
)


@pytest.fixture(scope="module")
def pack() -> Pack:
    """The shipped pack."""
    return read_pack(SHIPPED)


def shown_lines(page: Page) -> list[str]:
    """Return a page's lines as a reader sees them, without the words in brackets that this project added."""
    lines = (re.sub(r"^(- |> )|\*\*| ?\[[^]]*\]", "", line).strip() for line in page.body.split("\n"))
    return [line for line in lines if line]


def shown_words(page: Page) -> str:
    """Return a page's text as a reader sees it, on one line."""
    return " ".join(shown_lines(page))


def alike(text: str) -> str:
    """Return a text with one kind of quotation mark and one blank between words, without one before a full stop."""
    text = text.translate(str.maketrans("‘’“”", "''\"\""))
    return " ".join(text.split()).replace(" .", ".")


def whole(lines: Iterable[str]) -> str:
    """Return lines as one text that can be compared."""
    return alike(" ".join(lines))


def found_at(pack: Pack, page_id: str) -> str:
    """Return what a page shows."""
    return next(shown_words(page) for page in pack.pages if page.id == page_id)


def words(text: str) -> str:
    """Return only the words of a text, with one kind of apostrophe and one blank between them."""
    return " ".join(re.findall(r"[\w']+", alike(text).casefold()))


def of_the_lga(page: Page) -> list[str]:
    """Return the lines of a page that are not ours, without what we added to them."""
    lines = shown_lines(page)
    if page.id == "statutory-context":
        lines = lines[: next(at for at, line in enumerate(lines) if "What to know now" in line)]
    return [line for each in lines if (line := ADDED.sub("", each))]


def lga_pages(pack: Pack) -> list[Page]:
    """Return the pages on which the LGA wrote something."""
    return [page for page in pack.pages if page.id not in NOT_THE_LGAS]


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


def test_steps_statements_signs_and_quotations_are_the_words_of_the_slides(pack: Pack) -> None:
    slides = whole(SLIDES)
    said = [
        pack.title,
        *(f"{step.id}. {step.title} {step.statement}" for step in pack.steps),
        " ".join(level.label for level in pack.levels),
        " ".join(sign.text for sign in pack.signs),
        *(f"{lesson.heading} ‘{lesson.quotation}’ {lesson.short}" for lesson in pack.lessons),
        *(f"“{each.quotation}” {each.council} – {each.judgement}" for each in pack.examples),
    ]
    assert [text for text in said if alike(text) not in slides] == []
    assert {lesson.short: lesson.year for lesson in pack.lessons} == LINKED


def test_what_a_page_has_from_the_slides_is_word_for_word_and_in_their_order(pack: Pack) -> None:
    exact, slides = whole(SLIDES), words(whole(SLIDES))
    for page in lga_pages(pack):
        at = max(slides.find(words(page.title)), 0)
        for line in of_the_lga(page):
            at = slides.find(words(line), at)
            assert at >= 0, f"{page.id}: {line}"
            quoted = re.findall("“.+”|‘.+’$", line)
            assert [text for text in quoted if alike(text) not in exact] == []


def test_nothing_of_the_slides_is_left_out(pack: Pack) -> None:
    told = words(
        whole(
            [
                *(text for page in lga_pages(pack) for text in (page.title, *of_the_lga(page))),
                *(f"{step.id}. {step.title} {step.statement}" for step in pack.steps),
            ]
        )
    )
    assert [line for line in SLIDES if line not in OF_NO_PAGE and words(line) not in told] == []


def test_what_is_told_of_the_blog_is_in_it(pack: Pack) -> None:
    post = whole(POST)
    terms = {
        "act-2017": (
            "Local Safeguarding Children Boards",
            "three safeguarding partners (local authorities, chief officers of police, and clinical commissioning groups)",
            "serious child safeguarding cases",
            "national Child Safeguarding Practice Review Panel",
            "child death reviews",
        ),
        "value-scrutiny": (
            "embrace and value scrutiny are",
            "at much lower risk",
            "How effective is scrutiny of your council's children's services?",
        ),
    }
    for page, told in terms.items():
        shown = alike(found_at(pack, page)).casefold()
        assert [term for term in told if term.casefold() not in shown or term not in post] == []


def test_every_page_fits_the_smallest_screen_and_those_with_lessons_can_be_left_out(pack: Pack) -> None:
    assert {page.id: len(rows(page)) for page in pack.pages if len(rows(page)) > PAGE_ROWS} == {}
    assert {page.id for page in pack.pages if not 2 <= len(page.notes.split("\n")) <= 6} == set()
    short = [page.id for page in pack.pages if page.short]
    assert short == ["purpose", "getting-it-right", "six-steps", "how-to-use"]
    quotations = [lesson.quotation for lesson in pack.lessons]
    quoting = {page.id for page in pack.pages if any(each in shown_words(page) for each in quotations)}
    assert quoting == {"lessons-challenge", "lessons-culture"}
    assert {page.id for page in pack.pages if page.quotes} == {"getting-it-right", *quoting}
    assert len(" " + "  ".join(f"{step.id} {step.short}" for step in pack.steps)) <= BAR_COLUMNS


def test_every_step_has_five_to_seven_questions_and_two_to_five_examples(pack: Pack) -> None:
    prompts = [prompt for step in pack.steps for prompt in step.prompts]
    assert all(5 <= len(step.prompts) <= 7 for step in pack.steps)
    assert [prompt.id for prompt in prompts if not (prompt.text.endswith("?") and prompt.source)] == []
    assert [prompt.id for prompt in prompts if len(textwrap.wrap(prompt.text, PROMPT_COLUMNS)) > 3] == []
    assert [prompt.id for prompt in prompts if len(prompt.text) > 150] == []
    assert [prompt.id for prompt in prompts if len(re.findall(r"[.?](?: |$)", prompt.text)) > 2] == []
    assert [step.opener for step in pack.steps] == [step.prompts[0].id for step in pack.steps]
    assert max(len(sentence) for step in pack.steps for sentence in step.sentences) <= 140
    assert len({prompt.text for prompt in prompts}) == len(prompts)
    assert "written for this program" in pack.prompts_label
    assert "not the LGA's" in pack.prompts_label
    assert all(2 <= len(step.shows) <= 5 for step in pack.steps)
    assert "the examples of what could show a step and the facilitator's notes were written for this program" in alike(pack.about)  # fmt: skip


def test_the_lessons_are_tied_to_the_steps_and_the_content_note_says_what_they_are_about(pack: Pack) -> None:
    links = [(step.id, link.lesson, link.shared_with) for step in pack.steps for link in step.lessons]
    assert links == [
        ("1", "information", ""), ("2", "role", ""), ("3", "role", "2"), ("4", "relationships", ""),
        ("5", "challenge", ""), ("6", "culture", ""),
    ]  # fmt: skip
    assert "ties none of its five lessons to this step" in pack.steps[2].context
    assert "Centre for Public Scrutiny" in pack.steps[2].context
    assert [step.id for step in pack.steps if step.context] == ["3"]
    told = ("child sexual exploitation", "No individual case is described", "step out at any time")
    assert [each for each in told if each not in pack.content_note] == []
    notes = next(page.notes for page in pack.pages if page.id == "getting-it-right")
    assert "The quotations can be left out" in notes
    years = [(example.council, example.inspected) for example in pack.examples]
    assert years == [("East Sussex", "2018"), ("Lincolnshire", "2019"), ("Essex", "2018")]
    assert all(example.since for example in pack.examples)


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
    shown = found_at(pack, page_id)
    assert re.search(r"[Cc]hecked (in )?November 2026[.;] [Aa]sk your monitoring officer", shown)


@pytest.mark.parametrize(
    ("page_id", "fact"),
    [
        ("statutory-context", "sections 18 and 19"), ("statutory-context", "section 9FE"),
        ("seven-principles", "other public bodies"), ("getting-it-right", "safeguarding lead"),
        ("getting-it-right", "Grooming Gangs"), ("lessons-culture", "regulation 17"),
        ("works-well", "no overall judgement"), ("works-well-essex", "June 2023"),
        ("act-2017", "Independent scrutiny"), ("since-2017", "section 16Q"),
        ("since-2017", "English Devolution and Community Empowerment Act 2026"), ("how-to-use", "Schedule A1"),
    ],
)  # fmt: skip
def test_a_fact_in_the_notes_has_its_month_and_somebody_to_ask(pack: Pack, page_id: str, fact: str) -> None:
    notes = next(page.notes for page in pack.pages if page.id == page_id).split("\n")
    (line,) = (each for each in notes if fact in each)
    assert "November 2026" in line
    assert TO_ASK.search(line)


def test_every_terminal_font_has_the_characters_and_no_address_is_among_them() -> None:
    unsafe = {
        character
        for character in set(every_text()) - SAFE_ELSEWHERE
        if not (character.encode("cp437", "ignore") or character.encode("cp1252", "ignore"))
    }
    assert unsafe == set()
    assert re.findall(r"\S*@\S*|https?:\S*|www\.\S*|\S+\.(?:gov|org|co)\.uk\S*", every_text()) == []
