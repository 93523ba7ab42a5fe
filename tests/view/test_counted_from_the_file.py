"""Whoever counts the answers in the raw TinyDB file, without this program, comes to the numbers of results and report."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from tinydb import TinyDB

from scrutiny_tui.domain.rounds import Round
from scrutiny_tui.domain.session import Session
from scrutiny_tui.store.session_file import create_session, read_session
from scrutiny_tui.view.data import results_json
from scrutiny_tui.view.report import Format, ReportRequest, report_files
from scrutiny_tui.view.report_view import RecordOptions
from tests.store.random_sessions import sessions
from tests.view.report_files import read_markdown
from tests.view.report_workshops import MADE
from tests.view.test_same_numbers_as_data import of_report


def counted(path: Path) -> dict[tuple[str, int], dict[str, int]]:
    """Count each result's answers in a file, by item and round, with TinyDB alone."""
    with TinyDB(path, access_mode="r") as database:
        found: dict[tuple[str, int], Counter[str]] = {}
        for round_ in database.table("rounds").all():
            if round_["state"] == "revealed":
                found[str(round_["item"]), round_["number"]] = Counter(round_["totals"])
        for ballot in database.table("ballots").all():
            key = (str(ballot["item"]), ballot["round"])
            if key in found:
                found[key][str(ballot["answer"])] += 1
    return {key: dict(answers) for key, answers in found.items()}


def of_json(text: str) -> dict[tuple[str, int], dict[str, int]]:
    """Return the numbers of `results --json`, without noughts and without those who gave no answer."""
    return {
        (item["item"], each["round"]): answers(each)
        for item in json.loads(text)["items"]
        for each in item["rounds"]
    }


def answers(each: dict[str, Any]) -> dict[str, int]:
    told = {str(level): number for level, number in enumerate(each["counts"], start=1)} | each["not_rated"]
    return {key: number for key, number in told.items() if number and key not in {"absent", "not_cast"}}


@settings(max_examples=300)
@given(sessions())
def test_a_workshop_is_the_same_after_it_is_opened_again_and_so_are_its_numbers(session: Session) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "workshop.json"
        create_session(path, session, None).close()

        again = read_session(path)
        assert again == in_a_file(session)
        assert of_json(results_json(again)) == counted(path)


@settings(max_examples=40)
@given(sessions().map(lambda session: replace(session, prompts=frozenset())))
def test_the_report_tells_the_numbers_of_the_file(session: Session) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "workshop.json"
        create_session(path, session, None).close()
        raw = counted(path)

        request = ReportRequest(RecordOptions(), (Format.MARKDOWN,))
        files = report_files(read_session(path), MADE, request)
        told = of_report(read_markdown(next(iter(files.values()))))
        without_none = {
            key: {name: number for name, number in numbers.items() if name not in {"absent", "not_cast"}}
            for key, numbers in told.items()
        }

    assert without_none == raw


def in_a_file(session: Session) -> Session:
    """Return a session without what is kept in memory only: who has answered where only totals are kept."""

    def forgetful(each: Round) -> Round:
        return replace(each, answered=frozenset())

    return replace(session, rounds={key: forgetful(each) for key, each in session.rounds.items()})
