"""The commands that open the full-screen program."""

from __future__ import annotations

import gc
import os
from functools import partial
from typing import TYPE_CHECKING, Final

import click

from scrutiny_tui.cli.folders import SESSION_IS, folder_options, library
from scrutiny_tui.cli.terminal import has_screen, shows_screens
from scrutiny_tui.cli.theming import theme_asked_for, theme_option
from scrutiny_tui.domain.errors import BY_SIGNAL, MachineError, ScrutinyError, UseError
from scrutiny_tui.domain.printable import printable

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from scrutiny_tui.acts.desk import Desk
    from scrutiny_tui.tui.app import ScrutinyApp

PLAIN_TWIN: Final = "scrutiny-tui run SESSION --plain"

_TELLTALE: Final = (
    "TEXTUAL",
    "TEXTUAL_DEBUG",
    "TEXTUAL_DEVTOOLS_HOST",
    "TEXTUAL_DEVTOOLS_PORT",
    "TEXTUAL_DRIVER",
    "TEXTUAL_LOG",
    "TEXTUAL_PRESS",
    "TEXTUAL_SCREENSHOT",
    "TEXTUAL_SCREENSHOT_FILENAME",
    "TEXTUAL_SCREENSHOT_LOCATION",
    "TEXTUAL_SHOW_RETURN",
)
"""Variables with which Textual would write down or send every key, take pictures of screens, press keys itself, or load
another program to draw with."""

_DRAWN_A_SECOND: Final = "1000"
"""How often Textual may draw. What a key changes is seldom all known at the first drawing; with its usual 60 a second the
rest waits for up to two times 17 ms. Nothing is drawn while nothing changes."""

_OBJECTS_BETWEEN_CLEANINGS: Final = 5_000
"""A page is made of some thousands; at Python's usual 700 there would be several pauses while it is built."""

_IDLE_SECONDS: Final = 0.1
"""How long nobody has pressed a key when something is done that nobody is to wait for."""


def show_home() -> None:
    """Open the start page. Raises `UseError` if there is no terminal."""
    require_terminal("scrutiny-tui list")
    show(_desk())


@click.command("open", epilog=SESSION_IS)
@click.argument("session")
@theme_option
@folder_options
def open_session(session: str) -> None:
    """Go on with the workshop SESSION.

    \b
    Examples:
      scrutiny-tui open last
      scrutiny-tui open 2026-11-21-exampleshire
    """  # noqa: D301 - the backslash tells click to leave the lines as they are
    require_terminal(PLAIN_TWIN)
    show(desk_with(session))


@click.command
@theme_option
@folder_options
def demo() -> None:
    """Look around in an example, on a copy that goes away.

    Without a terminal that can show screens the example's results are printed as plain text.

    \b
    Examples:
      scrutiny-tui demo
      scrutiny-tui demo | head
    """  # noqa: D301 - the backslash tells click to leave the lines as they are
    if not shows_screens():
        _print_example()
        return
    desk = _desk()
    desk.open_example()
    show(desk)


def require_terminal(plain: str, line_by_line: str = PLAIN_TWIN) -> None:
    """Raise `UseError` if there is no terminal that can show the screens.

    It names the command for plain text, on a terminal that only shows line after line the one to use there.
    """
    if not has_screen():
        raise UseError(f"This needs a terminal to show its screens. For plain text use: {plain}")
    if not shows_screens():
        kind = os.environ["TERM"]
        raise UseError(f"This terminal (TERM={kind}) cannot show screens. Line by line use: {line_by_line}")


def _print_example() -> None:
    from scrutiny_tui.store.places import example_session
    from scrutiny_tui.store.session_file import read_session
    from scrutiny_tui.view.results_text import results_text

    click.echo(results_text(read_session(example_session())), nl=False)


def desk_with(session: str) -> Desk:
    """Return a desk with this workshop open; ends the program where a person rather leaves it closed."""
    desk = _desk()
    status = _open(desk, desk.library.find(session))
    if status:
        click.get_current_context().exit(status)
    return desk


def _desk() -> Desk:
    from scrutiny_tui.acts.desk import Desk

    return Desk(library())


def _open(desk: Desk, path: Path) -> int:
    """Open a session; ask first if it was changed by hand, has a twin or can only be read. Returns the exit status."""
    from scrutiny_tui.domain.errors import EditedError

    try:
        desk.open(path)
    except EditedError as error:
        click.echo(printable(str(error)), err=True)
        question = (
            "Open this one? The other stays as it is."
            if error.has_twin
            else "Open it as it is? A copy is kept."
        )
        if not click.confirm(question, err=True):
            return error.exit_status
        desk.open(path, accept_edit=True)
    except ScrutinyError as error:
        if not desk.library.can_look(path):
            raise
        click.echo(printable(str(error)), err=True)
        if not click.confirm("Look at it instead? Nothing can be changed.", err=True):
            return error.exit_status
        desk.look(path)
    return 0


def show(desk: Desk) -> None:
    """Show the screens until the facilitator quits."""
    hold(desk, _run_screens)


def hold(desk: Desk, run: Callable[[Desk], None]) -> None:
    """Run something with the desk and close the workshop in any case; say where closing met a problem."""
    try:
        run(desk)
    finally:
        problem = desk.leave()
        if problem:
            click.echo(printable(problem), err=True)


def _run_screens(desk: Desk) -> None:
    run_app(partial(_facilitators_app, desk))


def _facilitators_app(desk: Desk, theme: str, keep_theme: Callable[[str], object]) -> ScrutinyApp:
    from scrutiny_tui.tui.app import ScrutinyApp

    return ScrutinyApp(desk, theme, keep_theme)


def run_app(make: Callable[[str, Callable[[str], object]], ScrutinyApp]) -> None:
    """Run the full-screen program that is made with the theme to begin with and what keeps the name of another one."""
    for name in _TELLTALE:
        os.environ.pop(name, None)
    os.environ.setdefault("TEXTUAL_FPS", _DRAWN_A_SECOND)
    from scrutiny_tui.store.places import keep_theme, read_theme, settings_file

    settings = settings_file(os.environ)
    asked = theme_asked_for()
    app = make(asked or read_theme(settings), partial(keep_theme, settings))
    if asked and app.theme != asked:
        raise UseError(
            f"There is no theme called {asked}. There are: {', '.join(sorted(app.available_themes))}."
        )
    app.idle_seconds = _IDLE_SECONDS
    # What is loaded by now stays; Python need not look through it again for rubbish while somebody keys a slip.
    gc.freeze()
    gc.set_threshold(_OBJECTS_BETWEEN_CLEANINGS)
    app.run()
    if app.stopped_by:
        click.get_current_context().exit(BY_SIGNAL + app.stopped_by)
    if app.return_code:
        # The screens stopped by themselves and have said so.
        click.get_current_context().exit(MachineError.exit_status)
