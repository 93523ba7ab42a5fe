"""The JSON object holds what other programs need, and nothing of a round that is not revealed."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from scrutiny_tui.domain import corrections, moves, voting
from scrutiny_tui.domain.people import Role
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.domain.session import AgreedLevel, EarlierJudgement, How, NoteKind, Session
from scrutiny_tui.view.data import NO_FIGURES, results_data, results_json
from tests.support.sessions import NOW, answered, answers, counted, of_tables, revealed, session


def first(of: Session) -> Any:
    """Return the object of step 1."""
    return results_data(of)["items"][0]


def test_the_session_is_described() -> None:
    assert results_data(session(14))["session"] == {
        "id": "session-1",
        "council": "Exampleshire",
        "committee": "Children's scrutiny",
        "date": "2026-11-21",
        "facilitator": "A. Facilitator",
        "sponsor": "",
        "sponsor_answers": False,
        "completed_by": "",
        "setting": "in private",
        "secrecy": "numbered labels",
        "mode": "individually",
        "title": "Six steps",
        "pack": "six-steps",
        "pack_version": "1.0",
        "levels": ["Beginning its journey", "Developing its practice", "Strong and embedded"],
        "voters": 14,
    }


def test_a_result_holds_counts_verdict_and_the_exact_score() -> None:
    found = first(revealed(session(16), 1, answers("1 2 2 2 2 2 2 2 2 2 2 3 3 3 d")))
    assert found == {
        "item": "1",
        "title": "Step number 1",
        "prompt_of": None,
        "round": 1,
        "counts": [1, 10, 3],
        "ratings": 14,
        "base": 16,
        "not_rated": {
            "dont_know": 1,
            "abstain": 0,
            "not_applicable": 0,
            "interest": 0,
            "absent": 0,
            "not_cast": 1,
        },
        "label": "broad agreement",
        "reason": "",
        "shape": "spread over all three",
        "unanimous": False,
        "sentence": "Most chose Developing: 10 of 14; 1 chose Beginning, 3 chose Strong.",
        "finding": "",
        "caution": "",
        "score": 9 / 14,
        "score_exact": "9/14",
        "shown_score": "+64",
        "leik": 5 / 7,
        "flags": {"provisional": False, "not_enough_known": False, "one_apart": False},
        "open_round": None,
        "tables": [],
        "agreed_level": None,
        "earlier_judgement": None,
        "notes": 0,
        "mark": None,
        "rounds": found["rounds"],
    }
    assert found["rounds"] == [
        {name: found[name] for name in NO_FIGURES}
        | {"movement": None, "no_movement_because": "", "turn": "", "tables": []}
    ]


def test_a_score_below_five_ratings_is_there_but_not_shown() -> None:
    found = first(revealed(session(4), 1, counted((0, 3, 1))))
    assert (found["label"], found["score"], found["score_exact"], found["shown_score"]) == (
        "too few",
        0.75,
        "3/4",
        None,
    )


def test_only_where_nobody_rated_there_is_no_score() -> None:
    found = first(revealed(session(5), 1, answers("d d d d d")))
    assert (found["label"], found["score"], found["score_exact"]) == ("no votes", None, None)


def test_an_item_without_a_revealed_round_holds_no_figures() -> None:
    begun = moves.add_note(answered(session(), 1, answers("1 1 1")), 1, NoteKind.EVIDENCE, "A visit.")
    assert first(begun) == {
        "item": "1",
        "title": "Step number 1",
        "prompt_of": None,
        **NO_FIGURES,
        "open_round": {"round": 1, "in": 3, "of": 12},
        "tables": [],
        "agreed_level": None,
        "earlier_judgement": None,
        "notes": 1,
        "mark": None,
        "rounds": [],
    }


def test_an_open_second_round_leaves_the_first_as_it_was() -> None:
    shown = revealed(session(6), 1, counted((0, 3, 3)))
    found = first(answered(shown, 1, answers("1 1 1")))
    assert found == {**first(shown), "open_round": {"round": 2, "in": 3, "of": 6}}


def test_a_round_set_aside_is_not_among_the_rounds() -> None:
    shown = revealed(session(6), 1, counted((0, 3, 3)))
    found = first(corrections.set_aside(shown, 1, "the wrong step"))
    assert (found["round"], found["rounds"]) == (None, [])


def test_rounds_come_with_the_movement_since_the_one_before() -> None:
    twice = revealed(revealed(session(6), 1, counted((3, 3, 0))), 1, counted((1, 4, 1)))
    found = first(twice)
    assert found["round"] == 2
    assert [each["movement"] for each in found["rounds"]] == [None, {"up": 3, "down": 0, "stayed": 3}]


def test_a_shared_view_may_be_that_there_is_none() -> None:
    told = moves.agree(session(), AgreedLevel(1, None, How.DISCUSSION, "Strong"))
    assert first(told)["agreed_level"] == {
        "level": None,
        "how": "after discussion",
        "different_view": "Strong",
    }


def test_what_to_talk_about_next_and_the_thresholds_are_there() -> None:
    data = results_data(revealed(session(14), 2, counted((7, 0, 7))))
    assert data["overall"]["queue"] == [
        {"item": "2", "title": "Step number 2", "reason": "two opposite views", "mark": None}
    ]
    assert data["thresholds"]["consensus_percent"] == 75


def test_the_text_is_the_same_data() -> None:
    told = revealed(session(14), 2, counted((7, 0, 7)))
    assert json.loads(results_json(told)) == results_data(told)


def test_typed_text_comes_back_exactly_and_acts_on_no_terminal() -> None:
    typed = "中文 🙂 \x1b[31m\x9b\u202e"
    told = moves.agree(session(), AgreedLevel(1, 2, How.CHAIR, typed))
    text = results_json(told)
    assert not {"\x1b", "\x9b", "\u202e"} & set(text)
    assert "中文 🙂" in text
    assert json.loads(text)["items"][0]["agreed_level"]["different_view"] == typed


def test_for_an_output_that_is_not_utf_8_everything_is_ascii() -> None:
    told = moves.agree(session(), AgreedLevel(1, 2, How.CHAIR, "中文 🙂"))
    text = results_json(told, ascii_only=True)
    assert text.isascii()
    assert json.loads(text) == results_data(told)


def test_the_session_says_mode_sponsor_and_who_completed_it() -> None:
    start = of_tables(5, 7)
    about = replace(start.details, sponsor="A director", sponsor_answers=True, completed_by="two tables")
    found = results_data(replace(start, details=about))["session"]
    assert [found[key] for key in ("mode", "sponsor", "sponsor_answers", "completed_by")] == [
        "in small groups",
        "A director",
        True,
        "two tables",
    ]


def test_tables_come_with_answer_and_reason_once_there_is_a_result() -> None:
    told = answered(of_tables(5, 7, 6), 1, answers("1 x d"))
    told = moves.add_note(told, 1, NoteKind.REASON, "Nobody sees the data.", table=1)
    assert first(told) == {**first(of_tables(5, 7, 6)), "open_round": {"round": 1, "in": 3, "of": 3}}
    assert first(voting.reveal(told, 1))["tables"] == [
        {"table": "Table 1", "people": 5, "answer": 1, "reason": "Nobody sees the data."},
        {"table": "Table 2", "people": 7, "answer": "not_applicable", "reason": ""},
        {"table": "Table 3", "people": 6, "answer": "dont_know", "reason": ""},
    ]


def test_each_round_has_its_tables_with_the_reasons_given_for_it() -> None:
    told = revealed(of_tables(5, 7), 1, answers("1 2"))
    told = moves.add_note(told, 1, NoteKind.REASON, "Nobody sees the data.", table=1)
    found = first(revealed(told, 1, answers("2 2")))
    assert [[table["reason"] for table in each["tables"]] for each in found["rounds"]] == [
        ["Nobody sees the data.", ""],
        ["", ""],
    ]
    assert [table["reason"] for table in found["tables"]] == ["", ""]


def test_an_earlier_judgement_is_there_once_there_is_a_result() -> None:
    judged = moves.record_earlier(session(6), EarlierJudgement(1, 2, "officers"))
    assert results_json(judged) == results_json(session(6))
    told = revealed(judged, 1, counted((6, 0, 0)))
    assert first(told)["earlier_judgement"] == {"level": 2, "whose": "officers"}
    assert first(told)["counts"] == [6, 0, 0]


def test_totals_have_no_movement() -> None:
    told = session(6)
    for counted_hands in ({Answer.LEVEL_1: 6}, {Answer.LEVEL_2: 6}):
        told = voting.reveal(voting.take_headcount(voting.open_round(told, 1), 1, counted_hands), 1)
    assert [(each["counts"], each["movement"]) for each in first(told)["rounds"]] == [
        ([6, 0, 0], None),
        ([0, 6, 0], None),
    ]


def test_other_labels_have_no_movement() -> None:
    shown = revealed(session(6), 1, counted((3, 3, 0)))
    later = moves.begin_sitting(shown, NOW, labels_kept=False)
    assert first(revealed(later, 1, counted((1, 4, 1))))["rounds"][1]["movement"] is None


def test_a_prompt_says_whose_it_is() -> None:
    told = results_data(moves.vote_on(session(6, steps=2), frozenset({201})))
    assert [(each["item"], each["prompt_of"]) for each in told["items"]] == [
        ("1", None),
        ("2", None),
        ("2.1", "2"),
    ]


def test_the_turn_of_the_verdict_and_the_reason_for_no_movement_are_told() -> None:
    twice = revealed(revealed(session(6), 1, counted((3, 0, 3))), 1, answers("2 2 2 2 2 d"))
    again = first(twice)["rounds"][1]

    assert again["turn"] == "Two opposite views, then all at Developing."
    assert again["no_movement_because"] == "Not the same people chose a level, so movement is not shown."


def test_the_whole_workshop_is_told_in_figures() -> None:
    now = session(6)
    for step, counts in enumerate([(6, 0, 0), (3, 0, 3), (0, 2, 4)], start=1):
        now = revealed(now, step, counted(counts))
    told = results_data(now)["overall"]

    assert told["tally"] == {"split": 1, "consensus": 1, "broad agreement": 1}
    assert (told["median_score"], told["median_score_exact"]) == ("+67", "2/3")
    assert (told["scored_items"], told["lowest_item"], told["steps"]) == (3, "2", [])
    assert told["alpha"]["voters"] == 6
    assert told["alpha"]["ratings"] == told["alpha"]["possible"] == 18
    assert "leaving_one_out" not in told["alpha"]


def test_a_step_of_which_prompts_are_answered_has_their_tally() -> None:
    deep = replace(session(6), prompts=frozenset({101}))
    told = results_data(revealed(deep, 101, counted((3, 0, 3))))["overall"]

    assert told["steps"] == [{"step": "1", "tally": {"split": 1}, "lowest_item": "1.1"}]


def test_before_any_result_there_is_no_figure() -> None:
    told = results_data(answered(session(6), 1, answers("1 2 3")))["overall"]

    assert (told["tally"], told["queue"], told["median_score"], told["alpha"]) == ({}, [], None, None)


def test_groups_are_there_only_when_they_are_asked_for() -> None:
    now = revealed(session(6, *[Role.PARTNER] * 5), 1, answers("3 3 3 3 3 3 1 1 1 1 1"))

    assert "groups" not in first(now)
    told = results_data(now, by_groups=True)["items"]
    assert [group["counts"] for group in told[0]["groups"]["shown"]] == [[0, 0, 6], [5, 0, 0]]
    assert told[0]["groups"]["differ"]
    assert told[1]["groups"] is None
