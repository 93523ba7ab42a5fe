"""The console of the plain twin: says lines and asks for lines. Nothing moves a cursor, and every meaning is in words.

On a terminal the keys are taken line by line while the terminal itself shows nothing of them.
"""

from __future__ import annotations

import codecs
import os
import re
import select
import signal
import sys
from collections.abc import Callable, Container, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext, suppress
from getpass import getpass
from shutil import get_terminal_size
from textwrap import fill
from types import FrameType
from typing import Final, NoReturn, Self

import click

from scrutiny_tui.acts.act import Option
from scrutiny_tui.cli.terminal import has_keyboard, has_screen, shows_screens
from scrutiny_tui.domain.errors import BY_SIGNAL
from scrutiny_tui.domain.fields import read_count
from scrutiny_tui.domain.printable import printable

if sys.platform != "win32":
    import termios

PASTE_BEGINS: Final = "\x1b[200~"
PASTE_ENDS: Final = "\x1b[201~"

_SEQUENCE: Final = re.compile(
    r"\x1b(?:\[(?:\[[A-E]|[0-?]*[ -/]*[@-~])|O[@-~]|[]PX^_][^\x00-\x1f]*(?:\x07|\x1b\\))"
)
"""What a terminal sends for a key that is no letter, and in reply to a question."""

_UNFINISHED: Final = re.compile(r"\x1b(?:\[\[?|\[[0-?]*[ -/]*|O|[]PX^_][^\x00-\x1f]*\x1b?|)\Z")
"""The beginning of a sequence whose end has not arrived yet."""

_UP_TO_LINE_END: Final = re.compile(r"(?>\x1b\[200~.*?\x1b\[201~|[^\r\n])*+[\r\n]?", re.DOTALL)

_OTHER_LETTERS: Final = "scrutiny-other-letters"
_LETTERS: Final = frozenset(range(0xA0, 0xFF))
"""Bytes that Latin-1 has letters and signs for, but the last, which a bad line sends more often than a keyboard."""

_CTRL_C: Final = "\x03"
_AT_ONCE: Final = 0.03
"""Seconds; whoever types a line after another needs longer, a paste does not."""

_READ: Final = 4096
_ENDING: Final = ("SIGTERM", "SIGHUP", "SIGQUIT")


def _latin_1(error: UnicodeError) -> tuple[str, int]:
    """Take bytes that are not UTF-8 as letters of Latin-1 if they can be; pass over any others."""
    assert isinstance(error, UnicodeDecodeError)  # noqa: S101 - nothing is encoded with it
    wrong = error.object[error.start : error.end]
    return wrong.decode("latin-1") if _LETTERS.issuperset(wrong) else "", error.end


codecs.register_error(_OTHER_LETTERS, _latin_1)


class Keyboard:
    """The keys of a terminal: those typed before a question wait for it, and none is thrown away."""

    def __init__(self, known: Container[str] = ()) -> None:
        self.echoes = True
        """Whether the terminal is meant to show what is typed; an Emacs shell does that itself."""
        self.ended = False
        """Whether the terminal has gone."""
        self._known = known
        """The sequences that are handed on; any other one means nothing."""
        self._decoder = codecs.getincrementaldecoder(sys.stdin.encoding)(_OTHER_LETTERS)
        self._waiting = ""
        self._unfinished = ""
        self._put_off = ""
        """What was typed ahead for a round of unseen answers when something else had to be asked."""
        self._in_round = False
        self._is_from_round = False
        """Whether what waits was typed during a round of unseen answers."""
        self._is_fresh = False
        """Whether something was typed since the question was asked."""
        self._is_asking = False
        self._stopped_by = 0

    @contextmanager
    def held(self) -> Iterator[None]:
        """Have every key handed over and shown by nobody else, until the block ends in whatever way.

        A signal that ends programs ends this one at a question, so that a save is not cut off; a second one at once.
        """
        if sys.platform == "win32":  # shows keys only while a line is read
            yield
            return
        before = termios.tcgetattr(sys.stdin)
        self.echoes = bool(before[3] & termios.ECHO)
        numbers = [getattr(signal, name) for name in _ENDING]
        handlers = {number: signal.signal(number, self._stop) for number in numbers}
        handlers[signal.SIGCONT] = signal.signal(signal.SIGCONT, _hush)
        try:
            _hush()
            yield
        finally:
            with suppress(termios.error):  # the terminal may have gone
                termios.tcsetattr(sys.stdin, termios.TCSANOW, before)
            for number, handler in handlers.items():
                # Once more of the same, as a window that is closed may send, must not keep the workshop from being closed.
                signal.signal(number, signal.SIG_IGN if self._stopped_by else handler)

    @contextmanager
    def unseen_round(self) -> Iterator[None]:
        """Keep what is typed ahead for unseen questions from being shown or acted on at any other one."""
        self._in_round = True
        try:
            yield
        finally:
            self._in_round = False
            self._gather()
            self._bring_back()
            self._is_from_round = bool(self._waiting)

    @contextmanager
    def question(self, *, unseen: bool) -> Iterator[bool]:
        """Give the block what was typed ahead for its question; yields whether what is typed stays unseen."""
        self._gather()
        if unseen or not self._in_round:
            self._bring_back()
        else:
            self._put_off, self._waiting = self._put_off + self._waiting, ""
        self._is_from_round = self._is_from_round and bool(self._waiting)
        self._is_fresh = False
        self._is_asking = True
        try:
            if self._stopped_by:
                self._end()
            yield unseen or self._is_from_round
        finally:
            self._is_asking = False

    @property
    def is_waiting(self) -> bool:
        """Whether something was typed ahead."""
        return bool(self._waiting)

    def take(self) -> str:
        """Return what is typed next, up to the end of a line at most; empty if nothing has arrived."""
        if not self._waiting:
            self._is_fresh = True
            self._gather()
        found = _UP_TO_LINE_END.match(self._waiting)
        taken = found[0] if found else ""
        self._waiting = self._waiting[len(taken) :]
        return taken

    def wait(self) -> None:
        """Wait until something is typed."""
        if not self._waiting:
            select.select([sys.stdin], [], [])

    def goes_on(self) -> bool:
        """Tell, at the end of a line, whether the next one arrived with it, as in a paste."""
        return self._is_fresh and (bool(self._waiting) or self._has_more(_AT_ONCE))

    def _has_more(self, seconds: float) -> bool:
        if self.ended or sys.platform == "win32":
            return False
        return bool(select.select([sys.stdin], [], [], seconds)[0])

    def _gather(self) -> None:
        while self._has_more(0):
            try:
                data = os.read(sys.stdin.fileno(), _READ)
            except OSError:
                data = b""
            self.ended = not data
            text = self._unfinished + self._decoder.decode(data, final=self.ended)
            whole, self._unfinished = _whole(text)
            keys = _SEQUENCE.sub(lambda found: found[0] if found[0] in self._known else "", whole)
            self._waiting += keys.replace("\r\n", "\n")

    def _bring_back(self) -> None:
        self._waiting, self._put_off = self._put_off + self._waiting, ""

    def _stop(self, number: int, _frame: FrameType | None) -> None:
        at_once = self._is_asking or self._stopped_by
        self._stopped_by = number
        if at_once:
            self._end()

    def _end(self) -> NoReturn:
        raise SystemExit(BY_SIGNAL + self._stopped_by)


def _whole(text: str) -> tuple[str, str]:
    """Part what has arrived from a paste or a sequence at its end that is still arriving."""
    begun = text.find(PASTE_BEGINS, text.rfind(PASTE_ENDS) + 1)
    if begun >= 0 and _CTRL_C in text[begun:]:  # the end of the paste was lost, and somebody has had enough
        return text.replace(PASTE_BEGINS, ""), ""
    unfinished = _UNFINISHED.search(text)
    end = begun if begun >= 0 else unfinished.start() if unfinished else len(text)
    return text[:end], text[end:]


class Lines:
    """Lines of a pipe or a file, and of a terminal that this program cannot take over."""

    def line(self, prompt: str, *, unseen: bool) -> str:
        """Return the next line, which may be several that belong together. Raises `EOFError`."""
        return getpass(prompt) if unseen and has_keyboard() else input(prompt)


class PlainLines(Lines):
    """Lines from a terminal whose cursor goes nowhere: letters can only be taken back from the end."""

    def __init__(self, keyboard: Keyboard) -> None:
        self._keyboard = keyboard

    def line(self, prompt: str, *, unseen: bool) -> str:
        """Return what is typed up to Enter; lines that arrive at once are one text. Raises `EOFError`."""
        _show(prompt)
        show: Callable[[str], None] = _show if self._keyboard.echoes and not unseen else _hide
        typed = ""
        while True:
            self._keyboard.wait()
            for key in self._keyboard.take():
                if key not in "\r\n":
                    typed = _after(typed, key, show)
                    continue
                show("\n")
                if unseen or not self._keyboard.goes_on():
                    _show("" if show is _show else "\n")
                    return typed
                typed += "\n"
            if self._keyboard.ended:
                raise EOFError


def _after(typed: str, key: str, show: Callable[[str], None]) -> str:
    """Return what is typed once a key has had its effect, and show that."""
    if key == "\x04" and not typed:
        raise EOFError
    if key in "\x08\x7f" and typed and not typed.endswith("\n"):
        show("\b \b")
        return typed[:-1]
    if key == "\x15":
        line = typed.rpartition("\n")[2]
        show("\b \b" * len(line))
        return typed.removesuffix(line)
    if key < " " or key == "\x7f":
        return typed
    show(key)
    return typed + key


def _show(text: str) -> None:
    click.echo(text, nl=False)


def _hide(_text: str) -> None:
    """Show nothing."""


def _hush(*_signal: object) -> None:
    """Keep the terminal from showing what is typed, from waiting for the end of a line and from changing it."""
    if sys.platform != "win32":
        wanted = termios.tcgetattr(sys.stdin)
        wanted[0] &= ~termios.ICRNL
        wanted[3] &= ~(termios.ECHO | termios.ICANON)
        wanted[6][termios.VMIN], wanted[6][termios.VTIME] = 1, 0
        termios.tcsetattr(sys.stdin, termios.TCSANOW, wanted)


_WIDEST: Final = 100
"""Columns; longer lines are hard to read."""

_PROMPT: Final = "> "


class InputEndedError(Exception):
    """Nobody is left to answer: the input has ended."""


class Console:
    """Talks to the one who types, within a `with` block, which leaves the terminal as it was."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        self._keyboard: Keyboard | None = None
        self._lines = Lines()

    def __enter__(self) -> Self:
        moves = shows_screens()
        if not has_keyboard() or (sys.platform == "win32" and not moves):
            return self
        if moves:
            from scrutiny_tui.cli.line_editor import KNOWN, EditedLines

            self._keyboard = Keyboard(KNOWN)
            lines = EditedLines(self._keyboard)
            self._stack.enter_context(lines.held())
            self._lines = lines
        else:
            self._keyboard = Keyboard()
            self._lines = PlainLines(self._keyboard)
        self._stack.enter_context(self._keyboard.held())
        return self

    def __exit__(self, *_error: object) -> None:
        self._stack.close()

    def say(self, *lines: str) -> None:
        """Say sentences, each on lines of its own; an empty one is a pause."""
        for line in lines:
            click.echo(_wrapped(printable(line)))

    def ask(self, question: str, *, unseen: bool = False) -> str:
        """Return what is typed in answer to a question, without blanks around it. Raises `InputEndedError`.

        The terminal does not show what is typed `unseen`.
        """
        with (
            self._keyboard.question(unseen=unseen) if self._keyboard else nullcontext(unseen) as stays_unseen
        ):
            self.say(question)
            try:
                typed = printable(self._lines.line(_PROMPT, unseen=stays_unseen)).strip()
            except EOFError:
                raise InputEndedError from None
        if "\n" in typed:
            self.say(f"You pasted {len(typed.splitlines())} lines. They are used as one text.")
        return typed

    def unseen_round(self) -> AbstractContextManager[None]:
        """Show nothing of answers that are typed ahead, also if something else is asked in between."""
        return self._keyboard.unseen_round() if self._keyboard else nullcontext()

    def unseen_number(self, question: str) -> int:
        """Return a number that is typed unseen, 0 for Enter alone; ask until it is one. Raises `InputEndedError`."""
        while True:
            typed = self.ask(question, unseen=True)
            if not typed:
                return 0
            if (number := read_count(typed)) is not None:
                return number
            self.say("Please type a number.")

    def choose(self, question: str, choices: Sequence[Option]) -> str:
        """Return the key of what is chosen; ask again until it is one of them. Enter alone takes the first, the safe one."""
        told = [f"{each.key}: {each.words}{' (or Enter)' if each is choices[0] else ''}" for each in choices]
        choices_told = f"{'; '.join(told)}."
        asked = f"{question}\n{choices_told}"
        while True:
            typed, asked = self.ask(asked), choices_told
            if not typed:
                return choices[0].key
            for each in choices:
                if each.is_named(typed) or (len(typed) > 1 and each.is_begun(typed)):
                    return each.key
            self.say("Please type one of the choices shown.")


def _wrapped(line: str) -> str:
    """Return a line broken between words where a terminal shows it; a file or another program gets it whole."""
    if not has_screen():
        return line
    width = min(get_terminal_size().columns, _WIDEST)
    return "\n".join(fill(part, width, break_long_words=False) for part in line.split("\n"))
