"""Several acts can be saved as one change, which is there whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.errors import RuleError
from scrutiny_tui.domain.moves import show_promise
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.domain.secrecy import Secrecy
from tests.support.sessions import library, workshop


def answer_twice(room: Workshop, *voters: int) -> None:
    """Go on with the sitting and have people answer step 1, all as one change."""
    with room.as_one_change():
        room.continue_sitting()
        room.open_round(1)
        for voter in voters:
            room.cast(1, voter, Answer.LEVEL_2)


@pytest.mark.parametrize("secrecy", Secrecy)
def test_what_was_done_is_on_the_disk_when_the_block_ends(tmp_path: Path, secrecy: Secrecy) -> None:
    room = workshop(tmp_path, secrecy=secrecy)
    with room.as_one_change():
        room.save(show_promise(room.session))
        room.open_round(1)
        room.cast(1, 1, Answer.LEVEL_2)
        room.cast(1, 2, Answer.LEVEL_3)
        seen = room.session
        assert not library(tmp_path).read(room.path).rounds
    assert room.session == seen
    room.close()
    again = library(tmp_path).open(room.path)
    assert again.session.rounds[1001].given == 2
    assert again.session.sitting.promised
    again.close()


def test_where_an_act_is_refused_nothing_was_done(tmp_path: Path) -> None:
    room = workshop(tmp_path)
    before = room.session
    with pytest.raises(RuleError):
        answer_twice(room, 1, 99)
    assert room.session == before
    assert room.undo(1) is None
    room.close()


def test_a_refused_act_does_not_go_on_with_the_sitting(tmp_path: Path) -> None:
    workshop(tmp_path).close()
    shelf = library(tmp_path)
    room = shelf.open(shelf.find("last"))
    ended = room.session.sitting.ended
    with pytest.raises(RuleError):
        answer_twice(room, 1, 99)
    room.close()
    assert shelf.read(room.path).sitting.ended == ended
