"""Repairs of what Textual 8.2.8 and rich 15.0.0 do with real terminals.

Each names the upstream issue that it waits for. This module and `calm_end` alone use private parts of Textual.
"""

from __future__ import annotations

import os
import re
import selectors
import signal
import sys
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from threading import Timer
from time import monotonic
from typing import TYPE_CHECKING, Any, Final

from textual import constants
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._keyboard_protocol import FUNCTIONAL_KEYS
from textual._xterm_parser import (
    _MAX_SEQUENCE_SEARCH_THRESHOLD,
    BRACKETED_PASTE_END,
    BRACKETED_PASTE_START,
    XTermParser,
)
from textual.events import Key, Paste, Resize
from textual.screen import Screen

from scrutiny_tui.tui.sizes import real_size, window_size

if TYPE_CHECKING:
    from textual.app import App
    from textual.message import Message

ENDING_SECONDS: Final = 10.0
"""How long the screens may take to end before the process is ended without them."""

_OPENER_SECONDS: Final = 0.5
"""How long Alt with a key that also opens a reply, such as Alt+[, waits for the rest of a reply."""

_REST_SECONDS: Final = 1.0
"""How long the rest of a reply is waited for; tcell waits as long."""

_REPLY_SECONDS: Final = 3.0
"""How long single characters may keep a reply open, so that keys are heard again where its end is lost."""

_PASTE_SECONDS: Final = 10.0
"""How long the rest of a paste is waited for, which a slow connection may hold up."""

_READ_BYTES: Final = 4096
_LOOK_SECONDS: Final = 0.1

_ESCAPE: Final = "\x1b"
_QUIT: Final = frozenset({"\x11", "\x1b[113;5u"})
"""Ctrl+Q, as a terminal of each kind sends it."""

_STRINGS: Final = "]PX^_"
"""What opens an operating system command, a device control string, and three kinds nobody reads, after Escape."""

_MARKS: Final = "[]^_"
"""The openers that are no letters: whoever has sent one alone, it was no key that does anything."""

_OPENERS: Final = f"[O{_STRINGS}"
_EIGHT_BIT: Final = {chr(ord(opener) + 0x40): f"{_ESCAPE}{opener}" for opener in _OPENERS}
"""The openers that a terminal may send as one character, with what they stand for."""

_RAW_OPENER: Final = (
    r"\udc9b(?=(?:[<=>?]|[0-9]+;)[0-9;:]*[ -/]*(?:[@-~]|\Z))"
    "|[\udc90\udc98\udc9d-\udc9f](?=[^\x07\x1b\udc9c]*(?:[\x07\udc9c]|\x1b\\\\))"
)
"""An opener as one byte, which is no UTF-8, with a reply behind it, of `[` also a torn one; else it may be a letter."""

_NOISE: Final = "\x80-\x9f\ud800-\udfff"
"""Controls of eight bits, and bytes that were no UTF-8; neither comes from a keyboard."""


@cache
def _token() -> re.Pattern[str]:
    """Return what is complete by ECMA-48, or is broken off; nothing of it fits what has only begun.

    A string ends at any control character that may not stand in it. Whole are also the mouse as VT200 reports it, the
    function keys of Linux, and the keys that end in a character which by ECMA-48 ends nothing.

    It takes 2 ms to put together, which the first page does not wait for.
    """
    odd_keys = "|".join(re.escape(key) for key in ANSI_SEQUENCES_KEYS if re.fullmatch(r"\x1b.*[ -/]", key))
    return re.compile(
        rf"""
        (?P<paste> \x1b\[200~ .*? \x1b\[201~ )
        | (?P<string> \x1b[]PX^_] [^\0-\x07\x0e-\x1f\x9c\udc9c]*
            (?: [\x07\x9c\udc9c] | \x1b\\ | (?= [\0-\x06\x0e-\x1a\x1c-\x1f] | \x1b[^\\] ) ) )
        | (?P<whole> {odd_keys} | \x1b (?! \[200~ )
            (?: \[M... | \[\[. | \[(?![M[]) [0-?{_NOISE}]* [\x20-/{_NOISE}]* [@-~]
            | O[0-?]*[@-~] | [\x20-/]+[0-~] | [^\x1b\x20-/O[\]PX^_] ) )
        | (?P<escape> \x1b (?=\x1b) )
        | (?P<broken> (?> \x1b (?! []PX^_] | \[200~ )
            (?: \[ (?: M.{{0,2}} | \[ | [0-?{_NOISE}]* [\x20-/{_NOISE}]* ) | O[0-?]* | [\x20-/]* ) ) (?=.) )
        | (?P<key> [^\x1b{_NOISE}] )
        | (?P<noise> [{_NOISE}] )
        """,
        re.DOTALL | re.VERBOSE,
    )


_KEY_REPORT: Final = re.compile(r"\x1b\[([\d:]*)(?:;([\d:]*))?(?:;([\d:]*))?([u~ABCDEFHPQRS])")
_NO_TEXT: Final = re.compile("[\0\ud800-\udfff]")
"""What no pasted text may hold: Textual #1661, and bytes that were not UTF-8."""


class ReplyParser(XTermParser):
    """Reads keys, the mouse and pastes; passes over every reply that is none of them.

    Textual acts on an unknown reply letter by letter, as if somebody had typed it (decided in Textual #570, left open
    by #3742), also on the rest of a sequence whose beginning came 100 ms earlier (#4816). It takes a report with an
    unknown number for the key of that code, and ends where Kitty reports that a key was let go; for these two no
    issue was found.
    """

    def __init__(self, debug: bool = False, clock: Callable[[], float] = monotonic) -> None:
        super().__init__(debug)
        self._clock = clock
        self._begun = ""
        """What has begun; of a string its opener and its last character."""
        self._deadline: float | None = None
        """When what has begun is given up."""
        self._latest = 0.0
        """When it is given up although single characters still come."""
        self._torn = ""
        """What was given up last, whose rest may come late."""
        self._torn_until = 0.0

    def feed(self, data: str) -> Iterator[Message]:
        """Yield what a read of the terminal means."""
        now = self._clock()
        data = re.sub(_RAW_OPENER, lambda found: chr(ord(found[0]) - 0xDC00), data)
        if self._goes_on(data, now):
            self._begun, self._torn = self._torn, ""
        elif self._is_paste and data in _QUIT:
            self._begun = ""
        rest = self._begun + data
        # The end of a long paste is looked for only in what has just come.
        latest = self._begun[-len(BRACKETED_PASTE_END) :] + data
        goes_on = self._is_paste and BRACKETED_PASTE_END not in latest
        while rest and not goes_on:
            rest = _EIGHT_BIT.get(rest[0], rest[0]) + rest[1:]
            token = _token().match(rest)
            if token is None:
                break
            rest = rest[token.end() :]
            yield from self._act_on(token.lastgroup or "", token[0])
        self._begun = rest[:2] + rest[2:][-1:] if _is_string(rest) else rest
        self._wait(now, together=len(data) > 1)

    def tick(self) -> Iterator[Message]:
        """Yield what has begun and was not gone on with in time, if it is a key."""
        now = self._clock()
        if self._deadline is None or now < self._deadline:
            return
        if self._is_paste:
            yield Paste(_NO_TEXT.sub("", self._begun.removeprefix(BRACKETED_PASTE_START)))
        else:
            self._torn, self._torn_until = self._begun, now + _REST_SECONDS
        begun, self._begun, self._deadline = self._begun, "", None
        if begun == _ESCAPE:
            yield Key("escape", _ESCAPE)
        elif len(begun) == 2 and begun[1] not in _MARKS:  # noqa: PLR2004 - Escape and one character
            yield from self._sequence_to_key_events(begun[1], alt=True)

    @property
    def patience(self) -> float:
        """Seconds until `tick` may have something to yield, none of them longer than a look at the end takes."""
        if self._deadline is None:
            return _LOOK_SECONDS
        return min(max(self._deadline - self._clock(), 0.0), _LOOK_SECONDS)

    @property
    def _is_paste(self) -> bool:
        return self._begun.startswith(BRACKETED_PASTE_START)

    def _goes_on(self, data: str, now: float) -> bool:
        """Tell whether a read is the late rest of what was given up; nobody types two characters within one read."""
        if not self._torn or self._begun or len(data) < 2 or now > self._torn_until:  # noqa: PLR2004
            return False
        if self._torn == _ESCAPE:
            return data[0] in _OPENERS
        token = _token().match(self._torn + data)
        return token is None or token.lastgroup != "broken"

    def _wait(self, now: float, *, together: bool) -> None:
        if not self._begun:
            self._deadline = None
            return
        short = {1: constants.ESCAPE_DELAY, 2: _OPENER_SECONDS}
        patience = _PASTE_SECONDS if self._is_paste else short.get(len(self._begun), _REST_SECONDS)
        if self._deadline is None or together:
            self._latest = now + max(patience, _REPLY_SECONDS)
        self._deadline = min(now + patience, self._latest)

    def _act_on(self, kind: str, token: str) -> Iterator[Message]:
        if kind == "paste":
            text = token.removeprefix(BRACKETED_PASTE_START).removesuffix(BRACKETED_PASTE_END)
            yield Paste(_NO_TEXT.sub("", text))
        elif kind == "escape":
            yield Key("escape", _ESCAPE)
        elif kind == "key":
            yield from super().feed(token)
        elif kind == "whole" and len(token) == 2 and token not in ANSI_SEQUENCES_KEYS:  # noqa: PLR2004 - Escape and one character
            yield from self._sequence_to_key_events(token[1], alt=True)
        elif (
            kind == "whole"
            and token != BRACKETED_PASTE_END
            and (report := _readable(re.sub(f"[{_NOISE}]", "", token)))
        ):
            yield from self._known(report)

    def _known(self, sequence: str) -> list[Message]:
        """Return what Textual knows of a sequence, which is empty if it waits for more of it."""
        try:
            if len(sequence) > _MAX_SEQUENCE_SEARCH_THRESHOLD:
                return [*self._sequence_to_key_events(sequence)]
            known = [*super().feed(sequence)]
        except (ArithmeticError, ValueError):
            known = []
        if self._awaiting.timeout is None:
            return known
        self._tokens.clear()
        self._gen = self.parse(self._tokens.append)
        self._awaiting = next(self._gen)
        return []


def _is_string(sequence: str) -> bool:
    return len(sequence) > 1 and sequence[1] in _STRINGS


def _readable(sequence: str) -> str:
    """Return a report of a pressed key as Textual can read it, any other sequence as it is, and nothing for no key."""
    found = _KEY_REPORT.fullmatch(sequence)
    if found is None or sequence in ANSI_SEQUENCES_KEYS:
        return sequence
    number, modifiers, text, final = found.groups(default="")
    number, (modifiers, _, event) = number.partition(":")[0], modifiers.partition(":")
    # For a key whose code comes third, xterm reports the number 27.
    is_other = f"{number}{final}" == "27~"
    if final != "u" and not is_other and (text or f"{number or 1}{final}" not in FUNCTIONAL_KEYS):
        return ""
    if event == "3" or not all(map(_is_character, (number, *text.split(":")))):
        return ""
    return f"{_ESCAPE}[{number};{modifiers}{';' if text else ''}{text}{final}"


def _is_character(code: str) -> bool:
    return not code or (len(code) < 8 and int(code) <= sys.maxunicode and not 0xD800 <= int(code) <= 0xDFFF)  # noqa: PLR2004


def settle_resizes() -> None:
    """Let a screen that is told of a size take the one that the terminal has by now.

    A screen tells itself of the size that it was laid out for. With two different sizes on their way that goes on for
    ever, and because a message pump with messages lets nothing else run, no key and no signal is heard. Textual begins
    with two sizes where rich's idea of the size is not its own; a window whose size changes while the program starts
    does the same. No issue was found.
    """
    before = Screen._on_resize  # noqa: SLF001

    async def settled(screen: Screen[Any], event: Resize) -> None:
        event.size = screen.app.size
        await before(screen, event)

    if before.__name__ != settled.__name__:
        Screen._on_resize = settled  # type: ignore[assignment,method-assign]  # noqa: SLF001


def later(act: Callable[[], object]) -> Timer:
    """Do something when the screens should have ended, unless it is cancelled."""
    timer = Timer(ENDING_SECONDS, act)
    timer.daemon = True
    timer.start()
    return timer


if sys.platform == "win32":
    from textual.drivers import win32
    from textual.drivers.windows_driver import WindowsDriver as _TextualsDriver

    win32.XTermParser = ReplyParser
else:
    import termios

    from textual.drivers.linux_driver import LinuxDriver as _TextualsDriver

_GIVEN_BACK: Final = (
    b"\x1b[?2004l\x1b[?7h\x1b[?1000l\x1b[?1003l\x1b[?1006l\x1b[?1015l\x1b[<u\x1b[?1049l\x1b[?25h\x1b[?1004l"
)
"""What a terminal is told to be as it was before."""


class TerminalDriver(_TextualsDriver):
    """A terminal whose size is that of its window, and whose bytes and replies cannot end the program."""

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size or window_size())
        self._tell_rich(window_size())

    def _get_terminal_size(self) -> tuple[int, int]:
        """Return the window's size; Textual lets COLUMNS and LINES beat it, also after a change (#6153, #5417)."""
        size = window_size()
        self._tell_rich(size)
        return size

    def _tell_rich(self, size: tuple[int, int]) -> None:
        """Give rich the same idea of the size, which it works out by itself: 80x25 if the window has none."""
        for console in (self._app.console, self._app.error_console):
            console.size = size

    def process_message(self, message: Any) -> None:
        """Pass a message on, a size without columns or rows as the usual one."""
        if isinstance(message, Resize):
            size = real_size(*message.size)
            self._tell_rich(size)
            message = Resize.from_dimensions(size, message.pixel_size)
        super().process_message(message)
        if isinstance(message, Key) and message.key == "ctrl+q":
            # Where it is not heard it is a signal to end.
            unheard = later(lambda: os.kill(os.getpid(), signal.SIGTERM))
            if not self._app.call_later(unheard.cancel):
                unheard.cancel()

    if sys.platform != "win32":

        def run_input_thread(self) -> None:
            """Read the terminal until the screens end.

            Textual's ends the program at a byte that is not UTF-8 (#6456, #6498), and goes round without a rest when
            the terminal has gone (#6690).
            """
            parser, decode = ReplyParser(), getincrementaldecoder("utf-8")("surrogateescape").decode
            with selectors.SelectSelector() as selector:
                selector.register(self.fileno, selectors.EVENT_READ)
                while not self.exit_event.is_set():
                    if selector.select(parser.patience):
                        data = self._read()
                        if not data:
                            os.kill(os.getpid(), signal.SIGHUP)
                            return
                        for message in parser.feed(decode(data)):
                            self.process_message(message)
                    for message in parser.tick():
                        self.process_message(message)

        def _read(self) -> bytes:
            """Return what has come, nothing if the terminal has gone."""
            try:
                return os.read(self.fileno, _READ_BYTES)
            except OSError:
                return b""

        def give_back(self) -> None:
            """Leave the terminal as it was, without waiting for it."""
            if self.attrs_before is not None:
                with suppress(termios.error):
                    termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)
            with suppress(OSError):
                os.set_blocking(self.fileno, False)
                os.write(self.fileno, _GIVEN_BACK)
                os.set_blocking(self.fileno, True)
