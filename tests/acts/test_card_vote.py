"""What raised cards say is saved like any answer, can be turned until the result, and in totals belongs to nobody."""

from __future__ import annotations

from pathlib import Path

import pytest

from scrutiny_tui.acts.card_vote import CardVote
from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.errors import RuleError
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.domain.voting import exchange, turnout
from tests.acts.rooms import after_a_crash, times_saved
from tests.support.files import holding
from tests.support.sessions import details, library, people, room_of

ONE, TWO, THREE, UNSURE = Answer.LEVEL_1, Answer.LEVEL_2, Answer.LEVEL_3, Answer.DONT_KNOW


def desk_of(folder: Path, secrecy: Secrecy, members: int = 4) -> Desk:
    desk = Desk(library(folder))
    desk.create(details(secrecy=secrecy), people(members))
    room_of(desk).open_round(1)
    return desk


def raised(desk: Desk, room: Workshop | None = None) -> CardVote:
    """Return the cards as a page that has just come sees them."""
    return CardVote(desk, room or room_of(desk), 1)


@pytest.fixture
def labels(tmp_path: Path) -> Desk:
    """A vote of four members whose answers are kept by label."""
    return desk_of(tmp_path, Secrecy.LABELS)


@pytest.fixture
def totals(tmp_path: Path) -> Desk:
    """A vote of four members of whom only totals are kept."""
    return desk_of(tmp_path, Secrecy.TOTALS)


def totals_of(desk: Desk) -> dict[Answer, int]:
    return dict(room_of(desk).open_round(1).totals)


def test_cards_of_one_picture_are_one_change_and_look_like_slips(labels: Desk, tmp_path: Path) -> None:
    before = times_saved(room_of(labels))
    raised(labels).take({3: TWO, 1: UNSURE})
    assert times_saved(room_of(labels)) == before + 1

    by_slip = desk_of(tmp_path / "slips", Secrecy.LABELS)
    for voter, answer in ((1, UNSURE), (3, TWO)):
        room_of(by_slip).cast(1, voter, answer)
    assert room_of(labels).session.rounds == room_of(by_slip).session.rounds


def test_a_turned_card_replaces_its_answer_and_one_held_still_saves_nothing(labels: Desk) -> None:
    cards = raised(labels)
    cards.take({1: ONE, 2: TWO})
    saved = times_saved(room_of(labels))
    cards.take({1: ONE, 2: TWO})
    assert times_saved(room_of(labels)) == saved
    cards.take({1: THREE})
    assert room_of(labels).open_round(1).ballots == {1: THREE, 2: TWO}
    assert cards.unread == (3, 4)


def test_whoever_raises_a_card_is_here(labels: Desk) -> None:
    room_of(labels).set_absent(1, 2, absent=True)
    cards = raised(labels)
    assert cards.unread == (1, 3, 4)
    cards.take({2: ONE})
    assert not room_of(labels).session.sitting.away


def test_in_totals_a_card_may_be_turned_while_its_page_is_there(totals: Desk) -> None:
    cards = raised(totals)
    cards.take({2: ONE, 4: ONE})
    cards.take({4: THREE})
    assert totals_of(totals) == {ONE: 1, THREE: 1}
    assert cards.unread == (1, 3)
    cards.take({4: ONE})
    assert totals_of(totals) == {ONE: 2}


def test_in_totals_no_card_counts_twice_after_its_page_was_left(totals: Desk) -> None:
    raised(totals).take({2: ONE, 4: ONE})
    again = raised(totals)
    again.take({2: THREE, 4: ONE, 1: TWO})
    assert totals_of(totals) == {ONE: 2, TWO: 1}
    assert again.unread == (3,)


def test_in_totals_a_card_belongs_to_nobody(totals: Desk, tmp_path: Path) -> None:
    """The card with the number of somebody who is away is somebody else's, and no more count than are here."""
    room_of(totals).set_absent(1, 4, absent=True)
    cards = raised(totals)
    cards.take({1: ONE, 2: ONE, 4: TWO})
    assert totals_of(totals) == {ONE: 2, TWO: 1}
    assert cards.unread == ()
    assert not cards.left_over
    cards.take({1: ONE, 3: THREE})
    assert cards.left_over == {3}
    assert turnout(room_of(totals).session, 1).given == 3
    assert room_of(totals).session.sitting.away == {4}
    assert holding(tmp_path, '"voter"') == []


def test_in_totals_nothing_is_read_once_nobody_knows_whose_answers_are_in(
    totals: Desk, tmp_path: Path
) -> None:
    raised(totals).take({2: ONE, 4: ONE})
    again = after_a_crash(room_of(totals), tmp_path / "after")
    cards = CardVote(Desk(library(tmp_path / "other")), again, 1)
    assert cards.why_not.startswith("2 answers were there when this workshop was opened.")
    cards.take({1: THREE, 3: THREE})
    assert dict(again.open_round(1).totals) == {ONE: 2}
    cards = raised(totals)
    assert cards.why_not == ""


def test_with_labels_reading_goes_on_after_a_crash(labels: Desk, tmp_path: Path) -> None:
    raised(labels).take({1: ONE, 2: TWO})
    again = after_a_crash(room_of(labels), tmp_path / "after")
    cards = CardVote(Desk(library(tmp_path / "other")), again, 1)
    cards.take({2: THREE, 3: ONE})
    assert again.open_round(1).ballots == {1: ONE, 2: THREE, 3: ONE}


def test_an_answer_that_was_exchanged_is_not_undone_into_one_that_nobody_gave(totals: Desk) -> None:
    cards = raised(totals)
    cards.take({1: ONE})
    cards.take({1: TWO})
    assert room_of(totals).undo(1) is None
    assert totals_of(totals) == {TWO: 1}
    with pytest.raises(RuleError, match="not there any more"):
        exchange(room_of(totals).session, 1, THREE, ONE)


@pytest.mark.parametrize("secrecy", [Secrecy.LABELS, Secrecy.TOTALS])
def test_after_a_count_no_card_is_taken(tmp_path: Path, secrecy: Secrecy) -> None:
    desk = desk_of(tmp_path, secrecy)
    cards = raised(desk)
    cards.take({1: ONE})
    room_of(desk).take_headcount(1, {TWO: 3})
    cards.take({1: THREE, 2: THREE})
    assert cards.why_not == "The count has been saved. Undo it first."
    assert room_of(desk).open_round(1).tally() == {ONE: 1, TWO: 3}
    assert cards.unread == ()


@pytest.mark.parametrize("secrecy", [Secrecy.LABELS, Secrecy.TOTALS])
def test_what_could_not_be_saved_counts_when_it_is_seen_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, secrecy: Secrecy
) -> None:
    desk = desk_of(tmp_path, secrecy)
    cards, room = raised(desk), room_of(desk)
    with monkeypatch.context() as broken:
        broken.setattr(room._file, "save", _refuse)
        with pytest.raises(OSError, match="full"):
            cards.take({1: ONE, 2: TWO})
    assert room.open_round(1).given == 0
    cards.take({1: ONE, 2: TWO})
    assert room.open_round(1).given == 2


def _refuse(_session: object) -> None:
    raise OSError("full")
