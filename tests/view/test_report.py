"""The report is written whole or not at all, under names that every computer takes.

Word, HTML, Markdown and plain text say the same: read back, every table and heading is equal.

What a public report cannot tell, and what a full one says of itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import perf_counter

import pytest

from scrutiny_tui.domain import moves
from scrutiny_tui.domain.errors import InputError
from scrutiny_tui.domain.people import Role
from scrutiny_tui.domain.results import results
from scrutiny_tui.domain.session import NoteKind, Session
from scrutiny_tui.view.report import Format, ReportRequest, file_stem, write_report
from scrutiny_tui.view.report_view import Kind, RecordOptions
from tests.support.sessions import answered, answers
from tests.view.conftest import Every, Make
from tests.view.report_files import Page, read_markdown, read_text, read_word, word_file, word_text
from tests.view.report_workshops import (
    FULL,
    KINDS,
    MADE,
    NAMES,
    by_name,
    collectively,
    deep,
    in_tables,
    individually,
    only_totals,
    swapped,
    unfinished,
)

SLOW = 3.0
"""Seconds in which the largest report has to be made."""


def test_every_format_is_written_and_told(tmp_path: Path) -> None:
    written = write_report(individually(), MADE, ReportRequest(RecordOptions()), tmp_path / "out")
    assert [path.name for path in written] == [
        f"2026-11-21-exampleshire-report{suffix}" for suffix in (".docx", ".html", ".md", ".txt")
    ]
    assert {*written} == {*(tmp_path / "out").iterdir()}


def test_only_what_is_asked_for_is_written(tmp_path: Path) -> None:
    request = ReportRequest(RecordOptions(), (Format.MARKDOWN,))
    assert [path.suffix for path in write_report(individually(), MADE, request, tmp_path)] == [".md"]


def test_a_file_that_is_there_is_replaced_only_where_that_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "2026-11-21-exampleshire-report.md"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(
        InputError, match=r"already holds .*report\.md\. Name another folder, or add --overwrite\."
    ):
        write_report(individually(), MADE, ReportRequest(RecordOptions()), tmp_path)
    assert [each.name for each in tmp_path.iterdir()] == [path.name]
    write_report(individually(), MADE, ReportRequest(RecordOptions(), overwrite=True), tmp_path)
    assert path.read_text(encoding="utf-8").startswith("# Six steps")


def test_the_name_of_a_full_report_warns_of_what_it_holds() -> None:
    assert file_stem(individually(), Kind.FULL).endswith("-full-report-personal-data")


@pytest.mark.parametrize("council", ["CON", "a/b\\c:d*e?f<g>h|i", "..", "Ынгл " * 60, "ends with. "])
def test_names_are_safe_on_every_computer(council: str) -> None:
    now = individually()
    stem = file_stem(replace(now, details=replace(now.details, council=council)), Kind.PUBLIC)
    assert re.fullmatch(r"2026-11-21-[\w-]+-report", stem)
    assert len(f"{stem}.docx".encode()) < 255


def test_a_large_workshop_takes_little_time(make: Make) -> None:
    now = deep(30, rounds=2)
    assert len(now.items) == 42
    start = perf_counter()
    make(now, FULL)
    assert perf_counter() - start < SLOW


@pytest.mark.parametrize("kind", KINDS)
def test_tables_are_equal_in_every_format(every: Every, kind: str) -> None:
    report = every(kind)
    word = read_word(report[".docx"])
    assert word.tables
    assert Page(report[".html"]).read.tables == word.tables
    assert read_markdown(report[".md"]).tables == word.tables
    # In two columns "a: b: c" can be read in two ways, so pairs are compared as they stand.
    wide = [table for table in word.tables if len(table.rows[0]) > 2]
    word.tables = wide
    assert read_text(report[".txt"], word).tables == wide


@pytest.mark.parametrize("kind", KINDS)
def test_headings_are_equal_in_every_format(every: Every, kind: str) -> None:
    report = every(kind)
    headings = read_word(report[".docx"]).headings
    assert Page(report[".html"]).read.headings == headings
    assert read_markdown(report[".md"]).headings == headings
    lines = report[".txt"].decode().splitlines()
    assert [line for line in lines if line in dict.fromkeys(text for _, text in headings)] == [
        text for _, text in headings
    ]


def test_pairs_stand_in_plain_text_as_they_stand_in_word(make: Make) -> None:
    report = make(individually())
    lines = report[".txt"].decode().splitlines()
    for table in read_word(report[".docx"]).tables:
        if len(table.rows[0]) == 2:
            assert all(f"- {first}: {second}" in lines for first, second in table.rows[1:])


def test_the_numbers_are_those_of_the_results(make: Make) -> None:
    now = individually()
    glance = next(
        table
        for table in read_word(make(now)[".docx"]).tables
        if table.caption.startswith("The steps at a glance: how many")
    )
    told = [tuple(int(cell) for cell in row[1:4]) for row in glance.rows[1:]]
    assert told == [each.latest.counts for each in results(now) if each.latest]


SAYS = "Full report: it holds personal data."

ANSWERS = "Annex: the answers one by one"


def texts(make: Make, session: Session, options: RecordOptions | None = None) -> dict[str, str]:
    """Return all that can be read in each file."""
    report = make(session, options or RecordOptions())
    return {
        suffix: word_text(data) if suffix == ".docx" else data.decode() for suffix, data in report.items()
    }


@pytest.mark.parametrize("build", [individually, by_name, deep])
@pytest.mark.parametrize("pair", [(1, 10), (4, 7)])
def test_two_voters_may_swap_all_their_answers_and_no_byte_changes(
    make: Make, build: Callable[[], Session], pair: tuple[int, int]
) -> None:
    now = build()
    assert swapped(now, *pair).rounds != now.rounds
    assert make(swapped(now, *pair), RecordOptions(quotations=True)) == make(
        now, RecordOptions(quotations=True)
    )


def test_by_groups_two_of_one_group_may_swap_all_their_answers(make: Make) -> None:
    now = individually(8, *[Role.CO_OPTEE] * 6)
    shown = RecordOptions(by_groups=True)
    assert "by group" in make(now, shown)[".txt"].decode()
    assert make(swapped(now, 1, 8), shown) == make(now, shown)


def test_groups_are_told_only_where_it_is_asked_for(make: Make) -> None:
    now = individually(8, *[Role.CO_OPTEE] * 6)
    assert "by group" not in make(now, RecordOptions())[".txt"].decode()


def test_no_name_of_a_voter_stands_in_a_public_report(make: Make) -> None:
    now = by_name()
    leading = replace(now.details, facilitator=NAMES[2], sponsor=f"{NAMES[3]}, chair", completed_by=NAMES[4])
    now = moves.begin_sitting(replace(now, details=leading), now.sitting.started, NAMES[5])
    parts = {part for name in NAMES for part in name.split()[1:]}
    for text in texts(make, moves.show_promise(now)).values():
        assert [part for part in parts if re.search(rf"\b{part}\b", text)] == []


def test_whose_answer_was_corrected_stands_in_a_full_report_only(make: Make) -> None:
    now = by_name()
    public, full = texts(make, now)[".txt"], texts(make, now, FULL)[".txt"]
    assert "Step 1, time 1: one answer was corrected after the result: it was keyed wrongly." in public
    assert f"Step 1, time 1: the answer of {NAMES[2]} was corrected after the result" in full


@pytest.mark.parametrize("kind", KINDS)
def test_a_public_report_has_no_list_of_answers(make: Make, kind: str) -> None:
    text = make(KINDS[kind](), RecordOptions(), formats=[Format.TEXT])[".txt"].decode()
    assert ANSWERS not in text
    assert SAYS not in text


def test_a_full_report_says_on_every_page_that_it_holds_personal_data(make: Make) -> None:
    report = make(by_name(), FULL)
    assert SAYS in word_file(report[".docx"]).sections[0].header.paragraphs[0].text
    page = report[".html"].decode()
    assert f'content: "Draft – not council policy. {SAYS} Not for publication."' in page
    for suffix in (".html", ".md", ".txt"):
        lines = [line for line in report[suffix].decode().splitlines() if SAYS in line]
        assert len(lines) >= 2


def test_a_full_report_lists_who_gave_which_answer_to_every_result(make: Make) -> None:
    text = make(by_name(), FULL)[".txt"].decode()
    lines = text[text.index(ANSWERS) :].splitlines()
    assert f"- {NAMES[0]}: 2 Developing" in lines
    third = lines.index("Step 3: the answers one by one:")
    assert lines[third + 1 : third + 4] == [
        f"- {NAMES[0]}",
        "  First time: 1 Beginning",
        "  Second time: 2 Developing",
    ]


def test_answers_that_were_counted_together_are_nobodys(make: Make) -> None:
    now = individually()
    first = now.rounds[1001]
    own = {voter: answer for voter, answer in first.ballots.items() if voter <= 4}
    counted = replace(first, ballots=own, totals={answers("3")[0]: 5}, absent=frozenset({10}))
    lines = make(replace(now, rounds={**now.rounds, 1001: counted}), FULL)[".txt"].decode().splitlines()
    place = lines.index("Step 1: the answers one by one:")
    assert lines[place + 4 : place + 6] == ["- Member 4: 3 Strong", "- Member 5: counted together"]
    assert lines[place + 10] == "- Member 10: absent"
    assert "Step 1, first time: 5 answers were counted together." in lines


@pytest.mark.parametrize("build", [only_totals, collectively])
def test_where_nothing_joins_people_to_answers_a_full_report_lists_none(
    make: Make, build: Callable[[], Session]
) -> None:
    text = make(build(), FULL)[".txt"].decode()
    assert "Nothing in the workshop's file joins a person to an answer" in text
    assert SAYS not in text
    assert "Member 1" not in text


def test_tables_are_told_in_a_public_report_as_they_were_promised(make: Make) -> None:
    lines = make(in_tables(), RecordOptions())[".txt"].decode().splitlines()
    place = lines.index("- Table 2")
    assert lines[place + 1 : place + 4] == [
        "  People: 5",
        "  Answer: Developing",
        "  Reason: We see it on visits.",
    ]


@pytest.mark.parametrize("kind", list(Kind))
def test_nothing_tells_answers_that_are_not_shown(make: Make, kind: Kind) -> None:
    shown = RecordOptions(kind=kind, by_groups=True)
    open_again = answered(unfinished(), 1, answers("1 1 1"))
    other = answered(open_again, 1, answers("3 3 d"))
    other = answered(other, 2, answers("3 2 d"))
    rounds = {key: each for key, each in other.rounds.items() if each.item == 3}
    aside = {
        key: replace(each, ballots=dict.fromkeys(each.ballots, answers("1")[0]))
        for key, each in rounds.items()
    }
    other = replace(other, rounds={**other.rounds, **aside})
    assert other.rounds != open_again.rounds
    assert make(other, shown) == make(open_again, shown)


def test_a_tables_reason_is_not_told_before_the_result(make: Make) -> None:
    now = answered(in_tables(), 3, answers("1 1 1"))
    now = moves.add_note(now, 3, NoteKind.REASON, "A secret reason.", table=1)
    for text in texts(make, now, FULL).values():
        assert "secret" not in text
