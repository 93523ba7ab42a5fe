"""Both windows on terminals of their own: either may be killed and started again, and the other goes on."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

import pytest

from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.moves import show_promise
from scrutiny_tui.store.system import local_time
from tests.support.sessions import SHIPPED, FixedClock, workshop

if sys.platform == "win32":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)

from tests.support.terminal import terminal

PROGRAM: Final = """
import sys
from scrutiny_tui.store import public_file
public_file.HEARTBEAT_SECONDS, public_file.STALE_SECONDS = 0.1, 1.0
from scrutiny_tui.cli import run
run(sys.argv[1:])
"""
"""The program with a heart that beats ten times as fast, so that nobody waits long for its end to be noticed."""

WAITING: Final = "Waiting for the facilitator's laptop"


def room(folder: Path) -> Workshop:
    """Set up a workshop of three in which step 1 is being answered, and put it away."""
    made = workshop(folder, 3, clock=FixedClock(local_time()))
    made.save(show_promise(made.session))
    made.open_round(1)
    made.close()
    return made


def replace_by_a_copy(path: Path) -> None:
    """Put another file with the same contents in place of a session, as a program that synchronises folders does."""
    copy = path.with_suffix(".copy")
    copy.write_bytes(path.read_bytes())
    copy.replace(path)


def environment(folder: Path) -> dict[str, str]:
    """Return the folders that both windows use."""
    places = {"CONTENT": SHIPPED, "SESSIONS": folder / "sessions", "MIRROR": folder / "mirror"}
    found = {f"SCRUTINY_{name}": str(place) for name, place in places.items()}
    return found | {"XDG_CONFIG_HOME": str(folder / "config")}


def test_either_window_may_be_killed_and_started_again(tmp_path: Path) -> None:
    path = room(tmp_path).path
    where = environment(tmp_path)
    facilitates, watches = ("-c", PROGRAM, "open", str(path)), ("-c", PROGRAM, "audience", str(path))
    with terminal(watches, where) as audience:
        audience.wait_for(WAITING)
        with terminal(facilitates, where) as facilitator:
            audience.wait_for("3 people answer")
            facilitator.press("o\r")
            audience.wait_for("Step 1 of 6")
            facilitator.press("v1")
            audience.wait_for("has answered")
            facilitator.kill()
            audience.wait_for(WAITING)
            assert "has answered" in audience.shown
        replace_by_a_copy(path)
        with terminal(facilitates, where) as facilitator:
            facilitator.wait_for("Next slip: Member 2")
            audience.wait_until_gone(WAITING)
            audience.kill()
            facilitator.press("2")
            facilitator.wait_for("have answered")
            with terminal(watches, where) as again:
                again.wait_for("have answered")
            facilitator.press("\x11")
            assert facilitator.end() == 0
