"""What the report says of each kind of workshop.

Whatever somebody typed stands in the report as it was typed, and does nothing there.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from scrutiny_tui.domain import moves
from scrutiny_tui.domain.printable import is_harmful
from scrutiny_tui.domain.session import Session
from scrutiny_tui.view.document_files import Format
from scrutiny_tui.view.report_view import Edition, RecordOptions
from scrutiny_tui.view.text_writers import escaped
from tests.support.sessions import NOW, answers, counted, of_tables, revealed, session
from tests.view.conftest import Make
from tests.view.report_files import Page, read_markdown, read_word, word_file
from tests.view.report_workshops import EVERYTHING, FULL, HOSTILE, TOLD, hostile, in_tables, individually


def text_of(make: Make, now: Session, options: RecordOptions = EVERYTHING) -> str:
    return make(now, options, formats=[Format.TEXT])[".txt"].decode()


def part(make: Make, now: Session, heading: str, options: RecordOptions = EVERYTHING) -> list[str]:
    """Return the lines of the plain text under a heading."""
    lines = text_of(make, now, options).splitlines()
    start = lines.index(heading)
    ends = [place for place, line in enumerate(lines) if {*line} in ({"-"}, {"="}) and place > start + 1]
    return [line for line in lines[start + 2 : (ends[0] - 1) if ends else None] if line]


COMMITTEE = replace(EVERYTHING, edition=Edition.COMMITTEE)


def finding(make: Make, now: Session, heading: str) -> list[str]:
    """Return the lines below a heading of the committee report that is in a part, such as "Where we agree"."""
    lines = make(now, COMMITTEE, formats=[Format.MARKDOWN])[".md"].decode().splitlines()
    below = lines[lines.index(f"### {heading}") + 1 :] if f"### {heading}" in lines else []
    ends = [place for place, line in enumerate(below) if line.startswith("#")]
    return [line for line in below[: ends[0] if ends else None] if line]


@pytest.mark.parametrize("edition", Edition)
@pytest.mark.parametrize("kind", TOLD)
def test_a_paper_says_what_it_said(
    make: Make, kind: str, edition: Edition, same_text: Callable[[str], None]
) -> None:
    same_text(text_of(make, TOLD[kind](), replace(EVERYTHING, edition=edition)))


def test_what_diverges_begins_with_what_is_furthest_apart(make: Make) -> None:
    now = revealed(session(10), 1, counted((3, 4, 3)))
    now = revealed(now, 2, counted((5, 0, 5)))
    assert [line[:8] for line in finding(make, now, "Where we diverge")] == ["- Step 2", "- Step 1"]


OPEN = "Not yet discussed"


@pytest.mark.parametrize("kind", TOLD)
def test_each_step_stands_under_one_heading_of_how_far_people_agree(make: Make, kind: str) -> None:
    now = TOLD[kind]()
    headings = ("Where we agree", "Where most agree", "Where we diverge", "Where not enough is known", OPEN)
    lines = [line for heading in headings for line in finding(make, now, heading)]
    steps = [line.partition(":")[0] for line in lines if line.startswith("- Step ")]
    assert sorted(steps) == [f"- Step {item.id}" for item in now.wording.items]


def test_a_step_that_most_do_not_know_is_no_agreement(make: Make) -> None:
    now = revealed(session(12), 5, answers("2 2 2 3 3 d d d d d d d"))
    assert finding(make, now, "Where we agree") == []
    [line] = finding(make, now, "Where not enough is known")
    assert (
        "7 of 12 don't know. That is a finding. 5 people chose a statement: 3 Developing and 2 Strong."
        in line
    )


@pytest.mark.parametrize(
    ("given", "told"),
    [("2 2 2 3 3 d d d d d d d", "7 of 14 don't know."), ("2 2 2 3 3 3 3 3 3 3 d d", " · 2 don't know · ")],
)
def test_the_record_says_once_how_many_do_not_know(make: Make, given: str, told: str) -> None:
    text = text_of(make, revealed(session(14), 5, answers(given)))
    [said] = [line for line in text.splitlines() if line.startswith("In words:")]
    assert told in said
    assert (said.count("don't know"), said.endswith("2 have not answered.")) == (1, True)


def test_lessons_are_quoted_beside_their_step_unless_it_was_chosen_otherwise(make: Make) -> None:
    now = individually()
    without, quoted = (text_of(make, now, RecordOptions(quotations=each)) for each in (False, True))
    held_without = replace(now, details=replace(now.details, quotations=False))
    heading = "A clearly defined role and place in wider governance system (Jay report, 2014)."
    assert f"Why it matters: {heading}\n" in without
    assert f"Why it matters: {heading} Shared with Step 2." in without
    assert "belongs to everybody" not in without
    assert "belongs to everybody" not in text_of(make, held_without)
    assert "(1997-2013) (Jay report, 2014)." in quoted
    assert '"An issue or responsibility that belongs to everybody effectively belongs to nobody."' in quoted
    assert "As quoted in the LGA presentation. Not checked against the report." in quoted


def test_sessions_without_people_and_lessons_without_a_pack_are_left_out(make: Make) -> None:
    set_up = session(10)
    later = moves.show_promise(moves.begin_sitting(set_up, NOW + timedelta(days=7)))
    told = part(make, later, "How it was run")
    assert "- Date: 28 November 2026" in told
    assert "Sessions:" not in told
    now = individually()
    other = replace(now, wording=replace(now.wording, pack="another"))
    for text in (make(other)[".txt"], make(now, pack=None)[".txt"]):
        assert b"Why it matters" not in text
        assert b"is no longer on this computer" in text


@pytest.mark.parametrize(
    ("now", "told"),
    [
        (session(10), "; 10 people on the list, and no step has a result yet."),
        (revealed(session(10), 1, answers("1 2 3 d a 1 2 3 3 3")), " by 10 people."),
        (
            revealed(session(10), 1, answers("1 2 3 d a 1 2 3 3")),
            "; of 10 people on the list, 9 answered each step that has a result.",
        ),
        (revealed(of_tables(6, 5, 4), 1, answers("1 2 3")), " by 3 tables, 15 people."),
        (
            revealed(of_tables(6, 5, 4), 1, answers("1 2")),
            "; of 3 tables, 15 people on the list, 2 tables answered each step that has a result.",
        ),
    ],
)
def test_only_as_many_are_said_to_have_answered_as_did(make: Make, now: Session, told: str) -> None:
    text = " ".join(part(make, now, "How it was done", COMMITTEE))
    assert f"Private meeting; completed {now.details.mode.value}{told}" in text


SHOWN = "<script>alert(1)</script><b>x</b> &amp; # 1. - * _u_ **b** `c` [l](http://evil.example)"
FORGED = ("# Forged", "1. forged", "===", "| a")


def test_nothing_typed_becomes_an_element_or_a_line_and_word_shows_it(make: Make) -> None:
    plain, typed = (Page(make(now, FULL)[".html"]) for now in (individually(), hostile(individually())))
    assert {*typed.names} <= {*plain.names} | {"br"}
    assert typed.unbalanced == []
    assert any(SHOWN in cell for table in typed.read.tables for row in table.rows for cell in row)
    report = make(hostile(individually()), FULL)
    markdown, text = report[".md"].decode(), report[".txt"].decode()
    assert read_markdown(report[".md"]).headings == read_word(report[".docx"]).headings
    assert "<" not in markdown.replace("\\<", "")
    lines = [line for line in (*markdown.splitlines(), *text.splitlines()[2:]) if {*line} != {"="}]
    assert [line for line in lines if line.startswith(FORGED)] == []
    word = word_file(make(hostile(individually()), FULL)[".docx"])
    assert SHOWN in "".join(paragraph.text for paragraph in word.paragraphs)
    assert SHOWN in word.sections[0].footer.paragraphs[0].text


@pytest.mark.parametrize("build", [individually, in_tables])
def test_no_control_character_is_left(make: Make, build: Callable[[], Session]) -> None:
    report = make(hostile(build()), FULL)
    for suffix in (".html", ".md", ".txt"):
        text = report[suffix].decode().replace("\n", "")
        assert {unicodedata.name(each, "?") for each in text if is_harmful(each)} == set()
    assert any(is_harmful(each) for each in HOSTILE if each != "\n")


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("- one", "\\- one"),
        ("+ one", "\\+ one"),
        ("12. twelfth", "12\\. twelfth"),
        ("3) third", "3\\) third"),
        ("2026 was good", "2026 was good"),
        ("===", "\\==="),
        ("a_b*c", "a\\_b\\*c"),
        ("a | b", "a \\| b"),
        ("http://a.example", "http&#58;//a.example"),
        ("Step 1: 7 of 9", "Step 1: 7 of 9"),
        ("ends with \\", "ends with \\\\"),
    ],
)
def test_markdown_is_escaped(typed: str, written: str) -> None:
    assert escaped(typed) == written
