"""What is typed into the plain twin at a real terminal: kept whole, shown once, and never taken for something else."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from scrutiny_tui.domain.rounds import Answer
from tests.cli.conftest import Shell, saved
from tests.support.sessions import library

if sys.platform == "win32":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)

from tests.support.terminal import ROOT, Terminal, terminal
from tests.support.waiting import wait_until

PATIENCE = 60.0
"""Seconds after which a program that says nothing more is given up."""

CHUNK = 500
ABLE, DUMB = "xterm-256color", "dumb"

OWNED = """
import fcntl, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
from scrutiny_tui.cli import run
run()
"""
"""The program in a terminal whose Ctrl+C and whose end it is told, as by every shell."""

CLEARING_UP = """
import os
from scrutiny_tui.cli.plain_console import Keyboard
class Rubbish:
    def __del__(self):
        os.kill(os.getpid(), {number})
take = Keyboard.take
def clearing(keyboard):
    if keyboard._waiting or keyboard._has_more(0):
        Keyboard.take = take
        Rubbish()
    return take(keyboard)
Keyboard.take = clearing
"""
"""A signal that arrives while Python clears up, where nothing can be raised; it is sent with the next key."""

LOADED = """
import sys
from scrutiny_tui.cli import run
try:
    run()
finally:
    print("An editor was loaded." if "prompt_toolkit" in sys.modules else "No editor was loaded.")
"""

SLOW = """
import errno, os, pathlib, time
sync = os.fsync
def slow(number):
    pathlib.Path(os.environ["SAVES"]).touch()
    time.sleep(0.02)
    if pathlib.Path(os.environ["FULL"]).exists():
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    sync(number)
os.fsync = slow
from scrutiny_tui.cli import run
run()
"""
"""The program on a slow disk, which leaves a file when it saves, and is full for as long as there is another one."""

SHOWS_ITSELF = """
import termios
settings = termios.tcgetattr(0)
settings[3] &= ~termios.ECHO
termios.tcsetattr(0, termios.TCSANOW, settings)
from scrutiny_tui.cli import run
run()
"""
"""The program in a terminal that shows what is typed itself, as an Emacs shell does."""


@pytest.fixture(autouse=True)
def three(shell: Shell) -> None:
    """A new workshop of three people."""
    shell("new", "--council", "Exampleshire", "--people", "3 members")


@contextmanager
def started(folder: Path, term: str, script: str = OWNED) -> Iterator[Terminal]:
    """Hold the last workshop in a terminal, line by line."""
    own = {"SAVES": str(folder / "saves"), "FULL": str(folder / "full"), "TERM": term}
    with terminal(["-c", script, "run", "last", "--plain"], own) as shown:
        yield shown


@contextmanager
def twin(folder: Path, term: str, script: str = OWNED) -> Iterator[Terminal]:
    """Hold the last workshop line by line, up to the first question."""
    with started(folder, term, script) as shown:
        heard(shown, "What next?")
        yield shown


def heard(shown: Terminal, text: str, after: int = 0) -> None:
    """Wait until the program says this, after so many bytes of what it said before."""
    while text.encode() not in shown.written[after:]:
        assert select.select([shown], [], [], PATIENCE)[0], f"waited for {text!r}:\n{shown.shown}"
        shown.draw(shown.read_now())


def typed(shown: Terminal, keys: bytes, then: str) -> None:
    """Send keys as they come from a keyboard or a paste, and wait for what is said to them."""
    before = len(shown.written)
    for at in range(0, len(keys), CHUNK):
        os.write(shown.fileno(), keys[at : at + CHUNK])
        while select.select([shown], [], [], 0)[0]:
            shown.draw(shown.read_now())
    heard(shown, then, before)


def ended(shown: Terminal, keys: bytes = b"q\r") -> bytes:
    """End it in the usual way, with the terminal as it was before; return all that it said."""
    os.write(shown.fileno(), keys)
    assert shown.end() == 0
    assert shown.settings == shown.settings_before
    assert not shown.mode("2004")
    return shown.written


def notes(folder: Path, term: str, keys: Iterable[bytes]) -> list[str]:
    """Type notes on the first step, one after another, and return what is kept of them."""
    with twin(folder, term) as shown:
        for each in keys:
            typed(shown, b"n\r", "What kind of note it is.")
            typed(shown, b"2\r", "The text of the note.")
            typed(shown, each, "Note saved.")
            heard(shown, "What next?", shown.written.rindex(b"Note saved."))
        ended(shown)
    return [note.text for note in saved(folder).notes.values()]


EDITED = {
    b"abc\x1b[D\x1b[DX": "aXbc",
    b"abc\x1bOD\x1bODX\x1bOCY": "aXbYc",
    b"bc\x1b[Ha\x1b[Fd": "abcd",
    b"abc\x01\x1b[3~\x05d": "bcd",
    b"one two\x1b[1;5Dand ": "one and two",
    b"gone\x15kept": "kept",
    b"kept\x1b[A\x1b[B": "kept",
    "naïve 中文\x1b[D\x1b[D\x1b[D\x7f".encode(): "naïv 中文",
}
TAKEN_BACK = {b"abc\x1b[D\x1bOA\x1b[1;5DX": "abcX", b"nothing\x15abx\x7fcX\x01\x04": "abcX"}
"""Where no cursor moves, the keys that would move it do nothing."""
BYTES = {
    b"caf\xe9": "café",
    b"caf\xe9s": "cafés",
    b"\xa3100": "£100",
    b"\xe9t\xe9": "été",
    b"a\xffb": "ab",
    b"a\xe2\x82b": "ab",
    b"a\x80\x9cb": "ab",
    "été £ “x”".encode(): "été £ “x”",
}
"""What is not UTF-8 is letters, or nothing."""
REPLIES = (
    b"\x1b[>1;10;0c",
    b"\x1b[1;2;3x",
    b"\x1b]11;rgb:ffff/ffff/ffff\x1b\\",
    b"\x1b]52;c;eA==\x07",
    b"\x1bP1$r0m\x1b\\",
    b"\x1b[12;40R",
    b"\x1b[<0;10;10M",
)
"""What a terminal says by itself, which is no text."""
LONG = ("word " * 1000 + "THE-END", "é" * 4095 + "x", "x" * 4096, "🙂 中文 " * 500 + "x")
NOT_A_CHOICE = "Please type one of the choices. Type ? to hear them all."
"""What is said to what is no command."""
LINES = "We meet them.\nv\n\nr\nq"


@pytest.mark.parametrize(
    ("term", "keyed", "pastes"),
    [
        (ABLE, EDITED, (b"\x1b[200~%b\x1b[201~", b"\x1b[200~%b\r\x1b[201~", b"%b")),
        (DUMB, TAKEN_BACK, (b"%b", b"%b\r", b"\x1b[200~%b\x1b[201~")),
    ],
)
def test_a_text_is_kept_as_it_was_typed_or_pasted(
    folder: Path, term: str, keyed: dict[bytes, str], pastes: tuple[bytes, ...]
) -> None:
    meant = keyed | BYTES | {b"ab" + reply + b"c": "abc" for reply in REPLIES}
    meant |= {text.encode(): text for text in LONG}
    pasted = [LINES.encode().replace(b"\n", line_end) for line_end in (b"\r", b"\n", b"\r\n")]
    meant |= {paste % text: LINES for paste in pastes for text in pasted}

    assert notes(folder, term, [keys + b"\r" for keys in meant]) == [*meant.values()]
    assert not saved(folder).revealed(1)


@pytest.mark.parametrize("term", [ABLE, DUMB])
def test_lines_that_are_pasted_in_place_of_a_command_do_nothing(folder: Path, term: str) -> None:
    before = saved(folder)
    with twin(folder, term) as shown:
        for keys in (b"v\r\rs\r1\r", b"*\nstep 3\nq\n", b"p\rAsk.\r\r\r\r"):
            typed(shown, keys, "lines. They are used as one text.")
            told = shown.written.rindex(b"lines. They are used as one text.")
            heard(shown, NOT_A_CHOICE, told)
            heard(shown, "What next?", told)
        ended(shown)
    now = saved(folder)
    assert (now.rounds, now.marks, now.actions) == (before.rounds, before.marks, before.actions)
    assert now.place.item == 1


@pytest.mark.parametrize("term", [ABLE, DUMB])
def test_lines_typed_before_a_question_are_answers_to_it_and_others(folder: Path, term: str) -> None:
    with started(folder, term) as shown:
        os.write(shown.fileno(), b"n\rr\rWe meet them.\rstep 4\rq\r")
        assert shown.end() == 0
    now = saved(folder)
    assert [found.text for found in now.notes.values()] == ["We meet them."]
    assert now.place.item == 4


def to_the_answers(shown: Terminal) -> None:
    """Begin to answer the first step, one person after the other."""
    typed(shown, b"v\r", "Read it out, then press Enter.")
    typed(shown, b"\r", "How do you want to answer?")
    before = len(shown.written)
    typed(shown, b"s\r", "Member 1:")
    heard(shown, "> ", before + shown.written[before:].index(b"Member 1:"))


GIVEN = (
    (b"123", {1: Answer.LEVEL_1, 2: Answer.LEVEL_2, 3: Answer.LEVEL_3}),
    (b"3da", {1: Answer.LEVEL_3, 2: Answer.DONT_KNOW, 3: Answer.ABSTAIN}),
)


def given(folder: Path) -> dict[int, Answer]:
    """Return the answers to the first step that are on the disk."""
    found = saved(folder).open_round(1)
    return dict(found.ballots) if found else {}


@pytest.mark.parametrize("term", [ABLE, DUMB])
def test_answers_typed_ahead_are_taken_unseen_on_a_slow_disk(folder: Path, shell: Shell, term: str) -> None:
    said = set()
    for keys, answers in GIVEN:
        shell("new", "--council", "Exampleshire", "--people", "3 members")
        with twin(folder, term, script=SLOW) as shown:
            to_the_answers(shown)
            before = len(shown.written)
            os.write(shown.fileno(), b"%c\r" % keys[0])
            typed(shown, b"%c\r%c\rstep 2\r" % (keys[1], keys[2]), "Everyone who is here has answered.")
            said.add(shown.written[before:].partition(b"Everyone")[0])
            heard(shown, "Step 2. What next?", before)
            ended(shown)
        assert given(folder) == answers
    assert len(said) == 1


@pytest.mark.parametrize("term", [ABLE, DUMB])
def test_a_count_typed_ahead_is_taken_and_not_shown(folder: Path, shell: Shell, term: str) -> None:
    said = set()
    for counts in (b"1\r2\r", b"2\r1\r"):
        shell("new", "--council", "Exampleshire", "--people", "3 members")
        with twin(folder, term) as shown:
            typed(shown, b"v\r", "Read it out, then press Enter.")
            typed(shown, b"\r", "How do you want to answer?")
            typed(shown, b"c\r", "How many:")
            heard(shown, "> ", shown.written.index(b"How many:"))
            before = len(shown.written)
            typed(shown, counts + b"\r\r\r\r", "You counted 3.")
            said.add(shown.written[before:].partition(b"You counted 3.")[0])
            typed(shown, b"\r", "What next?")
            ended(shown)
    assert len(said) == 1


@pytest.mark.parametrize("term", [ABLE, DUMB])
def test_answers_typed_ahead_wait_unseen_while_something_else_is_asked(folder: Path, term: str) -> None:
    full = folder / "full"
    with twin(folder, term, script=SLOW) as shown:
        to_the_answers(shown)
        before = len(shown.written)
        full.touch()
        os.write(shown.fileno(), b"1\r")
        typed(shown, b"2\r3", "Choose where to carry on:")
        heard(shown, "> ", len(shown.written) - CHUNK)
        full.unlink()
        asked = len(shown.written)
        typed(shown, b"again\r", "Member 3:")
        answered = shown.written[asked:]
        typed(shown, b"\r", "Everyone who is here has answered.")
        assert b"Please type one of the choices shown." not in shown.written[before:]
        assert not {b"2", b"3"} & {*answered.partition(b"Member")[0].split()}
        ended(shown)
    assert given(folder) == {1: Answer.LEVEL_1, 2: Answer.LEVEL_2, 3: Answer.LEVEL_3}


def test_no_key_brings_back_what_was_typed_before_or_unseen(folder: Path) -> None:
    with twin(folder, ABLE) as shown:
        typed(shown, b"secret words\r", NOT_A_CHOICE)
        to_the_answers(shown)
        typed(shown, b"d and more\x15stop\r", "0 of 3 have answered.")
        before = len(shown.written)
        os.write(shown.fileno(), b"\x19\x1b[A\x12secret\x1b_\x1b.\t\x1f")
        typed(shown, b"\x15*\r", "Step 1 will be discussed first.")
        assert b"words" not in shown.written[before:]
        assert b"more" not in shown.written[before:]
        ended(shown)
    for path in folder.rglob("*"):
        assert path.is_dir() or b"secret words" not in path.read_bytes()


@pytest.mark.parametrize(("term", "loaded"), [(ABLE, "An editor"), (DUMB, "No editor")])
def test_a_line_is_written_once_by_an_editor_if_any(folder: Path, term: str, loaded: str) -> None:
    with twin(folder, term, script=LOADED) as shown:
        typed(shown, b"n\r", "What kind of note it is.")
        typed(shown, b"2\r", "The text of the note.")
        before = len(shown.written)
        for word in (b"heard ", b"only ", b"once "):
            typed(shown, word, word.decode().strip())
        typed(shown, b"\r", "Note saved.")
        assert shown.written[before:].count(b"heard") == 1
        to_the_answers(shown)
        typed(shown, b"1\r2\r3\r", "Everyone who is here has answered.")
        assert b"3 of 3 have answered" not in shown.written
        typed(shown, b"r\r", "too few to say")
        said = ended(shown)
    assert f"{loaded} was loaded.".encode() in said
    # A terminal that knows lines only is sent nothing else.
    assert term == ABLE or not {b"\x1b", b"\x08"} & {said[at : at + 1] for at in range(len(said))}


def test_what_the_terminal_shows_itself_is_not_shown_twice(folder: Path) -> None:
    with twin(folder, DUMB, script=SHOWS_ITSELF) as shown:
        typed(shown, b"n\r", "What kind of note it is.")
        typed(shown, b"2\r", "The text of the note.")
        typed(shown, b"We meet them.\r", "Note saved.")
        os.write(shown.fileno(), b"q\r")
        assert shown.end() == 0
    assert b"We meet them." not in shown.written
    assert [found.text for found in saved(folder).notes.values()] == ["We meet them."]


@pytest.mark.parametrize(
    ("term", "number", "status", "unseen"),
    [
        (ABLE, signal.SIGINT, 130, True),
        (DUMB, signal.SIGINT, 130, True),
        (ABLE, signal.SIGTERM, 143, True),
        (DUMB, signal.SIGTERM, 143, False),
        (ABLE, signal.SIGHUP, 129, False),
        (DUMB, signal.SIGQUIT, 131, True),
    ],
)
def test_whatever_ends_it_the_terminal_is_as_before_and_the_workshop_closed(
    folder: Path, term: str, number: int, status: int, unseen: bool
) -> None:
    with twin(folder, term) as shown:
        if unseen:
            to_the_answers(shown)
        shown.send(number)
        assert shown.end() == status
        assert shown.settings == shown.settings_before
        assert not shown.mode("2004")
        assert b"because of a fault" not in shown.written
    shelf = library(folder)
    shelf.open(shelf.find("last")).close()


@pytest.mark.parametrize("term", [ABLE, DUMB])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGHUP])
def test_a_signal_while_python_clears_up_ends_it_too(folder: Path, term: str, number: int) -> None:
    with twin(folder, term, script=CLEARING_UP.format(number=int(number)) + OWNED) as shown:
        os.write(shown.fileno(), b"n")
        assert shown.end() == 128 + number
        assert shown.settings == shown.settings_before


@pytest.mark.parametrize(
    ("term", "keys", "status"),
    [
        (ABLE, b"\x03", 130),
        (ABLE, b"\x1b[200~abc\x03", 130),
        (ABLE, b"\x04", 0),
        (DUMB, b"\x03", 130),
        (DUMB, b"\x04", 0),
    ],
)
def test_the_keys_that_end_it_end_it(folder: Path, term: str, keys: bytes, status: int) -> None:
    with twin(folder, term) as shown:
        os.write(shown.fileno(), keys)
        assert shown.end() == status
        assert shown.settings == shown.settings_before


@pytest.mark.parametrize(
    ("term", "number", "status"), [(ABLE, signal.SIGTERM, 143), (DUMB, signal.SIGHUP, 129)]
)
def test_a_signal_during_a_save_lets_the_save_end(folder: Path, term: str, number: int, status: int) -> None:
    with twin(folder, term, script=SLOW) as shown:
        to_the_answers(shown)
        (folder / "saves").unlink()
        os.write(shown.fileno(), b"2\r")
        wait_until((folder / "saves").exists)
        shown.send(number)
        assert shown.end() == status
        assert shown.settings == shown.settings_before
    assert given(folder) == {1: Answer.LEVEL_2}


@pytest.mark.parametrize("term", [ABLE, DUMB])
def test_a_window_that_is_closed_ends_it_and_closes_the_workshop(folder: Path, term: str) -> None:
    with twin(folder, term) as shown:
        assert shown.close() in {1, 3, 129}
    shelf = library(folder)
    shelf.open(shelf.find("last")).close()


def test_a_pipe_is_read_as_it_comes_without_an_editor(folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADED, "run", "last", "--plain"],
        cwd=ROOT,
        input=b"step 3\n*\nq\n",
        capture_output=True,
        check=True,
    )
    assert b"No editor was loaded." in done.stdout
    assert saved(folder).place.item == 3
