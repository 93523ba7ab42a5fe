"""Corrections after the result: asked for with a reason, and told in the trail."""

from __future__ import annotations

from pathlib import Path

import pytest

from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.corrections import correct
from scrutiny_tui.domain.errors import RuleError
from scrutiny_tui.domain.fields import LONGEST_TEXT
from scrutiny_tui.domain.people import Role, Voter
from scrutiny_tui.domain.results import item_result
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.domain.voting import reveal
from tests.acts.rooms import filled
from tests.support.sessions import details, library

REASON = "the slip was misread"


def shown(folder: Path, secrecy: Secrecy = Secrecy.LABELS) -> Workshop:
    """Return a workshop of five named people with a result on step 1."""
    voters = tuple(
        Voter(number, label, Role.MEMBER, True)
        for number, label in enumerate(("A. Ash", "B. Birch", "C. Cherry", "D. Dogwood", "E. Elm"), start=1)
    )
    room = library(folder).create(details(secrecy=secrecy), voters)
    filled(room, 1, "1 2 2 2 2")
    room.save(reveal(room.session, 1))
    return room


def trail(room: Workshop) -> list[str]:
    return [entry.text for entry in room.session.trail.values()]


def test_a_corrected_answer_changes_the_result_and_is_on_the_disk(tmp_path: Path) -> None:
    room = shown(tmp_path)

    room.save(correct(room.session, 1, 1, Answer.LEVEL_3, REASON))

    assert item_result(room.session, 1).rounds[0].counts == (0, 4, 1)
    assert library(tmp_path).read(room.path) == room.session


def test_the_record_does_not_tell_whether_the_answer_was_another_one(tmp_path: Path) -> None:
    trails = []
    for name, answer in (("same", Answer.LEVEL_1), ("other", Answer.LEVEL_3)):
        room = shown(tmp_path / name)
        room.save(correct(room.session, 1, 1, answer, REASON))
        trails.append(trail(room))

    assert trails[0] == trails[1] != []


def test_with_labels_the_trail_names_nobody(tmp_path: Path) -> None:
    room = shown(tmp_path)

    room.save(correct(room.session, 1, 1, Answer.LEVEL_3, REASON))

    assert trail(room) == ["Step 1, time 1: one answer was corrected after the result: the slip was misread."]


def test_by_name_the_trail_says_whose_answer_it_was(tmp_path: Path) -> None:
    room = shown(tmp_path, Secrecy.BY_NAME)

    room.save(correct(room.session, 1, 2, Answer.DONT_KNOW, REASON))

    assert trail(room) == [
        "Step 1, time 1: the answer of B. Birch was corrected after the result: the slip was misread."
    ]


def test_it_is_the_latest_result_that_is_corrected(tmp_path: Path) -> None:
    room = shown(tmp_path)
    filled(room, 1, "3 3 3 3 3")
    room.save(reveal(room.session, 1))

    room.save(correct(room.session, 1, 1, Answer.LEVEL_2, REASON))

    assert [each.counts for each in item_result(room.session, 1).rounds] == [(1, 4, 0), (0, 1, 4)]


def test_a_correction_is_not_undone(tmp_path: Path) -> None:
    room = shown(tmp_path)

    room.save(correct(room.session, 1, 1, Answer.LEVEL_2, REASON))

    assert room.undo(1) is None


@pytest.mark.parametrize(
    ("item", "voter", "answer", "reason", "told"),
    [
        (2, 1, Answer.LEVEL_1, REASON, "There is no result on step 2 to correct"),
        (1, 6, Answer.LEVEL_1, REASON, "no answer of their own"),
        (1, 1, Answer.NOT_APPLICABLE, REASON, "A step always applies"),
        (1, 1, Answer.LEVEL_2, "x" * (LONGEST_TEXT + 1), "The reason is longer"),
    ],
)
def test_what_cannot_be_corrected_is_refused_with_why(
    tmp_path: Path, item: int, voter: int, answer: Answer, reason: str, told: str
) -> None:
    room = shown(tmp_path)
    before = room.session

    with pytest.raises(RuleError, match=told):
        room.save(correct(room.session, item, voter, answer, reason))
    assert room.session is before


def test_somebody_counted_by_hand_has_no_answer_to_correct(tmp_path: Path) -> None:
    room = shown(tmp_path)
    filled(room, 2, "1")
    room.take_headcount(2, {Answer.LEVEL_2: 4})
    room.save(reveal(room.session, 2))

    with pytest.raises(RuleError, match="no answer of their own"):
        room.save(correct(room.session, 2, 5, Answer.LEVEL_1, REASON))
