"""A workshop that has just been set up, and its clock."""

from __future__ import annotations

from pathlib import Path

import pytest

from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.people import Role
from tests.support.sessions import FixedClock, workshop


@pytest.fixture
def clock() -> FixedClock:
    """The time in the room."""
    return FixedClock()


@pytest.fixture
def room(tmp_path: Path, clock: FixedClock) -> Workshop:
    """A workshop of five members and an officer that has just been set up."""
    return workshop(tmp_path, 5, Role.OFFICER, clock=clock)
