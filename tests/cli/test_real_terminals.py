"""The installed program in real terminals: sizes, replies, bytes, signals and keys that go wrong there."""

from __future__ import annotations

import os
import re
import signal
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import Final

import pytest

if sys.platform == "win32":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)

from scrutiny_tui.domain.errors import MachineError
from scrutiny_tui.domain.session import PageName, Place
from scrutiny_tui.store.system import local_time
from scrutiny_tui.tui.widgets.big import drawn
from tests.support.screens import at, make_desk
from tests.support.sessions import FixedClock, room_of
from tests.support.terminal import Terminal, terminal

Size = tuple[int, int]

CTRL_Q: Final = "\x11"
F1: Final = "\x1bOP"
READY: Final = {"open": "have answered", "audience": "Drag this window to the projector"}
"""What each window shows at first."""
HELP: Final = "This window is for everyone."
KEYS: Final = (b"3", b"1", b"2")
"""Answers of which none follows itself."""
ROW: Final = re.compile(rb"\x1b\[(\d+);1H")
NORMAL: Final = (80, 24)
START: Final = "\nfrom scrutiny_tui.cli import run\nrun()\n"
SOON: Final = "import scrutiny_tui.tui.terminal_repairs as repairs\nrepairs.ENDING_SECONDS = 0.5\n"
"""Waits less long for screens that do not end."""

RUBBISH: Final = """
import gc, os
looked = []
gc.callbacks.append(lambda phase, _told: looked.append(phase))
set_threshold = gc.set_threshold
def often(objects):
    set_threshold(objects)
    os.write(1, b"\\x1b[H%d looks before %d objects" % (len(looked), objects))
    looked.clear()
gc.set_threshold = often
"""
"""Says how often Python has looked for rubbish since it was told last how often to do that."""

WITHOUT_END: Final = """
import sys
from scrutiny_tui.tui.app import ScrutinyApp
async def busy(self):
    sys.__stderr__.write("without end")
    sys.__stderr__.flush()
    while True:
        pass
ScrutinyApp.action_help = busy
"""
"""Lets F1 begin something that never lets anything else run, as two sizes on their way did."""

REPLIES: Final = (
    b"\x1b[>1;10;0c",
    b"\x1b[1;2;3x",
    b"\x1b[?61;4;6;7;14;21;22;23;24;28;32;42;52c",
    b"\x1b[49~",
    b"\x1b[97;1:3u",
    b"\x1b[1;2;3;12 w",
    b"\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\",
    b"\x1b]52;c;MTIzMTIz\x07",
    b"\x1bP1+r312d\x1b\\",
    b"\x1b_Gi=1;2\x1b\\",
    b"\x1b^123\x1b\\",
    b"\x1bX123\x1b\\",
    b"\x9b>1;10;0c",
    b"\x1b[<35;21;12M",
)

BYTES: Final = (
    b"\xa3",
    b"\xff",
    b"\xe9",
    b"\xc3\x28",
    b"\xf0\x9f\x92",
    b"\x80",
    b"\x9b",
    b"\xfe\xfe\xff\xff",
    b"\xed\xa0\x80",
)


pytestmark = pytest.mark.usefixtures("answering")


@pytest.fixture
def answering(tmp_path: Path) -> None:
    """A workshop in which the answers on step 1 are taken now."""
    desk = make_desk(tmp_path, people="40 members", clock=FixedClock(local_time()))
    room_of(desk).open_round(1)
    at(desk, Place(PageName.ANSWERS, 1))
    desk.leave()


@contextmanager
def started(
    *words: str,
    program: str = "",
    size: Size = NORMAL,
    told: Size | None = None,
    environment: Mapping[str, str] | None = None,
) -> Iterator[Terminal]:
    """Run the program in a terminal on the folder of the test."""
    with terminal(["-c", program + START, *words], environment or {}, size, told) as shown:
        yield shown


@contextmanager
def window(
    which: str, *, told: Size | None = None, environment: Mapping[str, str] | None = None
) -> Iterator[Terminal]:
    """Run one of the two windows and wait until it shows something."""
    with started(which, "last", told=told, environment=environment) as shown:
        shown.wait_for(READY[which])
        yield shown


def until(condition: Callable[[], bool], shown: Terminal) -> None:
    """Read what is shown until the condition holds."""
    latest = monotonic() + 60.0
    while not condition():
        assert monotonic() < latest, shown.shown
        shown.look(0.05)


def until_answered(number: int, shown: Terminal) -> None:
    """Read what is shown until so many of the 40 people have answered, which the page says in big letters."""
    rows = drawn(f"{number} of 40")
    until(lambda: says_big(rows, shown.shown), shown)


def says_big(rows: Sequence[str], shown: str) -> bool:
    """Say whether these rows stand one below the other, and nothing else on any of them."""
    lines = [line.strip() for line in shown.splitlines()]
    wanted = [row.strip() for row in rows]
    return any(lines[at : at + len(wanted)] == wanted for at in range(len(lines)))


def lowest_row(shown: Terminal) -> int:
    """Return the lowest row that anything was drawn on."""
    return max((int(row) for row in ROW.findall(shown.written)), default=0)


def end_it(shown: Terminal, end: str | signal.Signals) -> None:
    if isinstance(end, str):
        shown.press(end)
    else:
        shown.send(end)


def assert_quits(shown: Terminal) -> None:
    shown.press(CTRL_Q)
    assert shown.end() == 0
    assert shown.settings == shown.settings_before


@pytest.mark.parametrize("term", ["vt100", "linux"])
def test_any_other_terminal_shows_the_screens_and_ends(term: str) -> None:
    with window("open", environment={"TERM": term}) as shown:
        assert_quits(shown)


@pytest.mark.parametrize(
    ("which", "told", "end", "status"),
    [
        ("open", (0, 24), CTRL_Q, 0),
        ("open", (80, 0), signal.SIGHUP, 128 + signal.SIGHUP),
        ("open", (0, 0), signal.SIGTERM, 128 + signal.SIGTERM),
        ("audience", (0, 0), CTRL_Q, 0),
        ("audience", (0, 0), signal.SIGTERM, 128 + signal.SIGTERM),
    ],
)
def test_a_window_without_a_size_is_taken_as_80_by_24_and_ends(
    which: str, told: Size, end: str | signal.Signals, status: int
) -> None:
    with window(which, told=told) as shown:
        end_it(shown, end)
        assert shown.end() == status
        assert shown.settings == shown.settings_before
        assert lowest_row(shown) == 24


@pytest.mark.parametrize("words", [(), ("open", "last")], ids=["start page", "workshop"])
def test_python_looks_for_rubbish_only_when_the_first_page_is_there(words: tuple[str, ...]) -> None:
    with started(*words, program=RUBBISH) as shown:
        shown.wait_for("looks before 5000 objects")

        assert "0 looks before 5000 objects" in shown.shown
        assert READY["open"] in shown.shown or "Try the example" in shown.shown


@pytest.mark.parametrize("told", [(1, 1), (500, 2), (65535, 65535)])
def test_a_window_of_an_odd_size_ends(told: Size) -> None:
    with started("open", "last", told=told) as shown:
        until(lambda: shown.mode("1049"), shown)
        assert_quits(shown)


@pytest.mark.parametrize(
    ("which", "variables"),
    [
        ("open", {"COLUMNS": "132", "LINES": "43"}),
        ("open", {"COLUMNS": "0", "LINES": "5"}),
        ("audience", {"COLUMNS": "132", "LINES": "43"}),
    ],
)
def test_the_size_is_that_of_the_window(which: str, variables: dict[str, str]) -> None:
    with window(which, environment=variables) as shown:
        assert lowest_row(shown) == 24
        shown.written = b""
        shown.resize(100, 30)
        until(lambda: lowest_row(shown) == 30, shown)
        assert_quits(shown)


def test_doctor_tells_the_size_of_the_window() -> None:
    with started("doctor", environment={"COLUMNS": "132", "LINES": "43"}) as shown:
        shown.end()
        assert b"80 columns, 24 rows: every page is whole" in shown.written


def test_bytes_replies_and_pastes_answer_nothing_and_the_key_behind_them_counts() -> None:
    with window("open") as shown:
        for number, data in enumerate(BYTES, start=1):
            shown.press(data + KEYS[number % 3])
            until_answered(number, shown)
        for number, reply in enumerate(REPLIES, start=1 + len(BYTES)):
            half = len(reply) // 2
            for data in (reply, reply[:half], reply[half:], KEYS[number % 3]):
                shown.press(data)
            until_answered(number, shown)
        shown.press("\x1b[200~1231\x1b and more than thirty-two letters 123\x1b[201~3")
        until_answered(1 + len(BYTES) + len(REPLIES), shown)
        assert_quits(shown)


def test_bytes_and_replies_do_nothing_in_the_audience_window() -> None:
    with window("audience") as shown:
        before = shown.shown
        for number, data in enumerate((*BYTES, *REPLIES, b"")):
            shown.press(data)
            shown.press(F1)
            if number % 2:
                shown.wait_until_gone(HELP)
                assert shown.shown == before
            else:
                shown.wait_for(HELP)
        assert_quits(shown)


@pytest.mark.parametrize("which", ["open", "audience"])
def test_a_window_that_is_closed_ends_it(which: str) -> None:
    # Nobody tells this process that its window is closed: it has not the terminal of a shell.
    with window(which) as shown:
        assert shown.close() == 128 + signal.SIGHUP


def test_a_window_whose_size_changes_while_the_program_starts_comes_to_rest() -> None:
    rows = [20 + number * 5 % 20 for number in range(30)]
    with started("open", "last") as shown:
        until(lambda: bool(shown.written), shown)
        for columns in rows:
            shown.resize(60 + columns, columns)
            shown.look(0.01)
        shown.resize(*NORMAL)
        until_answered(0, shown)
        shown.press("2")
        until_answered(1, shown)
        assert_quits(shown)


@pytest.mark.parametrize(
    ("end", "status"), [(CTRL_Q, 128 + signal.SIGTERM), (signal.SIGHUP, 128 + signal.SIGHUP)]
)
def test_screens_that_let_nothing_run_are_ended(end: str | signal.Signals, status: int) -> None:
    with started("open", "last", program=SOON + WITHOUT_END) as shown:
        until_answered(0, shown)
        shown.press(F1)
        shown.wait_for("without end")
        end_it(shown, end)
        assert shown.end() == status
        assert shown.settings == shown.settings_before
        assert not shown.mode("1049")


@pytest.mark.parametrize("end", [CTRL_Q, signal.SIGTERM])
def test_a_terminal_that_takes_nothing_any_more_is_left(end: str | signal.Signals) -> None:
    with started("open", "last", program=SOON) as shown:
        until_answered(0, shown)
        for number in range(60):
            shown.resize(80 + number % 2 * 20, 24 + number % 2 * 6)
            sleep(0.02)
        end_it(shown, end)
        assert shown.end_unread() in {MachineError.exit_status, 128 + signal.SIGTERM}


def test_a_program_that_was_suspended_is_drawn_again_and_goes_on() -> None:
    stopped = os.WSTOPPED | os.WNOWAIT | os.WNOHANG
    with window("open") as shown:
        shown.send(signal.SIGTSTP)
        until(lambda: os.waitid(os.P_PID, shown.process, stopped) is not None, shown)
        shown.draw(b"\x1b[2J$ ls\r\n")
        shown.send(signal.SIGCONT)
        shown.wait_for(READY["open"])
        shown.wait_until_gone("$ ls")
        shown.press(b"3")
        until_answered(1, shown)
        assert_quits(shown)
