"""What is at the other end, and what is said to it beside the output: sentences, questions, how far work has come.

Windows tells more about the window than other systems do.
"""

from __future__ import annotations

import os
import signal
import sys
from _thread import interrupt_main
from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from threading import Event
from time import monotonic
from typing import Final, TypeVar

import click

from scrutiny_tui.domain.errors import UseError
from scrutiny_tui.domain.printable import printable
from scrutiny_tui.store.system import WATCHER

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _NEAREST: Final = 2
    _OUTPUT: Final = -11
    """Windows' numbers for the screen that most of a window is on, and for a program's output."""

    class _Screen(ctypes.Structure):
        """Windows' MONITORINFO."""

        _fields_ = (
            ("size", wintypes.DWORD),
            ("whole", wintypes.RECT),
            ("without_bars", wintypes.RECT),
            ("flags", wintypes.DWORD),
        )

    class _Font(ctypes.Structure):
        """Windows' CONSOLE_FONT_INFOEX."""

        _fields_ = (
            ("size", wintypes.ULONG),
            ("number", wintypes.DWORD),
            ("width_and_height", wintypes.DWORD),
            ("family", wintypes.UINT),
            ("weight", wintypes.UINT),
            ("name", wintypes.WCHAR * 32),
        )


Step = TypeVar("Step")

_UNABLE: Final = frozenset({"", "dumb", "unknown"})
"""What the variable TERM holds if nothing is known about a terminal, or nothing but that it shows lines."""

_BAR_AFTER: Final = 1.0
"""Seconds of work after which a bar is shown."""

_CLOSING: Final = frozenset({2, 5, 6})
"""What Windows tells a program when its window is closed, somebody logs off or the machine is shut down."""
BREAK: Final = getattr(signal, "SIGBREAK", signal.SIGTERM)
"""The signal that ends the screens on Windows."""
_HOLD_UP: Final = 4.5
"""Seconds; Windows ends a program 5 s after it has told it, if not before."""


def has_keyboard() -> bool:
    """Tell whether somebody can be asked."""
    return sys.stdin is not None and sys.stdin.isatty()


def has_screen() -> bool:
    """Tell whether there is a terminal at both ends."""
    return has_keyboard() and sys.stdout is not None and sys.stdout.isatty()


def shows_screens() -> bool:
    """Tell whether there is a terminal whose cursor can be moved."""
    term = os.environ.get("TERM", "").strip().lower()
    return has_screen() and (sys.platform == "win32" or term not in _UNABLE)


def writes_unicode() -> bool:
    """Tell whether what is printed can hold any character."""
    return str(getattr(sys.stdout, "encoding", "")).lower().startswith("utf")


def tell(*sentences: str) -> None:
    """Say something beside the output; nothing for an empty sentence."""
    for sentence in filter(None, sentences):
        click.echo(printable(sentence), err=True)


def ask(question: str, told: str = "", *, yes: bool, declined: str = "Nothing was changed.") -> None:
    """Ask for confirmation unless `yes` is set; exit with 1 if declined. Raises `UseError` if nobody can be asked."""
    if yes:
        return
    tell(told)
    if not has_keyboard():
        raise UseError(f"{question} To carry on without being asked, add --yes")
    if not click.confirm(printable(question), err=True):
        tell(declined)
        click.get_current_context().exit(1)


def ask_hidden(question: str, *, twice: bool = False) -> str:
    """Return what somebody types unseen, typed twice if it can't be looked up. Raises `UseError` if nobody can be asked."""
    if not has_keyboard():
        raise UseError(
            f"{question}: this is typed on the keyboard only, so that it is not in a file or history."
        )
    again = "The same again" if twice else False
    typed: str = click.prompt(
        f"{printable(question)} (not shown)", hide_input=True, confirmation_prompt=again, err=True
    )
    return typed


def watch_work() -> None:
    """Show a bar for work that takes more than a second, if somebody sees what is said beside the output."""
    if sys.stderr is not None and sys.stderr.isatty():
        WATCHER.set(_with_bar)


def _with_bar(steps: Collection[Step], /) -> Iterator[Step]:
    begun = monotonic()
    with ExitStack() as stack:
        bar = None
        for number, step in enumerate(steps, start=1):
            yield step
            if bar is not None:
                bar.update(1)
            elif monotonic() - begun > _BAR_AFTER:
                bar = stack.enter_context(click.progressbar(length=len(steps), file=sys.stderr))
                bar.update(number)


@contextmanager
def hears_closing() -> Iterator[None]:
    """Let a window that is closed on Windows end the block as a signal does elsewhere, and leave it the time to end."""
    if sys.platform != "win32":
        yield
    else:
        ended = Event()
        # Windows calls this in a thread of its own, and ends the process when it returns.
        hear = ctypes.WINFUNCTYPE(ctypes.c_int, ctypes.c_uint)(partial(heard, ended))
        ctypes.windll.kernel32.SetConsoleCtrlHandler(hear, 1)
        try:
            yield
        finally:
            ended.set()
            ctypes.windll.kernel32.SetConsoleCtrlHandler(hear, 0)


def heard(ended: Event, told: int) -> bool:
    """End the screens if this is what Windows tells when a window is closed, and wait until the workshop is closed too."""
    if told not in _CLOSING or signal.getsignal(BREAK) is signal.SIG_DFL:
        return False
    interrupt_main(BREAK)
    ended.wait(_HOLD_UP)
    return True


def fills_screen() -> bool | None:
    """Say whether the window in front, where a command was just typed, covers its whole screen; None if nobody knows."""
    if sys.platform == "win32":
        user = ctypes.windll.user32
        user.GetForegroundWindow.restype = user.MonitorFromWindow.restype = wintypes.HANDLE
        window = wintypes.HANDLE(user.GetForegroundWindow())
        place, screen = wintypes.RECT(), _Screen(ctypes.sizeof(_Screen))
        monitor = wintypes.HANDLE(user.MonitorFromWindow(window, _NEAREST))
        if user.GetWindowRect(window, ctypes.byref(place)) and user.GetMonitorInfoW(
            monitor, ctypes.byref(screen)
        ):
            whole = screen.whole
            return bool(
                place.left <= whole.left
                and place.top <= whole.top
                and place.right >= whole.right
                and place.bottom >= whole.bottom
            )
    return None


def font() -> str:
    """Return the name of the font, if this is Windows' old console, which tells it; else nothing."""
    if sys.platform == "win32" and "WT_SESSION" not in os.environ:
        kernel = ctypes.windll.kernel32
        kernel.GetStdHandle.restype = wintypes.HANDLE
        found = _Font(ctypes.sizeof(_Font))
        console = wintypes.HANDLE(kernel.GetStdHandle(wintypes.DWORD(_OUTPUT)))
        if kernel.GetCurrentConsoleFontEx(console, False, ctypes.byref(found)):
            return str(found.name)
    return ""
