"""Word, HTML, Markdown, plain text, CSV, Excel and JSON tell the same numbers: each is read back.

Whoever counts the answers in the raw TinyDB file, without this program, comes to these numbers too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, TypeAlias

import pytest
from hypothesis import given, settings
from tinydb import TinyDB

from scrutiny_tui.domain.results import results
from scrutiny_tui.domain.session import Session
from scrutiny_tui.store.session_file import create_session, read_session
from scrutiny_tui.view.data import results_data
from scrutiny_tui.view.document_files import Documents, Format
from scrutiny_tui.view.report_view import NOT_RATED, Edition, Kind
from tests.store.random_sessions import sessions
from tests.view.conftest import Every
from tests.view.export_files import Cells, export
from tests.view.pdf_reading import Pdf
from tests.view.report_files import Page, Read, read_markdown, read_text, read_word
from tests.view.report_workshops import KINDS, MADE

Numbers: TypeAlias = Mapping[tuple[str, int], Mapping[str, int]]
"""Item and round to how many gave each answer, those that somebody gave."""

LEVELS: Final = {"1 Beginning": "1", "2 Developing": "2", "3 Strong": "3"}
ANSWERS: Final = LEVELS | {words: key for key, words in NOT_RATED.items()}
"""What rows and columns are called; a prompt's "No answer" is every reason but "don't know"."""


OF_STEPS: Final = "chose each statement, and the agreed position"
"""What the caption of the table of all steps ends with."""


def named(row: Mapping[str, Any]) -> dict[str, int]:
    """Return the numbers of a row by what was answered, without noughts."""
    return {key: int(row[name]) for name, key in ANSWERS.items() if int(row.get(name) or 0)}


def of_report(found: Read) -> Numbers:
    """Return the numbers of the report's tables of steps, and of its tables of prompts."""
    numbers: dict[tuple[str, int], dict[str, int]] = {}
    latest: dict[tuple[str, int], dict[str, int]] = {}
    for table in found.tables:
        heads, *rows = table.rows
        if item := re.fullmatch(r"(?:Step|Prompt) (\S+): how many \w+ gave each answer", table.caption):
            for place, head in enumerate(heads[1:], start=1):
                numbers[item[1], int(head.removeprefix("Round "))] = named(
                    {row[0]: row[place] for row in rows}
                )
        for row in rows if table.caption.endswith(OF_STEPS) else ():
            # A step that nothing more is to be said of has no table of its own.
            key = row[0].split()[0], 1
            if row[1] != "–":
                latest[key] = named(dict(zip(heads, row, strict=True)))
        for row in rows if table.caption.endswith(": answers to its prompts") else ():
            told = re.fullmatch(r"Prompt (\S+?)(?: \(Round (\d)\))?", row[0])
            assert told
            numbers[told[1], int(told[2] or 1)] = named(
                {head: cell for head, cell in zip(heads, row, strict=True) if cell != "–"}
            )
    own = {item for item, _round in numbers}
    numbers |= {key: told for key, told in latest.items() if key[0] not in own}
    return {key: told for key, told in numbers.items() if told}


def of_lines(found: Cells) -> Numbers:
    """Return the numbers of lines in long form: counts, or ballots that are added up."""
    numbers: dict[tuple[str, int], dict[str, int]] = {}
    for line in found:
        told = numbers.setdefault((line["item"], int(line["round"])), {})
        if int(line["count"]):
            told[line["answer"]] = told.get(line["answer"], 0) + int(line["count"])
    return numbers


def of_data(found: Any) -> Numbers:
    """Return the numbers of the JSON object."""
    numbers = {}
    for item in found["items"]:
        for told in item["rounds"]:
            every = dict(zip("123", told["counts"], strict=True)) | told["not_rated"]
            numbers[item["item"], told["round"]] = {key: number for key, number in every.items() if number}
    return numbers


def as_reported(found: Numbers) -> Numbers:
    """Return the numbers as the report has them: of prompts not why people gave no answer."""

    def fewer(told: Mapping[str, int]) -> Mapping[str, int]:
        known = {answer: number for answer, number in told.items() if answer in {*"123", "dont_know"}}
        none = sum(told.values()) - sum(known.values())
        return known | ({"not_cast": none} if none else {})

    return {key: fewer(told) if "." in key[0] else told for key, told in found.items()}


def cast(found: Numbers) -> Numbers:
    """Return the numbers without those who gave no answer."""
    return {
        key: {answer: number for answer, number in told.items() if answer not in {"absent", "not_cast"}}
        for key, told in found.items()
    }


@pytest.mark.parametrize("kind", KINDS)
def test_all_formats_tell_the_same_numbers(every: Every, kind: str) -> None:
    report, found = every(kind), export(KINDS[kind]())
    word = read_word(report[".docx"])
    truth = of_report(word)
    assert of_report(Page(report[".html"]).read) == of_report(read_markdown(report[".md"])) == truth
    assert of_report(Pdf(report[".pdf"]).read) == truth
    counts_told = ("gave each answer", "answers to its prompts", OF_STEPS)
    word.tables = [table for table in word.tables if table.caption.endswith(counts_told)]
    assert of_report(read_text(report[".txt"], word)) == truth
    rounds = {(row["Item"], row["Round"]): named(row) for row in found.sheets["Rounds"]}
    assert as_reported(of_lines(found.lines)) == as_reported(rounds) == truth
    assert as_reported(of_data(found.data)) == truth
    told = {(each.item.id, one.number): one.counts for each in results(KINDS[kind]()) for one in each.rounds}
    counts = {
        key: tuple(each.get(level, 0) for level in "123") for key, each in of_lines(found.lines).items()
    }
    assert counts == told


@pytest.mark.parametrize("kind", KINDS)
def test_the_committee_report_tells_the_numbers_of_each_latest_result(every: Every, kind: str) -> None:
    told = of_report(read_word(every(kind, Edition.COMMITTEE)[".docx"]))
    found = [each for each in results(KINDS[kind]()) if each.latest and not each.item.step]
    for each in found:
        assert each.latest
        counts = dict(zip("123", each.latest.counts, strict=True))
        numbers = told[max(key for key in told if key[0] == each.item.id)]
        assert {level: numbers.get(level, 0) for level in "123"} == counts
    assert {item for item, _round in told} == {each.item.id for each in found}


@pytest.mark.parametrize("kind", ["by name", "only totals", "unfinished"])
def test_every_chart_of_a_page_has_one_mark_for_each_person_who_answered(every: Every, kind: str) -> None:
    for edition in (Edition.ONE_PAGE, Edition.COMMITTEE, Edition.RECORD):
        for suffix, marked in ((".md", r"^- (\d) [^`]*`(\S+)`"), (".txt", r"^  (\d) .*?  ([123?·]+)  ")):
            text = every(kind, edition)[suffix].decode()
            marks = {found[1]: Counter(found[2]) for found in re.finditer(marked, text, re.MULTILINE)}
            for each in results(KINDS[kind]()):
                if each.latest:
                    counts = {
                        level: number
                        for level, number in zip("123", each.latest.counts, strict=True)
                        if number
                    }
                    assert {sign: n for sign, n in marks[each.item.id].items() if sign in "123"} == counts


@pytest.mark.parametrize("kind", KINDS)
def test_ballots_add_up_to_the_counts(kind: str) -> None:
    now = KINDS[kind]()
    truth = cast(of_lines(export(now).lines))
    found = export(now, Kind.FULL)
    names = {"item": "Item", "round": "Round", "answer": "Answer", "count": "Number"}
    sheet = [
        {name: row[head] for name, head in names.items()} for row in found.sheets["Ballots"] if row["Item"]
    ]
    assert of_lines(found.lines) == of_lines(found.data["ballots"]) == of_lines(sheet) == truth


def counted(path: Path) -> Numbers:
    """Count each result's answers in a file, by item and round, with TinyDB alone."""
    with TinyDB(path, access_mode="r") as database:
        found: dict[tuple[str, int], Counter[str]] = {}
        for round_ in database.table("rounds").all():
            if round_["state"] == "revealed":
                found[str(round_["item"]), round_["number"]] = Counter(round_["totals"])
        for ballot in database.table("ballots").all():
            if (key := (str(ballot["item"]), ballot["round"])) in found:
                found[key][str(ballot["answer"])] += 1
    return {key: dict(answers) for key, answers in found.items()}


@settings(max_examples=40)
@given(sessions().map(lambda session: replace(session, prompts=frozenset())))
def test_the_results_and_the_report_tell_the_numbers_of_the_file(session: Session) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "workshop.json"
        create_session(path, session, None).close()

        again = read_session(path)
        assert cast(of_data(results_data(again))) == counted(path)
        [data] = Documents(again, MADE, (Format.MARKDOWN,)).files().values()
        told = cast(of_report(read_markdown(data)))
        assert {key: each for key, each in told.items() if each} == {
            key: each for key, each in counted(path).items() if each
        }
