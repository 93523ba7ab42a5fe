"""Each paper holds what its readers were promised: what comes first, how long it is, and what is left to the author."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from scrutiny_tui.domain import actions, moves
from scrutiny_tui.domain.pack import Pack
from scrutiny_tui.domain.people import Role
from scrutiny_tui.domain.session import Action, ActionKind, ActionStatus, AgreedLevel, Direction, How, Session
from scrutiny_tui.store.places import example_session
from scrutiny_tui.store.session_file import read_session
from scrutiny_tui.view.document_files import Documents, Format
from scrutiny_tui.view.report_view import Edition, RecordOptions
from tests.support.groups import of_two_groups
from tests.support.sessions import session
from tests.view.conftest import Make
from tests.view.report_files import word_file
from tests.view.report_workshops import KINDS, MADE, deep, hostile, individually

LINK = f"https://example.org/{'a' * 228}"


def example() -> Session:
    return read_session(example_session())


def nasty() -> Session:
    """Return a workshop of 30 people, 42 items, long and foreign words, and many actions."""
    now = deep(30, 2)
    council = "Exampleshire and Sampleton Combined Borough, Fire and Waterways Council 示例郡议会"
    now = replace(now, details=replace(now.details, council=council))
    for step in range(1, 7):
        now = moves.agree(now, AgreedLevel(step, None, How.DISCUSSION, f"Some do not. {LINK} 中文"))
    for kind in ActionKind:
        now = actions.add_action(now, Action(0, 1, f"Read {LINK} and say so. {'More words. ' * 90}", kind))
    return replace(now, actions={each.id: each for each in [*now.actions.values()][2:]})


WORKSHOPS: dict[str, Callable[[], Session]] = {
    **KINDS,
    "example": example,
    "nasty": nasty,
    "hostile": lambda: hostile(individually()),
}


def lines_of(make: Make, now: Session, edition: Edition, **options: Any) -> list[str]:
    """Return the lines of a paper in Markdown."""
    asked = RecordOptions(edition=edition, **options)
    return make(now, asked, formats=(Format.MARKDOWN,))[".md"].decode().splitlines()


def parts(lines: list[str]) -> dict[str, list[str]]:
    """Return what stands below each heading of level 2."""
    found: dict[str, list[str]] = {}
    heading = ""
    for line in lines:
        heading = line.removeprefix("## ") if line.startswith("## ") else heading
        found.setdefault(heading, []).append(line)
    return {heading: [line for line in below[1:] if line] for heading, below in found.items() if heading}


def recommendations(make: Make, now: Session) -> list[str]:
    return parts(lines_of(make, now, Edition.COMMITTEE))["Recommendations"]


# --- the committee report


@pytest.mark.parametrize("kind", WORKSHOPS)
def test_the_committee_report_begins_with_numbered_recommendations(make: Make, kind: str) -> None:
    now = WORKSHOPS[kind]()
    first, *_others = found = parts(lines_of(make, now, Edition.COMMITTEE))
    assert first == "Recommendations"
    numbered = [line for line in found[first] if re.match(r"\d+\. That the committee ", line)]
    assert [line.split(".")[0] for line in numbered] == [f"{number + 1}" for number in range(len(numbered))]
    assert "notes the outcome" in numbered[0]
    assert numbered[-1].endswith("That the committee sets a date to review progress.")


def test_every_open_action_is_a_recommendation_or_a_task(make: Make) -> None:
    now = session(10)
    for kind, text in zip(ActionKind, ("Go on visits", "Reply in time.", "Who attends?"), strict=True):
        now = actions.add_action(now, Action(0, 1, text, kind, "Chair", date(2027, 1, 31)))
    now = actions.add_action(
        now, Action(0, 1, "Done already.", status=ActionStatus.DONE, evidence="Minutes.")
    )
    assert recommendations(make, now)[1:-1] == [
        "2. That the committee agrees this task for itself (C 26/27 01): Go on visits. Owner: Chair. Due: 31 January 2027.",
        "3. That the committee recommends to cabinet (C 26/27 02): Reply in time. Owner: Chair. Due: 31 January 2027.",
        "4. That the committee recommends to a partner (C 26/27 03): Who attends? Owner: Chair. Due: 31 January 2027.",
    ]
    next_steps = parts(lines_of(make, now, Edition.COMMITTEE))["Next steps and review date"]
    assert next_steps[0] == "- Done (C 26/27 04): Done already. Minutes."


def test_positions_are_to_be_confirmed_and_what_is_not_known_left_to_the_author(make: Make) -> None:
    now = session(10)
    assert not any("confirms" in line for line in recommendations(make, now))
    agreed = moves.agree(now, AgreedLevel(1, 2, How.DISCUSSION))
    assert any("confirms the agreed positions" in line for line in recommendations(make, agreed))
    found = parts(lines_of(make, individually(), Edition.COMMITTEE))
    left = ("Financial implications", "Legal implications", "Equality implications")
    assert [found[heading] for heading in left] == [["To be completed by the report author."]] * 3
    assert "section 100D" in found["Background papers"][0]
    for build in WORKSHOPS.values():
        told = parts(lines_of(make, build(), Edition.COMMITTEE))["How it was done"]
        assert 3 <= len([line for line in told if line.startswith("- ")]) <= 5


def test_partners_and_young_people_who_took_part_are_counted_under_consultation(make: Make) -> None:
    heading = "Consultation with children and partners"
    now = individually(6, Role.PARTNER, Role.YOUNG_PERSON, Role.YOUNG_PERSON)
    assert parts(lines_of(make, now, Edition.COMMITTEE))[heading] == [
        "On the list of the workshop: 3 people: 1 partner, 2 young people. To be completed by the report author."
    ]
    assert parts(lines_of(make, individually(), Edition.COMMITTEE))[heading] == [
        "To be completed by the report author."
    ]


def test_lessons_are_quoted_once_with_report_and_year_or_only_named(make: Make, pack: Pack) -> None:
    heading = "Lessons from inquiries and inspections"
    quoted = "\n".join(parts(lines_of(make, example(), Edition.COMMITTEE))[heading])
    named = "\n".join(parts(lines_of(make, example(), Edition.COMMITTEE, quotations=False))[heading])
    used = {link.lesson for step in pack.steps for link in step.lessons}
    for lesson in (each for each in pack.lessons if each.id in used):
        assert quoted.count(lesson.quotation) == 1
        assert lesson.quotation not in named
        for text in (quoted, named):
            assert f"({lesson.short}, {lesson.year})" in text
    assert "As quoted in the LGA presentation. Not checked against the report." in quoted


def test_the_appendix_can_be_left_out(make: Make) -> None:
    whole, short = (
        parts(lines_of(make, example(), Edition.COMMITTEE, appendix=each)) for each in (True, False)
    )
    assert {*whole} - {*short} == {"Appendix: more about the results"}
    whole, short = (parts(lines_of(make, example(), Edition.RECORD, appendix=each)) for each in (True, False))
    assert {*whole} - {*short} == {"Annex: the wording used"}


def test_answers_by_group_are_in_the_appendix_if_they_are_asked_for(make: Make) -> None:
    now = of_two_groups()
    heading = "Appendix: more about the results"
    asked, not_asked = (
        "\n".join(parts(lines_of(make, now, Edition.COMMITTEE, by_groups=each))[heading])
        for each in (True, False)
    )
    assert "**Step 1: by group**" in asked
    assert "by group" not in not_asked


# --- the others


@pytest.mark.parametrize("kind", WORKSHOPS)
def test_the_page_for_children_has_at_most_250_words(make: Make, kind: str) -> None:
    now = WORKSHOPS[kind]()
    text = make(now, RecordOptions(edition=Edition.CHILDREN), formats=(Format.TEXT,))[".txt"].decode()
    words = re.findall(r"\S*\w\S*", text)
    assert 100 < len(words) <= 250
    assert max(map(len, words)) <= 40
    assert "Draft, to be rewritten with children and young people." in text


def test_the_page_for_children_answers_in_plain_words_and_cuts_only_what_does_not_fit(make: Make) -> None:
    found = parts(lines_of(make, example(), Edition.CHILDREN))
    assert [*found] == [
        "What we asked ourselves",
        "What we think",
        "What we will do",
        "When we will tell you",
    ]
    assert found["What we think"][:2] == [
        "- Do we know enough about the help children get? We do this well.",
        "- Is it clear what our job is? We are getting better.",
    ]
    assert found["What we think"][4].endswith("We do not agree yet.")
    whole = parts(lines_of(make, example(), Edition.CHILDREN))["What we will do"]
    assert not any("…" in line for line in whole)
    cut, more = parts(lines_of(make, nasty(), Edition.CHILDREN))["What we will do"]
    assert cut.endswith("…")
    assert more == "- And 2 more."


def test_the_one_page_has_a_sentence_and_a_position_for_each_step(make: Make) -> None:
    found = parts(lines_of(make, example(), Edition.ONE_PAGE))
    assert [*found] == ["Where we agree and where we diverge", "What we will do", "What happens next"]
    steps = [line for line in found["Where we agree and where we diverge"] if line.startswith("- ")]
    assert [line[2] for line in steps] == [*"142356"]
    assert steps[0].endswith("Clear agreement: 14 chose Strong, 1 Developing. Agreed position: Strong.")
    assert len(found["What we will do"]) == 3
    assert "Owner: Chair of the committee. Due: 15 December 2026." in found["What we will do"][1]


@pytest.mark.parametrize("edition", Edition)
def test_no_paper_says_a_sentence_twice(make: Make, edition: Edition) -> None:
    text = make(example(), RecordOptions(edition=edition), formats=(Format.MARKDOWN,))[".md"].decode()
    body = text[: text.rindex("\n---")]
    found = [each for each in sentences(body) if len(each.split()) > 6]
    assert {each for each in found if found.count(each) > 1} <= {"To be completed by the report author."}


def sentences(text: str) -> Iterator[str]:
    for line in text.splitlines():
        # Several quotations, and several prompts, may have one source.
        if not re.match(r"[>#|]|\*\*\d", line):
            yield from re.split(r"(?<=[.?!]) ", line)


def test_several_papers_are_written_together_or_not_at_all(tmp_path: Path) -> None:
    asked = Documents(individually(), MADE, formats=(Format.TEXT,), editions=(*Edition,))
    assert len({*asked.write(tmp_path)}) == len(Edition)
    *others, last = sorted(tmp_path.iterdir())
    for each in others:
        each.unlink()
    with pytest.raises(Exception, match=f"already holds {last.name}"):
        asked.write(tmp_path)
    assert [*tmp_path.iterdir()] == [last]


@pytest.mark.parametrize(("edition", "points"), [(Edition.ONE_PAGE, 11), (Edition.COMMITTEE, 12)])
def test_what_has_to_fit_few_sides_is_set_closely(make: Make, edition: Edition, points: int) -> None:
    word = word_file(make(example(), RecordOptions(edition=edition), formats=(Format.WORD,))[".docx"])
    size, looks = word.styles["Normal"].font.size, word.styles["Normal"].paragraph_format
    assert size
    assert (size.pt, looks.line_spacing) == (points, 1.0)


@pytest.mark.parametrize("edition", Edition)
def test_only_the_record_has_contents(make: Make, edition: Edition) -> None:
    page = make(example(), RecordOptions(edition=edition), formats=(Format.HTML,))[".html"].decode()
    assert ("<nav" in page) == (edition is Edition.RECORD)


@pytest.mark.parametrize("edition", [Edition.ONE_PAGE, Edition.COMMITTEE, Edition.RECORD])
def test_where_the_committee_wants_to_be_is_beside_its_position(make: Make, edition: Edition) -> None:
    now = moves.agree(example(), AgreedLevel(1, 2, How.DISCUSSION, target=3, direction=Direction.FORWARD))
    lines = "\n".join(lines_of(make, now, edition))
    assert "In a year we want to be: Strong and embedded. We are moving forward." in lines


@pytest.mark.parametrize("edition", Edition)
@pytest.mark.parametrize("kind", WORKSHOPS)
def test_no_heading_of_a_paper_stands_over_nothing(make: Make, kind: str, edition: Edition) -> None:
    levels = [
        len(found[1]) if (found := re.match(r"(#+) ", line)) else 0
        for line in lines_of(make, WORKSHOPS[kind](), edition)
        if line
    ]

    pairs = zip(levels, [*levels[1:], 1], strict=True)
    assert not any(level and 0 < below <= level for level, below in pairs)
