"""Records of a session file that do not fit together are told."""

from __future__ import annotations

import pytest

from scrutiny_tui.store.documents import Tables
from tests.store.broken_files import found, put, right_documents


@pytest.fixture
def documents() -> Tables:
    """A session file to break."""
    return right_documents()


def test_a_ballot_for_a_round_that_is_not_there(documents: Tables) -> None:
    documents["ballots"][4_001_001] = {"item": 4, "round": 1, "voter": 1, "answer": 2}

    assert found(documents) == [("ballots", "a ballot names round 4001, which is not in the file")]


def test_a_ballot_of_somebody_who_is_not_there(documents: Tables) -> None:
    documents["ballots"][2_002_077] = {"item": 2, "round": 2, "voter": 77, "answer": 2}

    assert found(documents) == [("rounds[2002]", "names person 77, who is not in the file")]


def test_a_round_whose_number_does_not_fit(documents: Tables) -> None:
    documents["rounds"][3_001] = dict(documents["rounds"][1_001], ballots=[])
    del documents["rounds"][3_001]["ballots"]

    assert ("rounds[3001]", "its number does not belong to its item and round") in found(documents)


def test_a_round_of_a_sitting_that_is_not_there(documents: Tables) -> None:
    put(documents, "rounds", 1001, sitting=9)

    assert found(documents) == [("rounds[1001].sitting", "names sitting 9, which is not in the file")]


def test_two_rounds_of_one_step_cannot_both_be_open(documents: Tables) -> None:
    put(documents, "rounds", 2001, state="open", reason="")

    assert found(documents) == [("rounds[2002].state", "is open although another round of the same step is")]


def test_a_base_cannot_leave_out_somebody_who_answered(documents: Tables) -> None:
    put(documents, "rounds", 1001, base=[1, 2, 3, 4])

    assert found(documents) == [("rounds[1001].base", "leaves out somebody who answered")]


def test_people_away_and_absent_have_to_be_on_the_list(documents: Tables) -> None:
    put(documents, "sittings", 2, away=[8])
    put(documents, "rounds", 2002, absent=[9])

    assert found(documents) == [
        ("rounds[2002]", "names person 9, who is not in the file"),
        ("sittings[2].away", "names person 8, who is not in the file"),
    ]


def test_everything_hangs_on_a_step_that_is_there(documents: Tables) -> None:
    put(documents, "notes", 1, item=50)
    put(documents, "actions", 1, item=51)
    documents["agreed_levels"][52] = documents["agreed_levels"].pop(1)
    documents["rounds"][53_001] = {**documents["rounds"][2002], "item": 53, "number": 1}
    put(documents, "session", 1, place={"page": "step", "item": 54, "leaf": 0})

    assert found(documents) == [
        ("rounds[53001].item", "names step 53, which is not in the file"),
        ("notes[1].item", "names step 50, which is not in the file"),
        ("actions[1].item", "names step 51, which is not in the file"),
        ("agreed_levels[52]", "names step 52, which is not in the file"),
        ("session[1].place.item", "names step 54, which is not in the file"),
    ]


def test_a_round_that_no_count_reaches_is_told(documents: Tables) -> None:
    documents["rounds"][3_002] = {**documents["rounds"][2002], "item": 3, "number": 2}

    assert [where for where, _ in found(documents)] == ["rounds[3002]"]


def test_totals_cannot_come_to_more_than_there_were_people(documents: Tables) -> None:
    put(documents, "rounds", 1001, totals={"2": 1})

    assert found(documents) == [("rounds[1001].totals", "come to more answers than there were people")]


def test_a_table_whose_reason_is_kept_has_to_be_on_the_list(documents: Tables) -> None:
    documents["notes"][1]["table"] = 77

    assert found(documents) == [("notes[1].table", "names table 77, which is not in the file")]


def test_prompts_and_earlier_judgements_have_to_be_there(documents: Tables) -> None:
    put(documents, "session", 1, prompts=[199])
    documents["earlier_judgements"][198] = {"level": 2, "whose": "officers"}

    assert found(documents) == [
        ("earlier_judgements[198]", "names step 198, which is not in the file"),
        ("session[1].prompts", "names step 199, which is not in the file"),
    ]


def test_a_reason_of_a_round_that_is_not_there(documents: Tables) -> None:
    documents["notes"][1] |= {"table": 2, "round": 3}

    assert found(documents) == [("notes[1].round", "names round 3, which is not in the file")]
