"""Word, HTML, Markdown, plain text, CSV, Excel and JSON tell the same numbers: each is read back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final, TypeAlias

import pytest

from scrutiny_tui.domain.results import results
from scrutiny_tui.view.report_view import NOT_RATED, Kind
from tests.view.conftest import Every
from tests.view.export_files import Cells, export
from tests.view.report_files import Page, Read, read_markdown, read_text, read_word
from tests.view.report_workshops import KINDS

Numbers: TypeAlias = Mapping[tuple[str, int], Mapping[str, int]]
"""Item and round to how many gave each answer, those that somebody gave."""

TIMES: Final = ("First time", "Second time", "Third time")
LEVELS: Final = {"1 Beginning": "1", "2 Developing": "2", "3 Strong": "3"}
ANSWERS: Final = LEVELS | {words: key for key, words in NOT_RATED} | {"No level": "none"}


def given(row: Mapping[str, Any]) -> dict[str, int]:
    """Return the numbers of a row by what was answered, without noughts."""
    return {key: int(row[name]) for name, key in ANSWERS.items() if int(row.get(name) or 0)}


def of_report(found: Read) -> Numbers:
    """Return the numbers of the report's tables of times, and of its tables of prompts."""
    numbers = {}
    for table in found.tables:
        for row in table.rows[1:] if table.caption.endswith(": answers to its prompts") else ():
            told = re.fullmatch(r"Prompt (\S+): .*?(?: \((\w+ time)\))?", row[0], re.DOTALL)
            assert told
            cells = dict(zip(table.rows[0], row, strict=True))
            numbers[told[1], TIMES.index((told[2] or TIMES[0]).capitalize()) + 1] = given(cells)
        if told := re.fullmatch(r"(?:Step|Prompt) (\S+): how many \w+ gave each answer", table.caption):
            for row in table.rows[1:]:
                cells = dict(zip(table.rows[0], row, strict=True))
                numbers[told[1], TIMES.index(cells["Answered"]) + 1] = given(cells)
    return numbers


def of_lines(found: Cells) -> Numbers:
    """Return the numbers of lines in long form: counts, or ballots that are added up."""
    numbers: dict[tuple[str, int], dict[str, int]] = {}
    for line in found:
        told = numbers.setdefault((line["item"], int(line["round"])), {})
        if int(line["count"]):
            told[line["answer"]] = told.get(line["answer"], 0) + int(line["count"])
    return numbers


def of_sheet(found: Cells) -> Numbers:
    """Return the numbers of the sheet of rounds."""
    return {(row["Item"], row["Time"]): given(row) for row in found}


def of_data(found: Any) -> Numbers:
    """Return the numbers of the JSON object."""
    numbers = {}
    for item in found["items"]:
        for told in item["rounds"]:
            levels = dict(zip("123", told["counts"], strict=True))
            numbers[item["item"], told["round"]] = {
                k: n for k, n in (levels | told["not_rated"]).items() if n
            }
    return numbers


def as_reported(found: Numbers) -> Numbers:
    """Return the numbers as the report has them: of prompts only how many chose no level, not why."""

    def fewer(told: Mapping[str, int]) -> Mapping[str, int]:
        levels = {answer: number for answer, number in told.items() if answer in "123"}
        none = sum(told.values()) - sum(levels.values())
        return levels | ({"none": none} if none else {})

    return {key: fewer(told) if "." in key[0] else told for key, told in found.items()}


@pytest.mark.parametrize("kind", KINDS)
def test_all_seven_formats_tell_the_same_numbers(every: Every, kind: str) -> None:
    report, found = every(kind), export(KINDS[kind]())
    word = read_word(report[".docx"])
    truth = of_report(word)
    assert of_report(Page(report[".html"]).read) == truth
    assert of_report(read_markdown(report[".md"])) == truth
    word.tables = [table for table in word.tables if len(table.rows[0]) > 2]
    assert of_report(read_text(report[".txt"], word)) == truth
    assert as_reported(of_lines(found.lines)) == truth
    assert as_reported(of_sheet(found.sheets["rounds"])) == truth
    assert as_reported(of_data(found.data)) == truth


@pytest.mark.parametrize("kind", KINDS)
def test_every_result_is_among_them(kind: str) -> None:
    told = {(each.item.id, found.number): found for each in results(KINDS[kind]()) for found in each.rounds}
    numbers = of_lines(export(KINDS[kind]()).lines)
    assert numbers.keys() == told.keys()
    assert all(tuple(numbers[key].get(level, 0) for level in "123") == told[key].counts for key in told)


@pytest.mark.parametrize("kind", KINDS)
def test_ballots_add_up_to_the_counts(kind: str) -> None:
    now = KINDS[kind]()
    cast = {
        key: {answer: number for answer, number in told.items() if answer not in {"absent", "not_cast"}}
        for key, told in of_lines(export(now).lines).items()
    }
    found = export(now, Kind.FULL)
    assert of_lines(found.lines) == cast
    assert of_lines(found.data["ballots"]) == cast
    sheet = [
        {"item": row["Item"], "round": row["Time"], "answer": row["Answer"], "count": row["Number"]}
        for row in found.sheets["ballots"]
        if row["Item"]
    ]
    assert of_lines(sheet) == cast
