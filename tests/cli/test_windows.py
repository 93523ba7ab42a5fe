"""Commands that need a screen open it on a terminal, and say what to use without one; the room's window finds its file."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from threading import Event, Thread
from types import ModuleType

import pytest

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.cli import terminal, windows
from scrutiny_tui.cli.terminal import BREAK
from scrutiny_tui.domain.errors import ScrutinyError
from scrutiny_tui.store.places import example_session
from scrutiny_tui.store.public_file import public_path
from tests.cli.conftest import Shell
from tests.support.sessions import library, workshop
from tests.support.waiting import wait_until


class Shown:
    """Stands in for the full-screen program: keeps what it was given, and returns at once."""

    def __init__(self) -> None:
        self.paths: list[Path | None] = []
        """The workshop that each run of the screens was given; None for the start page."""
        self.variables: set[str] = set()
        self.return_code = 0
        self.stopped_by = 0
        self.available_themes = ("dracula", "high-contrast")
        self.theme = ""
        self.chosen = ""
        """The theme that is chosen while it is shown; empty for none."""
        self._keep_theme: Callable[[str], object] = str

    def __call__(self, desk: Desk, theme: str, keep_theme: Callable[[str], object]) -> Shown:
        self.theme = theme if theme in self.available_themes else "projector-light"
        self._keep_theme = keep_theme
        self.paths.append(desk.workshop.path if desk.workshop else None)
        self.variables = {name for name in os.environ if name.startswith("TEXTUAL")}
        return self

    def do_when_idle(self, jobs: Iterable[Callable[[], object]]) -> None:
        """Do nothing: nobody waits for a page."""

    def run(self) -> None:
        """Choose a theme where one is to be chosen, as if the facilitator had quit then."""
        if self.chosen:
            self._keep_theme(self.chosen)


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> Shown:
    """A terminal whose screens only note what they were given."""
    stand_in = Shown()
    module = ModuleType("scrutiny_tui.tui.app")
    module.__dict__["ScrutinyApp"] = stand_in
    monkeypatch.setitem(sys.modules, "scrutiny_tui.tui.app", module)
    monkeypatch.setattr(terminal, "has_screen", lambda: True)
    monkeypatch.setattr(terminal, "shows_screens", lambda: True)
    return stand_in


@pytest.fixture
def edited(folder: Path) -> Path:
    """A workshop whose file was changed by hand."""
    going_on = workshop(folder)
    going_on.close()
    text = going_on.path.read_text(encoding="utf-8")
    going_on.path.write_text(text.replace("Exampleshire", "Elsewhere"), encoding="utf-8")
    return going_on.path


@pytest.fixture
def signals() -> Iterator[list[int]]:
    """The signals that the screens have heard."""
    heard: list[int] = []
    before = signal.signal(BREAK, lambda number, _frame: heard.append(number))
    yield heard
    signal.signal(BREAK, before)


@pytest.mark.parametrize("told", [2, 5, 6], ids=["closed", "logged off", "shut down"])
def test_windows_waits_until_a_closed_windows_workshop_is_closed_too(signals: list[int], told: int) -> None:
    ended, answered = Event(), []
    thread = Thread(target=lambda: answered.append(terminal.heard(ended, told)))
    thread.start()
    wait_until(lambda: signals == [BREAK])
    assert thread.is_alive()
    ended.set()
    thread.join()
    assert answered == [True]


def test_ctrl_c_and_the_closing_of_a_window_without_screens_are_left_to_windows(signals: list[int]) -> None:
    assert not terminal.heard(Event(), 0)
    signal.signal(BREAK, signal.SIG_DFL)
    assert not terminal.heard(Event(), 2)
    assert signals == []


CLOSED_BY_WINDOWS = """
import ctypes, signal, sys, threading, time
from scrutiny_tui.cli.terminal import BREAK, hears_closing
signal.signal(BREAK, lambda *_: sys.exit(7))
with hears_closing():
    try:
        threading.Thread(target=ctypes.windll.kernelbase.CtrlRoutine, args=(2,), daemon=True).start()
        while True:
            time.sleep(0.01)
    finally:
        print("closed", flush=True)
"""
"""A program whose window is closed: so Windows itself calls what listens for it."""


@pytest.mark.skipif(sys.platform != "win32", reason="elsewhere a signal says so")
def test_a_window_that_is_closed_on_windows_ends_the_program_in_order() -> None:
    done = subprocess.run(
        [sys.executable, "-c", CLOSED_BY_WINDOWS], capture_output=True, text=True, check=False
    )
    assert done.stdout.split() == ["closed"]


CONNECTED = """
import sys
from pathlib import Path
from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.tui.app import ScrutinyApp
from tests.support.sessions import library
asked = {"socket.bind", "socket.connect", "socket.getaddrinfo"}
sys.addaudithook(lambda event, words: event in asked and print(event, words[1], flush=True))
async def leave(pilot):
    await pilot.exit(0)
ScrutinyApp(Desk(library(Path(sys.argv[1])))).run(headless=True, auto_pilot=leave)
"""
"""A program that opens the start page, and prints where every connection goes."""


@pytest.mark.skipif(sys.platform != "win32", reason="elsewhere Python's loop has a pair of its own kind")
def test_on_windows_the_only_connection_is_one_to_itself_as_the_page_for_it_says(folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", CONNECTED, str(folder)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    [bound, connected] = done.stdout.splitlines()
    assert bound.startswith("socket.bind ('127.0.0.1', ")
    assert connected.startswith("socket.connect ('127.0.0.1', ")


def test_the_start_page_opens_or_fails(shell: Shell, shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    assert shell().exit_code == 0
    assert shown.paths == [None]
    for name in ("TEXTUAL", "TEXTUAL_LOG", "TEXTUAL_DEBUG", "TEXTUAL_DEVTOOLS_HOST", "TEXTUAL_DEVTOOLS_PORT"):
        monkeypatch.setenv(name, "devtools")
    assert shell().exit_code == 0
    assert shown.variables <= {"TEXTUAL_FPS"}
    shown.return_code = 1
    assert shell().exit_code == 3


def test_a_workshop_is_opened_and_let_go_of(shell: Shell, shown: Shown, folder: Path) -> None:
    going_on = workshop(folder)
    going_on.close()
    assert shell("open", "last").exit_code == 0
    assert shown.paths == [going_on.path]
    library(folder).open(going_on.path).close()


def test_what_another_program_has_open_is_looked_at(shell: Shell, shown: Shown, folder: Path) -> None:
    going_on = workshop(folder)
    left, looked_at = shell("open", "last", typed="n\n"), shell("open", "last", typed="y\n")
    going_on.close()
    assert (left.exit_code, looked_at.exit_code, shown.paths) == (3, 0, [going_on.path])
    assert "already open" in left.stderr
    assert "Open it read-only?" in left.stderr


def test_a_file_changed_by_hand_opens_when_wanted(shell: Shell, shown: Shown, edited: Path) -> None:
    before = edited.read_bytes()
    assert shell("open", "last", typed="n\n").exit_code == 1
    assert (shown.paths, edited.read_bytes()) == ([], before)
    told = shell("open", "last", typed="y\n")
    assert (told.exit_code, "changed by hand" in told.stderr) == (0, True)
    assert shown.paths == [edited]


def test_the_example_is_shown_on_a_copy_that_goes_away(shell: Shell, shown: Shown) -> None:
    assert shell("demo").exit_code == 0
    (path,) = shown.paths
    assert path is not None
    assert path != example_session()
    assert not path.exists()


def test_a_problem_on_closing_is_told(
    shell: Shell, shown: Shown, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workshop(folder).close()

    closing = Workshop.close

    def failing(going_on: Workshop) -> None:
        closing(going_on)
        raise ScrutinyError("The disk is full.")

    monkeypatch.setattr(Workshop, "close", failing)
    told = shell("open", "last")
    assert told.stderr == "The disk is full. All answers shown as entered are safe.\n"


@pytest.mark.parametrize(
    ("words", "instead"),
    [
        ([], "scrutiny-tui list"),
        (["open", "last"], "scrutiny-tui run WORKSHOP --plain"),
        (["run", "last"], "scrutiny-tui run WORKSHOP --plain"),
        (["audience", "last"], "scrutiny-tui results WORKSHOP"),
    ],
)
def test_without_a_terminal_the_plain_command_is_named(shell: Shell, words: list[str], instead: str) -> None:
    told = shell(*words)
    assert told.exit_code == 2
    assert told.stdout == ""
    assert told.stderr == f"The screens need a terminal. For plain text, use: {instead}\n"


needs_term = pytest.mark.skipif(sys.platform == "win32", reason="every terminal of Windows shows screens")


@needs_term
@pytest.mark.parametrize(
    ("words", "term", "instead"),
    [
        ([], "dumb", "scrutiny-tui run WORKSHOP --plain"),
        ([], "DUMB", "scrutiny-tui run WORKSHOP --plain"),
        (["audience", "last"], "dumb", "scrutiny-tui results WORKSHOP"),
    ],
)
def test_a_terminal_without_screens_is_told_what_to_use(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, words: list[str], term: str, instead: str
) -> None:
    monkeypatch.setattr(terminal, "has_screen", lambda: True)
    monkeypatch.setenv("TERM", term)
    told = shell(*words)
    assert told.exit_code == 2
    assert (
        told.stderr == f"This terminal (TERM={term}) can't show the screens. For text only, use: {instead}\n"
    )


LINES_ONLY = "This terminal can't show the screens, so the workshop runs as text only."


@pytest.mark.parametrize(
    ("words", "term", "plain", "why"),
    [
        pytest.param(["run", "last"], "dumb", "", LINES_ONLY, marks=needs_term),
        *(
            pytest.param(["open", "last"], term, "", LINES_ONLY, marks=needs_term)
            for term in ("dumb", "DUMB", "unknown", "")
        ),
        (["run", "last"], "xterm-256color", "1", "SCRUTINY_PLAIN is set"),
        (["open", "last"], "xterm-256color", "1", "SCRUTINY_PLAIN is set"),
    ],
)
def test_it_is_held_line_by_line_where_screens_cannot_be_shown_or_are_not_wanted(
    three: Shell, monkeypatch: pytest.MonkeyPatch, words: list[str], term: str, plain: str, why: str
) -> None:
    monkeypatch.setattr(terminal, "has_screen", lambda: True)
    monkeypatch.setenv("TERM", term)
    monkeypatch.setenv("SCRUTINY_PLAIN", plain)
    told = three(*words, typed="q\n")
    assert told.stderr.startswith(why)
    assert "What next?" in told.stdout


def test_without_a_terminal_the_example_is_printed(shell: Shell) -> None:
    told = shell("demo")
    assert told.exit_code == 0
    assert told.stdout == shell("results", str(example_session())).stdout


def test_a_theme_is_the_one_named_or_the_one_chosen_last_and_one_that_there_is_not_is_told(
    shell: Shell, shown: Shown, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SCRUTINY_SETTINGS", str(folder / "settings.json"))
    assert (shell().exit_code, shown.theme) == (0, "projector-light")
    shown.chosen = "dracula"
    shell()
    assert (shell("demo").exit_code, shown.theme) == (0, "dracula")
    assert (shell("--theme", "high-contrast").exit_code, shown.theme) == (0, "high-contrast")
    monkeypatch.setenv("SCRUTINY_THEME", "dracula")
    assert (shell().exit_code, shown.theme) == (0, "dracula")
    assert (shell("demo", "--theme", "high-contrast").exit_code, shown.theme) == (0, "high-contrast")
    told = shell("--theme", "pink")
    assert (told.exit_code, told.stdout) == (2, "")
    assert told.stderr == "There is no theme called pink. The themes are: dracula, high-contrast.\n"


# --- the window for the room


@pytest.fixture
def followed(shown: Shown, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files that windows for the room were to follow."""
    paths: list[Path] = []

    def make(_desk: Desk, find: Callable[[], Path], _theme: str) -> Shown:
        paths.append(find())
        return shown

    module = ModuleType("scrutiny_tui.tui.audience")
    module.__dict__["AudienceApp"] = make
    monkeypatch.setitem(sys.modules, "scrutiny_tui.tui.audience", module)
    return paths


def test_the_room_follows_what_is_there(shell: Shell, followed: list[Path], folder: Path) -> None:
    told = shell("audience", "nowhere")
    assert (told.exit_code, followed) == (1, [])
    assert "Can't find a workshop called nowhere" in told.stderr
    going_on = workshop(folder)
    for name in ("last", going_on.path.stem, "demo"):
        assert shell("audience", name).exit_code == 0
    assert followed == [*[public_path(going_on.path)] * 2, public_path(example_session())]
    going_on.close()


@pytest.mark.parametrize(("said", "kept"), [("bogus", None), ("", None), ("256", "256")])
def test_a_colour_system_that_there_is_not_is_passed_over(
    monkeypatch: pytest.MonkeyPatch, said: str, kept: str | None
) -> None:
    monkeypatch.setenv("TEXTUAL_FPS", "60")
    monkeypatch.setenv("TEXTUAL_COLOR_SYSTEM", said)
    windows._shut_out_variables()
    assert os.environ.get("TEXTUAL_COLOR_SYSTEM") == kept
