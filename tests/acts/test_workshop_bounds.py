"""Whatever is saved can be opened again; what could not be is refused."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest

from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.actions import add_action
from scrutiny_tui.domain.errors import InputError
from scrutiny_tui.domain.fields import LONGEST_TEXT
from scrutiny_tui.domain.moves import add_note, agree, leave_note
from scrutiny_tui.domain.session import Action, AgreedLevel, How, NoteKind, PageName, Place
from scrutiny_tui.domain.voting import set_away
from tests.support.sessions import NOW, FixedClock, library, workshop


def absent_from_a_vote(room: Workshop, voter: int) -> None:
    room.open_round(1)
    room.set_absent(1, voter, absent=True)


TOO_LONG = "x" * (LONGEST_TEXT + 1)


ACTS_OUT_OF_BOUNDS: dict[str, Callable[[Workshop], object]] = {
    "a note that is too long": lambda room: room.save(add_note(room.session, 1, NoteKind.REASON, TOO_LONG)),
    "a view that is too long": lambda room: room.save(
        agree(room.session, AgreedLevel(1, None, How.CHAIR, TOO_LONG))
    ),
    "an action that is too long": lambda room: room.save(add_action(room.session, Action(0, 1, TOO_LONG))),
    "a handover that is too long": lambda room: room.save(leave_note(room.session, TOO_LONG)),
    "a note on no step": lambda room: room.save(add_note(room.session, 99, NoteKind.REASON, "Why.")),
    "an action for no step": lambda room: room.save(add_action(room.session, Action(0, 99, "Ask."))),
    "a view on no step": lambda room: room.save(agree(room.session, AgreedLevel(99, 2, How.CHAIR))),
    "a view at no level": lambda room: room.save(agree(room.session, AgreedLevel(1, 4, How.CHAIR))),
    "a place at no step": lambda room: room.move_to(Place(PageName.STEP, 99)),
    "a vote on no step": lambda room: room.open_round(99),
    "nobody away": lambda room: room.save(set_away(room.session, 99, away=True)),
    "nobody absent": lambda room: absent_from_a_vote(room, 99),
    "more people than numbers": lambda room: [room.add_people("200 members") for _ in range(5)],
}
"""Acts on what is not there, or with more than a session file may hold."""


@pytest.mark.parametrize("act", ACTS_OUT_OF_BOUNDS.values(), ids=ACTS_OUT_OF_BOUNDS)
def test_whatever_was_saved_can_be_opened_again(
    room: Workshop, tmp_path: Path, act: Callable[[Workshop], object]
) -> None:
    with suppress(InputError):
        act(room)
    room.close()

    assert library(tmp_path).read(room.path) == room.session


def test_a_session_is_what_is_on_the_disk_to_the_second(tmp_path: Path) -> None:
    room = workshop(tmp_path, clock=FixedClock(NOW + timedelta(seconds=30)))
    on_disk = library(tmp_path).read(room.path)
    room.close()

    assert on_disk.sitting.started == room.session.sitting.started
