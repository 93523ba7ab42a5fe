"""Pins, things to come back to and the time left, through the workshop: kept on disk, and told when it is asked."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from scrutiny_tui.acts.timekeeping import finish_at
from scrutiny_tui.domain.errors import InputError, RuleError
from scrutiny_tui.domain.moves import toggle_mark
from scrutiny_tui.domain.results import level_words, results
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.domain.session import MarkKind
from scrutiny_tui.domain.standing import Pace, pace
from scrutiny_tui.domain.topics import talk_next
from scrutiny_tui.domain.voting import reveal
from tests.support.sessions import FixedClock, library, workshop


def test_marks_are_there_when_the_workshop_is_opened_again(tmp_path: Path) -> None:
    room = workshop(tmp_path)
    room.save(toggle_mark(room.session, 2, MarkKind.PINNED))
    for _ in range(2):
        room.save(toggle_mark(room.session, 3, MarkKind.LATER))
    room.close()

    again = library(tmp_path).open(room.path)
    assert [
        (topic.item.number, topic.reason)
        for topic in talk_next(results(again.session), level_words(again.session))
    ] == [(2, "pinned; not yet answered")]
    again.close()


def test_the_pace_is_told_once_an_end_is_set_and_a_step_is_answered(tmp_path: Path) -> None:
    clock = FixedClock()
    room = workshop(tmp_path, clock=clock)
    finish_at(room, "16.30")
    assert pace(room.session, room.now()) is None

    room.open_round(1)
    for voter in room.session.voters:
        room.cast(1, voter, Answer.LEVEL_2)
    clock.move_on(timedelta(minutes=25))
    room.save(reveal(room.session, 1))

    assert pace(room.session, room.now()) == Pace(minutes_left=120, minutes_each=25)
    finish_at(room, "")
    assert pace(room.session, room.now()) is None
    room.close()


def test_an_end_that_has_passed_or_cannot_be_read_changes_nothing(tmp_path: Path) -> None:
    room = workshop(tmp_path)
    finish_at(room, "16.30")

    with pytest.raises(RuleError, match="has passed"):
        finish_at(room, "13.00")
    with pytest.raises(InputError, match="not a time"):
        finish_at(room, "half four")
    assert f"{room.session.sitting.finish:%H.%M}" == "16.30"
    room.close()
