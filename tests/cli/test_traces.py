"""What Textual can be told to write down, send or load by the environment, it does not: in a real terminal."""

from __future__ import annotations

import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from scrutiny_tui.domain.moves import leave_note
from scrutiny_tui.store.session_file import create_session
from tests.support.sessions import SHIPPED, details, session, workshop

if sys.platform == "win32":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)

from tests.support.terminal import Terminal, terminal

CTRL_P = "\x10"
CTRL_Q = "\x11"
ESCAPE = "\x1b"


@contextmanager
def screens(folder: Path, *words: str, **environment: str) -> Iterator[Terminal]:
    """Run the program in a terminal; everything that it keeps is in the folder."""
    own = {
        "SCRUTINY_CONTENT": str(SHIPPED),
        "SCRUTINY_SESSIONS": str(folder / "sessions"),
        "SCRUTINY_MIRROR": str(folder / "mirror"),
        "XDG_DATA_HOME": str(folder / "data"),
        "TMPDIR": str(folder),
    }
    with terminal(["-m", "scrutiny_tui", *words], own | environment) as shown:
        yield shown


def used(folder: Path, **environment: str) -> set[str]:
    """Press some keys in the program and return the files that are there then."""
    workshop(folder).close()
    with screens(folder, "open", "last", **environment) as shown:
        shown.wait_for("Exampleshire")
        shown.press(CTRL_P)
        shown.wait_for("Search")
        shown.press(ESCAPE)
        shown.press(CTRL_Q)
        assert shown.end() == 0
        assert shown.settings == shown.settings_before
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_no_variable_makes_it_write_send_load_or_press_anything(tmp_path: Path) -> None:
    places = {"TEXTUAL_LOG": "keys.log", "TEXTUAL_SCREENSHOT_LOCATION": "pictures"}
    asked = {name: str(tmp_path / "watched" / place) for name, place in places.items()}
    stranger = tmp_path / "stranger.py"
    stranger.write_text(f"open({str(tmp_path / 'loaded')!r}, 'w')", encoding="utf-8")
    plain = used(tmp_path / "plain")
    with socket.create_server(("127.0.0.1", 0)) as console:
        console.setblocking(False)
        watched = used(
            tmp_path / "watched",
            **asked,
            PYTHONPATH=str(tmp_path),
            TEXTUAL="devtools,debug",
            TEXTUAL_DEBUG="1",
            TEXTUAL_DEVTOOLS_HOST="127.0.0.1",
            TEXTUAL_DEVTOOLS_PORT=str(console.getsockname()[1]),
            TEXTUAL_DRIVER="stranger:Driver",
            TEXTUAL_PRESS="ctrl+q",
            TEXTUAL_SCREENSHOT="0",
            TEXTUAL_SCREENSHOT_FILENAME="picture.svg",
            TEXTUAL_SHOW_RETURN="1",
        )
        with pytest.raises(BlockingIOError):
            console.accept()
    assert {name.partition("/")[0] for name in watched} == {"sessions", "mirror"}
    assert sorted(Path(name).suffix for name in watched) == sorted(Path(name).suffix for name in plain)
    assert not (tmp_path / "loaded").exists()


def test_what_a_file_holds_cannot_act_on_the_terminal_nor_the_palette_draw(tmp_path: Path) -> None:
    evil = "\x1b]0;evil\x07\x1b[2J\x9b31mx\u202e"
    held = leave_note(replace(session(5), details=details(f"Exampleshire {evil}")), evil)
    path = tmp_path / "sessions" / "one.json"
    create_session(path, held, tmp_path / "mirror").close()
    with screens(tmp_path, "open", "last") as shown:
        shown.wait_for("Exampleshire")
        shown.press(CTRL_P)
        shown.wait_for("Search")
        shown.press("screenshot")
        shown.wait_for("No matches found")
        shown.press(CTRL_Q)
        assert shown.end() == 0
    assert list(tmp_path.rglob("*.svg")) == []
    for sent in (b"]0;evil\x07", "\x9b".encode(), "\u202e".encode()):
        assert sent not in shown.written
