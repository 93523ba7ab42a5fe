"""Taking somebody off the list, as the files see it."""

from __future__ import annotations

from pathlib import Path

import pytest

from scrutiny_tui.domain.corrections import remove_person
from scrutiny_tui.domain.errors import RuleError
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.domain.voting import set_away
from tests.support.sessions import library, workshop, workshop_of_tables


@pytest.mark.parametrize("secrecy", Secrecy)
def test_whoever_was_taken_off_is_off_when_the_file_is_opened_again(tmp_path: Path, secrecy: Secrecy) -> None:
    room = workshop(tmp_path, secrecy=secrecy)
    room.open_round(1)
    room.cast(1, 1, Answer.LEVEL_2)
    room.save(set_away(room.session, 5, away=True))
    room.save(remove_person(room.session, 5))
    held = room.session
    assert library(tmp_path).read(room.path).voters == held.voters
    room.close()
    again = library(tmp_path).open(room.path)
    assert list(again.session.voters) == [1, 2, 3, 4]
    assert again.session.gone == {"Member 5"}
    again.close()


def test_a_refusal_leaves_everything_as_it_was(tmp_path: Path) -> None:
    room = workshop(tmp_path)
    room.open_round(1)
    room.cast(1, 5, Answer.LEVEL_2)
    before = room.session
    with pytest.raises(RuleError, match="Member 5 has answered step 1"):
        room.save(remove_person(room.session, 5))
    assert room.session is before


def test_a_label_that_is_gone_is_not_given_to_whoever_comes_later(tmp_path: Path) -> None:
    room = workshop(tmp_path)
    room.save(remove_person(room.session, 2))
    room.save(remove_person(room.session, 5))
    room.add_people("2 members")
    labels = [voter.label for voter in room.session.voters.values()]
    assert labels == ["Member 1", "Member 3", "Member 4", "Member 6", "Member 7"]


def test_a_table_that_comes_later_gets_a_label_of_its_own(tmp_path: Path) -> None:
    room = workshop_of_tables(tmp_path, 6, 5, 4)
    room.save(remove_person(room.session, 1))
    room.add_people("7")
    assert [(each.label, each.size) for each in room.session.voters.values()] == [
        ("Table 2", 5),
        ("Table 3", 4),
        ("Table 4", 7),
    ]
