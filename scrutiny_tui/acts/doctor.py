"""Looks at this machine as a facilitator's helper would: can the room read the screen, and can answers be kept."""

from __future__ import annotations

import platform
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from scrutiny_tui import __version__
from scrutiny_tui.acts.crash_report import versions
from scrutiny_tui.domain.errors import ScrutinyError
from scrutiny_tui.domain.records import record
from scrutiny_tui.store.installation import can_make_pdf, can_make_word, how_installed, policies, with_ctrl
from scrutiny_tui.store.packs import read_pack
from scrutiny_tui.store.places import Places, try_folder

GLYPHS: Final = "■□□ ■■□ ■■■   ░▒█   ▀▄▌▐   ─│┌┐└┘├┤   ═║╔╗╚╝   ▲▼►◄   • · … ‘’ “” ← → ↑ ↓"
"""Every kind of character that the screens are drawn with."""

_LITTLE: Final = 50 * 1024 * 1024
"""Bytes; a workshop needs far less, but whatever else fills the disk does not stop there."""

_FIRST_BUILD_OF_11: Final = 22_000
"""Windows 11 still calls itself 10 everywhere but in the number of its build."""

_SIZES: Final = (
    (100, 28, "everything is shown at once"),
    (80, 24, "every page is whole"),
    (60, 18, "one part is shown at a time"),
)
_PLAIN_TWIN: Final = "scrutiny-tui run WORKSHOP --plain"


@record
class Terminal:
    """What is known of the terminal without asking it."""

    has_screen: bool
    width: int
    height: int
    encoding: str
    """That of what is printed, such as "utf-8"."""
    environment: Mapping[str, str]
    shows_screens: bool = True
    """Whether it can show more than line after line."""
    fills_screen: bool | None = None
    """Whether its window covers the whole screen; None if that can't be found out."""
    font: str = ""
    """The name of its font, where it is told."""


@record
class Finding:
    """One thing that was looked at."""

    what: str
    told: str
    advice: str = ""
    """What to change; empty if all is well."""
    prevents: bool = False
    """Whether no workshop can be held before it is changed."""


def examine(terminal: Terminal, places: Places, settings: Path) -> Iterator[Finding]:
    """Yield what was found: the program, the terminal, the content, the folders."""
    yield Finding("Program", ", ".join((f"Scrutiny TUI {__version__}", *versions())))
    yield Finding("Installed", how_installed())
    yield Finding("System", _system())
    if found := [*policies()]:
        advice = "If something does not start, show IT this list and the page For IT."
        yield Finding("Policies", "; ".join(found), advice)
    yield from _terminal(terminal)
    if can_make_word():
        yield Finding("Word files", "can be made")
    else:
        advice = "Ask IT to allow lxml. Until then use the report in HTML: Word opens it."
        yield Finding("Word files", "can't be made, because lxml can't be loaded", advice)
    yield Finding(
        "PDF files", "can be made" if can_make_pdf() else "can't be made here: save the Word file as PDF"
    )
    yield _content(places)
    yield _folder("Workshops", places.sessions, "Use another folder: --sessions DIR.", needed=True)
    yield _folder("Backups", places.mirror, "Use another folder: --backup DIR.")
    yield _folder("Settings", settings.parent, "Your choice of colours won't be remembered.")


def _system() -> str:
    if sys.platform != "win32":
        return f"{platform.system()} {platform.release()}, {platform.machine()}"
    # Python asks a service of Windows for the release, which may take long or be forbidden.
    build = sys.getwindowsversion().build
    return f"Windows {11 if build >= _FIRST_BUILD_OF_11 else 10}, build {build}"


def _terminal(terminal: Terminal) -> Iterator[Finding]:
    if not terminal.has_screen:
        told = "none"
        advice = f"Start the program in a terminal window, or use text only: {_PLAIN_TWIN}"
        yield Finding("Terminal", told, advice)
        return
    environment = terminal.environment
    advice = ""
    if not terminal.shows_screens:
        advice = f"This terminal can't show the screens. Use text only: {_PLAIN_TWIN}"
    elif environment.get("TERM") == "linux":
        advice = f"This terminal has few colours and characters. If a page looks broken, use: {_PLAIN_TWIN}"
    yield Finding("Terminal", ", ".join(filter(None, (_kind(environment), terminal.font))), advice)
    yield _size(terminal)
    if terminal.fills_screen is not None:
        told = "on" if terminal.fills_screen else "off"
        yield Finding("Full screen", told, "" if terminal.fills_screen else "Press F11.")
    yield _colours(environment)
    if terminal.encoding.lower().replace("-", "").replace("_", "") == "utf8":
        yield Finding("Characters", terminal.encoding)
    else:
        advice = "Switch the terminal to UTF-8, for example with LANG=en_GB.UTF-8."
        yield Finding("Characters", terminal.encoding or "not known", advice)
    if environment.get("TMUX"):
        yield Finding("tmux", "is running", "To make Esc act at once: tmux set -sg escape-time 20")


def _kind(environment: Mapping[str, str]) -> str:
    """Return what the terminal calls itself."""
    if sys.platform == "win32":
        return "Windows Terminal" if environment.get("WT_SESSION") else "Windows' old console"
    names = (environment.get("TERM"), environment.get("TERM_PROGRAM"))
    return ", ".join(filter(None, names)) or "not known"


def _size(terminal: Terminal) -> Finding:
    told = f"{terminal.width} columns, {terminal.height} rows"
    for width, height, means in _SIZES:
        if terminal.width >= width and terminal.height >= height:
            return Finding("Size", f"{told}: {means}")
    advice = f"Make the text smaller (hold Ctrl and {with_ctrl('-')}) or the window larger."
    return Finding("Size", f"{told}: too small", advice)


def _colours(environment: Mapping[str, str]) -> Finding:
    if environment.get("NO_COLOR"):
        told = "grey only, because NO_COLOR is set. Each statement also has a number and a word."
        return Finding("Colours", told)
    if environment.get("COLORTERM", "").lower() in {"truecolor", "24bit"}:
        return Finding("Colours", "all")
    if "256" in environment.get("TERM", "") or sys.platform == "win32":
        return Finding("Colours", "256, enough for the program's own colours")
    advice = "If colours look odd, use: scrutiny-tui --theme high-contrast"
    return Finding("Colours", "probably 16", advice)


def _content(places: Places) -> Finding:
    try:
        pack = read_pack(places.pack)
    except ScrutinyError as error:
        advice = f"To list what is wrong: scrutiny-tui check {places.pack}"
        return Finding("Content", str(error).splitlines()[0], advice, prevents=True)
    return Finding("Content", f"{pack.title}, version {pack.version}, in {places.pack}")


def _folder(what: str, folder: Path, advice: str, *, needed: bool = False) -> Finding:
    tried = try_folder(folder)
    if tried.fault:
        return Finding(what, tried.fault, advice, prevents=needed)
    place = f"{folder} (really {tried.real})" if tried.real not in {None, folder} else str(folder)
    if tried.free is None:
        return Finding(what, f"{place} is ready")
    little = "There is little space left. Free some before the meeting." if tried.free < _LITTLE else ""
    return Finding(what, f"{place} is ready, {tried.free // 1024**2:,} MB free", little)
