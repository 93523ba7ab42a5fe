"""What Windows tells of the window that the program runs in; no other system can be asked."""

from __future__ import annotations

import ctypes
import os
import sys
from ctypes import wintypes
from typing import Final

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


def fills_screen() -> bool | None:
    """Say whether the window in front, where a command was just typed, covers its whole screen; None if nobody knows."""
    if sys.platform != "win32":
        return None
    user = ctypes.windll.user32
    user.GetForegroundWindow.restype = user.MonitorFromWindow.restype = wintypes.HANDLE
    window = wintypes.HANDLE(user.GetForegroundWindow())
    place, screen = wintypes.RECT(), _Screen(ctypes.sizeof(_Screen))
    monitor = wintypes.HANDLE(user.MonitorFromWindow(window, _NEAREST))
    if not user.GetWindowRect(window, ctypes.byref(place)) or not user.GetMonitorInfoW(
        monitor, ctypes.byref(screen)
    ):
        return None
    whole = screen.whole
    return bool(
        place.left <= whole.left
        and place.top <= whole.top
        and place.right >= whole.right
        and place.bottom >= whole.bottom
    )


def font() -> str:
    """Return the name of the font, if this is Windows' old console, which tells it; else nothing."""
    if sys.platform != "win32" or "WT_SESSION" in os.environ:
        return ""
    kernel = ctypes.windll.kernel32
    kernel.GetStdHandle.restype = wintypes.HANDLE
    found = _Font(ctypes.sizeof(_Font))
    console = wintypes.HANDLE(kernel.GetStdHandle(wintypes.DWORD(_OUTPUT)))
    return str(found.name) if kernel.GetCurrentConsoleFontEx(console, False, ctypes.byref(found)) else ""
