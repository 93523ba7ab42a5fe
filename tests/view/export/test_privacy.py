"""What a public export cannot tell."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from scrutiny_tui.domain import moves
from scrutiny_tui.domain.deletion import forget_ballots
from scrutiny_tui.domain.hidden_names import HIDDEN
from scrutiny_tui.domain.session import EarlierJudgement, Session
from scrutiny_tui.view.export.lines import TOGETHER
from scrutiny_tui.view.record.options import Kind
from tests.support.sessions import answered, answers
from tests.view.export.reading import Exported, export
from tests.view.record.reading import word_text
from tests.view.record.workshops import (
    KINDS,
    MADE,
    NAMES,
    by_name,
    deep,
    individually,
    swapped,
    unfinished,
)


def texts(found: Exported) -> list[str]:
    """Return all that can be read in each file."""
    return [word_text(data) if suffix == ".xlsx" else data.decode() for suffix, data in found.files.items()]


@pytest.mark.parametrize("build", [individually, by_name, deep])
@pytest.mark.parametrize("pair", [(1, 10), (4, 7)])
def test_two_voters_may_swap_all_their_answers_and_no_byte_changes(
    build: Callable[[], Session], pair: tuple[int, int]
) -> None:
    now = build()
    assert swapped(now, *pair).rounds != now.rounds
    assert export(swapped(now, *pair)) == export(now)


def test_no_name_of_a_voter_stands_in_a_public_export() -> None:
    now = by_name()
    leading = replace(now.details, facilitator=NAMES[2], sponsor=f"{NAMES[3]}, chair", completed_by=NAMES[4])
    now = moves.begin_sitting(replace(now, details=leading), now.sitting.started, NAMES[5])
    now = moves.record_earlier(now, EarlierJudgement(1, 2, NAMES[1]))
    parts = {part for name in NAMES for part in name.split()[1:]}
    for text in texts(export(moves.show_promise(now))):
        assert [part for part in parts if re.search(rf"\b{part}\b", text)] == []


def test_whose_judgement_it_was_stands_in_a_full_export_only() -> None:
    now = moves.record_earlier(by_name(), EarlierJudgement(1, 2, NAMES[1]))
    for kind, told in ((Kind.PUBLIC, HIDDEN), (Kind.FULL, NAMES[1])):
        found = json.loads(export(now, kind).files[".json"])
        assert found["items"][0]["earlier_judgement"] == {"level": 2, "whose": told}


def test_whose_answer_was_corrected_stands_in_a_full_export_only() -> None:
    for kind, told in (
        (Kind.PUBLIC, "one answer was corrected"),
        (Kind.FULL, f"the answer of {NAMES[2]} was"),
    ):
        found = export(by_name(), kind)
        assert told in found.data["trail"][0]["text"]
        assert told in str(found.sheets["about"][-1]["Detail"])


@pytest.mark.parametrize("kind", KINDS)
def test_a_public_export_has_no_ballots_and_no_label_of_a_person(kind: str) -> None:
    now = KINDS[kind]()
    found = export(now)
    assert "ballots" not in found.data
    assert "ballots" not in found.sheets
    labels = {voter.label for voter in now.voters.values() if voter.label.startswith("Member")}
    for text in texts(found):
        assert [label for label in labels if re.search(rf"\b{label}\b", text)] == []


@pytest.mark.parametrize("kind", list(Kind))
def test_nothing_tells_answers_that_are_not_shown(kind: Kind) -> None:
    one = answered(unfinished(), 1, answers("1 1 1"))
    other = answered(answered(one, 1, answers("3 3 d")), 2, answers("3 2 d"))
    aside = {
        key: replace(each, ballots=dict.fromkeys(each.ballots, answers("1")[0]))
        for key, each in other.rounds.items()
        if each.item == 3
    }
    other = replace(other, rounds={**other.rounds, **aside})
    assert other.rounds != one.rounds
    assert export(other, kind) == export(one, kind)


def test_a_public_export_stays_the_same_when_who_answered_what_is_deleted() -> None:
    assert export(forget_ballots(deep(), MADE)) == export(deep())


def test_a_full_export_joins_nobody_to_an_answer_once_they_are_deleted() -> None:
    found = export(forget_ballots(by_name(), MADE), Kind.FULL)
    assert (
        {line["voter"] for line in found.lines}
        == {line["voter"] for line in found.data["ballots"]}
        == {TOGETHER}
    )
