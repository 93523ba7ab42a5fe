from __future__ import annotations

import re
import signal
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support.sessions import SHIPPED, filled, library, workshop
from tests.support.terminal import Terminal, terminal

if sys.platform == "win32":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)


F1 = "\x1bOP"
CTRL_Q = "\x11"

IN_A_SCREEN = 'raise ValueError(f"SECRET message {secret}")'
IN_A_WORKER = """
    async def work():
        inner = secret
        raise KeyError(inner)
    self.run_worker(work())"""
IN_A_THREAD = """
    def work():
        raise KeyError(secret)
    self.run_worker(work, thread=True)"""
IN_A_TIMER = """
    def work():
        raise LookupError(secret)
    self.set_timer(0.001, work)"""
IN_STYLES = """
    self.stylesheet.add_source("SECRET { color: SECRET; }", read_from=("x", "y"))
    self.stylesheet.parse()"""
# Python 3.13.0 does not notice how deep a function with a default value has called itself.
WITHOUT_END = """
    def deeper():
        deeper()
    deeper()"""
PRINTED_BY_TEXTUAL = 'self.panic("SECRET")'
TWICE = """
    self.screen.call_later(self.action_next_theme, 1, 2)
    self.call_later(self.action_next_theme, 1, 2)
    raise ValueError(secret)"""
SOMETHING_LOGGED = """
    import logging, threading
    logging.getLogger("asyncio").error("SECRET")
    class Odd:
        def __del__(self):
            raise ValueError(secret)
    Odd()
    def work():
        raise ValueError(secret)
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    raise ValueError(secret)"""

BEHIND_HELP = """
from scrutiny_tui.tui.app import ScrutinyApp
def broken(self, secret="SECRET"):
    {body}
ScrutinyApp.action_help = broken
"""
BEFORE_THE_FIRST_PAGE = """
from scrutiny_tui.tui.app import ScrutinyApp
def broken(self):
    secret = "SECRET"
    raise ValueError(secret)
ScrutinyApp.get_default_screen = broken
"""
BEFORE_THE_SCREENS = BEFORE_THE_FIRST_PAGE.replace("get_default_screen", "get_theme_variable_defaults")
AT_THE_END = """
from scrutiny_tui.acts.workshop import Workshop
def broken(self):
    raise ValueError("SECRET")
Workshop.close = broken
"""
START = "\nfrom scrutiny_tui.cli import run\nrun()\n"

REPORTING = ("1000", "1002", "1003", "1006", "2004", "1004")
"""What a terminal was told to report: the mouse in four ways, pastes, and gaining the focus."""


@contextmanager
def started(folder: Path, program: str, *words: str) -> Iterator[Terminal]:
    """Run the program with a mistake put into it."""
    environment = {
        "SCRUTINY_CONTENT": str(SHIPPED),
        "SCRUTINY_SESSIONS": str(folder / "sessions"),
        "SCRUTINY_MIRROR": str(folder / "mirror"),
        "XDG_DATA_HOME": str(folder / "data"),
    }
    with terminal(["-c", program + START, *words], environment) as shown:
        yield shown


def reports(folder: Path) -> list[Path]:
    return sorted((folder / "data" / "scrutiny-tui" / "reports").glob("*"))


def answering(folder: Path) -> None:
    """Leave a workshop in which three of five have answered step 1."""
    going_on = workshop(folder)
    filled(going_on, 1, "1 2 3")
    going_on.close()


def assert_whole(folder: Path) -> None:
    """Check that the workshop opens with every answer."""
    shelf = library(folder)
    last = shelf.last()
    assert last is not None
    opened = shelf.open(last)
    found = opened.session.open_round(1)
    opened.close()
    assert found is not None
    assert found.given == 3


def page_of(shown: Terminal) -> str:
    """Return what is left behind on the terminal, on one line."""
    return " ".join(shown.left_behind.split())


def assert_as_it_was(shown: Terminal) -> None:
    assert [number for number in ("1049", *REPORTING) if shown.mode(number)] == []
    assert shown.mode("25"), "the cursor is hidden"
    assert shown.settings == shown.settings_before


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (IN_A_SCREEN, "ValueError"),
        (IN_A_WORKER, "KeyError"),
        (IN_A_THREAD, "KeyError"),
        (IN_A_TIMER, "LookupError"),
        (IN_STYLES, "StylesheetParseError"),
        (WITHOUT_END, "RecursionError"),
        (PRINTED_BY_TEXTUAL, "RuntimeError"),
        (TWICE, "ValueError"),
        (SOMETHING_LOGGED, "ValueError"),
    ],
    ids=["screen", "worker", "thread", "timer", "styles", "without end", "printed", "twice", "logged"],
)
def test_one_calm_page_and_the_terminal_as_it_was(tmp_path: Path, body: str, kind: str) -> None:
    answering(tmp_path)
    with started(tmp_path, BEHIND_HELP.format(body=body), "open", "last") as shown:
        shown.wait_for("Exampleshire")
        assert shown.mode("1049")
        assert shown.mode("1000")
        shown.press(F1)
        assert shown.end() == 3
        page = page_of(shown)
        assert_as_it_was(shown)
        assert b"SECRET" not in shown.written
    assert page.startswith("The program has stopped because of a fault.")
    assert "All answers shown as entered are safe" in page
    assert "3 of 5 on step 1" in page
    assert "Traceback" not in page
    assert kind in page
    (report,) = reports(tmp_path)
    assert page.replace(" ", "").endswith(str(report))
    assert_for_the_owner(report, tmp_path)
    assert kind in report.read_text(encoding="ascii")
    assert_whole(tmp_path)


def assert_for_the_owner(report: Path, folder: Path) -> None:
    """Check that nobody else can read a report, and that it holds no value."""
    assert stat.S_IMODE(report.stat().st_mode) == 0o600
    assert stat.S_IMODE(report.parent.stat().st_mode) == 0o700
    text = report.read_text(encoding="ascii")
    assert re.search(r"^Terminal: \d+ x \d+$", text, re.MULTILINE)
    assert "over ResumePage\n" in text
    for told in ("SECRET", str(folder), "Exampleshire", "session-1", "3 of 5"):
        assert told not in text


@pytest.mark.parametrize("program", [BEFORE_THE_FIRST_PAGE, BEFORE_THE_SCREENS], ids=["page", "screens"])
def test_a_mistake_before_anything_is_shown_is_told_as_calmly(tmp_path: Path, program: str) -> None:
    with started(tmp_path, program) as shown:
        assert shown.end() == 3
        assert "because of a fault" in shown.shown
        assert "Everything saved before is safe." in shown.shown or "no answers are at risk" in shown.shown
        assert shown.settings == shown.settings_before
        assert b"SECRET" not in shown.written
        assert b"Traceback" not in shown.written
    assert len(reports(tmp_path)) == 1


def test_a_mistake_while_the_workshop_is_closed_is_told_as_calmly(tmp_path: Path) -> None:
    answering(tmp_path)
    with started(tmp_path, AT_THE_END, "open", "last") as shown:
        shown.wait_for("Exampleshire")
        shown.press(CTRL_Q)
        assert shown.end() == 3
        assert_as_it_was(shown)
        assert "Everything saved before is safe." in shown.left_behind
        assert "Everything is saved." not in shown.left_behind
        assert b"SECRET" not in shown.written


def test_where_no_report_can_be_written_the_page_says_so(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("in the way", encoding="utf-8")
    with started(tmp_path, BEHIND_HELP.format(body=IN_A_SCREEN)) as shown:
        shown.wait_for("Help")
        shown.press(F1)
        assert shown.end() == 3
        assert "The fault report could not be saved." in shown.left_behind
        assert "No workshop was open" in shown.left_behind


def test_the_example_puts_nobodys_answers_in_danger(tmp_path: Path) -> None:
    with started(tmp_path, BEHIND_HELP.format(body=IN_A_SCREEN), "demo") as shown:
        shown.wait_for("Help")
        shown.press(F1)
        assert shown.end() == 3
        assert "Only a copy was open" in shown.left_behind


if sys.platform == "win32":
    pytest.skip("Windows has no such signals", allow_module_level=True)


WITH_A_TERMINAL_OF_ITS_OWN = "import fcntl, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0)"
"""What a shell does; only then closing the terminal's window tells the program to end."""


@pytest.fixture
def put_away(tmp_path: Path) -> Path:
    """A workshop in which three of five have answered step 1, and its folder."""
    answering(tmp_path)
    return tmp_path


def assert_closed(folder: Path) -> None:
    """Nothing is left but the file and its lock, and no other program is kept out."""
    assert sorted(path.suffix for path in (folder / "sessions").iterdir()) == [".json", ".lock"]
    assert_whole(folder)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP], ids=["ended", "hung up"])
def test_a_signal_quits(put_away: Path, number: signal.Signals) -> None:
    with started(put_away, "", "open", "last") as shown:
        shown.wait_for("Exampleshire")
        assert shown.mode("1049")
        shown.send(number)
        assert shown.end() == 128 + number
        assert_as_it_was(shown)
    assert_closed(put_away)


def test_a_terminal_that_is_closed_quits(put_away: Path) -> None:
    with started(put_away, WITH_A_TERMINAL_OF_ITS_OWN, "open", "last") as shown:
        shown.wait_for("Exampleshire")
        assert shown.close() == 128 + signal.SIGHUP
    assert_closed(put_away)
