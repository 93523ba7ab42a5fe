"""The JSON object holds what other programs need, and nothing of a round that is not revealed."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from scrutiny_tui.domain import moves, voting
from scrutiny_tui.domain.people import Role
from scrutiny_tui.domain.session import AgreedLevel, EarlierJudgement, How, NoteKind, Session
from scrutiny_tui.view.data import results_data, results_json
from tests.support.sessions import NOW, answered, answers, counted, of_tables, revealed, session
from tests.view.report_workshops import TOLD


def first(of: Session) -> Any:
    """Return the object of step 1."""
    return results_data(of)["items"][0]


def test_the_object_is_what_it_was(same_text: Callable[[str], None]) -> None:
    same_text(results_json(TOLD["everything"](), by_groups=True))


@pytest.mark.parametrize(
    ("keys", "told"),
    [("2 2 2 3", ("too few", 0.75, "3/4", None)), ("d d d d", ("no votes", None, None, None))],
)
def test_a_score_is_exact_below_five_ratings_but_not_shown(keys: str, told: tuple[Any, ...]) -> None:
    found = first(revealed(session(4), 1, answers(keys)))
    assert (found["label"], found["score"], found["score_exact"], found["shown_score"]) == told


def test_figures_are_those_of_the_latest_round_that_counts() -> None:
    found = first(answered(session(), 1, answers("1 1 1")))
    assert (found["counts"], found["label"], found["score"], found["sentence"]) == (None,) * 4
    assert (found["open_round"], found["tables"], found["rounds"]) == (
        {"round": 1, "in": 3, "of": 12},
        [],
        [],
    )
    shown = revealed(session(6), 1, counted((0, 3, 3)))
    again = first(answered(shown, 1, answers("1 1 1")))
    assert again == {**first(shown), "open_round": {"round": 2, "in": 3, "of": 6}}
    aside = first(moves.set_aside(shown, 1, "the wrong step"))
    assert (aside["round"], aside["rounds"]) == (None, [])
    now = moves.begin_sitting(revealed(session(6), 1, counted((6, 0, 0))), NOW, labels_kept=False)
    _before, again = first(revealed(now, 1, counted((0, 6, 0))))["rounds"]
    assert again["movement"] is None
    assert "different labels" in again["no_movement_because"]


def test_the_text_is_the_same_data_and_acts_on_no_terminal() -> None:
    typed = "中文 🙂 \x1b[31m\x9b\u202e"
    told = moves.agree(revealed(session(14), 2, counted((7, 0, 7))), AgreedLevel(1, 2, How.CHAIR, typed))
    text, ascii_text = results_json(told), results_json(told, ascii_only=True)
    assert not {"\x1b", "\x9b", "\u202e"} & set(text)
    assert "中文 🙂" in text
    assert ascii_text.isascii()
    assert json.loads(text) == json.loads(ascii_text) == results_data(told)
    assert first(told)["agreed_level"]["different_view"] == typed


def test_tables_earlier_judgements_and_groups_come_with_a_result() -> None:
    told = answered(of_tables(5, 7, 6), 1, answers("1 x d"))
    told = moves.add_note(told, 1, NoteKind.REASON, "Nobody sees the data.", reason_of=(1, 1))
    assert first(told) == {**first(of_tables(5, 7, 6)), "open_round": {"round": 1, "in": 3, "of": 3}}
    told = voting.reveal(told, 1)
    assert first(told)["tables"] == [
        {"table": "Table 1", "people": 5, "answer": 1, "reason": "Nobody sees the data."},
        {"table": "Table 2", "people": 7, "answer": "not_applicable", "reason": ""},
        {"table": "Table 3", "people": 6, "answer": "dont_know", "reason": ""},
    ]
    again = first(revealed(told, 1, answers("2 2 2")))
    reasons = [[table["reason"] for table in each["tables"]] for each in again["rounds"]]
    assert reasons == [["Nobody sees the data.", "", ""], ["", "", ""]]
    assert again["tables"] == again["rounds"][1]["tables"]
    judged = moves.record_earlier(session(6), EarlierJudgement(1, 2, "officers"))
    assert results_json(judged) == results_json(session(6))
    told = revealed(judged, 1, counted((6, 0, 0)))
    assert first(told)["earlier_judgement"] == {"level": 2, "whose": "officers"}
    assert first(told)["counts"] == [6, 0, 0]
    now = revealed(session(6, *[Role.PARTNER] * 5), 1, answers("3 3 3 3 3 3 1 1 1 1 1"))

    assert "groups" not in first(now)
    told = results_data(now, by_groups=True)["items"]
    assert [group["counts"] for group in told[0]["groups"]["shown"]] == [[0, 0, 6], [5, 0, 0]]
    assert told[0]["groups"]["differ"]
    assert told[1]["groups"] is None
