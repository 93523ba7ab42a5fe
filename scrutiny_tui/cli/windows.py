"""The commands that hold a workshop, on screens or line by line, and open the window for the room."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from scrutiny_tui.acts.card_vote import DRAWN_ROOM
from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.cli import terminal
from scrutiny_tui.cli.options import library, session_command, session_completion
from scrutiny_tui.cli.program import SESSION_IS, kept, theme_option
from scrutiny_tui.cli.terminal import tell
from scrutiny_tui.domain.errors import (
    BY_SIGNAL,
    EditedError,
    InputError,
    MachineError,
    ScrutinyError,
    UseError,
)
from scrutiny_tui.store.card_reader import NO_CAMERA_PART, camera_ready
from scrutiny_tui.store.places import THEME, example_session, remember, remembered, settings_file
from scrutiny_tui.store.system import is_file

if TYPE_CHECKING:
    from scrutiny_tui.tui.base_app import BaseApp

_PLAIN_TWIN: Final = "scrutiny-tui run WORKSHOP --plain"
_RESULTS: Final = "scrutiny-tui results WORKSHOP"

_EXAMPLE: Final = "demo"
"""Stands for the copy of the example that `demo` shows."""

_HARMLESS: Final = {"TEXTUAL_ANIMATIONS", "TEXTUAL_COLOR_SYSTEM", "TEXTUAL_FPS"}
"""The variables of Textual that are left to it. With others it would write down or send every key, take pictures of
screens, press keys itself, or load another program to draw with."""

_COLOUR_SYSTEMS: Final = {"auto", "standard", "256", "truecolor", "windows"}
"""What TEXTUAL_COLOR_SYSTEM may say; anything else would stop Textual."""

_DRAWN_A_SECOND: Final = "1000"
"""How often Textual may draw. What a key changes is seldom all known at the first drawing; with its usual 60 a second the
rest waits for up to two times 17 ms. Nothing is drawn while nothing changes."""

_OBJECTS_BETWEEN_CLEANINGS: Final = 5_000
"""A page is made of some thousands; at Python's usual 700 there would be several pauses while it is built. The first page
has none."""

_IDLE_SECONDS: Final = 0.1
"""How long nobody has pressed a key when something is done that nobody is to wait for."""


def show_home() -> None:
    """Open the start page. Raises `UseError` if there is no terminal."""
    _require_screen("scrutiny-tui list")
    _hold(Desk(library()), _on_screens)


@session_command("open")
@theme_option
def open_session(session: str) -> None:
    """Open a workshop where you left off.

    \b
    Examples:
      scrutiny-tui open last
      scrutiny-tui open 2026-11-21-exampleshire
    """
    _run(session)


@click.command
@theme_option
@click.pass_context
def demo(context: click.Context) -> None:
    """Look round in a copy of the example. The copy is deleted afterwards.

    If the terminal can't show the screens, the example's results are printed as plain text.

    \b
    Examples:
      scrutiny-tui demo
      scrutiny-tui demo | head
    """
    if terminal.shows_screens():
        desk = Desk(library())
        desk.open_example()
        _hold(desk, _on_screens)
    else:
        from scrutiny_tui.cli.shelf import results

        context.invoke(results, session=str(example_session()), as_json=False, by_groups=False)


_plain_option: Final = click.option(
    "--plain",
    is_flag=True,
    help="Text only, line by line, for example for a screen reader.",
)


_camera_option: Final = click.option(
    "--camera",
    "stand_in",
    metavar="FILE",
    help="For practice, a video that is read in place of the camera; the word practice draws a room with raised cards.",
)


@session_command("rehearse")
@theme_option
@_plain_option
@_camera_option
def rehearse(session: str, *, plain: bool, stand_in: str | None) -> None:
    """Practise with a workshop that is set up: its people, timetable and ways to answer.

    You work on a copy without answers, which is deleted afterwards. Nothing in the workshop itself changes, and PRACTICE
    stands on every page. To try the projector too, type in a second terminal: scrutiny-tui audience WORKSHOP

    \b
    Examples:
      scrutiny-tui rehearse last
      scrutiny-tui rehearse 2026-11-21-exampleshire --plain
      scrutiny-tui rehearse last --camera practice
    """
    _run(session, plain=plain, begin=Desk.rehearse, stand_in=stand_in)


@session_command("run")
@theme_option
@_plain_option
@_camera_option
def run_session(session: str, *, plain: bool, stand_in: str | None) -> None:
    """Run a workshop. Use --plain for text only (for screen readers).

    Both ways save the same file. You can change from one to the other at any time.

    \b
    Examples:
      scrutiny-tui run last
      scrutiny-tui run last --plain
    """
    _run(session, plain=plain, stand_in=stand_in)


def _run(
    session: str,
    *,
    plain: bool = False,
    begin: Callable[[Desk, Path], object] | None = None,
    stand_in: str | None = None,
) -> None:
    why = "" if plain else _why_plain()
    if why:
        click.echo(why, err=True)
    elif not plain:
        _require_screen(f"scrutiny-tui {'rehearse' if begin else 'run'} WORKSHOP --plain")
    desk = Desk(library())
    if stand_in is not None:
        if plain or why:
            raise UseError("Cards are read on the screens only. Leave out --camera, or --plain.")
        desk.cards.stand_in = _in_place_of_camera(stand_in)
    (begin or _open)(desk, desk.library.find(session))
    if plain or why:
        from scrutiny_tui.cli.plain_course import run_plain

        _hold(desk, run_plain)
    else:
        _hold(desk, _on_screens)


def _in_place_of_camera(named: str) -> Path:
    """Return what is read in place of the camera. Raises `ScrutinyError` if it is not there, or nothing can be read here."""
    if not camera_ready():
        raise MachineError(NO_CAMERA_PART)
    path = Path(named)
    if path != DRAWN_ROOM and not is_file(path):
        raise InputError(f"There is no file {path}. For a room that is drawn, use: --camera {DRAWN_ROOM}")
    return path


def _why_plain() -> str:
    """Say why a workshop is held line by line although nobody asked for it; empty if it is not."""
    if os.environ.get("SCRUTINY_PLAIN", "") not in {"", "0"}:
        return "SCRUTINY_PLAIN is set, so the workshop runs as text only."
    if terminal.has_screen() and not terminal.shows_screens():
        return "This terminal can't show the screens, so the workshop runs as text only."
    return ""


@click.command(epilog=f"{SESSION_IS} The word demo shows the example.")
@click.argument("session", metavar="WORKSHOP", shell_complete=session_completion(_EXAMPLE))
@theme_option
def audience(session: str) -> None:
    """Open a second window for the projector, without your private notes.

    Start it in a second terminal and drag that to the projector. It follows your window, and waits while yours is closed.
    Before a result it shows only how many people have answered.

    \b
    Examples:
      scrutiny-tui audience last
      scrutiny-tui audience demo
    """
    _require_screen(_RESULTS, _RESULTS)
    from scrutiny_tui.store.public_file import public_path

    desk = Desk(library())

    def find() -> Path:
        return public_path(example_session() if session == _EXAMPLE else desk.library.find(session))

    find()  # What is wrong with the name is said before a window opens.
    _shut_out_variables()
    from scrutiny_tui.tui.audience import AudienceApp

    _run_app(lambda theme, _keep: AudienceApp(desk, find, theme))


def _require_screen(plain: str, line_by_line: str = _PLAIN_TWIN) -> None:
    """Raise `UseError` if there is no terminal that can show the screens.

    It names the command for plain text; on a terminal that only shows line after line, the one to use there.
    """
    if not terminal.has_screen():
        raise UseError(f"The screens need a terminal. For plain text, use: {plain}")
    if not terminal.shows_screens():
        kind = os.environ.get("TERM", "")
        raise UseError(
            f"This terminal (TERM={kind}) can't show the screens. For text only, use: {line_by_line}"
        )


def _open(desk: Desk, path: Path) -> None:
    """Open a session, asking first if it was changed by hand, has a twin or can only be read; exit if declined."""
    try:
        desk.open(path)
    except EditedError as error:
        question = "Open it as it is? A copy of it is saved."
        _ask(error, "Open this one? The other is not changed." if error.has_twin else question)
        desk.open(path, accept_edit=True)
    except ScrutinyError as error:
        if not desk.library.can_look(path):
            raise
        _ask(error, "Open it read-only?")
        desk.look(path)


def _ask(error: ScrutinyError, question: str) -> None:
    tell(str(error))
    if not click.confirm(question, err=True):
        click.get_current_context().exit(error.exit_status)


def _hold(desk: Desk, run: Callable[[Desk], str | None]) -> None:
    """Run something with the desk and close the workshop in any case; say what went wrong then, and what it returns."""
    told: str | None = None
    with terminal.hears_closing():
        try:
            told = run(desk)
        finally:
            problem = desk.leave()
            tell(problem)
    if told:
        click.echo(told if problem else f"Everything is saved. {told}")


def _on_screens(desk: Desk) -> str:
    _shut_out_variables()
    from scrutiny_tui.tui.app import ScrutinyApp

    _run_app(lambda theme, keep_theme: ScrutinyApp(desk, theme, keep_theme))
    with suppress(ScrutinyError):
        return _how_to_continue(desk)
    return ""


def _how_to_continue(desk: Desk) -> str:
    """Return how to open the workshop again that is left open; nothing of the example, which goes away."""
    if desk.workshop is None or (path := desk.workshop.path) not in desk.library.paths():
        return ""
    name = path.stem if path.parent == desk.library.places.sessions else path
    return f"To continue: scrutiny-tui open {name}"


def _shut_out_variables() -> None:
    """Take from Textual, before it is loaded, the variables by which it could write down or send what is keyed."""
    for name in [name for name in os.environ if name.startswith("TEXTUAL") and name not in _HARMLESS]:
        del os.environ[name]
    if os.environ.get("TEXTUAL_COLOR_SYSTEM", "auto") not in _COLOUR_SYSTEMS:
        del os.environ["TEXTUAL_COLOR_SYSTEM"]
    os.environ.setdefault("TEXTUAL_FPS", _DRAWN_A_SECOND)


def _run_app(make: Callable[[str, Callable[[str], object]], BaseApp]) -> None:
    """Run the full-screen program that is made with the theme to begin with and what keeps the name of another one."""
    settings = settings_file(os.environ)
    asked: str = kept("theme") or os.environ.get("SCRUTINY_THEME", "")
    app = make(asked or remembered(settings, THEME), partial(remember, settings, THEME))
    if asked and app.theme != asked:
        raise UseError(
            f"There is no theme called {asked}. The themes are: {', '.join(sorted(app.available_themes))}."
        )
    app.idle_seconds = _IDLE_SECONDS
    # What is loaded by now stays; Python need not look through it again for rubbish while somebody keys a slip.
    gc.freeze()
    app.do_when_idle((partial(gc.set_threshold, _OBJECTS_BETWEEN_CLEANINGS),))
    app.run()
    if app.stopped_by:
        click.get_current_context().exit(BY_SIGNAL + app.stopped_by)
    if app.return_code:
        # The screens stopped by themselves and have said so.
        click.get_current_context().exit(MachineError.exit_status)
