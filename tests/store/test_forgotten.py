"""What was deleted comes back from a file as it was, and files with figures about deleted answers lose them."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from scrutiny_tui.domain.errors import ProblemsError
from scrutiny_tui.domain.forgetting import forget_ballots, forget_names
from scrutiny_tui.domain.recording import leave_note
from scrutiny_tui.domain.session import Session
from scrutiny_tui.store.documents import Tables, tables
from scrutiny_tui.store.parse import parse_session
from scrutiny_tui.store.sessions import create_session, open_session, read_session
from tests.report.record.workshops import by_name, individually
from tests.support.groups import of_two_groups

DAY = date(2026, 11, 22)
KEPT = {"ballots", "names", "entries", "purging"}


def without_answers() -> Session:
    return forget_ballots(of_two_groups(), DAY)


def with_figures() -> Tables:
    """Return the documents with figures about deleted answers, as files of before have them."""
    documents = deepcopy(tables(without_answers(), "1.0"))
    documents["session"][1]["forgotten"] |= {"rounds": [1002, 2001], "without_one": ["1/2", "3/4"]}
    documents["rounds"][1002]["figures"] = {
        "counted": False,
        "groups": [{"name": "Members and chairs", "level_1": 3, "level_2": 5, "level_3": 2}],
        "moved": {"up": 4, "down": 2, "stayed": 10},
        "tables": [],
    }
    return documents


@pytest.mark.parametrize("now", [without_answers(), forget_names(forget_ballots(by_name(), DAY), DAY)])
def test_a_session_comes_back_as_it_was(now: Session) -> None:
    assert parse_session(tables(now, "1.0"), "x.json") == now


def test_nothing_is_added_to_a_session_from_which_nothing_was_deleted() -> None:
    assert "forgotten" not in tables(individually(), "1.0")["session"][1]


def test_figures_about_deleted_answers_are_left_out() -> None:
    assert parse_session(with_figures(), "x.json") == without_answers()
    assert tables(without_answers(), "1.0")["session"][1]["forgotten"].keys() == KEPT


def test_the_first_write_takes_figures_out_of_a_file_that_has_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "day.json"
    with monkeypatch.context() as earlier:
        earlier.setattr("scrutiny_tui.store.sessions.tables", lambda *_: with_figures())
        create_session(path, without_answers(), tmp_path / "mirror").close()
    assert b"without_one" in path.read_bytes()
    file = open_session(path, tmp_path / "mirror")
    assert file.session == without_answers()
    file.save(leave_note(file.session, "Go on with step 2."))
    file.close()
    assert list(tmp_path.glob("day.json.before-*")) == []
    assert not any(mark in path.read_bytes() for mark in (b"figures", b"without_one", b"moved"))
    assert read_session(path).sitting.handover == "Go on with step 2."


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ((), None),
        (("ballots",), 1),
        (("entries",), [9]),
        (("purging",), "no"),
        (("unknown",), 1),
    ],
)
def test_what_cannot_be_right_is_refused(path: tuple[str, ...], value: object) -> None:
    documents = deepcopy(tables(without_answers(), "1.0"))
    at: Any = documents["session"][1]
    *before, last = ("forgotten", *path)
    for key in before:
        at = at[key]
    at[last] = value
    with pytest.raises(ProblemsError, match="cannot be opened as a workshop"):
        parse_session(documents, "x.json")
